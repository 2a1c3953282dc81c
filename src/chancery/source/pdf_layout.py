"""The order in which the printed lines of a page are read.

The order of the file is mostly that of reading, so it is kept but for three things: blocks drawn out of place (running
heads drawn last), two columns set side by side with tabulators (mastheads, signatures), which are read one after the other, and
raised note marks that come as lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chancery.source.bidi import RIGHT_TO_LEFT
from chancery.source.pdf_page import Piece, Row

_LABEL = re.compile(r"[(\[]?\w{1,5}[.)\]]{0,2}\s?[-–—.]?|[•·▪*–—-]|\W{1,2}")
"""A paragraph's number or bullet: the blank after it parts no columns."""
_LABEL_REACH = 5.0
"""Blank between a number and its line, in sizes of type."""
_COLUMN_ROWS = 14
"""Rows up to which two columns are a masthead or signatures, read column by column; more are a table, read row by row."""
_LOOSE, _TIGHT = 4.0, 0.8
"""Blanks between rows, in sizes of type, beyond which columns end, and up to which a row alone continues its column."""
_PROSE_FILL = 0.8
"""Share of a column's width that its lines fill on average where the columns are running prose."""
_PROSE_LETTERS = 18
"""Characters of a line of prose on average, from which it is no cell of a table; Chinese columns have some 20."""
_FAR = 14.0
"""A blank of so many sizes of type parts two blocks."""
_BLANK = "     "
"""Stands for a wide blank inside a line."""


def ordered(rows: list[Row], *, right_first: bool) -> list[Piece]:
    """Give the lines of a page in reading order; of two columns, the right one is read first where `right_first`."""
    for row in rows:
        if len(row) > 1:
            row.sort(key=lambda piece: -piece.right if right_first else piece.left)
    pieces: list[Piece] = []
    for block in _placed(_blocks(_with_labels(_with_marks(rows), right_first))):
        pieces += _read(block)
    return pieces


def right_to_left_letters(rows: list[Row]) -> int:
    """How many characters stand in lines written from right to left, less those in other lines."""
    return sum([len(p.text) if RIGHT_TO_LEFT.search(p.text) else -len(p.text) for row in rows for p in row])


def _top(row: Row) -> float:
    return min([piece.top for piece in row])


def _bottom(row: Row) -> float:
    return max([piece.bottom for piece in row])


def _with_labels(rows: list[Row], right_first: bool) -> list[Row]:
    """Put numbers and bullets that the file draws apart before the lines that they belong to."""
    labels = [row for row in rows if len(row) == 1 and _LABEL.fullmatch(row[0].text)]
    if not labels:
        return rows
    joined: set[int] = set()
    for row in labels:
        label = row[0]
        reach = _LABEL_REACH * max(label.size, 6.0)
        middle = (label.top + label.bottom) / 2
        for line in rows:
            first = line[0]
            blank = label.left - first.right if right_first else first.left - label.right
            if (
                line is not row
                and 0 <= blank < reach
                and first.top < middle < first.bottom
                and not _LABEL.fullmatch(first.text)
            ):
                line.insert(0, label)
                joined.add(id(row))
                break
    return [row for row in rows if id(row) not in joined]


def _with_marks(rows: list[Row]) -> list[Row]:
    """Join raised note marks to the line that they stand on."""
    out: list[Row] = []
    for row in rows:
        line = out[-1][-1] if out else None
        joined = _marked(line, row[0]) if line and len(row) == 1 else None
        if joined:
            out[-1][-1] = joined
        else:
            out.append(row)
    return out


def _marked(line: Piece, mark: Piece) -> Piece | None:
    """Give the line with the mark beside it; None where that is no note mark, or stands elsewhere."""
    reach = max(line.size, 6.0) * 0.5
    middle = (mark.top + mark.bottom) / 2
    if len(mark.text) > 3 or not mark.text.isalnum() or mark.size > 1.05 * line.size:
        return None
    before, after = abs(line.left - mark.right), abs(mark.left - line.right)
    if min(before, after) >= reach or not line.top - reach / 2 <= middle <= line.bottom:
        return None
    first = (before < after) == (RIGHT_TO_LEFT.search(line.text) is None)
    text = mark.text + line.text if first else line.text + mark.text
    return replace(line, text=text, left=min(line.left, mark.left), right=max(line.right, mark.right))


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """Part the rows where the file jumps back up the page or far down."""
    blocks: list[list[Row]] = []
    for row in rows:
        if blocks:
            last = blocks[-1][-1]
            tolerance = 0.6 * (_bottom(row) - _top(row))
            if _top(row) > _top(last) - tolerance and _top(row) - _bottom(last) < _FAR * max(row[0].size, 6.0):
                blocks[-1].append(row)
                continue
        blocks.append([row])
    return blocks


