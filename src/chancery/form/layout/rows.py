"""Rows: the printed lines of a source with their characters repaired and their place on the page measured."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, field
from statistics import median

from chancery.lang.fold import fold
from chancery.source.model import Hint, Line, Source, Zone

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]+"
)
_ARABIC = re.compile("[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_ODD = re.compile(
    "[\u00a0\u00ad\u061c\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]"
)
"""Characters that are repaired: blanks of other widths, marks without ink, letters in presentation forms."""
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_REPAIR = re.compile(
    f"[^\\S\n](?:[^\\S\n]|[{_UNSEEN}])+|[{_UNSEEN}]+(?:[^\\S\n](?:[^\\S\n]|[{_UNSEEN}])*)?|\t"
    "|[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]"
)
_BLANK = re.compile(r"\s")
_BLANKS = dict.fromkeys((160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288), " ")
_HASHES = re.compile(r"#{1,6}[ \t]+(?=\S)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])(?!\d+\*)((?:[^*\n]|\n(?!\s*\n)){1,800}?)(?<=[^\s*])\1(?![\w*])")
"""Bold and italic marks of bad conversions, around words; a mark may hold for several lines of one paragraph."""
_LOST = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_GAP = 3
"""Blanks inside a line from which on they part columns."""
_PITCH = 1.3
"""Distance to the line above, in usual distances, from which on it shows as white space."""
_EXACT_PITCH = 1.15
"""The same where the file tells the baselines of the lines, which lines of mixed type change by a tenth at most."""
_TIGHT = 1.05
"""Distance to the line above, in usual distances, up to which it is that of lines of one paragraph."""
_LEADING = 3.0
"""Sizes of type; two lines of a paragraph are not further from each other."""
_FILLED = 0.75
"""Share of the page's text width from which on a line may have another one of its paragraph below it."""
_ASIDE = 0.22
"""Share of the text width from which on a line stands aside, at the far edge or in the middle."""
_SET_IN = 8.0
"""Widths of a character by which the first lines of paragraphs are set in."""
_SAME = 0.5
"""Widths of a character by which lines that begin at one place differ."""


@dataclass(slots=True)
class Row:
    """One printed line that holds text."""

    text: str
    pieces: list[tuple[int, int]]
    """Start in ``text`` and offset in the raw text of each stretch that stands there unchanged but for its blanks."""
    page: int
    line: Line
    blank: bool
    """Whether white space stands above it."""
    indent: float
    """Of its first character from the left edge (from the right one in Arabic), in widths of a character."""
    right: float
    """Of its last character from the same edge."""
    cells: list[int] = field(default_factory=list)
    """Where in the text a column begins, besides the first."""
    soft: bool = False
    """Whether it ends with a hyphen that only parts a word."""
    heading: bool = False
    """Whether the file marks it as a heading."""
    cell: bool = False
    """Whether it is one column of a printed line."""
    lost: int = 0
    """Characters cut out of its first word."""
    folded: str = ""
    """The text folded; see `fold_rows`."""
    far: bool = False
    """Whether it stands alone at the far edge or in the middle of the page, as the boxes of the lines show."""
    tight: bool = True
    """Whether it is no further from the line above than lines of a paragraph are, as far as the file tells."""
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Where marks of footnotes stood in the text, with the indices of the notes."""
    zone: Zone = ""
    """Where the file says that it stands apart."""
    hint: Hint | None = None
    """What the file says about it."""

    def offset(self, at: int) -> int:
        """Give the raw offset of a character of the text."""
        for start, offset in reversed(self.pieces):
            if start <= at:
                return offset + at - start
        return self.line.offset

    def cut(self, start: int, end: int) -> None:
        """Take the characters from ``start`` to ``end`` out of the text."""
        after = self.offset(end) if end < len(self.text) else None
        if " " not in self.text[:start]:
            self.lost += end - start
        kept = [(s, o) for s, o in self.pieces if s < start]
        if after is not None:
            kept.append((start, after))
        kept += [(s - end + start, o) for s, o in self.pieces if s > end]
        self.pieces = kept or [(0, self.line.offset)]
        self.text = self.text[:start] + self.text[end:]
        self.folded = self.folded[:start] + self.folded[end:]
        self.marks = [(at if at <= start else max(start, at - end + start), n) for at, n in self.marks]
        self.cells = [c if c <= start else c - end + start for c in self.cells if c <= start or c >= end]

    def part(self, start: int, end: int) -> Row:
        """Give a stretch of the row as a row of its own, without blanks around it."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        inner = [(s - start, o) for s, o in self.pieces if start < s < end]
        text = self.text[start:end]
        pieces = [(0, self.offset(start)), *inner]
        return Row(
            text,
            pieces,
            self.page,
            self.line,
            self.blank,
            self.indent,
            self.right,
            cell=True,
            folded=self.folded[start:end],
            marks=[(at - start, n) for at, n in self.marks if start <= at <= end],
            zone=self.zone,
            hint=self.hint,
        )


