"""The adjectives of States, and the names of their people, as names to look for (``states/adjectives/``).

A cell holds the adjectives of a State, parted by `` | ``. Braces hold an ending of ``grammar.toml`` (``afgan{o}``). What
stands before an adjective or behind it tells what it needs:

- ``*French``: also the name of a language;
- ``?Congolese``: also of another State, and this one only where the text names it;
- ``russo-``: the first part of a word with a hyphen;
- ``俄[塔]``: only with the character in brackets beside it and one of some words behind them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from chancery.lang.fold import fold
from chancery.world.names import Name, Tongues
from chancery.world.table import cell, folded, rows

_FOLDER = "states/adjectives"
_ENDING = re.compile(r"\{(.+?)\}")
_BESIDE = re.compile(r"(?:\[(.)\])?(.)(?:\[(.)\])?")


@cache
def grammar() -> Mapping[str, Mapping[str, Any]]:
    """Give ``grammar.toml`` by language."""
    return tomllib.loads((resources.files("chancery.world") / _FOLDER / "grammar.toml").read_text("utf-8"))


def expand(pattern: str, endings: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the forms of a pattern; raises `KeyError` for an ending that there is not.

    >>> expand("afgan{o}", {"o": ["o", "a"]})
    ['afgano', 'afgana']
    """
    parts = _ENDING.split(pattern)
    choices = [endings[part] if n % 2 else (part,) for n, part in enumerate(parts)]
    return ["".join(chosen) for chosen in product(*choices)]


def adjectives(language: str) -> list[Name]:
    """Give the adjectives of all States in a language, ready to be found."""
    rules = grammar()[language]
    found: dict[str, list[tuple[str, str]]] = {}  # form: id, mark
    small = False
    pairs: list[Name] = []
    joined = tuple(map(fold, rules["joined"]))
    for row in rows(_FOLDER, f"{language}.tsv"):
        for pattern in cell(row["adjectives"]):
            if "[" in pattern:
                pairs.append(_pair(pattern, row["id"], joined))
                continue
            mark = pattern[0] if pattern[0] in "*?" else pattern[-1] if pattern[-1] == "-" else ""
            forms = expand(pattern.strip("*?").removesuffix("-"), rules["endings"])
            small = small or forms[0].islower()
            for form in folded(forms):
                found.setdefault(form, []).append((row["id"], mark))
    tongues = Tongues(
        tuple(map(fold, rules["before"])), tuple(map(fold, rules["last"])), tuple(map(fold, rules["after"]))
    )
    alone = (Name(text, "", "tongue", small=True, adjective=True) for text in folded(rules["alone"]))
    return [*(_name(form, states, small, tongues) for form, states in found.items()), *pairs, *alone]


def _name(form: str, states: Iterable[tuple[str, str]], small: bool, tongues: Tongues) -> Name:
    """Give the name of one form; it may be printed in small letters where any adjective of the language is."""
    sure = [(identifier, mark) for identifier, mark in states if mark != "?"]
    choices = tuple(dict.fromkeys(identifier for identifier, _ in states))
    identifier, mark = sure[0] if sure else ("", "")
    return Name(
        form,
        identifier,
        {"*": "tongue", "-": "joined"}.get(mark, ""),
        small=small,
        adjective=True,
        choices=choices if len(choices) > 1 else (),
        tongues=tongues if mark == "*" else None,
    )


def _pair(pattern: str, identifier: str, joined: tuple[str, ...]) -> Name:
    match = _BESIDE.fullmatch(pattern)
    if match is None:
        raise ValueError(f"{pattern!r} is no pair of abbreviations")
    before, own, after = match.groups(default="")
    at = len(before)
    return Name(before + own + after, identifier, "followed", adjective=True, after=joined, part=(at, at + len(own)))
