"""Topics of documents: found in six languages with their places, not inside names, and told by statements."""

from __future__ import annotations

from functools import cache

import pytest

from chancery.form.writing import text_of
from chancery.reading import read_data
from chancery.record.model import LANGUAGES, Record
from chancery.specimens import load
from chancery.specimens.export import printed
from chancery.world import topics

CASES = [(specimen.name, language) for specimen in load() for language in LANGUAGES]


@cache
def read(name: str, language: str) -> Record:
    specimen = next(s for s in load() if s.name == name)
    return read_data(text_of(printed(specimen, language)).encode(), f"{name}-{language}.txt")


@pytest.mark.parametrize(("name", "language"), CASES)
def test_every_topic_stands_where_it_says(name: str, language: str) -> None:
    record = read(name, language)
    seen: list[tuple[int, int]] = []
    for topic in record.topics:
        assert topic.spans == sorted(topic.spans)
        for start, end in topic.spans:
            assert topics.identify(record.text[start:end], language) == topic.id
        seen += topic.spans
    assert len(seen) == len(set(seen))
    assert [len(t.spans) for t in record.topics] == sorted((len(t.spans) for t in record.topics), reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_on_water_is_about_water(language: str) -> None:
    assert "water" in {topic.id for topic in read("01-mountain-water", language).topics}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The United Nations High Commissioner for Refugees spoke of refugees.", ["refugees"]),
        ("The World Trade Organization met.", []),
        ("Il s'agit de la République démocratique du Congo et de démocratie.", ["democracy"]),
        ("It condemns the terrorist attack and supports the peace process.", ["terrorism", "peace-process"]),
    ],
)
def test_names_are_no_topics(text: str, want: list[str]) -> None:
    assert [topic.id for topic in read_data(text.encode(), "x.txt").topics] == want


def test_statements_tell_the_topics_that_stand_in_them() -> None:
    text = (
        "Resolution 9999 (2030)\n\nThe Security Council,\n\n1.    Condemns all terrorist attacks in Mali;\n\n"
        "2.    Calls upon Chad to protect refugees;\n"
    )
    record = read_data(text.encode(), "x.txt")
    about = [(s.act, s.about) for s in record.statements]
    assert [act for act, _ in about] == ["condemn", "call-upon"]
    assert "terrorism" in about[0][1] and "MLI" in about[0][1]
    assert "refugees" in about[1][1]
    assert len(about[1][1]) == len(set(about[1][1]))
