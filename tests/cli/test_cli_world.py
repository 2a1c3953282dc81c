"""``chancery world``: any name, in any language and form, with why it matches; names near it where there is none."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.text import Text
from typer.testing import CliRunner, Result

from chancery.cli.app import app
from chancery.cli.terminal import Lines, isolated
from chancery.record.model import LANGUAGES
from chancery.world import instruments, organizations, places, states, topics
from chancery.world.lookup import lookup, near
from chancery.world.vocabulary import built_in


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "dumb")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["world", *arguments])


def asked(*name: str) -> dict[str, Any]:
    result = run(*name, "--json")
    told: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == (0 if told["found"] else 1)
    return told


@pytest.mark.parametrize(
    ("name", "kind", "identifier", "language", "form"),
    [
        ("Zaire", "state", "COD", "en", "former name"),
        ("République kirghize", "state", "KGZ", "fr", "formal name"),
        ("Iran (Islamic Republic of)", "state", "IRN", "en", "name in lists of States"),
        ("таджикского", "state", "TJK", "ru", "adjective or name of the people"),
        ("Таджикистаном", "state", "TJK", "ru", "inflected form"),
        ("tadjiko", "state", "TJK", "fr", "first part of a compound"),
        ("塔吉克斯坦", "state", "TJK", "zh", "short name"),
        ("бангкоке", "place", "Bangkok", "ru", "inflected form"),
        ("ОДКБ", "organization", "csto", "ru", "acronym"),
        ("Conseil de sécurité", "organ", "un-sc", "fr", "short name"),
        ("في القاهرة", "place", "Cairo", "ar", "name after “in”"),
        ("TNP", "instrument", "npt", "fr", "acronym"),
        ("беженцев", "topic", "refugees", "ru", "inflected form of a topic"),
        ("droits de l’homme", "topic", "human-rights", "fr", "topic"),
        ("droits humains", "topic", "human-rights", "fr", "variant of a topic"),
        ("à l’ONU", "organization", "un", "fr", "name with what goes before it"),
    ],
)
def test_a_name_of_any_kind_and_why_it_matches(name: str, kind: str, identifier: str, language: str, form: str) -> None:
    found = lookup(name, built_in())
    assert (kind, identifier) in {(e.kind, e.id) for e in found}
    matches = {(m.language, m.form) for e in found if e.id == identifier for m in e.matches}
    assert (language, form) in matches


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_every_table_is_found(language: str) -> None:
    tables = (
        states.states(language),
        organizations.organizations(language),
        places.names(language),
        instruments.names(language),
    )
    for table in tables:
        for identifier, row in list(table.items())[::7]:
            assert identifier in {e.id for e in lookup(row.short, built_in())}, row.short
    for topic in list(topics.topics().values())[::7]:
        assert topic.id in {e.id for e in lookup(topic.name(language), built_in())}


def test_names_that_stand_in_it() -> None:
    found = lookup("俄塔边界", built_in())
    assert [e.id for e in found] == ["RUS", "TJK"]
    assert {m.form for e in found for m in e.matches} == {"name that stands in it"}
    assert {e.id for e in lookup("tadjiko-afghane", built_in())} == {"TJK", "AFG"}


def test_what_is_known_of_a_state() -> None:
    (found,) = asked("Zaire")["found"]
    assert (found["kind"], found["id"]) == ("state", "COD")
    assert found["facts"]["member of the United Nations"] == ["1960-09-20/"]
    assert found["facts"]["capital"] == ["Kinshasa"]
    assert set(found["names"]) == set(LANGUAGES)
    assert {"text": "Zaire", "language": "en", "form": "former name", "since": 1971, "until": 1997} in found["matches"]


def test_what_is_known_of_an_instrument_a_place_and_a_topic() -> None:
    facts = {e.id: e.facts for name in ("UN Charter", "Geneva", "opium") for e in lookup(name, built_in())}
    assert facts["un-charter"] == {"what it is": "charter", "date": "1945-06-26", "place": "San Francisco"}
    assert facts["Geneva"] == {"State": "CHE"}
    assert facts["opium"] == {"broader topic": "narcotic-drugs"}


def test_nothing_found_suggests_names_near_it() -> None:
    told = asked("Tajikistn")
    assert told["found"] == [] and "Tajikistan" in told["near"]
    result = run("Tajikistn")
    assert result.exit_code == 1 and result.stdout == ""
    assert "nothing is known by the name Tajikistn" in result.stderr and "Tajikistan" in result.stderr
    assert near("Кыргызстон", built_in())[0] in ("Кыргызстан", "Киргизстан")
    assert near("qqqqqqqqqqqq", built_in()) == []


@pytest.mark.parametrize("name", ["", "   ", "!", "\u0301", "a" * 5000])
def test_what_is_no_name(name: str) -> None:
    assert asked(name)["found"] == []


def test_words_of_a_name_need_no_quotes() -> None:
    assert asked("South", "Sudan")["found"][0]["id"] == "SSD"


def test_the_card() -> None:
    result = run("قطر")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "Qatar  QAT" in lines[0]
    assert any("matches" in line and f"{isolated('قطر')}  Arabic, short name" in line for line in lines)
    assert any(line.startswith("│ zh  卡塔尔") for line in lines)


@pytest.mark.parametrize("width", [12, 20, 33, 90])
def test_isolates_are_closed_on_every_line(width: int) -> None:
    text = f"Name {isolated('جمهورية الكونغو الديمقراطية الشعبية')} and {isolated('زائير')} (1971)"
    out = StringIO()
    Console(file=out, width=width + 4).print(Panel(Lines(Text(text))))
    lines = out.getvalue().splitlines()[1:-1]
    assert all(cell_len(line) == width + 4 and line[0] == line[-1] == "│" for line in lines)
    assert all(line.count("\u2067") == line.count("\u2069") for line in lines)
    signs = str.maketrans("", "", " \n│\u2067\u2069")
    assert "".join(lines).translate(signs) == text.translate(signs)


def test_isolates_take_no_column() -> None:
    assert cell_len("\u2067\u2069") == 0


def test_arabic_is_isolated_and_nothing_else() -> None:
    assert isolated("قطر") == "\u2067قطر\u2069"
    assert isolated("Qatar 卡塔尔 Катар") == "Qatar 卡塔尔 Катар"
