"""Dates: found, read and written in each language, from the patterns of its ``calendar.toml``.

Reading works on folded text (`chancery.lang.fold`), so that digit sets, case and accents are one already. ISO 8601 with
the printed precision: ``2021-07-16``, ``2021-07``, ``2021``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from chancery.form import notation
from chancery.form.notation import Slot
from chancery.lang.fold import fold
from chancery.lang.pack import Pack, pack

_HAN = {
    c: n for n, chars in enumerate(("〇○零o", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for c in chars
}
_TEN = {"十": 1, "廿": 2, "卅": 3}
_HAN_DIGIT = "[〇○零o一二三四五六七八九]"
"""With the Latin letter that is typed for a zero: 二OO三年."""
_YEAR = r"(?<!\d)(?:1[89]|20)\d\d(?!\d)"
_MIRRORED_YEAR = r"(?<!\d)\d\d(?:[89]1|02)(?!\d)"
"""A year whose digits extraction has put in the wrong order, as it happens in text that runs from right to left."""
_DAY = r"(?<!\d)[0-3]?\d(?!\d)"
_NAMED = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The dates of one language, compiled."""

    day: str
    """The expression of a full date."""
    month: str
    """The expression of a month with its year."""
    readers: tuple[re.Pattern[str], ...]
    """Full dates and then months, with groups for their parts."""
    months: dict[str, int]
    """Folded name without white space to the month's number."""


_BARE = re.compile(r"[\s\u0640\u064b-\u0652]+")
"""White space, and what Arabic print may add to letters: elongation and vowel signs."""


def bare(text: str) -> str:
    """Give a folded text without white space and what Arabic print adds to letters."""
    return _BARE.sub("", text)


def _shapes(own: Pack) -> tuple[dict[str, str], dict[str, int]]:
    """Give the expressions of day, month and year in a language, and the numbers of the months' names."""
    names = {name: number for number, row in enumerate(own.calendar["months"], 1) for name in row}
    ordered = sorted(names, key=len, reverse=True)
    month = "|".join(notation.words(name, own.spaced) for name in ordered)
    day, year = _DAY, _YEAR
    if own.words["direction"] == "rtl":
        day, year = r"(?<!\d)\d{1,2}(?!\d)", f"(?:{_YEAR}|{_MIRRORED_YEAR})"
    if own.calendar["numerals"] == "han":
        day = r"(?:(?<!\d)[0-3]?\s?\d(?!\s?\d)|[一二三廿卅]?\s?十\s?[一二三四五六七八九]?|廿\s?[一二三四五六七八九]?|卅\s?一?|[一二三四五六七八九])"
        year = rf"(?:(?<!\d)(?:1\s?[89]|2\s?0)\s?\d\s?\d(?!\d)|[一二](?:\s?{_HAN_DIGIT}){{3}})"
    accepted = [p.partition("{number}") for p in own.calendar["day"]["accept"]]
    marks = "|".join(re.escape(fold(after)) for _, _, after in accepted if after)
    if marks:
        day += rf"(?:\s?(?:{marks})(?!\w))?"
    return {"day": day, "month": month, "year": year}, {bare(fold(name)): n for name, n in names.items()}


@cache
def _calendar(language: str) -> _Calendar:
    own = pack(language)
    shapes, months = _shapes(own)
    days, short = list(own.calendar["date"]), list(own.calendar["month"])
    if own.words["direction"] == "rtl":
        days.append("{year} {month} {day}")
        short.append("{year} {month}")
    expressions = [notation.regex(notation.parse(p), shapes, own.spaced) for p in days]
    expressions.sort(key=len, reverse=True)
    monthly = [notation.regex(notation.parse(p), shapes, own.spaced) for p in short]
    monthly.sort(key=len, reverse=True)
    return _Calendar(
        "(?:" + "|".join(_NAMED.sub("(?:", e).rstrip() for e in expressions) + ")",
        "(?:" + "|".join(_NAMED.sub("(?:", e).rstrip() for e in monthly) + ")",
        tuple(re.compile(e) for e in expressions + monthly),
        months,
    )


def shapes(language: str) -> tuple[dict[str, str], dict[str, int]]:
    """Give the expressions of ``day``, ``month`` and ``year`` over folded text, and the numbers of the months by `bare` name.

    Raises `KeyError` for a language that has no pack.
    """
    return _shapes(pack(language))


def shape(language: str) -> str:
    """Give the expression of a full date over folded text, without groups.

    Raises `KeyError` for a language that has no pack.
    """
    return _calendar(language).day


def month_shape(language: str) -> str:
    """Give the expression of a month with its year over folded text, without groups."""
    return _calendar(language).month


def number(text: str) -> int:
    """Read a number of digits or Han numerals.

    >>> number("二十一"), number("一九九九"), number("1 6")
    (21, 1999, 16)
    """
    text = bare(text)
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    for char, tens in _TEN.items():
        before, found, after = text.partition(char)
        if found:
            return (_HAN[before] if before else tens) * 10 + (_HAN[after] if after else 0)
    return int("".join(str(_HAN[c]) for c in text))


def _parts(found: re.Match[str], months: dict[str, int]) -> str | None:
    parts = {
        name: found[0][start - found.start() : end - found.start()]
        for name, (start, end) in notation.values(found).items()
    }
    month = months[bare(parts["month"])]
    year, day = parts["year"], parts.get("day")
    if re.fullmatch(_MIRRORED_YEAR, year) and not re.fullmatch(_YEAR, year):
        year, day = year[::-1], day and day[::-1]
    if day is None:
        return f"{number(year):04}-{month:02}"
    try:
        return date(number(year), month, number(day)).isoformat()
    except ValueError:
        return None


@lru_cache(4096)
def parse(folded: str, language: str) -> str | None:
    """Read a date that fills a folded text; None where it is none, or no day of the calendar.

    >>> parse("1er fevrier 2021", "fr"), parse("fevrier 2021", "fr"), parse("2021", "fr")
    ('2021-02-01', '2021-02', '2021')
    """
    folded = folded.strip()
    own = _calendar(language)
    for reader in own.readers:
        found = reader.fullmatch(folded)
        if found:
            return _parts(found, own.months)
    return folded if re.fullmatch(_YEAR, folded) else None


@lru_cache(4096)
def write(iso: str, language: str) -> str:
    """Write a date, month or year as documents in a language print it.

    Raises `ValueError` where ``iso`` is none of these.

    >>> write("2021-02-01", "fr"), write("2021-02", "fr")
    ('1er février 2021', 'février 2021')
    """
    if re.fullmatch(r"\d{4}", iso):
        return iso
    own = pack(language)
    if re.fullmatch(r"\d{4}-\d\d", iso):
        when, key = date.fromisoformat(f"{iso}-01"), "month"
    else:
        when, key = date.fromisoformat(iso), "date"
    day = str(own.calendar["day"]["first"]) if when.day == 1 else str(when.day)
    values = {"day": day, "month": str(own.calendar["months"][when.month - 1][0]), "year": str(when.year)}

    def fill(slot: Slot) -> str | None:
        return values.get(slot.name)

    text = notation.render(notation.parse(own.calendar[key][0]), fill)
    if text is None:
        raise ValueError(f"the {key} pattern of {language!r} has an unknown slot")
    return text
