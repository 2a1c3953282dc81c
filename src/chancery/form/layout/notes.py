"""Footnotes: the lines under a rule or in smaller type at the foot of a page, and their marks in the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from chancery.form.layout.rows import Row
from chancery.form.layout.signs import closed

_SIGN = re.compile("[⁰¹²³⁴-⁹*†‡§]")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HEAD = re.compile(
    r"(?:[(（](\d{1,3})[)）]|(\d{1,3})(?![\d.,/)]|\s?[-–—])|([⁰¹²³⁴-⁹]{1,3})|([*†‡§]{1,4}))\s?(?:[(（]\s?[)）]\s?)?(?=\S)"
)
_SMALLER = 0.9
"""Points by which the type of footnotes is smaller than that of the text."""

_MARK = re.compile(
    r"""[(（](?P<bracket>\d{1,3})[)）]
    |(?P<raised>[⁰¹²³⁴-⁹]{1,3})
    |(?P<star>[*†‡§]{1,4})(?=[\s.,;:)\]؛،。，；]|$)
    |(?P<plain>\d{1,6})(?![\d/%°‘’']|[.,]\d|[A-Za-zà-ÿА-Яа-яё])""",
    re.X,
)
_AFTER_WORD = re.compile(r"(?:[a-zà-ÿа-яё]{2}|[A-ZА-Я]{4}|[^\d\s][,.:]|\S;|[”\"»’')\]）》」』〉，。；：、؛،])$")
_STARTS = re.compile(r"\s*$|\s(?![\d.)-])")
_AFTER_SIGN = re.compile("[，。；：、》）」』〉”]$")
_AFTER_LETTER = re.compile(r"[^\W\d_]$|[)\]”“‘«\"»’'؛،,.;:]$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]{1,2}|nos|add|rev|corr|art|arts|para|paras|par|vol|chap|cap|fig|tab|sect|núm|стр|гл|подп)\.$|/\S*\.$",
    re.I,
)
_AFTER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_AFTER_YEAR_COMMA = re.compile(r"(?<!\d)(?:19|20)\d\d[,.;]$")
_HAN_BEFORE = re.compile("[\u3400-\u9fff]$")
_COUNTED = re.compile(
    r"\s?[\d年月日号條条段款项項个個次届屆名国國周週岁小时天%％点章节節页頁亿億万萬千百十分种類类]|[至和到—-]"
)
_ORDINAL = re.compile("(?:第|附件|表|图|年|月|议程项目|目标|段|以及|至|和)$")


_RUN = range(5, 7)
"""Digits of a year and the mark after it."""
_LONGEST = 3
"""Digits of a mark."""
_FOOT = 30
"""Rows at the foot of a page among which footnotes without a rule are looked for."""
_MARKED = {False: 0.0, True: 0.5}
"""Share of the notes whose marks must be found beyond doubt for the text to be marked at all; of notes that stand
together at the end, as conversions print them without their marks, it is more."""


@dataclass(slots=True)
class Note:
    """A footnote: its number and its rows."""

    number: str
    rows: list[int]


@dataclass(slots=True)
class Marks:
    """What was cut out of the rows."""

    cut: list[tuple[int, int, str, int]] = field(default_factory=list)
    """Row, raw offset, the characters, index of the note."""


def head_of(text: str) -> str | None:
    """Give the number or sign with which a footnote begins."""
    found = _HEAD.match(text)
    if not found:
        return None
    return (found[1] or found[2] or found[3] or found[4]).translate(_RAISED)


def find_notes(rows: list[Row], kinds: dict[int, str]) -> list[Note]:
    """Give the footnotes of a text; ``kinds`` says which rows are furniture."""
    notes: list[Note] = []
    zoned = [i for i, row in enumerate(rows) if row.zone == "note" and i not in kinds]
    for i in zoned:
        head = head_of(rows[i].text)
        if head is not None or not notes:
            notes.append(Note(head or "", [i]))
        else:
            notes[-1].rows.append(i)
    if zoned:
        return notes
    for first, last in _regions(rows, kinds):
        _split(rows, [i for i in range(first, last) if i not in kinds], notes)
    if not notes:
        for first, last in _feet(rows, kinds):
            _split(rows, list(range(first, last)), notes)
    return notes


def _feet(rows: list[Row], kinds: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Give the stretches of numbered lines at the feet of pages whose marks stand in the text above them."""
    wanted, top, before = 1, 0, 0
    ends = [i for i in range(1, len(rows) + 1) if i == len(rows) or _page_ends(rows, kinds, i)]
    for end in ends:
        for i in range(max(top, end - _FOOT), end):
            if i in kinds or not rows[i].blank or head_of(rows[i].text) != str(wanted):
                continue
            above = [
                c for k in range(before, i) if k not in kinds for c in _candidates(rows[k].text, "", k, {str(wanted)})
            ]
            if any(c.trust == 2 for c in above) or (end == len(rows) and _listed(rows, i, end)):
                yield i, end
                for k in range(i, end):
                    wanted += head_of(rows[k].text) == str(wanted)
                break
        before, top = top, end


def _page_ends(rows: list[Row], kinds: dict[int, str], i: int) -> bool:
    """Whether a page ends before a row: the file says so, or furniture of the foot stands there."""
    if i - 1 in kinds:
        return False
    return rows[i].page != rows[i - 1].page or (i in kinds and kinds[i] != "rule")


def _listed(rows: list[Row], first: int, last: int) -> bool:
    """Whether the rows to the end are numbered from 1 on, as the notes at the end of a reading text are."""
    heads = [head_of(rows[i].text) for i in range(first, last)]
    return heads == [str(n) for n in range(1, len(heads) + 1)] and head_of(rows[first - 1].text) is None


def _regions(rows: list[Row], kinds: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Give the stretches of rows that may be footnotes: after a rule, or in small type, to the page's end."""
    small = _small(rows)
    i = 0
    while i < len(rows):
        if kinds.get(i) == "rule" or (
            small and i not in kinds and (rows[i].line.size or small) < small and head_of(rows[i].text)
        ):
            first = i + 1 if i in kinds else i
            last = first
            while last < len(rows) and rows[last].page == rows[i].page and last not in kinds:
                last += 1
            if first < last:
                yield first, last
            i = max(last, i + 1)
        else:
            i += 1


def _small(rows: list[Row]) -> float:
    """Give the size of type below which a line may be a footnote; 0 where sizes are not known."""
    sizes = [row.line.size for row in rows if row.line.size for _ in range(0, len(row.text), 20)]
    return median(sizes) - _SMALLER if sizes else 0.0


def _split(rows: list[Row], region: list[int], notes: list[Note]) -> None:
    """Part the rows of a region into notes; a region without any is left to the text."""
    found: list[Note] = []
    last = notes[-1].number if notes else ""
    goes_on: list[int] = []
    for i in region:
        head = head_of(rows[i].text)
        if head is not None and (_follows(last, head) or (not found and not goes_on)):
            found.append(Note(head, [i]))
            last = head
        elif found:
            if rows[i].blank and closed(rows[i - 1].text) and rows[i].indent < rows[found[-1].rows[0]].indent:
                break
            found[-1].rows.append(i)
        else:
            goes_on.append(i)
    if found:
        if goes_on and notes:
            notes[-1].rows += goes_on
        notes += found


def _follows(last: str, head: str) -> bool:
    """Whether a note's number comes next after another's."""
    if not last:
        return head == "1" or not head.isdigit()
    if head.isdigit() and last.isdigit():
        return int(head) == int(last) + 1
    return head == "1" or not head.isdigit()


@dataclass(slots=True)
class _Candidate:
    row: int
    start: int
    end: int
    number: str
    trust: int
    """2: a mark beyond doubt if its number is awaited; 1: likely; 0: only if nothing else is there."""


def cut_marks(rows: list[Row], kinds: dict[int, str], notes: list[Note]) -> Marks:
    """Take the marks of footnotes out of the rows, and say in the rows where they stood.

    A mark is looked for on the page of its note, after that of the note before; what stands where a mark cannot stand
    (a number with white space before it, in a symbol, in a date) is never touched.
    """
    marks = Marks()
    if not notes:
        return marks
    note_rows = {i for note in notes for i in note.rows}
    numbers = {note.number for note in notes}
    candidates = [
        c
        for i, row in enumerate(rows)
        if i not in kinds and i not in note_rows and (any(n in row.text for n in numbers) or _SIGN.search(row.text))
        for c in _candidates(row.text, "" if row.blank or not i else rows[i - 1].text, i, numbers)
    ]
    _match(notes, candidates, rows, marks, anywhere=_all_at_end(rows, kinds, note_rows))
    return marks


def _all_at_end(rows: list[Row], kinds: dict[int, str], note_rows: set[int]) -> bool:
    """Whether the notes of all pages stand after the text."""
    last = max((i for i in range(len(rows)) if i not in kinds and i not in note_rows), default=-1)
    return last < min(note_rows) or rows[min(note_rows)].zone == "note"


def _candidates(text: str, above: str, i: int, numbers: set[str]) -> Iterator[_Candidate]:
    """Give the places of a row where marks of these numbers may stand; ``above`` is the row before it."""
    slashed = "/" in text
    for found in _MARK.finditer(text):
        start, end = found.span()
        kind = found.lastgroup or ""
        number = found[kind]
        if kind == "raised":
            number = number.translate(_RAISED)
        elif kind == "plain" and not start and above and end <= _LONGEST:
            if number in numbers and _STARTS.match(text, end) and _AFTER_SIGN.search(above):
                yield _Candidate(i, start, end, number, 1)
            continue
        if number in numbers:
            before = text[max(0, start - 24) : start]
            trust = _trust(text, kind, before, end)
            if trust is not None:
                yield _Candidate(i, start, end, number, trust)
                continue
        if kind == "plain" and (slashed or end - start in _RUN) and end - start > 1:
            yield from _glued(text, i, start, end, numbers)


def _trust(text: str, kind: str, before: str, end: int) -> int | None:
    """Say how surely a number is a mark, from what stands around it; None where it is none."""
    if kind in ("raised", "star"):
        return 2
    if not before:
        return None
    if kind == "bracket":
        if _AFTER_LETTER.search(before):
            return 2 if before[-1] not in ":;：；" else 1
        return (2 if _AFTER_YEAR.search(before) else 1) if before[-1].isdigit() else None
    if _AFTER_WORD.search(before) and not _ABBREVIATION.search(before):
        return 2 if before[-1].isascii() or not _COUNTED.match(text, end) else 1
    if _AFTER_YEAR_COMMA.search(before) and text[end : end + 1] in ("", " "):
        return 2
    if _HAN_BEFORE.search(before) and not _COUNTED.match(text, end):
        spaced, ordinal = text[end : end + 1] == " ", _ORDINAL.search(before)
        return None if ordinal and not spaced else 2 if spaced and not ordinal else 1
    return None


def _glued(text: str, i: int, start: int, end: int, numbers: set[str]) -> Iterator[_Candidate]:
    """Give marks glued to digits: to a year (``of 20053``), or to the end of a number or symbol (``DEC.215``)."""
    year = _AFTER_YEAR.match(text, start, start + 4)
    symbol = "/" in text[text.rfind(" ", 0, start) + 1 : start]
    for cut in range(max(start + 1, end - 3), end):
        if text[cut:end] in numbers and text[cut] != "0":
            if year and cut == start + 4:
                yield _Candidate(i, cut, end, text[cut:end], 2)
            elif symbol and not (year and end == start + 4):
                yield _Candidate(i, cut, end, text[cut:end], 0)


def _match(notes: list[Note], candidates: list[_Candidate], rows: list[Row], marks: Marks, *, anywhere: bool) -> None:
    """Give each note its mark, in order: first those that are sure, then the others between them.

    A mark stands on the page of its note, or on the next one where the line was moved there.
    """
    taken: dict[int, int] = {}
    at = 0
    for n, note in enumerate(notes):
        place = _place(note, candidates, at, len(candidates), rows, anywhere=anywhere, trust=2)
        if place is not None:
            taken[n] = place
            at = place + 1
    if len(taken) < _MARKED[anywhere] * len(notes):
        return
    for trust in (1, 0):
        for n, note in enumerate(notes):
            if n not in taken:
                low = max((taken[m] for m in range(n) if m in taken), default=-1)
                high = min((taken[m] for m in range(n + 1, len(notes)) if m in taken), default=len(candidates))
                place = _place(note, candidates, low + 1, high, rows, anywhere=anywhere, trust=trust)
                if place is not None:
                    taken[n] = place
    shift: dict[int, int] = {}
    for n, place in sorted(taken.items(), key=lambda item: item[1]):
        c = candidates[place]
        start, end = c.start - shift.get(c.row, 0), c.end - shift.get(c.row, 0)
        row = rows[c.row]
        marks.cut.append((c.row, row.offset(start), row.text[start:end], n))
        row.cut(start, end)
        shift[c.row] = shift.get(c.row, 0) + end - start
        row.marks.append((start, n))
        lead = len(row.text) - len(row.text.lstrip())
        if lead:
            row.cut(0, lead)
            shift[c.row] += lead


def _place(
    note: Note, candidates: list[_Candidate], low: int, high: int, rows: list[Row], *, anywhere: bool, trust: int
) -> int | None:
    """Give the first candidate for a note between two others; of doubtful ones, the only one."""
    page = rows[note.rows[0]].page
    for shift in (0,) if anywhere else (0, 1, -1):
        found = [
            k
            for k in range(low, high)
            if candidates[k].number == note.number
            and candidates[k].trust >= trust
            and (anywhere or rows[candidates[k].row].page == page + shift)
        ]
        if found and (trust or len(found) == 1):
            return found[0]
    return None
