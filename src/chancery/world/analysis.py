"""The analyser of words with the names of the world: names are found whole and are neither bent nor parted."""

from __future__ import annotations

import re
from functools import cache

from chancery.lang.analysis import Analyser, Token
from chancery.lang.fold import fold
from chancery.world import organizations, places, states
from chancery.world.scripts import scripts

_WHOLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_SHORTEST = 3
"""Letters from which an acronym is a name and no other word."""
_ALIKE = 4
"""Letters by which names of the same that begin alike are forms of one name."""


def names(language: str) -> dict[str, str]:
    """Give the names of States, places and organizations that are one word, folded, to the term of each: the short name
    where that is one word too, else the first name that begins alike. What two rows share stands for itself, and what is
    also another word is left out."""
    out: dict[str, str] = {}
    clash: set[str] = set()
    spaced = scripts()[language].spaced
    for table in (states.states(language), places.names(language), organizations.organizations(language)):
        for row in table.values():
            doubtful = {fold(one.name) for one in row.doubtful}
            acronyms = {fold(one) for one in row.acronyms}
            heads: list[str] = []
            for name in map(fold, row.in_text()):
                if name in doubtful or not _WHOLE.fullmatch(name) or (name in acronyms and len(name) < _SHORTEST):
                    continue
                whole = not spaced or name in acronyms
                term = (
                    name if whole else next((head for head in heads if _alike(head, name)), heads[0] if heads else name)
                )
                if term == name and not whole:
                    heads.append(name)
                if out.setdefault(name, term) != term:
                    clash.add(name)
    return out | {name: name for name in clash}


def _alike(first: str, second: str) -> bool:
    return first[:_ALIKE] == second[:_ALIKE]


@cache
def inner(language: str) -> dict[str, tuple[str, ...]]:
    """Give the names of States and places, where words are not parted by spaces, with the shorter names of the same that
    stand inside them; nothing for other languages."""
    if scripts()[language].spaced:
        return {}
    out: dict[str, tuple[str, ...]] = {}
    for table in (states.states(language), places.names(language)):
        for row in table.values():
            short = fold(row.short)
            for name in map(fold, row.in_text()):
                out.setdefault(name, (short,) if short in name and short != name else ())
    return out


@cache
def analyser(language: str) -> Analyser:
    """Give the analyser of a language (ISO 639-1); raises `KeyError` for a language that there is not."""
    return Analyser(language, names(language), inner(language))


def analyse(text: str, language: str) -> list[Token]:
    """Give the words of a text in order, each with its term and its place.

    >>> [token.term for token in analyse("Letters dated 1 May 1997 (S/1997/150)", "en")]
    ['letter', 'date', '1', 'may', '1997', 's/1997/150']
    """
    return analyser(language).analyse(text)
