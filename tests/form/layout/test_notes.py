from __future__ import annotations

import pytest

from chancery.form.layout import read_layout
from chancery.form.text import ReadingText
from chancery.record.model import File
from chancery.source.model import Source
from chancery.source.text import split


def read(raw: str, language: str = "en") -> ReadingText:
    return read_layout(Source(File(), raw, split(raw)), language)


@pytest.mark.parametrize(
    ("language", "text", "notes", "plain", "befores"),
    [
        ("en", "Recalling the Declaration of Human Rights,1 the Covenants2 and resolution 60/1,", ["1 Resolution 217 A (III).", "2 See resolution 2200 A (XXI)."],
         "Recalling the Declaration of Human Rights, the Covenants and resolution 60/1,", ["Rights,", "Covenants"]),
        ("en", "as adopted in 2018,1 and in 20192 by COP27 and the G20 in Add.1 and Rev.2,", ["1 A/1.", "2 A/2."],
         "as adopted in 2018, and in 2019 by COP27 and the G20 in Add.1 and Rev.2,", ["2018,", "2019"]),
        ("en", "takes note of resolution 77/7;1 it ends", ["1 A/78/1."], "takes note of resolution 77/7; it ends", ["77/7;"]),
        ("fr", "la Charte des droits de l’homme1, les Pactes2 et 12,5 millions,", ["1 Résolution 217 A (III).", "2 Ibid."],
         "la Charte des droits de l’homme, les Pactes et 12,5 millions,", ["homme", "Pactes"]),
        ("ru", "ссылаясь на Декларацию1, 2 пакта и пункт 1 устава,", ["1 Резолюция 217 A (III)."], "ссылаясь на Декларацию, 2 пакта и пункт 1 устава,", ["Декларацию"]),
        ("ar", "وإذ تشير إلى الإعلان(1)، وإلى عام 2005(2)، والمادة 2 (ج) منه،", ["1 () القرار 60/1.", "2 () القرار 55/2."],
         "وإذ تشير إلى الإعلان، وإلى عام 2005، والمادة 2 (ج) منه،", ["الإعلان", "2005"]),
        ("zh", "回顾《公约》，1 又回顾宣言2 和1949年8月12日第4条以及6 500亿美元，", ["1 第60/1号决议。", "2 第55/2号决议。"],
         "回顾《公约》， 又回顾宣言 和1949年8月12日第4条以及6 500亿美元，", ["《公约》，", "宣言"]),
        ("en", "Symbol A/58/150* and text", ["* Reissued for technical reasons."], "Symbol A/58/150 and text", ["A/58/150"]),
        ("es", "Recordando la Carta¹ y la Declaración²,", ["1 Resolución 60/1.", "2 Resolución 55/2."], "Recordando la Carta y la Declaración,", ["Carta", "Declaración"]),
    ],
)  # fmt: skip
def test_marks_are_taken_out_and_nothing_else(
    language: str, text: str, notes: list[str], plain: str, befores: list[str]
) -> None:
    raw = f"{text}\n\n__________________\n" + "\n".join(f"    {n}" for n in notes) + "\n\n23-01517 (E)\n"
    page = read(raw, language)
    assert [page.of(b) for b in page.blocks] == [plain, *notes]
    assert [b.zone for b in page.blocks] == ["", *["note"] * len(notes)]
    assert [n.block for n in page.notes] == list(range(1, len(notes) + 1))
    for note, before in zip(page.notes, befores, strict=True):
        assert note.anchor is not None
        assert page.text[: note.anchor].endswith(before)
    marks = [f for f in page.furniture if f.kind == "note-mark"]
    assert [raw[m.offset : m.offset + len(m.text)] for m in marks] == [m.text for m in marks]
    assert len(marks) == len(notes)


def test_notes_of_several_pages_stand_after_the_text() -> None:
    raw = (
        "     The Assembly recalls the Declaration of Human Rights,1 which was adopted in\n"
        "Paris at its third session, in the presence of all its Members, at a time when it\n"
        "had fewer of them than today, and also the Charter\n\n__________________\n    1 Resolution 217 A (III), adopted at the third session of the\n"
        "    Assembly.\n\n1/2\n"
        "\fof the United Nations.2\n     A second paragraph follows.\n\n__________________\n    2 Signed at San Francisco.\n\n2/2\n"
    )
    page = read(raw)
    assert [page.of(b) for b in page.blocks] == [
        "The Assembly recalls the Declaration of Human Rights, which was adopted in Paris at its third session, in the "
        "presence of all its Members, at a time when it had fewer of them than today, and also the Charter of the "
        "United Nations.",
        "A second paragraph follows.",
        "1 Resolution 217 A (III), adopted at the third session of the Assembly.",
        "2 Signed at San Francisco.",
    ]
    assert [(n.number, n.block) for n in page.notes] == [("1", 2), ("2", 3)]


def test_notes_without_a_rule_need_their_mark_in_the_text() -> None:
    text = "The Assembly recalls the Declaration of Human Rights,1 which was adopted in Paris."
    page = read(f"{text}\n\n1 Resolution 217 A (III).\n\n2/6\n\nMore text.\n")
    assert page.notes[0].number == "1"
    page = read("Things needed\n\n1 hammer is needed.\n\n2/6\n\nMore text.\n")
    assert page.notes == []


def test_a_rule_at_the_end_is_no_beginning_of_notes() -> None:
    page = read("Text.\n\n-----\n\nAnnex\n\nMore text.\n")
    assert (page.notes, page.text) == ([], "Text.\n\nAnnex\n\nMore text.")


def test_notes_at_the_end_without_marks_touch_no_number() -> None:
    raw = "The text was adopted on1 December 2023 by 12 votes, under Article 2.\n__________________\n1 A/1.\n2 A/2.\n3 A/3.\n"
    page = read(raw)
    assert page.of(page.blocks[0]) == "The text was adopted on1 December 2023 by 12 votes, under Article 2."
    assert [n.anchor for n in page.notes] == [None, None, None]
