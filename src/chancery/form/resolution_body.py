"""The text of a resolution: which of its blocks are preambular, operative, items, headings, and in which part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from chancery.form.anchors import heading_at
from chancery.form.labels import Label, label_of
from chancery.form.paragraphs import Numbering
from chancery.form.resolution_head import Head, meeting_line, opens
from chancery.form.text import Block, ReadingText
from chancery.record.model import Paragraph, Role

HEADING = 200
"""Characters; an unnumbered block shorter than this that ends without punctuation is a heading."""
FORMULA = 60
"""Characters; no opening formula is longer."""
_OPEN_END = re.compile(r"[^.,;:!?)\"'\]»…-]\s*$")
_COMMA_END = re.compile(r",[\s\"'*]*$")
_EDGES = " .()-:'·"


@dataclass(slots=True)
class _Place:
    """Where the reader of a resolution stands."""

    part: str = "body"
    annexes: int = 0
    operative: bool = False
    """Whether the preamble is over."""
    numbered: bool = False
    """Whether the operative paragraphs of this section have numbers."""
    labels: list[Label] = field(default_factory=list)
    """The labels of the items that the reader is inside of, outermost first."""


def read_body(page: ReadingText, head: Head) -> list[Paragraph]:
    """Give the paragraphs of a resolution, from its title to its last annex and its footnotes."""
    numbering = Numbering()
    place = _Place()
    out: list[Paragraph] = []
    labels = [_label(page, b) for b in page.blocks]
    punctuated = _punctuated(page, head.body)
    place.numbered = _numbered(page, head.body + 1, labels)
    for i in range(head.first, len(page.blocks)):
        block = page.blocks[i]
        role, number, level, formula = _read_block(page, i, head, place, labels, punctuated)
        out.append(
            Paragraph(
                id=numbering.id(place.part, role),
                part=place.part if block.zone != "note" else "body",
                role=role,
                number=number,
                level=level,
                formula=formula,
                text=page.of(block),
                span=(block.start, block.end),
            )
        )
    return out


def _label(page: ReadingText, block: Block) -> Label | None:
    """Give the label of a block, with its number as printed."""
    found = label_of(page.folded[block.start : min(block.end, block.start + 40)])
    if found is None or found.number is None:
        return found
    printed = page.text[block.start : block.start + found.end].strip().strip(_EDGES + "’‘’–—（）．")
    return found._replace(number=printed)


def _punctuated(page: ReadingText, first: int) -> bool:
    """Whether the text kept its punctuation; where it is lost, an open end says nothing."""
    blocks = page.blocks[first:]
    return sum(not _OPEN_END.search(page.folded, max(b.start, b.end - 8), b.end) for b in blocks) * 3 > len(blocks)


def _read_block(
    page: ReadingText, i: int, head: Head, place: _Place, labels: list[Label | None], punctuated: bool
) -> tuple[Role, str | None, int, str | None]:
    """Give role, number, depth and formula of a block."""
    s, language, block = page.folded, page.language, page.blocks[i]
    label = labels[i]
    if block.zone == "note":
        note = next((n for n in page.notes if n.block == i), None)
        return "footnote", note.number if note else None, 0, None
    if block.zone == "table":
        return "table", None, 0, None
    if block.hint is not None and block.hint.role:
        return _hinted(block, place)
    if i in head.formulas:
        return ("heading" if head.formulas[i] == "head" else "formula"), None, 0, head.formulas[i]
    if i < head.body:
        return "heading", None, 0, "head"
    if block.end - block.start < FORMULA and opens(s[block.start : block.end], language) and i >= head.body:
        place.operative, place.labels = False, []
        place.part = "body" if place.part == "body" or _resumes(page, i) else place.part
        place.numbered = _numbered(page, i + 1, labels)
        return "formula", None, 0, "opening"
    if block.end - block.start < 160 and meeting_line(language).match(s, block.start, block.end):
        place.part, place.labels = "body", []
        return "formula", None, 0, "meeting"
    if block.end - block.start < 300 and _annex(page, block):
        place.annexes += 1
        place.part, place.labels = f"annex-{place.annexes}", []
        return "heading", None, 0, "annex"
    if head.kind == "presidential-statement" and place.part == "body":
        return "body", None, 0, None
    return _role(page, i, place, label, punctuated)


def _annex(page: ReadingText, block: Block) -> bool:
    """Whether a block is the heading of an annex."""
    if page.text[block.start].islower() or page.text[block.end - 1] in ".;,":
        return False
    found = heading_at(page.folded, block.start, page.language, block.end)
    return found is not None and page.folded[found.end : block.end].strip(" .*") == ""


def _resumes(page: ReadingText, i: int) -> bool:
    """Whether the opening formula inside an annex begins the next resolution of a collection."""
    return i > 0


def _hinted(block: Block, place: _Place) -> tuple[Role, str | None, int, str | None]:
    """Take what the file says."""
    hint = block.hint
    if hint is None:
        return "body", None, 0, None
    if hint.part:
        place.part = hint.part
    if hint.role == "annex":  # what stands in an annex is told by its part; the roles of a record name no place
        return ("item" if hint.number or hint.level else "body"), hint.number, hint.level, None
    role: Role = hint.role  # type: ignore[assignment]
    return role, hint.number, hint.level, None


def _numbered(page: ReadingText, first: int, labels: list[Label | None]) -> bool:
    """Whether a paragraph with the number 1 stands between an opening formula and the end of its resolution."""
    s, language = page.folded, page.language
    for i in range(first, len(page.blocks)):
        block = page.blocks[i]
        found = labels[i]
        if found and found.kind == "number" and found.number == "1":
            return True
        short = block.end - block.start < 300
        if block.zone == "note" or (short and (opens(s[block.start : block.end], language) or _annex(page, block))):
            return False
    return False


def _role(
    page: ReadingText, i: int, place: _Place, label: Label | None, punctuated: bool
) -> tuple[Role, str | None, int, str | None]:
    """Give the role of a block of running text."""
    s, block = page.folded, page.blocks[i]
    annex = place.part != "body"
    if label is not None:
        if label.kind == "number":
            place.operative, place.labels = True, []
            return ("item" if annex else "operative"), label.number, 0, None
        return "item", label.number, _level(place, label), None
    tail = s[max(block.start, block.end - 8) : block.end]
    if punctuated and block.end - block.start < HEADING and _OPEN_END.search(tail) and _heads(page, i):
        return "heading", None, 0, None
    if annex:
        return "body", None, 0, None
    comma = bool(_COMMA_END.search(tail))
    if not place.operative and (place.numbered or comma):
        return "preambular", None, 0, None
    if not place.numbered:
        place.operative = True
        place.labels = []
        return "operative", None, 0, None
    if comma and not place.labels:
        return "preambular", None, 0, None
    return "item", None, 1, None


def _heads(page: ReadingText, i: int) -> bool:
    """Whether text follows that a block can be the heading of."""
    if i + 1 >= len(page.blocks) or page.blocks[i + 1].zone == "note":
        return False
    after = page.blocks[i + 1]
    return after.end - after.start >= 160 or not meeting_line(page.language).match(page.folded, after.start, after.end)


def _level(place: _Place, label: Label) -> int:
    """Give the depth of an item by the kinds of labels around it: letters, then Roman numerals, then bullets."""
    for depth, outer in enumerate(place.labels):
        if _same_list(outer, label):
            del place.labels[depth:]
            break
    place.labels.append(label)
    return len(place.labels)


_ROMAN = re.compile(r"[ivxl]+$")


def _same_list(outer: Label, label: Label) -> bool:
    """Whether a label goes on the list of another one."""
    if outer.kind != label.kind:
        return False
    if outer.number is None or label.number is None:
        return outer.number == label.number
    if len(outer.number) == 1 and len(label.number) == 1 and outer.number.isalpha() and label.number.isalpha():
        follows = ord(label.number) - ord(outer.number)
        return follows == 1 or not (label.number == "i" and follows != 1)
    return bool(_ROMAN.match(outer.number)) == bool(_ROMAN.match(label.number))
