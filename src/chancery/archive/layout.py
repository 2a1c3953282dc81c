"""The folder of an archive: what stands where, and how the folder is found.

::

    archive.sqlite         the database: records, works, corrections; all but the originals
    originals/ab/ab12...   the bytes of every file, under the SHA-256 digest of its content
    index/                 the full-text index; can always be made anew from the database
    tmp/                   what is being written; nothing there is of use after a crash
    lock                   held while files are added or removed
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chancery.archive.errors import NoArchive, ReadOnly

DATABASE = "archive.sqlite"
"""The file that makes a folder an archive."""
VARIABLE = "CHANCERY_ARCHIVE"
"""The environment variable that names an archive for every command."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of an archive."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite database."""
        return self.root / DATABASE

    @property
    def originals(self) -> Path:
        """The folder of the files as they were added."""
        return self.root / "originals"

    @property
    def index(self) -> Path:
        """The folder of the full-text index."""
        return self.root / "index"

    @property
    def temporary(self) -> Path:
        """Where files are written before they take their place."""
        return self.root / "tmp"

    @property
    def lock(self) -> Path:
        """The file that processes lock while they add or remove originals."""
        return self.root / "lock"

    def original(self, sha256: str) -> Path:
        """Give the place of the original with this digest."""
        return self.originals / sha256[:2] / sha256


def _is_archive(folder: Path) -> bool:
    try:
        return (folder / DATABASE).is_file()
    except OSError as error:
        raise ReadOnly(f"{folder}: {error.strerror}; ask for the right to read there") from error


def find(start: Path | None = None, environment: Mapping[str, str] = os.environ) -> Layout:
    """Find the archive: the one that ``CHANCERY_ARCHIVE`` names, else the nearest from a folder upward.

    Raises `NoArchive` where there is none.
    """
    named = environment.get(VARIABLE)
    if named:
        if not _is_archive(Path(named)):
            raise NoArchive(f"{VARIABLE} names {named}, which is no archive; make one: chancery init {named}")
        return Layout(Path(named).resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if _is_archive(folder):
            return Layout(folder)
    raise NoArchive(
        f"there is no archive in {here} or above it; make one with chancery init FOLDER, or name one with "
        f"--archive FOLDER or in {VARIABLE}"
    )


def at(folder: Path) -> Layout:
    """Give the archive in a folder that was named; raises `NoArchive` where there is none."""
    if not _is_archive(folder):
        raise NoArchive(f"{folder} is no archive; make one: chancery init {folder}")
    return Layout(folder.resolve())
