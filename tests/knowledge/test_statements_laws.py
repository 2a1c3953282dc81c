"""Positions taken, as laws: the languages of a specimen agree on them, and their evidence holds."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from chancery.reading import read_data
from chancery.record.model import LANGUAGES, Record, Statement
from chancery.registry.rendering import render
from chancery.specimens.export import printed
from chancery.specimens.load import load

NAMES = tuple(s.name for s in load())
MEMBERS = "the States that are meant by the members of an organization are found in some languages only"
APART = {("20-chess-in-schools", "actors"): MEMBERS}
"""Specimens on which the languages do not agree yet, each with its reason."""


@cache
def read(name: str, language: str) -> Record:
    specimen = next(s for s in load() if s.name == name)
    return read_data(render(printed(specimen, language), language, "txt"), f"{name}.txt")


def by_paragraph(record: Record) -> dict[str, list[Statement]]:
    out: dict[str, list[Statement]] = defaultdict(list)
    for statement in record.statements:
        out[statement.paragraph].append(statement)
    return dict(out)


@pytest.mark.parametrize("name", NAMES)
def test_languages_agree_on_acts(name: str) -> None:
    found = {
        language: {p: [s.act for s in said] for p, said in by_paragraph(read(name, language)).items()}
        for language in LANGUAGES
    }
    assert found == dict.fromkeys(LANGUAGES, found["en"])


@pytest.mark.parametrize("field", ["actors", "addressees", "about", "negated", "polarity", "deadline"])
@pytest.mark.parametrize("name", NAMES)
def test_languages_agree_on_who_and_whom(name: str, field: str, request: pytest.FixtureRequest) -> None:
    if reason := APART.get((name, field)):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))

    def values(language: str) -> dict[str, list[object]]:
        record, out = read(name, language), dict[str, list[object]]()
        named = {m.id for m in record.mentions}  # what is about also holds topics, which have laws of their own
        for paragraph, said in by_paragraph(record).items():
            row = [getattr(s, field) for s in said]
            if field == "about":
                row = [named.intersection(v) for v in row]
            out[paragraph] = [sorted(v) if isinstance(v, list | set) else v for v in row]
        return out

    found = {language: values(language) for language in LANGUAGES}
    assert found == dict.fromkeys(LANGUAGES, found["en"])


def test_specimens_take_positions() -> None:
    """The laws above are not empty: the specimens hold every kind of answer."""
    said = [s for name in NAMES for s in read(name, "en").statements]
    assert len(said) > 100
    assert len({s.act for s in said}) > 20
    assert any(s.addressees for s in said)
    assert any(s.deadline for s in said)
    assert any(len(s.actors) > 1 for s in said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_evidence_holds(name: str, language: str) -> None:
    record = read(name, language)
    spans = {p.id: p.span for p in record.paragraphs}
    for s in record.statements:
        a, b = spans[s.paragraph]
        assert a <= s.span[0] <= s.trigger_span[0] < s.trigger_span[1] <= s.span[1] <= b
        assert record.text[slice(*s.span)] == s.text
        assert record.text[slice(*s.trigger_span)] == s.trigger
