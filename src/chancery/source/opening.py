"""Opens a file of any kind: what it is, its bytes tell, never its name."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from chancery.record.model import File
from chancery.source import images, limits
from chancery.source.model import NoText, Source, SourceError, TooLarge, Unsupported


class Kind(NamedTuple):
    """A kind of file that Chancery reads."""

    name: str
    """For messages."""
    media_type: str
    most: int
    """Bytes beyond which it is not read."""
    read: Callable[[bytes, File], Source]


def open_source(path: Path) -> Source:
    """Give the lines of a file.

    Raises a `SourceError` that says what to do where the file cannot be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"{path.name or path} is not a file. Name a document.")
        with path.open("rb") as stream:
            head = stream.read(limits.SNIFF_BYTES)
            _check_size(kind_of(head), status.st_size)
            data = head + stream.read(limits.MOST_BYTES - len(head))
    except OSError as error:
        raise SourceError(f"{path.name} cannot be opened: {error.strerror}. Check the path and the rights.") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Source:
    """Give the lines of a file that is in memory.

    `name` is kept in the record and decides nothing. Raises a `SourceError` that says what to do.
    """
    kind = kind_of(data)
    _check_size(kind, len(data))
    file = File(
        name=Path(name.replace("\\", "/")).name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind.media_type,
        size=len(data),
    )
    source = kind.read(data, file)
    if not any(line.text and not line.text.isspace() for line in source.lines):
        raise NoText(f"The {kind.name} holds no text.")
    return source


def _check_size(kind: Kind, size: int) -> None:
    if size > kind.most:
        limit = kind.most // limits.MEGABYTE
        raise TooLarge(f"The {kind.name} has {size / limits.MEGABYTE:,.0f} MB; the limit is {limit} MB. Split it.")


def _pdf(data: bytes, file: File) -> Source:
    from chancery.source import isolated, pdf_guard
    from chancery.source.pdf import read

    return isolated.read(data, file) if pdf_guard.is_risky(data) else read(data, file)


def _docx(data: bytes, file: File) -> Source:
    from chancery.source.docx import read

    return read(data, file)


def _doc(data: bytes, file: File) -> Source:
    from chancery.source.doc import read

    return read(data, file)


def _html(data: bytes, file: File) -> Source:
    from chancery.source.html import read

    return read(data, file)


def _akn(data: bytes, file: File) -> Source:
    from chancery.source.akn import read

    return read(data, file)


def _image(data: bytes, file: File) -> Source:
    from chancery.source.ocr import read

    return read(data, file)


def _text(data: bytes, file: File) -> Source:
    from chancery.source.text import read

    return read(data, file)


