"""Joining: whether the paragraph goes on at the end of a printed line, from all that the page shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from chancery.form.layout.rows import Row, columns
from chancery.form.layout.signs import capitals, closed, first_word, is_han, label, label_number, lower, paused, upper
from chancery.form.layout.widths import print_width

_WIDEST = 150
"""Widths of a character; printed lines are not longer, paragraphs on one line are."""
_NARROW = 30
"""Widths of a character; shorter lines say nothing about the measure."""
_SLACK = 0.13
"""Share of the measure by which lines of the same measure differ where letters are of different widths."""
_BEYOND = 1.15
"""Times the measure from which on a line is a whole paragraph."""
_INDENT = 8.0
"""Widths of a character by which first lines may have been set in where extraction has lost or narrowed it."""
_SHOWN = 3.0
"""Indent from which on it is as printed."""
_ASIDE = 0.22
"""Share of the width from which on a line stands aside, as posts and lines of the masthead do; no paragraph begins there."""
_WELL_SHORT = 0.8
"""Share of the measure; a line that ends before it is short beyond doubt."""
_HEADLINE = 25
"""Characters; two lines in capitals, the first so long and the second half so long at least, are one heading."""
_APART = 15.0
"""Indent, more than that of the line above, from which on a line stands apart, at the right or in the middle."""
_SHARE = 0.25
"""Share of the longer lines that must end in the middle of a sentence where the measure ends, for a text to be wrapped."""
_MANY = 20
"""Lines from which on the shortest twentieth of them tells how far a full line may fall short of the measure."""
_FEW = 3
"""Lines surely cut inside a sentence; of fewer, none tells whether a text is wrapped by the count of its letters."""
_USUAL = (60, 110)
"""Measures of print; of two lines only, a whole text can be known to be wrapped to one of these."""
_BLANK = print_width(" ")
_EXACT = 0.95
"""Share of the lines that could not have taken one more character, from which on the measure is exact."""


@dataclass(slots=True)
class Signs:
    """What the beginning and end of a row tell, found once."""

    closed: bool
    paused: bool
    lower: bool
    upper: bool
    label: str | None
    reach: float
    """Width up to the end of the next row's first word, had it stood on this line; 0 for the last row."""


@dataclass(slots=True)
class Measure:
    """How a text is set."""

    flow: bool
    """Each line is a paragraph."""
    full: float
    """A line that reaches so far could not have taken the next word."""
    loose: float
    """The same for a line that ends in the middle of a sentence."""
    width: float
    base: float
    """Indent of the lines inside a paragraph."""
    indents: bool
    """Whether the first lines of paragraphs are indented."""
    step: float
    """From which indent on."""
    hanging: frozenset[int]
    """Other indents at which paragraphs go on (under labels), to a width of a character."""
    gaps: bool
    """Whether white space parts paragraphs."""
    strict: bool
    """Whether it always does, so that lines without it go on."""
    torn: bool
    """Whether white space also stands inside paragraphs."""
    pauses: bool
    """Whether paragraphs end with a comma, as those of preambles."""
    small: bool
    """Whether paragraphs begin with small letters, as in Russian resolutions."""
    openers: frozenset[str] = frozenset()
    """First words of paragraphs, where neither white space nor indents tell them."""


def signs_of(rows: list[Row]) -> list[Signs]:
    """Give the signs of rows."""
    out = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        text = row.text
        reach = 0.0
        if after is not None:
            word = first_word(after.text)
            glued = is_han(text[-1]) or is_han(word[0])
            reach = row.right - (row.indent if row.far else 0) + (0 if glued else 1) + columns(word) + after.lost
        out.append(Signs(closed(text), paused(text), lower(text), upper(text), label(text), reach))
    return out


