"""The citable paragraphs of letters and attachments, with their roles, numbers and ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from chancery.form.grammar import finder, grammar
from chancery.form.labels import label_of
from chancery.form.slots import parsers
from chancery.form.text import Block, ReadingText
from chancery.record.model import Paragraph, Role

_CLOSED = re.compile(r"[.;,:!?)\"]\W*$")
SHORT = 120
"""Characters; an unclosed line shorter than this in the middle of a text is a heading."""
_PREFIX = {"heading": "h", "signature": "s", "footnote": "n", "table": "t"}


class Numbering:
    """Gives paragraphs their ids: ``annex-1/p3``, headings ``h``, signatures ``s``, footnotes ``n``, table cells ``t``."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def id(self, part: str, role: str) -> str:
        """Give the next id of a part for a role."""
        letter = _PREFIX.get(role, "p")
        self.counts[part, letter] += 1
        return f"{part}/{letter}{self.counts[part, letter]}"


@cache
def _article(language: str) -> re.Pattern[str]:
    return finder(language, "attachment.article")


def is_article(page: ReadingText, block: Block) -> bool:
    """Whether a block begins with "Article 5"."""
    if not _article(page.language).match(page.folded, block.start):
        return False
    own = parsers(page.language)
    return any(p.match(page.folded, block.start, own) for p in grammar(page.language).patterns("attachment.article"))


def paragraphs_of(
    page: ReadingText,
    part: str,
    blocks: Iterable[int],
    numbering: Numbering,
    *,
    headings: Collection[int] = (),
    signed: tuple[int, int] = (0, 0),
    formulas: Mapping[int, str] | None = None,
    treaty: bool = False,
    notes: bool = False,
) -> list[Paragraph]:
    """Give the paragraphs of one part.

    ``blocks`` are indices into ``page.blocks``; ``headings`` those known to be heading or title; blocks
    within ``signed`` are signatures; ``formulas`` names the formula of fixed paragraphs (those of ``headings`` are ``head``); in a ``treaty`` the
    unnumbered paragraphs before the first article are preambular; ``notes`` are all footnotes.
    """
    out: list[Paragraph] = []
    order = list(blocks)
    begun = not treaty
    for place, i in enumerate(order):
        block = page.blocks[i]
        text = page.of(block)
        label = label_of(text)
        number = label.number if label else None
        role: Role = "footnote" if notes else _role(page, order, place, headings, signed)
        if role == "body" and label:
            role = "item"
        if treaty and i not in headings and role == "heading" and is_article(page, block):
            begun, role = True, "article"
        elif treaty and role in ("body", "item"):
            if (label and label.kind == "number") or is_article(page, block):
                begun, role = True, "article"
            elif not begun:
                role = "preambular"
        out.append(
            Paragraph(
                id=numbering.id(part, role),
                part=part,
                role=role,
                number=number,
                formula="head" if i in headings else (formulas or {}).get(i),
                text=text,
                span=(block.start, block.end),
            )
        )
    return out


def _role(page: ReadingText, order: list[int], place: int, headings: Collection[int], signed: tuple[int, int]) -> Role:
    """Give the role that a block has by where it stands."""
    i = order[place]
    block = page.blocks[i]
    if block.zone == "note":
        return "footnote"
    if i in headings:
        return "heading"
    if signed[0] <= i < signed[1]:
        return "signature"
    if block.zone == "table":
        return "table"
    text = page.of(block).strip()
    last = place == len(order) - 1
    if (
        len(text) < SHORT
        and not _CLOSED.search(text)
        and not last
        and not text[:1].islower()
        and label_of(text) is None
    ):
        after = page.of(page.blocks[order[place + 1]]).strip()
        if len(after) > len(text) and not after[:1].islower() and _has_sentences(page):
            return "heading"
    return "body"


def _has_sentences(page: ReadingText) -> bool:
    """Whether the text kept its punctuation; where it is lost, an open line says nothing."""
    if page.punctuated is None:
        closed = sum([_CLOSED.search(page.of(b).strip()) is not None for b in page.blocks])
        page.punctuated = closed * 3 > len(page.blocks)
    return page.punctuated
