"""Evidence: from every value of a record to the characters it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from chancery.record.model import Span

INFERRED: Literal["inferred"] = "inferred"
Spans = list[Span] | Literal["inferred"]


def pointer(*parts: str | int) -> str:
    """Give the JSON Pointer (RFC 6901) of a path.

    >>> pointer("masthead", "symbols", 0)
    '/masthead/symbols/0'
    """
    return "".join("/" + str(p).replace("~", "~0").replace("/", "~1") for p in parts)


class Evidence(dict[str, Spans]):
    """JSON Pointers to the spans of their values, or ``inferred``."""

    def at(self, span: Span | None, *path: str | int) -> None:
        """Say that the value at a path was read from a span; ``None`` says that it was inferred."""
        key = pointer(*path)
        if span is None:
            self.setdefault(key, INFERRED)
            return
        have = self.get(key)
        self[key] = [*have, span] if isinstance(have, list) else [span]

    def under(self, prefix: str, other: Evidence) -> None:
        """Take over the evidence of a part, whose pointers begin below ``prefix``."""
        for key, spans in other.items():
            self[prefix + key] = spans


def merge(parts: Iterable[Evidence]) -> Evidence:
    """Give one evidence of several that speak of different values."""
    out = Evidence()
    for part in parts:
        out.update(part)
    return out
