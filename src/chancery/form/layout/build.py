"""From printed lines to the reading text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from chancery.form import anchors
from chancery.form.layout.columns import parted
from chancery.form.layout.furniture import find_furniture
from chancery.form.layout.gluing import Vocabulary, joined
from chancery.form.layout.joining import Measure, Signs, begin_small, goes_on, measure, resumes, signs_of
from chancery.form.layout.notes import Note as FoundNote
from chancery.form.layout.notes import cut_marks, find_notes
from chancery.form.layout.rows import Row, rows_of
from chancery.form.layout.spaces import close_spaces
from chancery.form.resolution_head import meeting_line, opens
from chancery.form.text import SEPARATOR, Block, Note, ReadingText
from chancery.record.model import Furniture, Run
from chancery.source.model import Source

_SENTENCE = 40
"""Characters of a formula from which on no sentence happens to hold it."""
_FORMULA = 50
"""Characters; no formula that opens a resolution is longer."""
_TITLE_LINES = 5
"""Lines of the longest title of an annex."""
_LONG = 1000
"""Stands for the length of a paragraph of several lines, which is no label alone."""
_BARE = re.compile(r"\W*\w+\W*")
"""The mark of a signature alone on its line; the name follows on the next one."""


@dataclass(slots=True)
class _Text:
    """The reading text while it is put together."""

    parts: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    anchors: dict[int, int] = field(default_factory=dict)
    """Index of a note to where its mark stood."""

    def add(self, rows: list[Row], base: float, vocabulary: Vocabulary) -> None:
        """Append a block made of rows."""
        if self.parts:
            self.parts.append(SEPARATOR)
            self.folded.append(SEPARATOR)
            self.length += len(SEPARATOR)
        start = self.length
        if len(rows) == 1:
            row = rows[0]
            text, folded = row.text, row.folded
            starts = [start]
            stretches = [
                (start + s, start + e, offset, row)
                for (s, offset), (e, _) in pairwise([*row.pieces, (len(text), 0)])
                if e > s
            ]
        else:
            text, folded, stretches, starts = joined(rows, start, vocabulary)
        for row, at in zip(rows, starts, strict=True):
            for mark, n in row.marks:
                self.anchors[n] = at + mark
        self.parts.append(text)
        self.folded.append(folded)
        self.length += len(text)
        self.runs += [Run(s, e, offset, row.line.page, row.line.box) for s, e, offset, row in stretches]
        first = rows[0]
        self.blocks.append(
            Block(start, self.length, first.page, first.blank, max(0.0, first.indent - base), first.zone, first.hint)
        )


def read_layout(source: Source, language: str) -> ReadingText:
    """Give the reading text of a source in a language (ISO 639-1).

    Furniture is taken out, lines are joined to paragraphs, footnotes stand after the text. Reading the text that comes
    out gives the same blocks again.
    """
    rows = rows_of(source)
    kinds = find_furniture(rows)
    notes = find_notes(rows, kinds)
    marks = cut_marks(rows, kinds, notes)
    note_rows = {i for note in notes for i in note.rows}
    body = [i for i in range(len(rows)) if i not in kinds and i not in note_rows and rows[i].text]
    paragraphs, base = _paragraphs(rows, body, source.flow, language)
    out = _Text()
    vocabulary = Vocabulary(rows)
    for group in paragraphs:
        out.add(group, base, vocabulary)
    found = _add_notes(out, rows, notes, vocabulary)
    furniture = [
        Furniture(kind=kind, text=rows[i].text, page=rows[i].page, offset=rows[i].line.offset + _lead(rows[i]))
        for i, kind in sorted(kinds.items())
    ]
    furniture += [Furniture(kind="note-mark", text=text, page=rows[i].page, offset=at) for i, at, text, _ in marks.cut]
    furniture.sort(key=lambda f: f.offset)
    return ReadingText(
        text="".join(out.parts),
        language=language,
        blocks=out.blocks,
        runs=out.runs,
        furniture=furniture,
        notes=found,
        facts=dict(source.facts),
        folded="".join(out.folded),
    )


def _lead(row: Row) -> int:
    return row.pieces[0][1] - row.line.offset


def _paragraphs(rows: list[Row], body: list[int], flow: bool, language: str) -> tuple[list[list[Row]], float]:
    """Give the rows of each paragraph, and the left edge of the text."""
    lines: list[Row] = []
    breaks: set[int] = set()
    above: int | None = None
    for i in body:
        if above is not None and (rows[i].page != rows[above].page or i - above > 1):
            breaks.add(len(lines))
        lines.append(rows[i])
        above = i
    lines, breaks = parted(lines, breaks)
    if not lines:
        return [], 0.0
    signs = signs_of(lines)
    m = measure(lines, signs, breaks, flow)
    joins, fixed = _joins(lines, signs, breaks, m, language)
    paragraphs = _rejoined(_grouped(lines, joins), lines, signs, fixed)
    close_spaces(paragraphs)
    return paragraphs, m.base


def _grouped(lines: list[Row], joins: list[bool]) -> list[list[int]]:
    """Give the rows of each paragraph by their indices."""
    groups: list[list[int]] = []
    for i in range(len(lines)):
        if joins[i]:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _rejoined(groups: list[list[int]], lines: list[Row], signs: list[Signs], fixed: set[int]) -> list[list[Row]]:
    """Join paragraphs that end in the middle of a sentence with their rest, as the text itself shows it.

    This looks at nothing but the text of the paragraphs, so that reading the reading text again changes nothing.
    """
    whole = [
        Signs(signs[g[-1]].closed, signs[g[-1]].paused, signs[g[0]].lower, signs[g[0]].upper, signs[g[0]].label, 0.0)
        for g in groups
    ]
    small = begin_small([lines[g[0]] for g in groups], whole)
    out: list[list[Row]] = []
    for n, group in enumerate(groups):
        rows = [lines[i] for i in group]
        above = out[-1] if out else None
        if above and group[0] not in fixed and _same_place(above[-1], rows[0]):
            length = len(above[0].text) if len(above) == 1 else _LONG
            if resumes(length, whole[n - 1], whole[n], small):
                above += rows
                whole[n].lower, whole[n].upper, whole[n].label = (
                    whole[n - 1].lower,
                    whole[n - 1].upper,
                    whole[n - 1].label,
                )
                continue
        out.append(rows)
    return out


def _same_place(above: Row, row: Row) -> bool:
    """Whether the file does not set two rows apart."""
    return above.zone == row.zone and above.zone != "table" and not (above.hint or row.hint)


def _joins(
    lines: list[Row], signs: list[Signs], breaks: set[int], m: Measure, language: str
) -> tuple[list[bool], set[int]]:
    """Say of each row whether it goes on the paragraph of the row above, and which of them a formula parts from it."""
    joins = [False]
    fixed = set[int]()
    for i in range(1, len(lines)):
        joins.append(goes_on(lines, signs, i, m, page_break=i in breaks, inside=joins[-1]))
    starts: list[int] = []
    at = 0
    for row in lines:
        starts.append(at)
        at += len(row.text) + len(SEPARATOR)
    folded = SEPARATOR.join([row.folded for row in lines])
    for i, row in enumerate(lines):
        if (
            len(row.text) < _FORMULA
            and row.text[-1] not in ".;"
            and _stands_alone(row, signs[i - 1] if i else None, m, language)
        ):
            for n in (i, i + 1):
                fixed.add(n)
                if n < len(lines):
                    joins[n] = False
    n = 0
    for anchor in anchors.find(folded, language):
        while n < len(lines) and starts[n] + len(lines[n].text) <= anchor.start:
            n += 1
        first = n
        short = anchor.end - anchor.start < _SENTENCE or signs[first].lower
        if short and joins[first] and starts[first] == anchor.start and _in_sentence(signs[first - 1], m):
            continue
        end = anchor.end
        if anchor.kind == "signed" and not _BARE.fullmatch(lines[n].text):
            end = min(end, starts[n] + len(lines[n].text))
        while n + 1 < len(lines) and starts[n + 1] < end:
            n += 1
            joins[n] = True
        if starts[first] >= anchor.start:
            joins[first] = False
            fixed.add(first)
        if n + 1 < len(lines) and starts[n] + len(lines[n].text.rstrip(" .*:")) <= end:
            joins[n + 1] = False
            fixed.add(n + 1)
            if anchor.kind in anchors.ROLES and not m.flow:
                _join_title(lines, signs, n + 1, m, joins, fixed)
    return joins, fixed


def _join_title(
    lines: list[Row], signs: list[Signs], first: int, m: Measure, joins: list[bool], fixed: set[int]
) -> None:
    """Join the short lines under the heading of an annex, up to white space or the first full line: its title."""
    last = first
    while last < len(lines) - 1 and last - first < _TITLE_LINES and _title_line(lines[last], signs[last], m):
        last += 1
        if lines[last].blank or joins[last]:
            break
    else:
        return
    for n in range(first + 1, last):
        if n not in fixed:
            joins[n] = True


def _title_line(row: Row, sign: Signs, m: Measure) -> bool:
    """Whether a row can be a line of a title: without label and closing punctuation, and not full."""
    return not (sign.closed or sign.paused or sign.label or sign.reach >= m.full)


def _stands_alone(row: Row, above: Signs | None, m: Measure, language: str) -> bool:
    """Whether a short row is a formula that fills its line: what opens a resolution, or names its meeting after it."""
    how = opens(row.folded, language)
    if (
        how == "sure"
        or above is None
        or m.flow
        or row.blank
        or row.indent >= m.step
        or above.closed
        or above.reach < m.full
    ):
        return bool(how or meeting_line(language).match(row.folded))
    return False


def _in_sentence(above: Signs, m: Measure) -> bool:
    """Whether a full line ends in the middle of a sentence, so that what the next one begins with is no heading."""
    return not (m.flow or above.closed or above.paused) and above.reach >= m.full


def _add_notes(out: _Text, rows: list[Row], notes: list[FoundNote], vocabulary: Vocabulary) -> list[Note]:
    """Append the footnotes, and say where their marks stood."""
    found = []
    for n, note in enumerate(notes):
        out.add([rows[i] for i in note.rows], rows[note.rows[0]].indent, vocabulary)
        out.blocks[-1].zone = "note"
        found.append(Note(note.number, len(out.blocks) - 1, out.anchors.get(n)))
    return found
