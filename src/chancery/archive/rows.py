"""Rows of documents: written, read and removed inside a transaction that the caller has opened."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from msgspec import msgpack
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from chancery.archive import schema as t
from chancery.archive.describing import Description
from chancery.record.json import decode
from chancery.record.model import Record

COMPRESSION = 3
"""Level of zlib: a sixth of the size for a thousandth of the time of reading."""
PARAMETERS = 500
"""Values that are given to one statement; SQLite takes 32,766 and older ones 999."""


def now() -> str:
    """Give the time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def pack(record: bytes) -> bytes:
    """Give a record in JSON as it is stored."""
    return zlib.compress(record, COMPRESSION)


def unpack(data: bytes) -> Record:
    """Give the record that was stored."""
    return decode(zlib.decompress(data))


def next_change(connection: Connection) -> int:
    """Take the number of the next change."""
    row = connection.execute(select(t.archive.c.value).where(t.archive.c.key == "change")).scalar_one_or_none()
    number = int(row or 0) + 1
    put(connection, "change", str(number))
    return number


def put(connection: Connection, key: str, value: str) -> None:
    """Note something of the archive as a whole."""
    statement = upsert(t.archive).values(key=key, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def put_source(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Note where files were found: ``path sha256 size modified reason``."""
    if rows:
        statement = upsert(t.sources)
        new = {name: statement.excluded[name] for name in ("sha256", "size", "modified", "reason", "gone")}
        statement = statement.on_conflict_do_update(index_elements=["path"], set_=new)
        connection.execute(statement, [{"gone": None, **row} for row in rows])


def put_file(connection: Connection, row: dict[str, object]) -> None:
    """Note a file, or what became of it when it was tried again: ``sha256 size name added reader code reason``."""
    statement = upsert(t.files).values(**row)
    new = {name: row[name] for name in ("reader", "code", "reason")}
    connection.execute(statement.on_conflict_do_update(index_elements=["sha256"], set_=new))


def put_document(
    connection: Connection, sha256: str, data: bytes | None, reader: str, about: Description, change: int
) -> int:
    """Write the rows of a document, new or anew; gives its number. ``data`` is its record as stored, None to keep it."""
    values = {
        "language": about.language,
        "version": about.version,
        "name": about.name,
        "kind": about.kind,
        "date": about.date,
        "title": about.title,
        "job_number": about.job_number,
        "characters": about.characters,
        "reader": reader,
        "change": change,
        "marks": msgpack.encode(about.marks),
    }
    number = connection.execute(select(t.documents.c.id).where(t.documents.c.sha256 == sha256)).scalar_one_or_none()
    if number is None:
        number = connection.execute(
            insert(t.documents).values(sha256=sha256, **values).returning(t.documents.c.id)
        ).scalar_one()
    else:
        connection.execute(update(t.documents).where(t.documents.c.id == number).values(**values))
        for table in (t.keys, t.links, t.doubts):
            connection.execute(delete(table).where(table.c.document == number))
    if data is not None:
        record = upsert(t.records).values(document=number, data=data)
        connection.execute(record.on_conflict_do_update(index_elements=["document"], set_={"data": data}))
    _many(connection, t.keys, [{"document": number, "key": k} for k in about.keys])
    _many(
        connection,
        t.links,
        [{"document": number, "relation": r, "target": k, "count": n} for (r, k), n in about.links.items()],
    )
    _many(
        connection,
        t.doubts,
        [
            {"document": number, "pointer": d.pointer, "reason": d.reason, "weight": d.weight, "message": d.message}
            for d in about.doubts
        ],
    )
    return int(number)


def _many(connection: Connection, table: object, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)  # type: ignore[arg-type]


def remove_files(connection: Connection, digests: Iterable[str], change: int) -> list[int]:
    """Remove files with everything that was read from them and said of it; gives the numbers of the documents."""
    gone = []
    for sha256 in digests:
        number = connection.execute(select(t.documents.c.id).where(t.documents.c.sha256 == sha256)).scalar_one_or_none()
        if number is not None:
            gone.append(int(number))
            connection.execute(insert(t.forgotten).values(document=number, change=change))
        connection.execute(delete(t.files).where(t.files.c.sha256 == sha256))
    return gone


def chunks(values: Iterable[int]) -> Iterable[list[int]]:
    """Give values in lists that one statement takes."""
    ordered = sorted(values)
    return (ordered[i : i + PARAMETERS] for i in range(0, len(ordered), PARAMETERS))
