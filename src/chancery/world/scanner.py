"""Scanning text for names, in six scripts.

A scan takes *folded* text (`chancery.lang.fold`) and gives the names of a table that stand in it as whole words, longest
first, never one inside another. It looks only at the words of the text with which some name begins, so its time does not
grow with the table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from chancery.world.deciding import chosen, settle, sure
from chancery.world.names import TOKEN, Hit, Name, gap_kind, words
from chancery.world.scripts import Script

Found = tuple[int, int, str]
"""Start, end, id."""

_NEXT = re.compile(r"([\W_]{0,8})([^\W\d_]+|\d+)")
_CLOSE = re.compile(r"\s{0,2}\)")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
"""A hyphen inside a word, which may be lost where a line ended with it."""
_APART = {code: " " for code in range(128) if not chr(code).isalpha()}
"""What parts words in ASCII."""
_FEW = 60
"""First words outside ASCII up to which they are looked for one by one."""


@dataclass(slots=True)
class _Node:
    """A word of a name; the next words hang from it."""

    name: Name | None = None
    also: Name | None = None
    """An adjective that is spelled like the name (``Siria``, ``siria``)."""
    next: dict[str, _Node] = field(default_factory=dict)


class Scanner:
    """The names of one table in one language, ready to be found."""

    def __init__(self, names: Iterable[Name], script: Script) -> None:
        self._script = script
        self._heads: dict[str, list[tuple[int, _Node]]] = {}
        self._rare: tuple[str, ...] = ()
        self._pairs: dict[tuple[str, str], list[Name]] = {}
        self._adjectives = False
        if script.spaced:
            self._grow(names)
        else:
            self._pair(names)

    def _grow(self, names: Iterable[Name]) -> None:
        roots: dict[str, _Node] = {}
        for name in names:
            self._adjectives = self._adjectives or name.adjective
            text = self._script.drop.sub("", name.text)
            for spelling in {text, _HYPHEN.sub("", text)}:
                head, *rest = words(spelling)
                node = roots.setdefault(head, _Node())
                for word in rest:
                    node = node.next.setdefault(word, _Node())
                if name.adjective and node.name:
                    node.also = name
                elif node.name is None or (node.name.need and not name.need):
                    node.name = name
        for head, node in roots.items():
            for printed, skip in self._printed(head):
                self._heads.setdefault(printed, []).append((skip, node))
        self._rare = tuple(head for head in self._heads if not (head.isascii() and head.isalpha()))

    def _printed(self, head: str) -> list[tuple[str, int]]:
        """Give how a first word may be printed, with the number of characters before the name."""
        out = [(head, 0)] + [(clitic + head, len(clitic)) for clitic in self._script.proclitics]
        for beginning, printed, skip in self._script.contracted:
            if head.startswith(beginning):
                out.append((printed + head[len(beginning) :], skip))
        return out

    def _pair(self, names: Iterable[Name]) -> None:
        seen: dict[tuple[str, tuple[int, int] | None], Name] = {}
        for name in names:
            self._adjectives = self._adjectives or name.adjective
            text = self._script.drop.sub("", name.text)
            key = text, name.part
            if key not in seen or (seen[key].need and not name.need):
                seen[key] = name._replace(text=text)
        for name in sorted(seen.values(), key=lambda n: -len(n.text)):
            self._pairs.setdefault((name.text[0], name.text[1]), []).append(name)

    def find(self, folded: str, text: str | None = None, adjectives: bool = False) -> list[Found]:
        """Give the names in folded text as (start, end, id), in order; adjectives of them where they are wanted.

        With the text itself, what is printed in small letters throughout is no name, doubtful names are those that begin
        with a capital, and acronyms are in capitals. Without it, doubtful names are found where the text begins with them,
        after one of the words that go before them and in lists of names; acronyms from four letters up.
        """
        cuts = [found.span() for found in self._script.drop.finditer(folded)]
        scanned, printed = _cut(folded, cuts), None if text is None else _cut(text, cuts)
        hits = self._spaced_hits(scanned) if self._script.spaced else self._joined_hits(scanned)
        if printed is not None:
            hits = [h for h in hits if h.name.small or not printed[h.start : h.end].islower()]
        if self._adjectives and not adjectives:
            hits = [h for h in hits if not h.name.adjective]
        hits.sort(key=lambda h: (h.start, -h.end))
        kept: list[Hit] = []
        certain: list[bool] = []
        back = _Back(cuts)
        for hit in hits:
            over = bool(kept) and hit.start < kept[-1].end
            if over and not _further(hit, kept[-1]):
                continue
            marked = hit.name.marked and folded.startswith(hit.name.marked, back(hit.start))
            if (answer := bool(marked) or sure(hit, scanned, printed, self._script)) is None:
                continue
            if over:
                del kept[-1], certain[-1]
            kept.append(hit)
            certain.append(answer)
        if not all(certain):
            settle(kept, certain, scanned, self._script)
        named = chosen([h for h, is_sure in zip(kept, certain, strict=True) if is_sure])
        if not cuts:
            return [(h.start, h.end, h.name.id) for h in named]
        return [(back(h.start), back(h.end - 1) + 1, h.name.id) for h in named]

    def _present(self, folded: str) -> Iterable[str]:
        """Give the first words of names that stand in the text, or may."""
        if len(self._rare) > _FEW:
            return self._heads.keys() & set(TOKEN.findall(folded))
        plain = folded if folded.isascii() else folded.encode("ascii", "replace").decode("ascii")
        present = self._heads.keys() & set(plain.translate(_APART).split())
        return present.union(head for head in self._rare if head in folded)

    def _spaced_hits(self, folded: str) -> list[Hit]:
        hits: list[Hit] = []
        heads = self._heads
        for head in self._present(folded):
            size, at = len(head), folded.find(head)
            while at >= 0:
                after = at + size
                if not folded[at - 1 : at].isalpha() and not folded[after : after + 1].isalpha():
                    for skip, node in heads[head]:
                        if hit := self._longest(folded, at + skip, after, node):
                            hits += hit
                at = folded.find(head, after)
        return hits

    @staticmethod
    def _longest(folded: str, start: int, end: int, node: _Node) -> list[Hit]:
        best = [(end, node)] if node.name else []
        opened = False
        while node.next and (step := _NEXT.match(folded, end)):
            kind = gap_kind(step[1])
            if kind is None:
                break
            opened = opened or kind == "("
            following = node.next.get(step[2] if kind == " " else kind + step[2])
            if following is None:
                break
            node, end = following, step.end()
            if node.name:
                close = _CLOSE.match(folded, end) if opened else None
                best = [(close.end() if close else end, node)]
        return [Hit(start, stop, name) for stop, last in best for name in (last.name, last.also) if name]

    def _joined_hits(self, folded: str) -> list[Hit]:
        hits: list[Hit] = []
        for pair in self._pairs.keys() & set(pairwise(folded)):
            names = self._pairs[pair]
            two = pair[0] + pair[1]
            at = folded.find(two)
            while at >= 0:
                for name in names:
                    end = at + len(name.text)
                    if folded.startswith(name.text, at) and (not name.id or _bounded(folded, at, end)):
                        start, stop = name.part or (0, len(name.text))
                        hits.append(Hit(at + start, at + stop, name))
                at = folded.find(two, at + 1)
        return hits


def _further(hit: Hit, before: Hit) -> bool:
    """Tell whether a hit that begins inside the one before it runs on beyond it and is longer: "secretariat of the [United
    Nations Conference on Trade and Development]"."""
    return hit.end > before.end and hit.end - hit.start > before.end - before.start


class _Back:
    """The way from text without the cut stretches back to the text."""

    def __init__(self, cuts: list[tuple[int, int]]) -> None:
        self._starts, self._removed = [0], [0]
        for start, end in cuts:
            self._removed.append(self._removed[-1] + end - start)
            self._starts.append(end - self._removed[-1])

    def __call__(self, at: int) -> int:
        return at + self._removed[bisect_right(self._starts, at) - 1]


def _cut(text: str, cuts: list[tuple[int, int]]) -> str:
    """Give the text without some stretches of it."""
    if not cuts:
        return text
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    return "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def _bounded(folded: str, start: int, end: int) -> bool:
    """Tell whether a name that begins or ends with a Latin letter is not part of a longer word."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    cut_before = folded[start].isascii() and before.isascii() and before.isalnum()
    cut_after = folded[end - 1].isascii() and folded[end - 1].isalnum() and after.isascii() and after.isalnum()
    return not (cut_before or cut_after)
