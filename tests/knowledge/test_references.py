import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.knowledge.context import Context, context_of
from chancery.knowledge.references import references
from chancery.knowledge.references_words import table, words
from chancery.lang.fold import fold
from chancery.reading import read_file
from chancery.record.model import LANGUAGES, Mention, Paragraph, Reference

SHARED = Path(os.environ.get("CHANCERY_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
CHARTER = "Charter of the United Nations (UN Charter)"


def read(text: str, language: str, mentions: list[Mention] | None = None) -> list[Reference]:
    paragraph = Paragraph(id="letter/p1", part="letter", text=text, span=(0, len(text)))
    return references(Context(text, fold(text), language, [paragraph], mentions=mentions or []))


def shown(text: str, language: str) -> list[tuple[str | None, str | None]]:
    return [(r.symbol or r.name, r.date) for r in read(text, language)]


def keys(value: object, path: str = "") -> set[str]:
    if not isinstance(value, dict) or path in (".parts", ".numerals"):
        return {path}
    return {path}.union(*(keys(v, f"{path}.{k}") for k, v in value.items()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_tables_have_the_same_keys(language: str) -> None:
    assert keys(table(language)) == keys(table("en"))
    assert all(isinstance(p, str) for v in table(language).values() if isinstance(v, list) for p in v)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_compile(language: str) -> None:
    assert words(language).language == language


COUNCIL = {
    "ar": "قراراته 1267 (1999) و 1333 (2000) و 1390 (2002)",
    "en": "its resolutions 1267 (1999), 1333 (2000) and 1390 (2002)",
    "es": "sus resoluciones 1267 (1999), 1333 (2000) y 1390 (2002)",
    "fr": "ses résolutions 1267 (1999), 1333 (2000) et 1390 (2002)",
    "ru": "свои резолюции 1267 (1999), 1333 (2000) и 1390 (2002)",
    "zh": "其第1267(1999)、1333(2000)和1390(2002)号决议",
}
ASSEMBLY = {
    "ar": "قرار الجمعية العامة 57/145 المؤرخ 16 كانون الأول/ديسمبر 2002 والقرار 217 ألف (د-3) وقرارها دإ-27/2",
    "en": "General Assembly resolution 57/145 of 16 December 2002, resolution 217 A (III) and its resolution S-27/2",
    "es": "la resolución 57/145 de la Asamblea General, de 16 de diciembre de 2002, la resolución 217 A (III) y su resolución S-27/2",
    "fr": "la résolution 57/145 de l’Assemblée générale, en date du 16 décembre 2002, la résolution 217 A (III) et sa résolution S-27/2",
    "ru": "резолюция 57/145 Генеральной Ассамблеи от 16 декабря 2002 года, резолюция 217 А (III) и ее резолюция S-27/2",
    "zh": "大会2002年12月16日第57/145号决议、第217 A(III)号决议和第S-27/2号决议",
}
OTHERS = {
    "ar": "قرار مجلس حقوق الإنسان 41/12 المؤرخ 11 تموز/يوليه 2019 وقرار المجلس الاقتصادي والاجتماعي 1996/31",
    "en": "Human Rights Council resolution 41/12 of 11 July 2019 and Economic and Social Council resolution 1996/31",
    "es": "la resolución 41/12 del Consejo de Derechos Humanos, de 11 de julio de 2019, y la resolución 1996/31 del Consejo Económico y Social",
    "fr": "la résolution 41/12 du Conseil des droits de l’homme, en date du 11 juillet 2019, et la résolution 1996/31 du Conseil économique et social",
    "ru": "резолюция 41/12 Совета по правам человека от 11 июля 2019 года и резолюция 1996/31 Экономического и Социального Совета",
    "zh": "人权理事会2019年7月11日第41/12号决议和经济及社会理事会第1996/31号决议",
}
PARTS = {
    "ar": "القرار 57/270 باء والقرار 48/75 ياء",
    "en": "resolution 57/270 B and resolution 48/75 J",
    "es": "la resolución 57/270 B y la resolución 48/75 J",
    "fr": "la résolution 57/270 B et la résolution 48/75 J",
    "ru": "резолюция 57/270 В и резолюция 48/75 J",
    "zh": "第57/270 B号决议和第48/75 J号决议",
}
LETTERS = {
    "ar": "رسالة مؤرخة 11 شباط/فبراير 1997 (S/1997/127)",
    "en": "your letter dated 11 February 1997 (S/1997/127)",
    "es": "su carta de fecha 11 de febrero de 1997 (S/1997/127)",
    "fr": "votre lettre datée du 11 février 1997 (S/1997/127)",
    "ru": "письмо от 11 февраля 1997 года (S/1997/127)",
    "zh": "你1997年2月11日的信(S/1997/127)",
}
ARTICLES = {
    "ar": "بموجب الفصل السابع من ميثاق الأمم المتحدة والمادة 51 من الميثاق",
    "en": "under Chapter VII of the Charter of the United Nations and Article 51 of the Charter",
    "es": "en virtud del Capítulo VII de la Carta de las Naciones Unidas y el Artículo 51 de la Carta",
    "fr": "en vertu du Chapitre VII de la Charte des Nations Unies et l’Article 51 de la Charte",
    "ru": "на основании главы VII Устава Организации Объединенных Наций и статьи 51 Устава",
    "zh": "根据《联合国宪章》第七章和第五十一条",
}
RULES = {
    "ar": "المادة 37 من النظام الداخلي المؤقت",
    "en": "rule 37 of the provisional rules of procedure",
    "es": "el artículo 37 del reglamento provisional",
    "fr": "l’article 37 du règlement intérieur provisoire",
    "ru": "правило 37 временных правил процедуры",
    "zh": "暂行议事规则第37条",
}
SAME = [
    (COUNCIL, [("S/RES/1267 (1999)", None), ("S/RES/1333 (2000)", None), ("S/RES/1390 (2002)", None)]),
    (ASSEMBLY, [("A/RES/57/145", "2002-12-16"), ("A/RES/217 (III)", None), ("A/RES/S-27/2", None)]),
    (OTHERS, [("A/HRC/RES/41/12", "2019-07-11"), ("E/RES/1996/31", None)]),
    (PARTS, [("A/RES/57/270 B", None), ("A/RES/48/75", None)]),
    (LETTERS, [("S/1997/127", "1997-02-11")]),
    (ARTICLES, [(f"{CHARTER}, Chapter VII", None), (f"{CHARTER}, Article 51", None)]),
    (RULES, [("provisional rules of procedure of the Security Council, rule 37", None)]),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("texts", "want"), SAME)
def test_six_languages_give_the_same(texts: dict[str, str], want: list[tuple[str, str | None]], language: str) -> None:
    assert shown(texts[language], language) == want


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        (
            "resolutions 64/191 and 66/288, annex, and 75/290 A and B",
            "en",
            ["A/RES/64/191", "A/RES/66/288", "A/RES/75/290", "A/RES/75/290 B"],
        ),
        (
            "resolutions 46/36 L of 9 December 1991, 47/52 D and 53/77",
            "en",
            ["A/RES/46/36", "A/RES/47/52 D", "A/RES/53/77"],
        ),
        ("its decision 74/560, in the biennium 2020/21, by a 2/3 majority", "en", ["decision 74/560"]),
        ("Commission on Human Rights resolution 2000/85", "en", ["E/CN.4/RES/2000/85"]),
        ("resolution 5/14 of 2 March 2022 of the United Nations Environment Assembly", "en", ["UNEP/EA.5/Res.14"]),
        ("the statement S/PRST/2010/11 and A/64/115", "en", ["S/PRST/2010/11", "A/64/115"]),
        ("we met in 1999 (2000 in all) and 12 (2006) times", "en", []),
        ("CM/Res.1153 (XLVIII) of the Council of Ministers", "en", []),
        ("resolution 41/12, paragraph 3; resolution 1874 (S-IV)", "en", ["A/RES/41/12", "A/RES/1874 (S-IV)"]),
        (
            "under the Charter of the League; the Charter of the Organization of American States",
            "en",
            ["Charter of the Organization of American States"],
        ),
        ("قراراتها 1874 (دإ-4) و دإط-10/15", "ar", ["A/RES/1874 (S-IV)", "A/RES/ES-10/15"]),
        ("в резолюциях 40/151 G и 41/60 J", "ru", ["A/RES/40/151", "A/RES/41/60"]),
        ("第53/243 A和B号决议", "zh", ["A/RES/53/243", "A/RES/53/243 B"]),
    ],
)
def test_odd_ones(text: str, language: str, want: list[str]) -> None:
    assert [r.symbol or r.name for r in read(text, language)] == want


@pytest.mark.parametrize(
    ("text", "language", "name", "date"),
    [
        (
            "the Agreement on Confidence-Building, signed in Shanghai on 26 April 1996",
            "en",
            "Agreement on Confidence-Building",
            "1996-04-26",
        ),
        ("les accords de Moscou ouvraient une perspective", "fr", "accords de Moscou", None),
        (
            "Le 28 avril 2003 a été signé l’Accord portant création d’un système unique",
            "fr",
            "Accord portant création d’un système unique",
            "2003-04-28",
        ),
        (
            "en vertu du Traité de sécurité collective signé le 15 mai 1992",
            "fr",
            "Collective Security Treaty",
            "1992-05-15",
        ),
        ("Договор о дружбе от 25 мая 1993 года", "ru", "Договор о дружбе", "1993-05-25"),
        ("Московские соглашения", "ru", "Московские соглашения", None),
        ("基于1992年 5月 15日 集体安全条约的目标", "zh", "Collective Security Treaty", "1992-05-15"),
        (
            "1993年5月25日的俄罗斯联邦和塔吉克斯坦共和国友好合作和互助条约是",
            "zh",
            "俄罗斯联邦和塔吉克斯坦共和国友好合作和互助条约",
            "1993-05-25",
        ),
        ("《和平总协定》", "zh", "和平总协定", None),
        ("莫斯科协定", "zh", "莫斯科协定", None),
        ("اتفاقات موسكو", "ar", "اتفاقات موسكو", None),
        ("our letter of 5 June 2001", "en", "letter", "2001-06-05"),
    ],
)
def test_by_name_and_date(text: str, language: str, name: str, date: str | None) -> None:
    assert [(r.name, r.date) for r in read(text, language)] == [(name, date)]


def test_a_paragraph_of_a_resolution_is_part_of_the_reference() -> None:
    assert [r.text for r in read("under paragraph 5 of resolution 1088 (1996)", "en")] == [
        "paragraph 5 of resolution 1088 (1996)"
    ]
    assert [r.text for r in read("第2231(2015)号决议第5段", "zh")] == ["2231(2015)号决议第5段"]


def test_stretched_arabic() -> None:
    text = "إذ تشـــير إلى قــراراتها 51/45 باء المـؤرخ 10 كانون الأول/ديسـمــــبر 1996 و 57/73"
    found = read(text, "ar")
    assert [(r.symbol, r.date, r.text) for r in found] == [
        ("A/RES/51/45 B", "1996-12-10", "51/45 باء"),
        ("A/RES/57/73", None, "57/73"),
    ]
    assert all(text[r.span[0] : r.span[1]] == r.text for r in found)


def test_a_treaty_inside_the_name_of_an_organization_is_none() -> None:
    text = "l’Organisation du Traité de sécurité collective a publié le 27 novembre 2003 un texte"
    csto = Mention(kind="organization", id="csto", text=text[2:47], span=(2, 47))
    assert read(text, "fr", [csto]) == []


@given(st.text(alphabet="0123456789/().,- resolutionABIVXS的第号决议قرار\n", max_size=120), st.sampled_from(LANGUAGES))
def test_spans_hold_what_is_claimed(text: str, language: str) -> None:
    for found in read(text, language):
        start, end = found.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == found.text
        assert found.symbol or found.name


@given(st.sampled_from(LANGUAGES), st.integers(31, 79), st.integers(1, 300), st.sampled_from([" ", "\n", "\u00a0"]))
def test_any_resolution_of_the_assembly(language: str, session: int, number: int, gap: str) -> None:
    before = {
        "ar": "القرار",
        "en": "resolution",
        "es": "la resolución",
        "fr": "la résolution",
        "ru": "резолюция",
        "zh": "第",
    }
    text = (
        f"{before[language]}{'' if language == 'zh' else gap}{session}/{number}{'号决议' if language == 'zh' else ''}"
    )
    assert [r.symbol for r in read(text, language)] == [f"A/RES/{session}/{number}"]


@pytest.mark.parametrize("folder", ["seeds", "letters"])
def test_the_references_of_the_gold(folder: str) -> None:
    gold = sorted((SHARED / folder / "gold").glob("*.json"))
    if not gold:
        pytest.skip(f"the shared reference material has no {folder} here")

    def squash(text: str) -> str:
        return re.sub(r"[\W_]+", "", fold(text))

    missed, wanted = [], 0
    for path in gold:
        record = read_file(path.parent.parent / f"{path.stem}.txt")
        found = references(context_of(record, fold(record.text)))
        for want in json.loads(path.read_text("utf-8")).get("instruments", []):
            wanted += 1
            hit = any(
                ("symbol" in want and r.symbol == want["symbol"])
                or ("date" in want and r.date == want["date"])
                or ("name" in want and squash(want["name"]) in squash(f"{r.name} {r.text}"))
                for r in found
            )
            if not hit:
                missed.append((path.stem, want))
    assert len(missed) <= 0.03 * wanted, missed
