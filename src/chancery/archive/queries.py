"""Questions to an archive: works with their versions, documents by what people call them, records, references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, distinct, func, or_, select

from chancery.archive import corrections, identity, rows
from chancery.archive import schema as t
from chancery.archive.corrections import Correction
from chancery.archive.errors import NotHeld
from chancery.record.model import Record


class Manifestation(Struct, kw_only=True):
    """A file of a work."""

    document: int
    sha256: str
    file: str
    size: int
    language: str
    version: str
    name: str
    characters: int
    reader: str


class Expression(Struct, kw_only=True):
    """A work in one language and revision."""

    language: str
    version: str
    files: list[Manifestation]


class Work(Struct, kw_only=True):
    """A document as such."""

    id: int
    name: str
    symbols: list[str]
    kind: str
    date: str | None
    title: str
    expressions: list[Expression]


class Document(Struct, kw_only=True):
    """A document with its record, as corrected, and what people said of it."""

    document: int
    work: int
    sha256: str
    record: Record
    corrections: list[Correction] = []


class Link(Struct, kw_only=True):
    """A document referred to, or referring."""

    relation: str
    target: str
    """The symbol or name."""
    held: int | None
    """The number of the work that the archive holds; null where it is only cited."""
    title: str = ""
    count: int = 1


_SHA = re.compile(r"(?:sha256:)?([0-9a-f]{6,64})")
NEAR = 5
"""Names that are offered where one is not found."""


def find_documents(connection: Connection, name: str, language: str | None = None) -> list[int]:
    """Give the numbers of the documents that a name stands for: a symbol, ``#`` and a number, a digest, or the path of a file.

    Raises `NotHeld`, with names that are near, where there is none.
    """
    found = _named(connection, name)
    d = t.documents.c
    if not found:
        raise NotHeld(f"the archive holds no {name}{_nearest(connection, name)}")
    kept = select(d.id).where(d.id.in_(found)).order_by(d.version, d.language != "en", d.language, d.id)
    if language:
        kept = kept.where(d.language == language)
    numbers = list(connection.execute(kept).scalars())
    if not numbers:
        have = connection.execute(select(d.language).distinct().where(d.id.in_(found)).order_by(d.language)).scalars()
        raise NotHeld(f"the archive holds {name} in {', '.join(have)}, and not in {language}")
    return numbers


def _named(connection: Connection, name: str) -> list[int]:
    d = t.documents.c
    if re.fullmatch(r"#\d{1,15}", name):
        return list(connection.execute(select(d.id).where(d.id == int(name[1:]))).scalars())
    works = select(d.work).join(t.keys, t.keys.c.document == d.id).where(t.keys.c.key == identity.target(name))
    found = list(connection.execute(select(d.id).where(d.work.in_(works))).scalars())
    digest = _SHA.fullmatch(name)
    if not found and digest:
        found = list(connection.execute(select(d.id).where(d.sha256.startswith(digest[1]))).scalars())
    if not found:
        path = str(Path(name).absolute())
        statement = select(d.id).join(t.sources, t.sources.c.sha256 == d.sha256).where(t.sources.c.path == path)
        found = list(connection.execute(statement).scalars())
    return found


def _nearest(connection: Connection, name: str) -> str:
    stem = re.split(r"[ (]", identity.work_symbol(name))[0]
    while len(stem) > 2:
        statement = select(t.works.c.name).where(t.works.c.name.startswith(stem, autoescape=True)).limit(NEAR)
        near = list(connection.execute(statement).scalars())
        if near:
            return f"; it holds {', '.join(near)}"
        stem = stem[:-1]
    return "; see chancery list"


def filters(
    text: str | None = None, kind: str | None = None, language: str | None = None, date: str | None = None
) -> list[ColumnElement[bool]]:
    """Give the conditions on documents that a list is narrowed by; a date is one, a beginning of one, or two with ``..``."""
    d = t.documents.c
    out: list[ColumnElement[bool]] = []
    if text:
        out.append(or_(d.name.contains(text, autoescape=True), d.title.contains(text, autoescape=True)))
    if kind:
        out.append(d.kind == kind)
    if language:
        out.append(d.language == language)
    if date:
        first, dots, last = date.partition("..")
        if first:
            out.append(d.date >= first)
        if last or not dots:
            out.append(d.date <= (last or first) + "~")
    return out


def list_works(
    connection: Connection, conditions: list[ColumnElement[bool]], limit: int | None = None
) -> Iterator[Work]:
    """Give the works that have a document which meets all conditions, by name."""
    chosen = select(t.documents.c.work).where(*conditions)
    statement = select(t.works.c.id).where(t.works.c.id.in_(chosen)).order_by(t.works.c.name, t.works.c.id).limit(limit)
    for number in list(connection.execute(statement).scalars()):
        yield get_work(connection, number)


def get_work(connection: Connection, number: int) -> Work:
    """Give a work with its expressions and files."""
    w, d, f = t.works.c, t.documents.c, t.files.c
    row = connection.execute(select(t.works).where(w.id == number)).first()
    if row is None:
        raise NotHeld(f"there is no work {number}")
    columns = (d.id, d.sha256, d.language, d.version, d.name, d.characters, d.reader, f.name.label("file"), f.size)
    statement = select(*columns).join(t.files, f.sha256 == d.sha256).where(d.work == number)
    expressions: dict[tuple[str, str], Expression] = {}
    documents = []
    for one in connection.execute(statement.order_by(d.version, d.language, d.id)):
        documents.append(one.id)
        values = {k: v for k, v in one._mapping.items() if k != "id"}
        place = expressions.setdefault(
            (one.language, one.version), Expression(language=one.language, version=one.version, files=[])
        )
        place.files.append(Manifestation(document=one.id, **values))
    keys = (
        select(t.keys.c.key)
        .distinct()
        .where(t.keys.c.document.in_(documents), t.keys.c.key.startswith(identity.SYMBOL))
    )
    symbols = sorted(identity.shown(k) for k in connection.execute(keys).scalars())
    return Work(**row._mapping, symbols=symbols, expressions=list(expressions.values()))


def get_document(connection: Connection, number: int) -> Document:
    """Give a document with its corrected record; raises `NotHeld`."""
    d = t.documents.c
    statement = select(d.sha256, d.work, t.records.c.data).join(t.records, t.records.c.document == d.id)
    row = connection.execute(statement.where(d.id == number)).first()
    if row is None:
        raise NotHeld(f"there is no document #{number}")
    said = corrections.of_file(connection, row.sha256)
    record = corrections.overlay(rows.unpack(row.data), said).record
    return Document(document=number, work=row.work, sha256=row.sha256, record=record, corrections=said)


def cites(connection: Connection, work: int) -> list[Link]:
    """Give what the documents of a work refer to and change, held or not; each once, as often as in the version with most."""
    d, k = t.documents.c, t.links.c
    counted = (
        select(k.relation, k.target, func.max(k.count).label("times"))
        .join(t.documents, k.document == d.id)
        .where(d.work == work)
        .group_by(k.relation, k.target)
        .order_by(k.relation, k.target)
    )
    links = []
    for row in connection.execute(counted).all():
        there = _work_of(connection, row.target)
        shown = identity.shown(row.target)
        links.append(
            Link(
                relation=row.relation,
                target=there[1] if there else shown,
                held=there[0] if there else None,
                title=there[2] if there else "",
                count=row.times,
            )
        )
    return links


def cited_by(connection: Connection, work: int) -> list[Link]:
    """Give the works held whose documents refer to this one or change it."""
    d, k = t.documents.c, t.links.c
    keys = select(t.keys.c.key).join(t.documents, t.keys.c.document == d.id).where(d.work == work)
    statement = (
        select(k.relation, t.works.c.id, t.works.c.name, t.works.c.title, func.max(k.count).label("times"))
        .join(t.documents, k.document == d.id)
        .join(t.works, d.work == t.works.c.id)
        .where(k.target.in_(keys), d.work != work)
        .group_by(k.relation, t.works.c.id, t.works.c.name, t.works.c.title)
        .order_by(k.relation, t.works.c.name)
    )
    return [
        Link(relation=r.relation, target=r.name, held=r.id, title=r.title, count=r.times)
        for r in connection.execute(statement)
    ]


def _work_of(connection: Connection, key: str) -> tuple[int, str, str] | None:
    statement = (
        select(t.works.c.id, t.works.c.name, t.works.c.title)
        .join(t.documents, t.documents.c.work == t.works.c.id)
        .join(t.keys, t.keys.c.document == t.documents.c.id)
        .where(t.keys.c.key == key)
        .limit(1)
    )
    row = connection.execute(statement).first()
    return (row[0], row[1], row[2]) if row else None


def unreadable(connection: Connection) -> list[dict[str, Any]]:
    """Give the files that could not be read: where they were found, why, and what to do."""
    s, f = t.sources.c, t.files.c
    statement = (
        select(s.path, s.sha256, func.coalesce(f.reason, s.reason).label("reason"), f.code)
        .outerjoin(t.files, s.sha256 == f.sha256)
        .where(or_(f.reason.is_not(None), s.reason.is_not(None)))
        .order_by(s.path)
    )
    return [dict(row._mapping) for row in connection.execute(statement)]


def totals(connection: Connection) -> dict[str, int]:
    """Give how much the archive holds."""
    d = t.documents.c
    works, documents, characters = connection.execute(
        select(func.count(distinct(d.work)), func.count(d.id), func.coalesce(func.sum(d.characters), 0))
    ).one()
    files = connection.execute(select(func.count()).select_from(t.files)).scalar_one()
    failed = connection.execute(select(func.count()).where(t.files.c.reason.is_not(None))).scalar_one()
    said = connection.execute(select(func.count()).where(t.corrections.c.undone.is_(None))).scalar_one()
    return {
        "works": works,
        "documents": documents,
        "characters": characters,
        "files": files,
        "unreadable": failed,
        "corrections": said,
    }
