"""Where a value of a record was read, for findings that point at it."""

from __future__ import annotations

from chancery.record.evidence import pointer
from chancery.record.model import Record, Span


def span_of(record: Record, *path: str | int) -> Span | None:
    """Give the first span of a value's evidence; None where it was inferred or is not there."""
    spans = record.evidence.get(pointer(*path))
    return spans[0] if isinstance(spans, list) and spans else None


def inferred(record: Record, *path: str | int) -> bool:
    """Whether a value is not printed but inferred."""
    return record.evidence.get(pointer(*path)) == "inferred"
