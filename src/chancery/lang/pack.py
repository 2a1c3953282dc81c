"""A language pack: the data files of one language's folder, loaded once.

Every folder holds the same files with the same keys (``tests/lang`` holds them to it): ``formulas.toml`` (the fixed
formulas of the page), ``offices.toml`` (senders and addressees), ``kinds.toml`` (what attachments are), ``calendar.toml``
(dates), ``words.toml`` (joining, numbering, language names, words that tell the language), ``ordinals.tsv``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from chancery.record.model import LANGUAGES

PATTERN_FILES = ("formulas.toml", "offices.toml", "kinds.toml")


@dataclass(frozen=True, slots=True)
class Pack:
    """The data of one language."""

    language: str
    patterns: Mapping[str, tuple[str, ...]]
    """Dotted key (``title.letter``) to its patterns in the formula notation; the first is the canonical one."""
    calendar: Mapping[str, Any]
    words: Mapping[str, Any]
    ordinals: Mapping[str, tuple[str, ...]]
    """Column (``session``, ``year``) to the ordinals 1 to 100 in that form."""

    @property
    def spaced(self) -> bool:
        """Whether the script puts spaces between words."""
        return bool(self.words["spaced"])

    def family(self, prefix: str) -> dict[str, tuple[str, ...]]:
        """Give the patterns whose keys begin with ``prefix.``, by the rest of the key."""
        head = prefix + "."
        return {key[len(head) :]: found for key, found in self.patterns.items() if key.startswith(head)}


def flatten(table: Mapping[str, Any], prefix: str = "") -> dict[str, tuple[str, ...]]:
    """Give the leaves of nested tables by dotted key.

    >>> flatten({"title": {"letter": ["Letter {x}"]}})
    {'title.letter': ('Letter {x}',)}
    """
    out: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            out |= flatten(value, f"{prefix}{key}.")
        else:
            out[prefix + key] = (value,) if isinstance(value, str) else tuple(value)
    return out


def _toml(language: str, name: str) -> dict[str, Any]:
    folder = resources.files("chancery.lang") / language
    return tomllib.loads((folder / name).read_text("utf-8"))


def _ordinals(language: str) -> dict[str, tuple[str, ...]]:
    rows = (resources.files("chancery.lang") / language / "ordinals.tsv").read_text("utf-8").splitlines()
    head, *body = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {column: tuple(cells[i] for cells in body) for i, column in enumerate(head) if column != "n"}


@cache
def pack(language: str) -> Pack:
    """Give the pack of a language (ISO 639-1).

    Raises `KeyError` for a language that has no folder.
    """
    if language not in LANGUAGES:
        raise KeyError(f"no language pack {language!r}; there are {', '.join(LANGUAGES)}")
    patterns: dict[str, tuple[str, ...]] = {}
    for name in PATTERN_FILES:
        patterns |= flatten(_toml(language, name))
    return Pack(
        language, patterns, _toml(language, "calendar.toml"), _toml(language, "words.toml"), _ordinals(language)
    )
