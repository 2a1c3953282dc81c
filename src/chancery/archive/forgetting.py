"""Forgetting: a document, its original and everything said of it are removed, and what the disk kept is overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from chancery.archive import originals, rows
from chancery.archive import schema as t
from chancery.archive.store import Store
from chancery.archive.works import regroup


def forget(store: Store, digests: Sequence[str]) -> int:
    """Remove files and what came of them; gives how many there were. A file that stands where it was found is left there.

    Rows go first: a crash leaves an original without a row, which ``check --clean`` removes.
    """
    d, f = t.documents.c, t.files.c
    with originals.alone(store.layout):
        with store.changing() as (connection, change):
            held = connection.execute(select(f.sha256).where(f.sha256.in_(digests))).scalars().all()
            left = connection.execute(select(d.work).where(d.sha256.in_(held))).scalars().all()
            rows.remove_files(connection, held, change)
            regroup(connection, [], left=[w for w in left if w is not None], change=change)
        for sha256 in held:
            originals.remove(store.layout, sha256)
    store.database.shrink_log()
    return len(held)
