"""One page of a PDF file: its printed lines as pdfium gives them, with their places.

pdfium parts the text of a page into lines; their places are asked for line by line, and character by character only
where a line is written from right to left or has a blank wide enough to part columns.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from array import array
from bisect import bisect
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from chancery.source import bidi, limits
from chancery.source.model import TooLarge

_LINE = re.compile("[^\r\n\ufffe\x02]+(?:[\ufffe\x02](?:\r\n)?)?")
_HYPHENS = "\ufffe\x02\u00ad\u2010"
"""What a printed hyphen at a line's end comes as."""
_HARD_BLANK = re.compile(" ?\u00a0 ?")
"""A blank that no line may break at; pdfium puts blanks of its own beside one that is drawn in another font."""
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
_EVEN = 0.03
"""Share of a wide blank by which the stretched blanks of a justified line differ."""
_LETTER_WIDTH = 0.68
"""Width of a line divided by its letters and its size above which blanks in it are looked for; long lines have some 0.45."""
_WORD_BLANK = 0.2
_ASCENT, _DESCENT = 0.75, 0.25
"""From the baseline up and down, in sizes of type: the box of a line, whichever letters it happens to hold."""
_TALLEST = 1.8
"""Times the size of its type; where the ink of a line is taller, the file does not tell the size."""
_SAME_BASELINE = 0.12
"""Sizes of type by which the baselines of two stretches of one printed line differ at most."""
_MARK_HEIGHT = 0.8
"""Sizes of type by which a mark over or under a letter is drawn away from the letter's baseline at most."""


@dataclass(slots=True)
class Piece:
    """A stretch of a printed line without a wide blank. Places are points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


_Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in the coordinates of pdfium."""


