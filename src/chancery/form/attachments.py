"""Annexes, enclosures and appendices: their headings, order and nesting, titles, kinds, dates, parties, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from chancery.form.adoption import adoption
from chancery.form.anchors import Heading, heading_at
from chancery.form.grammar import Value, grammar
from chancery.form.kinds import kind_of
from chancery.form.letter import Body, object_after
from chancery.form.parties import parties_of
from chancery.form.signatures import Signed, evidence_of, read_signatures
from chancery.form.slots import Phrase, parsers
from chancery.form.text import Block, ReadingText
from chancery.form.titles import read_title
from chancery.record.evidence import Evidence
from chancery.record.model import Attachment, Span

RANK = {"annex": 0, "enclosure": 1, "appendix": 2}
LONGEST_TITLE = 600
"""Characters; declarations of many States name them all in their titles."""
LONGEST_CONTINUATION = 220
LONGEST_POST = 120
LONGEST_SOURCE = 160
"""Characters of the line that names journal, number and date of an article."""

_CLOSED = re.compile(r"[.;,:!?]\W*$")
_JOINT = re.compile(r"\s*[的之]?\s*")
"""Between the letter and the word for its annex, where the letter stands first."""
_QUOTE = re.compile(r"^\W*\"")


@dataclass(slots=True)
class Part:
    """One attachment as read: the blocks it takes, and what its paragraphs are."""

    attachment: Attachment
    evidence: Evidence
    heading: Heading | None
    first: int
    """Index of its first block, the heading."""
    body: int
    """Index of the first block after heading and title."""
    last: int
    """Index after its last block."""
    signed: Signed
    headings: list[int] = field(default_factory=list)
    """Blocks that are heading or title."""
    title_span: Span | None = None


def heading_of(page: ReadingText, block: Block) -> Heading | None:
    """Read a block as the heading of an attachment."""
    if block.end - block.start > LONGEST_TITLE or block.zone == "note":
        return None
    return heading_at(page.folded, block.start, page.language, stop=block.end)


def find_parts(page: ReadingText) -> list[tuple[int, Heading]]:
    """Give the blocks that head attachments, in order."""
    return [(i, h) for i, block in enumerate(page.blocks) if (h := heading_of(page, block))]


def read_attachments(
    page: ReadingText, letter: Body, headings: list[tuple[int, Heading]], first: int, last: int
) -> list[Part]:
    """Read the attachments among the blocks ``first`` to ``last`` (excluded), which begin at the ``headings``.

    Text that follows the signatures with no heading over it is an annex without a label.
    """
    heads: list[tuple[int, Heading | None]] = [*headings]
    if not heads and _is_text(page, first, last):
        heads = [(first, None)]
    parts: list[Part] = []
    for n, (at, heading) in enumerate(heads):
        stop = heads[n + 1][0] if n + 1 < len(heads) else last
        parts.append(_read_part(page, heading, at, stop, [p.attachment for p in parts]))
    top = [p for p in parts if p.attachment.parent is None]
    for part in parts:
        number = top.index(part) + 1 if part in top else 0
        sent = letter.segments.get(number) or (letter.object_span if number and len(top) == 1 else None)
        _complete(page, part, letter, sent)
    return parts


def _is_text(page: ReadingText, first: int, last: int) -> bool:
    """Whether blocks after a letter's signatures are a text of their own: at least a title and a paragraph."""
    blocks = [b for b in page.blocks[first:last] if b.zone != "note"]
    return len(blocks) >= 2 and sum(b.end - b.start for b in blocks) > 200


def _read_part(page: ReadingText, heading: Heading | None, first: int, last: int, before: list[Attachment]) -> Part:
    """Read the head of one attachment: label, original language, title."""
    role = heading.role if heading else "annex"
    attachment = Attachment(part="", role=role)  # type: ignore[arg-type]
    evidence = Evidence()
    _place(attachment, before)
    at, headings = first, []
    if heading:
        label = _label(page, heading)
        attachment.label = page.text[slice(*label)]
        evidence.at(label, "role")
        evidence.at(label, "label")
        headings.append(first)
        at += 1
    else:
        evidence.at(None, "role")
    part = Part(attachment, evidence, heading, first, at, last, Signed(last, last), headings)
    _original(page, part)
    _title(page, part)
    part.signed = read_signatures(page, part.body, last, [])
    attachment.signatures = part.signed.signatures
    evidence.update(evidence_of(part.signed))
    return part


