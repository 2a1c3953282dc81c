"""Which event a date and a place belong to: the noun or verb that is nearest in the sentence, as its grammar has it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chancery.form.periods import Period
from chancery.knowledge.events_clusters import Cluster, Sentence, Word
from chancery.knowledge.events_words import COUNTED, Words
from chancery.record.model import Reference

_NEVER = (10_000, 0)
"""A cost that nothing may have."""
REACH = {"day": 90, "month": 70, "season": 50, "year": 35}
"""Characters between an event and a date that stands alone, by its precision."""
REACH_BOTH = 250
"""The same where date and place stand together."""
REACH_PLACE = 45
"""The same for a place alone."""
REACH_HELD = 600
"""The same where a word says that the event took place."""
REACH_INSIDE = 150
"""The same for a noun inside the name of an organization: the name may be that of a conference."""
REACH_SIGNED = 40
"""Characters between a date inside a reference to a document and the verb that tells what was done on it."""
REACH_REFERENCE = 60
"""Characters between a document's symbol and its date."""
REACH_OPENED = 20
"""Characters between a date and the word of an opening."""
REACH_VERB = 150
"""Characters between a verb and its date and place; a date alone stands as near as to a noun."""
DENSE = 0.4
"""What a stretch of a script without spaces is shorter than the same words in others."""
REACH_JOINED = 20
"""Characters between a verb and its date in scripts without spaces, where the verb may be another word."""
BREAK = 12
"""Cost of a comma."""
WRONG_SIDE = 30
"""Cost of an event on the side on which the language rarely has it."""
FRONTED = 60
"""Cost of an event before a date that opens its clause."""
HELD_COST = 15
"""Most that lies between a noun and the word that says that it took place."""
BEHIND = 4
"""Cost of an event that follows its date, where both sides are as near."""
JOINED = 60
"""Cost of an event behind "and"."""
QUOTED = 60
"""Cost of a noun inside a quoted title."""
NEAR_QUOTE = 3
"""Characters between the mark that opens a title and its first word."""
_BREAKS = re.compile(r"[,:;()]")
_DOCUMENTED = ("signature", "adoption", "entry-into-force", "exchange", "agreement")


@dataclass(slots=True)
class Found:
    """An event of a sentence with what is said of its when and where."""

    head: Word
    sentence: Sentence
    clusters: list[Cluster]

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min([self.head.start, *(c.start for c in self.clusters)])

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return max([self.head.end, *(c.end for c in self.clusters)])


