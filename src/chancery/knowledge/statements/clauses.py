"""Which expressions are positions taken: the grammar around them.

A paragraph of a resolution, of a preamble or of a list opens with its act; further acts follow it with a comma or "and"; in
prose an act needs somebody who takes it, before its verb or after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.knowledge.statements.lexicon import Lexicon
from chancery.knowledge.statements.notation import Forms
from chancery.knowledge.statements.subjects import Subject, Subjects
from chancery.knowledge.statements.tokens import Tokens
from chancery.knowledge.statements.triggers import ANY, Trigger
from chancery.knowledge.statements.voice import Voice

FINITE: Forms = frozenset({"now", "we", "past"})
OPENING: Forms = frozenset({"opens", "adj"}) | FINITE
NOW: Forms = frozenset({"now"})
PAST: Forms = frozenset({"past"})
SAID: Forms = frozenset({"said"})
NOTHING: Forms = frozenset()
ATTENDING = frozenset({"guided", "consider", "bear-in-mind"})
"""Acts that a participle does before the act of the sentence only: after it, it tells how something is to be done."""
LEAD = 40
"""Words before the act of a paragraph of a resolution, where other words come first."""


@dataclass(slots=True)
class Group:
    """A verb with its auxiliaries and adverbs."""

    start: int
    tags: set[str] = field(default_factory=set)
    """What its auxiliaries make of it."""
    forms: Forms = NOTHING
    """The forms it has with them; nothing where it cannot say a position."""


@dataclass(slots=True)
class Clause:
    """A position taken: by which expression, by whom, from which word on."""

    trigger: Trigger
    start: int
    actors: list[str]
    group: Group
    how: str
    """``opener``, ``also`` (joined to the one before), ``subject``, ``impersonal``, ``we``, ``commit``, ``item``."""
    subject: Subject | None = None


class Paragraph:
    """One paragraph with its words, expressions and those who can speak in it."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, subjects: Subjects, voice: Voice, first: int, item: bool
    ) -> None:
        self.tokens, self.lexicon, self.subjects, self.voice = tokens, lexicon, subjects, voice
        self.words = tokens.words
        self.first = first
        """The first word after the number of the paragraph."""
        self.item = item
        self._sentences: list[int] = []

    @property
    def sentences(self) -> list[int]:
        """The words with which its sentences begin."""
        if not self._sentences:
            self._sentences = self.tokens.sentences(self.first)
        return self._sentences

    def sentence_of(self, i: int) -> int:
        """Give the first word of the sentence that holds a word."""
        sentences = self.sentences
        return sentences[max(bisect_right(sentences, i) - 1, 0)]

    def end_of(self, i: int) -> int:
        """Give the end of the sentence that holds a word."""
        after = bisect_right(self.sentences, i)
        return self.sentences[after] if after < len(self.sentences) else len(self.words)

    def group(self, trigger: Trigger) -> Group:
        """Give the verb group of an expression."""
        lex, at, tags = self.lexicon, trigger.lo, set(trigger.inner)
        while at > self.first and not self.tokens.parted(at):
            length, kind = lex.auxiliaries.before(self.words, at, self.first)
            if kind == "impersonal" and "adj" in trigger.forms and not lex.uninflected:
                length, kind = lex.auxiliaries.before(self.words, at, at - 1)
            if length:
                tags.add(kind)
            else:
                length, _ = lex.adverbs.before(self.words, at, self.first)
            if not length:
                break
            at -= length
        at = self._past_objects(at, trigger)
        forms = effective(trigger.forms, tags)
        if forms == PAST and "done" in trigger.forms and "have" not in tags and trigger.hi < len(self.words):
            forms = NOTHING if self.words[trigger.hi] in lex.agents else forms
        return Group(at, tags, forms)

    def _past_objects(self, at: int, trigger: Trigger) -> int:
        """Go on over a pronoun that is the object of the verb, where the verb is no noun or a speaker stands before it."""
        if at <= self.first or self.tokens.parted(at) or self.words[at - 1] not in self.lexicon.objects:
            return at
        before = at - 1
        sure = trigger.forms == {"we"} or before == self.first or self.tokens.parted(before)
        sure = sure or (at < trigger.lo and self.words[at] in self.lexicon.objects)
        if sure or self.lexicon.speakers.before(self.words, before, self.first)[1] in ("we", "they", "it"):
            return before
        return before if self.words[before - 1] in self.lexicon.joiners and trigger.forms <= {"we", "past"} else at

    def opens(self, start: int, at: int) -> bool:
        """Whether nothing but adverbs and their like stands between the start of a sentence and a word."""
        lex, i = self.lexicon, start
        while i < at:
            length = (
                lex.leads.after(self.words, i, at)[0]
                or lex.adverbs.after(self.words, i, at)[0]
                or lex.auxiliaries.after(self.words, i, at)[0]
                or int(self.words[i] in lex.conjunctions)
            )
            if not length:
                return False
            i += length
        return True

    def joined(self, at: int) -> bool:
        """Whether a comma or a conjunction stands before a word."""
        if self.tokens.parted(at):
            return not self.tokens.enumerated(at)
        return self.words[at - 1] in self.lexicon.joiners or self.words[at] in self.lexicon.joiners

    def conjoined(self, at: int) -> bool:
        """Whether a conjunction stands before a word."""
        return at > self.first and (
            self.words[at - 1] in self.lexicon.joiners or self.words[at] in self.lexicon.joiners
        )

    def apart(self, at: int) -> bool:
        """Whether a comma stands before a word, or before the conjunction before it."""
        return self.tokens.parted(at) or (self.words[at - 1] in self.lexicon.joiners and self.tokens.parted(at - 1))

    def barred(self, at: int) -> bool:
        """Whether the word before a verb group makes it a noun or part of another clause."""
        if at <= self.first or self.tokens.parted(at):
            return False
        word, lex = self.words[at - 1], self.lexicon
        return word in lex.articles or word in lex.prepositions or word in lex.relatives or word in lex.conditions


