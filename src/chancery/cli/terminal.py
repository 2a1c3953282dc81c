"""Text of any direction in a terminal."""

from __future__ import annotations

import re

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ISOLATE, _END = "\u2067", "\u2069"
"""RIGHT-TO-LEFT ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Bidirectional Algorithm, UAX 9): what stands around keeps
its place. They take no column."""


def isolated(text: str) -> str:
    """Give a text so that what stands beside it keeps its order: Arabic between isolates, everything else as it is."""
    return f"{_ISOLATE}{text}{_END}" if _RIGHT_TO_LEFT.search(text) else text


class Lines:
    """A text that is wrapped with its isolates closed at the end of each line and opened again on the next: a terminal
    orders each line by itself, and what stands behind the text, the border of a table, keeps its place."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the lines of the text at the width there is."""
        opened = False
        for line in self.text.wrap(console, options.max_width):
            plain = line.plain
            shown = Text.assemble(_ISOLATE, line) if opened else line
            opened = opened + plain.count(_ISOLATE) - plain.count(_END) > 0
            if opened:
                shown.rstrip()
                shown.append(_END)
            yield shown

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Give the width that the text needs and would like."""
        return Measurement.get(console, options, self.text)
