"""Persons in a script without capitals that parts words by spaces (Arabic): by honorifics, and by given names behind posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from chancery.knowledge.mentions_names import Name, Spans
from chancery.knowledge.people_cased import Person
from chancery.knowledge.people_words import PeopleWords, name_shape, people_words
from chancery.world.scripts import scripts

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BETWEEN = re.compile(r"[^\S\n]+(?:-[^\S\n]*)?|-[^\S\n]*")
_SPACE = re.compile(r"[^\S\n]*")
_CLOSED = re.compile(r"[^\S\n]*(?:[.,:;()\[\]\"\n]|\Z)")
_GAP = re.compile(r"[^\S\n]*[,:]?[^\S\n]*")
_LATIN = re.compile(r"[A-Z][a-z.]")
_LONGEST = 5
"""Words of a name besides the small ones."""
_LINE = 60
"""Characters looked at before a post or a bracket for a name that ends there."""
_REACH = 110
"""Characters between a post and the name behind the State that it is of."""
_SHORTEST = 3
"""Letters from which a word without its proclitic is compared with the words that are part of no name."""
_FEMININE = "ة"
"""Ends most nouns and few names."""
_POSSESSED = ("ه", "ها", "هم", "هما")
"""End nouns with "his", "her" and "their"."""
_LONGEST_PLAIN = 4
_RELATED = "ي"
"""Ends surnames that are adjectives of origin."""
_LAST_WORD = re.compile(r"[^\W\d_]+[^\S\n]*\Z")
_TWO_WORDS = re.compile(r"([^\W\d_]+)[^\S\n]+([^\W\d_]+)")
_STOP = re.compile(r"[.;:?!\n(\[]")


class _Run(NamedTuple):
    """A part of the text that has the form of a name."""

    end: int
    tokens: tuple[str, ...]


@dataclass
class _Reader:
    """The text being read, with what is known of it."""

    text: str
    folded: str
    known: Spans
    words: PeopleWords

    @cached_property
    def present(self) -> frozenset[str]:
        """All words of the text."""
        return frozenset(_WORD.findall(self.folded))

    @cached_property
    def surnames(self) -> re.Pattern[str]:
        """Further surnames with the article behind one, up to the end of the clause."""
        articles = "|".join(article for article, _, _ in scripts()[self.words.language].contracted)
        return re.compile(rf"(?:[^\S\n]+(?:{articles})[^\W\d_]+){{1,2}}(?={_CLOSED.pattern})")

    def ends_name(self, start: int, end: int) -> bool:
        """Whether a word is part of no name, with or without what is written together with it."""
        words, word = self.words, self.folded[start:end]
        if word in words.not_names:
            return self.text[start:end] not in words.given_printed
        if word in words.given or word in words.particles:
            return False
        for clitic in words.proclitics:
            rest = word[len(clitic) :]
            if (
                word.startswith(clitic)
                and len(rest) >= _SHORTEST
                and (rest in words.not_names or self.is_definite(rest))
            ):
                return True
        return False

    def clitic_of(self, word: str) -> int:
        """Give the number of letters written together with a word before it, where it is not a given name with them."""
        if word in self.words.given:
            return 0
        return next(
            (len(c) for c in self.words.proclitics if word.startswith(c) and len(word) - len(c) >= _SHORTEST), 0
        )

    def is_definite(self, word: str) -> bool:
        """Whether a word has the article."""
        articles = (article for article, _, _ in scripts()[self.words.language].contracted)
        return word not in self.words.particles and any(map(word.startswith, articles))

    def is_known(self, word: re.Match[str]) -> bool:
        """Whether a word is in a name of the tables; a given name may be in that of a place."""
        over = self.known.within(*word.span())
        return any(name.kind != "place" or word[0] not in self.words.given for name in over)

    def is_joined(self, word: str) -> bool:
        """Whether the word that joins names to lists is written together with a word."""
        return word not in self.words.given and self.words.joiners.match(word) is not None

    def is_noun(self, word: str) -> bool:
        """Whether a word is a noun elsewhere: the text has it with the article, or it has the ending of one."""
        if word in self.words.given or word in self.words.particles:
            return False
        if word.endswith(_POSSESSED) and len(word) > _LONGEST_PLAIN:
            return True
        articles = {article for article, _, _ in scripts()[self.words.language].contracted}
        return word.endswith(_FEMININE) or any(article + word in self.present for article in articles)

    def begins_given(self, at: int) -> bool:
        """Whether a given name of two words begins at a place."""
        two = _TWO_WORDS.match(self.folded, at)
        return bool(two) and f"{two[1]} {two[2]}" in self.words.given  # type: ignore[index]

    def run(self, at: int, sure: bool, definite_first: bool = False) -> _Run | None:
        """Give the name that begins at a place; ``sure`` where an honorific tells that one does, ``definite_first`` where a
        surname with the article may stand alone."""
        taken: list[str] = []
        end, kept = at, 0
        while (word := _WORD.match(self.folded, at)) and not self.breaks(word, taken, sure, definite_first):
            taken.append(word[0])
            if word[0] not in self.words.particles:
                end, kept = word.end(), len(taken)
            if self.is_definite(word[0]) and (more := self.surnames.match(self.folded, word.end())):
                taken += _WORD.findall(more[0])
                end, kept = more.end(), len(taken)
            between = _BETWEEN.match(self.folded, word.end())
            if not between or self.is_definite(word[0]):
                break
            at = between.end()
        return _Run(end, tuple(taken[:kept])) if kept else None

    def breaks(self, word: re.Match[str], taken: list[str], sure: bool, definite_first: bool) -> bool:
        """Whether a word is no longer part of the name whose words so far are given."""
        token, full = word[0], sum(t not in self.words.particles for t in taken)
        if full == _LONGEST:
            return True
        if not (not full and self.begins_given(word.start())) and (self.ends_name(*word.span()) or self.is_known(word)):
            return True
        if self.is_definite(token):
            closed = _CLOSED.match(self.folded, word.end()) is not None
            follows = bool(taken) and (taken[-1] in self.words.given or token.endswith(_RELATED))
            return not (closed or follows or (definite_first and not full))
        return bool(full or not sure) and (self.is_noun(token) or (bool(full) and self.is_joined(token)))


def find_plain(text: str, folded: str, known: Spans, begin: int, language: str) -> list[Person]:
    """Give the persons named in a text from ``begin`` on, by what stands around their names; they may overlap."""
    words = people_words(language)
    reader = _Reader(text, folded, known, words)
    found: list[Person] = []
    for trigger in words.triggers.finditer(folded, begin):
        if any(name.end - name.start > len(trigger[0]) for name in known.within(*trigger.span())):
            continue
        at, sure = _SPACE.match(folded, trigger.end()).end(), trigger.lastgroup == "honorific"  # type: ignore[union-attr]
        if _LATIN.match(text, at):
            latin = name_shape("en").name.match(text, at) if sure else None
            found += [Person(*latin.span(), sure)] if latin else []
            continue
        person = _behind(reader, at, trigger.lastgroup or "") or _before_post(reader, trigger.start(), begin)
        if person:
            found.append(person)
            if words.plural.fullmatch(folded, *trigger.span()):
                found += _more(reader, person)
    return found + [person for state in known.names if (person := _before_state(reader, state, begin))]


def _before_post(reader: _Reader, at: int, begin: int) -> Person | None:
    """Give the person whose name, which a given name begins, ends where a post stands, with a comma between them or none."""
    low = max(begin, at - _LINE, reader.folded.rfind("\n", 0, at) + 1)
    end = low + len(reader.folded[low:at].rstrip(" ,:-"))
    for word in _WORD.finditer(reader.folded, low, end):
        start = word.start() + (reader.clitic_of(word[0]) if len(word[0]) > _LONGEST_PLAIN else 0)
        if reader.folded[start : word.end()] in reader.words.given or reader.begins_given(start):
            run = reader.run(start, False)
            if run and run.end == end and len(run.tokens) > 1:
                return Person(start, end, False)
    return None


def _before_state(reader: _Reader, state: Name, begin: int) -> Person | None:
    """Give the person whose name stands alone on its line, or behind a colon, before a State in brackets."""
    bracket = reader.folded.rfind("(", max(begin, state.start - 3), state.start)
    if state.kind != "state" or bracket < 0:
        return None
    line = max(begin, bracket - _LINE, reader.folded.rfind("\n", 0, bracket) + 1)
    low = max(line, reader.folded.rfind(":", line, bracket) + 1)
    first = _WORD.search(reader.folded, low, bracket)
    if first is None or reader.folded[low : first.start()].strip(" -*.0123456789"):
        return None
    run = reader.run(first.start(), True)
    if run and len(run.tokens) > 1 and not reader.folded[run.end : bracket].strip():
        return Person(first.start(), run.end, False)
    return None


def _behind(reader: _Reader, at: int, kind: str) -> Person | None:
    """Give the person named behind an honorific, a title or a post."""
    if kind == "honorific":
        honorific = _LAST_WORD.search(reader.folded, max(0, at - _REACH), at)
        run = reader.run(at, True, honorific is not None and reader.is_definite(honorific[0].strip()))
        return Person(at, run.end, True) if run else None
    modifier = _WORD.match(reader.folded, at)
    if modifier and modifier[0] in reader.words.between:
        at = _SPACE.match(reader.folded, modifier.end()).end()  # type: ignore[union-attr]
    run = reader.run(at, False)
    if run and _is_likely(reader, at, run, kind):
        return Person(at, run.end, False)
    stop = _STOP.search(reader.folded, at, at + _REACH)
    for name in reader.known.ending(at, stop.start() if stop else at + _REACH):
        gap = _GAP.match(reader.folded, name.end)
        start = gap.end() if gap else name.end
        run = reader.run(start, False)
        if run and start > name.end and _is_likely(reader, start, run, "office"):
            return Person(start, run.end, False)
    return None


def _is_likely(reader: _Reader, at: int, run: _Run, kind: str) -> bool:
    """Whether words behind a post are a name: a given name begins them, or one word behind a title is a surname, as nothing
    is written together with it and the clause ends or a word that is part of no name follows."""
    first = run.tokens[0]
    if any(token in reader.words.particles for token in run.tokens[1:]):
        return True
    if first in reader.words.given or " ".join(run.tokens[:2]) in reader.words.given:
        return len(run.tokens) > 1 or kind == "title"
    if kind != "title" or len(run.tokens) > 1 or reader.is_definite(first) or reader.clitic_of(first):
        return False
    following = _WORD.match(reader.folded, _SPACE.match(reader.folded, run.end).end())  # type: ignore[union-attr]
    return len(first) >= _SHORTEST and (
        _CLOSED.match(reader.folded, run.end) is not None
        or (following is not None and reader.ends_name(*following.span()))
    )


def _more(reader: _Reader, person: Person) -> list[Person]:
    """Give the other persons of a list."""
    out: list[Person] = []
    while joiner := reader.words.joiners.match(reader.folded, (out or [person])[-1].end):
        run = reader.run(joiner.end(), person.sure)
        if run is None or not (person.sure or _is_likely(reader, joiner.end(), run, "office")):
            break
        out.append(Person(joiner.end(), run.end, person.sure))
    return out
