"""Job numbers: the line at the foot of the first page, the file name at the foot of the others.

Forms (United Nations documents, 1994 to 2023): ``98-14973 (S) 210898 220898``, ``01-56683 (R) *0156683* 051001 051001``,
Arabic with the dates first, ``20-11134/3`` with a page, ``2 0364317f.doc``, ``GE.97-12345 (E)`` of Geneva and
``V.03-12345`` of Vienna, ``*2301517*``. A number begins with two digits of the year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from chancery.form.symbols.words import fold

LETTERS = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}
"""Language by its letter, in the order in which six numbers in a row were given out."""
LAST_YEAR_OF_SIX = 2012
"""To this year each language had its own number. Later the number is one and only the letter differs."""
_FIRST_YEAR = 46
"""Two digits from here on are of the twentieth century."""


@dataclass(frozen=True, slots=True)
class JobNumber:
    """A job number with what is printed beside it."""

    number: str
    """As printed, without its brackets and stars: ``94-42423``, ``GE.97-12345``, ``0364317f``, ``2301517``."""
    language: str | None = None
    dates: tuple[str, ...] = ()
    """Dates of processing, ISO 8601."""
    page: int | None = None

    @property
    def digits(self) -> str:
        """The seven digits, the same in every spelling."""
        return re.sub(r"\D", "", self.number)

    @property
    def year(self) -> int:
        """The calendar year in which the number was given."""
        short = int(self.digits[:2])
        return short + (1900 if short >= _FIRST_YEAR else 2000)

    def siblings(self) -> dict[str, str]:
        """The number of each language version, by language; empty where the rule does not tell.

        To 2012 six numbers stand in a row in the order of `LETTERS`, so the language has to be known; a row does not
        cross the end of a year. From 2013 all are the same.
        """
        if self.language is None or self.language not in LETTERS.values():
            return {} if self.year <= LAST_YEAR_OF_SIX else dict.fromkeys(LETTERS.values(), self._lettered(None, 0))
        place = list(LETTERS.values()).index(self.language)
        shift = 1 if self.year <= LAST_YEAR_OF_SIX else 0
        run = int(self.digits[2:]) - place * shift
        if not 0 < run <= 99999 - 5 * shift:
            return {}
        return {
            language: self._lettered(letter, (index - place) * shift)
            for index, (letter, language) in enumerate(LETTERS.items())
        }

    def _lettered(self, letter: str | None, offset: int) -> str:
        """The number moved on, in the same spelling, with the letter of another language where it has one."""
        digits = f"{int(self.digits) + offset:07d}"
        marks = iter(digits)
        moved = re.sub(r"\d", lambda _: next(marks), self.number)
        if letter and moved[-1].isalpha():
            moved = moved[:-1] + (letter if moved[-1].isupper() else letter.lower())
        return moved


@dataclass(frozen=True, slots=True)
class FoundJob:
    """A job number in a text, with everything printed beside it."""

    job: JobNumber
    start: int
    end: int


_BLANK = " \\t\\r\\f\\v\u00a0\u2002-\u200a\u202f\u3000\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = " \t\r\f\v\n\u00a0\u3000\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACE = f"[{_BLANK}]*"
_DASH = "[-\u2010-\u2013]"
_BREAK = rf"{_SPACE}(?:\n{_SPACE}){{0,2}}"
"""The parts of a line may have come apart into lines, with one empty line between them."""
_CANDIDATE = re.compile(rf"\d{_DASH}?\d{{5}}")
_REACH = 60
"""Characters looked at on either side of seven digits."""
_NUMBER = re.compile(
    rf"(?:(?<!\w)/(?P<page>\d{{1,2}}?)|(?<![\w.,/-]))(?P<number>(?:(?:GE|V|BKK|ECE|ESCWA)\.?{_SPACE})?\d\d{_DASH}\d{{5}})(?![\w-])"
)
_LETTER = re.compile(rf"{_SPACE}[(（](?P<letter>[ACEFRSO])[)）]")
_ODD_LETTER = re.compile(rf"{_SPACE}[(（]")
_PAGE = re.compile(r"/(?P<page>\d{1,3})(?![\w/-])")
_NEXT = re.compile(rf"{_BREAK}(?P<token>\*\d{{7}}\*|\d{{6}}(?={_SPACE}(?:$|[\n*]|\d{{6}}\b)))")
_BEFORE = re.compile(rf"(?<![^\n{_BLANK}])(?:(?:\*\d{{7}}\*|\d{{6}}){_SPACE})+$")
_LINE = 200
_PAGE_BEFORE = re.compile(rf"(?:^|(?<=\n)){_SPACE}(?:(?P<beside>(?P<page>\d{{1,3}})(?:/\d{{1,3}})?)[{_BLANK}]+)?$")
_PAGE_AFTER = re.compile(rf"(?:[{_BLANK}]+(?P<beside>(?P<page>\d{{1,3}})(?:/\d{{1,3}})?))?{_SPACE}(?=\n|$)")
"""What else may stand in the line of a bare number: a page, ``4/6`` being the fourth of six."""
_TOKEN = re.compile(r"\*\d{7}\*|\d{6}")
_FILE = re.compile(
    rf"(?<![\w.,/*-])(?:(?P<before>\d{{1,3}}){_SPACE}(?<!\d))?(?P<number>\d{{7}}(?P<letter>[ACEFRSacefrs]))\.docx?(?![\w.])"
    rf"(?:{_SPACE}(?P<after>\d{{1,3}})(?![\w.,-]))?"
)
_BARE = re.compile(
    rf"^{_SPACE}(?P<number>\d{{7}}(?P<letter>[ACEFRSacefrs])){_SPACE}$|(?<![\w*])\*(?P<bar>\d{{7}})\*(?![\w*])", re.M
)


def parse(text: str) -> JobNumber | None:
    """The job number that a text is, with its letter, dates and page; None where it is none, or a damaged one."""
    stripped = text.strip(_UNSEEN)
    found = find(stripped)
    return found[0].job if len(found) == 1 and (found[0].start, found[0].end) == (0, len(stripped)) else None


def find(text: str) -> list[FoundJob]:
    """All job numbers of a text, in order.

    A bare ``98-14973`` counts only where it has a letter, a bar code, dates or a page beside it, or a line to itself.
    """
    found: dict[int, FoundJob] = {}
    done = 0
    for candidate in _CANDIDATE.finditer(text):
        if candidate.end() <= done:
            continue
        around = max(done, candidate.start() - _REACH), candidate.end() + _REACH
        jobs = [job for match in _NUMBER.finditer(text, *around) if (job := _line(text, match))]
        jobs += [_file(match) for match in _FILE.finditer(text, *around)]
        jobs = jobs or [_bare(match) for match in _BARE.finditer(text, *around)]
        for job in jobs:
            found.setdefault(job.start, job)
            done = max(done, job.end)
    return [found[start] for start in sorted(found)]


def _line(text: str, match: re.Match[str]) -> FoundJob | None:
    """A number with all that belongs to it; None where its letter is damaged or it stands alone among words."""
    number = re.sub(r"\s", "", fold(match["number"]))
    start, end, page = match.start(), match.end(), match["page"]
    letter = _LETTER.match(text, end)
    if letter:
        end = letter.end()
    elif _ODD_LETTER.match(text, end):
        return None
    elif behind := _PAGE.match(text, end):
        page, end = behind["page"], behind.end()
    job = JobNumber(number, LETTERS.get(letter["letter"]) if letter else None, (), int(page) if page else None)
    dates: list[str] = []
    before = _BEFORE.search(text, max(0, start - 40, text.rfind("\n", 0, start) + 1), start)
    if before and (ahead := _facts(job, _TOKEN.findall(before[0]))) is not None:
        dates, start = ahead, before.start()
    while (following := _NEXT.match(text, end)) and (facts := _facts(job, [following["token"]])) is not None:
        dates, end = dates + facts, following.end()
    if (start, end) == match.span("number"):
        lead = _PAGE_BEFORE.search(text, max(0, start - _LINE), start)
        tail = _PAGE_AFTER.match(text, end)
        if not lead or not tail or (lead["page"] and tail["page"]):
            return None
        beside = lead["page"] or tail["page"]
        job = replace(job, page=int(beside) if beside else None)
        start = lead.start("beside") if lead["page"] else start
        end = tail.end("beside") if tail["page"] else end
    return FoundJob(replace(job, dates=tuple(dates)), start, end)


def _facts(job: JobNumber, tokens: list[str]) -> list[str] | None:
    """The dates among bar codes and dates that belong to a number; None if one of them belongs to something else."""
    dates = []
    for token in tokens:
        if token.startswith("*"):
            if token.strip("*") != job.digits:
                return None
        elif (printed := _iso(token)) and abs(int(printed[:4]) - job.year) <= 1:
            dates.append(printed)
        else:
            return None
    return dates


def _file(match: re.Match[str]) -> FoundJob:
    page = match["before"] or match["after"]
    job = JobNumber(match["number"], LETTERS[match["letter"].upper()], (), int(page) if page else None)
    return FoundJob(job, match.start(), match.end())


def _bare(match: re.Match[str]) -> FoundJob:
    if match["bar"]:
        return FoundJob(JobNumber(match["bar"]), match.start(), match.end())
    return FoundJob(JobNumber(match["number"], LETTERS[match["letter"].upper()]), *match.span("number"))


def _iso(printed: str) -> str | None:
    """``210898`` as 1998-08-21; None for no date."""
    day, month, year = int(printed[:2]), int(printed[2:4]), int(printed[4:])
    try:
        return date(year + (1900 if year >= _FIRST_YEAR else 2000), month, day).isoformat()
    except ValueError:
        return None
