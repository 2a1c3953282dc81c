"""Scanning text for names, in six scripts.

A scan takes *folded* text (`chancery.lang.fold`) and gives the names of a table that stand in it as whole words, longest
first, never one inside another. All names are looked for at once (Aho and Corasick), so its time does not grow with the
table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from operator import add
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from chancery.world.deciding import chosen, settle, sure
from chancery.world.names import Hit, Name
from chancery.world.reading import Reading, level, reading
from chancery.world.scripts import Script

Found = tuple[int, int, str]
"""Start, end, id."""

_CLOSE = re.compile(r" ?\)")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
"""A hyphen inside a word, which may be lost where a line ended with it."""
_SIGN = re.compile(r" ?([^\w ]) ?")
_APART = "\0"
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_FEW_SIGNS = 2
"""Signs in a name up to which each may have spaces around it or not."""


class _Pattern(NamedTuple):
    """What stands for a name in text."""

    name: Name
    lefts: tuple[str, ...]
    """What may be written together with it before it, besides nothing."""
    joined: bool
    """Whether something must be."""
    opened: bool
    """Whether a bracket opens in it, which may close behind it."""


class Scanner:
    """The names of one table in one language, ready to be found."""

    def __init__(self, names: Iterable[Name], script: Script) -> None:
        self._script = script
        self._patterns: dict[str, list[_Pattern]] = {}
        self._adjectives = False
        every = list(names)
        self._adjectives = any(name.adjective for name in every)
        texts = script.drop.sub("", _APART.join(name.text for name in every)).split(_APART)
        add = self._add_words if script.spaced else self._add_signs
        for name, text in zip(every, texts, strict=True):
            add(name, text)
        self._meant = list(self._patterns.values())
        self._automaton = AhoCorasick(
            list(self._patterns), implementation=Implementation.ContiguousNFA, store_patterns=False
        )

    def _add_words(self, name: Name, text: str) -> None:
        if not text.replace(" ", "").isalpha():
            for form in _forms(text):
                self._add_joined(name, form)
        else:
            self._add_joined(name, text)

    def _add_joined(self, name: Name, form: str) -> None:
        script, opened = self._script, "(" in form
        self._add(form, _Pattern(name, script.proclitics, False, opened))
        for beginning, printed, skip in script.contracted:
            if form.startswith(beginning):
                contracted = printed[skip:] + form[len(beginning) :]
                self._add(contracted, _Pattern(name, (printed[:skip],), skip > 0, opened))

    def _add_signs(self, name: Name, text: str) -> None:
        self._add(level(text), _Pattern(name._replace(text=text), (), False, False))

    def _add(self, text: str, pattern: _Pattern) -> None:
        """Take a pattern, unless its text has one that needs no reason; an adjective spelled like a name stays beside it."""
        there = self._patterns.setdefault(text, [])
        name = pattern.name
        for n, other in enumerate(there):
            same = (other.lefts, other.joined, other.name.part) == (pattern.lefts, pattern.joined, name.part)
            if same and (other.name.adjective or not name.adjective):
                if other.name.need and not name.need:
                    there[n] = pattern
                return
        there.append(pattern)

    def find(self, folded: str, text: str | None = None, adjectives: bool = False) -> list[Found]:
        """Give the names in folded text as (start, end, id), in order; adjectives of them where they are wanted.

        With the text itself, what is printed in small letters throughout is no name, doubtful names are those that begin
        with a capital, and acronyms are in capitals. Without it, doubtful names are found where the text begins with them,
        after one of the words that go before them and in lists of names; acronyms from four letters up.
        """
        return self.read(reading(folded, text, self._script), adjectives)

    def read(self, text: Reading, adjectives: bool = False) -> list[Found]:
        """Give what `find` gives of a text that was made ready in this scanner's script."""
        hits = self._hits(text.level)
        if text.printed is not None:
            printed = text.printed
            hits = [h for h in hits if h.name.small or not printed[h.start : h.end].islower()]
        if self._adjectives and not adjectives:
            hits = [h for h in hits if not h.name.adjective]
        named = chosen(self._without_overlap(hits, text))
        spans = text.places([(h.start, h.end) for h in named])
        return [(start, end, h.name.id) for (start, end), h in zip(spans, named, strict=True)]

    def _without_overlap(self, hits: list[Hit], text: Reading) -> Sequence[Hit]:
        """Give the hits that are names, the longest where some overlap."""
        hits.sort(key=lambda h: (h.start, -h.end))
        kept: list[Hit] = []
        certain: list[bool] = []
        for hit in hits:
            over = bool(kept) and hit.start < kept[-1].end
            if over and not _further(hit, kept[-1], hits):
                continue
            answer = sure(hit, text.folded, text.printed, self._script)
            if hit.name.marked and text.is_marked(hit.start, hit.name.marked):
                answer = True
            if answer is None:
                continue
            if over:
                del kept[-1], certain[-1]
            kept.append(hit)
            certain.append(answer)
        if not all(certain):
            settle(kept, certain, text.folded, self._script)
        return [h for h, is_sure in zip(kept, certain, strict=True) if is_sure]

    def _hits(self, text: str) -> list[Hit]:
        """Give every name that stands in a text as whole words, also one inside another."""
        whole = self._whole if self._script.spaced else _bounded
        hits: list[Hit] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for pattern in self._meant[index]:
                if whole(text, start, end, pattern):
                    name = pattern.name
                    close = _CLOSE.match(text, end) if pattern.opened else None
                    if name.part:
                        hits.append(Hit(start + name.part[0], start + name.part[1], name))
                    else:
                        hits.append(Hit(start, close.end() if close else end, name))
        return hits

    def _whole(self, text: str, start: int, end: int, pattern: _Pattern) -> bool:
        """Tell whether words stand in a text that are not parts of longer ones, but for what may be joined to them."""
        if _continues(text[end - 1], text[end : end + 1]):
            return False
        if not pattern.joined and not _continues(text[start], text[start - 1 : start]):
            return True
        for left in pattern.lefts:
            at = start - len(left)
            if at >= 0 and text.startswith(left, at) and not text[at - 1 : at].isalpha():
                return True
        return False


