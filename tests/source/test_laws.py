"""What holds for every source of every kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import LETTERS, W, akn, docx, p, pdf

from chancery.source import Source, read_bytes
from chancery.source.lines import CONTROL, CONTROLS, Lines, printable
from chancery.source.model import NoText, SourceError

XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="<>&'\"\ufffe\uffff"), max_size=40
)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


def holds(source: Source) -> None:
    """Assert what every source promises."""
    assert source.lines
    last = 0
    for line in source.lines:
        assert source.raw[line.offset : line.offset + len(line.text)].translate(CONTROLS) == line.text
        assert line.offset >= last
        assert not CONTROL.search(line.text)
        assert line.page >= 1
        last = line.offset + len(line.text)
        if line.box:
            left, top, right, bottom = line.box
            assert left <= right and top <= bottom
    if source.flow or source.file.media_type == "application/pdf":
        assert "\n".join(line.text for line in source.lines) == source.raw
    source.raw.encode("utf-8")


def docx_of(texts: list[str]) -> bytes:
    return docx("".join(p(text) for text in texts))


def html_of(texts: list[str]) -> bytes:
    return ("<!doctype html><html><body>" + "".join(f"<p>{text}</p>" for text in texts)).encode()


def akn_of(texts: list[str]) -> bytes:
    return akn(
        "<mainBody>"
        + "".join(f"<paragraph><num>{n}.</num><content><p>{t}</p></content></paragraph>" for n, t in enumerate(texts))
        + "</mainBody>"
    )


@pytest.mark.parametrize("make", [docx_of, html_of, akn_of])
@given(texts=st.lists(XML_TEXT, min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_paragraphs_of_any_characters(make: Callable[[list[str]], bytes], texts: list[str]) -> None:
    try:
        source = read_bytes(make(texts), "x")
    except NoText:
        assert not "".join(texts).replace("\u00ad", "").strip()
        return
    holds(source)
    if make is docx_of:
        kept = [" ".join(line.text.split()) for line in source.lines]
        assert kept == [text for text in (" ".join(text.split()) for text in texts) if text]


@given(ANY_TEXT, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_text_of_any_characters(text: str, encoding: str) -> None:
    try:
        source = read_bytes(text.encode(encoding), "x")
    except SourceError:
        return
    holds(source)


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("make", [docx_of, html_of, akn_of, lambda texts: "\n".join(texts).encode()])
def test_letters_of_every_kind(language: str, make: Callable[[list[str]], bytes]) -> None:
    source = read_bytes(make(LETTERS[language].splitlines()), "x")
    holds(source)
    assert [line.text for line in source.lines] == LETTERS[language].splitlines()


def test_pdf_lines() -> None:
    holds(read_bytes(pdf([[(72, 100 + 14 * n, f"Line {n} of the page") for n in range(40)]] * 3), "x"))


def test_every_part_of_a_docx_leads_back() -> None:
    note = f"<w:footnote w:id='2'>{p('Note')}</w:footnote>"
    body = f"<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p><w:tbl><w:tr><w:tc>{p('Cell')}</w:tc></w:tr></w:tbl>"
    source = read_bytes(docx(body, footnotes=note), "x")
    holds(source)
    assert source.raw == "Text\nCell\n1 Note"
    assert W.startswith("http")


@given(st.text())
def test_printable_text_keeps_its_length(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not CONTROL.search(shown)
    assert printable(shown) == shown


@given(st.lists(st.text(max_size=20), max_size=20))
def test_collected_lines_lead_back(texts: list[str]) -> None:
    lines = Lines()
    for text in texts:
        lines.add(text)
    raw = lines.raw()
    assert [raw[line.offset : line.offset + len(line.text)] for line in lines.lines] == [
        printable(text) for text in texts
    ]