def measure(rows: list[Row], signs: list[Signs], breaks: set[int], flow: bool) -> Measure:
    """Measure how a text is set; ``breaks`` are the rows before which a page ends."""
    adjacent = [
        i
        for i in range(len(rows) - 1)
        if not rows[i + 1].blank
        and i + 1 not in breaks
        and rows[i].zone == rows[i + 1].zone
        and not (rows[i].cell or rows[i].far)
    ]
    width = _width(rows, signs, adjacent) or _edge(rows)
    if flow or not width or not adjacent:
        return Measure(
            True, 0.0, 0.0, 0.0, 0.0, False, 1.0, frozenset(), True, False, False, False, begin_small(rows, signs)
        )
    sure = _sure(rows, signs, adjacent, width)
    exactness = _exactness(signs, sure, width)
    bare = len(sure) < _FEW and not _is_set_out(rows, signs)
    if (exactness < _EXACT or bare) and not any(row.line.box or is_han(row.text[-1]) for row in rows):
        by_count = [(row.right, s.reach) for row, s in zip(rows, signs, strict=True)]
        _measure_type(rows, signs)
        printed = _width(rows, signs, adjacent)
        better = _sure(rows, signs, adjacent, printed)
        if len(better) * 2 > len(sure) and _exactness(signs, better, printed) >= exactness:
            width, sure, exactness = printed, better, 0.0
        else:
            for row, own, (right, reach) in zip(rows, signs, by_count, strict=True):
                row.right, own.reach = right, reach
    full, loose = _full(sorted(signs[i].reach for i in sure), width, exactness >= _EXACT)
    if any(is_han(rows[i].text[-1]) for i in sure[:9]):
        full, loose = full - 1, loose - 1  # a blank between Chinese and other characters is printed or not
    near = set(adjacent)
    filled = [i for i in sure if signs[i].reach >= full]
    going = Counter(round(rows[i + 1].indent) for i in filled)
    base = going.most_common(1)[0][0] if going else min(row.indent for row in rows)
    step = base + (1.5 if any(row.line.box for row in rows) else 0.9)
    begun = [
        i + 1
        for i in range(len(rows) - 1)
        if (signs[i].closed or signs[i].paused)
        and i + 1 not in breaks
        and (rows[i + 1].blank or (i in near and (rows[i + 1].indent >= step or signs[i].reach < loose)))
    ]
    fresh = [i for i in begun if not signs[i].label]
    indented = sum(rows[i].indent >= step for i in begun)
    hanging = frozenset(n for n, count in going.items() if n >= step and count > 2 and count * 12 >= len(filled))
    blanks = [i for i in range(len(rows) - 1) if rows[i + 1].blank and i + 1 not in breaks]
    torn = [
        i
        for i in blanks
        if signs[i].reach >= full
        and not (signs[i].closed or signs[i].paused or signs[i + 1].label or signs[i + 1].upper)
        and rows[i + 1].indent < step
    ]
    ended = [
        i
        for i in adjacent
        if (signs[i].closed or signs[i].paused)
        and signs[i].reach < _WELL_SHORT * full
        and not (signs[i].label or signs[i + 1].label)
    ]
    parted = [i for i in blanks if signs[i].closed or signs[i].paused]
    set_in = (step <= rows[i].indent < base + _APART and rows[i + 1].indent < step for i in filled if not rows[i].far)
    return Measure(
        flow=False,
        full=full,
        loose=loose,
        width=width,
        base=base,
        indents=indented * 2 >= len(begun) and (indented > 1 or (indented > 0 and any(set_in))),
        step=step,
        hanging=hanging,
        gaps=len(parted) * 6 >= len(adjacent) or len(parted) > 4,
        strict=len(parted) > 2 and len(ended) * 12 <= len(parted),
        torn=len(torn) > 2 and len(torn) * 7 > len(blanks),
        pauses=sum(signs[i - 1].paused for i in fresh) * 5 > len(fresh),
        small=begin_small(rows, signs, set(fresh)),
        openers=frozenset(_opener(rows[i]) for i in fresh),
    )


def _is_set_out(rows: list[Row], signs: list[Signs]) -> bool:
    """Whether indents, or white space after a closed line, show paragraphs: else the text was extracted from print."""
    return any(row.indent for row in rows) or any(
        after.blank and sign.closed for sign, after in zip(signs, rows[1:], strict=False)
    )


def _opener(row: Row) -> str:
    """Give the first word of a row, folded; the first two characters of a Chinese one."""
    return row.folded[:2] if is_han(row.text[0]) else row.folded.partition(" ")[0]


def begin_small(rows: list[Row], signs: list[Signs], fresh: set[int] | None = None) -> bool:
    """Whether paragraphs begin with small letters: those that stand after a closed one (``fresh``; else all rows)."""
    begun = [
        signs[i].lower
        for i in range(1, len(rows))
        if (signs[i - 1].closed or signs[i - 1].paused) and not signs[i].label and (fresh is None or i in fresh)
    ]
    return sum(begun) > 2 and sum(begun) * 4 > len(begun)


