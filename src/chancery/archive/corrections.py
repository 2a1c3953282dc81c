"""What people say of values: corrected, confirmed, inserted, removed, taken back. Laid over the record as it was read.

The record that was read is never changed; what people said is kept by itself, in its order, and laid over whatever the
reader reads. So it survives rereading. What finds its place no more is not dropped: it is given back as lost, for review.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from chancery.archive import pointers, rows
from chancery.archive import schema as t
from chancery.archive.describing import Doubt, describe
from chancery.archive.errors import NotHeld, WrongCorrection
from chancery.archive.store import Store
from chancery.archive.works import regroup
from chancery.record.model import Record

Action = Literal["correct", "confirm", "insert", "remove"]
LOST = 100
"""How urgent a correction that has lost its place is to look at: more than anything that a machine says."""
DIFFERS = 70
"""How urgent a confirmed value is that is read differently now."""
FIXED = ("schema", "file", "text", "runs", "furniture", "evidence", "findings")
"""What of a record cannot be corrected: it is no statement about the document, or follows from the rest."""


class Correction(Struct, kw_only=True):
    """What somebody said of a value."""

    id: int
    sha256: str
    pointer: str
    action: Action
    value: Any
    old: Any
    anchors: list[Any]
    who: str
    why: str
    made: str
    undone: str | None = None
    undone_by: str | None = None


class View(NamedTuple):
    """A record with what people said laid over it: what took effect, at which place, and what found its place no more."""

    record: Record
    applied: dict[int, str]
    lost: list[tuple[Correction, str]]


def overlay(read: Record, said: Iterable[Correction]) -> View:
    """Lay corrections over a record, in their order; the record given is not changed.

    One that finds its place no more, or would make no record any longer, is given back with the reason.
    """
    active = [c for c in said if c.undone is None]
    if not active:
        return View(read, {}, [])
    data = msgspec.to_builtins(read, str_keys=True)
    record = read
    applied: dict[int, str] = {}
    lost: list[tuple[Correction, str]] = []
    for correction in active:
        place = pointers.found_again(data, correction.pointer, correction.anchors)
        if place is None:
            lost.append((correction, f"{correction.pointer} is not in the record as it is read now"))
            continue
        draft = msgspec.json.decode(msgspec.json.encode(data))
        try:
            _apply(draft, correction.action, place, correction.value)
            record = _record(draft)
        except WrongCorrection as error:
            lost.append((correction, str(error)))
            continue
        data = draft
        applied[correction.id] = place
    return View(record, applied, lost)


def _apply(data: Any, action: Action, place: str, value: Any) -> None:
    if action == "insert":
        pointers.insert(data, place, value)
    elif action == "remove":
        pointers.remove(data, place)
    else:
        pointers.put(data, place, value)


def _record(data: Any) -> Record:
    try:
        return msgspec.convert(data, Record)
    except msgspec.ValidationError as error:
        raise WrongCorrection(f"a record cannot hold that: {error}") from error


def of_file(connection: Connection, sha256: str) -> list[Correction]:
    """Give what was said of a file's record, also what was taken back, in its order."""
    statement = select(t.corrections).where(t.corrections.c.sha256 == sha256).order_by(t.corrections.c.id)
    return [_from_row(row._mapping) for row in connection.execute(statement)]


def _from_row(row: Any) -> Correction:
    values = dict(row)
    for name in ("value", "old", "anchors"):
        values[name] = msgspec.json.decode(values[name])
    return Correction(**values)


