"""Lists: items that take the verb of the paragraph before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.knowledge.context import Context
from chancery.knowledge.statements.clauses import Clause, Group, Paragraph
from chancery.knowledge.statements.triggers import Trigger
from chancery.record import model

GOVERNING = frozenset(
    {
        "demand",
        "urge",
        "call-upon",
        "request",
        "invite",
        "encourage",
        "recommend",
        "commit",
        "decide",
        "resolve",
        "hope",
    }
)
"""Acts whose objects are things to be done, each of which a list may name."""


@dataclass(frozen=True, slots=True)
class Governing:
    """What a paragraph that announces a list says of its items."""

    part: str
    act: str
    actors: tuple[str, ...]
    level: int


def inherited(p: Paragraph, own: Sequence[Clause], governing: Governing | None) -> list[Clause]:
    """Give the statement of an item that takes the verb of its list; nothing where it has an act of its own or no list."""
    if governing is None or not p.item:
        return []
    if own and own[0].how in ("opener", "subject") and "base" not in own[0].trigger.forms:
        return []
    at = next((i for i in range(p.first, len(p.words)) if len(p.words[i]) > 1), p.first)
    trigger = Trigger(governing.act, at, at + 1, frozenset())
    first = Clause(trigger, p.first, list(governing.actors), Group(p.first), "item")
    return [first, *(c for c in own if c.trigger.lo > p.first and c.how != "opener")]


def outlook(
    context: Context, paragraph: model.Paragraph, p: Paragraph, taken: Sequence[Clause], governing: Governing | None
) -> Governing | None:
    """Give what governs the next paragraph: a paragraph that ends with a colon governs the items after it."""
    end = context.folded[paragraph.span[0] : paragraph.span[1]].rstrip()[-1:]
    level = paragraph.level if p.item else -1
    if end == ":" and taken and (p.voice.organ or taken[-1].trigger.act in GOVERNING):
        last = taken[-1]
        return Governing(paragraph.part, last.trigger.act, tuple(last.actors), level)
    if p.item and governing and governing.part == paragraph.part and level > governing.level:
        return governing
    return None
