"""Words of one language as expressions over folded text, and the words by which texts shorten names (``lang/*/mentions.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from chancery.lang.fold import fold
from chancery.lang.pack import pack
from chancery.world.scripts import scripts

_LAST_WORD = re.compile(r"(.*?)([^\W\d_]+)")


def _units(entry: str, endings: str, spaced: bool) -> list[str]:
    """Give the expressions of a folded word, one a character: spaces after full stops may be missing, "*" is an ending."""
    plain = fold(entry.rstrip("*"))
    units = [re.escape(c) if c != " " else r"\s+" for c in plain]
    for n in range(1, len(units)):
        if plain[n - 1 : n + 1] == ". ":
            units[n] = r"\s*"
    stop = r"(?![^\W_]|-[^\W_])" if spaced and not plain.endswith(".") else ""
    return [*units, (endings if entry.endswith("*") else "") + stop]


def any_of(entries: Iterable[str], endings: str, spaced: bool) -> str:
    """Give the expression that matches the longest of some words, which share what they begin with."""
    tree: dict[str, Any] = {}
    for entry in entries:
        node = tree
        for unit in _units(entry, endings, spaced):
            node = node.setdefault(unit, {})
        node |= _END
    return _branches(tree) or r"(?!)"


_END: Mapping[str, Any] = {"": {}}


def _branches(tree: Mapping[str, Any]) -> str:
    """Write a tree of expressions, the longer ways first."""
    ways = [unit + _branches(rest) for unit, rest in sorted(tree.items(), key=lambda way: way[1] in ({}, _END))]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""


@dataclass(frozen=True, slots=True)
class Adopters:
    """How a text speaks of those who adopted it; expressions over folded text."""

    forms: re.Pattern[str]
    """In the groups ``together``, ``country`` and ``government``, and the same with ``_capital`` for forms that are read with
    a capital only."""
    unless_followed: re.Pattern[str]
    unless_preceded: re.Pattern[str]
    """At the end of what stands before a form."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """How a text defines short forms; expressions over folded text."""

    introducing: re.Pattern[str]
    articles: re.Pattern[str]
    heads: Mapping[str, re.Pattern[str]]
    """Words that tell what a name names, by kind of mention."""


@cache
def _data(language: str) -> Mapping[str, Any]:
    return tomllib.loads((resources.files("chancery.lang") / language / "mentions.toml").read_text("utf-8"))


def _endings(language: str) -> str:
    endings = "|".join(sorted(map(fold, _data(language)["endings"]), key=len, reverse=True))
    return rf"(?:{endings})?" if endings else ""


@cache
def adopter_words(language: str) -> Adopters:
    """Give the words of a language for those who adopted a text; raises `FileNotFoundError` where it has no table."""
    data, spaced, ending = _data(language)["adopters"], pack(language).spaced, _endings(language)
    clitics = sorted(scripts()[language].proclitics, key=len, reverse=True)
    clitic = rf"(?:{'|'.join(clitics)})?" if clitics else ""
    edge = r"(?<![^\W_])" if spaced else ""
    groups: dict[str, list[str]] = {}
    for kind in ("together", "government", "country"):
        for entry in data[kind]:
            groups.setdefault(kind if entry == entry.lower() else f"{kind}_capital", []).append(entry)
    ordered = sorted(groups.items(), key=lambda group: group[0].endswith("_capital"))
    forms = "|".join(f"(?P<{name}>{any_of(entries, ending, spaced)})" for name, entries in ordered)
    return Adopters(
        forms=re.compile(f"{edge}{clitic}(?:{forms})"),
        unless_preceded=re.compile(rf"(?:{any_of(data['unless_preceded'], '', spaced)})\s*\Z"),
        unless_followed=re.compile(rf"\s*(?:{any_of(data['unless_followed'], '', spaced)})"),
    )


@cache
def apart_words(language: str) -> re.Pattern[str]:
    """Give the expression for phrases in which the short name of an instrument is another word."""
    return re.compile(any_of(_data(language)["apart"]["phrases"], "", pack(language).spaced))


@dataclass(frozen=True, slots=True)
class House:
    """What resolutions call the United Nations, folded."""

    forms: tuple[tuple[str, str], ...]
    """What stands before the name, and the name."""
    unless_followed: re.Pattern[str]


@cache
def house_words(language: str) -> House:
    """Give the words of a language for the United Nations in its own resolutions."""
    data = _data(language)["house"]
    return House(
        forms=tuple((found[1], found[2]) for form in data["forms"] if (found := _LAST_WORD.fullmatch(fold(form)))),
        unless_followed=re.compile(rf"\s+{any_of(data['unless_followed'], '', pack(language).spaced)}"),
    )


@cache
def definition_words(language: str) -> Definitions:
    """Give the words of a language that define short forms; raises `FileNotFoundError` where it has no table."""
    data, spaced, ending = _data(language)["definitions"], pack(language).spaced, _endings(language)
    edge = r"(?<![^\W_])" if spaced else ""
    return Definitions(
        introducing=re.compile(edge + any_of(data["introducing"], "", False)),
        articles=re.compile(rf"(?:(?:{any_of(data['articles'], '', False)})(?=[\s\"'(]|(?<=')))?[\s,:-]*"),
        heads={kind: re.compile(edge + any_of(words, ending, spaced)) for kind, words in data["heads"].items()},
    )
