"""Records edited by hand: every value that cannot be written is named, and nothing that was read is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from chancery.checks.values import faults
from chancery.form.writing import WritingError, write
from chancery.record.model import LANGUAGES, Attachment, Record
from chancery.specimens import load


def specimen(language: str = "en") -> Record:
    """Give a record that can be written."""
    return next(s for s in load() if s.name == "01-mountain-water").record(language)


def changed(path: str, value: Any) -> Record:
    """Give the record with another value at a pointer."""
    values = msgspec.to_builtins(specimen())
    *parents, last = path.split("/")[1:]
    here = values
    for part in parents:
        here = here[int(part)] if isinstance(here, list) else here[part]
    here[int(last) if isinstance(here, list) else last] = value
    return msgspec.convert(values, Record)


WRONG = [
    ("/masthead/date", "2019-13-40", "not a date"),
    ("/masthead/date", "14 June 2019", "not a date"),
    ("/masthead/original_languages/0", "de", "'de' is not the key of an official language"),
    ("/masthead/sittings/0/organ", "T", "'T' is not the key of an organ"),
    ("/masthead/sittings/0/session", 101, "101 is not between 1 and 100"),
    ("/masthead/sittings/0/session", 0, "0 is not between 1 and 100"),
    ("/masthead/sittings/1/year", 1997, "1997 is not between 1 and 100"),
    ("/masthead/agenda_items/0/item", "7 (é)", "not an agenda item"),
    ("/letter/date", "2019-02-30", "not a date"),
    ("/letter/addressees/0", "the-boss", "'the-boss' is not the key of an addressee"),
    ("/letter/senders/0/state", "XXX", "'XXX' is not the key of a State"),
    ("/letter/senders/0/office", "boss", "'boss' is not the key of an office"),
    ("/letter/senders/0/organization", "nobody", "'nobody' is not the key of an organization"),
    ("/letter/circulation/0/items/0", "seventy", "not an agenda item"),
    ("/attachments/0/date", "yesterday", "not a date"),
    ("/attachments/0/original_languages", ["la"], "'la' is not the key"),
]


@pytest.mark.parametrize(("path", "value", "reason"), WRONG)
def test_a_wrong_value_is_named_with_its_place(path: str, value: Any, reason: str) -> None:
    found = faults(changed(path, value))
    assert len(found) == 1
    assert found[0][0].startswith(path)
    assert reason in found[0][1]


def test_organizations_in_whose_name_nobody_speaks() -> None:
    assert faults(changed("/letter/on_behalf_of", ["un", "nobody"])) == [
        ("/letter/on_behalf_of/1", "'nobody' is not the key of an organization")
    ]


def test_more_annexes_than_there_are_numbers() -> None:
    record = specimen()
    record.attachments = [Attachment(part=f"annex-{n}") for n in range(1, 23)]
    assert [place for place, _ in faults(record)] == ["/attachments/20"]


@pytest.mark.parametrize("date", ["2019-06-12", "2019-06", "2019"])
def test_dates_may_be_less_precise(date: str) -> None:
    assert faults(changed("/attachments/0/date", date)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [s.name for s in load()])
def test_specimens_can_be_written(name: str, language: str) -> None:
    assert faults(next(s for s in load() if s.name == name).record(language)) == []


EMPTIED: list[tuple[str, Callable[[Record], object]]] = [
    ("date", lambda r: setattr(r.letter, "date", None)),
    ("senders", lambda r: setattr(r.letter, "senders", [])),
    ("addressees", lambda r: setattr(r.letter, "addressees", [])),
    ("no letter", lambda r: setattr(r, "letter", None)),
]


@pytest.mark.parametrize(("what", "empty"), EMPTIED)
def test_what_is_missing_is_said_by_the_writer(what: str, empty: Callable[[Record], object]) -> None:
    record = specimen()
    empty(record)
    assert faults(record) == []
    with pytest.raises(WritingError, match=what):
        write(record, "en")
