from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
from samples import akn

from chancery.source import Hint, read_bytes
from chancery.source.model import Damaged, NoText, Source, Unsupported

COVER = (
    "<coverPage><p><docAuthority>United Nations</docAuthority></p><p><docNumber refersTo='#symbol'>A/RES/78/1</docNumber></p>"
    "<p><docDate date='2023-12-11' refersTo='#dateOfIssuance'>11 December 2023</docDate></p></coverPage>"
)
PREAMBLE = (
    "<preamble><formula name='enactingFormula'><p><span class='italic'>The General Assembly</span>,</p></formula>"
    "<container name='Recalling'><p>\n        <span class='italic'>Recalling</span> its resolution <a href='x'>57/145</a>,<authorialNote "
    "marker='1'><p>\tSee A/57/1.</p></authorialNote></p></container></preamble>"
)


def read(body: str, **kinds: str) -> Source:
    return read_bytes(akn(body, **kinds), "resolution.xml")


def hinted(body: str, **kinds: str) -> list[tuple[str, str | None, str, int, str]]:
    lines = read(body, **kinds).lines
    return [(*line.hint[:2], line.hint.part, line.hint.level, line.text) for line in lines if line.hint]


def test_a_resolution_is_read_with_its_roles() -> None:
    body = (
        COVER
        + PREAMBLE
        + (
            "<mainBody><paragraph><num>1.</num><content><p>\t<span class='italic'>Requests</span> the Secretary-General\n          to report;</p>"
            "</content></paragraph><paragraph><num>2.</num><list><intro><p><span class='italic'>Decides</span>:</p></intro><point><num>(a)</num>"
            "<content><p>To meet;</p></content></point><sublist><point><num>(i)</num><content><p>In May;</p></content></point></sublist>"
            "<wrapUp><p>and to report.</p></wrapUp></list></paragraph></mainBody>"
            "<conclusions><p><event><location>50th plenary meeting</location><eol/><docDate date='2023-12-07'>7 December 2023</docDate></event>"
            "</p></conclusions>"
            "<attachments><attachment><doc><mainBody><paragraph class='HCh'><content><p>Annex</p></content></paragraph>"
            "<paragraph><num>1.</num><content><p>The parties agree.</p></content></paragraph></mainBody></doc></attachment></attachments>"
        )
    )
    source = read(body)
    assert [(line.zone, line.text, line.hint) for line in source.lines] == [
        ("", "United Nations", None),
        ("", "A/RES/78/1", None),
        ("", "11 December 2023", None),
        ("", "The General Assembly,", Hint("formula")),
        ("", "Recalling its resolution 57/145,", Hint("preambular")),
        ("", "Requests the Secretary-General to report;", Hint("operative", "1")),
        ("", "Decides:", Hint("operative", "2")),
        ("", "To meet;", Hint("item", "a", "", 1)),
        ("", "In May;", Hint("item", "i", "", 2)),
        ("", "and to report.", Hint("item", None, "", 0)),
        ("", "50th plenary meeting", None),
        ("", "7 December 2023", None),
        ("", "Annex", Hint("heading", None, "annex-1")),
        ("", "The parties agree.", Hint("annex", "1", "annex-1")),
        ("note", "1 See A/57/1.", Hint("footnote", "1")),
    ]
    assert source.flow
    assert source.facts == {"symbol": "A/RES/78/1", "language": "en", "adopted": "2023-12-07", "date": "2023-12-11"}


def para(content: str, num: str = "") -> str:
    label = f"<num>{num}</num>" if num else ""
    return f"<paragraph>{label}<content><p xml:space='preserve'>{content}</p></content></paragraph>"


ITALIC = "<span class='italic'>{}</span>"


@pytest.mark.parametrize(
    ("paragraphs", "language", "expected"),
    [
        ([para("\t1 -\t" + ITALIC.format("يقرر") + " أن ينظر")], "ara", [("operative", "1", "", 0, "يقرر أن ينظر")]),
        ([para("\t(أ)\tالنظر في المسألة؛", "")], "ara", [("item", "أ", "", 1, "النظر في المسألة؛")]),
        (
            [para("First without a verb;"), para("Then a continuation;")],
            "eng",
            [("operative", None, "", 0, "First without a verb;"), ("item", None, "", 1, "Then a continuation;")],
        ),
        (
            [para("One;", "1."), para(ITALIC.format("Decides") + " to remain seized.")],
            "eng",
            [("operative", "1", "", 0, "One;"), ("operative", None, "", 0, "Decides to remain seized.")],
        ),
        (
            [para("一；", "1."), para("在这方面" + ITALIC.format("欢迎") + "秘书长的报告。")],
            "zho",
            [("operative", "1", "", 0, "一；"), ("item", None, "", 1, "在这方面欢迎秘书长的报告。")],
        ),
        (
            [para("One;", "1."), para("General provisions")],
            "eng",
            [("operative", "1", "", 0, "One;"), ("heading", None, "", 0, "General provisions")],
        ),
        ([para("–", ""), para("x", "–")], "eng", [("heading", None, "", 0, "–"), ("item", None, "", 1, "x")]),
        (
            [para("Notes<sup>(</sup><authorialNote marker='2'><p>N.</p></authorialNote><sup>)</sup>;", "1.")],
            "ara",
            [("operative", "1", "", 0, "Notes;"), ("footnote", "2", "", 0, "2 N.")],
        ),
    ],
)
def test_roles_of_paragraphs_without_marked_numbers(
    paragraphs: list[str], language: str, expected: list[object]
) -> None:
    assert hinted(f"<mainBody>{''.join(paragraphs)}</mainBody>", language=language) == expected


