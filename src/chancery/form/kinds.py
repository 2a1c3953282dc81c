"""What an attachment is, by the words of its title."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from chancery.form.grammar import grammar
from chancery.form.notation import regex

REACH = 90
"""Characters of a title in which its kind is named, from the head or from the end."""


class Kind(NamedTuple):
    """A kind and the words that name it, ``title[start:end]``."""

    kind: str
    start: int
    end: int


@cache
def _expressions(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    g = grammar(language)
    out = []
    for key, patterns in g.family("kinds.name").items():
        whole = "|".join(regex(p.tree, {}, g.pack.spaced) for p in patterns)
        out.append((key, re.compile(rf"(?<!\w)(?:{whole})(?!\w)" if g.pack.spaced else whole)))
    return tuple(out)


def kind_of(title: str, language: str) -> Kind | None:
    """Give the kind that a folded title names: the first words that name one, or the last where the head word ends it."""
    at_end = grammar(language).pack.words["kind_position"] == "end"
    found = [
        Kind(key, m.start(), m.end())
        for key, expression in _expressions(language)
        for m in expression.finditer(title)
        if (m.end() > len(title) - REACH if at_end else m.start() < REACH)
    ]
    if not found:
        return None
    return max(found, key=lambda k: (k.end, k.end - k.start)) if at_end else min(found, key=lambda k: (k.start, -k.end))
