"""The adoption or signature of the texts that are annexed to a letter, from what the form has read of them."""

from __future__ import annotations

from chancery.knowledge.context import Context
from chancery.record.evidence import pointer
from chancery.record.model import Attachment, Event, Span

KINDS = {
    "treaty": "signature",
    "agreement": "signature",
    "protocol": "signature",
    "memorandum": "signature",
    "declaration": "adoption",
    "joint-declaration": "adoption",
    "joint-statement": "adoption",
    "communique": "adoption",
    "joint-communique": "adoption",
    "appeal": "adoption",
    "resolution": "adoption",
    "programme": "adoption",
    "charter": "adoption",
}
"""Kinds of attachments to the event by which they came to be."""


def annexed(context: Context) -> list[Event]:
    """Give the events by which attachments came to be, where their date or place is printed."""
    out = []
    for n, attachment in enumerate(context.attachments):
        kind = KINDS.get(attachment.kind)
        span = _span(context, n) if kind and (attachment.date or attachment.place) else None
        if kind and span:
            out.append(_event(context, attachment, kind, span))
    return out


def _span(context: Context, n: int) -> Span | None:
    """Give where date and place are printed: both where one paragraph holds them, else the date."""
    known = [context.evidence.get(pointer("attachments", n, key)) for key in ("date", "place")]
    spans = [spans[0] for spans in known if isinstance(spans, list) and spans]
    if not spans:
        return None
    whole = min(s for s, _ in spans), max(e for _, e in spans)
    first, last = context.paragraph_at(whole[0]), context.paragraph_at(whole[1] - 1)
    return whole if first and first is last else spans[0]


def _event(context: Context, attachment: Attachment, kind: str, span: Span) -> Event:
    start, end = span
    start += len(context.text[start:end]) - len(context.text[start:end].lstrip())
    paragraph = context.paragraph_at(start)
    return Event(
        kind=kind,
        name=attachment.title or None,
        date=attachment.date,
        place=attachment.place,
        participants=sorted(attachment.adopted_by),
        text=context.text[start:end],
        span=(start, end),
        paragraph=paragraph.id if paragraph else None,
    )
