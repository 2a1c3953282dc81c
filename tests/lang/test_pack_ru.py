"""The Russian pack: cases, the English block of the masthead, and the titles of seventy years."""

from __future__ import annotations

import re

import pytest

from chancery.form.notation import parse, regex, render, values
from chancery.lang.fold import fold
from chancery.lang.pack import Pack, pack

FILLED = {
    "date": "28 сентября 2001 года",
    "addressees": "Генерального секретаря и Председателя Совета Безопасности",
    "senders": "постоянных представителей Казахстана и Российской Федерации при Организации Объединенных Наций",
    "parties:of": "Российской Федерации",
    "ordinal": "пятьдесят шестая",
    "items": "39 и 74 e)",
    "number": "II",
    "languages": "русском",
    "mission": "Постоянное представительство Туниса при Организации Объединенных Наций",
    "greeted": "Генеральному секретарю Организации Объединенных Наций",
    "name": "С. Лавров",
    "place:in": "в Москве",
    "meeting": "8964-м",
}


@pytest.fixture(scope="module")
def russian() -> Pack:
    return pack("ru")


def written(russian: Pack, key: str, **more: str) -> str:
    """Write the first pattern of a key."""
    filled = FILLED | more
    tree = parse(russian.patterns[key][0])
    text = render(tree, lambda slot: filled.get(f"{slot.name}:{slot.form}" if slot.form else slot.name))
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "title.identical-letters",
            "Идентичные письма постоянных представителей Казахстана и Российской Федерации при Организации Объединенных "
            "Наций от 28 сентября 2001 года на имя Генерального секретаря и Председателя Совета Безопасности",
        ),
        (
            "senders.charge-d-affaires.one",
            "Временного поверенного в делах Постоянного представительства Российской Федерации при Организации "
            "Объединенных Наций",
        ),
        (
            "posts.permanent-representative.one",
            "Постоянный представитель Российской Федерации при Организации Объединенных Наций",
        ),
        ("masthead.distribution.general", "Distr.: General"),
        ("masthead.session.regular", "пятьдесят шестая сессия"),
        ("masthead.items.preliminary-list.many", "Пункты 39 и 74 e) первоначального перечня*"),
        ("under.agenda.many", "пунктам 39 и 74 e) повестки дня"),
        ("attachment.original", "[Подлинный текст на русском языке]"),
        ("attachment.done", "Совершено в Москве 28 сентября 2001 года"),
        ("see.annex.number", "(см. приложение II)"),
        ("letter.signed", "(Подпись) С. Лавров"),
        (
            "letter.courtesy.mission.one",
            "Постоянное представительство Туниса при Организации Объединенных Наций пользуется случаем, чтобы возобновить "
            "Генеральному секретарю Организации Объединенных Наций уверения в своем самом высоком уважении.",
        ),
        ("resolution.adopted.S", "принятая Советом Безопасности на его 8964-м заседании 28 сентября 2001 года"),
    ],
)
def test_what_is_written(russian: Pack, key: str, expected: str) -> None:
    assert written(russian, key) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("letter", "Приложение II к письму постоянных представителей Казахстана"),
        ("identical-letters", "Приложение II к идентичным письмам постоянных представителей Казахстана"),
        ("note-verbale", "Приложение II к вербальной ноте постоянных представителей Казахстана"),
    ],
)
def test_an_annex_belongs_to_a_dative(russian: Pack, kind: str, expected: str) -> None:
    reference = written(russian, f"reference.{kind}")
    assert written(russian, "attachment.annex.many", reference=reference).startswith(expected)


def test_a_whole_request_for_circulation(russian: Pack) -> None:
    under = written(russian, "under.agenda.one", items="42")
    organs = written(russian, "letter.organs.A.items", under=under)
    organs += russian.patterns["letter.organs.join"][0] + written(russian, "letter.organs.S.plain")
    circulated = written(russian, "letter.circulated.letter.one")
    assert written(russian, "letter.circulation.one", circulated=circulated, organs=organs) == (
        "Буду признателен за распространение настоящего письма и приложения к нему в качестве документа Генеральной "
        "Ассамблеи по пункту 42 повестки дня и документа Совета Безопасности."
    )


