"""JSON Pointers (RFC 6901) into records as plain data: looking up, setting, inserting, removing, and finding again.

The members of lists are found again by what they are when a record is read anew and their places have changed: paragraphs by
their id, attachments by their part, names and references by their words, plain values by themselves.
"""

from __future__ import annotations

from typing import Any

from chancery.archive.errors import WrongCorrection

IDENTITY = (
    "id",
    "part",
    "symbol",
    "organ",
    "item",
    "state",
    "organization",
    "office",
    "code",
    "act",
    "text",
    "name",
    "kind",
)
"""What a member of a list is known by, as far as it has it."""
APPEND = "-"
"""The place behind the last member of a list."""


def split(pointer: str) -> list[str]:
    """Give the steps of a pointer; raises `WrongCorrection` where it is none."""
    if pointer and not pointer.startswith("/"):
        raise WrongCorrection(f"{pointer!r} is no JSON Pointer: it begins with a slash, such as /letter/date")
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def join(steps: list[str]) -> str:
    """Give the pointer of steps."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def get(data: Any, pointer: str) -> Any:
    """Give the value at a pointer; raises `WrongCorrection` where there is none."""
    value = data
    done: list[str] = []
    for step in split(pointer):
        value = _step(value, step, done)
        done.append(step)
    return value


def _step(value: Any, step: str, done: list[str]) -> Any:
    if isinstance(value, dict):
        if step in value:
            return value[step]
        raise WrongCorrection(
            f"{join(done) or 'the record'} has no {step!r}; it has: {', '.join(map(str, value)) or 'nothing'}"
        )
    if isinstance(value, list):
        if step.isdecimal() and int(step) < len(value):
            return value[int(step)]
        raise WrongCorrection(f"{join(done)} has {len(value)} members, counted from 0; there is no {step!r}")
    raise WrongCorrection(f"{join(done) or 'the record'} is {value!r}, which has no {step!r}")


def _parent(data: Any, pointer: str) -> tuple[Any, str]:
    steps = split(pointer)
    if not steps:
        raise WrongCorrection("the whole record cannot be corrected at once; name a value, such as /letter/date")
    return get(data, join(steps[:-1])), steps[-1]


def put(data: Any, pointer: str, value: Any) -> None:
    """Set the value at a pointer that is there; raises `WrongCorrection`."""
    get(data, pointer)
    parent, last = _parent(data, pointer)
    parent[int(last) if isinstance(parent, list) else last] = value


def insert(data: Any, pointer: str, value: Any) -> None:
    """Put a new member into a list, before the one at the pointer or, with ``-``, behind the last; raises `WrongCorrection`."""
    parent, last = _parent(data, pointer)
    if not isinstance(parent, list):
        raise WrongCorrection(f"{pointer} is no place in a list, where alone something can be inserted")
    if last == APPEND:
        parent.append(value)
    elif last.isdecimal() and int(last) <= len(parent):
        parent.insert(int(last), value)
    else:
        raise WrongCorrection(f"{pointer}: the list has {len(parent)} members, counted from 0; - is behind the last")


def remove(data: Any, pointer: str) -> None:
    """Take a member out of a list; raises `WrongCorrection`."""
    get(data, pointer)
    parent, last = _parent(data, pointer)
    if not isinstance(parent, list):
        raise WrongCorrection(f"{pointer} is no member of a list; to empty a value, correct it to null")
    del parent[int(last)]


def identity(value: Any) -> Any:
    """Give by what a member of a list is known again."""
    if isinstance(value, dict):
        return {
            key: value[key]
            for key in IDENTITY
            if value.get(key) is not None and not isinstance(value[key], (dict, list))
        }
    return value


def anchors(data: Any, pointer: str) -> list[Any]:
    """Give for every step of a pointer by what its member of a list is known again; null for steps into objects.

    A member that stands twice is told by how many like it stand before.
    """
    out: list[Any] = []
    value, steps = data, split(pointer)
    for step in steps:
        if isinstance(value, list):
            if step == APPEND or int(step) >= len(value):
                out.append(None)
                break
            known = identity(value[int(step)])
            out.append([known, sum(1 for other in value[: int(step)] if identity(other) == known)])
            value = value[int(step)]
        else:
            out.append(None)
            value = value.get(step) if isinstance(value, dict) else None
    return out


def found_again(data: Any, pointer: str, known: list[Any]) -> str | None:
    """Give where a pointer leads in a record that may have been read anew; None where its place has vanished."""
    value = data
    steps: list[str] = []
    for step, anchor in zip(split(pointer), [*known, *[None] * len(pointer)], strict=False):
        if isinstance(value, list):
            place = step if step == APPEND else _place(value, step, anchor)
            if place is None:
                return None
            steps.append(place)
            value = value[int(place)] if place != APPEND and int(place) < len(value) else None
        elif isinstance(value, dict) and step in value:
            steps.append(step)
            value = value[step]
        else:
            return None
    return join(steps)


def _place(members: list[Any], step: str, anchor: Any) -> str | None:
    """Find a member: by what it is; a plain value that is no more as it was, by its place."""
    if anchor is None:
        return step if int(step) <= len(members) else None
    known, before = anchor[0], int(anchor[1])
    alike = [str(i) for i, member in enumerate(members) if identity(member) == known]
    if alike:
        return alike[min(before, len(alike) - 1)]
    if not isinstance(known, dict) and int(step) < len(members):
        return step
    return None
