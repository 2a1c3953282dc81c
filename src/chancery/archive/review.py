"""The review queue: what a person should look at, the most urgent first."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, select

from chancery.archive import schema as t


class Item(Struct, kw_only=True):
    """Something to look at: a value that is uncertain or inferred, a finding, a correction that has lost its place."""

    document: int
    name: str
    language: str
    pointer: str
    reason: str
    weight: int
    message: str


def queue(
    connection: Connection, *, limit: int | None = None, reason: str | None = None, documents: list[int] | None = None
) -> list[Item]:
    """Give what is to be reviewed: by urgency, then the newest documents first, so that one document stands together."""
    d, q = t.documents.c, t.doubts.c
    statement = select(q.document, d.name, d.language, q.pointer, q.reason, q.weight, q.message).join(
        t.documents, q.document == d.id
    )
    if reason:
        statement = statement.where(q.reason == reason)
    if documents is not None:
        statement = statement.where(q.document.in_(documents))
    statement = statement.order_by(q.weight.desc(), q.document.desc(), q.pointer, q.reason).limit(limit)
    return [Item(**row._mapping) for row in connection.execute(statement)]
