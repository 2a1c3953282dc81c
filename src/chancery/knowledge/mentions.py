"""Mentions: who and what a document names, each with its place and its id.

Names come from the world's tables, from the definitions that the text makes itself, and from what tells persons; the
longest correct reading wins. The masthead, which is the form's, is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chancery.knowledge.context import Context
from chancery.knowledge.definitions import define
from chancery.knowledge.mentions_adopters import LETTER, adopters, own_countries
from chancery.knowledge.mentions_generic import foreign, generic
from chancery.knowledge.mentions_names import Name, Spans, longest, names
from chancery.knowledge.people import people
from chancery.record.model import Mention, Signature, Span

__all__ = ["adopters", "mentions"]

BODIES = ("organization", "organ")
_TITLE_WORDS = 6
"""Words of a letter's title by which its place is found."""


def mentions(context: Context) -> list[Mention]:
    """Give the names in a document's letter title and paragraphs, in order; a State inside a longer
    name follows it where that stands for the first time."""
    text, folded, language = context.text, context.folded, context.language
    begin = _begin(context)
    listed = [n for n in names(folded, text, language, context.date) if n.start >= begin]
    not_here = foreign(context, listed)
    listed = [n for n in listed if n not in not_here]
    outer = longest(listed)
    defined, instead = define(text, folded, outer, begin, language)
    outer = [n for n in outer if n not in instead]
    known = longest([*outer, *defined])
    bodies = [n for n in known if n.kind in BODIES]
    own = [*own_countries(context), *generic(context, Spans(known), bodies)]
    known = longest([*known, *(n for n in own if n.start >= begin)])
    persons = people(text, folded, known, begin, language, _signatures(context))
    kept = _without(known, persons)
    spans = Spans(_first(kept))
    taken = set(kept)
    inside = [n for n in listed if n not in taken and n.kind == "state" and _inside(n, spans)]
    return [
        _mention(context, n)
        for n in sorted([*kept, *inside, *_without(persons, kept)], key=lambda n: (n.start, -n.end))
    ]


def _mention(context: Context, name: Name) -> Mention:
    paragraph = context.paragraph_at(name.start)
    return Mention(
        kind=name.kind,
        id=name.id,
        text=context.text[name.start : name.end],
        span=(name.start, name.end),
        paragraph=paragraph.id if paragraph else None,
    )


def _begin(context: Context) -> int:
    """Give where the masthead ends: at the title of the letter, else at the first paragraph."""
    first = context.paragraphs[0].span[0] if context.paragraphs else 0
    title = context.letter.title if context.letter else ""
    if not title:
        return first
    opening = re.compile(r"\s+".join(map(re.escape, title.split()[:_TITLE_WORDS])))
    found = opening.search(context.text, 0, first)
    return found.start() if found else first


def _signatures(context: Context) -> list[tuple[str, Span]]:
    """Give the names of signatures with the stretch of the text that the signatures of their part take."""
    signers: dict[str, Sequence[Signature]] = {a.part: a.signatures for a in context.attachments if a.signatures}
    if context.letter and context.letter.signatures:
        signers[LETTER] = context.letter.signatures
    out: list[tuple[str, Span]] = []
    for part, signatures in signers.items():
        spans = [p.span for p in context.paragraphs if p.part == part and p.role == "signature"]
        if spans:
            out += [(s.name, (spans[0][0], spans[-1][1])) for s in signatures]
    return out


def _without(some: Iterable[Name], others: Sequence[Name]) -> list[Name]:
    """Give the names that no longer one of the others overlaps; of two of one length, the first list's stays out."""
    over = Spans(others)
    return [n for n in some if all(o.end - o.start < n.end - n.start for o in over.within(n.start, n.end))]


def _first(names: Iterable[Name]) -> list[Name]:
    """Give the names that are the first ones of what they name: a body that is spoken of again, in full where a language has
    no acronym for it, does not name its State again."""
    first: dict[str, Name] = {}
    for name in sorted(names):
        first.setdefault(name.id, name)
    return list(first.values())


def _inside(name: Name, spans: Spans) -> bool:
    """Whether a State stands in the longer name of something that is neither a place nor a person."""
    return any(
        o.kind not in ("place", "person", "state") and o.start <= name.start and name.end <= o.end
        for o in spans.within(name.start, name.end)
    )
