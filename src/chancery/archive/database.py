"""The database of an archive: connections, transactions, migrations, and what its errors mean.

Writers take the lock of the database when they begin, so that two processes never wait for one another halfway; readers
never wait. A transaction is on the disk when it has ended.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.pool import NullPool

from chancery.archive.errors import ArchiveError, Broken, Busy, Full, ReadOnly
from chancery.archive.schema import HEAD

WAIT = 60.0
"""Seconds to wait for another process that is writing."""
CACHE = 16_000
"""Kilobytes of the database that a connection keeps."""


class Database:
    """The SQLite file of an archive."""

    def __init__(self, path: Path, writable: bool | None = None) -> None:
        """Take a database that is there; whether it can be written is found out where it is not said."""
        self.path = path
        self.writable = os.access(path.parent, os.W_OK) and os.access(path, os.W_OK) if writable is None else writable
        self._engine = _engine(path, self.writable)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees the database as it is now, to the end of the block."""
        with explained(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection that writes, all or nothing; raises `ReadOnly`, `Full`, `Busy`, `Broken`."""
        self.must_write()
        with explained(self.path), self._engine.connect() as plain:
            connection = plain.execution_options(chancery_writes=True)
            with connection.begin():
                yield connection

    def must_write(self) -> None:
        """Raise `ReadOnly` where the archive may not be written."""
        if not self.writable:
            raise ReadOnly(
                f"the archive in {self.path.parent} can be read and not written; ask for the right to write there"
            )

    def raw(self) -> sqlite3.Connection:
        """Give a plain connection of the sqlite3 module, for its backup."""
        with explained(self.path):
            return _connect(self.path, self.writable)

    def shrink_log(self) -> None:
        """Bring what was written into the database file itself and empty the log, so that removed content is gone."""
        with explained(self.path), self._engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def create(path: Path) -> None:
    """Make an empty database with all tables."""
    with explained(path):
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
    database = Database(path, writable=True)
    upgrade(database)
    database.close()


def revision(database: Database) -> str | None:
    """Give the revision of the tables; None where there are none."""
    with database.read() as connection:
        there = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).first()
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first() if there else None
        return str(row[0]) if row else None


def upgrade(database: Database) -> None:
    """Bring the tables to what this Chancery knows; does nothing where they are.

    Raises `Broken` where the archive was made by a newer Chancery.
    """
    have = revision(database)
    if have == HEAD:
        return
    if have is not None and have > HEAD:
        raise Broken(
            f"the archive in {database.path.parent} was made by a newer Chancery (its tables are {have}); update it"
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "chancery.archive:migrations")
    config.set_main_option("path_separator", "os")
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _connect(path: Path, writable: bool) -> sqlite3.Connection:
    if writable:
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    else:
        connection = _connect_to_read(path)
    connection.execute(f"PRAGMA cache_size=-{CACHE}")
    connection.execute("PRAGMA foreign_keys=ON")
    if writable:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
    return connection


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a database that may not be written; where not even its lock can be, as a file that nobody changes."""
    where = path.resolve().as_uri()
    connection = sqlite3.connect(
        f"{where}?mode=ro", uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        connection = sqlite3.connect(f"{where}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    return connection


def _engine(path: Path, writable: bool) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: _connect(path, writable), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("chancery_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of the disk and the database into those of an archive, which say what to do."""
    try:
        yield
    except ArchiveError:
        raise
    except (DatabaseError, DBAPIError) as error:
        raise _meaning(str(error.orig), path) from error
    except sqlite3.Error as error:
        raise _meaning(str(error), path) from error
    except OSError as error:
        raise disk_error(error, path) from error


def disk_error(error: OSError, path: Path) -> ArchiveError:
    """Give the error of an archive that an error of the disk comes to."""
    where = error.filename or path
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Full(f"{where}: {error.strerror}; nothing that was kept is lost. Make room and do the same again")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return ReadOnly(f"{where}: {error.strerror}; ask for the right to write there")
    return ArchiveError(f"{where}: {error.strerror or error}")


def _meaning(message: str, path: Path) -> ArchiveError:
    low = message.lower()
    where = path.parent
    if "locked" in low or "busy" in low:
        return Busy(
            f"another process has been writing to the archive in {where} for a minute; wait for it and do the same again"
        )
    if "readonly" in low or "read-only" in low:
        return ReadOnly(f"the archive in {where} can be read and not written; ask for the right to write there")
    if "full" in low or "disk i/o" in low:
        return Full(
            f"the archive in {where}: {message}; nothing that was kept is lost. Make room and do the same again"
        )
    if "malformed" in low or "not a database" in low or "no such table" in low or "no such column" in low:
        return Broken(f"the database of the archive in {where} is damaged ({message}); restore the last backup")
    if "unable to open" in low:
        return ReadOnly(f"{path} cannot be opened; ask for the right to read and write there")
    return ArchiveError(f"the database of the archive in {where}: {message}")
