"""Organizations, organs and groups at which and on whose behalf States speak, in six languages.

An organization goes by a short stable slug: its established acronym in lower case, ``un-`` before organs and departments
of the United Nations, the organization's slug before an organ of another (``au-psc``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from chancery.world.gazetteer import Gazetteer
from chancery.world.scanner import Found
from chancery.world.table import Doubtful, Other, cell, doubtful, others

Form = Literal["short", "of", "acronym"]
FORMS: tuple[Form, ...] = ("short", "of", "acronym")


@dataclass(frozen=True, slots=True)
class OrganizationNames:
    """The names of one organization in one language."""

    id: str
    short: str
    """The name in running text, without article."""
    of: str
    """The name as it follows "of", with what the language needs before it."""
    acronym: str
    """Empty where the language has none in use."""
    grammar: str
    """en, es, fr: the article of the short name."""
    cases: tuple[str, ...]
    """ru: genitive, dative, accusative, instrumental and prepositional of the short name, then forms of the others."""
    others: tuple[Other, ...]
    doubtful: tuple[Doubtful, ...]

    @property
    def acronyms(self) -> tuple[str, ...]:
        """The names that are written in capitals only."""
        return tuple(n for n in (self.acronym, *(o.name for o in self.others)) if n.isupper() and " " not in n)

    def in_text(self) -> Iterable[str]:
        """Give the names to look for in text."""
        found = (self.short, self.acronym, *self.cases, *(o.name for o in self.others))
        return (name for name in found if name)

    def alone(self) -> Iterable[str]:
        """Give every form that names the organization when it stands alone."""
        return (*self.in_text(), self.of)


def _read(row: Mapping[str, str]) -> OrganizationNames:
    return OrganizationNames(
        id=row["id"],
        short=row["short"],
        of=row["of"],
        acronym=row["acronym"],
        grammar=row["grammar"],
        cases=cell(row["cases"]),
        others=others(row["others"]),
        doubtful=doubtful(row["doubtful"]),
    )


GAZETTEER = Gazetteer("organizations", _read, beside=("states",))


def organizations(language: str) -> Mapping[str, OrganizationNames]:
    """Give the organizations by id, in a language (ISO 639-1).

    Raises `KeyError` for a language that has no table.
    """
    return GAZETTEER.rows(language)


def name(identifier: str, language: str, form: str = "short") -> str:
    """Give the name of an organization: ``short``, ``of`` or ``acronym`` (the short name where there is no acronym).

    Raises `KeyError` for an unknown organization, language or form.

    >>> name("csto", "fr", "of")
    'de l’Organisation du Traité de sécurité collective'
    """
    if form not in FORMS:
        raise KeyError(f"no form {form!r} of an organization's name; there are {', '.join(FORMS)}")
    row = GAZETTEER.row(identifier, language)
    return str(getattr(row, form)) or row.short


def find(folded: str, language: str | None = None, text: str | None = None) -> list[Found]:
    """Give the organizations named in *folded* text as (start, end, id), in order (see `chancery.world.states.find`).

    With the text itself beside the folded one, acronyms are found where they are in capitals (``WHO``, not ``who``);
    without it, where they have three letters or more and are no other word.
    """
    return GAZETTEER.find(folded, language, text)


def identify(text: str, language: str | None = None) -> str | None:
    """Give the id of a text that is exactly one organization's name, in any form, also with article; else None.

    >>> identify("l’ONU", "fr")
    'un'
    """
    return GAZETTEER.identify(text, language)
