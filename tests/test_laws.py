"""The laws of the design that hold for whole documents: evidence, idempotence, noise, languages (architecture, the laws)."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
import pytest

from chancery.form.writing import text_of
from chancery.reading import read_data
from chancery.record.model import LANGUAGES, Record
from chancery.registry.rendering import RenderingError, render
from chancery.specimens import Specimen, load
from chancery.specimens.export import printed
from tests.support import facts, paged, starved

CASES = [pytest.param(s, language, id=f"{s.name}-{language}") for s in load() for language in LANGUAGES]
DERIVED = {"part", "parent", "kind"}
"""Keys whose values are made by the reader and stand nowhere."""


@cache
def read(name: str, language: str) -> Record:
    """Give the record of a specimen's plain text."""
    specimen = next(s for s in load() if s.name == name)
    return read_data(text_of(printed(specimen, language)).encode(), f"{name}-{language}.txt")


def leaves(value: Any, path: str = "") -> list[str]:
    """Give the pointers of all values that say something."""
    if isinstance(value, dict):
        return [p for k, v in value.items() if k not in DERIVED for p in leaves(v, f"{path}/{k}")]
    if isinstance(value, list):
        return [p for n, v in enumerate(value) for p in leaves(v, f"{path}/{n}")]
    return [] if value in (None, "") else [path]


@pytest.mark.parametrize(("specimen", "language"), CASES)
def test_every_value_has_evidence(specimen: Specimen, language: str) -> None:
    record = read(specimen.name, language)
    values = msgspec.to_builtins(record)
    told = {part: values[part] for part in ("masthead", "letter", "attachments")}
    parents = [p.rsplit("/", n)[0] for p in record.evidence for n in (0,)]
    known = set(parents)
    missing = [p for p in leaves(told) if not any(p == k or p.startswith(k + "/") for k in known)]
    assert missing == []


@pytest.mark.parametrize(("specimen", "language"), CASES)
def test_spans_lie_in_the_text_and_paragraphs_are_what_they_claim(specimen: Specimen, language: str) -> None:
    record = read(specimen.name, language)
    for spans in record.evidence.values():
        if spans != "inferred":
            assert all(0 <= start < end <= len(record.text) for start, end in spans)
    for paragraph in record.paragraphs:
        assert record.text[slice(*paragraph.span)] == paragraph.text
    ids = [p.id for p in record.paragraphs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("specimen", "language"), CASES)
def test_every_run_leads_back_to_the_file(specimen: Specimen, language: str) -> None:
    record = read(specimen.name, language)
    raw = text_of(printed(specimen, language))
    for run in record.runs:
        printed_here = raw[run.offset : run.offset + run.end - run.start]
        assert record.text[run.start : run.end] == printed_here.replace("\u00a0", " ")


@pytest.mark.parametrize(("specimen", "language"), CASES)
def test_reading_the_reading_text_gives_the_same(specimen: Specimen, language: str) -> None:
    record = read(specimen.name, language)
    again = read_data(record.text.encode(), "again.txt")
    assert facts(again) == facts(record)
    assert [(p.id, p.role, p.text) for p in again.paragraphs] == [(p.id, p.role, p.text) for p in record.paragraphs]


@pytest.mark.parametrize(("specimen", "language"), CASES)
def test_what_was_written_is_read(specimen: Specimen, language: str) -> None:
    wanted, found = facts(specimen.record(language)), facts(read(specimen.name, language))
    for given in (wanted, found):  # not every language marks the gender of every office
        given["senders"] = [(state, office) for state, office, _ in given["senders"]]  # type: ignore[attr-defined]
    assert found == wanted


@pytest.mark.parametrize(("specimen", "language"), CASES)
def test_pages_do_not_matter(specimen: Specimen, language: str) -> None:
    record = read(specimen.name, language)
    noisy = read_data(paged(printed(specimen, language), language, record.id).encode(), "paged.txt")
    assert facts(noisy) == facts(record)


@pytest.mark.parametrize("specimen", [pytest.param(s, id=s.name) for s in load()])
def test_lost_chinese_punctuation_does_not_matter(specimen: Specimen) -> None:
    record = read(specimen.name, "zh")
    noisy = read_data(starved(text_of(printed(specimen, "zh"))).encode(), "starved.txt")
    wanted, found = facts(record), facts(noisy)
    for given in (wanted, found):
        given["attachments"] = [tuple(starved(str(v)).replace(" ", "") for v in a) for a in given["attachments"]]  # type: ignore[attr-defined]
    assert found == wanted


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
@pytest.mark.parametrize(("specimen", "language"), CASES)
def test_formats_do_not_matter(specimen: Specimen, language: str, form: str) -> None:
    try:
        data = render(printed(specimen, language), language, form)
    except RenderingError as error:
        pytest.skip(str(error))
    found = read_data(data, f"{specimen.name}.{form}")
    assert facts(found) == facts(read(specimen.name, language))


@pytest.mark.parametrize("specimen", [pytest.param(s, id=s.name) for s in load()])
def test_languages_agree(specimen: Specimen) -> None:
    def shared(language: str) -> dict[str, Any]:
        found = facts(read(specimen.name, language))
        found.pop("language")
        found["senders"] = sorted((s or "", o) for s, o, _ in found["senders"])  # type: ignore[attr-defined]
        found["signatures"] = len(found["signatures"])  # type: ignore[arg-type]
        found["attachments"] = [
            (part, role, parent, kind, day, place, original, sorted(by), articles)
            for part, role, parent, kind, _, day, place, original, by, articles in found["attachments"]  # type: ignore[attr-defined]
        ]
        return found

    first = shared(LANGUAGES[0])
    assert all(shared(language) == first for language in LANGUAGES)
