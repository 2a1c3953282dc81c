"""Quantities: amounts of money, people and things counted, percentages, lengths and weights, with their units.

The words stand in ``lang/LL/quantities.toml``; each language is one compiled expression over folded text. A number without
a unit that the tables know is no quantity: dates, symbols and numbers of paragraphs and resolutions are left alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from chancery.knowledge.context import Context
from chancery.lang.fold import fold
from chancery.record.model import Quantity

_CHOICE = re.compile(r"\(([^()]*)\)")
_GAP = r"[ ]*\n?[ ]*"
_LETTER = "a-zа-яء-ي"
_LOOK_BACK = 24
"""How many characters before a number may hold the word that makes it the number of a paragraph or an article."""
_YEARS = range(1900, 2100)
COUNTED = {"people", "troops", "police", "observers", "refugees", "States"}
"""Units that a number of a paragraph or a year may stand before by chance."""
_TURNED = r"\d{3}(?: \d{3})* [1-9]\d{0,2}(?!\d)"


@dataclass(frozen=True, slots=True)
class Words:
    """What a language says quantities with, folded and compiled."""

    opening: re.Pattern[str]
    """Where a quantity may begin: literals alone, for which the engine skips ahead."""
    quantity: re.Pattern[str]
    part: re.Pattern[str]
    """One number with its multipliers."""
    multiplier: re.Pattern[str]
    refused: re.Pattern[str]
    """Ends before a number that counts nothing."""
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    before: Mapping[str, str]
    after: Mapping[str, str]
    grouped: re.Pattern[str]
    turned: bool
    """Whether thousands may stand in the order in which Arabic typing leaves them: ``000 33`` is 33 000."""
    decimals: str


def forms(phrase: str) -> list[str]:
    """Give the folded forms of a phrase in which ``(a|b)`` is one of several.

    >>> forms("État(|s)")
    ['etat', 'etats']
    """
    pieces = _CHOICE.split(phrase)
    return [fold("".join(c)) for c in product(*(p.split("|") if i % 2 else [p] for i, p in enumerate(pieces)))]


def _forms(phrases: Iterable[str]) -> list[str]:
    return [form for phrase in phrases for form in forms(phrase)]


def _key(phrase: str) -> str:
    return "".join(phrase.split())


def _any(phrases: Iterable[str]) -> str:
    ordered = sorted(set(phrases), key=len, reverse=True)
    body = "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)
    return f"(?:{body})" if body else "(?!)"


def _table(raw: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {form: name for name, phrases in raw.items() for phrase in phrases for form in forms(phrase)}


@cache
def words(language: str) -> Words:
    """Give the words of a language (ISO 639-1), read and compiled once."""
    path = resources.files("chancery.lang") / language / "quantities.toml"
    raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    numbers = {form: n for n, names in enumerate(raw["numbers"], 1) for name in names for form in forms(name)}
    numbers |= {form: value for name, value in raw["amounts"] for form in forms(name)}
    multipliers = {form: int(n) for n, names in raw["multipliers"].items() for name in names for form in forms(name)}
    before, after = _table(raw["before"]), _table(raw["after"])
    between, vague, refused = (_any(_forms(raw[key])) for key in ("between", "vague", "refused"))
    decimals = re.escape(raw["decimals"])
    whole = r"\d{1,3}(?:" + "|".join(rf"(?:{re.escape(mark)}\d{{3}})+" for mark in raw["thousands"]) + r")(?!\d)"
    digits = rf"(?:{whole}(?:[{decimals}]\d+)?|\d+(?:[{decimals}]\d+)?)(?!\d)"
    if raw["turned"]:
        digits = f"(?:{_TURNED}|{digits})"
    edge = f"(?![{_LETTER}])"
    inside = f"[{_LETTER}{raw['numerals']}]"
    word = f"{_any(numbers)}(?![{_LETTER}{raw['numerals']}])"
    multiplier = f"{_any(multipliers)}{edge}"
    factors = f"(?:{_GAP}(?:{vague}{_GAP})?{multiplier}){{0,2}}"
    some = f"(?:{digits}|{word}){factors}"
    counted = f"(?:{digits}{factors}|{word}{_GAP}(?:{vague}{_GAP})?{multiplier}{factors})(?:{_GAP}{some})?"
    amounts = rf"(?:{counted}|{word}(?:{_GAP}(?!\d){some})?)"
    start = rf"(?:(?<![a-zа-я\d/])(?<![\da-z][.,:-])(?=\d)|(?<!{inside})(?=\D))"
    quantity = (
        rf"{_any(before)} ?(?P<marked>{some})"
        rf"|{start}(?P<plain>{amounts})(?:{_GAP}{vague})?(?:{_GAP}{between}){{0,3}}?{_GAP}(?P<unit>{_any(after)})"
        rf"{edge}(?!{_any(_forms(raw['refused_after']))})"
    )
    written = [r"\s+".join(map(re.escape, form.split())) for form in sorted({*before, *numbers})]
    opening = "|".join([*(rf"{n}\d*" for n in range(10)), *(form + edge for form in written)])
    return Words(
        re.compile(opening),
        re.compile(quantity),
        re.compile(rf"(?P<number>{digits}|{word})(?P<factors>{factors})"),
        re.compile(multiplier),
        re.compile(rf"(?<!{inside}){refused}\W{{0,3}}\Z"),
        {_key(form): n for form, n in numbers.items()},
        {_key(form): n for form, n in multipliers.items()},
        {_key(form): unit for form, unit in before.items()},
        {_key(form): unit for form, unit in after.items()},
        re.compile(rf"({whole})(?:[{decimals}](\d+))?"),
        bool(raw["turned"]),
        raw["decimals"],
    )


def quantities(context: Context) -> list[Quantity]:
    """Give the quantities of a document in the order of the text, without overlap.

    Percentages have the unit ``percent``; a currency is its ISO 4217 code; what is counted is an English word.
    """
    known = words(context.language)
    out = []
    end = 0
    for opening in known.opening.finditer(context.folded):
        start = opening.start()
        if start < end or not (found := known.quantity.match(context.folded, start)):
            continue
        end = found.end()
        printed = found["marked"] or found["plain"]
        if found["marked"]:
            unit = known.before[_key(context.folded[start : found.start("marked")])]
        else:
            unit = known.after[_key(found["unit"])]
            if unit in COUNTED and _no_count(printed, context.folded[max(0, start - _LOOK_BACK) : start], known):
                continue
        paragraph = context.paragraph_at(start)
        out.append(
            Quantity(
                amount=amount(printed, known),
                unit=unit,
                text=context.text[start:end],
                span=(start, end),
                paragraph=paragraph.id if paragraph else None,
            )
        )
    return out


def _no_count(printed: str, ahead: str, known: Words) -> bool:
    """Tell whether a number before what can be counted is a year, the number of a paragraph, or an article ("un")."""
    year = len(printed) == 4 and printed.isdecimal() and int(printed) in _YEARS
    return year or known.numbers.get(_key(printed)) == 1 or known.refused.search(ahead) is not None


def amount(printed: str, known: Words) -> float:
    """Give the value of a number in folded digits or words with its multipliers: parts are added.

    >>> amount("2.3 million", words("en"))
    2300000.0
    """
    total = Decimal(0)
    for part in known.part.finditer(printed):
        value = _number(part["number"], known)
        for factor in known.multiplier.findall(part["factors"]):
            value *= known.multipliers[_key(factor)]
        total += value
    return float(total)


def _number(printed: str, known: Words) -> Decimal:
    if not printed[0].isdigit():
        return Decimal(known.numbers[_key(printed)])
    if known.turned and re.fullmatch(_TURNED, printed):
        return Decimal("".join(reversed(printed.split())))
    if grouped := known.grouped.fullmatch(printed):
        return Decimal(f"{re.sub(r'[^0-9]', '', grouped[1])}.{grouped[2] or 0}")
    for mark in known.decimals:
        printed = printed.replace(mark, ".")
    return Decimal(printed)
