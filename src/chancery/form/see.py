"""References from the letter to its annexes: "(see annex)", "(see annexes I and II)"."""

from __future__ import annotations

from typing import NamedTuple

from chancery.form.grammar import grammar
from chancery.form.slots import parsers
from chancery.lang.fold import fold
from chancery.record.model import Span


class See(NamedTuple):
    """A reference to annexes in folded text: the number of the annex, or how many there are at least."""

    number: int | None
    least: int
    start: int
    end: int


def references(folded: str, start: int, end: int, language: str) -> list[See]:
    """Give the references to annexes in a stretch of folded text, in order, the fuller one of two."""
    own, g = parsers(language), grammar(language)
    found: list[See] = []
    if not g.hinted("see.annex", folded, start, end):
        return found
    for key, patterns in g.family("see.annex").items():
        for pattern in patterns:
            at = start
            while match := pattern.search(folded, at, end, own):
                number = match.values.get("number")
                value = number.value if number and isinstance(number.value, int) else None
                count = value or {"one": 1, "many": 2, "two": 2}.get(key, 1)
                found.append(See(value if key == "number" else None, count, match.start, match.end))
                at = match.end
    kept: list[See] = []
    for see in sorted(found, key=lambda s: (s.start - s.end, s.number is None)):
        if all(see.end <= k.start or see.start >= k.end for k in kept):
            kept.append(see)
    return sorted(kept, key=lambda s: s.start)


def announced(text: str, language: str) -> tuple[int, Span | None]:
    """Give how many annexes a paragraph of the letter announces at least, and where."""
    found = references(fold(text), 0, len(text), language)
    best = max(found, key=lambda s: s.least, default=None)
    return (best.least, (best.start, best.end)) if best else (0, None)
