"""Works in the database: grouped anew around documents that came, changed or went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from chancery.archive import schema as t
from chancery.archive.describing import MARKS
from chancery.archive.grouping import COMMON, Member, group
from chancery.archive.identity import SYMBOL
from chancery.archive.rows import chunks

PREFERRED = "en"
"""The language whose title a work is shown under, where it is held in it."""
UNNAMED = "sha256:"
"""How the name of a document without a symbol begins."""


def regroup(connection: Connection, documents: Iterable[int], left: Iterable[int] = (), change: int = 0) -> None:
    """Group anew the documents given, all that they may belong with, and what is left in the works given.

    Documents whose work becomes another get the number of the change, since the index shows works.
    """
    seeds = set(documents)
    for numbers in chunks(set(left)):
        seeds.update(connection.execute(select(t.documents.c.id).where(t.documents.c.work.in_(numbers))).scalars())
    around = neighbourhood(connection, seeds)
    _apply(connection, group(members(connection, around)), change, set(left))


def regroup_all(connection: Connection, change: int = 0) -> None:
    """Group all documents anew."""
    everything = connection.execute(select(t.documents.c.id)).scalars().all()
    _apply(connection, group(members(connection, everything)), change, set())
    stale = connection.execute(select(t.works.c.id)).scalars().all()
    tidy(connection, stale)


def neighbourhood(connection: Connection, seeds: set[int]) -> set[int]:
    """Give the documents whose work may depend on the seeds: whoever is in one work with them until now, shares a symbol, or
    shares another key where one of the two has no symbol.
    """
    inside: set[int] = set()
    fresh = set(seeds)
    known: dict[str, list[int]] = {}
    nameless: dict[int, bool] = {}
    while fresh:
        inside |= fresh
        own: dict[int, list[str]] = defaultdict(list)
        for numbers in chunks(fresh):
            for document, key in connection.execute(
                select(t.keys.c.document, t.keys.c.key).where(t.keys.c.document.in_(numbers))
            ):
                own[document].append(key)
        for document in fresh:
            nameless[document] = not any(k.startswith(SYMBOL) for k in own[document])
        _holders(connection, {k for keys in own.values() for k in keys} - known.keys(), known)
        reached = _together(connection, fresh)
        for document, keys in own.items():
            for key in keys:
                holders = known[key]
                if key.startswith(SYMBOL) or (nameless[document] and len(holders) <= 2 * COMMON):
                    reached.update(holders)
                elif len(holders) <= 2 * COMMON:
                    reached.update(_nameless(connection, set(holders) - inside, nameless))
        fresh = reached - inside
    return inside


def _together(connection: Connection, documents: set[int]) -> set[int]:
    """Give the documents that are in one work with some of these until now."""
    d = t.documents.c
    out: set[int] = set()
    for numbers in chunks(documents):
        works = select(d.work).where(d.id.in_(numbers), d.work.is_not(None))
        out.update(connection.execute(select(d.id).where(d.work.in_(works))).scalars())
    return out


def _holders(connection: Connection, keys: set[str], known: dict[str, list[int]]) -> None:
    for key in keys:
        limit = None if key.startswith(SYMBOL) else 2 * COMMON + 1
        statement = select(t.keys.c.document).where(t.keys.c.key == key).limit(limit)
        known[key] = list(connection.execute(statement).scalars())


def _nameless(connection: Connection, documents: set[int], known: dict[int, bool]) -> set[int]:
    """Give those of the documents that have no symbol."""
    for numbers in chunks(documents - known.keys()):
        low, high = SYMBOL, SYMBOL[:-1] + ";"
        statement = select(t.keys.c.document).where(
            t.keys.c.document.in_(numbers), t.keys.c.key >= low, t.keys.c.key < high
        )
        named = set(connection.execute(statement).scalars())
        known.update((n, n not in named) for n in numbers)
    return {d for d in documents if known[d]}


def members(connection: Connection, documents: Iterable[int]) -> list[Member]:
    """Give documents as grouping sees them."""
    out = []
    for numbers in chunks(documents):
        own: dict[int, set[str]] = defaultdict(set)
        for document, key in connection.execute(
            select(t.keys.c.document, t.keys.c.key).where(t.keys.c.document.in_(numbers))
        ):
            own[document].add(key)
        rows = connection.execute(
            select(t.documents.c.id, t.documents.c.language, t.documents.c.marks).where(t.documents.c.id.in_(numbers))
        )
        out += [Member(i, language, frozenset(own[i]), MARKS.decode(marks)) for i, language, marks in rows]
    return out


def _apply(connection: Connection, groups: list[list[int]], change: int, left: set[int]) -> None:
    """Give every group its work: the oldest that one of its documents has and no group before it took, else a new one."""
    have: dict[int, int | None] = {}
    for numbers in chunks(d for g in groups for d in g):
        statement = select(t.documents.c.id, t.documents.c.work).where(t.documents.c.id.in_(numbers))
        have.update((i, work) for i, work in connection.execute(statement))
    taken: set[int] = set()
    moved = []
    for documents in groups:
        free = sorted({w for d in documents if (w := have[d]) is not None} - taken)
        if free:
            work = free[0]
        else:
            work = connection.execute(
                insert(t.works).values(name="", kind="", title="").returning(t.works.c.id)
            ).scalar_one()
        taken.add(work)
        moved += [{"_id": d, "_work": work, "_change": change} for d in documents if have[d] != work]
    if moved:
        one = update(t.documents).where(t.documents.c.id == bindparam("_id"))
        connection.execute(one.values(work=bindparam("_work"), change=bindparam("_change")), moved)
    name(connection, taken)
    tidy(connection, (left | {w for w in have.values() if w is not None}) - taken)


def name(connection: Connection, works: Iterable[int]) -> None:
    """Name works after their documents: the first symbol, the title in English where there is one."""
    d = t.documents.c
    statement = update(t.works).where(t.works.c.id == bindparam("_id"))
    statement = statement.values(
        name=bindparam("_name"), kind=bindparam("_kind"), date=bindparam("_date"), title=bindparam("_title")
    )
    for numbers in chunks(works):
        own = defaultdict(list)
        columns = (d.work, d.id, d.name, d.kind, d.date, d.title, d.language, d.version)
        for row in connection.execute(select(*columns).where(d.work.in_(numbers))):
            own[row.work].append(row)
        named = []
        for work, documents in own.items():
            best = min(documents, key=lambda r: (not r.title, r.language != PREFERRED, r.version, r.id))
            first = min(documents, key=lambda r: (r.name.startswith(UNNAMED), r.version, r.language != PREFERRED, r.id))
            dates = [r.date for r in documents if r.date]
            date = max(set(dates), key=lambda x: (dates.count(x), x)) if dates else None
            named.append({"_id": work, "_name": first.name, "_kind": best.kind, "_date": date, "_title": best.title})
        if named:
            connection.execute(statement, named)


def tidy(connection: Connection, works: Iterable[int]) -> None:
    """Remove those of the works that no document belongs to any more."""
    for numbers in chunks(works):
        empty = ~select(t.documents.c.id).where(t.documents.c.work == t.works.c.id).exists()
        connection.execute(delete(t.works).where(t.works.c.id.in_(numbers), empty))
