"""One page of a PDF file: its printed lines as pdfium gives them, with their places.

pdfium parts the text of a page into lines; their places are asked for line by line, and character by character only
where a line is written from right to left or has a blank wide enough to part columns.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from array import array
from bisect import bisect
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from chancery.source import bidi, limits
from chancery.source.model import TooLarge

_LINE = re.compile("[^\r\n\ufffe\x02]+(?:[\ufffe\x02](?:\r\n)?)?")
_HYPHENS = "\ufffe\x02\u00ad\u2010"
"""What a printed hyphen at a line's end comes as."""
_PRESENTATION = re.compile("[\uf020-\uf0ff\ufb50-\ufd3d\ufd50-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT_SHARE = 0.3
"""Share of right-to-left letters from which a page is read from the right; a page of Arabic with many symbols has some 0.5."""
_RIGHT_TO_LEFT_WORDS = re.compile(bidi.RIGHT_TO_LEFT.pattern + "+")
_LATIN = re.compile("[A-Za-zÀ-ɏЀ-ӿ]")
_BULLETS = {0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF076: "•", 0xF0FC: "•", 0xF02D: "–"}
"""What the bullets of the fonts Symbol and Wingdings come as: their place in the private use area."""
_STOP_FIRST = re.compile(r"[.,:;،؛]\S")
"""A full stop at the left edge: the line ends there, though it holds no right-to-left letter."""
_WIDE_BLANK = 2.0
"""A blank of so many times the type's size parts columns; the widest between the words of a justified line is some 1.2."""
_LETTER_WIDTH = 0.68
"""Width of a line divided by its letters and its size above which blanks in it are looked for; long lines have some 0.45."""
_WORD_BLANK = 0.2


@dataclass(slots=True)
class Piece:
    """A stretch of a printed line without a wide blank. Places are points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


Row = list[Piece]
"""A printed line: one piece, or several with wide blanks between them, in reading order."""


class Geometry(NamedTuple):
    """From pdfium's coordinates (up from the bottom, before rotation) to those of `Piece`."""

    left: float
    top: float
    right: float
    bottom: float
    rotation: int
    """Quarter turns clockwise."""

    def place(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Give left, top, right, bottom of a box whose lower left and upper right corners are given."""
        if self.rotation == 0:
            box = (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        elif self.rotation == 1:
            box = (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        elif self.rotation == 2:
            box = (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        else:
            box = (self.top - y1, self.right - x1, self.top - y0, self.right - x0)
        return box


class _Calls(NamedTuple):
    """Functions of pdfium, called without the checks of arguments that take most of the time of a short call."""

    count_rects: Callable[[int, int, int], int]
    rect: Callable[..., int]
    loose_box: Callable[[int, int, int], int]
    font_size: Callable[[int, int], float]
    matrix: Callable[[int, int, int], int]
    char_index: Callable[[int, int], int]


@cache
def _calls() -> _Calls:
    pointer, integer = ctypes.c_void_p, ctypes.c_int

    def bind(function: Any, result: Any, *arguments: Any) -> Any:
        return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, pointer).value or 0)

    return _Calls(
        bind(pdfium.FPDFText_CountRects, integer, pointer, integer, integer),
        bind(pdfium.FPDFText_GetRect, integer, pointer, integer, pointer, pointer, pointer, pointer),
        bind(pdfium.FPDFText_GetLooseCharBox, integer, pointer, integer, pointer),
        bind(pdfium.FPDFText_GetFontSize, ctypes.c_double, pointer, integer),
        bind(pdfium.FPDFText_GetMatrix, integer, pointer, integer, pointer),
        bind(pdfium.FPDFText_GetCharIndexFromTextIndex, integer, pointer, integer),
    )


@cache
def _presentation_forms() -> dict[int, str]:
    """The letters that Arabic presentation forms stand for; the forms of lone marks lose the blank they stand on."""
    forms = {}
    for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        forms[code] = plain.lstrip(" \u0640") if 0xFE70 <= code <= 0xFE7F else plain
    return forms | _BULLETS


def repaired(text: str) -> str:
    """Give the text with Arabic presentation forms as letters, and the bullets of symbol fonts as bullets."""
    return text.translate(_presentation_forms()) if _PRESENTATION.search(text) else text


class PageText:
    """The text of one page and the questions that its lines need answered."""

    def __init__(self, page: Any, textpage: Any) -> None:
        if textpage.count_chars() > limits.PDF_PAGE_CHARACTERS:
            raise TooLarge(
                f"A page of the PDF file holds more than {limits.PDF_PAGE_CHARACTERS:,} characters. Split the file, or save "
                "its text as a text file."
            )
        self.text: str = textpage.get_text_range()
        self._textpage = textpage
        self._handle: int = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
        self._numbers = array("d", bytes(8 * 10))
        self._address = self._numbers.buffer_info()[0]
        boxes = array("f", bytes(32))
        self._box_address = boxes.buffer_info()[0]
        self._box_bytes = memoryview(boxes).cast("B")
        box = page.get_bbox()
        self._geometry = Geometry(box[0], box[3], box[2], box[1], page.get_rotation() // 90)
        letters = sum(map(len, _RIGHT_TO_LEFT_WORDS.findall(self.text)))
        self._is_right_to_left = letters > _RIGHT_TO_LEFT_SHARE * len(self.text)
        self._index: list[int] | None = None
        if len(self.text) != textpage.count_chars():
            self._index = [_calls().char_index(self._handle, i) for i in range(len(self.text))]

    def rows(self) -> list[Row]:
        """Give the printed lines in the order of the file."""
        rows = []
        for match in _LINE.finditer(self.text):
            text = match[0].rstrip("\r\n")
            if text.isspace():
                continue
            if text[-1] in _HYPHENS:
                text = text[:-1] + "-"
            start, stop = match.start(), match.start() + len(text)
            if bidi.RIGHT_TO_LEFT.search(text) or (self._is_right_to_left and _STOP_FIRST.match(text)):
                rows.append(self._right_to_left(text, start))
            else:
                rows.append(self._left_to_right(text, start, stop))
        return [row for row in rows if row]

    def _at(self, index: int) -> int:
        """The place among pdfium's characters of a character of the text."""
        return self._index[min(index, len(self._index) - 1)] if self._index else index

    def _size(self, index: int) -> float:
        """The size of the type of a character, in points on the page."""
        number = self._at(index)
        size: float = _calls().font_size(self._handle, number)
        floats = array("f", bytes(24))
        if _calls().matrix(self._handle, number, floats.buffer_info()[0]):
            size *= (floats[2] ** 2 + floats[3] ** 2) ** 0.5
        return round(abs(size), 1)

    def _visible(self, text: str, start: int) -> int:
        """A character of the line that is printed, from its middle on."""
        middle = len(text) // 2
        places = chain(range(middle, len(text)), range(middle))
        return next((start + at for at in places if not text[at].isspace()), start)

    def _rects(self, start: int, stop: int) -> list[tuple[float, float, float, float]]:
        """Left, bottom, right and top of each stretch that the file draws at once."""
        first, last = self._at(start), self._at(stop - 1)
        calls, handle, address, numbers = _calls(), self._handle, self._address, self._numbers
        boxes = []
        for i in range(min(calls.count_rects(handle, first, last - first + 1), stop - start)):
            calls.rect(handle, i, address, address + 8, address + 16, address + 24)
            boxes.append((numbers[0], numbers[3], numbers[2], numbers[1]))
        return boxes

    def _left_to_right(self, text: str, start: int, stop: int) -> Row:
        boxes = self._rects(start, stop)
        if not boxes:
            return []
        size = self._size(self._visible(text, start))
        box = self._around(boxes)
        wide = _WIDE_BLANK * (size or 10.0)
        parted = any(
            after[0] - before[2] > wide or after[0] < before[2] - size / 2 for before, after in pairwise(boxes)
        )
        if self._geometry.rotation % 2 == 0 and (parted or self._is_loose(text, box[2] - box[0], size)):
            return self._pieces(text, start, wide, size)
        return [Piece(repaired(text.rstrip()), *box, size)]

    def _around(self, boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
        """The place on the page of several boxes together."""
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return self._geometry.place(min(lefts), min(bottoms), max(rights), max(tops))

    @staticmethod
    def _is_loose(text: str, width: float, size: float) -> bool:
        """Whether a line is wider than its letters account for, with Chinese characters counted as two letters."""
        letters = len(text) + sum(1 for c in text if c > "\u2e7f") if not text.isascii() else len(text)
        return " " in text and width > _LETTER_WIDTH * (size or 10.0) * letters

    def _boxes(self, start: int, stop: int) -> tuple[array[float], array[float], array[float], array[float]]:
        """Left, bottom, right and top of the type of each character; those that pdfium made up have no width."""
        count = stop - start
        floats = array("f", bytes(16 * count))
        base = floats.buffer_info()[0]
        places = range(start, stop) if self._index is None else [self._at(i) for i in range(start, stop)]
        calls = map(_calls().loose_box, repeat(self._handle), places, range(base, base + 16 * count, 16))
        deque(calls, maxlen=0)
        return floats[0::4], floats[3::4], floats[2::4], floats[1::4]

    def _pieces(self, text: str, start: int, wide: float, size: float) -> Row:
        """Put the characters of a line in printed order and part it at its wide blanks."""
        lefts, bottoms, rights, tops = self._boxes(start, start + len(text))
        printed = [i for i, c in enumerate(text) if not c.isspace()]
        printed.sort(key=lefts.__getitem__)
        blanks = sorted(lefts[i] for i, c in enumerate(text) if c.isspace() and rights[i] > lefts[i])
        word = _WORD_BLANK * (size or 10.0)
        row: Row = []
        letters: list[str] = []
        group: list[int] = []
        edge = 0.0
        for i in [*printed, None]:
            if group and (i is None or lefts[i] - edge > wide):
                box = (min(lefts[g] for g in group), min(bottoms[g] for g in group), edge, max(tops[g] for g in group))
                row.append(Piece("".join(letters), *self._geometry.place(*box), size))
                letters, group = [], []
            if i is None:
                break
            if group and (lefts[i] - edge > word or bisect(blanks, lefts[i]) > bisect(blanks, lefts[group[-1]])):
                letters.append(" ")
            edge = max(edge, rights[i]) if group else rights[i]
            letters.append(text[i])
            group.append(i)
        return row

    def _right_to_left(self, text: str, start: int) -> Row:
        stop = start + len(text)
        boxes = self._rects(start, stop)
        if not boxes:
            return []
        size = self._size(self._visible(text, start))
        box = self._around(boxes)
        wide = _WIDE_BLANK * (size or 10.0)
        parted = any(before[0] - after[2] > wide or after[0] - before[2] > wide for before, after in pairwise(boxes))
        if not parted and not bidi.is_doubtful(text) and not self._is_loose(text, box[2] - box[0], size):
            return [Piece(repaired(self._with_ligatures(text, start)).rstrip(), *box, size)]
        if self._geometry.rotation % 2:
            return [Piece(repaired(text).rstrip(), *box, size)]
        lefts, bottoms, rights, tops = self._boxes(start, stop)
        low, high = min(bottoms), max(tops)
        glyphs = [glyph for glyph in zip(text, lefts, rights, strict=True) if glyph[2] > glyph[1]]
        right_first = self._is_right_to_left or not _LATIN.search(text)
        stretches = bidi.logical(glyphs, _WORD_BLANK * (size or 10.0), wide, right_first=right_first)
        return [
            Piece(repaired(part.text).strip(), *self._geometry.place(part.left, low, part.right, high), size)
            for part in stretches
            if part.text.strip()
        ]

    def _with_ligatures(self, text: str, start: int) -> str:
        """Put the lam first where one glyph stands for lam and alef, which pdfium turns round."""
        pairs = bidi.lam_alef_pairs(text)
        if not pairs:
            return text
        loose_box, handle = _calls().loose_box, self._handle
        address, floats = self._box_address, self._box_bytes
        letters = list(text)
        for at in pairs:
            loose_box(handle, self._at(start + at), address)
            loose_box(handle, self._at(start + at + 1), address + 16)
            if floats[:16] == floats[16:]:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
        return "".join(letters)
