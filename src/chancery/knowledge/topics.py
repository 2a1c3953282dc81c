"""Topics: what a document is about, each with every place of the text that names it.

Names are no topics: the refugees of a High Commissioner's title, the trade of an organization's name do not count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from chancery.knowledge.context import Context
from chancery.record.model import Mention, Span, Statement, Topic
from chancery.world.vocabulary import Vocabulary

_NAMES = frozenset({"state", "organization", "organ", "instrument", "programme", "person", "place"})
"""Kinds of mentions inside which a topic is part of the name."""


def topics(context: Context, vocabulary: Vocabulary) -> list[Topic]:
    """Give the topics of a document, the most frequent first, then in the order of the text."""
    names = _Cover(m for m in context.mentions if m.kind in _NAMES)
    places: dict[str, list[Span]] = {}
    for start, end, identifier in vocabulary.find(context.folded, context.language, context.text):
        if not names.holds(start, end):
            places.setdefault(identifier, []).append((start, end))
    ordered = sorted(places.items(), key=lambda item: (-len(item[1]), item[1][0]))
    return [Topic(id=identifier, spans=spans) for identifier, spans in ordered]


def about(statements: Sequence[Statement], found: Sequence[Topic]) -> None:
    """Add to each statement, behind what it is about already, the topics that stand in it, in the order of the text."""
    places = sorted((span, topic.id) for topic in found for span in topic.spans)
    starts = [span[0] for span, _ in places]
    for statement in statements:
        start, end = statement.span
        inside = places[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
        new = [identifier for span, identifier in inside if span[1] <= end]
        statement.about = list(dict.fromkeys([*statement.about, *new]))


class _Cover:
    """Stretches of text, to ask whether a span lies in one that is longer."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._spans = sorted(m.span for m in mentions)
        self._starts = [start for start, _ in self._spans]

    def holds(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self._spans[at][0] <= start and end <= self._spans[at][1]