@pytest.mark.parametrize(
    "printed",
    [
        "Письмо Постоянного представителя от 17 мая 1996 года на имя Генерального секретаря",
        "ПИСЬМО ПОСТОЯННОГО ПРЕДСТАВИТЕЛЯ ОТ 17 МАЯ 1996 ГОДА\nНА ИМЯ ГЕНЕРАЛЬНОГО СЕКРЕТАРЯ",
        "Письмо от 17 мая 1996 года Постоянного представителя на имя Генерального секретаря",
        "Письмо Постоянного представителя на имя Генерального секретаря от 17 мая 1996 года",
        "Письмо Постоянного представителя от 17 мая 1996 года, на имя Генерального секретаря",
    ],
)
def test_titles_are_read_in_their_usual_orders(russian: Pack, printed: str) -> None:
    shapes = {
        "date": r"\d+ \w+ \d{4} года",
        "addressees": "генерального секретаря",
        "senders": "постоянного представителя",
    }
    folded = fold(printed)
    found = [m for p in russian.patterns["title.letter"] if (m := re.fullmatch(regex(parse(p), shapes), folded))]
    assert found
    assert folded[slice(*values(found[0])["date"])] == "17 мая 1996 года"


@pytest.mark.parametrize(
    ("session", "read"),
    [
        ("пятьдесят шестой сессии ", True),
        ("шестьдесят девятой сессии ", True),
        ("десятой чрезвычайной специальной сессии ", True),
        ("", True),
        ("Совета Безопасности и шестьдесят девятой сессии ", False),
    ],
)
def test_an_organ_may_be_named_with_its_session(russian: Pack, session: str, read: bool) -> None:
    printed = fold(f"{session}Генеральной Ассамблеи по пункту 166 ее повестки дня")
    shapes = {"ordinal": r"\d+-й", "under": r"пункту \d+ ее повестки дня"}
    patterns = russian.patterns["letter.organs.A.items"]
    assert any(re.fullmatch(regex(parse(p), shapes), printed) for p in patterns) is read


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("masthead.session.emergency", "Десятая чрезвычайная специальная сессия"),
        ("masthead.items.provisional-agenda.one", "Пункт 3 предварительной повестки дня*"),
        ("masthead.original", "ORIGINAL: ENGLISH"),
        ("masthead.distribution.general", "Distr.\nGENERAL"),
        ("masthead.united_nations", "ОБЪЕДИНЕННЫЕ НАЦИИ"),
        ("resolution.meeting", "50-е (возобновленное) пленарное заседание"),
        ("resolution.origin.committee", "[по докладу Третьего комитета (A/78/481/Add.2, пункт 106)]"),
        ("resolution.origin.plenary", "[без передачи в Главные комитеты (A/78/L.9)]"),
        ("resolution.reissue", "* Переиздано по техническим причинам 27 октября 2022 года."),
        ("attachment.original", "[Подлинный текст на английском и французском языках]"),
    ],
)
def test_printed_lines_are_read(russian: Pack, key: str, printed: str) -> None:
    assert any(re.fullmatch(regex(parse(p), {}), fold(printed), re.DOTALL) for p in russian.patterns[key])


def test_years_are_masculine_and_sessions_feminine(russian: Pack) -> None:
    assert all(re.search("(ая|ья)$", word) for word in russian.ordinals["session"])
    assert all(re.search("(ый|ий|ой)$", word) for word in russian.ordinals["year"])


def test_masthead_names_languages_in_english_and_annexes_after_a_preposition(russian: Pack) -> None:
    assert [names[0] for names in russian.words["languages"].values()] == [
        "Arabic", "English", "Spanish", "French", "Russian", "Chinese",
    ]  # fmt: skip
    assert all(names[0].endswith("ском") for names in russian.words["languages_annex"].values())
