"""Reading again what an older reader read, and making anew what follows from the records. What people said stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from sqlalchemy import select, update

from chancery.archive import rows
from chancery.archive import schema as t
from chancery.archive.adding import BATCH, LOST, Added, Progress, try_to_read
from chancery.archive.corrections import refresh
from chancery.archive.describing import describe
from chancery.archive.layout import Layout
from chancery.archive.reader import version as reader_version
from chancery.archive.store import Store
from chancery.archive.works import regroup, regroup_all
from chancery.parallel import each


class _Task(NamedTuple):
    layout: Layout
    sha256: str
    name: str
    size: int


class _Again(NamedTuple):
    task: _Task
    data: bytes | None
    code: str | None = None
    reason: str | None = None


def stale(store: Store) -> int:
    """Give how many files another reader than this one has read."""
    return len(_tasks(store, everything=False))


def _tasks(store: Store, everything: bool) -> list[_Task]:
    f, d = t.files.c, t.documents.c
    statement = select(f.sha256, f.name, f.size).outerjoin(t.documents, d.sha256 == f.sha256).order_by(d.id, f.sha256)
    if not everything:
        statement = statement.where(f.reader != reader_version())
    with store.database.read() as connection:
        return [_Task(store.layout, r.sha256, r.name, r.size) for r in connection.execute(statement)]


def reread(
    store: Store,
    *,
    everything: bool = False,
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Added]:
    """Read originals again that another reader has read, or all; gives what became of each when it is safe on the disk.

    A file that this reader cannot read keeps the record that it has. Can be stopped and begun again at any time.
    """
    store.database.must_write()
    tasks = _tasks(store, everything)
    done = Progress(len(tasks), sum(task.size for task in tasks))
    results = each(_again, tasks, jobs if len(tasks) > 1 else 1, lambda task: _Again(task, None, "killed", LOST))
    while batch := list(islice(results, BATCH)):
        for result in _write(store, batch):
            done.files_done += 1
            done.bytes_done += result.size
            if progress:
                progress(done)
            yield result


def _again(task: _Task) -> _Again:
    read = try_to_read(task.layout, task.sha256, task.name)
    data = rows.pack(read.data) if read.record else None
    return _Again(task, data, read.code, read.reason)


def _write(store: Store, batch: list[_Again]) -> list[Added]:
    reader = reader_version()
    out = []
    f, d = t.files.c, t.documents.c
    with store.changing() as (connection, change):
        changed = []
        for task, data, code, reason in batch:
            there = connection.execute(
                select(f.sha256, d.id).outerjoin(t.documents, d.sha256 == f.sha256).where(f.sha256 == task.sha256)
            ).first()
            if there is None:  # forgotten by another process since
                continue
            if data is None and there.id is not None:
                connection.execute(update(t.files).where(f.sha256 == task.sha256).values(reader=reader))
                out.append(
                    Added(task.name, "unreadable", task.size, reason=f"kept as an older reader read it: {reason}")
                )
                continue
            connection.execute(
                update(t.files).where(f.sha256 == task.sha256).values(reader=reader, code=code, reason=reason)
            )
            if data is None:
                out.append(Added(task.name, "unreadable", task.size, reason=reason))
                continue
            if there.id is None:
                about = describe(rows.unpack(data), task.name)
                changed.append(rows.put_document(connection, task.sha256, data, reader, about, change))
            else:
                changed.append(refresh(connection, task.sha256, change, data, reader, group=False))
            out.append(Added(task.name, "added", task.size))
        regroup(connection, changed, change=change)
    return out


def rebuild(store: Store, progress: Callable[[Progress], None] | None = None) -> int:
    """Make anew all that follows from records and corrections: facts, keys, links, doubts, works, indexes; gives how many.

    All or nothing: a process that is killed leaves the archive as it was.
    """
    store.database.must_write()
    d = t.documents.c
    attached, store.indexes = store.indexes, []
    try:
        with store.changing() as (connection, change):
            digests = connection.execute(select(d.sha256).order_by(d.id)).scalars().all()
            done = Progress(len(digests), 0)
            for sha256 in digests:
                refresh(connection, sha256, change, group=False)
                done.files_done += 1
                if progress:
                    progress(done)
            regroup_all(connection, change)
    finally:
        store.indexes = attached
    replay(store)
    return len(digests)


def replay(store: Store) -> None:
    """Fill every index anew with all documents."""
    everything = store.changes(0)
    for index in store.indexes:
        index.clear()
        index.update(store, everything._replace(gone=()))
