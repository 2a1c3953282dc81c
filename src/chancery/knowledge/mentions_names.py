"""Names that the world's tables hold: States, organizations, places and instruments, each where the longest reading has it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from chancery.knowledge.mentions_words import apart_words
from chancery.lang.fold import fold
from chancery.world import organizations, states
from chancery.world.find import find

ORGAN = "un-"
"""Begins the ids of organs of the United Nations."""


class Name(NamedTuple):
    """A name in the text."""

    start: int
    end: int
    kind: str
    id: str


class Spans:
    """Names that do not overlap, in order, to ask what stands at a place."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = sorted(names)
        self._starts = [n.start for n in self.names]
        self._ends = [n.end for n in self.names]

    def within(self, start: int, end: int) -> Sequence[Name]:
        """Give the names that share a character with a stretch."""
        return self.names[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def ending(self, start: int, end: int) -> Sequence[Name]:
        """Give the names that end in a stretch, its end included."""
        return self.names[bisect_right(self._ends, start) : bisect_right(self._ends, end)]


@cache
def kind_of(identifier: str) -> str:
    """Give the kind of an organization: organs of the United Nations go by ids that begin with `ORGAN`, unless that is
    the beginning of an established acronym (UN-Women)."""
    known = organizations.organizations("en")[identifier].in_text()
    organ = identifier.startswith(ORGAN) and all(fold(name) != identifier for name in known)
    return "organ" if organ else "organization"


def names(folded: str, text: str, language: str, date: str | None) -> list[Name]:
    """Give the names in a text that is folded and printed, in order; a State may stand inside the name of an organization.

    ``date`` is that of the document: names of former States are read by it.
    """
    world = find(folded, text, language)
    found = [Name(a, b, "place", i) for a, b, i in world.places]
    found += [Name(a, b, kind_of(i), i) for a, b, i in world.organizations]
    apart = apart_words(language)
    found += [Name(a, b, "instrument", i) for a, b, i in world.instruments if not apart.match(folded, a)]
    countries = [Name(a, b, "state", i) for a, b, i in world.states]
    countries = [part for country in countries for part in _of_its_time(country, folded, language, date)]
    kept = longest([*found, *countries])
    outer = Spans(kept)
    inside = [c for c in countries if _is_inside(c, outer)]
    return sorted([*kept, *inside])


def longest(found: Iterable[Name]) -> list[Name]:
    """Give the names that are not inside or over a longer one; of two with one span, a place, as only words before it tell
    that it is no State (nothing tells it at the beginning of a text), then an organization."""
    rank = {"place": 0, "organization": 1, "organ": 1, "state": 3}
    ordered = sorted(found, key=lambda n: (n.start, -n.end, rank.get(n.kind, 2) if n.start else -rank.get(n.kind, 2)))
    kept: list[Name] = []
    for name in ordered:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
        elif name.end - name.start > kept[-1].end - kept[-1].start:
            kept[-1] = name
    return kept


def _is_inside(country: Name, outer: Spans) -> bool:
    """Whether a State is named inside the longer name of something else than a place."""
    over = outer.within(country.start, country.end)
    return (
        len(over) == 1
        and over[0].kind not in ("place", "state")
        and over[0].start <= country.start
        and country.end <= over[0].end
    )


def _of_its_time(country: Name, folded: str, language: str, date: str | None) -> list[Name]:
    """Give a State, or its successors where a later document names them side by side ("Serbia and Montenegro")."""
    periods = states.membership(country.id)
    last = periods[-1] if periods else None
    if date is None or last is None or last.member_to is None or date <= last.member_to:
        return [country]
    parts = _parts(folded[country.start : country.end], last.successors, language)
    return [Name(country.start + a, country.start + b, "state", i) for a, b, i in parts] or [country]


def _parts(folded: str, successors: Sequence[str], language: str) -> list[tuple[int, int, str]]:
    """Give the names of all successors that make up a name together; nothing where it is a name of its own."""
    found = []
    for identifier in successors:
        row = states.states(language)[identifier]
        at, name = max((folded.find(fold(n)), fold(n)) for n in (row.short, *row.cases))
        if at < 0:
            return []
        found.append((at, at + len(name), identifier))
    found.sort()
    edges = [found[0][0] == 0, found[-1][1] == len(folded)] if len(found) > 1 else [False]
    return found if all(edges) else []
