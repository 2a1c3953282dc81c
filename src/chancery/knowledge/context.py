"""What every step of knowledge works on: the text with its paragraphs and what the form has read.

The steps run in one order, each seeing what the ones before it found: mentions, references, events, statements,
quantities. A step is a function from a context to a list of the record's plain data.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.record.evidence import Evidence
from chancery.record.model import Attachment, Letter, Mention, Paragraph, Record, Reference


@dataclass(slots=True)
class Context:
    """A document as knowledge sees it."""

    text: str
    folded: str
    """`chancery.lang.fold.fold` of the text: same length, same offsets."""
    language: str
    paragraphs: list[Paragraph]
    """In the order of their spans, without overlap."""
    kind: str = "communication"
    symbols: Sequence[str] = ()
    """Of the document itself."""
    date: str | None = None
    """Of the letter, else of the masthead, else of adoption: relative dates count from it."""
    letter: Letter | None = None
    attachments: list[Attachment] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    """Of what the form has read: where the dates and places of attachments stand."""
    mentions: list[Mention] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Give the paragraph that holds an offset of the text; None in the masthead and between paragraphs."""
        if not self._starts:
            self._starts = [p.span[0] for p in self.paragraphs]
        i = bisect_right(self._starts, offset) - 1
        return self.paragraphs[i] if i >= 0 and offset < self.paragraphs[i].span[1] else None


def context_of(record: Record, folded: str, evidence: Evidence | None = None) -> Context:
    """Give the context of a record whose form has been read, with the evidence of its values."""
    letter = record.letter
    return Context(
        text=record.text,
        folded=folded,
        language=record.language,
        paragraphs=record.paragraphs,
        kind=record.kind,
        symbols=record.masthead.symbols,
        date=(letter.date if letter else None) or record.masthead.date or record.adopted,
        letter=letter,
        attachments=record.attachments,
        evidence=evidence or Evidence(),
    )