def _sure(rows: list[Row], signs: list[Signs], adjacent: list[int], width: float) -> list[int]:
    """Give the rows whose paragraph surely goes on in the next."""
    return [
        i
        for i in adjacent
        if not (signs[i].closed or signs[i].paused or signs[i + 1].upper or signs[i + 1].label)
        and (1 - 2 * _SLACK) * width <= rows[i].right <= width * 1.1
    ]


def _exactness(signs: list[Signs], sure: list[int], width: float) -> float:
    """Give the share of lines that could not have taken their next word: all, where the measure is exact."""
    return sum([signs[i].reach > width for i in sure]) / len(sure) if sure else 1.0


def _measure_type(rows: list[Row], signs: list[Signs]) -> None:
    """Measure the rows by the widths that their letters have in print."""
    for i, row in enumerate(rows):
        row.right = row.indent + print_width(row.text)
        if i + 1 < len(rows):
            signs[i].reach = row.right + _BLANK + print_width(first_word(rows[i + 1].text))


def _full(reaches: list[float], width: float, exact: bool) -> tuple[float, float]:
    """Give how far a line reaches, its next word included, that could not have taken that word: surely, and perhaps.

    The two are one where the measure is exact; else letters of different widths blur it.
    """
    if not reaches or exact:
        return width, width if reaches else width * (1 - _SLACK)
    least = 1 - _SLACK / (2 if len(reaches) > _MANY else 3)
    full = max(min(reaches[len(reaches) // 20], width), width * least)
    return full, full * (1 - _SLACK)


def _width(rows: list[Row], signs: list[Signs], adjacent: list[int]) -> float:
    """Give the width to which lines are filled; 0 where there is none, since each line is a paragraph."""
    lines = [
        (rows[i].right, signs[i].reach, _cut(rows[i + 1], signs[i], signs[i + 1]))
        for i in adjacent
        if rows[i].right > _NARROW
    ]
    broken, beyond = [0] * (_WIDEST + 2), [0] * (_WIDEST + 2)
    for right, reach, opened in lines:
        if opened and right <= _WIDEST:
            broken[round(right)] += 1
            broken[min(_WIDEST + 1, max(round(right) + 1, round(reach / (1 - _SLACK / 2))))] -= 1
        beyond[min(_WIDEST + 1, round(right / _BEYOND))] += 1
    best, most, filled, longer = 0.0, 0, 0, len(lines)
    for width in range(_WIDEST + 1):
        filled += broken[width]
        longer -= beyond[width]
        if filled - 2 * longer >= max(most, 1):
            best, most = float(width), filled - 2 * longer
    half = sum([right > best / 2 for right, _, _ in lines])
    if not most or most < _SHARE * half:
        return 0.0
    if most == 1 and not (_USUAL[0] <= best <= _USUAL[1] and any(_goes_small(signs, i) for i in adjacent)):
        return 0.0
    rights = sorted(
        right for right, reach, opened in lines if opened and right <= best + 0.5 and reach > best * (1 - _SLACK / 2)
    )
    return rights[-1 - len(rights) // 25]


def _edge(rows: list[Row]) -> float:
    """Give the far edge of a printed page, where its lines have boxes; such a line is never a whole paragraph as such."""
    rights = sorted(row.right for row in rows if row.line.box)
    return rights[-1 - len(rights) // 20] if rights else 0.0


def _cut(row: Row, end: Signs, start: Signs) -> bool:
    """Whether a line seems to be cut in the middle of a sentence before a row."""
    return not (end.closed or end.paused or start.label or row.text[0] == "[")


def _goes_small(signs: list[Signs], i: int) -> bool:
    """Whether an open line is followed by one that begins with no capital, as sentences go on."""
    return (
        not (signs[i].closed or signs[i].paused or signs[i + 1].upper or signs[i + 1].label)
        and signs[i].reach >= _USUAL[0]
    )


def goes_on(rows: list[Row], signs: list[Signs], i: int, m: Measure, *, page_break: bool, inside: bool) -> bool:
    """Whether the paragraph of row ``i - 1`` goes on in row ``i``; ``inside`` where that row is not its first."""
    above, row = rows[i - 1], rows[i]
    end, start = signs[i - 1], signs[i]
    if above.zone != row.zone or above.hint or row.hint or above.heading or row.heading or above.zone == "table":
        return False
    if above.cell or row.cell:
        return False
    if above.soft:
        return True
    if m.flow or above.right > m.width * _BEYOND:
        return resumes(len(above.text), end, start, m.small)
    if end.label is not None and len(end.label) == len(above.text) and not inside:
        return start.label is None
    if start.label is not None and _begins_item(row, end, start, m, page_break=page_break):
        return False
    aside = not inside and end.label is None and end.reach < m.full
    if aside and above.indent - m.base > m.width * _ASIDE > row.indent - m.base:
        return False
    if above.far and not row.tight:
        return False
    lost = 0.0 if inside or above.indent - m.base > _SHOWN else _INDENT
    if end.closed or end.paused:
        filled = end.reach >= m.full
    elif start.upper:
        filled = end.reach >= (m.full + m.loose) / 2 - lost
    else:
        filled = end.reach >= m.loose - lost
    if row.indent - max(m.base, above.indent) > _APART and round(row.indent) not in m.hanging:
        filled = filled or end.reach >= m.full * (1 - _SLACK / 2)
        return row.far and row.tight and filled and not (row.blank or page_break or end.closed or end.paused)
    if page_break:
        return _over_page(above, row, end, start, m, filled)
    if row.blank:
        return _over_blank(row, end, start, m, end.reach >= m.full - lost)
    return _next_line(above, row, end, start, m, filled)


def _begins_item(row: Row, end: Signs, start: Signs, m: Measure, *, page_break: bool) -> bool:
    """Whether a label is one, and no number or bracket that happens to begin a line."""
    if (row.blank and not page_break) or row.indent >= m.step:
        return True
    numbered = label_number(start.label or "") is not None
    if end.closed:
        return numbered or not m.indents or end.reach < m.full
    if numbered:
        return end.reach < m.full
    return end.reach < m.full or (end.paused and not (m.indents or m.gaps))


def resumes(length: int, end: Signs, start: Signs, small: bool) -> bool:
    """Whether a block of a length shows that the next one is its rest: it ends in the middle of a sentence.

    ``small`` where all paragraphs of the text begin with small letters, which then tell nothing.
    """
    if start.label is not None or small:
        return False
    if end.label is not None and len(end.label) == length:
        return True
    return start.lower and not end.closed and not end.paused


def _over_page(above: Row, row: Row, end: Signs, start: Signs, m: Measure, filled: bool) -> bool:
    if start.lower and not (end.paused and m.small):
        return not end.closed
    if m.indents and row.indent >= m.step and round(row.indent) not in m.hanging:
        return False
    if end.closed:
        return filled and row.indent < m.step and (m.indents or above.text[-1] == ".")
    if end.paused:
        return filled and (m.indents or not m.pauses)
    return filled


def _over_blank(row: Row, end: Signs, start: Signs, m: Measure, filled: bool) -> bool:
    if end.closed or end.paused or start.upper or start.lower:
        return False
    return filled and (m.torn or m.indents) and row.indent < m.step


def _next_line(above: Row, row: Row, end: Signs, start: Signs, m: Measure, filled: bool) -> bool:
    if end.label is not None and filled and row.indent > above.indent + 0.9:
        return True
    deeper = row.indent >= m.step and round(row.indent) not in m.hanging
    if start.lower and not end.closed and not ((end.paused or m.small) and (deeper or not filled)):
        return True
    if m.indents and deeper:
        return _heading_goes_on(above, row, end, start, m)
    if m.strict and not above.far and end.reach >= _WELL_SHORT * m.full and not (end.closed and row.indent >= m.step):
        return True
    if not filled and (capitals(above.text) or capitals(row.text)) and not start.lower:
        return (
            not (end.closed or end.paused)
            and min(len(above.text), 2 * len(row.text)) >= _HEADLINE
            and (capitals(above.text) and capitals(row.text))
        )
    if filled:
        if m.gaps or m.indents:
            return True
        if end.closed:
            return above.text.rstrip(" \"”»’')")[-1:] not in ";:；："
        return not (end.paused and (_opener(row) in m.openers or (start.upper and m.pauses)))
    return _heading_goes_on(above, row, end, start, m)


def _heading_goes_on(above: Row, row: Row, end: Signs, start: Signs, m: Measure) -> bool:
    """Whether two short lines that are set in from the edge are one heading."""
    if end.closed or end.paused or start.label is not None:
        return False
    inside = above.indent >= m.step and row.indent >= above.indent - 0.9 and above.right < m.full
    return inside and end.reach > m.full * 0.72