def effective(forms: Forms, tags: set[str]) -> Forms:
    """Give the forms that a verb has with its auxiliaries; nothing where they do not say a position."""
    if tags & {"modal", "must", "to", "will"} and "wish" not in tags:
        return NOTHING
    if forms is ANY:
        return SAID if "impersonal" in tags else ANY
    if tags & {"be", "was"} and "impersonal" not in tags:
        if forms & {"adj", "opens"}:
            return PAST if "was" in tags else NOW
        return PAST if "self" in tags and "done" in forms else NOTHING
    if "wish" in tags:
        return NOW if forms & {"base", "now", "we", "opens", "done"} else NOTHING
    if "impersonal" in tags:
        return SAID if forms & {"done", "past", "now", "said"} else NOTHING
    if "have" in tags:
        return forms & {"opens"} or (PAST if forms & {"done", "adj", "past"} else NOTHING)
    if "said" in forms and forms.isdisjoint(FINITE):
        return SAID
    return forms & (OPENING | {"base"})


def read_clauses(p: Paragraph, triggers: Sequence[Trigger]) -> list[Clause]:
    """Give the positions taken in a paragraph, in order."""
    out: list[Clause] = []
    groups = [(t, p.group(t)) for t in triggers]
    for n, (trigger, group) in enumerate(groups):
        if n + 1 < len(groups) and groups[n + 1][1].start <= trigger.lo and groups[n + 1][1].forms:
            continue  # "wishes to thank" thanks
        last = out[-1] if out else None
        if clause := _clause(p, trigger, group, last):
            out.append(clause)
    if p.voice.organ and not any(c.how == "opener" for c in out):
        return _late_opener(p, triggers, out)
    return out


