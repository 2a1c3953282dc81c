"""Terms that are set: "by 31 March 2024", "within thirty days"."""

from __future__ import annotations

import re
from functools import cache

from chancery.form import dates
from chancery.knowledge.statements.lexicon import Lexicon, lexicon
from chancery.lang.fold import fold
from chancery.lang.pack import pack
from chancery.record.model import Span

_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}


def _spaced(language: str, text: str) -> str:
    """Give the expression of a phrase: any white space between its words."""
    escaped = re.escape(fold(text)).replace(r"\ ", r"\s+")
    edge = r"(?<![^\W\d_])" if pack(language).spaced and text[:1].isalpha() else ""
    return edge + escaped


@cache
def _terms(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the expressions of a date and of a span of time with the words that make a term of them."""
    table = lexicon(language).deadline
    until = "|".join(_spaced(language, w) for w in sorted(table["until"], key=len, reverse=True))
    shape = dates.shape(language)
    before = "|".join(_spaced(language, w) for w in table["before"])
    follows = rf"|(?P<first>{shape})(?:{before})" if before else r"|(?P<first>(?!))"
    date = re.compile(rf"(?:{until})\s*(?P<date>{shape}){follows}")
    within = "|".join(_spaced(language, w) for w in sorted(table["within"], key=len, reverse=True))
    numbers = "|".join(re.escape(fold(w)) for w in sorted(table["numbers"], key=len, reverse=True))
    units = "|".join(f"(?P<{k}>{'|'.join(map(re.escape, map(fold, v)))})" for k, v in table["units"].items())
    after = "|".join(_spaced(language, w) for w in table["after"])
    tail = rf"\s*(?:{after})" if after else r"(?![^\W\d_])" if pack(language).spaced else ""
    span = re.compile(
        rf"(?:{within})\s*(?:(?P<word>{numbers})\s*)?(?:\(?(?P<digits>\d{{1,3}})\)?\s*)?(?:{table['between']})(?:{units}){tail}"
    )
    return date, span


def deadline(folded: str, span: Span, lex: Lexicon) -> str | None:
    """Give the term that a clause sets: an ISO 8601 date, or a duration (``P30D``); None where it sets none."""
    clause, language = folded[slice(*span)], lex.language
    if not lex.term.search(clause):
        return None
    date, within = _terms(language)
    if found := date.search(clause):
        return dates.parse(found["date"] or found["first"], language)
    if (found := within.search(clause)) and (amount := _amount(found, language)):
        unit = next(k for k in _UNITS if found[k])
        return f"P{amount}{_UNITS[unit]}"
    return None


def _amount(found: re.Match[str], language: str) -> int | None:
    if found["digits"]:
        return int(found["digits"])
    if found["word"]:
        own = {fold(k): v for k, v in lexicon(language).deadline["numbers"].items()}
        return int(own[found["word"]])
    return None