def _placed(blocks: list[list[Row]]) -> list[list[Row]]:
    """Put each block before those that lie wholly below it."""
    placed: list[tuple[float, float, list[Row]]] = []
    for block in blocks:
        top, bottom = min(map(_top, block)), max(map(_bottom, block))
        at = len(placed)
        while at and placed[at - 1][0] >= bottom - 1.0:
            at -= 1
        placed.insert(at, (top, bottom, block))
    return [block for _, _, block in placed]


def _read(block: list[Row]) -> Iterator[Piece]:
    """Give the lines of a block: two columns one after the other, all else row by row."""
    start = 0
    while start < len(block):
        stop = _columns_end(block, start)
        rows = block[start:stop]
        if stop - start > 1 and (len(rows) <= _COLUMN_ROWS or _is_prose(rows)):
            yield from _columns(rows)
        else:
            yield from map(_joined, rows)
        start = stop


def _columns(rows: Sequence[Row]) -> list[Piece]:
    """Give the lines of two columns, the one that begins the rows first."""
    columns: tuple[list[Piece], list[Piece]] = ([], [])
    pair = next(row for row in rows if len(row) == 2)
    for row in rows:
        if len(row) == 2:
            columns[0].append(row[0])
            columns[1].append(row[1])
        else:
            columns[_distance(row[0], pair[1]) < _distance(row[0], pair[0])].append(row[0])
    return [*columns[0], *columns[1]]


def _distance(piece: Piece, other: Piece) -> float:
    return min(abs(piece.left - other.left), abs(piece.right - other.right))


def _is_parted(row: Row) -> bool:
    """Whether a row has two columns rather than a numbered paragraph."""
    return len(row) == 2 and not _LABEL.fullmatch(row[0].text)


def _columns_end(block: Sequence[Row], start: int) -> int:
    """Give the end of the rows from `start` on that stand in two columns, or that of the row itself.

    The blanks of the rows must have a strip of the page in common; a row of one piece belongs to the columns where it
    stands on one side of the strip, between rows of two.
    """
    if not _is_parted(block[start]):
        return start + 1
    strip = _strip(block[start])
    stop, parted, tight = start, 0, True
    for at in range(start, len(block)):
        row = block[at]
        blank = _top(row) - _bottom(block[at - 1]) if at > start else 0.0
        if blank > _LOOSE * max(row[0].size, 6.0):
            break
        tight = tight and blank < _TIGHT * max(row[0].size, 6.0)
        if _is_parted(row):
            low, high = _strip(row)
            low, high = max(low, strip[0]), min(high, strip[1])
            if high - low < 0.5 * row[0].size:
                break
            strip = (low, high)
            stop, tight = at + 1, True
            parted += 1
        elif len(row) > 1 or (row[0].left < strip[1] and row[0].right > strip[0]):
            break
        elif tight:
            stop = at + 1
    return stop if parted > 1 else start + 1


def _strip(row: Row) -> tuple[float, float]:
    """The blank between the two pieces of a row."""
    first, second = sorted(row, key=lambda piece: piece.left)
    return first.right, second.left


def _is_prose(columns: Sequence[Row]) -> bool:
    """Whether both columns are filled lines, as in a journal."""
    for side in (0, 1):
        pieces = [row[side] for row in columns if len(row) > 1]
        if sum(len(p.text) for p in pieces) < _PROSE_LETTERS * len(pieces):
            return False
        width = max(p.right for p in pieces) - min(p.left for p in pieces)
        if sum(p.right - p.left for p in pieces) < _PROSE_FILL * width * len(pieces):
            return False
    return True


def _joined(row: Row) -> Piece:
    """Give a row as one line."""
    if len(row) == 1:
        return row[0]
    largest = max(row, key=lambda piece: len(piece.text))
    return Piece(
        _BLANK.join([piece.text for piece in row]),
        min([p.left for p in row]),
        _top(row),
        max([p.right for p in row]),
        _bottom(row),
        largest.size,
    )
