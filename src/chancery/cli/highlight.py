"""The text of a document with everything that was found in it marked, in layers: positions below, names and words on top."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text

from chancery.record.model import Record, Span

_KINDS = {
    "state": "State",
    "organization": "body",
    "organ": "body",
    "programme": "body",
    "person": "person",
    "place": "place",
    "instrument": "treaty",
    "meeting": "meeting",
}
"""The layer of each kind of mention."""
STYLES = {
    "position": "on grey15",
    "event": "underline",
    "topic": "italic bright_yellow",
    "quantity": "bright_cyan",
    "reference": "underline blue",
    "treaty": "bright_blue",
    "meeting": "bright_magenta",
    "place": "green",
    "person": "yellow",
    "body": "magenta",
    "State": "cyan",
    "act": "bold red",
}
"""The layers from below to the top: a later one is seen where two stand at one place."""


class Mark(NamedTuple):
    """Something found, with what it was taken for."""

    span: Span
    layer: str
    value: str


def marks(record: Record) -> Iterator[Mark]:
    """Give everything that was found in a text."""
    for statement in record.statements:
        yield Mark(statement.span, "position", statement.act)
        yield Mark(statement.trigger_span, "act", statement.act)
    for event in record.events:
        yield Mark(event.span, "event", " ".join(filter(None, (event.kind, event.date, event.place))))
    for topic in record.topics:
        for span in topic.spans:
            yield Mark(span, "topic", topic.id)
    for quantity in record.quantities:
        yield Mark(quantity.span, "quantity", f"{quantity.amount:g} {quantity.unit}")
    for reference in record.references:
        yield Mark(reference.span, "reference", reference.symbol or reference.date or reference.name or "")
    for mention in record.mentions:
        yield Mark(mention.span, _KINDS.get(mention.kind, "body"), mention.id or "")


def legend() -> Text:
    """Give the layers, each in its own style."""
    line = Text("marked  ", style="dim")
    for layer, style in reversed(STYLES.items()):
        line.append(layer, style=style).append("  ")
    return line


def coloured(record: Record) -> Text:
    """Give the text with its marks as colours."""
    order = list(STYLES)
    out = Text(record.text)
    for mark in sorted(marks(record), key=lambda m: (order.index(m.layer), m.span[0] - m.span[1])):
        out.stylize(STYLES[mark.layer], *mark.span)
    return out


def bracketed(record: Record) -> str:
    """Give the text with its marks in brackets, for where there are no colours: ``[Nepal|State NPL]``. Of two that stand at
    one place the upper is given; positions are given by their acts."""
    order = list(STYLES)
    found = [m for m in marks(record) if m.layer not in ("position", "event")]
    found.sort(key=lambda m: (m.span[0], -m.span[1], -order.index(m.layer)))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.span[0] >= kept[-1].span[1]:
            kept.append(mark)
    text = record.text
    ends = [(0, 0), *(m.span for m in kept), (len(text), len(text))]
    plain = [text[before[1] : after[0]] for before, after in pairwise(ends)]
    shown = [f"[{text[slice(*m.span)]}|{m.layer} {m.value}]".replace(" ]", "]") for m in kept]
    return "".join(part for pair in zip(plain, [*shown, ""], strict=True) for part in pair)
