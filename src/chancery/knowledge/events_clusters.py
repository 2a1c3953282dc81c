"""When and where, as sentences say it: a date, a place and a word of taking place that stand together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from chancery.form import periods
from chancery.form.periods import Period
from chancery.knowledge.context import Context
from chancery.knowledge.events_words import Sort, Words
from chancery.record.model import Mention, Span

APART = 30
"""Characters that may stand between two parts of one cluster."""
PARENTHESIS = 45
"""Characters of an aside between place and date."""
_BEFORE = 40
"""Characters before a date or place that are looked at."""
_STOP = re.compile(
    r"[.;!?؛؟。！？；](?:(?<=[。！？；])|(?<=[;!?؛؟])(?=[\s\"»”]|\Z)|(?:(?<=[^\W\d_]{3}[.])|(?<=[\d)\"»”][.]))(?=[\s\"»”]+\S))"
)
"""Ends a sentence; a full stop after one or two letters is that of an abbreviation."""
_NUMBER = re.compile(r"(?:\(?(?:\w{1,3}|[ivx]{1,5})[).]\s+|\d{1,3}\s*[.-]\s+)?")
"""The number of a paragraph or an item."""
_YEAR = re.compile(r"\d\d|[一二][〇○零o一二三四五六七八九]")


class Word(NamedTuple):
    """A word of the tables in a sentence."""

    start: int
    end: int
    sort: Sort
    inside: bool
    """Whether it stands in the name of an organization, an instrument or a person."""


@dataclass(slots=True)
class Sentence:
    """A sentence that may tell of an event."""

    start: int
    end: int
    words: list[Word]


@dataclass(slots=True)
class Cluster:
    """A date, a place and a word of taking place that stand together; at least one of the first two."""

    start: int
    end: int
    period: Period | None = None
    place: Mention | None = None
    held: Word | None = None
    located: bool = False
    """Whether a word before the place tells that something was there."""
    term: bool = False
    """Whether the date is printed as a term, the beginning of a state, or the date of a document."""
    parts: list[Span] = field(default_factory=list)


def sentences(context: Context, words: Words) -> list[Sentence]:
    """Give the sentences that have a word of the tables and a number or a place, in the order of the text."""
    folded = context.folded
    taken = [m.span for m in context.mentions if m.kind not in ("place", "state")]
    taken.sort()
    starts = [s for s, _ in taken]
    out: list[Sentence] = []
    found = words.terms.find(folded)
    at = 0
    for paragraph in context.paragraphs:
        first, last = paragraph.span
        while at < len(found) and found[at].start < first:
            at += 1
        if at == len(found):
            break
        if found[at].start >= last or paragraph.role == "signature":
            continue
        edges = [first, *(s.end() for s in _STOP.finditer(context.text, first, last)), last]
        edges[0] = _NUMBER.match(folded, first, last).end()  # type: ignore[union-attr]
        for low, high in pairwise(edges):
            here = []
            while at < len(found) and found[at].start < high:
                hit = found[at]
                sort = words.sorts[hit.key]
                here.append(Word(hit.start, hit.end, sort, _taken(hit.start, hit.end, taken, starts)))
                at += 1
            if any(w.sort.kind for w in here):
                out.append(Sentence(low, high, here))
    return out


def _taken(start: int, end: int, taken: Sequence[Span], starts: Sequence[int]) -> bool:
    n = bisect_right(starts, start) - 1
    return any(s <= start and end <= e for s, e in taken[max(0, n - 2) : n + 1])


class Places:
    """The places that a text names, to ask for those in a stretch."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._found = sorted((m for m in mentions if m.kind == "place"), key=lambda m: m.span)
        self._starts = [m.span[0] for m in self._found]

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """Give the places that begin in a stretch."""
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def clusters(sentence: Sentence, context: Context, words: Words, places: Places) -> list[Cluster]:
    """Give when and where a sentence says that something was, in order."""
    folded, low, high = context.folded, sentence.start, sentence.end
    parts: list[Cluster] = []
    if _YEAR.search(folded, low, high):
        parts += [
            Cluster(p.start, p.end, period=p, term=_is_term(p, folded, low, words))
            for p in periods.find(folded, context.language, low, high)
        ]
    for place in places.within(low, high):
        located = words.locative.search(folded, max(low, place.span[0] - _BEFORE), place.span[0]) is not None
        parts.append(Cluster(*place.span, place=place, located=located))
    if not parts:
        return []
    parts += [Cluster(w.start, w.end, held=w) for w in sentence.words if w.sort.role == "held" and not w.inside]
    parts.sort(key=lambda c: c.start)
    out: list[Cluster] = []
    for part in parts:
        if out and (_joins(out[-1], part, folded, words) or _continues(out[-1], part, sentence, folded)):
            _join(out[-1], part)
        else:
            out.append(part)
    for cluster in out:
        cluster.parts = cluster.parts or [(cluster.start, cluster.end)]
    return [c for c in out if c.period or c.place]


def _is_term(period: Period, folded: str, low: int, words: Words) -> bool:
    first = max(low, period.start - _BEFORE)
    if words.no_date_after.match(folded, period.end):
        return True
    if words.no_date.search(folded, first, period.start):
        return True
    return "/" not in period.iso and words.since.search(folded, first, period.start) is not None


def _joins(left: Cluster, right: Cluster, folded: str, words: Words) -> bool:
    if (left.period and right.period) or (left.place and right.place) or (left.held and right.held):
        return False
    if left.place and not left.located and not left.period and right.held:
        return False
    gap = right.start - left.end
    return 0 <= gap <= APART and words.small.fullmatch(folded, left.end, right.start) is not None


def _continues(left: Cluster, right: Cluster, sentence: Sentence, folded: str) -> bool:
    """Whether a date or place takes up another after words between commas: "held in Lima, at the museum, from 3 to 5 May"."""
    apart = bool(left.period) != bool(right.period) and bool(left.place) != bool(right.place)
    held = bool(right.period) and not left.period and not left.place and "," not in folded[left.end : right.start]
    if not left.held or not (apart or held) or right.start - left.end > PARENTHESIS:
        return False
    return all(w.end <= left.end or w.start >= right.start for w in sentence.words)


def _join(left: Cluster, right: Cluster) -> None:
    left.parts = [*(left.parts or [(left.start, left.end)]), (right.start, right.end)]
    left.end = right.end
    left.period = left.period or right.period
    left.place = left.place or right.place
    left.held = left.held or right.held
    left.located = left.located or right.located
    left.term = left.term or right.term