class References:
    """Where a text refers to documents: a date in a reference, or behind it, is the document's."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._all = sorted((r.span, r.date) for r in references)
        self._starts = [span[0] for span, _ in self._all]

    def holds(self, period: Period) -> bool:
        """Tell whether a date is that of a document."""
        n = bisect_right(self._starts, period.start)
        return any(
            period.end <= end or (date == period.iso and period.start - end <= REACH_REFERENCE)
            for (_, end), date in self._all[max(0, n - 3) : n]
        )


def attach(
    sentence: Sentence, clusters: Sequence[Cluster], folded: str, words: Words, references: References
) -> list[Found]:
    """Give the events of a sentence with their dates and places, and nouns of meetings that have neither."""
    heads = [w for w in sentence.words if w.sort.role != "held" and _is_event(w, folded, sentence, words)]
    chosen: dict[int, list[tuple[int, int, Cluster]]] = {}
    alone: list[Found] = []
    for cluster in clusters:
        near = [n for n, head in enumerate(heads) if not _is_between(clusters, cluster, head)]
        best = min(
            ((_cost(heads[n], cluster, sentence, folded, words, references), n) for n in near), default=(_NEVER, -1)
        )
        if best[0] < _NEVER:
            chosen.setdefault(best[1], []).append((*best[0], cluster))
        elif opened := _opened(cluster, sentence, folded):
            alone.append(Found(opened, sentence, [cluster]))
    bare = [Found(head, sentence, []) for n, head in enumerate(heads) if n not in chosen and _may_be_numbered(head)]
    dated = [Found(heads[n], sentence, group) for n, mine in sorted(chosen.items()) for group in _groups(mine)]
    return dated + alone + bare


def _is_between(clusters: Sequence[Cluster], cluster: Cluster, head: Word) -> bool:
    """Whether another date stands between a date and an event behind it."""
    return any(c.period and cluster.end <= c.start and c.end <= head.start for c in clusters)


def _opened(cluster: Cluster, sentence: Sentence, folded: str) -> Word | None:
    """Give the word of an opening beside a date or place that belongs to no other event."""
    if cluster.term or not cluster.period:
        return None
    for word in sentence.words:
        low, high = min(word.end, cluster.end), max(word.start, cluster.start)
        if (
            word.sort.role == "held"
            and word.sort.kind
            and high - low <= REACH_OPENED
            and not _BREAKS.search(folded, low, high)
        ):
            return word
    return None


def _may_be_numbered(head: Word) -> bool:
    return head.sort.role == "noun" and head.sort.kind == "meeting" and head.sort.group != "session" and not head.inside


def _groups(mine: list[tuple[int, int, Cluster]]) -> list[list[Cluster]]:
    """Put together what completes each other; a second date is another event, a second place or a year
    alone (in a name, of a budget) is none."""
    groups: list[list[Cluster]] = []
    for _, _, cluster in sorted(mine, key=lambda c: (c[0], c[2].start)):
        for group in groups:
            dated, placed = any(c.period for c in group), any(c.place for c in group)
            if not (dated and cluster.period) and not (placed and cluster.place):
                group.append(cluster)
                break
        else:
            fine = cluster.period is not None and (cluster.place is not None or cluster.period.precision != "year")
            if not groups or fine:
                groups.append([cluster])
    return groups


def _is_event(word: Word, folded: str, sentence: Sentence, words: Words) -> bool:
    if word.sort.role != "noun":
        return True
    return words.no_noun.match(folded, word.end, sentence.end) is None


def _is_counted_from(head: Word, folded: str, sentence: Sentence, words: Words) -> bool:
    """Whether an anniversary of an event is spoken of: a date beside it may be that of the anniversary."""
    start = max(sentence.start, head.start - COUNTED - 40)
    return head.sort.role == "noun" and words.no_event.search(folded, start, head.start) is not None


def _cost(
    head: Word, cluster: Cluster, sentence: Sentence, folded: str, words: Words, references: References
) -> tuple[int, int]:
    """Give how badly a date or place fits an event: characters between them, more for commas and the wrong side; then the
    characters alone."""
    if head.start < cluster.end and cluster.start < head.end:
        return (0, 0)
    before = head.end <= cluster.start
    low, high = (head.end, cluster.start) if before else (cluster.end, head.start)
    small = words.small.fullmatch(folded, low, high) is not None
    distance = high - low
    if distance > _reach(head, cluster, small, words, folded, low, high, references, sentence):
        return _NEVER
    broken = BREAK * len(_BREAKS.findall(folded, low, high))
    cost = broken // 2 if small else distance + broken
    held = cluster.held
    if held and head.sort.role == "noun" and not small:
        forward = held.end == cluster.end and words.forward.match(folded, cluster.end) is not None
        if forward and before:
            return _NEVER
        if forward == (not before):
            cost = min(cost, HELD_COST)
    side = _side(before, small, cluster, sentence, folded, words)
    return (cost + side + QUOTED * _is_quoted(head, cluster, folded, sentence), distance)


def _side(before: bool, small: bool, cluster: Cluster, sentence: Sentence, folded: str, words: Words) -> int:
    """Give the cost of the side on which an event stands."""
    if small:
        joined = not before and words.joined.match(folded, cluster.end) is not None
        return JOINED if joined else 0 if before or not words.spaced else BEHIND
    if not words.spaced:
        return WRONG_SIDE if before and not cluster.held else 0
    fronted = words.small.fullmatch(folded, sentence.start, cluster.start) is not None
    if before:
        return FRONTED if fronted else 0
    return 0 if fronted else WRONG_SIDE


def _is_quoted(head: Word, cluster: Cluster, folded: str, sentence: Sentence) -> bool:
    """Whether a noun stands inside a quoted title that does not begin with it, and the date or place stands outside."""
    opened = folded.rfind('"', sentence.start, head.start)
    low, high = (head.end, cluster.start) if head.end <= cluster.start else (cluster.end, head.start)
    return opened >= 0 and head.start - opened > NEAR_QUOTE and folded.count('"', low, high) % 2 == 1


def _reach(
    head: Word,
    cluster: Cluster,
    small: bool,
    words: Words,
    folded: str,
    low: int,
    high: int,
    references: References,
    sentence: Sentence,
) -> int:
    """Give how far an event may stand from its date or place."""
    period, place = cluster.period, cluster.place
    if not cluster.held and _is_counted_from(head, folded, sentence, words):
        return -1
    if cluster.term and (words.spaced or not (small or cluster.held)):
        return -1
    if head.sort.kind in _DOCUMENTED and not place and period and period.precision not in ("day", "month"):
        return -1
    if words.spaced and high == head.start and not small and not cluster.held and "," in folded[low:high]:
        fronted = words.small.fullmatch(folded, sentence.start, cluster.start) is not None
        if not fronted:
            return -1
    if period and references.holds(period) and not (cluster.held and head.sort.role == "noun"):
        return REACH_SIGNED if head.sort.kind in _DOCUMENTED and head.sort.role == "verb" else -1
    if cluster.held and head.sort.role == "noun":
        reach = REACH_HELD
    elif period and place:
        reach = REACH_BOTH
    elif period:
        reach = REACH[period.precision]
    elif cluster.located:
        reach = REACH_PLACE if not _BREAKS.search(folded, low, high) else -1
    else:
        reach = REACH_PLACE if words.called.fullmatch(folded, low, high) else -1
    if head.inside and not cluster.held and not (period and place):
        return -1
    if head.sort.role == "verb":
        reach = min(reach, REACH_VERB if period and place else REACH["day"])
    if head.inside:
        reach = min(reach, REACH_INSIDE)
    if words.spaced:
        return reach
    return min(reach, REACH_JOINED) if head.sort.role == "verb" else int(reach * DENSE)
