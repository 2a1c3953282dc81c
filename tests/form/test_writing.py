"""What the writer prints where the record, not the language alone, decides: genders, numbers, capacities, notes."""

from __future__ import annotations

import pytest

from chancery.form.writing import Printed, text_of, write
from chancery.reading import read_data
from chancery.record.model import (
    LANGUAGES,
    AgendaItem,
    Attachment,
    Circulation,
    Letter,
    Masthead,
    Paragraph,
    Record,
    Sender,
    Signature,
    Sitting,
)

each_language = pytest.mark.parametrize("language", LANGUAGES)
STATES = ("CHL", "NPL", "CHE")


def record(
    language: str, office: str = "permanent-representative", count: int = 1, gender: str | None = None
) -> Record:
    """Give a letter, or a note verbale of missions, of some States to the General Assembly."""
    mission = office.endswith("mission")
    senders = [Sender(state=s, office=office, gender=gender) for s in STATES[:count]]  # type: ignore[arg-type]
    return Record(
        kind="communication",
        language=language,
        masthead=Masthead(
            symbols=["A/76/500"],
            date="2021-10-12",
            sittings=[Sitting(organ="A", session=76)],
            agenda_items=[AgendaItem(organ="A", item="20")],
            item_list="agenda",
        ),
        letter=Letter(
            kind="note-verbale" if mission else "letter",
            date="2021-10-10",
            addressees=["secretary-general"],
            senders=senders,
            circulation=[Circulation(organ="A", items=["20"])],
            signatures=[] if mission else [Signature(name="N. Nomen", state=s.state) for s in senders],
        ),
    )


def paragraph(text: str) -> Paragraph:
    return Paragraph(id="letter/p1", part="letter", text=text, span=(0, 0))


def bodies(printed: list[Printed], kind: str = "body") -> list[str]:
    return [p.text for p in printed if p.kind == kind]


@each_language
@pytest.mark.parametrize(("listed", "number"), [("provisional-agenda", 150), ("preliminary-list", 50)])
def test_star_of_the_list_has_its_note(language: str, listed: str, number: int) -> None:
    one = record(language)
    one.masthead.item_list = listed  # type: ignore[assignment]
    document = write(one, language)
    assert bodies(document, "note") == [f"* A/76/{number}."]
    assert "*" in bodies(document, "items")[0]
    back = read_data(text_of(document).encode(), "a.txt")
    assert [(p.role, p.text) for p in back.paragraphs if p.part == "notes"] == [("footnote", f"* A/76/{number}.")]


@pytest.mark.parametrize(("session", "special"), [(30, None), (10, "special"), (None, None)])
def test_no_star_where_the_list_has_no_known_symbol(session: int | None, special: str | None) -> None:
    one = record("en")
    one.masthead.item_list = "provisional-agenda"
    one.masthead.sittings = [Sitting(organ="A", session=session, special=special)]  # type: ignore[arg-type]
    document = write(one, "en")
    assert bodies(document, "note") == []
    assert bodies(document, "items") == ["Item 20 of the provisional agenda"]


@each_language
@pytest.mark.parametrize("count", [1, 2, 3])
def test_politeness_of_notes_is_read_and_not_written_twice(language: str, count: int) -> None:
    document = write(record(language, "permanent-mission", count), language)
    back = read_data(text_of(document).encode(), "a.txt")
    assert [p.formula for p in back.paragraphs] == ["compliments", "circulation", "courtesy"]
    assert bodies(write(back, language)) == bodies(document)


def test_a_sentence_that_begins_with_compliments_is_kept() -> None:
    one = record("en", "permanent-mission")
    own = "The Permanent Mission of Chile to the United Nations presents its compliments to the Secretary-General and has the honour to report snow."
    one.paragraphs = [paragraph(own)]
    found = bodies(write(one, "en"))
    assert found[0] == own
    assert sum("compliments" in text for text in found) == 1
    back = read_data(text_of(write(one, "en")).encode(), "a.txt")
    assert [p.formula for p in back.paragraphs] == [None, "circulation", "courtesy"]


@pytest.mark.parametrize(
    ("language", "office", "count", "words"),
    [
        ("en", "permanent-mission", 2, "present their compliments"),
        ("fr", "permanent-mission", 3, "présentent leurs compliments"),
        ("es", "permanent-mission", 2, "saludan atentamente"),
        ("ru", "observer-mission", 1, "была бы признательна"),
        ("ru", "permanent-mission", 1, "было бы признательно"),
        ("ru", "permanent-mission", 2, "были бы признательны"),
        ("ar", "permanent-mission", 2, "تحياتهما"),
        ("ar", "permanent-mission", 3, "تحياتها"),
    ],
)
def test_missions_agree_with_their_verbs(language: str, office: str, count: int, words: str) -> None:
    assert words in "\n".join(bodies(write(record(language, office, count), language)))


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("ar", 1, "ممتنة"),
        ("ar", 2, "ممتنتين"),
        ("ar", 3, "ممتنات"),
        ("fr", 2, "reconnaissantes"),
        ("ru", 1, "признательна "),
    ],
)
def test_women_request_circulation(language: str, count: int, words: str) -> None:
    assert words in bodies(write(record(language, count=count, gender="feminine"), language))[-1]


