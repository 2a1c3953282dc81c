from __future__ import annotations

import pytest

from chancery.source.pdf_layout import ordered
from chancery.source.pdf_page import Piece, Row


def piece(text: str, left: float, top: float, *, width: float | None = None, size: float = 10.0) -> Piece:
    return Piece(text, left, top, left + (len(text) * 5 if width is None else width), top + size, size)


def texts(rows: list[Row], *, right_first: bool = False) -> list[str]:
    return [p.text for p in ordered(rows, right_first=right_first)]


def two(left: str, right: str, top: float) -> Row:
    return [piece(left, 70, top), piece(right, 320, top)]


SIGNATURES = [
    two("(Signed) A. Ivanov", "(Signed) Li Wei", 100),
    two("Permanent Representative", "Permanent Representative", 113),
    two("of the Russian Federation", "of China", 126),
]


def test_two_signatures_are_read_one_after_the_other() -> None:
    assert texts(SIGNATURES) == [
        "(Signed) A. Ivanov",
        "Permanent Representative",
        "of the Russian Federation",
        "(Signed) Li Wei",
        "Permanent Representative",
        "of China",
    ]


def test_on_an_arabic_page_the_right_signature_comes_first() -> None:
    assert texts(SIGNATURES, right_first=True)[:3] == ["(Signed) Li Wei", "Permanent Representative", "of China"]


def test_a_longer_column_goes_on_alone() -> None:
    rows = [*SIGNATURES, [piece("to the United Nations", 70, 139)], [piece("I have the honour", 70, 190)]]
    read = texts(rows)
    assert read[3] == "to the United Nations"
    assert read[-1] == "I have the honour"


def test_a_masthead_with_a_line_between() -> None:
    rows = [
        two("United Nations", "A/75/973–S/2021/678", 70),
        two("General Assembly", "Distr.: General", 100),
        [piece("22 July 2021", 320, 113)],
        two("Seventy-fifth session", "Security Council", 150),
        two("Agenda item 39", "Seventy-sixth year", 163),
    ]
    assert texts(rows)[:4] == ["United Nations", "General Assembly", "Seventy-fifth session", "Agenda item 39"]
    assert texts(rows)[4:] == [
        "A/75/973–S/2021/678",
        "Distr.: General",
        "22 July 2021",
        "Security Council",
        "Seventy-sixth year",
    ]


def test_a_single_row_in_two_parts_stays_one_line() -> None:
    assert texts([two("United Nations", "A/75/973", 70), [piece("x" * 80, 70, 90)]]) == [
        "United Nations     A/75/973",
        "x" * 80,
    ]


@pytest.mark.parametrize("label", ["1.", "(a)", "(iv)", "12 -", "•", "–", "A.", "(د)"])
def test_a_paragraph_number_is_no_column(label: str) -> None:
    rows = [[piece(label, 70, 100 + 13 * n), piece("Recalls its resolution", 110, 100 + 13 * n)] for n in range(3)]
    assert texts(rows) == [f"{label}     Recalls its resolution"] * 3


def test_numbers_that_are_drawn_after_the_text_join_their_lines() -> None:
    rows = [
        [piece("Decides to meet;", 110, 100)],
        [piece("Requests a report.", 110, 113)],
        [piece("1.", 85, 100)],
        [piece("2.", 85, 113)],
    ]
    assert texts(rows) == ["1.     Decides to meet;", "2.     Requests a report."]
    rows = [[piece("تقرر النظر", 400, 100)], [piece("1.", 460, 100)]]
    assert texts(rows, right_first=True) == ["1.     تقرر النظر"]


def test_a_number_far_from_any_line_stays_alone() -> None:
    rows = [[piece("Decides to meet;", 300, 100)], [piece("1.", 85, 100)]]
    assert texts(rows) == ["Decides to meet;", "1."]


def test_a_long_table_of_two_columns_is_read_row_by_row() -> None:
    rows = [two(f"Name {n}", f"Title {n}", 100 + 13 * n) for n in range(30)]
    assert texts(rows) == [f"Name {n}     Title {n}" for n in range(30)]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    rows = [[piece("l" * 44, 70, 100 + 13 * n), piece("r" * 44, 320, 100 + 13 * n)] for n in range(30)]
    assert texts(rows) == ["l" * 44] * 30 + ["r" * 44] * 30


def test_a_row_of_three_parts_is_a_table_row() -> None:
    rows = [[piece("a", 70, 100), piece("b", 200, 100), piece("c", 400, 100)]] * 2
    assert texts(rows) == ["a     b     c"] * 2


def test_a_running_head_that_is_drawn_last_comes_first() -> None:
    rows = [[piece("one", 70, 100)], [piece("two", 70, 700)], [piece("head", 70, 30)], [piece("1/3", 500, 800)]]
    assert texts(rows) == ["head", "one", "two", "1/3"]


def test_cells_are_read_in_the_order_of_the_file() -> None:
    rows = [[piece(t, x, y)] for t, x, y in [("a1", 70, 100), ("a2", 70, 113), ("b1", 300, 100), ("b2", 300, 113)]]
    assert texts(rows) == ["a1", "a2", "b1", "b2"]


def test_a_raised_note_mark_joins_its_line() -> None:
    line, mark = piece("the Council,", 70, 100), piece("3", 130, 97, size=7.0)
    assert texts([[line], [mark]]) == ["the Council,3"]


def test_a_page_number_under_the_text_joins_nothing() -> None:
    assert texts([[piece("the end", 70, 100)], [piece("3", 70, 140)]]) == ["the end", "3"]


def test_an_empty_page() -> None:
    assert texts([]) == []
