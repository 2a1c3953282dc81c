"""Who takes part in an event: the States and organizations that its noun governs, or that are the subject of its verb."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from chancery.knowledge.context import Context
from chancery.knowledge.events_heads import Found
from chancery.knowledge.events_words import Words
from chancery.knowledge.mentions_adopters import adopters
from chancery.record.model import Span

KINDS = ("state", "organization", "organ")
AFTER = 70
"""Characters between an event and the first of those who take part, behind it."""
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

    def __init__(self, context: Context) -> None:
        named = [Party(*m.span, (m.id,)) for m in context.mentions if m.kind in KINDS and m.id]
        named += [Party(*m.span, ()) for m in context.mentions if m.kind == "person"]
        named += [Party(*span, tuple(ids)) for span, ids in adopters(context)]
        self._all = _outer(named)
        self._starts = [p.start for p in self._all]

    def within(self, start: int, end: int) -> Sequence[Party]:
        """Give those that begin in a stretch."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _outer(parties: Sequence[Party]) -> list[Party]:
    """Give those that do not stand inside another, in order."""
    out: list[Party] = []
    for party in sorted(parties, key=lambda p: (p.start, -p.end)):
        if not out or party.start >= out[-1].end:
            out.append(party)
    return out


def participants(found: Found, folded: str, words: Words, parties: Parties) -> tuple[list[str], Span | None]:
    """Give who takes part in an event, sorted, and where the text says so."""
    chain = _behind(found, folded, words, parties) or _ahead(found, folded, words, parties)
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
        if words.about.search(between) or _parted(between):
            continue
        governed = words.taking_part.search(between)
        near = governed is not None and (governed.start() <= NEAR or inner or opening)
        if near or (verb and inner):
            return _chain(parties.within(some[0].start, sentence.end), folded, words, last=False)
    return []


def _parted(between: str) -> bool:
    return any(sign in between for sign in ".;:(")


def _ahead(found: Found, folded: str, words: Words, parties: Parties) -> list[Party]:
    sentence = found.sentence
    for start in dict.fromkeys((found.head.start, found.start)):
        some = parties.within(sentence.start, start)
        if some and start - some[-1].end <= BEFORE and some[-1].end <= start:
            return _chain(some, folded, words, last=True)
    return []