class _Drawn(NamedTuple):
    """A line as pdfium parts it."""

    text: str
    places: Sequence[int]
    """Of each character among those of the page's text."""
    box: _Box
    """Of its ink."""
    wide: bool
    """Whether a blank in it may part columns."""
    size: float
    baseline: float | None
    """None where the letters do not stand upright, or the file does not tell their size."""
    marks: bool
    """Whether it holds nothing but marks that stand over or under letters."""
    right_to_left: bool


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
    """Give the text with Arabic presentation forms as letters, the bullets of symbol fonts as bullets, hard blanks alone."""
    if "\u00a0" in text:
        text = _HARD_BLANK.sub("\u00a0", text)
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
        self._matrix = array("f", bytes(24))
        self._matrix_address = self._matrix.buffer_info()[0]
        box = page.get_bbox()
        self._geometry = Geometry(box[0], box[3], box[2], box[1], page.get_rotation() // 90)
        letters = sum(map(len, _RIGHT_TO_LEFT_WORDS.findall(self.text)))
        self._is_right_to_left = letters > _RIGHT_TO_LEFT_SHARE * len(self.text)
        self._index: list[int] | None = None
        if len(self.text) != textpage.count_chars():
            self._index = [_calls().char_index(self._handle, i) for i in range(len(self.text))]

    def rows(self) -> list[Row]:
        """Give the printed lines in the order of the file."""
        lines: list[_Drawn] = []
        for match in _LINE.finditer(self.text):
            text = match[0].rstrip("\r\n")
            if text.isspace():
                continue
            if text[-1] in _HYPHENS:
                text = text[:-1] + "-"
            line = self._drawn(text, match.start())
            if line is None:
                continue
            while lines and _is_one_line(lines[-1], line):
                line = _together(lines.pop(), line)
            lines.append(line)
        rows = [self._right_to_left(line) if line.right_to_left else self._left_to_right(line) for line in lines]
        return [row for row in rows if row]

    def _drawn(self, text: str, start: int) -> _Drawn | None:
        """Measure a line of pdfium; None where nothing of it is printed."""
        stop = start + len(text)
        boxes = self._rects(start, stop)
        if not boxes:
            return None
        visible, marks = self._visible(text, start)
        size, baseline = self._type(visible)
        box = _around(boxes)
        if box[3] - box[1] >= _TALLEST * size:
            baseline = None
        wide = _WIDE_BLANK * (size or 10.0)
        turned = bool(bidi.RIGHT_TO_LEFT.search(text)) or (self._is_right_to_left and bool(_STOP_FIRST.match(text)))
        parted = any(
            after[0] - before[2] > wide or (before[0] - after[2] > wide if turned else after[0] < before[2] - size / 2)
            for before, after in pairwise(boxes)
        )
        wide_blank = parted or self._is_loose(text, box[2] - box[0], size)
        return _Drawn(text, range(start, stop), box, wide_blank, size, baseline, marks, turned)

    def _at(self, index: int) -> int:
        """The place among pdfium's characters of a character of the text."""
        return self._index[min(index, len(self._index) - 1)] if self._index else index

    def _type(self, index: int) -> tuple[float, float | None]:
        """The size of the type of a character, in points on the page, and its baseline where it stands upright."""
        number = self._at(index)
        size: float = _calls().font_size(self._handle, number)
        matrix = self._matrix
        if not _calls().matrix(self._handle, number, self._matrix_address):
            return round(abs(size), 1), None
        size *= (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        upright = self._geometry.rotation == 0 and abs(matrix[1]) < 0.01 * abs(matrix[3])
        return round(abs(size), 1), matrix[5] if upright else None

    @staticmethod
    def _visible(text: str, start: int) -> tuple[int, bool]:
        """A character of the line that is printed, from its middle on, and whether only marks over letters are."""
        middle = len(text) // 2
        mark = None
        for at in chain(range(middle, len(text)), range(middle)):
            if not text[at].isspace():
                if not bidi.is_mark(text[at]):
                    return start + at, False
                mark = at
        return start + (mark or 0), mark is not None

    def _rects(self, start: int, stop: int) -> list[_Box]:
        """Give the box of each stretch that the file draws at once."""
        first, last = self._at(start), self._at(stop - 1)
        calls, handle, address, numbers = _calls(), self._handle, self._address, self._numbers
        boxes = []
        for i in range(min(calls.count_rects(handle, first, last - first + 1), stop - start)):
            calls.rect(handle, i, address, address + 8, address + 16, address + 24)
            boxes.append((numbers[0], numbers[3], numbers[2], numbers[1]))
        return boxes

    def _left_to_right(self, line: _Drawn) -> Row:
        low, high = _extent(line)
        if line.wide and self._geometry.rotation % 2 == 0:
            return self._pieces(line, low, high)
        place = self._geometry.place(line.box[0], low, line.box[2], high)
        return [Piece(repaired(line.text.rstrip()), *place, line.size)]

    @staticmethod
    def _is_loose(text: str, width: float, size: float) -> bool:
        """Whether a line is wider than its letters account for, with Chinese characters counted as two letters."""
        letters = len(text) + sum(1 for c in text if c > "\u2e7f") if not text.isascii() else len(text)
        return " " in text and width > _LETTER_WIDTH * (size or 10.0) * letters

    def _boxes(self, line: _Drawn) -> tuple[array[float], array[float]]:
        """Left and right edge of the type of each character; those that pdfium made up have no width."""
        count = len(line.places)
        floats = array("f", bytes(16 * count))
        base = floats.buffer_info()[0]
        places = line.places if self._index is None else [self._at(i) for i in line.places]
        calls = map(_calls().loose_box, repeat(self._handle), places, range(base, base + 16 * count, 16))
        deque(calls, maxlen=0)
        return floats[0::4], floats[2::4]

    def _pieces(self, line: _Drawn, low: float, high: float) -> Row:
        """Put the characters of a line in printed order and part it at its wide blanks."""
        text, size = line.text, line.size
        lefts, rights = self._boxes(line)
        wide, word = _WIDE_BLANK * (size or 10.0), _WORD_BLANK * (size or 10.0)
        printed = [i for i, c in enumerate(text) if not c.isspace()]
        printed.sort(key=lefts.__getitem__)
        blanks = sorted(lefts[i] for i, c in enumerate(text) if c.isspace() and rights[i] > lefts[i])
        if _is_stretched([lefts[i] for i in printed], [rights[i] for i in printed], wide):
            wide = math.inf
        row: Row = []
        letters: list[str] = []
        first = last = 0
        edge = 0.0
        for i in [*printed, None]:
            if letters and (i is None or lefts[i] - edge > wide):
                row.append(Piece("".join(letters), *self._geometry.place(lefts[first], low, edge, high), size))
                letters = []
            if i is None:
                break
            if letters:
                if lefts[i] - edge > word or bisect(blanks, lefts[i]) > bisect(blanks, lefts[last]):
                    letters.append(" ")
                edge = max(edge, rights[i])
            else:
                first, edge = i, rights[i]
            letters.append(text[i])
            last = i
        return row

    def _right_to_left(self, line: _Drawn) -> Row:
        text, size = line.text, line.size
        low, high = _extent(line)
        box = self._geometry.place(line.box[0], low, line.box[2], high)
        if not line.wide and not bidi.is_doubtful(text):
            return [Piece(repaired(self._with_ligatures(text, line.places)).rstrip(), *box, size)]
        if self._geometry.rotation % 2:
            return [Piece(repaired(text).rstrip(), *box, size)]
        lefts, rights = self._boxes(line)
        glyphs = [glyph for glyph in zip(text, lefts, rights, strict=True) if glyph[2] > glyph[1]]
        right_first = self._is_right_to_left or not _LATIN.search(text)
        word, wide = _WORD_BLANK * (size or 10.0), _WIDE_BLANK * (size or 10.0)
        places = sorted((left, right) for c, left, right in glyphs if not c.isspace())
        if _is_stretched([left for left, _ in places], [right for _, right in places], wide):
            wide = math.inf
        stretches = bidi.logical(glyphs, word, wide, right_first=right_first)
        return [
            Piece(repaired(part.text).strip(), *self._geometry.place(part.left, low, part.right, high), size)
            for part in stretches
            if part.text.strip()
        ]

    def _with_ligatures(self, text: str, places: Sequence[int]) -> str:
        """Put the lam first where one glyph stands for lam and alef, which pdfium turns round."""
        pairs = bidi.lam_alef_pairs(text)
        if not pairs:
            return text
        loose_box, handle = _calls().loose_box, self._handle
        address, floats = self._box_address, self._box_bytes
        letters = list(text)
        for at in pairs:
            loose_box(handle, self._at(places[at]), address)
            loose_box(handle, self._at(places[at + 1]), address + 16)
            if floats[:16] == floats[16:]:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
        return "".join(letters)


def _is_stretched(lefts: list[float], rights: list[float], wide: float) -> bool:
    """Whether the wide blanks between glyphs, in printed order, are the word spaces of a justified line: all are equal."""
    edges = accumulate(rights, max)
    blanks = [left - edge for left, edge in zip(lefts[1:], edges, strict=False) if left - edge > wide]
    return len(blanks) > 1 and max(blanks) - min(blanks) < _EVEN * wide


def _around(boxes: list[_Box]) -> _Box:
    """Give the box around boxes."""
    if len(boxes) == 1:
        return boxes[0]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _extent(line: _Drawn) -> tuple[float, float]:
    """Give bottom and top of a line: those of its type, which are the same for all letters, else those of its ink."""
    if line.baseline is None:
        return line.box[1], line.box[3]
    return line.baseline - _DESCENT * line.size, line.baseline + _ASCENT * line.size


def _is_one_line(before: _Drawn, after: _Drawn) -> bool:
    """Whether two lines that follow each other in the file stand on one line of the page, as pdfium does not see.

    It parts a right-to-left line where a mark is drawn over a letter.
    """
    if before.baseline is None or after.baseline is None or not (before.right_to_left or after.right_to_left):
        return False
    size = max(before.size, after.size)
    off = abs(before.baseline - after.baseline)
    blank = max(after.box[0] - before.box[2], before.box[0] - after.box[2])
    if before.marks or after.marks:
        return off < _MARK_HEIGHT * size and blank < size
    return off < _SAME_BASELINE * size and -size / 2 < blank < _WIDE_BLANK * size


def _together(before: _Drawn, after: _Drawn) -> _Drawn:
    """Make one line of two; its characters are put in order by their places."""
    main = after if before.marks or (len(before.text) < len(after.text) and not after.marks) else before
    return main._replace(
        text=before.text + after.text,
        places=[*before.places, *after.places],
        box=_around([before.box, after.box]),
        wide=True,
        right_to_left=True,
    )
