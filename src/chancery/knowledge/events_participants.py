"""Who takes part in an event: the States and organizations that its noun governs, or that are the subject of its verb."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from chancery.knowledge.context import Context
from chancery.knowledge.events_heads import Found
from chancery.knowledge.events_words import HOSTED, Words
from chancery.knowledge.mentions_adopters import adopters
from chancery.record.model import Span
from chancery.world import places, states

KINDS = ("state", "organization", "organ")
AFTER = 70
"""Characters between an event and the first of those who take part, behind it."""
TOUCHING = {True: -1, False: 0}
"""The same where they are neither subject nor governed: by whether the script has spaces."""
POSSESSIVE = 50
"""Characters before an event in which a possessive is looked for."""
LISTED = 4
"""Characters between two names of a list."""
NEAR = 8
"""Characters between an event with its date and the word that introduces those who take part."""
BEFORE = 18
"""Characters between the last of those who take part and the event, before it."""


class Party(NamedTuple):
    """States or organizations in the text."""

    start: int
    end: int
    ids: tuple[str, ...]


class Parties:
    """Those whom a text names, and the short forms by which it speaks of those who adopted it."""

    def __init__(self, context: Context, located: Iterable[Span] = ()) -> None:
        """``located`` are the States that only say where a place lies."""
        located = set(located)
        named = [
            Party(*m.span, (m.id,)) for m in context.mentions if m.kind in KINDS and m.id and m.span not in located
        ]
        named += _countries(context)
        named += [Party(*m.span, ()) for m in context.mentions if m.kind == "person"]
        named += [Party(*span, tuple(ids)) for span, ids in adopters(context)]
        self._all = _outer(named)
        self._starts = [p.start for p in self._all]

    def within(self, start: int, end: int) -> Sequence[Party]:
        """Give those that begin in a stretch."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _countries(context: Context) -> list[Party]:
    """Give the States that are read as their capitals of the same name, beside another State in a list."""
    out = []
    for before, mention in pairwise(context.mentions):
        if mention.kind == "place" and before.kind == "state" and mention.span[0] - before.span[1] <= LISTED:
            state = states.identify(mention.text, context.language)
            if state and state == places.places()[str(mention.id)].state:
                out.append(Party(*mention.span, (state,)))
    return out


def _outer(parties: Sequence[Party]) -> list[Party]:
    """Give those that do not stand inside another, in order."""
    out: list[Party] = []
    for party in sorted(parties, key=lambda p: (p.start, -p.end)):
        if not out or party.start >= out[-1].end:
            out.append(party)
    return out


def participants(found: Found, folded: str, words: Words, parties: Parties) -> tuple[list[str], Span | None]:
    """Give who takes part in an event, sorted, and where the text says so."""
    chain = (
        _behind(found, folded, words, parties)
        or _ahead(found, folded, words, parties)
        or _owner(found, folded, words, parties)
    )
    ids = sorted({i for party in chain for i in party.ids})
    return ids, (chain[0].start, chain[-1].end) if chain else None


def _chain(some: Sequence[Party], folded: str, words: Words, last: bool) -> list[Party]:
    """Give those that stand in one list: from the first on, or up to the last."""
    out: list[Party] = []
    for party in reversed(some) if last else some:
        edges = (party.end, out[-1].start) if last and out else (out[-1].end, party.start) if out else (0, 0)
        if out and not words.listed.fullmatch(folded, *edges):
            break
        out.append(party)
    return out[::-1] if last else out


def _behind(found: Found, folded: str, words: Words, parties: Parties) -> list[Party]:
    head, sentence = found.head, found.sentence
    verb = head.sort.role == "verb"
    if not words.spaced and not verb:
        return []
    opening = verb and words.small.fullmatch(folded, sentence.start, found.start) is not None
    for start in sorted({head.end, found.end}):
        some = parties.within(start, min(sentence.end, start + AFTER))
        if not some or some[0].start < start:
            continue
        between = folded[start : some[0].start]
        inner = start == head.end and some[0].start < found.end
        if words.about.search(between) or _parted(between) or (not verb and "," in between):
            continue
        governed = words.taking_part.search(between)
        near = words.spaced and governed is not None and (governed.start() <= NEAR or inner or opening)
        if near or (verb and inner) or (words.spaced and not verb and start == head.end and not between.strip()):
            return _chain(parties.within(some[0].start, sentence.end), folded, words, last=False)
    return []


def _parted(between: str) -> bool:
    return any(sign in between for sign in ".;:()")


def _ahead(found: Found, folded: str, words: Words, parties: Parties) -> list[Party]:
    sentence = found.sentence
    hosted = any(c.held and c.held.sort.group == HOSTED for c in found.clusters)
    subject = found.head.sort.role == "verb" or any(c.held for c in found.clusters)
    for start in dict.fromkeys((found.head.start, found.start)):
        some = parties.within(sentence.start, start)
        reach = BEFORE if start == found.head.start or (subject and not hosted) else TOUCHING[words.spaced]
        if not some or some[-1].end > start or start - some[-1].end > reach:
            continue
        if any(some[-1].end <= c.start and c.end <= start for c in found.clusters):
            continue
        between = folded[some[-1].end : start]
        comma = between.rfind(",")
        told = words.spaced and any(map(str.isdigit, between))
        if not told and not _parted(between) and (comma < 0 or words.small.fullmatch(between, comma)):
            return _chain(some, folded, words, last=True)
    return []


def _owner(found: Found, folded: str, words: Words, parties: Parties) -> list[Party]:
    """Give whose event it is, where a possessive says that they have been named: "the Council ... at its fifth session"."""
    head, sentence = found.head, found.sentence
    if head.sort.role != "noun":
        return []
    printed = folded[head.start : head.end]
    ended = bool(words.own_endings) and printed.endswith(words.own_endings)
    if not ended and not words.own.search(folded, max(sentence.start, head.start - POSSESSIVE), head.start):
        return []
    some = [p for p in parties.within(sentence.start, head.start) if p.ids]
    return _chain(some, folded, words, last=True) if some else []
