"""Positions taken: who does what act towards whom about what, with the words that show it.

Acts and the words for them are data of each language (``acts.toml``); what they are said of is grammar that all six
languages share.
"""

from __future__ import annotations

from bisect import bisect_left

from chancery.form.labels import label_of
from chancery.knowledge.context import Context
from chancery.knowledge.statements.build import statements_of
from chancery.knowledge.statements.clauses import Clause, Paragraph, read_clauses
from chancery.knowledge.statements.commitments import read_commitments
from chancery.knowledge.statements.items import Governing, inherited, outlook
from chancery.knowledge.statements.lexicon import FUTURE, HEAD, Lexicon, lexicon
from chancery.knowledge.statements.subjects import Subjects
from chancery.knowledge.statements.tokens import tokenize
from chancery.knowledge.statements.triggers import find_triggers
from chancery.knowledge.statements.voice import Voice, voices
from chancery.record import model
from chancery.record.model import Mention, Span, Statement

SILENT = frozenset({"heading", "signature", "footnote", "formula", "table"})
"""Roles of paragraphs in which nobody takes a position."""

__all__ = ["statements"]


def statements(context: Context) -> list[Statement]:
    """Give the positions taken in a document, in the order of its text.

    Pure; the mentions of the context must have been found before.
    """
    found = voices(context)
    mentions = _Mentions(context)
    out: list[Statement] = []
    governing: Governing | None = None
    for paragraph in context.paragraphs:
        if paragraph.role in SILENT:
            continue
        language = paragraph.language or context.language
        lex, voice, named = lexicon(language), found.of(paragraph.part), mentions.within(paragraph.span)
        p = _paragraph(context, paragraph, lex, voice, named)
        if p is None:
            continue
        said = _read(p, lex, voice)
        taken = inherited(p, said, governing) or said
        if taken:
            out += statements_of(context, p, taken, named, paragraph.id)
        governing = outlook(context, paragraph, p, taken, governing)
    return out


class _Mentions:
    """The mentions of a document in the order of their spans."""

    def __init__(self, context: Context) -> None:
        self.found = sorted(context.mentions, key=lambda m: m.span)
        self.starts = [m.span[0] for m in self.found]

    def within(self, span: Span) -> list[Mention]:
        """Give those that begin within a span."""
        return self.found[bisect_left(self.starts, span[0]) : bisect_left(self.starts, span[1])]


def _paragraph(
    context: Context, paragraph: model.Paragraph, lex: Lexicon, voice: Voice, mentions: list[Mention]
) -> Paragraph | None:
    """Give a paragraph as words; None where it has none."""
    row = tokenize(context.folded, context.text, paragraph.span, lex)
    if not row.words:
        return None
    label = label_of(context.folded[paragraph.span[0] : paragraph.span[0] + 40])
    body = paragraph.span[0] + (label.end if label else 0)
    first = bisect_left(row.starts, body)
    if first >= len(row.words):
        return None
    return Paragraph(row, lex, Subjects(row, lex, mentions), voice, first, paragraph.role == "item")


def _read(p: Paragraph, lex: Lexicon, voice: Voice) -> list[Clause]:
    telling = list(map(lex.telling.__getitem__, p.words))
    places = [i for i, what in enumerate(telling) if what]
    if not places and not voice.treaty:
        return []
    triggers = find_triggers(p.tokens, lex, [i for i in places if telling[i] & HEAD], voice.organ)
    said = read_clauses(p, triggers) if triggers else []
    if voice.organ:
        return said
    undertaken = read_commitments(p, said, [i for i in places if telling[i] & FUTURE])
    return sorted([*said, *undertaken], key=lambda c: c.trigger.lo) if undertaken else said
