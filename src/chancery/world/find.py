"""All names of the world's tables in a text at once: what reads a whole document asks for them here."""

from __future__ import annotations

from typing import NamedTuple

from chancery.world import instruments, organizations, places, states
from chancery.world.reading import reading
from chancery.world.scanner import Found
from chancery.world.scripts import scripts


class Named(NamedTuple):
    """The names in a text, by table, each in order as (start, end, id)."""

    states: list[Found]
    """With adjectives and names of peoples."""
    organizations: list[Found]
    places: list[Found]
    instruments: list[Found]


def find(folded: str, text: str | None, language: str) -> Named:
    """Give the names in a folded text, with the same as printed where it is known, in a language (ISO 639-1).

    Each table is asked by itself: a State may stand inside the name of an organization (see `chancery.world.states.find`).
    Raises `KeyError` for a language that has no tables.
    """
    ready = reading(folded, text, scripts()[language])
    return Named(
        states=states.GAZETTEER.read(ready, language, adjectives=True),
        organizations=organizations.GAZETTEER.read(ready, language),
        places=places.GAZETTEER.read(ready, language),
        instruments=instruments.GAZETTEER.read(ready, language),
    )
