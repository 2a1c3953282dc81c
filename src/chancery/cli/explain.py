"""Every value of a record with the words it was read from."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from chancery.cli.highlight import bracketed, coloured, legend
from chancery.record.model import Record, Run, Span

AROUND = 28
"""Characters of context on each side of the words."""


def explained(record: Record, colours: bool) -> RenderableType:
    """Give every value with where it stands in the file and its words in the text, then the text with what it says marked:
    in colours, or in brackets where there are none."""
    values = msgspec.to_builtins(record)
    lines = Table.grid(padding=(0, 1))
    lines.add_column(no_wrap=True, style="dim", justify="right")
    lines.add_column(ratio=1)
    for path, spans in record.evidence.items():
        lines.add_row("", Text.assemble((path[1:].replace("/", " "), "bold"), ": ", shown(at(values, path))))
        if isinstance(spans, str):
            lines.add_row("", Text(f"  {spans}", style="italic yellow"))
            continue
        for span in spans:
            lines.add_row(place(record, span), in_context(record.text, span))
    head = Rule(Text(f"{record.id}  {record.file.name}"), align="left")
    if not any((record.mentions, record.references, record.statements, record.topics)):
        return Group(head, lines)
    text = Group(legend(), "", coloured(record)) if colours else Text(bracketed(record))
    return Group(head, lines, Rule("what the text says", align="left"), text, "")


def shown(value: Any) -> str:
    """Give a value as a person writes it: a sender as its State and office."""
    if isinstance(value, dict):
        return ", ".join(str(v) for v in value.values() if v)
    return " ".join(str(value).split())


def at(values: Any, path: str) -> Any:
    """Give the value at a JSON Pointer."""
    for part in path.split("/")[1:]:
        values = values[int(part)] if isinstance(values, list) else values[part.replace("~1", "/").replace("~0", "~")]
    return values


def place(record: Record, span: Span) -> str:
    """Give where a span stands in the file: the page, where it has several, and the raw offset."""
    run: Run | None = next((r for r in record.runs if r.start <= span[0] < r.end), None)
    if run is None:
        return f"@{span[0]}"
    offset = run.offset + span[0] - run.start
    return f"p. {run.page} @{offset}" if record.file.pages else f"@{offset}"


def in_context(text: str, span: Span) -> Text:
    """Give the words of a span marked, between the words around them."""
    before, words, after = (
        text[max(0, span[0] - AROUND) : span[0]],
        text[slice(*span)],
        text[span[1] : span[1] + AROUND],
    )
    out = Text("…" if span[0] > AROUND else "", style="dim")
    out.append(re.sub(r"\s+", " ", before), style="dim")
    out.append(re.sub(r"\s+", " ", words), style="bold green")
    out.append(re.sub(r"\s+", " ", after) + ("…" if len(text) > span[1] + AROUND else ""), style="dim")
    return out
