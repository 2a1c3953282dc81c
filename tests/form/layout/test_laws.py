"""Laws of the reading text: the way back holds, folding is that of the text, reading it again changes nothing."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.form.layout import read_layout
from chancery.form.text import SEPARATOR, ReadingText
from chancery.lang.fold import fold
from chancery.lang.identify import identify
from chancery.record.model import File
from chancery.source.model import Source
from chancery.source.text import split

WORDS = {
    "en": [
        "council",
        "report",
        "mission",
        "parties",
        "border",
        "agreement",
        "peace",
        "security",
        "measures",
        "members",
        "session",
        "year",
        "regional",
        "support",
        "the",
        "of",
        "and",
        "with",
        "for",
        "their",
        "which",
        "has",
        "been",
    ],
    "fr": [
        "conseil",
        "rapport",
        "mission",
        "parties",
        "frontière",
        "accord",
        "paix",
        "sécurité",
        "mesures",
        "membres",
        "session",
        "année",
        "régional",
        "appui",
        "le",
        "de",
        "et",
        "avec",
        "pour",
        "leur",
        "qui",
        "a",
        "été",
    ],
    "es": [
        "consejo",
        "informe",
        "misión",
        "partes",
        "frontera",
        "acuerdo",
        "paz",
        "seguridad",
        "medidas",
        "miembros",
        "período",
        "año",
        "regional",
        "apoyo",
        "el",
        "de",
        "y",
        "con",
        "para",
        "su",
        "que",
        "ha",
        "sido",
    ],
    "ru": [
        "совет",
        "доклад",
        "миссия",
        "стороны",
        "граница",
        "соглашение",
        "мир",
        "безопасность",
        "меры",
        "члены",
        "сессия",
        "год",
        "региональный",
        "поддержка",
        "и",
        "в",
        "на",
        "с",
        "для",
        "их",
        "который",
        "был",
    ],
    "ar": [
        "مجلس",
        "تقرير",
        "بعثة",
        "الأطراف",
        "الحدود",
        "اتفاق",
        "السلام",
        "الأمن",
        "تدابير",
        "الأعضاء",
        "الدورة",
        "السنة",
        "دعم",
        "في",
        "من",
        "إلى",
        "على",
        "التي",
        "كان",
    ],
}


def source(raw: str) -> Source:
    return Source(File(), raw, split(raw))


def texts(page: ReadingText) -> list[str]:
    return [page.of(b) for b in page.blocks]


def paragraph(chance: random.Random, language: str) -> str:
    """A paragraph of words in no order."""
    return " ".join(chance.choices(WORDS[language], k=chance.randint(9, 70))).capitalize() + "."


@st.composite
def printed(draw: st.DrawFn) -> tuple[str, list[str], str]:
    """A text of several paragraphs with its printed form: wrapped, indented or parted by blank lines, on pages."""
    language = draw(st.sampled_from(sorted(WORDS)))
    chance = random.Random(draw(st.integers(0, 2**32)))
    paragraphs = [paragraph(chance, language) for _ in range(draw(st.integers(4, 12)))]
    width = draw(st.integers(60, 95))
    indented = draw(st.booleans())
    parted = draw(st.booleans()) or not indented
    lines: list[str] = []
    for text in paragraphs:
        lines += textwrap.wrap(text, width, initial_indent="     " if indented else "", break_on_hyphens=False)
        lines += [""] if parted else []
    depth = draw(st.integers(20, 60)) if indented else len(lines)  # without indents a full last line tells nothing
    heads = draw(st.booleans())
    pages = [lines[at : at + depth] for at in range(0, len(lines), depth)]
    out = []
    for number, page in enumerate(pages, 1):
        out.append("\n".join([*(["A/75/973", ""] if heads else []), *page, "", f"{number}/{len(pages)}"]))
    return language, [*(["A/75/973"] if heads else []), *paragraphs], "\n\f".join(out) + "\n"


@settings(max_examples=150)
@given(printed())
def test_what_was_wrapped_and_paged_comes_back(case: tuple[str, list[str], str]) -> None:
    language, paragraphs, raw = case
    assert texts(read_layout(source(raw), language)) == paragraphs


@settings(max_examples=60)
@given(printed())
def test_laws_of_printed_texts(case: tuple[str, list[str], str]) -> None:
    language, _, raw = case
    laws(source(raw), language)


@settings(max_examples=120)
@given(st.text(alphabet=st.sampled_from("aB1 .,;:-/()*\n\f\t\u00a0\u200f\u00adéяф中，。مﻻﺍ"), max_size=300))
def test_the_way_back_of_any_text(raw: str) -> None:
    page = read_layout(source(raw), "en")
    way_back(page, raw)


def way_back(page: ReadingText, raw: str) -> None:
    """Every run stands in the raw text at the same length, up to repairs; the runs hold every letter of the text."""
    held = 0
    for run in page.runs:
        text, there = page.text[run.start : run.end], raw[run.offset : run.offset + run.end - run.start]
        assert len(text) == len(there)
        if len(text) > 1:
            assert "".join(" " if c.isspace() else c for c in there) == text
        held += sum(not c.isspace() for c in text)
    assert held == sum(not c.isspace() for c in page.text)
    assert SEPARATOR.join(texts(page)) == page.text
    assert page.folded == fold(page.text)
    for piece in page.furniture:
        assert raw[piece.offset] == piece.text[0]


def laws(file: Source, language: str) -> None:
    """All laws at once."""
    page = read_layout(file, language)
    way_back(page, file.raw)
    again = read_layout(source(page.text), language)
    assert texts(again) == texts(page)


def test_laws_of_real_letters(shared: Path) -> None:
    for file in sorted((shared / "letters").glob("*.txt")) + sorted((shared / "seeds").glob("*.txt")):
        raw = file.read_text(encoding="utf-8")
        laws(source(raw), identify(fold(raw)))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("letters/S_1998_1072_part.txt", ["(Signed) Kofi A. ANNAN", "Appendix"]),
        ("letters/S_2021_140_cover.txt", ["Annex I", "(Signed) Barbara Woodward", "President of the Security Council"]),
        ("seeds/000_27e7fc75ae494ef1.txt", ["(Signé) A. ARISTANBEKOVA", "ANNEXE", "Distr."]),
        ("seeds/003_d46ed51089153c0c.txt", ["塔吉克斯坦常驻联合国代表", "大使", "附 件", "俄罗斯联邦总统"]),
    ],
)
def test_lines_that_stand_alone_in_real_letters(shared: Path, name: str, wanted: list[str]) -> None:
    raw = (shared / name).read_text(encoding="utf-8")
    found = texts(read_layout(source(raw), identify(fold(raw))))
    assert [w for w in wanted if w not in found] == []


def test_titles_of_real_letters_are_whole(shared: Path) -> None:
    ends = ("Council", "Secretary-General", "Nations Unies", "常驻联合国代表给秘书长的信")
    for file in sorted((shared / "letters").glob("*.txt")) + sorted((shared / "seeds").glob("*.txt")):
        raw = file.read_text(encoding="utf-8")
        page = read_layout(source(raw), identify(fold(raw)))
        titles = [t for t in texts(page) if t.lower().startswith(("letter dated", "lettre datée", "1999年 4月 16日俄"))]
        assert titles, file.name
        assert all(t.endswith(ends) or t.upper().endswith(tuple(e.upper() for e in ends)) for t in titles), titles
