"""Looks through a PDF file for what would make a reader run out of memory or time, before one opens it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from math import prod
from typing import NamedTuple

from chancery.source import limits
from chancery.source.model import TooLarge

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY_BYTES = 2_048
"""How far back of a stream its dictionary is looked for."""
_END_BYTES = 2_048
_TABLE_PLACE = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_MOST_RATIO = 1_032
"""No deflate stream unpacks to more than so many times its size (RFC 1951: 258 bytes from two bits)."""
_DRAW = re.compile(rb"\bDo\b")
_FILTER = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_NO_CONTENT = re.compile(rb"/(?:Image|XRef|ObjStm|Metadata|Length1|Type1C|CIDFontType0C|OpenType)\b")


class _Stream(NamedTuple):
    dictionary: bytes
    start: int
    stop: int


def is_risky(data: bytes) -> bool:
    """Whether the file is to be read in a process of its own.

    That are files whose table of objects is not where their end says, so that pdfium has to search for the objects, files with
    streams packed twice, and files with forms drawn in forms in great number.

    Raises `TooLarge` where one stream unpacks to more than `limits.PDF_STREAM_BYTES`.
    """
    if not _has_table(data):
        return True
    forms = b"/Form" in data
    packed_twice = False
    draws = 0
    nested: list[int] = []
    largest = 0
    for stream in _streams(data):
        filters = len(_FILTER.findall(stream.dictionary))
        packed_twice = packed_twice or filters > 1
        size = stream.stop - stream.start
        content = forms and not _NO_CONTENT.search(stream.dictionary)
        if not content and (not filters or size * _MOST_RATIO < limits.PDF_STREAM_BYTES):
            continue
        unpacked = _unpacked(data, stream)
        if not content:
            continue
        count = len(_DRAW.findall(unpacked))
        draws += count
        if b"/Form" in stream.dictionary:
            largest = max(largest, len(unpacked))
            if count:
                nested.append(count + 1)
    work = draws * max(largest, 1) * prod(min(n, limits.PDF_FORM_WORK) for n in nested[:64])
    return packed_twice or work > limits.PDF_FORM_WORK


def _has_table(data: bytes) -> bool:
    """Whether the end of the file says where its table of objects begins."""
    found = _TABLE_PLACE.search(data, max(0, len(data) - _END_BYTES))
    start = data.find(b"%PDF-", 0, _END_BYTES)
    if not found:
        return False
    return bool(_TABLE.match(data, max(start, 0) + int(found[1])) or _TABLE.match(data, int(found[1])))


def _streams(data: bytes) -> Iterator[_Stream]:
    """Give the streams of the file with the end of the dictionary before each."""
    stop = 0
    for match in _STREAM.finditer(data):
        if stop >= 0 and stop < match.end():
            stop = data.find(b"endstream", match.end())
        before = data[max(0, match.start() - _DICTIONARY_BYTES) : match.start()]
        yield _Stream(before[before.rfind(b"obj") + 3 :], match.end(), stop if stop >= 0 else len(data))


def _unpacked(data: bytes, stream: _Stream) -> bytes:
    """Give the bytes of a stream, as many as are intact. Raises `TooLarge`."""
    packed = memoryview(data)[stream.start : stream.stop]
    if not _FLATE.search(stream.dictionary):
        return bytes(packed)
    try:
        unpacked = zlib.decompressobj().decompress(packed, limits.PDF_STREAM_BYTES + 1)
    except zlib.error:
        return b""
    if len(unpacked) > limits.PDF_STREAM_BYTES:
        raise TooLarge(
            f"A part of the PDF file unpacks to more than {limits.PDF_STREAM_BYTES:,} bytes. Print the file to PDF again, or "
            "scan it at a lower resolution."
        )
    return unpacked
