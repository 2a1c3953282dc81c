from __future__ import annotations

import pytest

from chancery.form.layout import read_layout
from chancery.form.text import ReadingText
from chancery.record.model import File
from chancery.source.model import Source
from chancery.source.text import split

BODY = "The Council took note of the report and decided to remain seized of the matter until its next meeting."
WORDS = ["trade", "peace", "water", "borders", "law"]


def read(raw: str, language: str = "en") -> ReadingText:
    return read_layout(Source(File(), raw, split(raw)), language)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("23-01517 (E) 300123", "job-line"),
        ("98-14973 (S) 210898 220898", "job-line"),
        ("01-56683 (R) *0156683* 051001 051001", "job-line"),
        ("011221 011221 (A) 21-17445", "job-line"),
        ("2 0364317f.doc", "job-line"),
        ("0364317f.doc 3", "job-line"),
        ("GE.97-12345 (E)", "job-line"),
        ("1-67861 (EB)", "job-line"),
        ("*2301517*", "bar-code"),
        ("2/8", "page-number"),
        ("- 3 -", "page-number"),
        ("Page 2", "page-number"),
        ("English Page 2", "page-number"),
        ("Página 12", "page-number"),
        ("Стр. 4", "page-number"),
        ("الصفحة ٣", "page-number"),
        ("第 3 页", "page-number"),
        ("/...", "page-number"),
        ("/…", "page-number"),
        ("__________________", "rule"),
        ("-----", "rule"),
        ("–––––––––––––––", "rule"),
        ("* * *", "rule"),
    ],
)
def test_lines_known_by_their_form_wherever_they_stand(line: str, kind: str) -> None:
    raw = f"{BODY}\n\n{line}\n\n{BODY}\n"
    page = read(raw)
    assert page.text == f"{BODY}\n\n{BODY}"
    assert [(f.kind, f.text, f.offset) for f in page.furniture] == [(kind, line, raw.index(line))]


@pytest.mark.parametrize(
    "line",
    [
        "3. Decides to continue;",
        "(a)",
        "21 February 1997",
        "A/58/619",
        "12",
        "2020",
        "Original: English",
        "- 3 members",
        "No. 5",
        "1997-1998",
    ],
)
def test_lines_that_are_text(line: str) -> None:
    page = read(f"Head.\n\n{line}\n\n{BODY}\n")
    assert page.furniture == []
    assert line in page.text


def test_the_symbol_stays_where_it_stands_first() -> None:
    raw = f"S/1998/1072\n13 November 1998\n\n{BODY}\n\n/...\n\nS/1998/1072\nEnglish\nPage 2\n\n{BODY}\n\nS/1998/999\n"
    page = read(raw)
    assert page.text == f"S/1998/1072\n\n13 November 1998\n\n{BODY}\n\n{BODY}\n\nS/1998/999"
    assert [(f.kind, f.text) for f in page.furniture] == [
        ("page-number", "/..."),
        ("running-head", "S/1998/1072"),
        ("running-head", "English"),
        ("page-number", "Page 2"),
    ]


def test_a_damaged_symbol_in_the_masthead_is_the_first_one() -> None:
    page = read(f"S 2001/1 154\n\n{BODY}\n\n$/2001/1154\n\n{BODY}\n\nS/2001/1154\n\n{BODY}\n")
    assert [f.text for f in page.furniture] == ["$/2001/1154", "S/2001/1154"]


def test_running_heads_with_the_title_over_two_lines() -> None:
    raw = (
        "United Nations                                                            A/RES/78/10\n\n"
        "      78/10. Building a peaceful and better world through sport and the Olympic ideal\n\n"
        f"     {BODY[:64]}\n\n23-23443 (E)    271123\n*2323443*\n"
        "\fA/RES/78/10                Building a peaceful and better world through sport and the\n"
        "                    Olympic ideal\n\n"
        f"{BODY[65:]}\n\n2/6                                                                          23-23443\n"
        "\fBuilding a peaceful and better world through sport and the     A/RES/78/10\n"
        "                    Olympic ideal\n\n"
        "     Another paragraph.\n\n23-23443                                                                     3/6\n\f"
    )
    page = read(raw)
    assert [page.of(b) for b in page.blocks] == [
        "United Nations",
        "A/RES/78/10",
        "78/10. Building a peaceful and better world through sport and the Olympic ideal",
        BODY,
        "Another paragraph.",
    ]
    assert [b.page for b in page.blocks] == [1, 1, 1, 1, 3]
    assert {f.kind for f in page.furniture} == {"job-line", "bar-code", "running-head"}


def test_bare_page_numbers_at_the_feet_of_pages() -> None:
    raw = "\f".join(f"The part on {word} ends here.\n\n{n}\n" for n, word in enumerate(WORDS, 4))
    assert [f.text for f in read(raw).furniture] == ["4", "5", "6", "7", "8"]
    assert read("Total\n\n12\n").furniture == []


def test_heads_that_come_back_on_every_page() -> None:
    raw = "\f".join(f"Conference on Disarmament, report\n\nThe part on {word} says so.\n" for word in WORDS)
    page = read(raw)
    assert page.text.count("Conference on Disarmament") == 1
    assert len(page.furniture) == 4


def test_a_symbol_that_fills_the_last_line_of_a_paragraph_is_text() -> None:
    raw = (
        "Nations Unies                                            S/RES/2623 (2022)\n\n"
        "     Ayant examiné le point inscrit à l’ordre du jour de sa 8979e séance, paru sous la\n"
        "cote S/Agenda/8979,\n"
        "     Décide de convoquer une session extraordinaire d’urgence de l’Assemblée générale\n"
        "pour examiner la question figurant dans le document publié sous la cote\nS/Agenda/8979.\n"
    )
    page = read(raw, "fr")
    assert page.text.endswith("publié sous la cote S/Agenda/8979.")
    assert page.furniture == []
