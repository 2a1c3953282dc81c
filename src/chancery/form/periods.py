"""Periods: dates, intervals, months, seasons and years in running text, as ISO 8601 with the printed precision.

A season has the numbers of ISO 8601-2:2019 (section 4.8): ``1972-21`` spring, 22 summer, 23 autumn, 24 winter.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from chancery.form import dates, notation
from chancery.lang.fold import fold
from chancery.lang.pack import pack

SPRING = 21
"""The number of the first season in ISO 8601-2."""
_NAMED = re.compile(r"\(\?P<\w+>")
_LONG = 60
"""Characters of a period on that side of its year on which the language has days and months."""
_SHORT = 16
"""Characters of a period on the other side of its year."""
_MAYBE_YEAR = re.compile(r"\d\s?\d\s?\d\s?\d|[一二]\s?[〇○零o一二三四五六七八九]\s?[〇○零o一二三四五六七八九]")
_PLAIN_YEAR = re.compile(r"(?:1[89]|20)\d\d")


class Period(NamedTuple):
    """When something was, as a text says it."""

    start: int
    end: int
    """Of its words in the text, end excluded."""
    iso: str
    """``2017-11-14``, ``2017-11-14/2017-11-15``, ``2000-09``, ``1972-22``, ``1999``."""
    precision: str
    """``day``, ``month``, ``season`` or ``year``."""


class _Words(NamedTuple):
    period: re.Pattern[str]
    partial: re.Pattern[str]
    spans: tuple[re.Pattern[str], ...]
    """Two days of one month, with groups for their parts."""
    between: re.Pattern[str]
    months: dict[str, int]
    seasons: dict[str, int]


def _unnamed(expression: str) -> str:
    return _NAMED.sub("(?:", expression).rstrip()


def _patterns(language: str, key: str, shapes: dict[str, str]) -> str:
    own = pack(language)
    found = [_unnamed(notation.regex(notation.parse(p), shapes, own.spaced)) for p in own.calendar[key]]
    return "(?:" + "|".join(sorted(found, key=len, reverse=True)) + ")"


def _any(words: list[str], spaced: bool) -> str:
    """Give the expression of joining words with the space around them."""
    out = []
    for word in sorted(words, key=len, reverse=True):
        edge = r"(?!\w)" if spaced and word[-1].isascii() and word[-1].isalpha() else ""
        out.append(notation.words(word, spaced).strip() + edge)
    return rf"\s*(?:{'|'.join(out)})\s*"


@cache
def _words(language: str) -> _Words:
    """Give the expressions of a language; raises `KeyError` for one that has no pack."""
    own = pack(language)
    calendar, spaced = own.calendar, own.spaced
    shapes, months = dates.shapes(language)
    seasons = {fold(name): n for n, names in enumerate(calendar["seasons"], SPRING) for name in names}
    shapes = {
        **shapes,
        "season": "|".join(notation.words(s, spaced) for s in sorted(seasons, key=len, reverse=True)),
    }
    to = _any([*calendar["range"], *calendar["also"]], spaced)
    day, part = dates.shape(language), _patterns(language, "partial", shapes)
    comma = r"\s*,\s*" if spaced else r"\s*[、,]\s*"
    month_name = f"(?:{shapes['month']})"
    if calendar["partial_first"]:
        full = rf"(?:(?P<part>{part}(?:{comma}{part})*){to})?(?P<day>{day})"
        monthly = rf"(?:(?P<from>{month_name}){to})?(?P<month>{dates.month_shape(language)})"
    else:
        full = rf"(?P<day>{day})(?:(?:{comma}{part})*{to}(?P<part>{part}))?"
        monthly = rf"(?P<month>{dates.month_shape(language)})(?:{to}(?P<from>{month_name}))?"
    spans = [notation.regex(notation.parse(p), {**shapes, "to": to}, spaced) for p in calendar["span"]]
    joined = "|".join(map(_unnamed, spans)) or "(?!)"
    full = rf"(?P<span>{joined})|{full}"
    season, year = _patterns(language, "season", shapes), _patterns(language, "year", shapes)
    edge = r"(?<![\w/.,(-])" if spaced else r"(?<![\d/])"
    stop = r"(?![\w/%-]|[.,]\d)" if spaced else r"(?![\d/-])"
    return _Words(
        re.compile(f"{full}|{monthly}|(?P<season>{season}){stop}|{edge}(?P<year>{year}){stop}"),
        re.compile(rf"(?P<n>{shapes['day']})"),
        tuple(map(re.compile, spans)),
        re.compile(_any(list(calendar["range"]), spaced)),
        months,
        seasons,
    )


def find(folded: str, language: str, start: int = 0, end: int | None = None) -> list[Period]:
    """Give the periods in a stretch of folded text in order; what extraction has broken is left out.

    >>> [p.iso for p in find("du 28 juin au 3 juillet 1990 et en septembre 2000", "fr")]
    ['1990-06-28/1990-07-03', '2000-09']
    """
    own = _words(language)
    out: list[Period] = []
    for low, high in _stretches(folded, start, len(folded) if end is None else end, language):
        for hit in own.period.finditer(folded, low, high):
            found = _read(hit, own, language)
            if found is None:
                continue
            before = out[-1] if out else None
            if (
                before
                and before.precision == found.precision
                and own.between.fullmatch(folded, before.end, found.start)
            ):
                joined = _interval(before.iso.split("/")[0], found.iso.rsplit("/")[-1])
                out[-1] = Period(before.start, found.end, joined, found.precision)
            else:
                out.append(found)
    return out


def _stretches(folded: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Give the stretches around what may be a year: nothing else is a period."""
    reach = (_LONG, _SHORT) if pack(language).calendar["partial_first"] else (_SHORT, _LONG)
    out: list[tuple[int, int]] = []
    for year in _MAYBE_YEAR.finditer(folded, start, end):
        low, high = max(start, year.start() - reach[0]), min(end, year.end() + reach[1])
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], high)
        else:
            out.append((low, high))
    return out