def _place(attachment: Attachment, before: list[Attachment]) -> None:
    """Give an attachment its parent and part name: it belongs to the last one of a higher rank."""
    for n in range(len(before) - 1, -1, -1):
        if RANK[before[n].role] < RANK[attachment.role]:
            attachment.parent = n
            break
    root = f"{before[attachment.parent].part}/" if attachment.parent is not None else ""
    count = sum(a.parent == attachment.parent and a.role == attachment.role for a in before) + 1
    attachment.part = f"{root}{attachment.role}-{count}"


def _label(page: ReadingText, heading: Heading) -> Span:
    """Give the span of the printed word and number, without the reference after it."""
    own, best = parsers(page.language), heading.start
    for patterns in grammar(page.language).family(f"attachment.{heading.role}").values():
        for pattern in patterns:
            if "{reference}" not in pattern.text:
                match = pattern.match(page.folded, heading.start, own)
                if match and match.end <= heading.end:
                    best = max(best, match.end)
    if best == heading.start and isinstance(heading.reference, Phrase):
        after = _JOINT.match(page.folded, heading.reference.end)
        return (after.end() if after else heading.reference.end), heading.end
    if best == heading.start:
        best = heading.end
    while best > heading.start and page.text[best - 1].isspace():
        best -= 1
    return heading.start, best


def _original(page: ReadingText, part: Part) -> None:
    """Read the bracketed original language at the head."""
    own, g = parsers(page.language), grammar(page.language)
    while part.body < part.last:
        block = page.blocks[part.body]
        matches = [
            m
            for key in ("attachment.original", "attachment.submitted")
            for p in g.patterns(key)
            if (m := p.match(page.folded, block.start, own)) and m.end >= block.end - 2
        ]
        if not matches:
            return
        found = matches[0].values.get("languages")
        if found:
            for n, code in enumerate(found.value):
                part.attachment.original_languages.append(code)
                part.evidence.at((found.start, found.end), "original_languages", n)
        part.headings.append(part.body)
        part.body += 1


def is_heading(page: ReadingText, block: Block) -> bool:
    """Whether a block may be a title: not long, no closed sentence, not beginning small."""
    text = page.text[block.start : block.end].strip()
    return (
        0 < len(text) <= LONGEST_TITLE
        and block.zone in ("", "table", "box")
        and not _CLOSED.search(page.folded[block.start : block.end])
        and not text[0].islower()
    )


def _title(page: ReadingText, part: Part) -> None:
    """Read the title under a heading: the letter title it is, or the lines that stand over the text."""
    if part.body >= part.last:
        return
    block = page.blocks[part.body]
    own_title = read_title(page.folded, block.start, page.language)
    if own_title and own_title.end >= block.end - 2:
        part.attachment.kind = own_title.kind if own_title.kind == "note-verbale" else "letter"
        part.attachment.date = own_title.date
        if own_title.date_span:
            part.evidence.at(own_title.date_span, "date")
        part.evidence.at((block.start, block.end), "kind")
        _set_title(page, part, part.body, part.body + 1)
        return
    if not is_heading(page, block):
        return
    stop = part.body + 1
    while stop < part.last - 1 and _continues(page, part.body, stop):
        stop += 1
    if stop < part.last or part.last - part.body == 1:
        _set_title(page, part, part.body, stop)


def _continues(page: ReadingText, first: int, at: int) -> bool:
    """Whether a block belongs to the title that began before: as yet no kind was named, or all of it is in capitals."""
    block, before = page.blocks[at], page.blocks[at - 1]
    if not is_heading(page, block) or block.end - block.start > LONGEST_CONTINUATION:
        return False
    if read_published(page, at, at + 2) or _QUOTE.match(page.folded[block.start : block.end]):
        return False
    capitals = page.of(before).isupper()
    if capitals or page.of(block).isupper():
        return capitals and page.of(block).isupper()
    return kind_of(page.folded[page.blocks[first].start : before.end], page.language) is None


def _set_title(page: ReadingText, part: Part, first: int, stop: int) -> None:
    span = (page.blocks[first].start, page.blocks[stop - 1].end)
    between = " " if grammar(page.language).pack.spaced else ""
    lines = (" ".join(page.of(b).split()) for b in page.blocks[first:stop])
    part.attachment.title = between.join(lines).strip("*# |")
    part.evidence.at(span, "title")
    part.title_span = span
    part.headings += range(first, stop)
    part.body = stop


class Source(NamedTuple):
    """The source line of an article."""

    journal: str
    span: Span
    stop: int
    """Index after its last block."""
    date: Value | None