def test_a_note_on_a_reissue_is_no_paragraph() -> None:
    source = read(
        "<mainBody>"
        + para("One;", "1.")
        + "<container name='x'><p>* Reissued for technical reasons.</p></container></mainBody>"
    )
    assert [(line.text, line.hint is None) for line in source.lines] == [
        ("One;", False),
        ("* Reissued for technical reasons.", True),
    ]


def test_tables_are_rows() -> None:
    table = "<container name='table'><table><tr><th><p>State</p></th><th><p>Sum</p></th></tr><tr><td><p>A</p></td><td><p>1</p></td></tr></table></container>"
    source = read(f"<mainBody>{para('One;', '1.')}{table}</mainBody>")
    assert [(line.zone, line.text) for line in source.lines[1:]] == [("table", "State\tSum"), ("table", "A\t1")]


def test_parts_of_a_collection_are_read_one_after_the_other() -> None:
    body = (
        "</statement><components><component><statement><preface><p><docNumber>A</docNumber> <docTitle>First part</docTitle></p></preface>"
        f"<mainBody>{para('One;', '1.')}</mainBody></statement></component><component><statement><mainBody>{para('Two;', '1.')}</mainBody>"
        "</statement></component></components><statement>"
    )
    assert [(role, text) for role, _, _, _, text in hinted(body)] == [
        ("heading", "A"),
        ("heading", "First part"),
        ("operative", "One;"),
        ("operative", "Two;"),
    ]


def test_other_document_types_are_read_as_lines() -> None:
    body = "<body><chapter><num>I</num><heading>General</heading><article><num>1</num><paragraph><content><p>Text of it.</p></content></paragraph></article></chapter></body>"
    assert [line.text for line in read(body, root="act").lines] == ["I", "General", "1", "Text of it."]


@pytest.mark.parametrize("date", ["0001-01-01", ""])
def test_a_filler_is_no_date_of_adoption(date: str) -> None:
    data = akn(COVER + PREAMBLE).replace(b'date="2023-12-07"', f'date="{date}"'.encode())
    assert "adopted" not in read_bytes(data, "x").facts


def test_the_symbol_of_the_council_has_a_blank_before_its_year() -> None:
    source = read(PREAMBLE + "<coverPage><p><docNumber refersTo='#symbol'>S/RES/2618(2022)</docNumber></p></coverPage>")
    assert source.facts["symbol"] == "S/RES/2618 (2022)"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<?xml version='1.0'?><letter>text</letter>", Unsupported),
        (akn("<mainBody><paragraph>").replace(b"</statement>", b""), Damaged),
        (b'<!DOCTYPE akomaNtoso [<!ENTITY x "boom">]>' + akn(PREAMBLE.replace("Recalling", "&x;")), Unsupported),
        (
            b'<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + akn(PREAMBLE.replace("57/145", "&x;")),
            Unsupported,
        ),
        (akn(""), NoText),
        (akn("<mainBody>" + "<section>" * 5000 + "</section>" * 5000 + "</mainBody>"), Exception),
    ],
)
def test_files_that_cannot_be_read(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"\."):
        read_bytes(data, "x.xml")


# -- the published resolutions, against the truth made of them by other means ------------------------------------------


def folded(text: object) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", str(text or "")).casefold() if c.isalnum())


def test_the_published_resolutions_are_read_as_the_truth_has_them(shared: Path) -> None:
    truths = Path(os.environ.get("CHANCERY_UNXML_TRUTH", "/nowhere"))
    if not truths.is_dir():
        pytest.skip(
            "the truth of the resolutions is not here: set CHANCERY_UNXML_TRUTH to the folder `truth` of the converter's output"
        )
    step = int(os.environ.get("CHANCERY_UNXML_STEP", "40"))
    wrong = []
    for path in sorted((shared / "unxml").rglob("*.xml"))[::step]:
        source = read_bytes(path.read_bytes(), path.name)
        truth = json.loads((truths / f"{path.stem}.json").read_text(encoding="utf-8"))
        found = [
            (folded(line.text), line.hint.role, folded(line.hint.number), line.hint.part or "body")
            for line in source.lines
            if line.hint and line.hint.role not in ("footnote", "table")
        ]
        expected = [(folded(p["text"]), p["role"], folded(p["number"]), p["part"]) for p in truth["paragraphs"]]
        facts = (source.facts["symbol"], source.facts["language"]) == (
            truth["masthead"]["symbols"][0],
            truth["language"],
        )
        if found != expected or not facts:
            wrong.append(path.name)
    assert wrong == []
