"""The record: its JSON form goes out and comes back, its schema and its decoder agree, its pointers lead to its values."""

from __future__ import annotations

import copy
import json
import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.cli.explain import at
from chancery.reading import read_data
from chancery.record import model
from chancery.record.evidence import Evidence, merge, pointer
from chancery.record.fields import notes
from chancery.record.json import RecordError, decode, encode, schema
from chancery.record.model import LANGUAGES, Record
from chancery.record.reference import described_schema, objects, reference
from chancery.registry.rendering import render
from chancery.specimens import load
from chancery.specimens.export import printed

CASES = [(specimen.name, language) for specimen in load() for language in LANGUAGES]


@cache
def read(name: str, language: str) -> Record:
    """Give the record of a specimen as it is read from its text."""
    specimen = next(s for s in load() if s.name == name)
    return read_data(render(printed(specimen, language), language, "txt"), f"{name}-{language}.txt")


def strategy(hint: Any) -> st.SearchStrategy[Any]:
    """Give any value of a type of the model."""
    origin, inner = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return st.builds(hint, **{k: strategy(v) for k, v in get_type_hints(hint).items()})
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, types.UnionType):
        return st.one_of(*map(strategy, inner))
    if origin is list:
        return st.lists(strategy(inner[0]), max_size=2)
    if origin is tuple:
        return st.tuples(*map(strategy, inner))
    if origin is dict:
        return st.dictionaries(strategy(inner[0]), strategy(inner[1]), max_size=2)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
        int: st.integers(-(2**53), 2**53),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        type(None): st.none(),
    }
    return plain[hint]


@settings(max_examples=150)
@given(strategy(Record))
def test_any_record_comes_back_from_json(record: Record) -> None:
    line = encode(record)
    assert b"\n" not in line
    assert decode(line) == record
    assert decode(line.decode()) == record


@pytest.mark.parametrize(("name", "language"), CASES)
def test_read_records_come_back_and_follow_the_schema(name: str, language: str) -> None:
    record = read(name, language)
    line = encode(record)
    assert encode(decode(line)) == line
    assert errors(json.loads(line), schema()) == []


@pytest.mark.parametrize(("name", "language"), CASES)
def test_every_pointer_of_the_evidence_leads_to_a_value(name: str, language: str) -> None:
    values = msgspec.to_builtins(read(name, language))
    pointed = {path: at(values, path) for path in values["evidence"]}
    assert [path for path, value in pointed.items() if value in (None, "", [])] == []


def errors(value: Any, rules: dict[str, Any] | bool, path: str = "", root: dict[str, Any] | None = None) -> list[str]:
    """Give where a value departs from a JSON Schema, for the words that the schema of the record uses."""
    if isinstance(rules, bool):
        return [] if rules else [f"{path}: nothing may stand here"]
    root = root or rules
    unknown = rules.keys() - KNOWN
    assert not unknown, f"the schema uses {unknown}, which is not checked here"
    out: list[str] = []
    if "$ref" in rules:
        out += errors(value, root["$defs"][rules["$ref"].removeprefix("#/$defs/")], path, root)
    if "type" in rules and not IS[rules["type"]](value):
        return [*out, f"{path}: is no {rules['type']}"]
    if "enum" in rules and value not in rules["enum"]:
        out.append(f"{path}: is none of {rules['enum']}")
    if "anyOf" in rules and all(errors(value, one, path, root) for one in rules["anyOf"]):
        out.append(f"{path}: is nothing of what it may be")
    if isinstance(value, dict):
        out += [f"{path}/{key}: is missing" for key in rules.get("required", ()) if key not in value]
        for key, inner in value.items():
            rule = rules.get("properties", {}).get(key, rules.get("additionalProperties", True))
            out += errors(inner, rule, f"{path}/{key}", root)
    if isinstance(value, list):
        if not rules.get("minItems", 0) <= len(value) <= rules.get("maxItems", len(value)):
            out.append(f"{path}: has {len(value)} items")
        first = rules.get("prefixItems", [])
        for n, inner in enumerate(value):
            out += errors(inner, first[n] if n < len(first) else rules.get("items", True), f"{path}/{n}", root)
    return out


IS = {
    "boolean": lambda v: isinstance(v, bool),
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "null": lambda v: v is None,
}
KNOWN = {
    *("$schema", "$ref", "$defs", "title", "description", "default", "type", "properties", "required", "enum", "anyOf"),
    *("additionalProperties", "items", "prefixItems", "minItems", "maxItems"),
}