def _forms(text: str) -> set[str]:
    """Give the forms of a folded name in a text that was made ready: hyphens may be lost, signs have spaces or none."""
    plain = _EDGES.sub("", text)
    return {form for one in {plain, _HYPHEN.sub("", plain)} for form in _spaced(level(one))}


def _spaced(text: str) -> set[str]:
    """Give the ways in which the signs of a name may have spaces around them."""
    parts = _SIGN.split(" ".join(text.split()))
    if len(parts) == 1:
        return {parts[0]}
    if len(parts) // 2 > _FEW_SIGNS:
        return {"".join(parts), " ".join(text.split())}
    ways = product(*([sign, f" {sign}", f"{sign} ", f" {sign} "] for sign in parts[1::2]))
    return {parts[0] + "".join(map(add, way, parts[2::2])) for way in ways}


def _continues(one: str, other: str) -> bool:
    """Tell whether two neighbouring characters are of one word or one number."""
    return (one.isalpha() and other.isalpha()) or (one.isdigit() and other.isdigit())


def _further(hit: Hit, before: Hit, others: Sequence[Hit]) -> bool:
    """Tell whether a hit that begins inside the one before it is read instead of it: it runs on beyond it and is longer
    ("secretariat of the [United Nations Conference on Trade and Development]"), and what it has beyond it is no name by itself
    (巴西、萨摩亚独立国 without the sign between them holds 西萨摩亚独立国)."""
    return (
        hit.end > before.end
        and hit.end - hit.start > before.end - before.start
        and not any(other.end == hit.end and other.start >= before.end for other in others)
    )


def _bounded(text: str, start: int, end: int, pattern: _Pattern) -> bool:
    """Tell whether a name that begins or ends with a Latin letter is not part of a longer word."""
    if not pattern.name.id:
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    cut_before = text[start].isascii() and before.isascii() and before.isalnum()
    cut_after = text[end - 1].isascii() and text[end - 1].isalnum() and after.isascii() and after.isalnum()
    return not (cut_before or cut_after)
