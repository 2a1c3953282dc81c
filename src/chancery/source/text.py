"""Plain text: printed lines, with pages where form feeds part them."""

from __future__ import annotations

import re

from chancery.record.model import File
from chancery.source import limits
from chancery.source.charset import decode
from chancery.source.lines import printable, too_many_lines
from chancery.source.model import Line, Source

_END = re.compile("\r\n|[\n\r\v\f\u2028\u2029]")
_OTHER_ENDS = re.compile("[\x1c-\x1e\x85]")
"""Where `str.splitlines` parts lines and this module does not: U+001E is Word's non-breaking hyphen."""


def read(data: bytes, file: File) -> Source:
    """Give the lines of a text file in any encoding that `chancery.source.charset` knows.

    Raises `Unsupported` where the bytes are no text, `TooLarge` where the lines are too many.
    """
    decoded = decode(data)
    losses = []
    if decoded.unreadable:
        losses.append(f"{decoded.unreadable:,} places are not valid {decoded.encoding} and could not be read.")
    lines = split(decoded.text)
    if "\f" in decoded.text and lines:
        file.pages = lines[-1].page
    return Source(file=file, raw=decoded.text, lines=lines, losses=losses)


def split(raw: str) -> list[Line]:
    r"""Part a text at its line ends (\n, \r\n, \r, \v, U+2028, U+2029) and pages (\f).

    A page break after a line's end ends no further line. Raises `TooLarge` beyond `limits.LINES`.
    """
    if sum(map(raw.count, "\n\r\v\f\u2028\u2029")) - raw.count("\r\n") > limits.LINES:
        raise too_many_lines()
    clean = not _OTHER_ENDS.search(raw)
    lines: list[Line] = []
    offset, page = 0, 1
    for piece in raw.splitlines(keepends=True) if clean else _pieces(raw):
        text = piece.rstrip("\n\r\v\f\u2028\u2029") if clean else _END.sub("", piece)
        if text or piece != "\f":
            lines.append(Line(printable(text), offset, page))
        offset += len(piece)
        if piece[-1] == "\f":
            page += 1
    return lines


def _pieces(raw: str) -> list[str]:
    """Part a text at its ends of line, each piece with its end."""
    ends = [m.end() for m in _END.finditer(raw)]
    if not ends or ends[-1] < len(raw):
        ends.append(len(raw))
    return [raw[start:end] for start, end in zip([0, *ends], ends, strict=False) if end > start]
