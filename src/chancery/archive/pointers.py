"""JSON Pointers (RFC 6901) into records as plain data: looking up, setting, inserting, removing, and finding again.

The members of lists are found again by what they are when a record is read anew and their places have changed: by their words
above all, else by what else is the same.
"""

from __future__ import annotations

from typing import Any

from chancery.archive.errors import WrongCorrection

WEIGHTS = {"text": 4, "title": 4, "name": 3, "symbol": 3, "id": 2, "part": 2, "item": 2, "state": 2, "organization": 2}
"""How much it says of a member of a list that such a value is the same; 1 for the others. What is printed says most, since
numbers and parts shift when a reader finds more."""
CLIP = 200
"""Characters of a value that are compared."""
ENOUGH = 0.5
"""Share of all weights that must be the same for a member to be the one that was meant."""
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
    """Give by what a member of a list is known again: its plain values, or the value itself where it is one."""
    if isinstance(value, dict):
        return {k: _clipped(v) for k, v in value.items() if v is not None and not isinstance(v, (dict, list))}
    return value


def _clipped(value: Any) -> Any:
    return value[:CLIP] if isinstance(value, str) else value


def _sameness(known: Any, value: Any) -> float:
    """Give how much of what a member is known by another one has, 0 to 1."""
    if not isinstance(known, dict) or not isinstance(value, dict):
        return float(known == value and type(known) is type(value))
    whole = sum(WEIGHTS.get(key, 1) for key in known)
    have = sum(WEIGHTS.get(key, 1) for key, own in known.items() if _clipped(value.get(key)) == own)
    return have / whole if whole else 1.0


def anchors(data: Any, pointer: str) -> list[Any]:
    """Give for every step of a pointer by what its member of a list is known again; null for steps into objects."""
    out: list[Any] = []
    value = data
    for step in split(pointer):
        if isinstance(value, list):
            inside = step != APPEND and int(step) < len(value)
            out.append([identity(value[int(step)])] if inside else None)
            value = value[int(step)] if inside else None
        else:
            out.append(None)
            value = value.get(step) if isinstance(value, dict) else None
    return out


def found_again(data: Any, pointer: str, known: list[Any]) -> str | None:
    """Give where a pointer leads in a record that may have been read anew; None where its place has vanished."""
    value = data
    steps: list[str] = []
    for step, anchor in zip(split(pointer), known, strict=True):
        if isinstance(value, list):
            place = _place(value, step, anchor)
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


def _place(members: list[Any], step: str, anchor: list[Any] | None) -> str | None:
    """Find a member: the one most like what is known of it, of several the nearest; a plain value also by its place alone."""
    if anchor is None:
        return step if step == APPEND or int(step) <= len(members) else APPEND
    known, at = anchor[0], int(step)
    ranked = sorted((-_sameness(known, m), abs(i - at), i) for i, m in enumerate(members))
    if ranked and -ranked[0][0] >= ENOUGH:
        return str(ranked[0][2])
    return step if not isinstance(known, dict) and at < len(members) else None
