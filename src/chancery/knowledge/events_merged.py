"""One event told several times is one event."""

from __future__ import annotations

from collections.abc import Iterable

from chancery.record.model import Event

_ONCE = ("signature", "adoption")
"""What is rarely done twice in one place by one document's account."""


def merged(found: Iterable[Event]) -> list[Event]:
    """Give each event once, where its text says most of it, with what the others add; in the order of the text."""
    kept: list[Event] = []
    for event in sorted(found, key=lambda e: (-_said(e), e.span)):
        same = next((k for k in kept if _same(k, event)), None)
        if same is None:
            kept.append(event)
        else:
            _add(same, event)
    return sorted(kept, key=lambda e: e.span)


def _said(event: Event) -> int:
    return 2 * bool(event.date) + 2 * bool(event.place) + bool(event.participants) + bool(event.ordinal)


def _same(one: Event, other: Event) -> bool:
    """Whether two events are one: of one kind, on one date, not in two places."""
    if one.kind != other.kind:
        return False
    if one.ordinal and other.ordinal and one.ordinal != other.ordinal:
        return False
    if one.date is None or other.date is None:
        return _same_undated(one, other)
    if one.date != other.date:
        return False
    return one.place is None or other.place is None or one.place == other.place


def _same_undated(one: Event, other: Event) -> bool:
    """Whether two events of which one has no date are one: by their series and number, or by place and who took part."""
    if one.ordinal and one.series and (one.series, one.ordinal) == (other.series, other.ordinal):
        return True
    if one.place is None or one.place != other.place:
        return False
    return one.kind in _ONCE or (one.date == other.date and one.participants == other.participants)


def _add(kept: Event, other: Event) -> None:
    kept.name = kept.name or other.name
    kept.place = kept.place or other.place
    kept.series, kept.ordinal = kept.series or other.series, kept.ordinal or other.ordinal
    if other.participants and (not kept.participants or set(kept.participants) < set(other.participants)):
        kept.participants = other.participants
