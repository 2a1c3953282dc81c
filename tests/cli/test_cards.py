"""What cards and --explain show of what a document says: in every language, short, and true to the record."""

from __future__ import annotations

import re
from functools import cache
from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from chancery.cli.card import card
from chancery.cli.highlight import STYLES, bracketed, coloured, legend, marks
from chancery.cli.said import FEW, FEW_EVENTS, FEW_STATEMENTS, lines, snippet
from chancery.form.writing import text_of
from chancery.reading import read_data
from chancery.record.model import LANGUAGES, Event, Mention, Quantity, Record, Reference, Statement, Topic
from chancery.specimens import load
from chancery.specimens.export import printed
from chancery.world import states
from chancery.world.vocabulary import built_in

CASES = [(specimen.name, language) for specimen in load() for language in LANGUAGES]


@cache
def read(name: str, language: str) -> Record:
    specimen = next(s for s in load() if s.name == name)
    return read_data(text_of(printed(specimen, language)).encode(), f"{name}-{language}.txt")


def shown(record: Record, width: int = 100) -> str:
    out = StringIO()
    Console(file=out, width=width, highlight=False, emoji=False).print(card(record, built_in()))
    return out.getvalue()


def mention(kind: str, identifier: str | None, text: str) -> Mention:
    return Mention(kind=kind, id=identifier, text=text, span=(0, 1))


@pytest.mark.parametrize(("name", "language"), CASES)
def test_cards_fit_the_terminal_and_name_states(name: str, language: str) -> None:
    record = read(name, language)
    text = shown(record, 80)
    assert len(text.splitlines()) < 90
    named = {m.id for m in record.mentions if m.kind == "state" and m.id}
    assert any(states.name(code, "en") in text for code in named) or not named


def test_lines_in_full() -> None:
    record = Record(
        mentions=[
            mention("state", "TJK", "Tajikistan"),
            mention("state", "RUS", "Russia"),
            mention("state", "TJK", "Tajik"),
            mention("organ", "un-sc", "Security Council"),
            mention("person", "person:nomen-n", "N. Nomen"),
            mention("person", "person:nomen-n", "Ms. Nescia Nomen"),
            mention("meeting", None, "the  third\nround"),
        ],
        references=[
            Reference(symbol="S/RES/1088 (1996)", text="resolution 1088", span=(0, 1)),
            Reference(name="Treaty", date="1997-06-27", text="the Treaty", span=(0, 1)),
            Reference(symbol="S/RES/1088 (1996)", text="resolution 1088", span=(0, 1)),
        ],
        topics=[Topic(id="terrorism", spans=[(0, 1), (2, 3)]), Topic(id="other:thing", spans=[(0, 1)])],
        quantities=[
            Quantity(amount=1500000, unit="USD", text="x", span=(0, 1)),
            Quantity(amount=2.5, unit="percent", text="x", span=(0, 1)),
        ],
        events=[
            Event(
                kind="meeting",
                date="1997-02-18/1997-02-19",
                place="Moscow",
                participants=["RUS"],
                text="met",
                span=(0, 1),
            )
        ],
        statements=[
            Statement(
                act="condemn",
                actors=["RUS"],
                addressees=["TJK"],
                about=["terrorism", "TJK"],
                trigger="x",
                trigger_span=(0, 1),
                text="Condemns\n it",
                span=(0, 1),
                polarity="negative",
                deadline="2000",
            )
        ],
    )
    assert [(label, value.plain) for label, value in lines(record, built_in())] == [
        ("States", "Tajikistan 2, Russian Federation"),
        ("bodies", "Security Council"),
        ("people", "Ms. Nescia Nomen 2"),
        ("meetings", "the third round"),
        ("topics", "terrorism 2, other:thing"),
        ("cites", "S/RES/1088 (1996) 2; Treaty (1997-06-27)"),
        ("quantities", "1,500,000 USD; 2.5%"),
        ("events", "meeting  1997-02-18 to 1997-02-19, Moscow  Russian Federation\nmet"),
        ("says", "condemn  Russian Federation → Tajikistan  on terrorism  by 2000\nCondemns it"),
    ]


def test_long_lists_end_with_how_many_more() -> None:
    codes = list(states.states("en"))[:20]
    event = Event(kind="visit", text="x", span=(0, 1))
    said = Statement(act="note", trigger="x", trigger_span=(0, 1), text="x", span=(0, 1))
    record = Record(mentions=[mention("state", c, c) for c in codes], events=[event] * 9, statements=[said] * 18)
    found = [(label, value.plain) for label, value in lines(record, built_in())]
    assert found[0][1].endswith(f" and {20 - FEW} more")
    assert found[1 + FEW_EVENTS] == ("", f"and {9 - FEW_EVENTS} more")
    assert found[-1] == ("", f"and {18 - FEW_STATEMENTS} more")


def test_a_record_without_knowledge_has_the_card_of_its_form() -> None:
    assert lines(Record(), built_in()) == []


def test_markup_in_a_text_is_text() -> None:
    record = Record(mentions=[mention("meeting", None, "[red]round[/red]")])
    assert "[red]round[/red]" in shown(record)


@pytest.mark.parametrize(
    ("text", "want"),
    [("one  two\nthree", "one two three"), ("word " * 9, "word word word…"), ("汉" * 40, "汉" * 18 + "…"), ("", "")],
)
def test_snippets_are_cut_between_words(text: str, want: str) -> None:
    assert snippet(text, 18) == want


@pytest.mark.parametrize(("name", "language"), CASES)
def test_marked_texts_are_the_text(name: str, language: str) -> None:
    record = read(name, language)
    assert coloured(record).plain == record.text
    assert {m.layer for m in marks(record)} <= STYLES.keys()
    assert {m.layer for m in marks(record)} >= {"State", "act", "position"}
    brackets = bracketed(record)
    assert re.sub(r"\[([^\[\]|]+)\|[^\]]*\]", r"\1", brackets) == record.text
    assert brackets.count("|State ") > 0


def test_the_upper_layer_is_seen() -> None:
    record = Record(
        text="aid to Mali",
        mentions=[Mention(kind="state", id="MLI", text="Mali", span=(7, 11))],
        topics=[Topic(id="aid", spans=[(0, 11)])],
    )
    assert bracketed(record) == "[aid to Mali|topic aid]"
    styles = [(s.start, s.end, s.style) for s in coloured(record).spans]
    assert styles == [(0, 11, STYLES["topic"]), (7, 11, STYLES["State"])]


def test_the_legend_names_every_layer_in_its_style() -> None:
    line: Text = legend()
    assert {str(s.style) for s in line.spans} >= set(STYLES.values())
    assert all(layer in line.plain for layer in STYLES)
