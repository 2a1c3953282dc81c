"""The States: how the United Nations names its Members, observers and former Members in six languages.

The names are those that the Organization prints: in the list of Members, in titles of letters, in mastheads and under
signatures. Members and observers go by ISO 3166-1 alpha-3 codes; States that are no more go by their former code (ISO
3166-3), and where they had none by the distinguishing sign of their vehicles (EAT Tanganyika, EAZ Zanzibar) or a code that
ISO leaves free (RVN, the Republic of Viet-Nam).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.lang.fold import fold
from chancery.world.adjectives import adjectives as adjectives_of
from chancery.world.gazetteer import Gazetteer
from chancery.world.scanner import Found
from chancery.world.scripts import scripts
from chancery.world.table import Doubtful, Other, cell, doubtful, others, rows

Form = Literal["short", "formal", "of", "of_formal", "list"]
FORMS: tuple[Form, ...] = ("short", "formal", "of", "of_formal", "list")


@dataclass(frozen=True, slots=True)
class StateNames:
    """The names of one State in one language."""

    id: str
    short: str
    """The short name in running order, without article: ``Islamic Republic of Iran``."""
    list: str
    """As lists of Members have it: ``Iran (Islamic Republic of)``."""
    formal: str
    of: str
    """The short name as it follows "of" in titles, with what the language needs before it: ``de la Fédération de Russie``,
    ``Российской Федерации``, ``للاتحاد الروسي``."""
    of_formal: str
    grammar: str
    """en: the article. fr, es: gender (m, f), number (p) and article of the short name. ar: gender. ru: gender or number
    (m, f, n, p), ``0`` where it is not inflected."""
    cases: tuple[str, ...]
    """ru: genitive, dative, accusative, instrumental and prepositional of the short name, then of the formal name, then of
    the others. Empty in languages without cases."""
    others: tuple[Other, ...]
    """Names of other times, places and hands."""
    doubtful: tuple[Doubtful, ...]

    @property
    def acronyms(self) -> tuple[str, ...]:
        """The names that are written in capitals only: ``CAR``, ``США``."""
        return tuple(o.name for o in self.others if o.name.isupper() and o.name.isalpha())

    def in_text(self) -> Iterable[str]:
        """Give the names to look for in text: "Korea, Republic of" would join two neighbours in a list of States."""
        further = (o.name for o in self.others if "," not in o.name)
        return (self.short, self.formal, self.list, *self.cases, *further)

    def alone(self) -> Iterable[str]:
        """Give every form that names the State when it stands alone."""
        return (*self.in_text(), *(o.name for o in self.others), self.of, self.of_formal)


@dataclass(frozen=True, slots=True)
class Membership:
    """A period of membership in the United Nations, with the States before and after."""

    id: str
    member_from: str | None
    """Date of admission, ISO 8601; None for a former State that never was a Member."""
    member_to: str | None
    """Day on which membership ended; None while it lasts."""
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]


def _read(row: Mapping[str, str]) -> StateNames:
    return StateNames(
        id=row["id"],
        short=row["short"],
        list=row["list"],
        formal=row["formal"],
        of=row["of"],
        of_formal=row["of_formal"],
        grammar=row["grammar"],
        cases=cell(row["cases"]),
        others=others(row["others"]),
        doubtful=doubtful(row["doubtful"]),
    )


GAZETTEER = Gazetteer("states", _read, beside=("places",), acronyms=("organizations",), adjectives=adjectives_of)


def states(language: str) -> Mapping[str, StateNames]:
    """Give the States by id, in a language (ISO 639-1).

    Raises `KeyError` for a language that has no table.
    """
    return GAZETTEER.rows(language)


def name(identifier: str, language: str, form: str = "short") -> str:
    """Give the name of a State in a form: ``short``, ``formal``, ``of``, ``of_formal`` or ``list``.

    Raises `KeyError` for an unknown State, language or form.

    >>> name("RUS", "fr", "of")
    'de la Fédération de Russie'
    """
    if form not in FORMS:
        raise KeyError(f"no form {form!r} of a State's name; there are {', '.join(FORMS)}")
    return str(getattr(GAZETTEER.row(identifier, language), form))


def find(folded: str, language: str | None = None, text: str | None = None, *, adjectives: bool = False) -> list[Found]:
    """Give the States named in *folded* text as (start, end, id), in order, the longest name where several begin.

    Without a language, the names of all six are looked for. With the text itself beside the folded one, names that are
    also other words (``Того``, ``Maurice``, ``Grenade``) are found by their capital; without it, only where the text begins
    with them, after a word that goes before names of States, and in lists of States. An Arabic name is given without the
    و, ف, ب, ك or ل written before it, except where ل takes the article's place (للاتحاد الروسي).

    With ``adjectives``, a State is also found by its adjectives and the name of its people (``tadjiko-afghane``,
    ``российский``, ``俄塔边界``), not by languages (``in Russian``); ``Congolese``, which two States share, is the one that
    the text names nearest.
    """
    return GAZETTEER.find(folded, language, text, adjectives)


def identify(text: str, language: str | None = None) -> str | None:
    """Give the id of a text that is exactly one State's name, in any form, also with article or preposition; else None.

    >>> identify("de la République kirghize", "fr")
    'KGZ'
    """
    return GAZETTEER.identify(text, language)


@cache
def sort_key(identifier: str, language: str) -> str:
    """Give the key that sorts States as lists in the language have them (accents and the Arabic article passed over).

    Lists in Chinese follow the English order. Raises `KeyError` for an unknown State or language.
    """
    script = scripts()[language]
    listed = fold(GAZETTEER.row(identifier, script.order).list)
    for beginning in script.unsorted:
        listed = listed.removeprefix(beginning)
    return " ".join("".join(c if c.isalnum() else " " for c in listed if c != "'").split())


@cache
def _memberships() -> Mapping[str, tuple[Membership, ...]]:
    out: dict[str, tuple[Membership, ...]] = {}
    for row in rows("states", "membership.tsv"):
        period = Membership(
            id=row["id"],
            member_from=row["member_from"] or None,
            member_to=row["member_to"] or None,
            predecessors=cell(row["predecessors"]),
            successors=cell(row["successors"]),
        )
        out[period.id] = (*out.get(period.id, ()), period)
    return out


def membership(identifier: str) -> tuple[Membership, ...]:
    """Give a State's periods of membership, in order; empty for observers."""
    return _memberships().get(identifier, ())
