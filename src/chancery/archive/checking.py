"""Whether an archive is whole: the database, the originals, the records, and that each speaks of the other."""

from __future__ import annotations

import zlib
from typing import Literal

from msgspec import Struct
from sqlalchemy import Connection, Select, select, text

from chancery.archive import originals
from chancery.archive import schema as t
from chancery.archive.errors import ArchiveError
from chancery.archive.rows import unpack
from chancery.archive.store import Store
from chancery.record.json import RecordError


class Problem(Struct):
    """Something that is not as it should be. A ``leftover`` is harmless: an original without a row, after a crash."""

    kind: Literal["database", "original", "record", "work", "correction", "leftover"]
    what: str
    remedy: str


def check(store: Store, *, quick: bool = False) -> list[Problem]:
    """Give everything that is wrong; ``quick`` compares the sizes of originals and not their digests, and decodes no records."""
    with store.database.read() as connection:
        found = [*_database(connection), *_files(connection, store, quick), *_works(connection)]
        if not quick:
            found += _records(connection)
    return found


def _database(connection: Connection) -> list[Problem]:
    out = [
        Problem("database", str(row[0]), "restore the last backup")
        for row in connection.execute(text("PRAGMA integrity_check(20)"))
        if row[0] != "ok"
    ]
    return out + [
        Problem("database", f"a row of {row[0]} speaks of one of {row[2]} that is not there", "chancery rebuild")
        for row in connection.execute(text("PRAGMA foreign_key_check"))
    ]


def _files(connection: Connection, store: Store, quick: bool) -> list[Problem]:
    out = []
    sizes = {r.sha256: r.size for r in connection.execute(select(t.files.c.sha256, t.files.c.size))}
    for sha256, size in sizes.items():
        place = store.layout.original(sha256)
        remedy = "add the file again, or restore the last backup"
        try:
            have = place.stat().st_size
            if have != size or (not quick and originals.digest(place) != sha256):
                out.append(Problem("original", f"{place} is not what was added", f"remove it, then {remedy}"))
        except OSError as error:
            out.append(Problem("original", f"{place}: {error.strerror}", remedy))
    remedy = "harmless; chancery check --clean removes it"
    out += [
        Problem("leftover", f"{place} belongs to no document", remedy)
        for place in originals.held(store.layout)
        if place.name not in sizes
    ]
    half = store.layout.temporary.iterdir() if store.layout.temporary.is_dir() else ()
    return out + [Problem("leftover", f"{place} was left half written", remedy) for place in half]


def _works(connection: Connection) -> list[Problem]:
    d = t.documents.c
    without = select(d.id).outerjoin(t.records, t.records.c.document == d.id).where(t.records.c.document.is_(None))
    empty = ~select(d.id).where(d.work == t.works.c.id).exists()
    kinds: tuple[tuple[Literal["work", "record"], Select[tuple[int]], str, str], ...] = (
        ("work", select(d.id).where(d.work.is_(None)), "document #{} belongs to no work", "chancery rebuild"),
        ("record", without, "document #{} has no record", "chancery reread --all"),
        ("work", select(t.works.c.id).where(empty), "work {} has no documents", "chancery rebuild"),
    )
    return [
        Problem(kind, words.format(number), remedy)
        for kind, statement, words, remedy in kinds
        for number in connection.execute(statement).scalars()
    ]


def _records(connection: Connection) -> list[Problem]:
    out = []
    d = t.documents.c
    statement = select(d.id, d.sha256, t.records.c.data).join(t.records, t.records.c.document == d.id)
    for number, sha256, data in connection.execute(statement.execution_options(yield_per=100)):
        try:
            record = unpack(data)
        except (zlib.error, RecordError) as error:
            out.append(Problem("record", f"the record of document #{number}: {error}", "chancery reread --all"))
            continue
        if record.file.sha256 != sha256:
            out.append(
                Problem("record", f"the record of document #{number} is of another file", "chancery reread --all")
            )
    return out


def clean(store: Store) -> int:
    """Remove what crashes left behind; gives how many files. Raises `Busy` while files are being added."""
    store.database.must_write()
    removed = 0
    with originals.alone(store.layout):
        with store.database.read() as connection:
            known = set(connection.execute(select(t.files.c.sha256)).scalars())
        places = [p for p in originals.held(store.layout) if p.name not in known]
        places += store.layout.temporary.iterdir() if store.layout.temporary.is_dir() else ()
        for place in places:
            try:
                place.unlink()
            except OSError as error:
                raise ArchiveError(f"{place}: {error.strerror}; remove it by hand") from error
            removed += 1
    return removed
