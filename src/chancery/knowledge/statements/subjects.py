"""Who a verb is said of: the subject before it, after it, or understood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.knowledge.statements.lexicon import Lexicon
from chancery.knowledge.statements.tokens import Tokens
from chancery.knowledge.statements.voice import Voice
from chancery.record.model import Mention

REACH = 18
"""Words between a subject's head and its verb."""
FAR = 60
"""Words between a subject that begins a sentence and its verb."""
NEAR = 5
"""Words between a verb and a subject that follows it."""
SPEAKING = ("state", "organization", "organ", "person")
"""Kinds of mention that can take a position."""
NOUNS = ("offices", "others", "parties", "members")
"""Kinds of speaker beside which the name of their State or organization stands."""
SEVERAL = ("they", "parties", "members")
"""Kinds of speaker that are more than one."""
WHOLE = ("we", "they", "parties", "members")
"""Kinds of speaker that stand for those whose text it is."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a verb is said of."""

    kind: str
    """``we``, ``they``, ``it``, ``parties``, ``members``, ``offices``, ``others``, ``named`` (a mention), or the id of an organ."""
    ids: tuple[str, ...] = ()
    start: int = 0
    """Its first word."""
    end: int = 0

    @property
    def whole(self) -> bool:
        """Whether it is those whose text it is."""
        return self.kind in WHOLE

    def actors(self, voice: Voice) -> list[str]:
        """Give the ids it stands for in the text of a voice."""
        several = voice.parties if self.kind in SEVERAL and len(voice.actors) < 2 and voice.parties else voice.actors
        if self.kind == "members" and len(several) < 2:
            return list(self.ids)
        if self.kind in WHOLE:
            return list(several)
        if self.kind in ("offices", "others", "named", "it"):
            return list(self.ids)
        return [self.kind]


