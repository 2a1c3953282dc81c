"""Keeping an archive in step with folders: what is new or changed is added, what has gone is marked and kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select, update

from chancery.archive import rows
from chancery.archive import schema as t
from chancery.archive.adding import Added, add
from chancery.archive.store import Store

SETTLE_SECONDS = 2.0
"""A file that was written within so long is left for the next round: it may not be whole."""


def round_of(store: Store, folders: list[Path], files: list[Path], jobs: int = 1) -> Iterator[Added]:
    """Look once: add what is new or changed among the files, and mark what stands in the folders no more."""
    young = time.time() - SETTLE_SECONDS
    ripe = [path for path in files if path.exists() and path.stat().st_mtime <= young]
    for added in add(store, ripe, jobs=jobs):
        if added.state != "known":
            yield added
    mark_gone(store, folders, {str(path.absolute()) for path in files})


def mark_gone(store: Store, folders: list[Path], there: set[str]) -> int:
    """Mark the sources in the folders that are not there any more; gives how many. Their documents are kept."""
    s = t.sources.c
    gone = []
    with store.database.read() as connection:
        for folder in folders:
            inside = s.path.startswith(str(folder.absolute()).rstrip("/") + "/", autoescape=True)
            known = connection.execute(select(s.path).where(inside, s.gone.is_(None))).scalars()
            gone += [path for path in known if path not in there and not Path(path).exists()]
    if gone:
        with store.database.write() as connection:
            for path in gone:
                connection.execute(update(t.sources).where(s.path == path).values(gone=rows.now()))
    return len(gone)


def watch(
    store: Store,
    folders: list[Path],
    look: Callable[[], list[Path]],
    *,
    interval: float,
    jobs: int = 1,
    rounds: int | None = None,
) -> Iterator[Added]:
    """Look again and again, with so many seconds between; ends only where a number of rounds is given."""
    done = 0
    while rounds is None or done < rounds:
        yield from round_of(store, folders, look(), jobs)
        done += 1
        if rounds is None or done < rounds:
            time.sleep(interval)
