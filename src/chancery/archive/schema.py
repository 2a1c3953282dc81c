"""The tables of an archive, as the newest migration leaves them (a test compares the two)."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

HEAD = "0001"
"""The revision of the newest migration."""

metadata = MetaData()


def _document(primary_key: bool = False) -> Column[int]:
    return Column(
        "document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, primary_key=primary_key
    )


archive = Table(
    "archive",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
    comment="What is known of the archive as a whole: its identity, when it was made, the number of the last change.",
)

files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True, comment="of the bytes"),
    Column("size", Integer, nullable=False, comment="bytes"),
    Column("name", Text, nullable=False, comment="under which it was first added, without its folder"),
    Column("added", String, nullable=False, comment="when, ISO 8601 in UTC"),
    Column("reader", String, nullable=False, comment="version of the reader that last tried it"),
    Column("code", String, comment="of the error, where it could not be read"),
    Column("reason", Text, comment="why it could not be read, and what to do; null where it was read"),
    comment="Every file that was added, by its content; the bytes stand in the folder originals.",
)

sources = Table(
    "sources",
    metadata,
    Column("path", Text, primary_key=True, comment="absolute, where the file was found"),
    Column(
        "sha256", String(64), ForeignKey("files.sha256", ondelete="CASCADE"), comment="null where it was not opened"
    ),
    Column("size", Integer, nullable=False),
    Column("modified", Integer, nullable=False, comment="time of modification in nanoseconds"),
    Column("reason", Text, comment="why it could not be opened"),
    Column("gone", String, comment="when it was found missing; null while it is there"),
    Index("sources_sha256", "sha256"),
    comment="Where files were found. A path that is known with size and time is not opened again.",
)

works = Table(
    "works",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, comment="the symbol, or the id of the record where there is none"),
    Column("kind", String, nullable=False),
    Column("date", String, comment="ISO 8601"),
    Column("title", Text, nullable=False),
    Index("works_name", "name"),
    comment="Documents as such, whatever their languages, formats and revisions.",
    sqlite_autoincrement=True,
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), ForeignKey("files.sha256", ondelete="CASCADE"), nullable=False, unique=True),
    Column("work", Integer, ForeignKey("works.id"), comment="null only inside a transaction"),
    Column("language", String(2), nullable=False, comment="with work and version: the expression"),
    Column("version", String, nullable=False, comment="Rev.1; empty for the first"),
    Column("name", Text, nullable=False, comment="the id of the record"),
    Column("kind", String, nullable=False),
    Column("date", String, comment="of the letter, of adoption, or of the masthead"),
    Column("title", Text, nullable=False),
    Column("job_number", String),
    Column("characters", Integer, nullable=False, comment="of the reading text"),
    Column("reader", String, nullable=False, comment="version of the reader that made the record"),
    Column("change", Integer, nullable=False, comment="number of the last change, for the index"),
    Column("marks", LargeBinary, nullable=False, comment="what grouping compares, see sketches"),
    Index("documents_work", "work"),
    Index("documents_change", "change"),
    comment="One row for every file that was read: the manifestations.",
    sqlite_autoincrement=True,
)

records = Table(
    "records",
    metadata,
    _document(primary_key=True),
    Column(
        "data", LargeBinary, nullable=False, comment="the record as read, JSON compressed by zlib, without corrections"
    ),
    comment="What was read.",
)

keys = Table(
    "keys",
    metadata,
    _document(primary_key=True),
    Column("key", Text, primary_key=True, comment="kind:value, see identity"),
    Index("keys_key", "key"),
    comment="By what a document is known to be the same as others.",
)

links = Table(
    "links",
    metadata,
    _document(primary_key=True),
    Column("relation", String, primary_key=True, comment="refers, corrects, adds-to"),
    Column("target", Text, primary_key=True, comment="the key of what it names, held or not"),
    Column("count", Integer, nullable=False, comment="how often"),
    Index("links_target", "target"),
    comment="What a document refers to or changes.",
)

doubts = Table(
    "doubts",
    metadata,
    _document(primary_key=True),
    Column("pointer", Text, primary_key=True, comment="JSON Pointer into the record; empty for the whole"),
    Column("reason", String, primary_key=True),
    Column("weight", Integer, nullable=False, comment="the most urgent have the largest"),
    Column("message", Text, nullable=False),
    comment="What a person should look at.",
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), ForeignKey("files.sha256", ondelete="CASCADE"), nullable=False),
    Column("pointer", Text, nullable=False, comment="JSON Pointer into the record as it then was"),
    Column("action", String, nullable=False, comment="correct, confirm, insert, remove"),
    Column("value", Text, nullable=False, comment="JSON"),
    Column("old", Text, nullable=False, comment="JSON, what stood there"),
    Column("anchors", Text, nullable=False, comment="JSON, by what the members of lists on the way are known again"),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("made", String, nullable=False, comment="when, ISO 8601 in UTC"),
    Column("undone", String, comment="when it was taken back"),
    Column("undone_by", Text),
    Index("corrections_sha256", "sha256"),
    comment="What people said of values, in the order in which they said it. Nothing is ever overwritten.",
    sqlite_autoincrement=True,
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("document", Integer, primary_key=True),
    Column("change", Integer, nullable=False),
    Index("forgotten_change", "change"),
    comment="Numbers of documents that were removed, for an index that has not heard of it yet. No content.",
)
