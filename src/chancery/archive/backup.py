"""Backup and restore: the whole archive in one ZIP file, from which nothing is taken that an archive does not hold."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from chancery.archive import database as db
from chancery.archive import originals
from chancery.archive import schema as t
from chancery.archive.adding import Progress
from chancery.archive.database import Database, disk_error, explained
from chancery.archive.errors import AlreadyThere, ArchiveError, Broken
from chancery.archive.layout import DATABASE, Layout
from chancery.archive.store import Store

_ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_LEVEL = 1
"""Of the compression: documents shrink to a third at the speed of the disk."""
DATABASE_MOST = 1 << 40
"""Bytes that a database in a backup may unfold to."""


def backup(store: Store, file: Path, progress: Callable[[Progress], None] | None = None) -> int:
    """Write the whole archive, as it is at one moment, into a new ZIP file; gives how many originals it holds.

    The archive can be used meanwhile. Raises `AlreadyThere`, `ArchiveError`; an unfinished file is removed.
    """
    if file.exists():
        raise AlreadyThere(f"{file} is there already; name another file, or remove it")
    if not file.parent.is_dir():
        raise ArchiveError(f"{file.parent}: there is no such folder; make it first")
    draft = file.with_name(f".{file.name}.{secrets.token_hex(6)}")
    copy = draft.with_suffix(".sqlite")
    try:
        with originals.using(store.layout) if store.database.writable else explained(file):
            _copy_database(store, copy)
            digests = _digests(copy)
            done = Progress(len(digests), sum(digests.values()))
            with zipfile.ZipFile(draft, "x", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as out:
                out.write(copy, DATABASE)
                for sha256, size in digests.items():
                    out.write(store.layout.original(sha256), f"originals/{sha256[:2]}/{sha256}")
                    done.files_done += 1
                    done.bytes_done += size
                    if progress:
                        progress(done)
            _settle(draft)
            draft.replace(file)
    except FileNotFoundError as error:
        if error.filename and Path(error.filename).parent.parent == store.layout.originals:
            raise Broken(f"the original {error.filename} is missing; run chancery check first") from error
        raise disk_error(error, file) from error
    except OSError as error:
        raise disk_error(error, file) from error
    finally:
        for left in (draft, copy, *(copy.with_name(copy.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)
    return len(digests)


def _copy_database(store: Store, copy: Path) -> None:
    with explained(copy), closing(store.database.raw()) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def _settle(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digests(path: Path) -> dict[str, int]:
    database = Database(path, writable=False)
    with database.read() as connection:
        return {row.sha256: row.size for row in connection.execute(select(t.files.c.sha256, t.files.c.size))}


def restore(file: Path, folder: Path, progress: Callable[[Progress], None] | None = None) -> Layout:
    """Make the archive of a backup in a folder that is empty or not there. All or nothing.

    Every original must be what its digest says. Raises `AlreadyThere`, and `Broken` where the file is no backup or damaged.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AlreadyThere(f"{folder} is not empty; name a folder that is not there yet")
    draft = Layout(folder.with_name(f".{folder.name}.{secrets.token_hex(6)}").absolute())
    try:
        with explained(draft.database):
            draft.root.parent.mkdir(parents=True, exist_ok=True)
            for place in (draft.root, draft.originals, draft.index, draft.temporary):
                place.mkdir()
            try:
                _unpack(file, draft, progress)
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise
                raise zipfile.BadZipFile("it points to places outside itself") from error
            if folder.exists():
                folder.rmdir()
            draft.root.rename(folder)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, ValueError, zlib.error) as error:
        raise Broken(f"{file} is no backup of an archive, or is damaged: {error}") from error
    finally:
        shutil.rmtree(draft.root, ignore_errors=True)
    return Layout(folder.resolve())


def _unpack(file: Path, draft: Layout, progress: Callable[[Progress], None] | None) -> None:
    try:
        packed = zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise ArchiveError(f"there is no file {file}") from error
    with packed:
        names = packed.namelist()
        if names.count(DATABASE) != 1:
            raise Broken(f"{file} is no backup of an archive: it holds no {DATABASE}")
        if packed.getinfo(DATABASE).file_size > DATABASE_MOST:
            raise Broken(f"{file}: its database is larger than any archive")
        with packed.open(DATABASE) as source, draft.database.open("xb") as target:
            shutil.copyfileobj(source, target, originals.BLOCK)
        sizes = _sound(draft.database, file)
        done = Progress(len(sizes), sum(sizes.values()))
        there = {found[2]: name for name in names if (found := _ORIGINAL.fullmatch(name))}
        for sha256, size in sizes.items():
            name = there.get(sha256)
            if name is None or packed.getinfo(name).file_size != size:
                raise Broken(f"{file}: the original {sha256} is missing or not whole")
            with packed.open(name) as stream:
                if originals.keep_stream(draft, stream, sha256)[0] != sha256:  # type: ignore[arg-type]
                    raise Broken(f"{file}: the original {sha256} is not what was kept")
            done.files_done += 1
            done.bytes_done += size
            if progress:
                progress(done)
        originals.settle(draft, sizes)


def _sound(path: Path, file: Path) -> dict[str, int]:
    """Check a database that was unpacked, bring it up to date, and give the originals it wants."""
    with closing(sqlite3.connect(path)) as plain:
        try:
            whole = plain.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            strange = plain.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()[
                0
            ]
            plain.execute("PRAGMA journal_mode=WAL")
        except sqlite3.DatabaseError:
            whole, strange = False, 0
    if not whole or strange:
        raise Broken(f"{file}: the database in it is damaged; take an older backup")
    database = Database(path, writable=True)
    db.upgrade(database)
    with database.read() as connection:
        sizes = {row.sha256: row.size for row in connection.execute(select(t.files.c.sha256, t.files.c.size))}
    database.shrink_log()
    if any(not re.fullmatch(r"[0-9a-f]{64}", sha256) for sha256 in sizes):
        raise Broken(f"{file}: the database in it names originals that cannot be")
    return sizes
