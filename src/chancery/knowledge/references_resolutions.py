"""Resolutions and decisions in words: ``resolutions 1267 (1999) and 1333 (2000)``, ``sa résolution 57/145``, 第57/145号决议.

The form of a number says most: a year in brackets is the Security Council's, a session in Roman numerals the General
Assembly's of before 1976, ``n/m`` a session and a number. Which body's session it is tell the organ that is named and
the date; a resolution whose date lies outside the Assembly's session ``n`` is not the Assembly's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from chancery.form import dates
from chancery.form.symbols import SymbolError, implied, parse
from chancery.form.symbols.words import roman, roman_value
from chancery.knowledge.context import Context
from chancery.knowledge.references_words import Term, Words, words
from chancery.record.model import Reference

_NOUNS = frozenset({"resolution", "decision", "others"})
_SENTENCE = re.compile(r"[.!?。؟]['\")\]]*\s+(?=[^\W\d_])|。|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_NEAR = 26
"""Characters between an organ and the noun that it stands before."""
_REACH = 60
"""Characters between a number and the organ after it."""
_FIRST_COUNCIL = 2006
"""The year in which the Human Rights Council first met."""
_LAST_ROMAN = 30
"""The last session of the General Assembly that is written in Roman numerals."""
_SERIES = {
    "A": "A/RES/{}/{}",
    "HRC": "A/HRC/RES/{}/{}",
    "E": "E/RES/{}/{}",
    "CHR": "E/CN.4/RES/{}/{}",
    "UNEA": "UNEP/EA.{}/Res.{}",
}
_LAST_APART = "D"
"""Parts up to this letter came out as documents of their own (budgets: ``57/270 B``); resolutions that have more of them
(disarmament: ``48/75 A`` to ``L``) are one document, whose symbol has no letter, and so has a part A that came out first."""
_FIRST_SLASH = 31
"""The first session of the General Assembly whose resolutions are numbered ``31/1``."""
_COUNCIL_NUMBERS = 90
"""Sessions of the Human Rights Council and numbers of its resolutions stay below."""
_ENVIRONMENT_YEARS = {1: 2014, 2: 2016, 3: 2017, 4: 2019, 5: 2021, 6: 2024, 7: 2025}
"""The session of the Environment Assembly to its year; the fifth was resumed in the next one."""


@dataclass(slots=True)
class _Number:
    """A number in the text, with what stands around it."""

    match: re.Match[str]
    start: int
    end: int
    special: str = ""
    """The prefix of a special session, folded."""
    noun: str = ""
    noun_span: tuple[int, int] = (0, 0)
    near: bool = False
    """Whether it follows the noun or another number of its list directly."""
    organ: str = ""
    date: str | None = None
    parts: list[str] = field(default_factory=list)


def resolutions(context: Context, terms: list[Term], taken: list[tuple[int, int]]) -> list[Reference]:
    """Give the resolutions and decisions that the text names by number, outside the spans that are taken, in order."""
    own = words(context.language)
    out: list[Reference] = []
    for start, end, found in _blocks(context, own, taken):
        for number in _read(context, own, terms, found, start, end):
            out.extend(_references(context, own, number))
    return out


def _blocks(
    context: Context, own: Words, taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int, list[re.Match[str]]]]:
    """Give the stretches of text that hold numbers: paragraphs, or lines outside them."""
    starts = [span[0] for span in taken]
    block: tuple[int, int] = (-1, -1)
    held: list[re.Match[str]] = []
    first = context.paragraphs[0].span[0] if context.paragraphs else 0
    for hit in own.number.finditer(context.folded):
        at = bisect_left(starts, hit.end())
        if at and taken[at - 1][1] > hit.start():
            continue
        if hit.start() < first or not _begins(context.text, hit.start()):
            continue
        if not block[0] <= hit.start() < block[1]:
            if held:
                yield *block, held
            held = []
            paragraph = context.paragraph_at(hit.start())
            block = paragraph.span if paragraph else _line(context.folded, hit.start())
        held.append(hit)
    if held:
        yield *block, held


def _begins(text: str, at: int) -> bool:
    """Tell whether a number begins there: it is no part of a longer number or of a symbol."""
    last, before = text[at - 1 : at], text[at - 2 : at - 1]
    if last == ",":
        return not before.isdigit()
    return not (last.isdigit() or last in ("/", ".") or (last.isascii() and last.isalpha()))


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _read(
    context: Context, own: Words, terms: list[Term], found: list[re.Match[str]], start: int, end: int
) -> list[_Number]:
    """Give the numbers of a block that are resolutions' or decisions', each with noun, organ and date."""
    folded = context.folded
    held = terms[bisect_left(terms, (start, 0, "")) : bisect_left(terms, (end, 0, ""))]
    nouns = [t for t in held if t.kind in _NOUNS]
    organs = [Term(t.start, t.end, t.kind[2:]) for t in held if t.kind.startswith("o_")]
    breaks = [hit.start() for hit in _SENTENCE.finditer(folded, start, end)]
    numbers = []
    for hit in found:
        special = own.special.search(folded, max(start, hit.start() - 9), hit.start())
        first, prefix = (special.start(1), special[1]) if special else (hit.start(), "")
        numbers.append(_Number(hit, first, _shrunk(context, own, hit), prefix))
    for number in numbers:
        number.date = _date(own, folded, number)
        _noun(own, folded, number, numbers, nouns, organs, breaks)
    _shared_dates(own, folded, numbers)
    _organs(own, folded, numbers, organs, breaks, start)
    return [n for n in numbers if n.noun in ("resolution", "decision") or (not n.noun and n.match["year"])]


def _shrunk(context: Context, own: Words, hit: re.Match[str]) -> int:
    """Give where a number ends: letters behind it that are not parts of a resolution do not belong to it."""
    if hit["letters"] is None:
        return hit.end()
    end = hit.start("letters")
    printed = context.text[hit.start("letters") : hit.end("letters")]
    at = 0
    for piece in (_WORD if own.spaced else _LATIN).finditer(printed):
        letter = piece[0]
        if not _is_part(letter, hit["letters"][piece.start() : piece.end()], own):
            if letter.isupper() or (at == 0 and not own.ranges.fullmatch(hit["letters"][piece.start() : piece.end()])):
                break
            continue
        at = piece.end()
    return end + at if at else hit.end("m")


def _is_part(printed: str, folded: str, own: Words) -> bool:
    plain = folded if folded in own.letters else re.sub(r"^[وبلكف]", "", folded)
    return (plain in own.letters and (not printed.islower() or printed == printed.upper())) or (
        len(printed) == 1 and printed.isascii() and printed.isupper()
    )


def _date(own: Words, folded: str, number: _Number) -> str | None:
    """Give the date that goes with a number: after it, or before it where the noun follows."""
    if own.noun_first:
        hit = own.date.match(folded, number.end)
        return dates.parse(folded[hit.start("date") : hit.end("date")], own.language) if hit else None
    low = max(0, number.start - 24)
    last = None
    for hit in own.bare_date.finditer(folded, low, number.start):
        last = hit
    if last is None or folded[last.end() : number.start].strip(" \n\t第的通过") != "":
        return None
    return dates.parse(last[0], own.language)


def _shared_dates(own: Words, folded: str, numbers: list[_Number]) -> None:
    """Give the members of a list the date that stands once, behind the last of them (or before the first)."""
    pairs = list(pairwise(numbers))
    for first, second in reversed(pairs) if own.noun_first else pairs:
        giver, taker = (second, first) if own.noun_first else (first, second)
        if giver.date and not taker.date and own.joint.match(folded[first.end : second.start]):
            taker.date = giver.date


def _noun(
    own: Words,
    folded: str,
    number: _Number,
    numbers: list[_Number],
    nouns: list[Term],
    organs: list[Term],
    breaks: list[int],
) -> None:
    """Find the noun that a number belongs to."""
    if own.noun_first:
        before = [n for n in nouns if n[1] <= number.start]
        if not before:
            return
        noun = before[-1]
        low, high = noun[1], number.start
        previous = next((n for n in reversed(numbers) if noun[1] <= n.start and n.end <= number.start), None)
        reach = previous.end if previous else noun[1]
        named = next((o.end for o in organs if noun[1] <= o.start <= noun[1] + 8 and o.end <= number.start), noun[1])
        adjacent = number.start - named <= 14 or _joined(own, folded, reach, number.start)
    else:
        after = [n for n in nouns if n[0] >= number.end]
        if not after:
            return
        noun = after[0]
        low, high = number.end, noun[0]
        following = next((n for n in numbers if n.start >= number.end and n.end <= noun[0]), None)
        reach = following.start if following else noun[0]
        adjacent = noun[0] - number.end <= 6 or _joined(own, folded, number.end, reach)
    if any(low <= b < high for b in breaks) and not adjacent:
        return
    if noun[2] == "others" and not adjacent:
        remaining = [n for n in (before if own.noun_first else after) if n[2] == "resolution"]
        if not remaining:
            return
        noun = remaining[-1] if own.noun_first else remaining[0]
        if any(min(noun[1], number.end) <= b < max(noun[0], number.start) for b in breaks):
            return
    number.noun, number.noun_span, number.near = noun[2], (noun[0], noun[1]), adjacent


def _joined(own: Words, folded: str, start: int, end: int) -> bool:
    """Tell whether what stands between two numbers is only what joins the members of a list."""
    if end - start > 120:
        return False
    gap = folded[start:end]
    if not own.joint.match(gap):
        gap = own.bare_date.sub(" ", gap)
    return own.joint.match(gap) is not None


def _organs(
    own: Words,
    folded: str,
    numbers: list[_Number],
    organs: list[Term],
    breaks: list[int],
    start: int,
) -> None:
    """Find the organ of each number: named behind it or behind a later one of its list, or before their noun."""
    for i, number in enumerate(numbers):
        stop = numbers[i + 1].start if i + 1 < len(numbers) else number.end + 2 * _REACH
        for a, b, name in organs:
            if number.end <= a < min(stop, number.end + _REACH):
                gap = folded[number.end : a]
                if number.date:
                    gap = own.bare_date.sub(" ", gap)
                if own.noun_first and own.organ_gap.match(gap):
                    number.organ = name
                    hit = None if number.date else own.date.match(folded, b)
                    number.date = dates.parse(hit["date"], own.language) if hit else number.date
                break
            if own.noun_first and number.noun and number.noun_span[1] <= a and b <= number.start and not number.organ:
                number.organ = name if not any(number.noun_span[1] <= n.start < a for n in numbers) else number.organ
    after = ""
    for i in range(len(numbers) - 1, -1, -1):
        same = i + 1 < len(numbers) and numbers[i + 1].noun_span == numbers[i].noun_span and numbers[i].noun_span[1]
        after = after if same else ""
        if numbers[i].organ:
            after = numbers[i].organ
        elif after and own.noun_first and numbers[i + 1].near:
            numbers[i].organ = after
    for i, number in enumerate(numbers):
        if number.organ or not number.noun:
            continue
        if own.noun_first:
            ahead = [o for o in organs if o[1] <= number.noun_span[0] and number.noun_span[0] - o[1] <= _NEAR]
            if ahead and own.between.match(folded[ahead[-1][1] : number.noun_span[0]]):
                number.organ = ahead[-1][2]
        else:
            low = max([b for b in breaks if b < number.start], default=start)
            low = max([low, *(n.noun_span[1] for n in numbers[:i] if n.noun_span[1] <= number.start)])
            ahead = [o for o in organs if low <= o[0] and o[1] <= number.start]
            if ahead and '"' not in folded[ahead[-1].end : number.start]:
                number.organ = ahead[-1].kind


@lru_cache(4096)
def _council_year(number: int) -> int | None:
    """Give the year of a resolution of the Security Council; None where its number is none or too new."""
    try:
        return implied(parse(f"S/RES/{number}")).year
    except SymbolError:
        return None


def _references(context: Context, own: Words, number: _Number) -> Iterator[Reference]:
    for symbol, start, end in _symbols(context, own, number):
        paragraph = context.paragraph_at(start)
        printed = " ".join(number.match[0].split()) if symbol is None else ""
        yield Reference(
            symbol=symbol,
            name=None if symbol else f"{number.noun} {printed}",
            date=number.date,
            text=context.text[start:end],
            span=(start, end),
            paragraph=paragraph.id if paragraph else None,
        )


def _symbols(context: Context, own: Words, number: _Number) -> Iterator[tuple[str | None, int, int]]:
    """Give the symbols of a number; None for a decision or a resolution of a body without symbols of its own."""
    hit, n = number.match, int(number.match["n"])
    whole = (number.start, number.end)
    if hit["year"]:
        if number.special or (number.organ not in ("", "S", "A", "council") and number.near):
            return
        year = _council_year(n)
        if year == int(hit["year"]) or (number.noun == "resolution" and n and number.near):
            part = _part(context, own, "part", hit)
            if number.noun == "resolution" or year:
                yield _normal(f"S/RES/{n}{part} ({hit['year']})"), *whole
        return
    if number.noun not in ("resolution", "decision"):
        return
    if hit["roman"]:
        session = _roman(own, hit["roman"])
        if session and number.organ not in ("other", "CHR", "HRC", "UNEA") and not number.special:
            value = roman_value(session)
            body = "E" if number.organ == "E" else "A" if value is None or value <= _LAST_ROMAN else ""
            yield (_normal(f"{body}/RES/{n} ({session})") if body and number.noun == "resolution" else None), *whole
        return
    yield from _sessional(context, own, number)


def _sessional(context: Context, own: Words, number: _Number) -> Iterator[tuple[str | None, int, int]]:
    hit, n, m = number.match, int(number.match["n"]), int(number.match["m"])
    prefix = own.sessions.get(_tight(number.special), "")
    yearly = n >= 1900
    if not m or (yearly and not (1946 <= n < 2100)) or (not yearly and n > 150):
        return
    if not number.near and (yearly or n < 10 or m > 400):
        return
    if yearly and number.organ not in ("E", "CHR") and m == (n + 1) % 100:
        return
    series = "A" if prefix == "ES-" else _series(context, own, number, n, m, bool(prefix), yearly)
    if series == "other" or number.noun == "decision":
        yield None, number.start, number.end
        return
    base = _SERIES[series].format(f"{prefix}{n}", m)
    parts = _parts(context, own, hit, number.end)
    if not parts:
        yield _normal(base), number.start, hit.end("m")
    elif parts[0][0][0] > _LAST_APART:
        yield _normal(base), number.start, parts[-1][2]
    for i, (part, a, b) in enumerate(parts if parts and parts[0][0][0] <= _LAST_APART else []):
        yield _normal(base if part == "A" else f"{base} {part}"), a if i else number.start, b


def _series(context: Context, own: Words, number: _Number, n: int, m: int, special: bool, yearly: bool) -> str:
    """Give the series that a number belongs to, by the organ named, the date and what is possible."""
    organ = number.organ
    if organ == "council":
        organ = "HRC" if any(t.kind == "o_HRC" for t in own.terms.find(context.folded)) else ""
    if yearly:
        return organ if organ in ("E", "CHR", "other") else "E"
    year = int(number.date[:4]) if number.date else None
    council = m <= _COUNCIL_NUMBERS and n <= _COUNCIL_NUMBERS
    if special:
        return "HRC" if organ == "HRC" else "A"
    if n < _FIRST_SLASH:
        return organ if organ in ("HRC", "UNEA", "other") else _young(context, own, n, year)
    assembly = year is None or 1945 + n <= year <= 1947 + n
    if organ in ("HRC", "UNEA"):
        return organ if council and (year is None or not assembly or year >= _FIRST_COUNCIL) else "A"
    if organ == "other":
        return "A" if year and assembly else organ
    if not assembly and year is not None and organ != "A":
        return "HRC" if council and abs(year - (_FIRST_COUNCIL + n / 3)) <= 2 else "A"
    return "A"


def _young(context: Context, own: Words, n: int, year: int | None) -> str:
    """Give the series of a number that is none of the Assembly's: of a body that began to meet later."""
    if year is not None:
        if abs(year - (_FIRST_COUNCIL + n / 3)) <= 2:
            return "HRC"
        return "UNEA" if 0 <= year - _ENVIRONMENT_YEARS.get(n, 0) <= 1 else "other"
    named = {term.kind for term in own.terms.find(context.folded)}
    if "o_UNEA" in named and n in _ENVIRONMENT_YEARS:
        return "UNEA"
    return "HRC" if "o_HRC" in named else "other"


