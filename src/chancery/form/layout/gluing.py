"""Gluing: the rows of a paragraph made one line, with the hyphens and blanks that belong there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from chancery.form.layout.rows import Row
from chancery.form.layout.signs import is_han

_BROKEN = re.compile(r"([^\W\d_]{2,})[-‐\u00ad]$")
_HEAD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDS = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n([^\W\d_])")
_HYPHENS = "-‐‑"
_OFTEN = 0.04
"""Share of the lines that end with a hyphen before a small letter, from which on a text is taken to part its words."""


@dataclass(slots=True)
class Vocabulary:
    """The words of a text as they stand inside its lines, to tell hyphens that part a word from those of compounds."""

    rows: list[Row]
    words: Counter[str] = field(default_factory=Counter)
    often: bool = False
    ready: bool = False

    def _read(self) -> None:
        flat = "\n".join([row.text for row in self.rows]).replace("‐", "-").replace("‑", "-")
        broken = sum([found[1].islower() for found in _ENDS.finditer(flat)])
        self.words.update(_WORD.findall(flat.lower()))
        self.often = broken > 2 and broken > _OFTEN * len(self.rows)
        self.ready = True

    def parts_word(self, left: str, right: str) -> bool:
        """Whether the hyphen between the end of one line and the beginning of the next only parts a word."""
        if not self.ready:
            self._read()
        left, right = left.lower(), right.lower()
        joined, compound = self.words[left + right], self.words[f"{left}-{right}"]
        if joined != compound:
            return joined > compound
        if self.words[left] > 1 and self.words[right] > 1:  # once here, where the hyphen stands
            return False
        return self.often


def glue(above: str, below: str, soft: bool, vocabulary: Vocabulary) -> tuple[int, str]:
    """Give how two rows are joined: how many characters go from the end of the first, and what stands between."""
    if soft:
        return 0, ""
    last, first = above[-1], below[0]
    if is_han(last) or is_han(first):
        return 0, ""
    if last in _HYPHENS and len(above) > 1 and above[-2].isalnum():
        broken = _BROKEN.search(above) if first.islower() and last != "‑" else None
        head = _HEAD.match(below)
        if broken and head and vocabulary.parts_word(broken[1], head[0]):
            return 1, ""
        return 0, ""
    if last == "/" and len(above) > 1 and above[-2] != " ":
        return 0, ""
    if first == "/" and len(below) > 1 and below[1] != " ":
        return 0, ""
    if last in "–—" and len(above) > 1 and above[-2].isalnum():
        return 0, ""
    return 0, " "


Stretch = tuple[int, int, int, Row]
"""Start and end in the text, raw offset, and the row."""


def joined(rows: Iterable[Row], at: int, vocabulary: Vocabulary) -> tuple[str, str, list[Stretch], list[int]]:
    """Give the text of a paragraph, plain and folded, its stretches that lead back to the rows, and where each begins."""
    parts: list[str] = []
    folded: list[str] = []
    stretches: list[Stretch] = []
    starts: list[int] = []
    above: Row | None = None
    for row in rows:
        text = row.text
        if above is not None:
            drop, between = glue(above.text, text, above.soft, vocabulary)
            if drop:
                parts[-1], folded[-1] = parts[-1][:-drop], folded[-1][:-drop]
                at -= drop
                start, end, offset, old = stretches[-1]
                stretches[-1] = (start, end - drop, offset, old)
            if between:
                parts.append(between)
                folded.append(between)
                at += len(between)
        starts.append(at)
        stretches += _stretches(row, at)
        parts.append(text)
        folded.append(row.folded)
        at += len(text)
        above = row
    return "".join(parts), "".join(folded), stretches, starts


def _stretches(row: Row, at: int) -> Iterator[Stretch]:
    """Give the stretches of a row that stands at a place of the text."""
    pieces = row.pieces
    last = len(pieces) - 1
    for n, (start, offset) in enumerate(pieces):
        end = pieces[n + 1][0] if n < last else len(row.text)
        if end > start:
            yield at + start, at + end, offset, row
