"""Resolutions and presidential statements, read from the reading text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from chancery.form.resolution_body import read_body
from chancery.form.resolution_head import read_head
from chancery.form.text import ReadingText
from chancery.record.model import Paragraph, Span


@dataclass(slots=True)
class Resolution:
    """What a resolution says of itself, and its paragraphs."""

    kind: Literal["resolution", "presidential-statement"]
    adopted: str | None
    """ISO 8601."""
    adopted_span: Span | None
    title: str
    title_span: Span | None
    number: str | None
    """As printed: ``78/10``, ``2618 (2022)``."""
    body_start: int
    """Offset in the text where the masthead ends."""
    paragraphs: list[Paragraph] = field(default_factory=list)


def read_resolution(page: ReadingText) -> Resolution | None:
    """Read a resolution or presidential statement of the General Assembly or the Security Council.

    None where the text is neither.
    """
    head = read_head(page)
    if head is None:
        return None
    return Resolution(
        kind=head.kind,
        adopted=head.adopted,
        adopted_span=head.adopted_span,
        title=head.title,
        title_span=head.title_span,
        number=head.number,
        body_start=page.blocks[head.first].start,
        paragraphs=read_body(page, head),
    )