def _parts(context: Context, own: Words, hit: re.Match[str], end: int) -> list[tuple[str, int, int]]:
    """Give the parts behind a number as letters with their places; a range as one."""
    if hit["letters"] is None or end <= hit.start("letters"):
        return []
    base = hit.start("letters")
    folded, printed = context.folded[base:end], context.text[base:end]
    out: list[tuple[str, int, int]] = []
    last = 0
    for piece in (_WORD if own.spaced else _LATIN).finditer(folded):
        if not _is_part(printed[piece.start() : piece.end()], piece[0], own):
            continue
        plain = piece[0] if piece[0] in own.letters else re.sub(r"^[وبلكف]", "", piece[0])
        letter = own.letters.get(plain) or piece[0].upper()
        gap = folded[last : piece.start()]
        if out and own.ranges.search(gap):
            out[-1] = (f"{out[-1][0][0]}-{letter}", out[-1][1], base + piece.end())
        else:
            out.append((letter, base + piece.start(), base + piece.end()))
        last = piece.end()
    return out


def _part(context: Context, own: Words, group: str, hit: re.Match[str]) -> str:
    if hit[group] is None:
        return ""
    printed = context.text[hit.start(group) : hit.end(group)]
    if not _is_part(printed, hit[group], own):
        return ""
    return f" {own.letters.get(hit[group]) or hit[group].upper()}"


def _roman(own: Words, printed: str) -> str | None:
    """Give the session in brackets as symbols have it: ``XXV``, ``S-VI``, ``ES-V``; None where it is none."""
    prefix, _, rest = printed.rpartition("-")
    sign = own.sessions.get(_tight(prefix), "") if prefix else ""
    rest = rest.strip()
    if rest.isdigit():
        if not prefix or not rest.strip("0"):
            return None
        rest = roman(int(rest))
    return f"{sign}{rest.upper()}" if roman_value(rest.upper()) else None


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)


@lru_cache(4096)
def _normal(symbol: str) -> str | None:
    try:
        return str(parse(symbol).document)
    except SymbolError:
        return None
