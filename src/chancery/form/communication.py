"""A communication as a whole: masthead, letter, attachments, in the order of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from chancery.form.anchors import Heading
from chancery.form.attachments import Part, find_parts, read_attachments
from chancery.form.kinds import kind_of
from chancery.form.letter import Body, read_letter
from chancery.form.masthead import Head, read_masthead
from chancery.form.paragraphs import Numbering, paragraphs_of
from chancery.form.text import ReadingText
from chancery.form.titles import MOST_TITLES, Title, titles_in
from chancery.record.model import Paragraph

_STARS = re.compile(r"\*+")


@dataclass(slots=True)
class Communication:
    """What the form of a communication gives; also of a document without a letter."""

    head: Head
    title: Title | None
    body: Body | None
    parts: list[Part] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    is_report: bool = False
    """Whether the head announces a report, of which the letter is only the cover."""


def read_communication(page: ReadingText) -> Communication:
    """Read a document as the communication it is."""
    parts = find_parts(page)
    title = _letter_title(page, parts)
    end = title.start if title else _body_start(page)
    head = read_masthead(page, end)
    blocks = page.blocks
    notes = _notes(page)
    first = next((i for i, b in enumerate(blocks) if b.start >= (title.end if title else end)), notes)
    first = min(first, notes)
    out = Communication(head, title, None)
    numbering = Numbering()
    if title is None:
        out.paragraphs = paragraphs_of(page, "body", range(first, len(blocks)), numbering)
        return out
    heads = [(i, heading) for i, heading in parts if first <= i < notes]
    last = heads[0][0] if heads else notes
    body = read_letter(page, title, first, last)
    after = last if heads else body.signed.end
    out.body = body
    out.parts = read_attachments(page, body, heads, after, notes)
    letter_end = out.parts[0].first if out.parts else notes
    out.paragraphs = paragraphs_of(
        page,
        "letter",
        range(first, letter_end),
        numbering,
        signed=(body.signed.first, body.signed.end),
        formulas=body.formulas,
    )
    for part in out.parts:
        out.paragraphs += paragraphs_of(
            page,
            part.attachment.part,
            range(part.first, part.last),
            numbering,
            headings=part.headings,
            signed=(part.signed.first, part.signed.end),
            treaty=part.attachment.kind == "treaty",
        )
    out.paragraphs += paragraphs_of(page, "notes", range(notes, len(blocks)), numbering, notes=True)
    out.is_report = _announces_report(page, title)
    return out


def _notes(page: ReadingText) -> int:
    """Give the first block of the notes at the end: footnotes, and paragraphs marked with one star, two, three."""
    blocks = page.blocks
    first = next((i for i, b in enumerate(blocks) if b.zone == "note"), len(blocks))
    start, stars = first, list[int]()
    while start > 1 and (mark := _STARS.match(page.of(blocks[start - 1]))):
        start -= 1
        stars.insert(0, len(mark[0]))
    return start if stars == list(range(1, len(stars) + 1)) or len(stars) == 1 else first


def _letter_title(page: ReadingText, heads: list[tuple[int, Heading]]) -> Title | None:
    """Give the title of the letter: the first on the page that is not that of an attachment."""
    limit = page.blocks[heads[0][0]].start if heads else len(page.text)
    first: Title | None = None
    for title in islice(titles_in(page.folded[:limit], page.language), MOST_TITLES):
        if title.whole:
            return title
        first = first or title
    return first


def _body_start(page: ReadingText) -> int:
    """Give where the text begins in a document without a letter's title: its first long paragraph."""
    for block in page.blocks:
        if block.end - block.start > 200:
            return block.start
    return len(page.text)


def _announces_report(page: ReadingText, title: Title) -> bool:
    """Whether a line before the letter's title is the title of a report."""
    for block in page.blocks:
        if block.start >= title.start:
            return False
        found = kind_of(page.folded[block.start : block.end], page.language)
        if found and found.kind == "report" and found.start < 12 and block.end - block.start > 20:
            return True
    return False
