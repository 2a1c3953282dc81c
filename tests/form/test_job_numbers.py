"""Job numbers at the foot of pages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.form.job_numbers import LETTERS, JobNumber, find, parse
from chancery.record.model import LANGUAGES

FORMS = [
    ("98-14973 (S) 210898 220898", JobNumber("98-14973", "es", ("1998-08-21", "1998-08-22"))),
    ("01-56683 (R) *0156683* 051001 051001", JobNumber("01-56683", "ru", ("2001-10-05", "2001-10-05"))),
    ("280820 270820 20-11134 (A)", JobNumber("20-11134", "ar", ("2020-08-28", "2020-08-27"))),
    ("280820\u200f 20-11134\u200e (A)", JobNumber("20-11134", "ar", ("2020-08-28",))),
    ("20-11134 (E) 280820", JobNumber("20-11134", "en", ("2020-08-28",))),
    ("2 0364317f.doc", JobNumber("0364317f", "fr", (), 2)),
    ("0364317f.doc 3", JobNumber("0364317f", "fr", (), 3)),
    ("0364316e.docx", JobNumber("0364316e", "en")),
    ("0364317f", JobNumber("0364317f", "fr")),
    ("2323443E", JobNumber("2323443E", "en")),
    ("20-11134/3", JobNumber("20-11134", None, (), 3)),
    ("/320-11134", JobNumber("20-11134", None, (), 3)),
    ("/1220-11134", JobNumber("20-11134", None, (), 12)),
    ("GE.97-12345 (E)", JobNumber("GE.97-12345", "en")),
    ("GE. 97-12345  (E)", JobNumber("GE.97-12345", "en")),
    ("V.03-12345", JobNumber("V.03-12345")),
    ("23-01517 (E)    300123", JobNumber("23-01517", "en", ("2023-01-30",))),
    ("*2301517*", JobNumber("2301517")),
    ("94-42423 (E)\n\n041194", JobNumber("94-42423", "en", ("1994-11-04",))),
    ("14-29857 (E)\n\n140414\n\n*1429857*", JobNumber("14-29857", "en", ("2014-04-14",))),
    ("20-11134（C）", JobNumber("20-11134", "zh")),
    ("20\u201111134 (E)", JobNumber("20-11134", "en")),
    ("98-14973", JobNumber("98-14973")),
    ("4/6          23-23443", JobNumber("23-23443", None, (), 4)),
    ("23-23443          3/6", JobNumber("23-23443", None, (), 3)),
    ("95-12345 (O)", JobNumber("95-12345")),
]


@pytest.mark.parametrize(("text", "job"), FORMS)
def test_read(text, job):
    assert parse(text) == job


def test_marks_of_direction_around_a_number_do_not_matter():
    assert parse("\u202b280820 20-11134 (A)\u202c\n") == JobNumber("20-11134", "ar", ("2020-08-28",))


@pytest.mark.parametrize(("text", "job"), FORMS)
def test_found_in_its_line_with_its_place(text, job):
    page = f"The Council met on 5 May.\n{text}\nNext line of the text, 12 of them."
    [found] = find(page)
    assert found.job == job
    assert page[found.start : found.end] == text


DAMAGED = [
    "1-67861 (EB)",
    "01-67861 (EB)",
    "01-67861 (",
    "01-6786l (E)",
    "01-678610 (E)",
    "98-1497 (S)",
    "call 98-14973 now",
    "98-14973 and more",
    "1998-14973",
    "98-14973-5",
    "12345678",
    "*23015177*",
    "0364317x.doc",
    "the 0364317f form",
    "",
]


@pytest.mark.parametrize("text", DAMAGED)
def test_what_is_not_sure_is_not_taken(text):
    assert parse(text) is None
    assert find(f"Text.\n{text}\nText.") == []


def test_a_bar_code_or_date_of_another_job_is_left():
    text = "01-56683 (R) *0156684* 051001"
    found = find(text)
    assert [one.job for one in found] == [JobNumber("01-56683", "ru"), JobNumber("0156684")]
    assert parse("01-56683 (R) 051045") is None
    assert find("01-56683 (R) 999999")[0].job.dates == ()


def test_all_numbers_of_a_page_in_order():
    page = "98-14973 (S) 210898\n\ntext\n\n0364317f.doc 3\n\f*2301517*\n"
    assert [one.job.number for one in find(page)] == ["98-14973", "0364317f", "2301517"]


@pytest.mark.parametrize(
    ("text", "year", "digits"),
    [("98-14973 (S)", 1998, "9814973"), ("GE.46-12345", 1946, "4612345"), ("0364317f", 2003, "0364317")],
)
def test_year_and_digits(text, year, digits):
    job = parse(text)
    assert (job.year, job.digits) == (year, digits)


def test_six_numbers_in_a_row_before_2013():
    arabic, english = parse("00-26545 (A)"), parse("00-26547 (E)")
    expected = {
        "ar": "00-26545",
        "zh": "00-26546",
        "en": "00-26547",
        "fr": "00-26548",
        "ru": "00-26549",
        "es": "00-26550",
    }
    assert arabic.siblings() == english.siblings() == expected
    assert parse("0364317f").siblings()["es"] == "0364319s"
    assert parse("GE.97-12345 (E)").siblings()["fr"] == "GE.97-12346"


def test_one_number_for_all_later():
    assert set(parse("20-11134 (A)").siblings().values()) == {"20-11134"}
    assert set(parse("20-11134/3").siblings().values()) == {"20-11134"}
    assert parse("2323443E").siblings()["fr"] == "2323443F"


def test_siblings_are_not_guessed():
    assert parse("98-14973").siblings() == {}
    assert parse("95-12345 (O)").siblings() == {}
    assert parse("98-00002 (F)").siblings() == {}
    assert parse("98-99998 (A)").siblings() == {}


@given(st.integers(46, 112).map(lambda year: year % 100), st.integers(100, 99000), st.sampled_from(sorted(LETTERS)))
def test_siblings_agree_about_each_other(year, run, letter):
    own = parse(f"{year:02d}-{run:05d} ({letter})")
    siblings = own.siblings()
    assert set(siblings) == set(LANGUAGES)
    assert siblings[own.language] == own.number
    for language, number in siblings.items():
        assert JobNumber(number, language).siblings() == siblings


@given(st.text(alphabet="0123456789-/*() AEfF.\ndoc\u200f（）", max_size=80))
def test_places_hold_for_any_text(text):
    for found in find(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.job.digits in "".join(sign for sign in text[found.start : found.end] if sign.isdigit())


@pytest.mark.parametrize(
    "text", ["1-23456 " * 20_000, "1234567" * 20_000, "98-14973\n" * 20_000, " " * 300_000 + "98-14973"]
)
def test_no_text_takes_long(text):
    start = time.perf_counter()
    find(text)
    assert time.perf_counter() - start < 10
