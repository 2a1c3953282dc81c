"""Divisions of a document in round brackets after its symbol: ``(Part I)``, ``(Vols. I and II)``, ``(Resumption 1)``."""

from __future__ import annotations

import re
from functools import cache

from chancery.form.symbols.model import Suffix
from chancery.form.symbols.words import CHINESE_NUMBERS, LABELS, connector_words, fold, roman

_BRACKETS = re.compile(r" *\n? *\(([^()]{1,60})\)")
_CHINESE = "".join(CHINESE_NUMBERS)
_ONE = rf"(?:\d{{1,3}}[A-Z]?|[IVXLC]{{1,7}}|[{_CHINESE}])"


def label_at(text: str, at: int, *, lenient: bool) -> tuple[Suffix, int] | None:
    """The division named in brackets at a place of a folded text, and the end of the brackets; None if there is none.

    A small first letter is taken leniently only: ``A/58/619 (sect. II)`` names a place in the document.
    """
    match = _BRACKETS.match(text, at)
    if not match:
        return None
    inner = match[1].strip()
    number = _numbers().search(inner) or _glued_numbers().search(inner)
    before, after = (inner[: number.start()], inner[number.end() :]) if number else (inner, "")
    kind = _kinds().get((_bare(before), _bare(after), bool(number)))
    if kind is None or (inner[0].islower() and kind != "Resumption" and not lenient):
        return None
    return Suffix(kind, _normal(kind, number[0]) if number else ""), match.end()


@cache
def _numbers() -> re.Pattern[str]:
    joint = rf" *\n? *(?:-|,|{connector_words()}) *\n? *"
    return re.compile(rf"(?<![A-Za-z]){_ONE}(?:{joint}{_ONE})*(?![A-Za-z])")


@cache
def _glued_numbers() -> re.Pattern[str]:
    """``PartI``, ``PartsIandII``: addresses have no spaces."""
    return re.compile(rf"(?<=[a-z]){_ONE}(?:(?:-|,|{connector_words()}){_ONE})*$")


@cache
def _kinds() -> dict[tuple[str, str, bool], str]:
    """The kind of a division by what stands before and after its number, and by whether it has one."""
    return {
        (_bare(before), _bare(after), bool(slot)): kind
        for language in LABELS.values()
        for kind, templates in language.items()
        for before, slot, after in (fold(template).partition("{n}") for template in templates)
    }


def _bare(words: str) -> str:
    return re.sub(r"[\s.]+", "", words).casefold()


def _normal(kind: str, printed: str) -> str:
    """The number as the library prints it: ``I``, ``I and II``, ``I-III``, ``29A``."""
    pieces = re.split(rf"\s*(-|,|{connector_words()})\s*", printed)
    numbers = [_one(kind, piece) for piece in pieces[::2]]
    if pieces[1::2] == ["-"]:
        return "-".join(numbers)
    return " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))


def _one(kind: str, printed: str) -> str:
    if value := CHINESE_NUMBERS.get(printed):
        return roman(value) if kind in {"Part", "Vol"} else str(value)
    return printed