def columns(text: str, wide: bool = True) -> int:
    """Give the width of a text in widths of a character.

    Chinese characters take two, and so does a space between two of them, which stands for a lost sign.
    """
    if not wide or text.isascii():
        return len(text)
    return len(text) + sum(map(len, _WIDE.findall(text))) + (len(_LOST.findall(text)) if " " in text else 0)


def rows_of(source: Source) -> list[Row]:
    """Give the rows of a source in reading order."""
    odd = bool(_ODD.search(source.raw)) or "\t" in source.raw
    wide = bool(_WIDE.search(source.raw))
    marked = _marked(source) if "*" in source.raw else {}
    rows: list[Row] = []
    blank = False
    for number, line in enumerate(source.lines):
        raw = line.text
        text = raw.strip()
        if not text:
            blank = True
            continue
        lead = raw.index(text[0])
        cuts = marked.get(number)
        heading = text[0] == "#" and bool(_HASHES.match(text))
        if odd or cuts or heading or "  " in text:
            row = _repaired(line, lead, lead + len(text), cuts or (), heading, wide)
            if not row.text:
                blank = True
                continue
        else:
            row = Row(text, [(0, line.offset + lead)], line.page, line, blank, lead, lead + columns(text, wide))
        row.blank = blank or not rows
        row.zone, row.hint = line.zone, line.hint
        blank = False
        rows.append(row)
    if any(row.line.box for row in rows):
        _measure_boxes(rows)
    if rows:
        fold_rows(rows)
    return rows


def fold_rows(rows: list[Row]) -> None:
    """Fold the texts of rows, all at once."""
    for row, folded in zip(rows, fold("\n".join([row.text for row in rows])).split("\n"), strict=True):
        row.folded = folded


def _marked(source: Source) -> dict[int, list[tuple[int, int]]]:
    """Give the marks of bold and italic type: line number to their stretches."""
    starts, flat = [], 0
    for line in source.lines:
        starts.append(flat)
        flat += len(line.text) + 1
    text = "\n".join([line.text for line in source.lines])
    out: dict[int, list[tuple[int, int]]] = {}
    number = 0
    at = 0
    marks: list[tuple[int, int]] = []
    while found := _EMPHASIS.search(text, at):
        marks += [found.span(1), (found.end() - len(found[1]), found.end())]
        at = found.end()
    for start, end in marks:
        while number + 1 < len(starts) and starts[number + 1] <= start:
            number += 1
        out.setdefault(number, []).append((start - starts[number], end - starts[number]))
    return out


def _repaired(
    line: Line,
    start: int,
    end: int,
    cuts: tuple[tuple[int, int], ...] | list[tuple[int, int]],
    heading: bool,
    wide: bool,
) -> Row:
    """Give the row of a line whose characters need repair."""
    raw = line.text.translate(_BLANKS)
    changes = [(m.start(), m.end(), _instead(m[0])) for m in _REPAIR.finditer(raw, start, end)]
    if heading:
        marks = _HASHES.match(raw, start)
        changes = [(start, marks.end() if marks else start, "")] + [
            c for c in changes if not marks or c[0] >= marks.end()
        ]
    if cuts:
        changes = sorted(changes + [(s, e, "") for s, e in cuts])
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    cells: list[int] = []
    at, length = start, 0
    for first, last, instead in changes:
        if first < at:
            continue
        if first > at:
            pieces.append((length, line.offset + at))
            parts.append(raw[at:first])
            length += first - at
        if instead:
            if instead == " ":
                gap = raw[first:last]
                blank = _BLANK.search(gap)
                pieces.append((length, line.offset + first + (blank.start() if blank else 0)))
                if len(_BLANK.findall(gap)) >= _GAP or "\t" in gap:
                    cells.append(length + 1)
            else:
                pieces += [(length + n, line.offset + first) for n in range(len(instead))]
            parts.append(instead)
            length += len(instead)
        at = last
    if at < end:
        pieces.append((length, line.offset + at))
        parts.append(raw[at:end])
    text = "".join(parts)
    row = Row(text, pieces, line.page, line, False, 0, 0, cells, line.text[end - 1] == "\u00ad", heading)
    lead = len(text) - len(text.lstrip())
    if lead:
        row.cut(0, lead)
    row.text = row.text.rstrip()
    row.cells = [at for at in row.cells if 0 < at < len(row.text)]
    shown = line.text[:start].expandtabs()
    row.indent = columns(shown, wide)
    row.right = row.indent + columns(raw[start:end], wide)
    return row


