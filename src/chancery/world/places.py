"""Places: the capitals of the Members and the cities where diplomats meet, in six languages.

A place goes by the English name that the United Nations prints for it (``Dushanbe``, ``The Hague``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.world.gazetteer import Gazetteer
from chancery.world.scanner import Found
from chancery.world.table import Doubtful, Other, cell, doubtful, others, rows

Form = Literal["short", "in"]
FORMS: tuple[Form, ...] = ("short", "in")


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of one place in one language."""

    id: str
    short: str
    within: str
    """The name with "in" as the language prints it: ``au Caire``, ``во Франкфурте``; the form ``in``."""
    cases: tuple[str, ...]
    """ru: genitive, dative, accusative, instrumental and prepositional, then the inflected forms of the others."""
    others: tuple[Other, ...]
    doubtful: tuple[Doubtful, ...]

    @property
    def acronyms(self) -> tuple[str, ...]:
        """Names in capitals only: places have none."""
        return ()

    def in_text(self) -> Iterable[str]:
        """Give the names to look for in text."""
        return (self.short, *self.cases, *(o.name for o in self.others))

    def alone(self) -> Iterable[str]:
        """Give every form that names the place when it stands alone."""
        return (*self.in_text(), self.within)


@dataclass(frozen=True, slots=True)
class Place:
    """What is the same of a place in all languages."""

    id: str
    state: str | None
    """The State that it lies in; None where the United Nations does not say."""
    capital: bool


def _read(row: Mapping[str, str]) -> PlaceNames:
    return PlaceNames(
        id=row["id"],
        short=row["name"],
        within=row["in"],
        cases=cell(row["cases"]),
        others=others(row["others"]),
        doubtful=doubtful(row["doubtful"]),
    )


GAZETTEER = Gazetteer("places", _read, beside=("states",))


def names(language: str) -> Mapping[str, PlaceNames]:
    """Give the names of places by id, in a language (ISO 639-1).

    Raises `KeyError` for a language that has no table.
    """
    return GAZETTEER.rows(language)


@cache
def places() -> Mapping[str, Place]:
    """Give the places by id."""
    table = rows("places", "places.tsv")
    return {row["id"]: Place(row["id"], row["state"] or None, row["capital"] == "yes") for row in table}


def name(identifier: str, language: str, form: str = "short") -> str:
    """Give the name of a place: ``short``, or ``in`` with "in" before it.

    Raises `KeyError` for an unknown place, language or form.

    >>> name("Cairo", "fr", "in")
    'au Caire'
    """
    if form not in FORMS:
        raise KeyError(f"no form {form!r} of a place's name; there are {', '.join(FORMS)}")
    row = GAZETTEER.row(identifier, language)
    return row.within if form == "in" else row.short


def find(folded: str, language: str | None = None, text: str | None = None) -> list[Found]:
    """Give the places named in *folded* text as (start, end, id), in order (see `chancery.world.states.find`).

    Cities that have the name of their State (``Luxembourg``, ``Panama`` in French) are found where the text begins with
    them, in lists of places and after words that go before cities (``signed at``), not elsewhere.
    """
    return GAZETTEER.find(folded, language, text)


def identify(text: str, language: str | None = None) -> str | None:
    """Give the id of a text that is exactly one place's name, also with "in" before it; else None.

    >>> identify("à La Haye", "fr")
    'The Hague'
    """
    return GAZETTEER.identify(text, language)
