"""The reference of the record, made from its data model: ``python -m chancery.record.reference > docs/record.md``.

With ``--schema`` the JSON Schema instead, whose properties are described by the same words.
"""

from __future__ import annotations

import inspect
import json
import sys
import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import FieldInfo

from chancery.record import model
from chancery.record.fields import notes
from chancery.record.json import schema

HEAD = """# The record

<!-- Made by `python -m chancery.record.reference > docs/record.md` from src/chancery/record/model.py. Change it there. -->

`chancery read FILE... --json` prints one record a line, as JSON in UTF-8. `read_file` of `chancery.reading` gives the same
as a Python object, `chancery.record.json.decode` makes the object of a line. The JSON Schema (2020-12) is
[record.schema.json](record.schema.json).

{model}

In JSON a span is an array `[start, end]`, a box an array of four numbers. Every value of masthead, letter and attachments
has evidence: the pointer of the value leads to the spans it was read from, or to `inferred`.

```python
from pathlib import Path

from chancery.reading import read_file

record = read_file(Path("specimens/01-mountain-water-en.txt"))
start, end = record.evidence["/letter/date"][0]
assert record.letter.date == "2019-06-12"
assert record.text[start:end] == "12 June 2019"
```

The keys of offices, addressees and kinds of attachments are listed in
[formulas.md](formulas.md#keys-that-records-use), the codes of findings in [findings.md](findings.md).

A record of this form stays readable: new keys may be added under the same schema name, and readers pass over keys that
they do not know. A key that changes its meaning or goes away makes a new schema name, and a record of another name is
refused.
"""

NUMBERS = {int: "integer", float: "number", str: "string", bool: "boolean", type(None): "null"}
SPANS = {model.Span: "span", model.Box: "box"}


def reference() -> str:
    """Give the reference as Markdown: every object of the record with its keys, types and meaning."""
    said = notes(model)
    parts = [HEAD.format(model=_plain(str(model.__doc__)).partition("\n\n")[2])]
    parts += [_object(cls, said[cls.__name__]) for cls in objects()]
    return "\n".join(parts)


def objects() -> list[type[msgspec.Struct]]:
    """Give the classes of the model, the record first and the others in the order in which it leads to them."""
    found: list[type[msgspec.Struct]] = [model.Record]
    for cls in found:
        for hint in get_type_hints(cls).values():
            found += [inner for inner in _structs(hint) if inner not in found]
    return found


def _structs(hint: Any) -> Iterator[type[msgspec.Struct]]:
    """Give the classes of the model that a type speaks of."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for inner in get_args(hint):
        yield from _structs(inner)


def _object(cls: type[msgspec.Struct], said: dict[str, str]) -> str:
    """Give the section of one class."""
    hints = get_type_hints(cls)
    lines = [f"## {cls.__name__}", "", _plain(inspect.getdoc(cls) or ""), ""]
    lines += ["| Key | Type | Meaning |", "|---|---|---|"]
    for one in msgspec.structs.fields(cls):
        kind = _kind(hints[one.name]) + (", required" if one.required and not cls.__struct_config__.array_like else "")
        lines.append(f"| `{one.encode_name}` | {kind} | {_meaning(one, said)} |")
    return "\n".join([*lines, ""])


def _meaning(one: FieldInfo, said: dict[str, str]) -> str:
    """Give what a field means; raises `LookupError` for a field that its class does not explain."""
    if one.name not in said:
        raise LookupError(f"the field {one.name!r} has no explanation under it")
    return _plain(said[one.name]).replace("|", "\\|")


def _plain(text: str) -> str:
    """Give the words of a docstring as Markdown."""
    return text.replace("``", "`")


def _kind(hint: Any) -> str:
    """Give a type in the words of JSON."""
    if hint in SPANS:
        return SPANS[hint]
    if hint in NUMBERS:
        return NUMBERS[hint]
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (Union, types.UnionType):
        return " or ".join(_kind(one) for one in inner)
    if origin is list:
        return f"array of {_kind(inner[0])}"
    if origin is dict:
        return f"object of {_kind(inner[1])}"
    raise TypeError(f"no words for the type {hint}")


def described_schema() -> str:
    """Give the JSON Schema of the record with what every key means."""
    out = schema()
    said = notes(model)
    for cls in objects():
        properties = out["$defs"][cls.__name__].get("properties", {})
        for one in msgspec.structs.fields(cls):
            if one.encode_name in properties:
                properties[one.encode_name]["description"] = said[cls.__name__][one.name].replace("``", "")
    return json.dumps(out, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(described_schema() if "--schema" in sys.argv[1:] else reference())