class Names:
    """The mentions of a paragraph, by words."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        self.ends: dict[int, tuple[int, Mention]] = {}
        self.first: dict[int, tuple[int, Mention]] = {}
        self.prefixes: dict[int, str] = {}
        """What is written to the first word of a name before it: a preposition, an article."""
        starts = tokens.starts
        for mention in mentions:
            if mention.kind in SPEAKING:
                a = max(bisect_right(starts, mention.span[0]) - 1, 0)
                b = bisect_right(starts, mention.span[1] - 1)
                self.ends[b] = (a, mention)
                self.first[a] = (b, mention)
                if starts[a] < mention.span[0]:
                    self.prefixes[a] = tokens.folded[starts[a] : mention.span[0]]


def _names(mention: Mention, words: int, speaker: int, kind: str) -> bool:
    """Whether a name of so many words says who speaks, where a speaker of so many words ends or begins with it.

    The longer one does; of two of one length the name, if it is that of a body: "the Council" once the text has named it.
    """
    return words > speaker or (words == speaker and kind == "others" and mention.id is not None)


class Subjects:
    """Finds subjects in one paragraph."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.mentions = mentions
        self._names: Names | None = None

    @property
    def names(self) -> Names:
        """Who is named in the paragraph."""
        if self._names is None:
            self._names = Names(self.tokens, self.mentions)
        return self._names

    def governor(self, i: int, floor: int) -> str:
        """Give the preposition that a noun whose first word is ``i`` hangs from; empty where there is none."""
        lex, words = self.lexicon, self.tokens.words
        if (prefix := self.names.prefixes.get(i, "")) in lex.prepositions:
            return prefix
        while (
            i > floor
            and not self.tokens.parted(i)
            and words[i - 1] in lex.articles
            and words[i - 1] not in lex.prepositions
        ):
            i -= 1
        governed = i > floor and not self.tokens.parted(i) and words[i - 1] in lex.prepositions
        if governed and words[i - 1] in lex.genitives and words[i - 2] in lex.prepositions and i - 1 > floor:
            return words[i - 2]
        return words[i - 1] if governed else ""

    def before(self, verb: int, floor: int, *, reported: int = -1) -> Subject | None:
        """Give the subject of a verb among the words from ``floor`` on; None where there is none that can speak.

        ``reported`` is where the expression of the statement before it ends, after which "that" may introduce it.
        """
        tokens, lex, words = self.tokens, self.lexicon, self.tokens.words
        at, collected, aside = verb, list[str](), False
        while at > floor and verb - at < REACH:
            if tokens.parted(at):
                if ";" in tokens.gap(at) or ":" in tokens.gap(at):
                    return None
                if at == verb:
                    aside = True
                elif not self._listed(at):
                    return self._leading(floor, verb) if aside else None
            word = words[at - 1]
            if word in lex.relatives or word in lex.complementizers or word in lex.conditions:
                return self._leading(floor, verb) if aside else None
            if not aside and lex.auxiliaries.before(words, at)[1] in ("will", "modal", "impersonal"):
                return None
            found = self._noun(at)
            if found is None:
                at -= 1
                continue
            start, kind, ids = found
            at, end = start, at
            preposition = self.governor(start, floor)
            if preposition in lex.genitives or not preposition:
                collected += ids
            if not preposition:
                if self._conditional(start, floor, reported) or (aside and not self._aside(at, end, verb)):
                    return self._leading(floor, verb) if aside else None
                extended = self._list(start, floor, collected)
                return Subject(kind, tuple(dict.fromkeys(extended[1])), extended[0], end)
        return self._leading(floor, verb) if self.tokens.parted(verb) else None

    def _leading(self, start: int, verb: int) -> Subject | None:
        """Give the speaker with which a sentence begins, where an aside that a comma closes parts it from its verb."""
        subject = self.leading(start, verb)
        aside = subject is not None and any(self.tokens.parted(k) for k in range(subject.end, verb))
        return subject if subject and aside and subject.kind != "it" else None

    def leading(self, start: int, verb: int) -> Subject | None:
        """Give the speaker with which a sentence begins."""
        words, lex, i = self.tokens.words, self.lexicon, start
        while i < verb and (words[i] in lex.articles or words[i] in lex.complementizers):
            i += 1
        length, kind = lex.speakers.after(words, i, verb)
        named = self.names.first.get(i)
        if named and _names(named[1], named[0] - i, length, kind):
            beside = lex.speakers.after(words, named[0], verb)
            if beside[1] in NOUNS:
                return Subject(beside[1], (named[1].id,) if named[1].id else (), i, named[0] + beside[0])
        if (not length and not named) or verb - i > FAR:
            return self.after(i, i + 1, verb) if lex.verb_first and verb - i <= FAR else None
        end = i + length
        if named and _names(named[1], named[0] - i, length, kind):
            end, kind = named[0], "named"
        at = end
        while kind in NOUNS and at < min(end + 4, verb) and words[at] in lex.genitives | lex.articles:
            at += 1
        at = at if at in self.names.first else end
        ids, _ = self._following(at, verb, [named[1].id] if named and named[1].id else [])
        return Subject(kind, ids, i, end)

    def _conditional(self, start: int, floor: int, reported: int) -> bool:
        """Whether a subject stands in a clause that says a condition, or what something is."""
        i, words, lex = start, self.tokens.words, self.lexicon
        while i > floor and not self.tokens.parted(i) and words[i - 1] in lex.articles:
            i -= 1
        if i == 0 or self.tokens.parted(i):
            return False
        before = words[i - 1]
        if before in lex.complementizers:
            return i - 1 != reported and words[i - 2] not in lex.sayings and words[i - 2] not in lex.joiners
        if before in lex.relatives:
            return i < 2 or words[i - 2] not in lex.prepositions
        return before in lex.conditions

    def _aside(self, start: int, end: int, verb: int) -> bool:
        """Whether a comma closes a subject, so that the words between it and the verb are an aside."""
        for i in range(end, min(end + 14, verb)):
            if self.tokens.parted(i):
                return True
            if i > start and self.lexicon.auxiliaries.after(self.tokens.words, i, verb)[1] in (
                "will",
                "modal",
                "have",
                "be",
            ):
                return False
        return False

    def _noun(self, end: int) -> tuple[int, str, list[str]] | None:
        """Give what ends before a word: its first word, kind of speaker, ids."""
        length, kind = self.lexicon.speakers.before(self.tokens.words, end)
        named = self.names.ends.get(end)
        if named and _names(named[1], end - named[0], length, kind):
            identifier = named[1].id
            return named[0], "named", [identifier] if identifier else []
        if not length:
            return None
        start = end - length
        beside = self.names.ends.get(start)
        if beside and kind in NOUNS and not self.tokens.parted(start) and beside[1].id:
            return beside[0], kind, [beside[1].id]
        return start, kind, []

    def _listed(self, at: int) -> bool:
        """Whether the sign before a word parts the names of a list."""
        i = at - 1
        while i > 0 and self.tokens.words[i] in self.lexicon.articles | self.lexicon.conjunctions:
            i -= 1
        before = at in self.names.ends or any(at - k in self.names.ends for k in (0, 1))
        after = any(at + k in self.names.first for k in (0, 1, 2))
        return before and after

    def _list(self, start: int, floor: int, ids: list[str]) -> tuple[int, list[str]]:
        """Take the names listed before a name."""
        words, lex = self.tokens.words, self.lexicon
        at, out = start, list(ids)
        while at > floor:
            i = at
            while i > floor and words[i - 1] in lex.articles:
                i -= 1
            joined = i > floor and words[i - 1] in lex.conjunctions
            if joined:
                i -= 1
            elif not self.tokens.parted(i):
                break
            found = self._noun(i)
            if found is None or not (found[2] or joined):
                break
            at, out = found[0], found[2] + out
        return at, out

    def after(self, verb: int, end: int, limit: int) -> Subject | None:
        """Give the subject that follows a verb whose expression ends with ``end``, among the words up to ``limit``."""
        tokens, lex, words = self.tokens, self.lexicon, self.tokens.words
        for i in range(verb + 1, min(end + NEAR, limit)):
            if tokens.parted(i) or words[i] in lex.complementizers or words[i] in lex.relatives:
                return None
            length, kind = lex.speakers.after(words, i, limit)
            named = self.names.first.get(i)
            if (length or named) and not self.governor(i, verb):
                if named and named[0] - i >= length:
                    ids, at = self._following(named[0], limit, [named[1].id] if named[1].id else [])
                    return Subject("named", ids, i, at)
                ids, at = self._following(i + length, limit, [])
                return Subject(kind, ids, i, at)
        return None

    def _following(self, at: int, limit: int, ids: list[str]) -> tuple[tuple[str, ...], int]:
        """Take the names that follow a speaker: whom it speaks for, and those of its list; with the word after them."""
        joiners, joined = self.lexicon.conjunctions | self.lexicon.articles, not ids
        for _ in range(8):
            if at >= limit:
                break
            found = self.names.first.get(at)
            if found and found[1].id and (joined or self.tokens.parted(at)):
                ids.append(found[1].id)
                at, joined = found[0], False
            elif self.tokens.words[at] in joiners and at + 1 in self.names.first:
                at, joined = at + 1, True
            else:
                break
        return tuple(dict.fromkeys(ids)), at
