"""Topics: what diplomacy is about, in six languages (``topics/``).

A topic goes by a stable English slug (``narcotic-drugs``). Topics stand under broader ones; situations of countries are
no topics, unless they have a name of their own (``question-of-palestine``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from chancery.record.model import LANGUAGES
from chancery.world.scanner import Found
from chancery.world.table import cell, rows
from chancery.world.terms import Term, Terms


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with its names; by language, the name first that it is shown by."""

    id: str
    broader: str | None
    names: Mapping[str, tuple[str, ...]]

    def name(self, language: str) -> str:
        """Give the name in a language, else in English, else the id."""
        found = self.names.get(language) or self.names.get("en")
        return found[0] if found else self.id


@cache
def topics() -> Mapping[str, Topic]:
    """Give the topics by id."""
    tables = {
        language: {row["id"]: (row["name"], *cell(row["others"])) for row in rows("topics", f"{language}.tsv")}
        for language in LANGUAGES
    }
    return {
        row["id"]: Topic(row["id"], row["broader"] or None, {lang: table[row["id"]] for lang, table in tables.items()})
        for row in rows("topics", "topics.tsv")
    }


def terms_of(language: str) -> list[Term]:
    """Give the names of the topics in a language, ready for `chancery.world.terms.Terms`."""
    return [
        Term(text, row["id"], text.isupper())
        for row in rows("topics", f"{language}.tsv")
        for text in (row["name"], *cell(row["others"]))
    ]


@cache
def terms(language: str) -> Terms:
    """Give the terms of a language; raises `KeyError` for one that has none."""
    if language not in LANGUAGES:
        raise KeyError(f"no topics in {language!r}; there are {', '.join(LANGUAGES)}")
    return Terms(terms_of(language), language)


def name(identifier: str, language: str) -> str:
    """Give the name of a topic in a language; raises `KeyError` for an unknown topic.

    >>> name("terrorism", "fr")
    'terrorisme'
    """
    return topics()[identifier].name(language)


def find(folded: str, language: str, text: str | None = None) -> list[Found]:
    """Give the topics in *folded* text as (start, end, id), in order, the longest where some overlap.

    >>> find("les refugies et la lutte contre le terrorisme", "fr")
    [(4, 12, 'refugees'), (19, 45, 'counter-terrorism')]
    """
    return terms(language).find(folded, text)


def identify(text: str, language: str | None = None) -> str | None:
    """Give the id of a text that is exactly one topic, in any form of the word; else None.

    >>> identify("прав человека", "ru")
    'human-rights'
    """
    for one in LANGUAGES if language is None else (language,):
        if found := terms(one).identify(text):
            return found.id
    return None
