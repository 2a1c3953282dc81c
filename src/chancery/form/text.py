"""The reading text: what a source says, with page furniture taken out, wrapped lines joined and characters repaired.

Blocks are the paragraphs of the text as the layout shows them: a heading, a masthead line, a paragraph, a list item, a
signature line, a footnote. They stand in the text parted by one blank line, in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from chancery.lang.fold import fold
from chancery.record.model import Furniture, Run
from chancery.source.model import Hint, Zone

SEPARATOR = "\n\n"
"""Between two blocks of the reading text."""


@dataclass(slots=True)
class Block:
    """One paragraph of the reading text: ``text[start:end]``."""

    start: int
    end: int
    page: int = 1
    gap: bool = True
    """Whether white space stood before it in print (a blank line, a larger distance)."""
    indent: float = 0.0
    """Of its first line against the text's left edge, in widths of a character."""
    zone: Zone = ""
    hint: Hint | None = None


@dataclass(slots=True)
class Note:
    """A footnote: its mark, its block, and where in the text its mark stood (the mark itself is furniture)."""

    number: str
    block: int
    anchor: int | None = None


@dataclass(slots=True)
class ReadingText:
    """A document as text, with its blocks and the way back to the file."""

    text: str
    language: str
    blocks: list[Block]
    runs: list[Run] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    """What the file's own metadata state (see `chancery.source.model.Source.facts`)."""
    folded: str = ""
    punctuated: bool | None = None
    """Whether enough paragraphs end with a full stop to say that the text kept its punctuation; None before it is asked."""

    def __post_init__(self) -> None:
        """Fold the text once for everybody who matches in it."""
        self.folded = self.folded or fold(self.text)

    def of(self, block: Block) -> str:
        """Give the text of a block."""
        return self.text[block.start : block.end]
