"""Which documents are one work. A pure function of the documents alone: the order in which they came does not matter.

1. Documents that share a symbol are one work.
2. A document without a symbol is joined to others by its job number, its text, the date, senders and addressees of its letter,
   or its date of adoption; each but the equal text is looked at twice, by `alike`.
3. Where that would join documents of several symbols, the one without a symbol stays by itself: nobody can tell whose it is.

A key that many documents have says nothing and is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from chancery.archive.describing import Marks
from chancery.archive.identity import SYMBOL
from chancery.archive.sketches import likeness

COMMON = 24
"""Holders from which on a key other than a symbol says nothing: six languages in three formats, and some to spare."""
SAME_TEXT = 0.6
"""Share of runs that two files of one text have in common, damaged extraction included; two letters of one formula stay under it."""
SAME_FACTS = 0.5
"""Share of numbers, States and symbols that two language versions have in common."""
FEW_FACTS = 0.3
"""What is enough where date, senders and addressees of a letter are equal too."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document, as grouping sees it."""

    id: int
    language: str
    keys: frozenset[str]
    marks: Marks

    @property
    def symbols(self) -> frozenset[str]:
        """Its keys that are symbols."""
        return frozenset(k for k in self.keys if k.startswith(SYMBOL))


class _Sets:
    """Disjoint sets, each known by its smallest member."""

    def __init__(self, members: Iterable[int]) -> None:
        self.parent = {m: m for m in members}

    def find(self, member: int) -> int:
        while self.parent[member] != member:
            self.parent[member] = member = self.parent[self.parent[member]]
        return member

    def join(self, a: int, b: int) -> None:
        a, b = sorted((self.find(a), self.find(b)))
        self.parent[b] = a

    def all(self) -> list[list[int]]:
        out: dict[int, list[int]] = defaultdict(list)
        for member in sorted(self.parent):
            out[self.find(member)].append(member)
        return [out[first] for first in sorted(out)]


def group(members: list[Member]) -> list[list[int]]:
    """Give the documents of each work, each list and all of them in the order of their numbers."""
    holders: dict[str, list[Member]] = defaultdict(list)
    for member in sorted(members, key=lambda m: m.id):
        for key in member.keys:
            holders[key].append(member)
    works = _Sets(m.id for m in members)
    for key, own in holders.items():
        if key.startswith(SYMBOL):
            for other in own[1:]:
                works.join(own[0].id, other.id)
    nameless = {m.id for m in members if not m.symbols}
    if not nameless:
        return works.all()
    edges = {
        (a.id, b.id)
        for key, own in holders.items()
        if not key.startswith(SYMBOL) and 1 < len(own) <= COMMON
        for a in own
        if a.id in nameless
        for b in own
        if b.id != a.id and alike(a, b, key)
    }
    loose = _Sets(nameless)
    for a, b in sorted(edges):
        if b in nameless:
            loose.join(a, b)
    touched: dict[int, set[int]] = defaultdict(set)
    for a, b in edges:
        if b not in nameless:
            touched[loose.find(a)].add(works.find(b))
    for own_ids in loose.all():
        for other_id in own_ids[1:]:
            works.join(own_ids[0], other_id)
    for first, named in touched.items():
        if len(named) == 1:
            works.join(first, named.pop())
    return works.all()


def alike(a: Member, b: Member, key: str) -> bool:
    """Whether two documents that share a key are the same, as far as their texts and facts tell."""
    kind = key.partition(":")[0]
    if kind in ("text", "job"):
        return True
    if a.language == b.language:
        return likeness(a.marks.text, b.marks.text) >= SAME_TEXT
    facts = likeness(a.marks.facts, b.marks.facts)
    if kind == "letter":
        return facts >= (FEW_FACTS if a.marks.parts == b.marks.parts else SAME_FACTS)
    return kind == "adopted" and a.marks.kind == b.marks.kind and facts >= SAME_FACTS