def _read(hit: re.Match[str], own: _Words, language: str) -> Period | None:
    if hit["span"]:
        return _span(hit, own)
    if hit["day"]:
        return _days(hit, own, language)
    if hit["month"]:
        iso = dates.parse(hit["month"], language)
        if iso and hit["from"]:
            other = f"{iso[:4]}-{own.months[dates.bare(hit['from'])]:02}"
            iso = _interval(min(iso, other), max(iso, other))
        return Period(*hit.span(), iso, "month") if iso else None
    if hit["season"]:
        year = _year(hit["season"], language)
        name = max((s for s in own.seasons if s in hit["season"]), key=len)
        return Period(*hit.span(), f"{year}-{own.seasons[name]}", "season")
    return Period(*hit.span("year"), _year(hit["year"], language), "year")


def _span(hit: re.Match[str], own: _Words) -> Period | None:
    """Read two days of one month that share its name: "November 14-15, 2017", 2014年10月13至18日."""
    found = next(m for m in (reader.fullmatch(hit["span"]) for reader in own.spans) if m)
    parts = [(name.partition("__")[0], text) for name, text in found.groupdict().items() if text]
    year, month = (next(text for name, text in parts if name == wanted) for wanted in ("year", "month"))
    try:
        first, last = (
            date(dates.number(year), own.months[dates.bare(month)], dates.number(re.sub(r"(\d)\D+$", r"\1", text)))
            for name, text in parts
            if name == "day"
        )
    except ValueError:
        return None
    return Period(*hit.span(), f"{first}/{last}", "day") if first < last else None


def _days(hit: re.Match[str], own: _Words, language: str) -> Period | None:
    """Read a full date with the day that may stand beside it."""
    whole = dates.parse(hit["day"], language)
    if whole is None:
        return None
    earlier = bool(pack(language).calendar["partial_first"])
    other = _beside(hit["part"], whole, own, earlier) if hit["part"] else None
    first, last = (other, whole) if earlier else (whole, other)
    if first and last and first < last:
        return Period(*hit.span(), f"{first}/{last}", "day")
    return Period(*hit.span("day"), whole, "day")


def _year(text: str, language: str) -> str:
    found = _PLAIN_YEAR.search(text)
    return found[0] if found else f"{dates.number(re.sub('[^〇○零o一二三四五六七八九]', '', text)):04}"


def _interval(first: str, last: str) -> str:
    return f"{first}/{last}" if first < last else last


def _beside(part: str, iso: str, own: _Words, earlier: bool) -> str | None:
    """Give the day that stands beside a full date, of whose month and year it may be: "28 June" in "28 June to 3 July 1990"."""
    found = own.partial.search(part) if earlier else None
    if found is None:
        found = list(own.partial.finditer(part))[-1]
    whole = date.fromisoformat(iso)
    month = next(
        (own.months[n] for n in sorted(own.months, key=len, reverse=True) if n in dates.bare(part)), whole.month
    )
    year = whole.year - 1 if earlier and month > whole.month else whole.year
    try:
        return date(year, month, dates.number(re.sub(r"(\d)\D+$", r"\1", found["n"]))).isoformat()
    except ValueError:
        return None
