"""The originals: every file once, under the digest of its content, never changed.

A file is written beside its place, brought to the disk, and then takes its place in one step: what stands there is whole.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from chancery.archive.database import disk_error
from chancery.archive.errors import Busy
from chancery.archive.layout import Layout

BLOCK = 1 << 20
"""Bytes that are read at a time."""


def digest(path: Path) -> str:
    """Give the SHA-256 digest of a file; raises `OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(layout: Layout, path: Path) -> tuple[str, int]:
    """Copy a file into the archive; gives its digest and size.

    Raises `OSError` where the file cannot be read, `ArchiveError` where the archive cannot be written.
    """
    with path.open("rb") as file:
        return keep_stream(layout, file)


def keep_stream(layout: Layout, file: BinaryIO, expected: str | None = None) -> tuple[str, int]:
    """Copy what a stream gives into the archive; where it is not what was expected, nothing is kept and the digest tells."""
    hasher = hashlib.sha256()
    size = 0
    with temporary(layout) as (path, out):
        while block := file.read(BLOCK):
            hasher.update(block)
            size += len(block)
            with _writing(path):
                out.write(block)
        sha256 = hasher.hexdigest()
        place = layout.original(sha256)
        if (expected is None or sha256 == expected) and not (place.exists() and place.stat().st_size == size):
            with _writing(path):
                out.flush()
                os.fsync(out.fileno())
                place.parent.mkdir(exist_ok=True)
                path.chmod(0o444)
                path.replace(place)
    return sha256, size


@contextmanager
def temporary(layout: Layout) -> Iterator[tuple[Path, BinaryIO]]:
    """Give a new file to write in the archive, which is gone at the end unless it was moved to its place."""
    path = layout.temporary / secrets.token_hex(12)
    with _writing(path):
        layout.temporary.mkdir(exist_ok=True)
        out = path.open("xb")
    try:
        yield path, out
    finally:
        try:
            with _writing(path):
                out.close()
        finally:
            path.unlink(missing_ok=True)


def settle(layout: Layout, digests: Iterable[str]) -> None:
    """Bring the names of originals to the disk, before rows speak of them."""
    for folder in {layout.original(d).parent for d in digests} | {layout.originals}:
        with _writing(folder):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def remove(layout: Layout, sha256: str) -> None:
    """Remove an original; does nothing where there is none."""
    place = layout.original(sha256)
    with _writing(place):
        place.unlink(missing_ok=True)


def held(layout: Layout) -> Iterator[Path]:
    """Give all files that stand among the originals."""
    for folder in sorted(layout.originals.iterdir()) if layout.originals.is_dir() else ():
        yield from sorted(folder.iterdir()) if folder.is_dir() else [folder]


@contextmanager
def using(layout: Layout) -> Iterator[None]:
    """Say that originals are being added, so that nobody sweeps away what has no row yet."""
    with _lock(layout, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(layout: Layout) -> Iterator[None]:
    """Say that no originals may be added now; raises `Busy` where that is being done."""
    with _lock(layout, fcntl.LOCK_EX | fcntl.LOCK_NB):
        yield


@contextmanager
def _lock(layout: Layout, how: int) -> Iterator[None]:
    with _writing(layout.lock):
        file = layout.lock.open("ab")
    with file:
        try:
            fcntl.flock(file, how)
        except BlockingIOError as error:
            raise Busy(
                f"files are being added to the archive in {layout.root}; wait for it and do the same again"
            ) from error
        yield


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk_error(error, path) from error
