"""Anchors: formulas that stand by themselves on the page, found before lines are joined.

A title printed without space before the first paragraph, a signature, an annex heading: the layout breaks paragraphs at
their ends, and joins the lines inside them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from chancery.form.grammar import grammar, may_begin
from chancery.form.notation import Slot, regex
from chancery.form.slots import parsers
from chancery.form.titles import find_titles, line_starts

ROLES = ("annex", "enclosure", "appendix")
_REST = re.compile(r"[\s*.:]*?(?=\n|$)")


class Anchor(NamedTuple):
    """A formula found in folded text, ``folded[start:end]``."""

    start: int
    end: int
    kind: str
    """``title``, ``signed``, or ``annex``, ``enclosure``, ``appendix`` for their headings."""


@cache
def signed_mark(language: str) -> re.Pattern[str]:
    """Give the expression for the mark of a signature: "(Signed)", or the bare word at the beginning of a line."""
    g = grammar(language)
    marks = []
    for pattern in g.patterns("letter.signed"):
        mark = regex(tuple(node for node in pattern.tree if not isinstance(node, Slot)), {}, g.pack.spaced)
        marks.append(mark if "(" in re.sub(r"(?<!\\)\(", "", pattern.text) else rf"(?:^|(?<=\n)){mark}")
    return re.compile("|".join(marks))


class Heading(NamedTuple):
    """The heading of an attachment: its role, the value of its number, the end of its printed label, its reference."""

    role: str
    number: int | None
    start: int
    label_end: int
    end: int
    reference: object | None


def heading_at(folded: str, at: int, language: str, stop: int | None = None) -> Heading | None:
    """Read the heading of an annex, enclosure or appendix that fills the rest of its line, or the text up to ``stop``."""
    own, g = parsers(language), grammar(language)
    best: Heading | None = None
    for role in ROLES:
        if not may_begin(folded, at, language, f"attachment.{role}"):
            continue
        if stop is not None and not g.hinted(f"attachment.{role}", folded, at, stop):
            continue
        for _, pattern in g.beginning(f"attachment.{role}", folded, at):
            if stop is not None and not pattern.present(folded, at, stop):
                continue
            match = pattern.match(folded, at, own)
            if not match or (best and match.end <= best.end):
                continue
            rest = _REST.match(folded, match.end)
            if not rest or (stop is not None and rest.end() < stop):
                continue
            number = match.values.get("number")
            reference = match.values.get("reference")
            label_end = match.end if reference is None else number.end if number else -1
            best = Heading(
                role,
                number.value if number else None,
                at,
                label_end,
                match.end,
                reference.value if reference else None,
            )
    return best


def find(folded: str, language: str) -> list[Anchor]:
    """Give the anchors of a text whose lines are still apart, in order and without overlap."""
    found = [
        Anchor(h.start, h.end, h.role)
        for at in line_starts(folded, language, *(f"attachment.{r}" for r in ROLES))
        if (h := heading_at(folded, at, language))
    ]
    found += [Anchor(t.start, t.end, "title") for t in find_titles(folded, language) if t.whole]
    for mark in signed_mark(language).finditer(folded):
        start = folded.rfind("\n", 0, mark.start()) + 1
        stop = folded.find("\n", mark.end())
        found.append(Anchor(start, stop if stop >= 0 else len(folded), "signed"))
    out: list[Anchor] = []
    for anchor in sorted(found, key=lambda a: (a.start, -a.end)):
        if not out or anchor.start >= out[-1].end:
            out.append(anchor)
    return out
