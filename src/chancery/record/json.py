"""The JSON form of a record: one line, keys as in the model, nothing lost on the way there and back."""

from __future__ import annotations

from typing import Any

import msgspec

from chancery.record.model import Record

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Record)


class RecordError(ValueError):
    """A JSON text that is no record; the message says where it departs from the schema."""


def encode(record: Record) -> bytes:
    """Give the record as one line of UTF-8 JSON, without the line's end."""
    return _ENCODER.encode(record)


def decode(data: bytes | str) -> Record:
    """Give the record that a JSON text holds.

    Raises `RecordError` where the text is not JSON or departs from the schema.
    """
    try:
        return _DECODER.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise RecordError(_why(data, str(error))) from error


def _why(data: bytes | str, error: str) -> str:
    """Say why a text is no record; many records, one a line, are the commonest reason."""
    text = data.encode(errors="replace") if isinstance(data, str) else data
    lines = text.split(b"\n", 2)
    if len(lines) > 1 and lines[1].startswith(b'{"schema"') and lines[0].startswith(b'{"schema"'):
        return "these are several records, one a line, where one is wanted; give one of the lines"
    return f"not a record of Chancery: {error}"


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the record."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Record)}