def _instead(found: str) -> str:
    """Give what stands for a stretch that needs repair."""
    if _BLANK.search(found):
        return " "
    if "\ufb00" <= found <= "\ufefc":
        plain = unicodedata.normalize("NFKC", found).replace(" ", "").replace("\u0640", "")
        return plain or found
    return ""


def _measure_boxes(rows: list[Row]) -> None:
    """Measure indents, widths and white space from the boxes of the lines."""
    boxed = [(row, row.line.box) for row in rows if row.line.box]
    unit = median([(box[2] - box[0]) / max(1, columns(row.text)) for row, box in boxed]) or 1.0
    mirrored = sum([len(_ARABIC.findall(row.text)) * 2 - len(row.text) for row in rows]) > 0
    lefts = sorted(box[0] for _, box in boxed)
    rights = sorted(box[2] for _, box in boxed)
    left, right = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
    for row, box in boxed:
        row.indent = (right - box[2] if mirrored else box[0] - left) / unit
        row.right = (right - box[0] if mirrored else box[2] - left) / unit
    exact = sum([_is_typed(row.line) for row, _ in boxed]) > 0.9 * len(boxed)
    near = [(r, s, b[3] - a[3]) for (r, a), (s, b) in itertools.pairwise(boxed) if r.page == s.page]
    width = (right - left) / unit
    filled = [
        step
        for r, s, step in near
        if 1 < step < _LEADING * (r.line.size or step)
        and r.right - r.indent > _FILLED * width
        and s.indent < r.indent + 1
    ]
    usual = _usual_step(filled if exact and len(filled) > 1 else [step for _, _, step in near if step > 1])
    pitch = _EXACT_PITCH if exact else _PITCH
    type_size = median([row.line.size or 0.0 for row, _ in boxed]) if exact else 0.0
    for r, s, step in near:
        size = max(_height(r), _height(s))
        own = usual * max(1.0, size / type_size) if type_size else usual
        s.tight = not exact or step < _TIGHT * own
        s.blank = s.blank or not -0.5 * size < step <= pitch * max(own, size)
    _mark_far([row for row, _ in boxed], width)


def _height(row: Row) -> float:
    return row.line.box[3] - row.line.box[1] if row.line.box else 0.0


def _is_typed(line: Line) -> bool:
    """Whether the box of a line is that of its type, which stands on the baseline, and not that of its ink."""
    return line.box is not None and line.size is not None and abs(line.box[3] - line.box[1] - line.size) < 0.15


def _mark_far(rows: list[Row], width: float) -> None:
    """Mark the rows that stand alone at the far edge or in the middle, and are no lines of a column there."""
    beside = [_in_column(row, after) for row, after in itertools.pairwise(rows)] + [False]
    for i, row in enumerate(rows):
        if row.indent > _ASIDE * width and not beside[i] and not (i and beside[i - 1]):
            first = i + 1 < len(rows) and beside[i + 1] and rows[i + 1].page == row.page
            row.far = not (
                first and _ASIDE * width < rows[i + 1].indent and 0 < row.indent - rows[i + 1].indent < _SET_IN
            )
    for near in (itertools.pairwise(rows), itertools.pairwise(reversed(rows))):
        for one, other in near:  # a longer line of the same block
            if one.far and other.indent > 1 and one.page == other.page and abs(one.right - other.right) < _SAME:
                other.far = True


def _in_column(row: Row, after: Row) -> bool:
    """Whether two rows begin at one place and do not end at one."""
    return abs(row.indent - after.indent) < _SAME and abs(row.right - after.right) > _SAME and row.page == after.page


def _usual_step(steps: list[float]) -> float:
    """Give the commonest distance of two lines, to a fifth of a point."""
    counts: dict[int, int] = {}
    for step in steps:
        counts[round(step * 5)] = counts.get(round(step * 5), 0) + 1
    return max(counts, key=lambda s: (counts[s], -s)) / 5 if counts else 0.0
