"""How common words vary (``topics/grammar.toml``): what the forms of a word share, so that any of them is found."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

LEAST = 3
"""Letters that stay of a word when an ending is taken from it."""
_WORDS = 50_000
"""Words whose readings are kept: several times those of a long document."""


class Inflection(NamedTuple):
    """The rules of a language; the keys of ``grammar.toml`` say what each means."""

    beginnings: tuple[str, ...]
    proclitics: tuple[str, ...]
    endings: dict[str, str]
    skip: frozenset[str]
    first: frozenset[str]
    """With which a beginning or a proclitic begins."""
    longest: int
    """Letters of the longest ending."""


@cache
def inflection(language: str) -> Inflection:
    """Give the rules of a language (ISO 639-1), longest first; raises `KeyError` where there are none."""
    table = tomllib.loads((resources.files("chancery.world") / "topics" / "grammar.toml").read_text("utf-8"))[language]
    endings = dict(table["endings"])
    return Inflection(
        beginnings=tuple(sorted(table["beginnings"], key=len, reverse=True)),
        proclitics=tuple(sorted(table["proclitics"], key=len, reverse=True)),
        endings=endings,
        skip=frozenset(table["skip"]),
        first=frozenset(one[0] for one in (*table["beginnings"], *table["proclitics"])),
        longest=max(map(len, endings), default=0),
    )


def stem(word: str, language: str) -> str:
    """Give what the forms of a folded word share.

    >>> stem("sanctions", "en"), stem("sanction", "en")
    ('sanction', 'sanction')
    >>> stem("الارهاب", "ar")
    'ارهاب'
    """
    return readings(word, language)[0][1]


@lru_cache(_WORDS)
def readings(word: str, language: str) -> tuple[tuple[int, str], ...]:
    """Give the ways to read a folded word: how many characters stand before it that belong to another word, and its stem.

    >>> readings("وامن", "ar")
    ((0, 'وامن'), (1, 'امن'))
    """
    rules = inflection(language)
    if word[0] not in rules.first:
        return ((0, _ended(word, rules)),)
    for beginning in rules.beginnings:
        if word.startswith(beginning) and len(word) - len(beginning) >= LEAST - 1:
            # the article belongs to the name, what stands before it does not; in "لل" the article is half there
            before = len(beginning) - 2
            return ((before, _ended(word[len(beginning) :], rules)),)
    plain = ((0, _ended(word, rules)),)
    clitics = (c for c in rules.proclitics if word.startswith(c) and len(word) - len(c) >= LEAST - 1)
    return plain + tuple((len(c), _ended(word[len(c) :], rules)) for c in clitics)


def _ended(word: str, rules: Inflection) -> str:
    for size in range(rules.longest, 0, -1):
        kept = rules.endings.get(word[-size:])
        if kept is not None and len(word) - size + len(kept) >= LEAST:
            return word[:-size] + kept
    return word