def say(
    store: Store, sha256: str, action: Action, pointer: str, value: Any = None, *, who: str | None = None, why: str = ""
) -> Correction:
    """Correct, confirm, insert or remove a value; gives what was kept.

    Raises `WrongCorrection` where there is no such place or a record cannot hold the value, `NotHeld` where there is no
    such document.
    """
    first = (pointers.split(pointer) or [""])[0]
    if first in FIXED:
        raise WrongCorrection(f"/{first} is no statement about the document and cannot be corrected")
    with store.changing() as (connection, change):
        read = _stored(connection, sha256)
        view = overlay(read, of_file(connection, sha256))
        data = msgspec.to_builtins(view.record, str_keys=True)
        old = None if action == "insert" else pointers.get(data, pointer)
        new = old if action == "confirm" else value
        if action == "correct" and new == old and type(new) is type(old):
            raise WrongCorrection(f"{pointer} is {old!r} already; to say that it is right: chancery confirm")
        known = pointers.anchors(data, pointer)
        _apply(data, action, pointer, new)
        _record(data)
        row = {
            "sha256": sha256,
            "pointer": pointer,
            "action": action,
            "value": msgspec.json.encode(new).decode(),
            "old": msgspec.json.encode(old).decode(),
            "anchors": msgspec.json.encode(known).decode(),
            "who": who or getpass.getuser(),
            "why": why,
            "made": rows.now(),
        }
        number = connection.execute(insert(t.corrections).values(**row).returning(t.corrections.c.id)).scalar_one()
        refresh(connection, sha256, change)
        return _from_row({**row, "id": number, "undone": None, "undone_by": None})


def undo(store: Store, number: int, *, who: str | None = None) -> Correction:
    """Take back what somebody said; raises `NotHeld` where there is nothing to take back."""
    with store.changing() as (connection, change):
        c = t.corrections.c
        row = connection.execute(select(t.corrections).where(c.id == number)).first()
        if row is None or row.undone is not None:
            raise NotHeld(f"there is no correction {number}" + (" that was not taken back already" if row else ""))
        values = {"undone": rows.now(), "undone_by": who or getpass.getuser()}
        connection.execute(update(t.corrections).where(c.id == number).values(**values))
        refresh(connection, row.sha256, change)
        return _from_row({**row._mapping, **values})


def _stored(connection: Connection, sha256: str) -> Record:
    d = t.documents.c
    statement = select(t.records.c.data).join(t.documents, t.records.c.document == d.id).where(d.sha256 == sha256)
    data = connection.execute(statement).scalar_one_or_none()
    if data is None:
        raise NotHeld(f"the archive holds no record of a file with the digest {sha256[:12]}")
    return rows.unpack(data)


def refresh(
    connection: Connection,
    sha256: str,
    change: int,
    data: bytes | None = None,
    reader: str | None = None,
    *,
    group: bool = True,
) -> int:
    """Write the rows of a document anew: from its record, new or as stored, with what people said laid over it."""
    d = t.documents.c
    row = connection.execute(
        select(t.files.c.name, d.reader).join(t.documents, d.sha256 == t.files.c.sha256).where(d.sha256 == sha256)
    ).one()
    read = rows.unpack(data) if data is not None else _stored(connection, sha256)
    said = of_file(connection, sha256)
    view = overlay(read, said)
    about = describe(view.record, row.name, list(view.applied.values()))
    about.doubts = doubts(about.doubts, read, said, view)
    number = rows.put_document(connection, sha256, data, reader or row.reader, about, change)
    if group:
        regroup(connection, [number], change=change)
    return number


def doubts(found: list[Doubt], read: Record, said: list[Correction], view: View) -> list[Doubt]:
    """Give the doubts of a corrected record: none where somebody has spoken, and what became of what was said."""
    spoken = set(view.applied.values())
    out = {(d.pointer, d.reason): d for d in found if d.pointer not in spoken}
    for correction, reason in view.lost:
        message = f"correction {correction.id} by {correction.who} has no place any more: {reason}"
        key = (correction.pointer, f"lost-correction-{correction.id}")
        out[key] = Doubt(*key, LOST, message)
    plain = msgspec.to_builtins(read, str_keys=True)
    for correction in said:
        place = view.applied.get(correction.id)
        if place is None or correction.action != "confirm":
            continue
        before = pointers.found_again(plain, correction.pointer, correction.anchors)
        now = pointers.get(plain, before) if before is not None else None
        if now != correction.value and not any(c.id != correction.id and view.applied.get(c.id) == place for c in said):
            key = (place, f"confirmed-differs-{correction.id}")
            message = f"{correction.value!r} was confirmed by {correction.who}, and {now!r} is read now"
            out[key] = Doubt(*key, DIFFERS, message)
    return list(out.values())
