"""Instruments: treaties, declarations, programmes of action, peace agreements and rules that documents cite, in six languages.

An instrument goes by a short stable slug: its established acronym or short name in lower case (``npt``, ``un-charter``,
``helsinki-final-act``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.world.gazetteer import Gazetteer
from chancery.world.scanner import Found
from chancery.world.table import Doubtful, Other, cell, doubtful, others, rows

Form = Literal["short", "formal", "acronym"]
FORMS: tuple[Form, ...] = ("short", "formal", "acronym")


@dataclass(frozen=True, slots=True)
class InstrumentNames:
    """The names of one instrument in one language."""

    id: str
    short: str
    """The name in running text, without article."""
    formal: str
    """The full title; the same as the short name where there is only one."""
    acronym: str
    """Empty where the language has none in use."""
    cases: tuple[str, ...]
    """ru: genitive, dative, accusative, instrumental and prepositional of the names."""
    others: tuple[Other, ...]
    doubtful: tuple[Doubtful, ...]

    @property
    def acronyms(self) -> tuple[str, ...]:
        """The names that are written in capitals only."""
        return tuple(n for n in (self.acronym, *(o.name for o in self.others)) if n.isupper() and " " not in n)

    def in_text(self) -> Iterable[str]:
        """Give the names to look for in text."""
        found = (self.short, self.formal, self.acronym, *self.cases, *(o.name for o in self.others))
        return (name for name in found if name)

    def alone(self) -> Iterable[str]:
        """Give every form that names the instrument when it stands alone."""
        return self.in_text()


@dataclass(frozen=True, slots=True)
class Instrument:
    """What is the same of an instrument in all languages."""

    id: str
    kind: str
    """``treaty``, ``convention``, ``declaration``, ``programme-of-action`` ..."""
    date: str | None
    """Of adoption or signature, ISO 8601; None where it has many (rules that are amended)."""
    place: str | None
    """Where that was, by its id in the table of places; None where that does not hold it or there were several."""
    symbol: str | None
    """Of the document of the United Nations in which it stands; None where there is none."""


def _read(row: Mapping[str, str]) -> InstrumentNames:
    return InstrumentNames(
        id=row["id"],
        short=row["short"],
        formal=row["formal"],
        acronym=row["acronym"],
        cases=cell(row["cases"]),
        others=others(row["others"]),
        doubtful=doubtful(row["doubtful"]),
    )


GAZETTEER = Gazetteer("instruments", _read, beside=("organizations",))


def names(language: str) -> Mapping[str, InstrumentNames]:
    """Give the names of instruments by id, in a language (ISO 639-1).

    Raises `KeyError` for a language that has no table.
    """
    return GAZETTEER.rows(language)


@cache
def instruments() -> Mapping[str, Instrument]:
    """Give the instruments by id."""
    return {
        row["id"]: Instrument(row["id"], row["kind"], row["date"] or None, row["place"] or None, row["symbol"] or None)
        for row in rows("instruments", "instruments.tsv")
    }


def name(identifier: str, language: str, form: str = "short") -> str:
    """Give the name of an instrument: ``short``, ``formal`` or ``acronym`` (the short name where there is no acronym).

    Raises `KeyError` for an unknown instrument, language or form.

    >>> name("npt", "fr", "acronym")
    'TNP'
    """
    if form not in FORMS:
        raise KeyError(f"no form {form!r} of an instrument's name; there are {', '.join(FORMS)}")
    row = GAZETTEER.row(identifier, language)
    return str(getattr(row, form)) or row.short


@cache
def cited(identifier: str) -> str:
    """Give the name under which references list an instrument, the same in all languages: title and short name.

    >>> cited("abm")
    'Treaty on the Limitation of Anti-Ballistic Missile Systems (ABM Treaty)'
    """
    row = GAZETTEER.row(identifier, "en")
    known = row.acronym or (row.short if row.short != row.formal else "")
    return f"{row.formal} ({known})" if known and known not in row.formal else row.formal


def find(folded: str, language: str | None = None, text: str | None = None) -> list[Found]:
    """Give the instruments named in *folded* text as (start, end, id), in order (see `chancery.world.states.find`).

    ``the Charter`` alone is doubtful: with the text it is found by its capital, in Arabic and Chinese not at all.
    """
    return GAZETTEER.find(folded, language, text)


def identify(text: str, language: str | None = None) -> str | None:
    """Give the id of a text that is exactly one instrument's name, in any form, also with article; else None.

    >>> identify("la Charte de l’ONU", "fr")
    'un-charter'
    """
    return GAZETTEER.identify(text, language)
