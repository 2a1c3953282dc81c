"""The archive from Python: everything the command line does, and plain access to works, documents and records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from sqlalchemy import select

from chancery.archive import backup as backups
from chancery.archive import checking, corrections, forgetting, queries, rereading, review, store
from chancery.archive import schema as t
from chancery.archive.adding import Added, Progress, add
from chancery.archive.corrections import Correction
from chancery.archive.queries import Document, Link, Work
from chancery.archive.store import Store
from chancery.record.model import Record

Report = Callable[[Progress], None]


class Archive(Store):
    """An open archive.

    >>> with Archive.open("papers") as archive:  # doctest: +SKIP
    ...     for work in archive.works(language="fr"):
    ...         print(work.name, work.title)
    """

    @classmethod
    def open(cls, folder: Path | str | None = None, writable: bool | None = None) -> Self:
        """Open the archive in a folder; without one, that of ``CHANCERY_ARCHIVE`` or the nearest upward.

        Raises `NoArchive` where there is none.
        """
        from chancery.archive import layout

        return cls(layout.at(Path(folder)) if folder else layout.find(), writable)

    @classmethod
    def create(cls, folder: Path | str) -> Self:
        """Make an empty archive in a folder and open it; raises `AlreadyThere`."""
        return cls(store.create(Path(folder)))

    @classmethod
    def restore(cls, file: Path | str, folder: Path | str, progress: Report | None = None) -> Self:
        """Make the archive of a backup in a new folder and open it; raises `AlreadyThere`, `Broken`."""
        return cls(backups.restore(Path(file), Path(folder), progress))

    # ------------------------------------------------------------------------------------------------------- looking

    def works(
        self, text: str | None = None, *, kind: str | None = None, language: str | None = None, date: str | None = None
    ) -> Iterator[Work]:
        """Give works by name, with their versions; narrowed by words of name or title, kind, language, date (``1997..2003``)."""
        with self.database.read() as connection:
            yield from queries.list_works(connection, queries.filters(text, kind, language, date))

    def work(self, name: str) -> Work:
        """Give the work that a symbol, ``#`` and a number, a digest or a path stands for; raises `NotHeld`."""
        with self.database.read() as connection:
            numbers = queries.find_documents(connection, name)
            return queries.get_work(connection, queries.get_document(connection, numbers[0]).work)

    def documents(self, name: str | None = None, language: str | None = None) -> Iterator[Document]:
        """Give documents with their records, as corrected: all, or those that a name stands for, in one language or all."""
        with self.database.read() as connection:
            if name is not None:
                numbers = queries.find_documents(connection, name, language)
            else:
                condition = [t.documents.c.language == language] if language else []
                statement = select(t.documents.c.id).where(*condition).order_by(t.documents.c.id)
                numbers = list(connection.execute(statement).scalars())
            for number in numbers:
                yield queries.get_document(connection, number)

    def get(self, name: str | int, language: str | None = None) -> Document:
        """Give one document by its number or a name; of several languages English or the one asked for; raises `NotHeld`."""
        with self.database.read() as connection:
            number = name if isinstance(name, int) else queries.find_documents(connection, name, language)[0]
            return queries.get_document(connection, number)

    def records(self) -> Iterator[Record]:
        """Give all records, as corrected."""
        return (document.record for document in self.documents())

    __iter__ = works

    def __len__(self) -> int:
        """Give the number of works."""
        return self.totals()["works"]

    def totals(self) -> dict[str, int]:
        """Give how many works, documents, files there are."""
        with self.database.read() as connection:
            return queries.totals(connection)

    def unreadable(self) -> list[dict[str, Any]]:
        """Give the files that could not be read, with the reason of each."""
        with self.database.read() as connection:
            return queries.unreadable(connection)

    def cites(self, work: int) -> list[Link]:
        """Give what a work refers to and changes, held or not."""
        with self.database.read() as connection:
            return queries.cites(connection, work)

    def cited_by(self, work: int) -> list[Link]:
        """Give the works that refer to a work or change it."""
        with self.database.read() as connection:
            return queries.cited_by(connection, work)

    def original(self, document: Document) -> Path:
        """Give where the file of a document stands. It is not to be changed."""
        return self.layout.original(document.sha256)

    # -------------------------------------------------------------------------------------------------------- keeping

    def add(
        self, files: Iterable[Path | str], *, jobs: int = 1, retry: bool = False, progress: Report | None = None
    ) -> Iterator[Added]:
        """Add files, see `chancery.archive.adding.add`; nothing happens until the results are asked for."""
        return add(self, map(Path, files), jobs=jobs, retry=retry, progress=progress)

    def reread(self, *, everything: bool = False, jobs: int = 1, progress: Report | None = None) -> Iterator[Added]:
        """Read again what another reader has read, or everything."""
        return rereading.reread(self, everything=everything, jobs=jobs, progress=progress)

    def rebuild(self, progress: Report | None = None) -> int:
        """Make anew what follows from records and corrections, and the indexes; gives how many documents."""
        return rereading.rebuild(self, progress)

    def forget(self, documents: Iterable[Document]) -> int:
        """Remove documents, their originals and everything said of them; gives how many."""
        return forgetting.forget(self, [d.sha256 for d in documents])

    def check(self, *, quick: bool = False) -> list[checking.Problem]:
        """Give everything that is wrong with the archive."""
        return checking.check(self, quick=quick)

    def clean(self) -> int:
        """Remove what crashes left behind; gives how many files."""
        return checking.clean(self)

    def backup(self, file: Path | str, progress: Report | None = None) -> int:
        """Write the whole archive into one file; gives how many originals it holds."""
        return backups.backup(self, Path(file), progress)

    # ----------------------------------------------------------------------------------------------------- correcting

    def correct(
        self, document: Document, pointer: str, value: Any, *, who: str | None = None, why: str = ""
    ) -> Correction:
        """Set the value at a JSON Pointer, such as ``/letter/date``; raises `WrongCorrection`."""
        return corrections.say(self, document.sha256, "correct", pointer, value, who=who, why=why)

    def insert(
        self, document: Document, pointer: str, value: Any, *, who: str | None = None, why: str = ""
    ) -> Correction:
        """Put a member into a list, ``/masthead/symbols/-`` behind the last; raises `WrongCorrection`."""
        return corrections.say(self, document.sha256, "insert", pointer, value, who=who, why=why)

    def remove(self, document: Document, pointer: str, *, who: str | None = None, why: str = "") -> Correction:
        """Take a member out of a list; raises `WrongCorrection`."""
        return corrections.say(self, document.sha256, "remove", pointer, who=who, why=why)

    def confirm(self, document: Document, pointer: str, *, who: str | None = None, why: str = "") -> Correction:
        """Say that a value is right; raises `WrongCorrection`."""
        return corrections.say(self, document.sha256, "confirm", pointer, who=who, why=why)

    def undo(self, correction: int, *, who: str | None = None) -> Correction:
        """Take a correction back; raises `NotHeld`."""
        return corrections.undo(self, correction, who=who)

    def review(self, *, limit: int | None = None, reason: str | None = None) -> list[review.Item]:
        """Give what a person should look at, the most urgent first."""
        with self.database.read() as connection:
            return review.queue(connection, limit=limit, reason=reason)
