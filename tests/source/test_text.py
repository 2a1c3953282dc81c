from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import LETTERS

from chancery.record.model import File
from chancery.source import limits, text
from chancery.source.lines import CONTROL, CONTROLS
from chancery.source.model import TooLarge

ENDS = [
    "\n",
    "\r",
    "\v",
    "\f",
    "\u2028",
    "\u2029",
    "\x1c",
    "\x85",
    "\x1e",
    "\x00",
    "\t",
    " ",
    "a",
    "ي",
    "文",
    "\ufeff",
    "\x7f",
]


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("a\nb\r\nc\rd\ve\u2028f\u2029g", "a b c d e f g"),
        ("a\n\nb\n", "a  b"),
        ("  indented  \n\ttab", "  indented  |\ttab"),
        ("a\x1eb\x1fc\x00d\x85e", "a-b\u00adc d e"),
    ],
)
def test_lines_end_where_they_should(raw: str, lines: str) -> None:
    found = [line.text for line in text.split(raw)]
    assert found == (lines.split("|") if "|" in lines else lines.split(" ") if "-" not in lines else [lines])


def test_form_feeds_part_pages() -> None:
    lines = text.split("one\n\ftwo\fthree\n\n\ffour\n\f")
    assert [(line.text, line.page) for line in lines] == [("one", 1), ("two", 2), ("three", 3), ("", 3), ("four", 4)]


def test_pages_are_counted_only_where_there_are_form_feeds() -> None:
    assert text.read(b"one\n\ftwo\n\f", File()).file.pages == 2
    assert text.read(b"one\ntwo", File()).file.pages is None


@given(st.text(st.one_of(st.sampled_from(ENDS), st.characters(blacklist_categories=["Cs"]))))
def test_every_line_leads_back_to_the_raw_text(raw: str) -> None:
    lines = text.split(raw)
    for line in lines:
        assert raw[line.offset : line.offset + len(line.text)].translate(CONTROLS) == line.text
        assert not CONTROL.search(line.text)
    kept = "".join(line.text for line in lines)
    assert len(kept) == len(raw) - sum(map(raw.count, "\n\r\v\f\u2028\u2029"))


@given(st.text(st.sampled_from(ENDS)))
def test_the_two_ways_of_splitting_agree(raw: str) -> None:
    plain = raw.translate({0x1C: "c", 0x1D: "c", 0x1E: "c", 0x85: "c"})
    found = text.split(plain)
    slow = text._pieces(plain)
    assert "".join(slow) == plain
    assert [line.offset for line in found] == [sum(map(len, slow[:i])) for i, piece in enumerate(slow) if piece != "\f"]


@pytest.mark.parametrize("language", LETTERS)
def test_a_letter_in_each_language_keeps_its_lines(language: str) -> None:
    source = text.read(LETTERS[language].encode(), File())
    assert source.raw == LETTERS[language]
    assert [line.text for line in source.lines] == LETTERS[language].splitlines()
    assert not source.flow


def test_what_could_not_be_read_is_told() -> None:
    source = text.read("été ".encode() * 20 + b"\xff", File())
    assert source.losses == ["1 places are not valid utf-8 and could not be read."]


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(TooLarge, match="lines"):
        text.read(b"\n" * (limits.LINES + 1), File())
