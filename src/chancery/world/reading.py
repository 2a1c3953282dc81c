"""A text made ready to be scanned for names: what may stand inside a name is cut out or made one space."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from chancery.world.scripts import Script

_SPACES = ("-", "'", '"', *"\n\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029")
"""What is as good as a space between two words of a name."""
_RUN = re.compile(r"[\s'\"-]{2,}")
_BLANK_LINE = re.compile(r"\n\s*\n")

Cut = tuple[int, int]


class Reading(NamedTuple):
    """A text without some stretches; its three forms have the same offsets."""

    folded: str
    level: str
    """The folded text with hyphens, quotes and line breaks as spaces; two spaces are left where a blank line was."""
    printed: str | None
    whole: str
    """The folded text with the stretches that were cut."""
    cuts: list[Cut]

    def places(self, spans: Iterable[Cut]) -> list[Cut]:
        """Give where some stretches of the reading stand in the text."""
        if not self.cuts:
            return list(spans)
        back = _Back(self.cuts)
        return [(back(start), back(end - 1) + 1) for start, end in spans]

    def is_marked(self, start: int, beginning: str) -> bool:
        """Tell whether the text at a place of the reading begins so, with what was cut."""
        return self.whole.startswith(beginning, _Back(self.cuts)(start))


def level(text: str) -> str:
    """Give a text with everything as a space that is as good as one between two words of a name.

    >>> level("guinea-bissau, cote d'ivoire")
    'guinea bissau, cote d ivoire'
    """
    for sign in _SPACES:
        text = text.replace(sign, " ")
    return text


def reading(folded: str, printed: str | None, script: Script) -> Reading:
    """Make a folded text ready, and the same text as printed where it is known."""
    cuts = _cuts(folded, script)
    cut = _without(folded, cuts)
    return Reading(cut, level(cut), None if printed is None else _without(printed, cuts), folded, cuts)


@cache
def _gaps(drop: str) -> re.Pattern[str]:
    """Give the expression for what is dropped and for several signs between two words."""
    inside = drop.removesuffix("+").removeprefix("[").removesuffix("]")
    return re.compile(rf"[\s'\"-][\s'\"{inside}-]+|{drop}")


def _cuts(folded: str, script: Script) -> list[Cut]:
    """Give the stretches to cut: what is dropped, and all signs but the first of those between two words."""
    if not script.spaced:
        return [found.span() for found in script.drop.finditer(folded)]
    out: list[Cut] = []
    for found in (_RUN if folded.isascii() else _gaps(script.drop.pattern)).finditer(folded):
        start, end = found.span()
        if script.drop.match(folded, start):
            out.append((start, end))
        elif not _BLANK_LINE.search(folded, start, end):
            out.append((start + 1, end))
    return out


def _without(text: str, cuts: list[Cut]) -> str:
    """Give the text without some stretches of it."""
    if not cuts:
        return text
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    return "".join([text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)])


class _Back:
    """The way from text without the cut stretches back to the text."""

    def __init__(self, cuts: list[Cut]) -> None:
        self._starts, self._removed = [0], [0]
        for start, end in cuts:
            self._removed.append(self._removed[-1] + end - start)
            self._starts.append(end - self._removed[-1])

    def __call__(self, at: int) -> int:
        return at + self._removed[bisect_right(self._starts, at) - 1]
