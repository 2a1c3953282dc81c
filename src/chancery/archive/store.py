"""An archive that is open: its folder, its database, and whoever wants to hear what changed in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol, Self

from sqlalchemy import Connection, select

from chancery.archive import database as db
from chancery.archive import layout as places
from chancery.archive import rows
from chancery.archive import schema as t
from chancery.archive.database import Database
from chancery.archive.errors import AlreadyThere
from chancery.archive.layout import DATABASE, Layout


class Follower(Protocol):
    """Something made from the archive that keeps in step with it, such as the full-text index.

    It hears of every change after that was committed. It may miss some, where the process ends between the two; so it notes
    ``Changes.last`` with what it keeps, and asks `Store.changes` for what came since when it is opened. `rebuild` replays all.
    """

    def update(self, store: Store, changes: Changes) -> None:
        """Take over what changed."""

    def clear(self) -> None:
        """Throw everything away: all documents follow by `update`."""


class Changes(NamedTuple):
    """Numbers of documents that came, changed or went, up to the change with the number ``last``."""

    last: int
    changed: Sequence[int]
    gone: Sequence[int]


class Store:
    """An open archive."""

    def __init__(self, layout: Layout, writable: bool | None = None) -> None:
        """Open what is there; brings its tables up to date where it may be written."""
        self.layout = layout
        self.database = Database(layout.database, writable)
        self.indexes: list[Follower] = []
        if self.database.writable:
            db.upgrade(self.database)

    def __enter__(self) -> Self:
        """Be closed at the end of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()

    def attach(self, index: Follower) -> None:
        """Tell an index of every change from now on."""
        self.indexes.append(index)

    def changes(self, since: int = 0) -> Changes:
        """Give what changed after the change with this number; everything for 0."""
        with self.database.read() as connection:
            last = int(connection.execute(select(t.archive.c.value).where(t.archive.c.key == "change")).scalar() or 0)
            d, f = t.documents.c, t.forgotten.c
            changed = connection.execute(select(d.id).where(d.change > since).order_by(d.id)).scalars().all()
            gone = connection.execute(select(f.document).where(f.change > since).order_by(f.document)).scalars().all()
        return Changes(last, changed, gone)

    @contextmanager
    def changing(self) -> Iterator[tuple[Connection, int]]:
        """Give a transaction and the number of its change; the indexes hear of it when it has been committed."""
        with self.database.write() as connection:
            number = rows.next_change(connection)
            yield connection, number
        if self.indexes:
            told = self.changes(number - 1)
            for index in self.indexes:
                index.update(self, told)


def create(folder: Path) -> Layout:
    """Make an empty archive in a folder, which is made where it is not there.

    Raises `AlreadyThere` where it holds an archive or anything else that an archive would mix with.
    """
    layout = Layout(folder.resolve())
    if layout.database.exists():
        raise AlreadyThere(f"{folder} is an archive already; add files: chancery add --archive {folder} PATH...")
    for place in (layout.originals, layout.index):
        if place.exists():
            raise AlreadyThere(f"{place} stands where the archive would be; name another folder")
    with db.explained(layout.database):
        layout.root.mkdir(parents=True, exist_ok=True)
        draft = layout.root / f"{DATABASE}.{uuid.uuid4().hex}"
        try:
            db.create(draft)
            identify(draft)
            for place in (layout.originals, layout.index, layout.temporary):
                place.mkdir()
            draft.rename(layout.database)
        finally:
            for left in layout.root.glob(f"{draft.name}*"):
                left.unlink()
    return layout


def identify(path: Path) -> None:
    """Give a new database its identity."""
    database = Database(path, writable=True)
    with database.write() as connection:
        rows.put(connection, "id", uuid.uuid4().hex)
        rows.put(connection, "made", rows.now())
    database.shrink_log()
    database.close()


def open_store(folder: Path | None = None, writable: bool | None = None) -> Store:
    """Open the archive in a folder; without one, that of ``CHANCERY_ARCHIVE`` or the nearest upward; raises `NoArchive`."""
    return Store(places.at(folder) if folder else places.find(), writable)
