"""Collects the lines of a document so that the joined text leads back to each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from chancery.record.model import Box
from chancery.source import limits
from chancery.source.model import Hint, Line, TooLarge, Zone

_CONTROL_CODES = (*range(0x09), *range(0x0A, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF)
CONTROLS: dict[int, str] = dict.fromkeys(_CONTROL_CODES, " ") | {0x1E: "-", 0x1F: "\u00ad"}
"""Control characters and what stands for them in a line, one for one. Word writes its non-breaking hyphen as U+001E and
its optional hyphen as U+001F, and converters pass them on."""
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""A character that no line may hold."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """Give the text with each control character but the tab replaced by one space, at the same length."""
    if text.isprintable() or not CONTROL.search(text):
        return text
    return _SURROGATE.sub("\ufffd", text.translate(CONTROLS))


@dataclass(slots=True)
class Lines:
    """A growing list of lines whose offsets count in the lines joined by line feeds."""

    lines: list[Line] = field(default_factory=list)
    length: int = 0

    def add(
        self,
        text: str,
        *,
        page: int = 1,
        box: Box | None = None,
        size: float | None = None,
        zone: Zone = "",
        hint: Hint | None = None,
    ) -> None:
        """Append a line. Raises `TooLarge` beyond `limits.LINES`."""
        if len(self.lines) >= limits.LINES:
            raise too_many_lines()
        text = printable(text)
        self.lines.append(Line(text, self.length, page, box, size, zone, hint))
        self.length += len(text) + 1

    def raw(self) -> str:
        """Give the joined text."""
        return "\n".join([line.text for line in self.lines])


def too_many_lines() -> TooLarge:
    """Give the error for a file of too many lines."""
    return TooLarge(f"The file has more than {limits.LINES:,} lines. Split it into single documents.")
