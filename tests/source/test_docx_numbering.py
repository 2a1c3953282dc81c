from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.source.docx_numbering import numeral


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimal", {1: "1", 10: "10", 123: "123"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        ("upperLetter", {2: "B", 27: "AA"}),
        ("lowerRoman", {1: "i", 4: "iv", 9: "ix", 14: "xiv", 40: "xl", 90: "xc", 1994: "mcmxciv"}),
        ("upperRoman", {6: "VI", 49: "XLIX"}),
        ("russianLower", {1: "а", 3: "в", 10: "к"}),
        ("arabicAlpha", {1: "أ", 2: "ب", 3: "ت"}),
        ("arabicAbjad", {1: "أ", 3: "ج", 4: "د"}),
        (
            "chineseCountingThousand",
            {1: "一", 10: "十", 12: "十二", 20: "二十", 21: "二十一", 103: "一百零三", 110: "一百一十"},
        ),
        ("ideographDigital", {12: "一二", 20: "二〇"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalFullWidth", {12: "１２"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("numberInDash", {4: "- 4 -"}),
        ("chicago", {1: "*", 4: "§", 5: "**"}),
        ("none", {1: ""}),
        ("somethingNew", {7: "7"}),
    ],
)
def test_numbers_as_word_prints_them(form: str, printed: dict[int, str]) -> None:
    assert {number: numeral(number, form) for number in printed} == printed


@given(
    st.integers(-5, 20_000), st.sampled_from(["lowerLetter", "upperRoman", "chineseCounting", "arabicAbjad", "ordinal"])
)
def test_every_number_has_a_form(number: int, form: str) -> None:
    assert 0 < len(numeral(number, form)) < 400


@given(st.lists(st.integers(1, 999), unique=True, min_size=2))
def test_chinese_and_roman_numbers_are_told_apart(numbers: list[int]) -> None:
    for form in ("chineseCounting", "lowerRoman"):
        assert len({numeral(number, form) for number in numbers}) == len(numbers)