def _clause(p: Paragraph, trigger: Trigger, group: Group, last: Clause | None) -> Clause | None:
    start = p.sentence_of(trigger.lo)
    same = last if last is not None and last.trigger.lo >= start else None
    if same and "done" in trigger.forms and "have" in same.group.tags and not group.tags:
        group.forms = PAST  # "have noted ... and agreed"
        group.tags.add("have")
    if not group.forms:
        return _infinitive(p, trigger, group, start)
    bare = {"base", "now"} <= group.forms and "opens" not in group.forms and not p.lexicon.uninflected
    if p.opens(start, group.start) and (p.item or not bare):
        return _opener(p, trigger, group, start, last)
    if same and _coordinate(p, trigger, group, same):
        return Clause(trigger, group.start, same.actors, group, "also", same.subject)
    if p.barred(group.start) or _attends(trigger) or trigger.opening:
        return None
    if group.forms is SAID:
        return _impersonal(p, trigger, group)
    if group.forms & FINITE or ("adj" in group.forms and not p.lexicon.copula):
        return _with_subject(p, trigger, group, last, start, bare) or _infinitive(p, trigger, group, start)
    return _infinitive(p, trigger, group, start)


def _impersonal(p: Paragraph, trigger: Trigger, group: Group) -> Clause | None:
    """Give what "it was agreed" tells; in the text of an organ it is what others said."""
    embedded = group.start > p.first and p.words[group.start - 1] in p.lexicon.complementizers
    if p.voice.organ or trigger.act == "commit" or (embedded and not p.tokens.parted(group.start)):
        return None
    return Clause(trigger, group.start, [], group, "impersonal")


def _of_others(forms: Forms) -> bool:
    """Whether a verb is in the third person."""
    return bool(forms & {"now", "past"}) and forms.isdisjoint({"we", "opens", "adj"})


def _attends(trigger: Trigger) -> bool:
    return trigger.act in ATTENDING and "opens" in trigger.forms


def _opener(p: Paragraph, trigger: Trigger, group: Group, start: int, last: Clause | None) -> Clause | None:
    subject = None
    if group.forms is SAID:
        return _impersonal(p, trigger, group)
    if not p.voice.organ:
        lex = p.lexicon
        if lex.verb_first and group.forms & {"now", "past"} and not group.forms & {"opens", "adj"}:
            subject = p.subjects.after(trigger.lo, trigger.hi, p.end_of(trigger.lo))
            if subject is None and "we" not in trigger.forms and start != p.first and not lex.bare_verbs:
                return None
        elif start != p.first and not lex.uninflected and group.forms.isdisjoint({"opens", "adj", "we"}):
            return None
    actors = subject.actors(p.voice) if subject else list(p.voice.actors)
    if subject is None and last is not None and p.lexicon.bare_verbs and _of_others(group.forms):
        actors = list(last.actors)  # a verb without a subject has that of the sentence before
    return Clause(trigger, start, actors, group, "opener", subject)


def _coordinate(p: Paragraph, trigger: Trigger, group: Group, last: Clause) -> bool:
    """Whether an act goes on from the one before it: parted from it by a comma or "and", in the same form."""
    at = _unit(p, group.start, last.trigger.hi) if p.lexicon.uninflected else group.start
    if at < last.trigger.hi or not p.joined(at) or p.barred(at) or trigger.opening:
        return False
    forms, before = group.forms, last.group.forms
    if "now" in before and "base" not in before and {"base", "now"} <= forms:
        return False  # "urges States to join and support": an infinitive
    if _attends(trigger) and not (last.how == "opener" and before & {"opens", "adj"}):
        return False
    if _attends(trigger) and p.lexicon.uninflected and last.trigger.act not in ATTENDING:
        return False
    if p.apart(at) and forms & {"opens", "adj"} and "base" not in forms:
        return True
    finite = FINITE if p.lexicon.copula else FINITE | {"adj"}
    mixed = not p.voice.organ and forms & finite and before & finite and "base" not in forms
    return bool(forms & before & OPENING or mixed) and (p.apart(at) or unbroken(p, last.trigger.hi, at))


def _unit(p: Paragraph, verb: int, floor: int) -> int:
    """Give where a clause begins whose object a preposition puts before its verb."""
    at = verb
    while at > floor and not p.joined(at):
        at -= 1
    return at if at > floor and p.words[at] in p.lexicon.prepositions else verb


def unbroken(p: Paragraph, start: int, end: int) -> bool:
    """Whether no relative clause stands right before an act that a bare "and" joins."""
    return not any(p.words[i] in p.lexicon.relatives for i in range(max(start, end - 8), end))


