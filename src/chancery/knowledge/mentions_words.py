"""Words of one language as expressions over folded text, and the words by which texts shorten names (``lang/*/mentions.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from chancery.lang.fold import fold
from chancery.lang.pack import pack
from chancery.world.names import Name
from chancery.world.scanner import Scanner
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
class Generic:
    """Short names that many bodies share."""

    scanner: Scanner
    """Gives as an id the kind and the word by which bodies are asked."""
    own: Mapping[str, str]
    """Word to kind, of those that a document's symbol tells."""
    alone: Mapping[str, str]
    """Every form of those words to kind."""
    unless_followed: re.Pattern[str]
    links: re.Pattern[str]
    """The same where a word with a capital stands behind them."""
    unless_preceded: re.Pattern[str]
    """At the end of what stands before a form."""
    adjectives: tuple[str, ...]
    """Endings of words that make it part of another name, where they stand before it with a capital."""
    edge: re.Pattern[str]
    """At the end of what stands before a form: it begins there, where no spaces part words."""


def _beside(entries: Sequence[str], spaced: bool) -> str:
    """Give the expression for words of which letters may be left open: at the end ("exécuti*", two and more with "**") or
    before it ("*телей")."""
    stems = [entry for entry in entries if entry[0] != "*"]
    ways = [any_of((entry for entry in stems if not entry.endswith("**")), r"[^\W_]*", spaced)]
    ways += [rf"{re.escape(fold(entry[:-2]))}[^\W_]{{2,}}" for entry in stems if entry.endswith("**")]
    ways += [rf"[^\W_]*{re.escape(fold(entry[1:]))}(?![^\W_])" for entry in entries if entry[0] == "*"]
    return f"(?:{'|'.join(ways)})"


BODIES = "bodies"
MEANS = " / "
"""Between the kind and the word in what the scanner gives as an id."""
_GENERIC = ("assembly", "council", "organization", "secretariat", BODIES)


@cache
def generic_words(language: str) -> Generic:
    """Give the short names of a language that many bodies share; raises `FileNotFoundError` where it has no table."""
    data, script = _data(language)["generic"], scripts()[language]
    endings = ["", *map(fold, _data(language)["endings"])]
    forms: list[Name] = []
    own: dict[str, str] = {}
    for kind in _GENERIC:
        for entry in map(fold, data[kind]):
            stem = entry.rstrip("*")
            forms += [
                Name(stem + e, f"{kind}{MEANS}{entry}", small=True) for e in (endings if entry != stem else endings[:1])
            ]
            if kind != BODIES:
                own[entry] = kind
    edge = r"(?<![^\W_])" if script.spaced else ""
    return Generic(
        scanner=Scanner(forms, script),
        own=own,
        alone={form.text: kind for form in forms if (kind := form.id.split(MEANS)[0]) != BODIES},
        unless_followed=re.compile(rf"\s*(?:[\"<]|{_beside(data['unless_followed'], script.spaced)})"),
        links=re.compile(rf"\s+{any_of(data['links'], '', script.spaced)}\s+"),
        unless_preceded=re.compile(rf"{edge}{_beside(data['unless_preceded'], script.spaced)}\s*\Z"),
        adjectives=tuple(map(fold, data["adjectives"])),
        edge=re.compile(rf"(?:\A|[^\w]|{any_of(data['edge'], '', False)})\Z"),
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
