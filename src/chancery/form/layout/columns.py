"""Columns: printed lines that hold two texts side by side (masthead, signatures), and tables."""

from __future__ import annotations

import itertools

from chancery.form.layout.rows import Row
from chancery.form.layout.signs import label

_TABLE_ROWS = 6
"""Rows of equal columns from which on they are a table and not signatures."""
_LINE = 50
"""Widths of a character; the first longer line ends the masthead, whose columns are read row by row."""
_JUSTIFIED = 0.3
"""Share of the lines with wide blanks above which these only stretch the lines."""


def parted(rows: list[Row], breaks: set[int]) -> tuple[list[Row], set[int]]:
    """Part the lines that hold columns; signatures side by side are read column by column.

    ``breaks`` are the rows before which a page ends; both are given anew.
    """
    wide = [bool(_cells(row)) for row in rows]
    if not any(wide):
        return rows, breaks
    if sum(wide) > 4 and sum(wide) > _JUSTIFIED * len(rows):
        return rows, breaks
    out: list[Row] = []
    ends: set[int] = set()
    i = 0
    body = False
    while i < len(rows):
        if i in breaks:
            ends.add(len(out))
        if not wide[i]:
            body = body or rows[i].right - rows[i].indent > _LINE
            out.append(rows[i])
            i += 1
            continue
        stop = i + 1
        count = len(_cells(rows[i]))
        while stop < len(rows) and wide[stop] and len(_cells(rows[stop])) == count and stop not in breaks:
            stop += 1
        split = [_split(row) for row in rows[i:stop]]
        if body and count == 1 and 1 < len(split) < _TABLE_ROWS:
            for column in (0, 1):
                out += [cells[column] for cells in split]
        else:
            out += [cell for cells in split for cell in cells]
        i = stop
    return out, ends


def _cells(row: Row) -> list[int]:
    """Give where the columns of a row begin, besides the first; the blank after a label parts no columns."""
    if not row.cells:
        return []
    found = label(row.text)
    skip = len(found) + 1 if found else 0
    return [at for at in row.cells if at > skip]


def _split(row: Row) -> list[Row]:
    """Give the columns of a row as rows."""
    edges = [0, *_cells(row), len(row.text)]
    return [row.part(start, end) for start, end in itertools.pairwise(edges)]
