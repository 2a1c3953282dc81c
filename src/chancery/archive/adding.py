"""Adding files: each is kept, read and described in a process of many; rows are written in batches, all or nothing.

What is added and known is not read again, whatever its name. A file stands whole among the originals before a row speaks
of it; a process that is killed leaves at most originals without a row, which the next run takes over.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct
from sqlalchemy import select

from chancery.archive import originals, rows, works
from chancery.archive import schema as t
from chancery.archive.describing import Description, describe
from chancery.archive.layout import DATABASE, Layout
from chancery.archive.reader import version as reader_version
from chancery.archive.store import Store
from chancery.parallel import each
from chancery.reading import read_source
from chancery.record.json import decode, encode
from chancery.record.model import Record
from chancery.source import open_source
from chancery.source.model import SourceError

BATCH = 64
"""Documents of a transaction: some forty milliseconds of the disk for each, and no more than seconds of work to do again."""
BATCH_SECONDS = 5.0
"""A transaction is ended after so long, however few documents it has."""
NAME = 255
"""Characters of a file's name that are kept."""

OWN = ("originals", "index", "tmp", "lock")
"""What stands in the folder of an archive besides its database."""

State = Literal["added", "known", "unreadable", "missing"]


class Added(Struct):
    """What became of a file: ``added`` anew, ``known`` before, ``unreadable`` with the reason, or ``missing``."""

    path: str
    state: State
    size: int = 0
    characters: int = 0
    reason: str | None = None


class Task(NamedTuple):
    """A file to keep and read."""

    layout: Layout
    path: Path
    size: int
    modified: int


class Kept(Struct):
    """What a process made of a file: rows, or why there are none. Without a digest it could not even be opened."""

    path: str
    size: int
    modified: int
    sha256: str | None = None
    data: bytes | None = None
    about: Description | None = None
    code: str | None = None
    reason: str | None = None


@dataclass(slots=True)
class Progress:
    """How far a run is."""

    files: int
    bytes: int
    files_done: int = 0
    bytes_done: int = 0


def read_original(layout: Layout, sha256: str, name: str) -> Record:
    """Read an original under the name it was added with; raises `SourceError`."""
    source = open_source(layout.original(sha256))
    source.file.name = name
    return read_source(source)


class Read(NamedTuple):
    """What reading gave: a record and its JSON, or the code and the words of an error."""

    record: Record | None
    data: bytes = b""
    code: str | None = None
    reason: str | None = None


def try_to_read(layout: Layout, sha256: str, name: str) -> Read:
    """Read an original; what goes wrong is given as a reason that says what to do."""
    try:
        record = read_original(layout, sha256, name)
        data = encode(record)
        decode(data)  # what is kept has to come back: a record that departs from its schema is a fault like any other
        return Read(record, data)
    except SourceError as error:
        return Read(None, b"", error.code, str(error))
    except OSError as error:
        return Read(None, b"", "disk", error.strerror or str(error))
    except (MemoryError, RecursionError) as error:
        reason = f"the file asks for more than there is ({type(error).__name__}); split it or leave it out"
        return Read(None, b"", "too-much", reason)
    except Exception as error:
        return Read(None, b"", "fault", f"a fault of Chancery, which should be reported with the file: {error!r}")


LOST = "reading the file ended the process, probably for lack of memory; split it"


def keep_and_read(task: Task) -> Kept:
    """Keep a file in the archive, read it and describe it; raises `ArchiveError` where the archive cannot be written."""
    kept = Kept(str(task.path), task.size, task.modified)
    try:
        kept.sha256, kept.size = originals.keep(task.layout, task.path)
    except OSError as error:
        kept.code, kept.reason = "disk", error.strerror or str(error)
        return kept
    name = task.path.name[:NAME]
    read = try_to_read(task.layout, kept.sha256, name)
    if read.record is None:
        kept.code, kept.reason = read.code, read.reason
    else:
        kept.data = rows.pack(read.data)
        kept.about = describe(read.record, name)
    return kept


def _lost(task: Task) -> Kept:
    """Give what is known of a file that ended the process which read it."""
    try:
        sha256, size = originals.keep(task.layout, task.path)
    except OSError as error:
        return Kept(str(task.path), task.size, task.modified, code="disk", reason=error.strerror or str(error))
    return Kept(str(task.path), size, task.modified, sha256, code="killed", reason=LOST)


