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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The treaty signed in Lima on 3 March 1998 entered into force on 4 May 1999.", [("signature", "1998-03-03", "Lima", []), ("entry-into-force", "1999-05-04", None, [])]),
        ("en", "On 5 May 2009, gunmen attacked a convoy; the attack on the market of 7 May 2009 killed ten.", [("attack", "2009-05-05", None, []), ("attack", "2009-05-07", None, [])]),
        ("en", "The President of Kenya paid a visit to Nairobi from 3 to 5 June 2009.", [("visit", "2009-06-03/2009-06-05", "Nairobi", ["KEN"])]),
        ("en", "The committee, at its third session, held in Bali, Indonesia, from 5 to 9 May 2008, thanked Peru.", [("meeting", "2008-05-05/2008-05-09", "Bali", [])]),
        ("fr", "Nous saluons la visite effectuée à Nairobi du 3 au 5 juin 2009 et les élections tenues en mai 2008.", [("visit", "2009-06-03/2009-06-05", "Nairobi", []), ("election", "2008-05", None, [])]),
        ("es", "El atentado perpetrado en Lima el 5 de mayo de 2009 y el terremoto del 7 de mayo de 2009.", [("attack", "2009-05-05", "Lima", []), ("disaster", "2009-05-07", None, [])]),
        ("ru", "5 мая 2009 года в Найроби состоялись переговоры; договор был подписан 7 мая 2009 года.", [("meeting", "2009-05-05", "Nairobi", []), ("signature", "2009-05-07", None, [])]),
        ("ar", "ونرحب بالانتخابات التي أُجريت في أيار/مايو 2009 وبالمؤتمر المعقود في نيروبي في 7 أيار/مايو 2008.", [("election", "2009-05", None, []), ("meeting", "2008-05-07", "Nairobi", [])]),
        ("zh", "2009年5月5日在内罗毕签署的条约于2009年6月7日生效。", [("signature", "2009-05-05", "Nairobi", []), ("entry-into-force", "2009-06-07", None, [])]),
    ],
)  # fmt: skip
def test_kinds_dates_and_places(language: str, text: str, expected: list[Told]) -> None:
    assert told(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Recalling its resolution 1244 (1999) of 10 June 1999 and its resolution 57/145 of 16 December 2002,"),
        ("en", "The conference asks States to report to the meeting before 31 December 2009 and not later than May 2010."),
        ("en", "The letter dated 5 May 2009 was read to the meeting. The tenth anniversary of the conference falls on 3 May 2009."),
        ("fr", "La réunion prie les États de répondre avant le 31 décembre 2009, au cours de l’année et d’ici à mai 2010."),
        ("es", "La reunión recuerda la resolución 57/145, de 16 de diciembre de 2002, y la carta de fecha 5 de mayo de 2009."),
        ("ru", "Совещание просит представить доклад до 31 декабря 2009 года, не позднее мая 2010 года."),
        ("ar", "وإذ يشير المؤتمر إلى قراره 57/145 المؤرخ 16 كانون الأول/ديسمبر 2002، يطلب الرد قبل 31 كانون الأول/ديسمبر 2009."),
        ("zh", "会议请各国在2009年12月31日之前答复，并至迟于2010年5月提交报告。"),
    ],
)  # fmt: skip
def test_terms_and_dates_of_documents_are_no_events(language: str, text: str) -> None:
    assert told(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "ordinal", "name"),
    [
        ("en", "The fourth summit of the Shanghai Cooperation Organization was held in June 2004.", 4, "fourth summit of the Shanghai Cooperation Organization"),
        ("fr", "Le quatrième sommet de l’Organisation de Shanghai pour la coopération a eu lieu en juin 2004.", 4, "quatrième sommet de l’Organisation de Shanghai pour la coopération"),
        ("es", "La cuarta cumbre de la Organización de Cooperación de Shanghái se celebró en junio de 2004.", 4, "cuarta cumbre de la Organización de Cooperación de Shanghái"),
        ("ru", "Четвертый саммит Шанхайской организации сотрудничества состоялся в июне 2004 года.", 4, "Четвертый саммит Шанхайской организации сотрудничества"),
        ("ar", "عُقد مؤتمر القمة الرابع لمنظمة شنغهاي للتعاون في حزيران/يونيه 2004.", 4, "مؤتمر القمة الرابع لمنظمة شنغهاي للتعاون"),
        ("zh", "上海合作组织第四次峰会于2004年6月举行。", 4, "第四次峰会"),
    ],
)  # fmt: skip
def test_a_numbered_event_has_its_series(language: str, text: str, ordinal: int, name: str) -> None:
    [event] = read(language, text)
    assert (event.date, event.ordinal, event.name, event.series) == ("2004-06", ordinal, name, "sco/summit")


def test_one_event_told_twice_is_one() -> None:
    text = "The conference met in Lima on 3 May 2009. The conference of Peru and Chile held on 3 May 2009 was short."
    [event] = read("en", text)
    assert (event.date, event.place, event.participants) == ("2009-05-03", "Lima", ["CHL", "PER"])


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