def places(value: Any) -> list[tuple[str | int, ...]]:
    """Give the paths of everything inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, one in inner for path in [(key,), *((key, *rest) for rest in places(one))]]


@cache
def example() -> dict[str, Any]:
    """Give a small record as plain data, with everything in it once."""
    values: dict[str, Any] = json.loads(encode(read("01-mountain-water", "en")))
    for name in ("paragraphs", "runs", "furniture"):
        del values[name][2:]
    values["evidence"] = {"/masthead/date": [[1, 2]], "/masthead/job_number": "inferred"}
    values["quantities"] = [{"amount": 2.5, "unit": "km", "text": "x", "span": [0, 1]}]
    return values


PATHS = places(example())


@settings(max_examples=400)
@given(st.sampled_from(PATHS), st.sampled_from([None, True, 0, -3, "x", "letter", [], {}, [0, 1], [[0, 1]], "gone"]))
def test_schema_and_decoder_agree(path: tuple[str | int, ...], value: Any) -> None:
    """Whatever is put in the place of a value, or taken away: the schema refuses it where the decoder does."""
    values = copy.deepcopy(example())
    here = values
    for part in path[:-1]:
        here = here[part]  # type: ignore[index]
    if value == "gone" and isinstance(here, dict):
        del here[path[-1]]  # type: ignore[arg-type]
    else:
        here[path[-1]] = value  # type: ignore[index]
    try:
        decode(json.dumps(values))
        accepted = True
    except RecordError:
        accepted = False
    assert accepted == (errors(values, schema()) == [])


BROKEN = [
    ("", "truncated"),
    ("not json", "malformed"),
    ("[]", "Expected `object`, got `array`"),
    ('{"masthead": 3}', r"Expected `object`, got `int` - at `\$.masthead`"),
    ('{"letter": {"kind": "postcard"}}', r"Invalid enum value 'postcard' - at `\$.letter.kind`"),
    ('{"letter": {}}', r"missing required field `kind` - at `\$.letter`"),
    ('{"paragraphs": [{"id": "a", "part": "b", "text": "c", "span": [1]}]}', r"\$.paragraphs\[0\].span"),
    ('{"schema": "chancery.record/2"}', r"Invalid enum value 'chancery.record/2' - at `\$.schema`"),
    ('{"letter":' * 9999, "recursion"),
    ("[" * 99999, "Expected `object`"),
    ('{"unknown": ' + "[" * 99999, "recursion"),
    ('{"schema":"chancery.record/1"}\n{"schema":"chancery.record/1"}\n', "several records"),
]


@pytest.mark.parametrize(("text", "reason"), BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_record_is_refused_with_the_place(text: str, reason: str) -> None:
    for data in (text, text.encode()):
        with pytest.raises(RecordError, match=reason):
            decode(data)


def test_bytes_that_are_no_utf_8_are_refused() -> None:
    with pytest.raises(RecordError):
        decode(b'{"text": "\xff"}')


def test_unknown_keys_are_passed_over_and_missing_ones_are_empty() -> None:
    assert decode('{"tone": "warm", "masthead": {"colour": "blue"}}') == Record()


def test_list_is_called_list_in_json() -> None:
    assert decode('{"masthead": {"list": "agenda"}}').masthead.item_list == "agenda"


@pytest.mark.parametrize(
    ("path", "text"),
    [((), ""), (("a", 0), "/a/0"), (("a/b", "c~d"), "/a~1b/c~0d"), (("~1",), "/~01"), (("",), "/")],
)
def test_pointers(path: tuple[str | int, ...], text: str) -> None:
    assert pointer(*path) == text


@given(st.lists(st.text(max_size=4), max_size=4))
def test_pointers_lead_back(path: list[str]) -> None:
    values: Any = 7
    for key in reversed(path):
        values = {key: values}
    assert at(values, pointer(*path)) == 7


def test_evidence_gathers_spans_and_prefers_them_to_inference() -> None:
    evidence = Evidence()
    evidence.at(None, "adopted")
    assert evidence == {"/adopted": "inferred"}
    evidence.at((3, 5), "adopted")
    evidence.at((8, 9), "adopted")
    evidence.at(None, "adopted")
    assert evidence == {"/adopted": [(3, 5), (8, 9)]}


def test_evidence_of_parts() -> None:
    part = Evidence()
    part.at((1, 2), "title")
    whole = Evidence()
    whole.under("/attachments/0", part)
    other = Evidence()
    other.at(None, "adopted")
    assert merge([whole, other]) == {"/attachments/0/title": [(1, 2)], "/adopted": "inferred"}


def test_the_reference_explains_every_object_and_key() -> None:
    assert {cls.__name__ for cls in objects()} == {
        name for name, value in vars(model).items() if isinstance(value, type) and issubclass(value, msgspec.Struct)
    } - {"Struct"}
    text = reference()
    for cls in objects():
        section = text.split(f"\n## {cls.__name__}\n")[1].split("\n## ")[0]
        assert str(cls.__doc__).splitlines()[0].replace("``", "`") in section
        for one in msgspec.structs.fields(cls):
            assert f"| `{one.encode_name}` |" in section


def test_the_described_schema_says_the_same_as_the_schema() -> None:
    described = json.loads(described_schema())
    fields = notes(model)
    assert described["$defs"]["Letter"]["properties"]["date"]["description"] == fields["Letter"]["date"]
    for values in (example(), {"letter": {}}, {"masthead": {"list": "menu"}}):
        assert bool(errors(values, described)) == bool(errors(values, schema()))