def add(
    store: Store,
    files: Iterable[Path],
    *,
    jobs: int = 1,
    retry: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Added]:
    """Add files; gives what became of each when it is safe on the disk.

    With ``retry`` what could not be read before is tried again. Raises `ArchiveError` where the archive cannot be written;
    what was given until then is kept.
    """
    store.database.must_write()
    paths = (path for path in dict.fromkeys(Path(f).absolute() for f in files) if not _own(store.layout, path))
    found = [(path, _stat(path)) for path in paths]
    done = Progress(len(found), sum(s[0] for _, s in found if s))

    def told(results: Iterable[Added]) -> Iterator[Added]:
        for result in results:
            done.files_done += 1
            done.bytes_done += result.size
            if progress:
                progress(done)
            yield result

    with originals.using(store.layout):
        known = _known(store)
        tasks: list[Task] = []
        same: list[tuple[Task, str]] = []
        for path, stat in found:
            if stat is None:
                yield from told([Added(str(path), "missing", reason="there is no such file any more")])
                continue
            task = Task(store.layout, path, *stat)
            before = known.by_path.get(str(path))
            if before and before[1:] == stat and before[0] and not (retry and before[0] in known.unreadable):
                yield from told([known.result(task, before[0])])
                continue
            sha256 = _digest(path) if stat[0] in known.sizes else None
            if sha256 in known.files and not (retry and sha256 in known.unreadable):
                same.append((task, str(sha256)))
                continue
            tasks.append(task)
        if same:
            with store.database.write() as connection:
                rows.put_source(connection, [_source_row(task, sha256, None) for task, sha256 in same])
            yield from told([known.result(task, sha256) for task, sha256 in same])
        for batch in _batches(each(keep_and_read, tasks, jobs if len(tasks) > 1 else 1, _lost)):
            yield from told(_write(store, batch))


class _Known(NamedTuple):
    by_path: dict[str, tuple[str | None, int, int]]
    files: set[str]
    sizes: set[int]
    unreadable: dict[str, str]

    def result(self, task: Task, sha256: str) -> Added:
        reason = self.unreadable.get(sha256)
        return Added(str(task.path), "unreadable" if reason else "known", task.size, reason=reason)


def _known(store: Store) -> _Known:
    s, f = t.sources.c, t.files.c
    with store.database.read() as connection:
        places = connection.execute(select(s.path, s.sha256, s.size, s.modified).where(s.gone.is_(None)))
        by_path = {path: (sha256, size, modified) for path, sha256, size, modified in places}
        files, sizes, unreadable = set(), set(), {}
        for sha256, size, reason in connection.execute(select(f.sha256, f.size, f.reason)):
            files.add(sha256)
            sizes.add(size)
            if reason:
                unreadable[sha256] = reason
    return _Known(by_path, files, sizes, unreadable)


def _own(layout: Layout, path: Path) -> bool:
    """Whether a file belongs to the archive itself, which may stand in the folder that is added."""
    if not path.is_relative_to(layout.root):
        return False
    first = path.relative_to(layout.root).parts[0]
    return first in OWN or first.startswith(DATABASE)


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def _digest(path: Path) -> str | None:
    """Give the digest of a file that may be known; None where it cannot be read, which adding it will say."""
    try:
        return originals.digest(path)
    except OSError:
        return None


def _batches(results: Iterable[Kept]) -> Iterator[list[Kept]]:
    batch: list[Kept] = []
    began = time.monotonic()
    for kept in results:
        batch.append(kept)
        if len(batch) >= BATCH or time.monotonic() - began > BATCH_SECONDS:
            yield batch
            batch, began = [], time.monotonic()
    if batch:
        yield batch


def _source_row(task: Task | Kept, sha256: str | None, reason: str | None) -> dict[str, object]:
    return {"path": str(task.path), "sha256": sha256, "size": task.size, "modified": task.modified, "reason": reason}


def _write(store: Store, batch: list[Kept]) -> list[Added]:
    """Write a batch in one transaction, and give what became of its files."""
    originals.settle(store.layout, [k.sha256 for k in batch if k.sha256])
    reader = reader_version()
    out = []
    with store.changing() as (connection, change):
        held = set(
            connection.execute(
                select(t.documents.c.sha256).where(t.documents.c.sha256.in_([k.sha256 for k in batch]))
            ).scalars()
        )
        new = []
        for kept in batch:
            if kept.sha256 is None or kept.sha256 in held:
                state: State = "known" if kept.sha256 else "unreadable"
                out.append(Added(kept.path, state, kept.size, reason=kept.reason))
                continue
            row = {"sha256": kept.sha256, "size": kept.size, "name": Path(kept.path).name[:NAME], "added": rows.now()}
            rows.put_file(connection, {**row, "reader": reader, "code": kept.code, "reason": kept.reason})
            if kept.about is None:
                out.append(Added(kept.path, "unreadable", kept.size, reason=kept.reason))
                continue
            new.append(rows.put_document(connection, kept.sha256, kept.data, reader, kept.about, change))
            held.add(kept.sha256)
            out.append(Added(kept.path, "added", kept.size, kept.about.characters))
        rows.put_source(connection, [_source_row(k, k.sha256, k.reason if k.sha256 is None else None) for k in batch])
        works.regroup(connection, new, change=change)
    return out
