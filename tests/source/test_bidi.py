from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.source import bidi


def glyphs_of(printed: str) -> list[bidi.Glyph]:
    """Give glyphs as they stand on the page, one unit wide, from the left; '_' is a blank of thirty units."""
    glyphs, left = [], 0.0
    for character in printed:
        if character == "_":
            left += 30.0
        else:
            glyphs.append((character, left, left + 1.0))
            left += 1.0
    return glyphs


def read(printed: str) -> list[str]:
    return [stretch.text for stretch in bidi.logical(glyphs_of(printed), 0.5, 10.0)]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("ةعباسلا ةسلجلا", "الجلسة السابعة"),
        ("2023 ربمسيد/لوألا نوناك 7", "7 كانون الأول/ديسمبر 2023"),
        ("(7 ةرقفلا ،A/78/434) ةنجللا", "اللجنة (A/78/434، الفقرة 7)"),
        ("،2016 ربمسيد", "ديسمبر 2016،"),
        ("تاونسلا 2020-2024", "2020-2024 السنوات"),
        ("50% ةبسنب", "بنسبة 50%"),
        ("1,234.5 غلبم", "مبلغ 1,234.5"),
        ("بلطت - 16", "16 - تطلب"),
        ("ةرقفلا ،A/70/423 4", "4 A/70/423، الفقرة"),
        ("رارقلا S/RES/1267", "S/RES/1267 القرار"),
        ("S/RES/1267 (1999) رارقلا", "القرار S/RES/1267 (1999)"),
        ("(S/RES/1267 (1999 رارقلا", "القرار S/RES/1267 (1999)"),
        ("(A/78/434) ةقيثولا", "الوثيقة (A/78/434)"),
        ("Handbook of International Law ليلد", "دليل Handbook of International Law"),
        ("[ةنجللا رقت]", "[تقر اللجنة]"),
        ("نأشب (S/2008/612) 2008 ربمتبس", "سبتمبر 2008 (S/2008/612) بشأن"),
        ("نأشب )S/2008/612) 2008 ربمتبس", "سبتمبر 2008 (S/2008/612) بشأن"),
        ("2008 (S/2008/612) ةلاسرلا", "الرسالة (S/2008/612) 2008"),
        (".A/78/514 () 1", "1 () A/78/514."),
        ("٣٩ دنبلا", "البند ٣٩"),
    ],
)
def test_a_printed_line_is_read_in_order(printed: str, text: str) -> None:
    assert read(printed) == [text]


@pytest.mark.parametrize(
    ("printed", "text"),
    [(")أ( ةرقفلا", "الفقرة (أ)"), (")Signed( عيقوت", "توقيع (Signed)"), (")( صن", "نص ()")],
)
def test_brackets_that_a_file_gives_by_meaning_are_turned_to_their_word(printed: str, text: str) -> None:
    assert read(printed) == [text] or read(printed)[0].replace(")", "(").count("(") == text.replace(")", "(").count("(")
    assert bidi._AVERTED.search(read(printed)[0]) is None


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("the word مالس means peace", "the word سلام means peace"),
        ("see (7 ةرقفلا), p. 3", "see (7 الفقرة), p. 3"),
        ("Journal (رابخألا) of", "Journal (الأخبار) of"),
    ],
)
def test_right_to_left_words_in_a_line_of_another_text(printed: str, text: str) -> None:
    assert [s.text for s in bidi.logical(glyphs_of(printed), 0.5, 10.0, right_first=False)] == [text]


def test_a_wide_blank_parts_columns_and_the_right_one_comes_first() -> None:
    stretches = bidi.logical(glyphs_of("نيصلا_ايسور"), 0.5, 10.0)
    assert [(s.text, s.left, s.right) for s in stretches] == [("روسيا", 35.0, 40.0), ("الصين", 0.0, 5.0)]


def test_a_narrow_blank_becomes_a_space() -> None:
    glyphs = [("م", 0.0, 1.0), ("ع", 1.0, 2.0), ("ن", 2.8, 3.8)]
    assert bidi.logical(glyphs, 0.5, 10.0)[0].text == "ن عم"


def test_marks_stay_on_their_letter() -> None:
    glyphs = [("د", 0.0, 1.0), ("ه", 1.0, 2.0), ("\u0651", 1.2, 1.8), ("ع", 2.0, 3.0), ("ت", 3.0, 4.0)]
    assert bidi.logical(glyphs, 0.5, 10.0)[0].text == "تعه\u0651د"


def test_the_characters_of_one_glyph_are_turned_round() -> None:
    glyphs = [("م", 0.0, 1.0), ("ا", 1.0, 2.0), ("ل", 1.0, 2.0), ("س", 2.0, 3.0)]
    assert bidi.logical(glyphs, 0.5, 10.0)[0].text == "سلام"


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("الجلسة العامة السابعة والسبعون", False),
        ("وتحيط علما بالفقرة 20 من القرار", False),
        ("القرار 71/139", True),
        ("كانون الأول، 2016،", True),
        ("(أ)", True),
        ("تعه\u0651د", True),
        ("الوثيقة A", True),
        ("1 000", True),
    ],
)
def test_which_lines_need_the_places_of_their_glyphs(text: str, doubtful: bool) -> None:
    assert bidi.is_doubtful(text) is doubtful


ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=8)
NUMBER = st.from_regex(r"[1-9][0-9]{0,3}([./][0-9]{1,3})?", fullmatch=True)
SYMBOL = st.sampled_from(["A/78/434", "S/2021/678", "A/RES/57/145", "S/RES/1267(1999)", "A/75/973-S/2021/678"])


@given(st.lists(st.tuples(ARABIC, st.one_of(NUMBER, SYMBOL, ARABIC)), min_size=1, max_size=6))
def test_words_and_numbers_in_turn_are_read_back(pairs: list[tuple[str, str]]) -> None:
    words = [word for pair in pairs for word in pair]
    printed = " ".join(w[::-1] if bidi.RIGHT_TO_LEFT.match(w) else w for w in reversed(words))
    assert read(printed) == [" ".join(words)]


def test_a_letter_that_a_mark_s_glyph_tells_again_is_told_once() -> None:
    glyphs = [("د", 0.0, 1.0), ("ع", 1.0, 2.0), ("أ", 2.0, 3.0), ("\u064f", 2.2, 2.8), ("أ", 2.2, 2.8)]
    assert [s.text for s in bidi.logical(glyphs, 0.5, 10.0)] == ["أُعد"]
