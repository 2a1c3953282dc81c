"""Events in six languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import pytest

from chancery.form.writing import text_of
from chancery.knowledge.context import Context
from chancery.knowledge.events import events
from chancery.knowledge.mentions import mentions
from chancery.knowledge.references import references
from chancery.lang.fold import fold
from chancery.reading import read_data
from chancery.record.model import LANGUAGES, Event, Paragraph, Record
from chancery.specimens import load
from chancery.specimens.export import printed

Told = tuple[str, str | None, str | None, list[str]]


def read(language: str, text: str) -> list[Event]:
    paragraph = Paragraph(id="body/p1", part="body", text=text, span=(0, len(text)))
    context = Context(text=text, folded=fold(text), language=language, paragraphs=[paragraph], date="2010-06-30")
    context.mentions = mentions(context)
    context.references = references(context)
    out = events(context)
    assert all(text[slice(*e.span)] == e.text and e.paragraph == "body/p1" for e in out)
    return out


def told(language: str, text: str) -> list[Told]:
    return [(e.kind, e.date, e.place, e.participants) for e in read(language, text)]


MEETING: Told = ("meeting", "2003-11-14/2003-11-15", "Ashgabat", ["KAZ", "TJK"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We recall the meeting of the Ministers of Kazakhstan and Tajikistan held in Ashgabat on 14 and 15 November 2003."),
        ("fr", "Rappelons la réunion des Ministres du Kazakhstan et du Tadjikistan, qui s’est tenue à Achgabat les 14 et 15 novembre 2003."),
        ("es", "Recordamos la reunión de los Ministros de Kazajstán y Tayikistán celebrada en Asjabad los días 14 y 15 de noviembre de 2003."),
        ("ru", "Мы напоминаем о встрече министров Казахстана и Таджикистана, состоявшейся 14 и 15 ноября 2003 года в Ашхабаде."),
        ("ar", "ونشير إلى اجتماع وزراء كازاخستان وطاجيكستان المعقود في عشق أباد يومي 14 و 15 تشرين الثاني/نوفمبر 2003."),
        ("zh", "我们回顾2003年11月14日和15日在阿什哈巴德举行的哈萨克斯坦和塔吉克斯坦部长会议。"),
    ],
)  # fmt: skip
def test_one_meeting_in_six_languages(language: str, text: str) -> None:
    assert told(language, text) == [MEETING]


def keys(table: dict[str, Any]) -> dict[str, Any]:
    return {k: keys(v) if isinstance(v, dict) else type(v) for k, v in table.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys(language: str) -> None:
    tables = [
        tomllib.loads((resources.files("chancery.lang") / name / "events.toml").read_text("utf-8"))
        for name in ("en", language)
    ]
    assert keys(tables[0]) == keys(tables[1])


@cache
def of_specimen(name: str, language: str) -> Record:
    specimen = next(s for s in load() if s.name == name)
    return read_data(text_of(printed(specimen, language)).encode(), f"{name}.txt")


@pytest.mark.parametrize("name", [s.name for s in load()])
def test_languages_agree(name: str) -> None:
    found = [
        sorted((e.kind, e.date or "", e.place or "", e.participants) for e in of_specimen(name, language).events)
        for language in LANGUAGES
    ]
    assert all(events == found[0] for events in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_holds_on_all_specimens(language: str) -> None:
    kinds = set()
    for specimen in load():
        record = of_specimen(specimen.name, language)
        spans = {p.id: p.span for p in record.paragraphs}
        for event in record.events:
            start, end = event.span
            assert record.text[start:end] == event.text
            assert event.date or event.place
            if event.paragraph:
                assert spans[event.paragraph][0] <= start < end <= spans[event.paragraph][1]
            kinds.add(event.kind)
    assert {"meeting", "adoption", "signature", "exchange", "ceremony"} <= kinds