def test_a_man_among_women_makes_the_plural_masculine() -> None:
    one = record("fr", count=3, gender="feminine")
    assert one.letter is not None
    one.letter.senders[2].gender = None
    document = write(one, "fr")
    assert "les Représentants permanents du Chili, du Népal et de la Suisse" in bodies(document, "title")[0]
    assert "reconnaissants " in bodies(document)[-1]
    assert bodies(document, "post")[1].startswith("Représentante permanente du Népal")


def test_senders_of_one_office_stand_together() -> None:
    one = record("en", count=3)
    assert one.letter is not None
    one.letter.senders[1].office = "charge-d-affaires"
    assert "Permanent Representatives of Chile and Switzerland" in bodies(write(one, "en"), "title")[0]


@pytest.mark.parametrize(
    ("language", "gender", "words"),
    [
        ("ar", "feminine", "بصفتي رئيسة "),
        ("ar", None, "بصفتي رئيس "),
        ("es", "feminine", "Presidenta del"),
        ("fr", "feminine", "représentante de l’État"),
        ("en", None, "In my capacity as Chair of the Group of 77, snow fell."),
    ],
)
def test_capacity(language: str, gender: str | None, words: str) -> None:
    one = record(language, gender=gender)
    assert one.letter is not None
    one.letter.on_behalf_of = ["g77"]
    one.paragraphs = [paragraph("Snow fell.")]
    assert words in bodies(write(one, language))[0]


@each_language
@pytest.mark.parametrize("office", ["permanent-representative", "permanent-mission"])
def test_capacity_is_not_written_twice(language: str, office: str) -> None:
    one = record(language, office)
    assert one.letter is not None
    one.letter.on_behalf_of = ["g77"]
    one.attachments = [Attachment(part="annex-1", kind="note", title="Note")]
    document = write(one, language)
    again = write(read_data(text_of(document).encode(), "a.txt"), language)
    assert bodies(again)[0] == bodies(document)[0]
    one.attachments = []
    own = bodies(document)[0]
    one.paragraphs = [paragraph(own)]
    assert own in bodies(write(one, language))


def test_capacity_keeps_the_capital_of_a_name() -> None:
    one = record("en")
    assert one.letter is not None
    one.letter.on_behalf_of = ["g77"]
    one.paragraphs = [paragraph("Chile welcomes the snow.")]
    assert bodies(write(one, "en"))[0].endswith("Group of 77, Chile welcomes the snow.")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "نص الرسالة المؤرخة 1 أيلول/سبتمبر 2021 (انظر المرفق الثاني) ونص مقال (انظر المرفق الثالث)"),
        ("en", "a letter dated 1 September 2021 (see annex II) and an article (see annex III)"),
        ("es", "una carta de fecha 1 de septiembre de 2021 (véase el anexo II) y el texto de un artículo"),
        ("fr", "une lettre datée du 1er septembre 2021 (voir annexe II) et un article (voir annexe III)"),
        (
            "ru",
            "2 октября 2021 года (см. приложение I), письмо от 1 сентября 2021 года (см. приложение II) и текст статьи",
        ),
        ("zh", "2021年9月1日的一封信(见附件二)和一篇文章(见附件三)"),
    ],
)
def test_objects(language: str, words: str) -> None:
    one = record(language)
    one.attachments = [
        Attachment(part="annex-1", kind="note", date="2021-10-02"),
        Attachment(part="annex-2", kind="letter", date="2021-09-01"),
        Attachment(part="annex-3", kind="article"),
    ]
    assert words in bodies(write(one, language))[0]


def test_russian_closes_a_participle_before_the_next_object() -> None:
    one = record("ru")
    one.attachments = [Attachment(part=f"annex-{n}", kind="note", date="2021-10-02") for n in (1, 2)]
    assert "года (см. приложение I), и записку" in bodies(write(one, "ru"))[0]


@pytest.mark.parametrize(
    ("languages", "line"),
    [
        (["en"], "[Подлинный текст на английском языке]"),
        (["en", "fr"], "[Подлинный текст на английском и французском языках]"),
    ],
)
def test_original_in_one_language_or_more(languages: list[str], line: str) -> None:
    one = record("ru")
    one.attachments = [Attachment(part="annex-1", original_languages=languages)]
    assert bodies(write(one, "ru"), "annex-original") == [line]


@each_language
def test_signatures_of_a_treaty_name_their_states(language: str) -> None:
    one = record(language)
    signatures = [Signature(name="N. Nomen", state="NPL"), Signature(name="Nescio Nomen", title="Consul")]
    one.attachments = [Attachment(part="annex-1", kind="treaty", title="T", signatures=signatures)]
    names = {"ar": "نيبال", "en": "Nepal", "es": "Nepal", "fr": "Népal", "ru": "Непал", "zh": "尼泊尔"}
    assert bodies(write(one, language), "post")[1:] == [names[language], "Consul"]


def test_french_has_one_apostrophe() -> None:
    one = record("fr")
    one.attachments = [Attachment(part="annex-1", kind="declaration")]
    text = text_of(write(one, "fr"))
    assert "’" in text
    assert "'" not in text