def read_published(page: ReadingText, at: int, last: int) -> Source | None:
    """Read the source line of an article, on one line or two."""
    own, block = parsers(page.language), page.blocks[at]
    if block.end - block.start > LONGEST_SOURCE:
        return None
    for pattern in grammar(page.language).patterns("attachment.published"):
        match = pattern.match(page.folded, block.start, own)
        if match and "journal" in match.values:
            stop = next((i + 1 for i in range(at, min(at + 2, last)) if match.end <= page.blocks[i].end), None)
            if stop:
                span = (match.values["journal"].start, match.values["journal"].end)
                return Source(page.text[slice(*span)].strip('«»“”" *'), span, stop, match.values.get("date"))
    return None


def _complete(page: ReadingText, part: Part, letter: Body, sent: Span | None) -> None:
    """Read what a title, the first lines, the last lines and the transmitting letter say of an attachment.

    ``sent`` is the part of the transmittal that speaks of it, where it is known.
    """
    attachment, evidence = part.attachment, part.evidence
    _article(page, part)
    if attachment.kind == "other":
        _kind(page, part, sent)
    if attachment.kind not in ("letter", "note-verbale"):
        found = adoption(page, part.title_span, sent, letter if sent else None, (part.body, part.last))
        if attachment.date is None and found.date:
            attachment.date = found.date
            evidence.at(found.date_span, "date")
        if attachment.place is None and found.place:
            attachment.place = found.place
            evidence.at(found.place_span, "place")
    for n, name in enumerate(parties_of(page, part.title_span, attachment, letter, sent)):
        attachment.adopted_by.append(name.id)
        evidence.at((name.start, name.end), "adopted_by", n)
    if attachment.kind == "treaty":
        _articles(page, part)


def _kind(page: ReadingText, part: Part, sent: Span | None) -> None:
    """Say what the attachment is: by its title, else by what the transmittal calls it."""
    found = kind_of(page.folded[slice(*part.title_span)], page.language) if part.title_span else None
    if found and part.title_span:
        part.attachment.kind = found.kind
        part.evidence.at((part.title_span[0] + found.start, part.title_span[0] + found.end), "kind")
    elif sent and (kind := object_after(page, *sent)):
        part.attachment.kind = kind
        part.evidence.at(sent, "kind")


def _article(page: ReadingText, part: Part) -> None:
    """Read the source line and the author of an article."""
    for at in range(part.body, min(part.body + 3, part.last)):
        found = read_published(page, at, part.last)
        if not found:
            continue
        attachment = part.attachment
        attachment.kind = "article"
        attachment.published_in = found.journal
        part.evidence.at(found.span, "published_in")
        part.evidence.at(found.span, "kind")
        if found.date and attachment.date is None:
            attachment.date = found.date.value
            part.evidence.at((found.date.start, found.date.end), "date")
        part.headings += range(part.body, found.stop)
        part.body = found.stop
        if attachment.signatures:
            attachment.author = attachment.signatures[0].name
            part.evidence.at(part.signed.spans[0], "author")
        else:
            _author(page, part)
        return


def _author(page: ReadingText, part: Part) -> None:
    """Take the last printed line as the author's name, where it is short and looks like one; posts stand before it."""
    first = part.last
    while first > part.body + 1 and _is_post_line(page.of(page.blocks[first - 1])):
        first -= 1
    end = page.blocks[part.last - 1].end
    lines = [r for r in page.runs if r.start < end and r.end > page.blocks[part.body].start]
    if first == part.last or not lines:
        return
    line = page.text[max(lines[-1].start, page.blocks[part.last - 1].start) : end].strip()
    if 3 <= len(line) <= 60 and not any(c.isdigit() for c in line):
        start = page.text.rindex(line, 0, end)
        part.attachment.author = line
        part.evidence.at((start, start + len(line)), "author")
        part.signed = Signed(first, part.last)


def _is_post_line(text: str) -> bool:
    """Whether a block at the end of a text may be a post or a name: short, and no sentence."""
    return len(text) <= LONGEST_POST and not text.rstrip().endswith((".", ";", ":", "。", "؛", "!", "?"))


def _articles(page: ReadingText, part: Part) -> None:
    """Count the articles of a treaty: those so called, else its numbered paragraphs."""
    own, count, numbered = parsers(page.language), 0, 0
    patterns = grammar(page.language).patterns("attachment.article")
    first: Span | None = None
    for block in page.blocks[part.body : part.last]:
        match = next((m for p in patterns if (m := p.match(page.folded, block.start, own))), None)
        if match:
            count += 1
            first = first or (match.start, match.end)
        elif (found := re.match(r"\s*(\d{1,3})\s?[.)\-](?!\d)", page.folded[block.start : block.end])) and int(
            found[1]
        ) == numbered + 1:
            numbered += 1
            first = first or (block.start, block.start + found.end())
    if count or numbered:
        part.attachment.articles = count or numbered
        part.evidence.at(first, "articles")