_PDF = Kind("PDF file", "application/pdf", limits.PDF_BYTES, _pdf)
_DOCX = Kind(
    "DOCX file",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    limits.DOCX_BYTES,
    _docx,
)
_DOC = Kind("Word file", "application/msword", limits.DOC_BYTES, _doc)
_HTML = Kind("HTML file", "text/html", limits.TEXT_BYTES, _html)
_AKN = Kind("Akoma Ntoso file", "application/akn+xml", limits.XML_BYTES, _akn)
_PNG = Kind("PNG image", "image/png", limits.IMAGE_BYTES, _image)
_JPEG = Kind("JPEG image", "image/jpeg", limits.IMAGE_BYTES, _image)
_TIFF = Kind("TIFF image", "image/tiff", limits.IMAGE_BYTES, _image)
_TEXT = Kind("text file", "text/plain", limits.TEXT_BYTES, _text)

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", _DOCX),
    (b"PK\x05\x06", _DOCX),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _DOC),
    (images.PNG, _PNG),
    (images.JPEG, _JPEG),
    *((mark, _TIFF) for mark in images.TIFF),
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "an RTF file. Save it as DOCX or PDF"),
    (b"\xffWPC", "a WordPerfect file. Save it as DOCX or PDF"),
    (b"\xdb\xa5-\0", "a file of an early Word. Save it as DOCX or PDF"),
    (b"1\xbe\0\0", "a file of an early Word. Save it as DOCX or PDF"),
    (b"%!PS", "a PostScript file. Save it as PDF"),
    (b"AT&TFORM", "a DjVu file. Save it as PDF"),
    (b"\x1f\x8b", "a packed file. Unpack it and read what it holds"),
    (b"BZh", "a packed file. Unpack it and read what it holds"),
    (b"\xfd7zXZ\0", "a packed file. Unpack it and read what it holds"),
    (b"\x28\xb5\x2f\xfd", "a packed file. Unpack it and read what it holds"),
    (b"7z\xbc\xaf\x27\x1c", "an archive. Unpack it and read the files in it"),
    (b"Rar!\x1a\x07", "an archive. Unpack it and read the files in it"),
    (b"GIF8", "a GIF image. Save it as PNG"),
    (b"BM\0\0", "a bitmap image. Save it as PNG"),
    (b"RIFF", "a picture, sound or film. Save a picture of a page as PNG"),
    (b"\x7fELF", "a program. Name a document"),
    (b"MZ\x90\0", "a program. Name a document"),
    (b"SQLite format 3\0", "a database. Name a document"),
)
_PDF_REACH = 1_024
"""Readers of PDF accept its mark anywhere in so many bytes."""
_PROLOGUE = re.compile(r"\ufeff?\s*(?:(?:<\?.*?\?>|<!--.*?-->)\s*)*", re.S)
_DOCTYPE = re.compile(r"<!doctype\s+([\w:-]+)[^>\[]*(?:\[.*?\]\s*)?>\s*(?:<!--.*?-->\s*)*", re.S | re.I)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_HTML_ELEMENT = re.compile(
    "html|head|body|title|meta|link|style|script|base|table|div|p|h[1-6]|br|hr|font|center|pre|ul|ol|dl|a|b|i|u|em|strong|span|"
    "img|article|section|main|header|footer|nav|blockquote|form",
    re.I,
)


def kind_of(data: bytes) -> Kind:
    """Tell the kind of a file by its first bytes, some 64 kB of which are enough.

    Raises `Unsupported` where Chancery does not read it, with what to do.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    at = data.find(b"%PDF-", 0, _PDF_REACH)
    if at >= 0 and (not data[:at].strip(b" \t\r\n\0\xef\xbb\xbf") or b" obj" in data):
        return _PDF
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            raise Unsupported(f"The file is {name}.")
    return _markup(_first_characters(data)) or _TEXT


def _first_characters(data: bytes) -> str:
    """The beginning of a text, in whatever encoding markup can be told."""
    head = data[: limits.SNIFF_BYTES]
    if head[:2] == b"\xff\xfe" or head[:1] + head[1:2] == b"<\0":
        return head.decode("utf-16-le", errors="replace")
    if head[:2] == b"\xfe\xff" or head[:2] == b"\0<":
        return head.decode("utf-16-be", errors="replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _markup(text: str) -> Kind | None:
    """Tell HTML and XML by the first element; None for plain text. Raises `Unsupported` for other XML."""
    prologue = _PROLOGUE.match(text)
    at = prologue.end() if prologue else 0
    if doctype := _DOCTYPE.match(text, at):
        at = doctype.end()
        if doctype[1].lower() == "html":
            return _HTML
    elif text.startswith("<!DOCTYPE", at) and "<!ENTITY" in text:
        return _AKN
    element = _ELEMENT.match(text, at)
    name = element[1] if element else ""
    if name == "akomaNtoso":
        return _AKN
    if _HTML_ELEMENT.fullmatch(name):
        return _HTML
    if name and "<?xml" in text[:at]:
        raise Unsupported(f"The file is XML, but not Akoma Ntoso or HTML (<{name}>). Save the document as DOCX or PDF.")
    return None
