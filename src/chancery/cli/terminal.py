"""Text of any direction in a terminal."""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ISOLATE, _END = "\u2067", "\u2069"
"""RIGHT-TO-LEFT ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Bidirectional Algorithm, UAX 9): what stands around keeps
its place. They take no column."""


def isolated(text: str) -> str:
    """Give a text so that what stands beside it keeps its order: Arabic between isolates, everything else as it is."""
    return f"{_ISOLATE}{text}{_END}" if _RIGHT_TO_LEFT.search(text) else text