def _with_subject(
    p: Paragraph, trigger: Trigger, group: Group, last: Clause | None, start: int, bare: bool
) -> Clause | None:
    same = last if last is not None and last.trigger.lo >= start else None
    floor = same.trigger.hi if same else start
    subject = None
    if "wish" in group.tags and p.conjoined(group.start):
        subject = p.subjects.leading(start, group.start)
    subject = subject or p.subjects.before(group.start, floor, reported=same.trigger.hi if same else -1)
    if subject is None and p.lexicon.verb_first and p.joined(group.start):
        subject = p.subjects.after(trigger.lo, trigger.hi, p.end_of(trigger.lo))
    if subject is None and p.lexicon.uninflected and p.conjoined(group.start):
        subject = p.subjects.leading(start, group.start)
    if subject is None:
        if group.forms == {"we"} and not p.voice.organ:
            return Clause(trigger, group.start, list(p.voice.actors), group, "we")
        return None
    if p.voice.organ and (
        (not subject.ids and subject.kind not in p.voice.actors) or not set(subject.ids) <= set(p.voice.actors)
    ):
        return None
    if p.lexicon.uninflected and not _close(p, subject, group.start, floor if same else -1):
        return None
    if group.forms == {"adj"}:
        group.forms = NOW
    if bare and not _plural(p, subject, group.start):
        return None
    if subject.kind == "it" and last is None:
        return None
    actors = list(last.actors) if last and subject.kind in ("it", "they") else subject.actors(p.voice)
    return Clause(trigger, min(subject.start, group.start), actors, group, "subject", subject)


def _close(p: Paragraph, subject: Subject, verb: int, last: int) -> bool:
    """Whether nothing but what a preposition or a comma opens stands between a subject and a verb that may be a noun too,
    and the subject is not the object of the act before it, which ends with the word ``last``."""
    end = subject.end
    if last >= 0 and not any(p.joined(i) for i in range(last, verb + 1)):
        return False
    return end >= verb or p.tokens.parted(end) or p.words[end] in p.lexicon.prepositions


def _plural(p: Paragraph, subject: Subject, verb: int) -> bool:
    """Whether a subject stands right before its verb and goes with a form that singular nouns do not go with."""
    between = subject.end < verb and p.words[subject.end] not in p.lexicon.genitives
    if between and not (subject.kind in ("we", "they") and p.tokens.parted(verb)):
        return False
    if subject.whole or len(subject.ids) > 1:
        return True
    return subject.kind in ("offices", "others") and p.words[subject.end - 1].endswith(p.lexicon.plural)


def _infinitive(p: Paragraph, trigger: Trigger, group: Group, start: int) -> Clause | None:
    """Give an infinitive that hangs from a wish earlier in its sentence: "I have the honour to send ... and to request"."""
    lex = p.lexicon
    if group.tags - {"to", "not"}:
        return None
    joined = "base" in trigger.forms and p.joined(group.start)
    if not joined and not (lex.verb_first and "to" in group.tags and trigger.forms & {"now", "we"}):
        return None
    for i in range(group.start - 1, start, -1):
        length, kind = lex.auxiliaries.before(p.words, i, start)
        if kind == "wish":
            subject = p.subjects.before(i - length, start)
            if subject is None and lex.verb_first:
                subject = p.subjects.after(i - 1, i, group.start) or Subject("we", (), i - length, i)
            if subject is None or subject.kind in ("it", "others"):
                return None
            wished = Group(group.start, {"wish"}, NOW)
            return Clause(trigger, group.start, subject.actors(p.voice), wished, "subject", subject)
    return None


def _late_opener(p: Paragraph, triggers: Sequence[Trigger], found: list[Clause]) -> list[Clause]:
    """Take the first act of a paragraph of a resolution that begins with other words."""
    for trigger in triggers:
        if trigger.lo > p.first + LEAD or (found and trigger.lo >= found[0].trigger.lo):
            break
        group = p.group(trigger)
        if group.forms and (p.lexicon.uninflected or p.joined(group.start)) and not p.barred(group.start):
            return [Clause(trigger, p.first, list(p.voice.actors), group, "opener"), *found]
    return found
