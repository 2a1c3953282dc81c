"""Checks on attachments: announced and there, headed by the right title, with the parties that their titles name."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.checks.catalogue import finding
from chancery.form.anchors import heading_at
from chancery.form.see import announced as announced_by
from chancery.form.slots import Phrase, chain, names_in
from chancery.form.titles import senders_of
from chancery.lang.fold import fold
from chancery.record.model import Attachment, Finding, Paragraph, Record, Span
from chancery.world import states

BEGINNING = 420
"""Characters of a text's first paragraph in which its parties are named."""


def _name(attachment: Attachment) -> str:
    return attachment.label or attachment.role.capitalize()


def announced(record: Record) -> Iterator[Finding]:
    """What the letter announces follows it, and no more."""
    if record.letter is None or record.kind == "report":
        return
    announcements = list(_announcements(record))
    if not announcements:
        return
    count, words, place = max(announcements, key=lambda a: a[0])
    top = [a for a in record.attachments if a.parent is None]
    if len(top) < count:
        there = "none was" if not top else f"only {len(top)} {'was' if len(top) == 1 else 'were'}"
        yield finding("annex-missing", place, announced=words, found=there)
    elif count == 1 < len(top) and all(a.label for a in top):
        yield finding("annex-not-announced", place, announced=words, found=len(top))


def _announcements(record: Record) -> Iterator[tuple[int, str, Span]]:
    """Give how many annexes each paragraph of the letter announces at least, in which words, and where."""
    for paragraph in record.paragraphs:
        if paragraph.part == "letter":
            count, span = announced_by(paragraph.text, record.language)
            if span:
                place = (paragraph.span[0] + span[0], paragraph.span[0] + span[1])
                yield count, paragraph.text[slice(*span)].strip("()（） "), place


def headings(record: Record) -> Iterator[Finding]:
    """The heading of an annex repeats the title of the letter."""
    letter = record.letter
    if letter is None:
        return
    for attachment in record.attachments:
        first = next((p for p in record.paragraphs if p.part == attachment.part and p.role == "heading"), None)
        if first is None or attachment.parent is not None or not attachment.label:
            continue
        heading = heading_at(fold(first.text), 0, record.language)
        if heading is None or not isinstance(heading.reference, Phrase):
            continue
        values = heading.reference.values
        detail = None
        if "date" in values and letter.date and values["date"].value != letter.date:
            detail = f"of another date ({values['date'].value})"
        elif "senders" in values:
            senders, _ = senders_of(values["senders"].value)
            named, known = ({s.state for s in group if s.state} for group in (senders, letter.senders))
            if named and known and named != known:
                detail = "of another sender"
        if detail:
            yield finding("annex-heading-mismatch", first.span, label=_name(attachment), detail=detail)


def parties(record: Record) -> Iterator[Finding]:
    """The parties with which a text begins are those of its title."""
    for attachment in record.attachments:
        if len(attachment.adopted_by) < 2:
            continue
        first = next(
            (p for p in record.paragraphs if p.part == attachment.part and p.role in ("body", "preambular")), None
        )
        if first is None:
            continue
        listed = set(attachment.adopted_by)
        named = _first_chain(first, attachment.language or record.language)
        if len(named) == len(listed) and named != listed and named & listed:
            title, text = _named(listed - named), _named(named - listed)
            yield finding("annex-party-mismatch", first.span, label=_name(attachment), title=title, text=text)


def _named(codes: set[str]) -> str:
    """Give the English names of States."""
    return ", ".join(sorted(states.name(code, "en") for code in codes))


def _first_chain(paragraph: Paragraph, language: str) -> set[str]:
    """Give the first States that a paragraph lists together."""
    folded = fold(paragraph.text)
    names = [n for n in names_in(folded, 0, min(len(folded), BEGINNING), language) if n.kind == "state"]
    for listed in chain(folded, names, language):
        ids = {n.id for n in listed}
        if len(ids) > 1:
            return ids
    return set()
