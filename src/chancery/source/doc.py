"""Legacy Word files (.doc), through two small converters.

antiword knows the structure of the file, and so paragraphs, tables and notes, but leaves page headers out and refuses very
short files. catdoc prints all the text there is, but takes some Chinese text for Latin. Where both are installed, the body is
antiword's and the headers are catdoc's.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chancery.record.model import File
from chancery.source import child, limits, xml
from chancery.source.lines import Lines
from chancery.source.model import Damaged, NeedsTool, NoText, Protected, Source, TooLarge, Unsupported, Zone
from chancery.source.text import split

_WORD = "WordDocument".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NAME = "file.doc"
_ANTIWORD = ("-m", "UTF-8.txt", "-x", "db", _NAME)
_CATDOC = ("-d", "utf-8", "-w", _NAME)
_FLAGS = 10
_IS_ENCRYPTED = 0x0100
"""[MS-DOC] 2.5.2: bit fEncrypted of the file information block."""
_WORD_MARKS = (b"\xec\xa5", b"\xdc\xa5")
"""[MS-DOC] 2.5.2 wIdent: how the text stream of Word 97 and later, and of Word 6 and 95, begins."""
_SECTOR = 512
_UNPRINTED = frozenset(["bookinfo", "beginpage", "colspec"])
_INLINE = frozenset(["emphasis", "superscript", "subscript", "ulink", "phrase", "link"])
_BLANKS = re.compile(r"[ \t]{2,}")
_SPACE = re.compile(r"\s+")

Paragraph = tuple[Zone, str]


def read(data: bytes, file: File) -> Source:
    """Give the paragraphs of a legacy Word file.

    Raises `Unsupported` where it is another Office file, `Protected`, `NeedsTool` where no converter is installed, `Damaged`
    where none can read it within the limits, `NoText`, and `TooLarge`.
    """
    if _ENCRYPTED in data:
        raise Protected("The file opens with a password only. Save a copy without one.")
    if _WORD not in data:
        raise Unsupported("The file is an Office file, but not a Word document. Save the document as DOCX or PDF.")
    _check_password(data)
    antiword, catdoc = child.find("antiword"), child.find("catdoc")
    if not antiword and not catdoc:
        raise NeedsTool(
            "The file is a legacy Word file (.doc). To read it, install antiword or catdoc (on Debian: apt-get install antiword "
            "catdoc), or save it as DOCX."
        )
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        Path(folder, _NAME).write_bytes(data)
        structured = _structured(_output(antiword, _ANTIWORD, folder))
        plain = _plain(_output(catdoc, _CATDOC, folder))
    if structured is None and plain is None:
        raise Damaged(
            "The Word file is damaged, too long, or made by a very early Word. Open it in Word and save it as DOCX."
        )
    lines = Lines()
    for zone, text in _together(structured or [], plain or []):
        lines.add(text, zone=zone)
    if not lines.lines:
        raise NoText("The Word file holds no text, perhaps pictures of pages. Save the pictures as PDF and read that.")
    return Source(file=file, raw=lines.raw(), lines=lines.lines, flow=True)


def _check_password(data: bytes) -> None:
    """Raise `Protected` where the text stream, which begins at a sector, says that it is encrypted."""
    for start in range(_SECTOR, len(data) - _SECTOR, _SECTOR):
        if data[start : start + 2] in _WORD_MARKS:
            if int.from_bytes(data[start + _FLAGS : start + _FLAGS + 2], "little") & _IS_ENCRYPTED:
                raise Protected("The Word file opens with a password only. Save a copy without one.")
            return


def _output(program: str | None, arguments: tuple[str, ...], folder: Path) -> bytes | None:
    """Give what a converter prints; None where it is not installed or cannot read the file within the limits."""
    if program is None:
        return None
    try:
        return child.run(
            [program, *arguments], folder, seconds=limits.CHILD_SECONDS, output_bytes=limits.CHILD_OUTPUT_BYTES
        )
    except (child.ChildError, TooLarge):
        return None


def _plain(output: bytes | None) -> list[str] | None:
    """The paragraphs that catdoc prints, one a line; None where it prints nothing."""
    if output is None or not output.strip():
        return None
    return [line.text for line in split(output.decode(errors="replace")) if line.text.strip()]


def _structured(output: bytes | None) -> list[Paragraph] | None:
    """The paragraphs of antiword's DocBook, notes last; None where it is none."""
    if output is None:
        return None
    try:
        root = xml.parse(output, "Word file")
    except (Damaged, Unsupported):
        return None
    notes: list[Paragraph] = []
    return [*_blocks(root, "", 0, notes), *notes]


def _blocks(parent: Any, zone: Zone, depth: int, notes: list[Paragraph]) -> Iterator[Paragraph]:
    """Give the paragraphs below an element; footnotes are set aside."""
    xml.check_depth(depth, "Word file")
    text = parent.text or ""
    for element in parent:
        tag = element.tag
        if tag in _INLINE:
            text += "".join(element.itertext())
        elif tag == "footnote":
            number = sum(1 for _, note in notes if note[:1].isdigit()) + 1
            for _, note in _blocks(element, "note", depth + 1, notes):
                notes.append(("note", f"{number} {note}" if number else note))
                number = 0
        elif tag not in _UNPRINTED:
            yield from _printed(text, zone)
            text = ""
            yield from _blocks(element, "table" if tag == "entry" else zone, depth + 1, notes)
        text += element.tail or ""
    yield from _printed(text, zone)


def _printed(text: str, zone: Zone) -> Iterator[Paragraph]:
    """Give the paragraphs of a text, one a line."""
    for line in text.split("\n"):
        if line.strip():
            yield zone, _BLANKS.sub("\t", line.strip())


def _together(structured: list[Paragraph], plain: list[str]) -> list[Paragraph]:
    """Put what catdoc prints after the body, the headers, footers and boxes, before the paragraphs of antiword."""
    if not structured:
        return [("", text) for text in plain]
    known = _SPACE.sub("", "".join([text for _, text in structured]))
    rest = len(plain)
    while rest and _SPACE.sub("", plain[rest - 1]) not in known:
        rest -= 1
    headers: list[Paragraph] = [("header", text) for text in plain[rest:]] if rest else []
    return headers + structured
