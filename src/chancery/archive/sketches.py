"""Sketches: a few numbers that tell how much two texts share without reading them again.

A sketch keeps the smallest hashes of a set (Broder 1997, "bottom-k"); the share of equal hashes among the smallest of both
estimates the share of common members. Words of a text are taken in runs, so that the order counts.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from zlib import crc32

SIZE = 48
"""Hashes a sketch keeps: the error of the estimate is about 1 / sqrt(SIZE), a seventh."""
SAMPLE = 4
"""One word of so many begins a run that is kept: a quarter of the work, and a page still gives enough."""
RUN = 4
"""Words of a run."""

_WORDS = re.compile(r"[一-鿿]|[^\W_一-鿿]+")
_NUMBERS = re.compile(r"\d{2,}")


def of_text(folded: str) -> bytes:
    """Give the sketch of a folded text."""
    words = [w.encode() for w in _WORDS.findall(folded)]
    chosen = [i for i, h in enumerate(map(crc32, words)) if not h % SAMPLE]
    return of_set(b" ".join(words[i : i + RUN]) for i in chosen)


def of_set(members: Iterable[bytes]) -> bytes:
    """Give the sketch of a set."""
    return array("I", sorted(set(map(crc32, members)))[:SIZE]).tobytes()


def numbers(folded: str) -> set[str]:
    """Give the numbers of two and more digits of a folded text: the same in every language."""
    return set(_NUMBERS.findall(folded))


def likeness(a: bytes, b: bytes) -> float:
    """Estimate which share of the members of two sets is in both, 0 to 1."""
    first, second = _set(a), _set(b)
    if not first or not second:
        return 0.0
    smallest = sorted(first | second)[:SIZE]
    return sum(1 for h in smallest if h in first and h in second) / len(smallest)


def heads(sketch: bytes, count: int) -> list[int]:
    """Give the smallest hashes of a sketch: texts that share most of their runs share one of them."""
    return array("I", sketch).tolist()[:count]


def _set(sketch: bytes) -> set[int]:
    return set(array("I", sketch))
