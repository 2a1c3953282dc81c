"""JSON Pointers into records: there and back, and found again when lists have changed."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.archive import pointers
from chancery.archive.errors import WrongCorrection

RECORD: dict[str, Any] = {
    "letter": {"date": "2019-06-12", "a/b~c": 1},
    "symbols": ["A/1", "S/2"],
    "attachments": [
        {"part": "annex-1", "kind": "declaration", "title": "On water", "by": ["NPL"]},
        {"part": "annex-2", "kind": "letter", "title": "On fire", "by": []},
    ],
}

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


def places(value: Any, steps: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    out = [(steps, value)]
    if isinstance(value, dict):
        out += [p for key, inner in value.items() for p in places(inner, (*steps, key))]
    if isinstance(value, list):
        out += [p for n, inner in enumerate(value) for p in places(inner, (*steps, str(n)))]
    return out


@given(plain)
def test_every_value_is_found_by_its_pointer(data: Any) -> None:
    for steps, value in places(data):
        pointer = pointers.join(list(steps))
        assert pointers.split(pointer) == list(steps)
        assert pointers.get(data, pointer) == value


@given(plain)
def test_in_an_unchanged_record_a_place_is_found_again_as_what_it_was(data: Any) -> None:
    for steps, value in places(data):
        pointer = pointers.join(list(steps))
        again = pointers.found_again(data, pointer, pointers.anchors(data, pointer))
        assert again == pointer
        assert pointers.get(data, again) == value


@pytest.mark.parametrize(
    ("pointer", "message"),
    [
        ("letter", "begins with a slash"),
        ("/nothing", "it has: letter, symbols, attachments"),
        ("/symbols/2", "has 2 members"),
        ("/symbols/-1", "has 2 members"),
        ("/symbols/x", "has 2 members"),
        ("/letter/date/year", "is '2019-06-12', which has no 'year'"),
    ],
)
def test_a_wrong_pointer_is_explained(pointer: str, message: str) -> None:
    with pytest.raises(WrongCorrection, match=message):
        pointers.get(RECORD, pointer)


def test_setting_inserting_removing() -> None:
    data = copy.deepcopy(RECORD)
    pointers.put(data, "/letter/a~1b~0c", 2)
    pointers.insert(data, "/symbols/0", "E/0")
    pointers.insert(data, "/symbols/-", "E/9")
    pointers.remove(data, "/symbols/1")
    assert (data["letter"]["a/b~c"], data["symbols"]) == (2, ["E/0", "S/2", "E/9"])
    for wrong in (
        lambda: pointers.insert(data, "/letter/x", 1),
        lambda: pointers.insert(data, "/symbols/9", 1),
        lambda: pointers.remove(data, "/letter/date"),
        lambda: pointers.put(data, "", {}),
        lambda: pointers.put(data, "/symbols/3", "x"),
    ):
        with pytest.raises(WrongCorrection):
            wrong()


def test_members_are_found_where_they_went() -> None:
    known = pointers.anchors(RECORD, "/attachments/1/title")
    more, other, fewer = (copy.deepcopy(RECORD) for _ in range(3))
    more["attachments"].insert(0, {"part": "annex-1", "kind": "note", "title": "New"})
    for n, one in enumerate(more["attachments"], 1):
        one["part"] = f"annex-{n}"
    other["attachments"][1]["kind"] = "article"
    del fewer["attachments"][1]
    assert pointers.found_again(more, "/attachments/1/title", known) == "/attachments/2/title"
    assert pointers.found_again(other, "/attachments/1/title", known) == "/attachments/1/title"
    assert pointers.found_again(fewer, "/attachments/1/title", known) is None


def test_plain_members_are_found_by_value_then_by_place() -> None:
    known = pointers.anchors(RECORD, "/symbols/1")
    assert pointers.found_again({"symbols": ["S/2", "A/1"]}, "/symbols/1", known) == "/symbols/0"
    assert pointers.found_again({"symbols": ["A/1", "S/3"]}, "/symbols/1", known) == "/symbols/1"
    assert pointers.found_again({"symbols": ["A/1"]}, "/symbols/1", known) is None
    assert pointers.found_again({}, "/symbols/1", known) is None
    assert pointers.found_again({"symbols": []}, "/symbols/-", pointers.anchors(RECORD, "/symbols/-")) == "/symbols/-"
