"""The letter itself: title, paragraphs, capacity, request for circulation, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from chancery.form.grammar import Match, grammar
from chancery.form.see import references
from chancery.form.signatures import Signed, evidence_of, read_signatures
from chancery.form.slots import Phrase, names_in, parsers
from chancery.form.text import Block, ReadingText
from chancery.form.titles import Title
from chancery.record.evidence import Evidence
from chancery.record.model import Circulation, Letter, Span

OBJECT_REACH = 160
"""Characters after a transmittal's fixed words in which what is transmitted is named."""
CAPACITY_REACH = 220
"""Characters after "in my capacity as" in which the organization is looked for."""
POLITENESS_REACH = 200
"""Characters before the fixed words of compliments and courtesy, which name the missions."""


@dataclass(slots=True)
class Body:
    """A letter as read, and what its sentences announce."""

    letter: Letter
    evidence: Evidence
    first: int
    """Index of its first block after the title."""
    signed: Signed
    formulas: dict[int, str] = field(default_factory=dict)
    """Block index to the formula that its paragraph is an instance of."""
    transmittal: Span | None = None
    """The paragraph that transmits the attachments."""
    object_kind: str | None = None
    """What the transmittal says the attachment is."""
    object_span: Span | None = None
    """The part of the transmittal that says what is sent."""
    segments: dict[int, Span] = field(default_factory=dict)
    """Number of an annex to the part of the transmittal that ends with the reference to it."""
    list: str | None = None
    """The list of items that the request for circulation names."""


def search_family(page: ReadingText, span: Span, prefix: str) -> Match | None:
    """Find the first pattern under a prefix that stands in a stretch of the text."""
    own, g = parsers(page.language), grammar(page.language)
    if not g.hinted(prefix, page.folded, *span):
        return None
    for patterns in g.family(prefix).values():
        for pattern in patterns:
            match = pattern.search(page.folded, *span, own)
            if match:
                return match
    return None


def read_letter(page: ReadingText, title: Title, first: int, last: int) -> Body:
    """Read the letter whose title is given from the blocks ``first`` to ``last`` (excluded)."""
    letter = Letter(kind=title.kind, title=_line(page.text[title.start : title.end]))  # type: ignore[arg-type]
    evidence = Evidence()
    evidence.at((title.start, title.end), "letter", "title")
    evidence.at((title.start, title.end), "letter", "kind")
    letter.date = title.date
    if title.date_span:
        evidence.at(title.date_span, "letter", "date")
    for n, (name, span) in enumerate(zip(title.addressees, title.addressee_spans, strict=True)):
        letter.addressees.append(name)
        evidence.at(span, "letter", "addressees", n)
    for n, (sender, span) in enumerate(zip(title.senders, title.sender_spans, strict=True)):
        letter.senders.append(sender)
        evidence.at(span, "letter", "senders", n)
    states = [s.state for s in letter.senders if s.state]

    def sentence(block: Block) -> bool:
        span = (block.start, block.end)
        return any(search_family(page, span, f"letter.{name}") for name in ("circulation", "transmittal"))

    signed = read_signatures(page, first, last, states, sentence)
    letter.signatures = signed.signatures
    evidence.update(evidence_of(signed, "letter"))
    body = Body(letter, evidence, first, signed)
    for i in range(first, signed.first):
        block = page.blocks[i]
        _read_paragraph(page, (block.start, block.end), i, body)
    return body


def _line(text: str) -> str:
    """Give a title on one line."""
    return " ".join(text.split()).strip("*# ")


def _read_paragraph(page: ReadingText, span: Span, index: int, body: Body) -> None:
    """Read what the fixed sentences of a letter say, where the paragraph is one."""
    if not body.letter.circulation and (match := search_family(page, span, "letter.circulation")):
        _circulation(match, span, body)
        body.formulas[index] = "circulation"
    if body.transmittal is None and (match := search_family(page, span, "letter.transmittal")):
        body.transmittal = span
        body.formulas.setdefault(index, "transmittal")
        found = match.values.get("object")
        body.object_span = (found.start if found else match.end, span[1])
        at = body.object_span[0]
        for see in references(page.folded, *body.object_span, page.language):
            if see.number:
                body.segments[see.number] = (at, see.start)
            at = see.end
        if found and isinstance(found.value, Phrase):
            body.object_kind = found.value.key
        else:
            body.object_kind = object_after(page, match.end, span[1])
    if not body.letter.on_behalf_of:
        _capacity(page, span, body)
    if index not in body.formulas and body.letter.kind == "note-verbale" and (formula := _politeness(page, span)):
        body.formulas[index] = formula


def _politeness(page: ReadingText, span: Span) -> str | None:
    """Say whether a paragraph is nothing but the compliments or the courtesy of a note verbale."""
    for formula in ("compliments", "courtesy"):
        match = search_family(page, span, f"letter.{formula}")
        if match and match.start - span[0] <= POLITENESS_REACH and not page.folded[match.end : span[1]].strip(" .。\n"):
            return formula
    return None


def object_after(page: ReadingText, at: int, stop: int) -> str | None:
    """Give the kind of what a transmittal names: first after its fixed words, or last where the head word ends a phrase."""
    own, g = parsers(page.language), grammar(page.language)
    found = [
        (match.start, match.end, key)
        for key, patterns in g.family("kinds.object").items()
        for pattern in patterns
        if (match := pattern.search(page.folded, at, min(stop, at + OBJECT_REACH), own))
    ]
    if not found:
        return None
    if g.pack.words["kind_position"] == "end":
        return max(found, key=lambda f: (f[1], f[1] - f[0]))[2]
    return min(found, key=lambda f: (f[0], -f[1]))[2]


def _circulation(match: Match, span: Span, body: Body) -> None:
    """Take the organs and items of a request for circulation."""
    organs = match.values.get("organs")
    if organs is None:
        return
    apart = match.values.get("under")
    for phrase in organs.value:
        n = len(body.letter.circulation)
        circulation = Circulation(organ=phrase.key.partition(".")[0])
        body.evidence.at((phrase.start, phrase.end), "letter", "circulation", n, "organ")
        under = phrase.values.get("under") or (apart if circulation.organ == "A" else None)
        if under:
            body.list = under.value.key.partition(".")[0]
            items, spans = under.value.values["items"].value
            for k, (item, place) in enumerate(zip(items, spans, strict=True)):
                circulation.items.append(item)
                body.evidence.at(place, "letter", "circulation", n, "items", k)
        body.letter.circulation.append(circulation)


@cache
def _capacity_opening(language: str) -> re.Pattern[str]:
    """Give the expression for the fixed words with which a capacity may begin."""
    patterns = [p for found in grammar(language).family("letter.capacity").values() for p in found]
    return re.compile("|".join(p.before_slot.pattern for p in patterns) or r"(?!)")


def _capacity(page: ReadingText, span: Span, body: Body) -> None:
    """Take the organizations on whose behalf the letter speaks."""
    if not _capacity_opening(page.language).search(page.folded, *span):
        return
    for patterns in grammar(page.language).family("letter.capacity").values():
        for pattern in patterns:
            opening = pattern.search_opening(page.folded, *span)
            if opening is None:
                continue
            stop = min(span[1], opening + CAPACITY_REACH)
            for name in names_in(page.folded, opening, stop, page.language):
                if name.kind == "organization" and name.id not in ("un", "un-sc", "un-ga"):
                    body.evidence.at((name.start, name.end), "letter", "on_behalf_of", 0)
                    body.letter.on_behalf_of.append(name.id)
                    return
