"""Positions taken: who does what act towards whom about what, with the words that show it.

Acts and the words for them are data of each language (``acts.toml``); what they are said of is grammar that all six
languages share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from chancery.form.labels import label_of
from chancery.knowledge.context import Context
from chancery.knowledge.statements.build import statements_of
from chancery.knowledge.statements.clauses import Clause, Paragraph, read_clauses
from chancery.knowledge.statements.commitments import read_commitments
from chancery.knowledge.statements.items import Governing, inherited, outlook
from chancery.knowledge.statements.lexicon import Lexicon, lexicon
from chancery.knowledge.statements.subjects import Subjects
from chancery.knowledge.statements.tokens import tokenize
from chancery.knowledge.statements.triggers import find_triggers
from chancery.knowledge.statements.voice import Voice, voices
from chancery.record import model
from chancery.record.model import Mention, Statement

SILENT = frozenset({"heading", "signature", "footnote", "formula", "table"})
"""Roles of paragraphs in which nobody takes a position."""

__all__ = ["statements"]


def statements(context: Context) -> list[Statement]:
    """Give the positions taken in a document, in the order of its text.

    Pure; the mentions of the context must have been found before.
    """
    found = voices(context)
    mentions = _by_start(context)
    out: list[Statement] = []
    governing: Governing | None = None
    for paragraph in context.paragraphs:
        if paragraph.role in SILENT:
            continue
        language = paragraph.language or context.language
        lex, voice = lexicon(language), found.of(paragraph.part)
        p = _paragraph(context, paragraph, lex, voice, mentions)
        if p is None:
            continue
        here = _read(context, p, lex, voice)
        taken = inherited(p, here, governing) or here
        out += statements_of(context, p, taken, _within(mentions, paragraph), paragraph.id)
        governing = outlook(context, paragraph, p, taken, governing)
    return out


def _by_start(context: Context) -> list[Mention]:
    return sorted(context.mentions, key=lambda m: m.span)


def _within(mentions: Sequence[Mention], paragraph: model.Paragraph) -> list[Mention]:
    a, b = paragraph.span
    first = bisect_left(mentions, (a, a), key=lambda m: m.span)
    last = bisect_left(mentions, (b, b), key=lambda m: m.span)
    return list(mentions[first:last])


def _paragraph(
    context: Context, paragraph: model.Paragraph, lex: Lexicon, voice: Voice, mentions: Sequence[Mention]
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
    subjects = Subjects(row, lex, _within(mentions, paragraph))
    return Paragraph(row, lex, subjects, voice, first, paragraph.role == "item")


def _read(context: Context, p: Paragraph, lex: Lexicon, voice: Voice) -> list[Clause]:
    said = read_clauses(p, find_triggers(p.tokens, lex, voice.organ))
    if voice.organ:
        return said
    return sorted([*said, *read_commitments(p, said, context)], key=lambda c: c.trigger.lo)
