"""The first tables.

Revision 0001, without ancestor.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "archive",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        comment="What is known of the archive as a whole: its identity, when it was made, the number of the last change.",
    )
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the bytes"),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("name", sa.Text(), nullable=False, comment="under which it was first added, without its folder"),
        sa.Column("added", sa.String(), nullable=False, comment="when, ISO 8601 in UTC"),
        sa.Column("reader", sa.String(), nullable=False, comment="version of the reader that last tried it"),
        sa.Column("code", sa.String(), nullable=True, comment="of the error, where it could not be read"),
        sa.Column(
            "reason",
            sa.Text(),
            nullable=True,
            comment="why it could not be read, and what to do; null where it was read",
        ),
        sa.PrimaryKeyConstraint("sha256"),
        comment="Every file that was added, by its content; the bytes stand in the folder originals.",
    )
    op.create_table(
        "forgotten",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("document"),
        comment="Numbers of documents that were removed, for an index that has not heard of it yet. No content.",
    )
    op.create_index("forgotten_change", "forgotten", ["change"], unique=False)
    op.create_table(
        "works",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="the symbol, or the id of the record where there is none"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True, comment="ISO 8601"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        comment="Documents as such, whatever their languages, formats and revisions.",
        sqlite_autoincrement=True,
    )
    op.create_index("works_name", "works", ["name"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pointer", sa.Text(), nullable=False, comment="JSON Pointer into the record as it then was"),
        sa.Column("action", sa.String(), nullable=False, comment="correct, confirm, insert, remove"),
        sa.Column("value", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("old", sa.Text(), nullable=False, comment="JSON, what stood there"),
        sa.Column(
            "anchors",
            sa.Text(),
            nullable=False,
            comment="JSON, by what the members of lists on the way are known again",
        ),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made", sa.String(), nullable=False, comment="when, ISO 8601 in UTC"),
        sa.Column("undone", sa.String(), nullable=True, comment="when it was taken back"),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        comment="What people said of values, in the order in which they said it. Nothing is ever overwritten.",
        sqlite_autoincrement=True,
    )
    op.create_index("corrections_sha256", "corrections", ["sha256"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("work", sa.Integer(), nullable=True, comment="null only inside a transaction"),
        sa.Column("language", sa.String(length=2), nullable=False, comment="with work and version: the expression"),
        sa.Column("version", sa.String(), nullable=False, comment="Rev.1; empty for the first"),
        sa.Column("name", sa.Text(), nullable=False, comment="the id of the record"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True, comment="of the letter, of adoption, or of the masthead"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("job_number", sa.String(), nullable=True),
        sa.Column("characters", sa.Integer(), nullable=False, comment="of the reading text"),
        sa.Column("reader", sa.String(), nullable=False, comment="version of the reader that made the record"),
        sa.Column("change", sa.Integer(), nullable=False, comment="number of the last change, for the index"),
        sa.Column("marks", sa.LargeBinary(), nullable=False, comment="what grouping compares, see sketches"),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["work"],
            ["works.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
        comment="One row for every file that was read: the manifestations.",
        sqlite_autoincrement=True,
    )
    op.create_index("documents_change", "documents", ["change"], unique=False)
    op.create_index("documents_work", "documents", ["work"], unique=False)
    op.create_table(
        "sources",
        sa.Column("path", sa.Text(), nullable=False, comment="absolute, where the file was found"),
        sa.Column("sha256", sa.String(length=64), nullable=True, comment="null where it was not opened"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("modified", sa.Integer(), nullable=False, comment="time of modification in nanoseconds"),
        sa.Column("reason", sa.Text(), nullable=True, comment="why it could not be opened"),
        sa.Column("gone", sa.String(), nullable=True, comment="when it was found missing; null while it is there"),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("path"),
        comment="Where files were found. A path that is known with size and time is not opened again.",
    )
    op.create_index("sources_sha256", "sources", ["sha256"], unique=False)
    op.create_table(
        "doubts",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("pointer", sa.Text(), nullable=False, comment="JSON Pointer into the record; empty for the whole"),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False, comment="the most urgent have the largest"),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "pointer", "reason"),
        comment="What a person should look at.",
    )
    op.create_table(
        "keys",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="kind:value, see identity"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "key"),
        comment="By what a document is known to be the same as others.",
    )
    op.create_index("keys_key", "keys", ["key"], unique=False)
    op.create_table(
        "links",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False, comment="refers, corrects, adds-to"),
        sa.Column("target", sa.Text(), nullable=False, comment="the key of what it names, held or not"),
        sa.Column("count", sa.Integer(), nullable=False, comment="how often"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "relation", "target"),
        comment="What a document refers to or changes.",
    )
    op.create_index("links_target", "links", ["target"], unique=False)
    op.create_table(
        "records",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column(
            "data",
            sa.LargeBinary(),
            nullable=False,
            comment="the record as read, JSON compressed by zlib, without corrections",
        ),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document"),
        comment="What was read.",
    )


def downgrade() -> None:
    """There is nothing before the first tables."""
    raise NotImplementedError("the first tables have no ancestor; restore a backup made before")
