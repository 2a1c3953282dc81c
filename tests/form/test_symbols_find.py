"""Symbols in running text, elliptic lists, damaged mastheads, and what only looks like a symbol."""

import json
import os
import time
from pathlib import Path

import pytest

from chancery.form.symbols import SymbolError, find, parse
from chancery.form.symbols.words import CONNECTORS

SHARED = Path(os.environ.get("CHANCERY_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))


def printed(text, **options):
    """Symbols with the characters they were read from."""
    return [(str(one.symbol), text[one.start : one.end]) for one in find(text, **options)]


def names(text, **options):
    return [str(one.symbol) for one in find(text, **options)]


TEXTS = [
    ("see S/2001/15, annex", [("S/2001/15", "S/2001/15")]),
    ("(S/1997/\n150)", [("S/1997/150", "S/1997/\n150")]),
    ("A/RES/ES-\n10/2", [("A/RES/ES-10/2", "A/RES/ES-\n10/2")]),
    ("l’annexe de A/RES/S-27/2,", [("A/RES/S-27/2", "A/RES/S-27/2")]),
    ("A / 58 / 619", [("A/58/619", "A / 58 / 619")]),
    ("A/C. 3/57/SR. 39", [("A/C.3/57/SR.39", "A/C. 3/57/SR. 39")]),
    (
        "NPT/CONF.2000/28 (Parts I\n    and II) and",
        [("NPT/CONF.2000/28 (Parts I and II)", "NPT/CONF.2000/28 (Parts I\n    and II)")],
    ),
    ("见Ａ／５８／６１９号文件", [("A/58/619", "Ａ／５８／６１９")]),
    ("الوثيقة \u202aA/58/\u200e619\u202c،", [("A/58/619", "A/58/\u200e619")]),
    ("وA/58/620", [("A/58/620", "A/58/620")]),
    ("см. А/58/619,", [("A/58/619", "А/58/619")]),
    ("A/51/889\u2011S/1997/357", [("A/51/889", "A/51/889"), ("S/1997/357", "S/1997/357")]),
    ("A/75/973–\nS/2021/678", [("A/75/973", "A/75/973"), ("S/2021/678", "S/2021/678")]),
    ("A/75/973/S/2021/678", [("A/75/973", "A/75/973"), ("S/2021/678", "S/2021/678")]),
    ("6A/78/306.", [("A/78/306", "A/78/306")]),
    ("**A/58/619**", [("A/58/619", "A/58/619")]),
    ("*A/58/619*", [("A/58/619", "A/58/619")]),
    ("A/58/619*\n", [("A/58/619*", "A/58/619*")]),
    ("A/58/619/add.1.", [("A/58/619/Add.1", "A/58/619/add.1")]),
    ("S/RES/1373(2001)of", [("S/RES/1373 (2001)", "S/RES/1373(2001)")]),
    ("A/58/619 (sect. II)", [("A/58/619", "A/58/619")]),
    ("A/RES/68/247 B of 3 March", [("A/RES/68/247 B", "A/RES/68/247 B")]),
    ("A/RES/68/247 B от 3 марта", [("A/RES/68/247 B", "A/RES/68/247 B")]),
    ("A/RES/68/247 B号决议", [("A/RES/68/247 B", "A/RES/68/247 B")]),
    ("in A/RES/68/247 A delegation said", [("A/RES/68/247", "A/RES/68/247")]),
    ("в A/RES/57/145 В этой связи", [("A/RES/57/145", "A/RES/57/145")]),
    ("S/1997/150\n/...", [("S/1997/150", "S/1997/150")]),
    ("A/58/619Distr. générale", [("A/58/619", "A/58/619")]),
    ("А/58/619Организация", [("A/58/619", "А/58/619")]),
    ("Security CouncilS/2001/1154", [("S/2001/1154", "S/2001/1154")]),
    ("CD/1839/A/58/27", [("CD/1839", "CD/1839"), ("A/58/27", "A/58/27")]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_found(text, expected):
    assert printed(text) == expected


LISTS = [
    ("A/64/115, 174, 323", ["A/64/115", "A/64/174", "A/64/323"]),
    ("A/64/115, 174 and 323.", ["A/64/115", "A/64/174", "A/64/323"]),
    ("A/64/115، 174 و323.", ["A/64/115", "A/64/174", "A/64/323"]),
    ("A/64/115، ١٧٤ و ٣٢٣.", ["A/64/115", "A/64/174", "A/64/323"]),
    ("A/64/115、174、323号文件", ["A/64/115", "A/64/174", "A/64/323"]),
    ("A／64／115，174，323。", ["A/64/115", "A/64/174", "A/64/323"]),
    ("(A/64/115, 174)", ["A/64/115", "A/64/174"]),
    ("A/64/115-117, annex", ["A/64/115", "A/64/116", "A/64/117"]),
    ("A/64/115,\n174)", ["A/64/115", "A/64/174"]),
    ("A/58/5/Add.11-13", ["A/58/5/Add.11", "A/58/5/Add.12", "A/58/5/Add.13"]),
    ("A/58/5 and Add.11-13", ["A/58/5", "A/58/5/Add.11", "A/58/5/Add.12", "A/58/5/Add.13"]),
    ("A/8447 et Add.1 et A/9243", ["A/8447", "A/8447/Add.1", "A/9243"]),
    ("S/22464 and Corr.1", ["S/22464", "S/22464/Corr.1"]),
    ("A/C.3/57/SR.39, 47, 50", ["A/C.3/57/SR.39", "A/C.3/57/SR.47", "A/C.3/57/SR.50"]),
    ("A/C.3/57/SR.39 and SR.47", ["A/C.3/57/SR.39", "A/C.3/57/SR.47"]),
    ("A/C.3/57/SR.39, 47-49.", [f"A/C.3/57/SR.{n}" for n in (39, 47, 48, 49)]),
    ("A/C.3/57/SR.39 to 41 of the Committee", ["A/C.3/57/SR.39", "A/C.3/57/SR.40", "A/C.3/57/SR.41"]),
    ("A/C.3/57/SR.39至41", ["A/C.3/57/SR.39", "A/C.3/57/SR.40", "A/C.3/57/SR.41"]),
    ("A/58/5, Add.1, 2 and 4 and Corr.1", ["A/58/5", *(f"A/58/5/{s}" for s in ("Add.1", "Add.2", "Add.4", "Corr.1"))]),
    ("A/58/5/Add.1 and Add.2", ["A/58/5/Add.1", "A/58/5/Add.2"]),
    ("A/58/5/Add.1 and Corr.1", ["A/58/5/Add.1", "A/58/5/Add.1/Corr.1"]),
    ("A/58/5/Corr.1 and Add.1", ["A/58/5/Corr.1", "A/58/5/Add.1"]),
    ("A/58/5 and Add.1/Corr.2", ["A/58/5", "A/58/5/Add.1/Corr.2"]),
    ("A/75/973-S/2021/678 and Add.1", ["A/75/973", "S/2021/678", "A/75/973/Add.1", "S/2021/678/Add.1"]),
    ("S/RES/1267 (1999), 1333 (2000) and 1373 (2001)", ["S/RES/1267 (1999)", "S/RES/1333 (2000)", "S/RES/1373 (2001)"]),
    ("A/RES/217 (III) and 377 (V)", ["A/RES/217 (III)", "A/RES/377 (V)"]),
    ("A/RES/57/145, 146 and 58/12.", ["A/RES/57/145", "A/RES/57/146", "A/RES/58/12"]),
    ("A/RES/48/226 A, B and C", ["A/RES/48/226 A", "A/RES/48/226 B", "A/RES/48/226 C"]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_elliptic_lists_are_written_out(text, expected):
    assert names(text) == expected


def test_members_of_a_list_have_their_own_places():
    text = "A/C.3/57/SR.39-41, 47 and Corr.1"
    assert printed(text) == [
        ("A/C.3/57/SR.39", "A/C.3/57/SR.39"),
        ("A/C.3/57/SR.40", "-"),
        ("A/C.3/57/SR.41", "41"),
        ("A/C.3/57/SR.47", "47"),
        ("A/C.3/57/SR.39/Corr.1", "Corr.1"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "S/2001/15 وAdd.1"),
        ("en", "S/2001/15 and Add.1"),
        ("es", "S/2001/15 y Add.1"),
        ("fr", "S/2001/15 et Add.1"),
        ("ru", "S/2001/15 и Add.1"),
        ("zh", "S/2001/15和Add.1"),
    ],
)
def test_every_language_joins(language, text):
    assert names(text) == ["S/2001/15", "S/2001/15/Add.1"]
    for word in CONNECTORS[language]:
        joint = word if language == "zh" else f" {word} "
        assert names(f"A/64/115{joint}174.") == ["A/64/115", "A/64/174"], word


NO_ELLIPSIS = [
    "A/58/619, 3 December",
    "A/58/619, 3 December 2003",
    "A/58/2, 3 and 4 December",
    "S/2001/15, 21, 22 and 23 February 2001",
    "S/1997/150, 21 février 1997",
    "S/1997/150-21 février",
    "S/1997/15-16 December",
    "S/1997/150, 21 февраля",
    "S/1997/150，2月21日",
    "S/1997/150، 21 شباط/فبراير",
    "S/1997/150,\n1997.",
    "A/58/619, para. 620",
    "A/58/619;\n3. Decides",
    "S/2001/15, 3,000 men",
    "S/2001/15, 16 000 hommes",
    "S/2001/15, 16.5 per cent",
    "S/2001/15, 16 km",
    "A/58/619 and 620 others",
    "A/58/619, 620a",
    "A/58/619/Add.1 a 3 de marzo",
    "A/58/619/Add.1 to 3 members",
    "A/58/619 of 620",
    "S/2001/15 and the Add.1",
]


@pytest.mark.parametrize("text", NO_ELLIPSIS)
def test_dates_and_amounts_are_no_members(text):
    assert len(find(text)) == 1


NO_SYMBOLS = """and/or
km/h and 5 m/s
in 1996/97, on 12/11/2001
A/C units; the A/C
TCP/IP over E/W lines
E/W, N/S, w/o, c/o, F/A-18, S/N 1234, A/D 12
HIV/AIDS, VIH/sida, ISIL/Da’esh, и/или, et/ou, y/o
https://undocs.org/en/A/75/973
www.un.org/ga/search/view_doc.asp?symbol=S/2001/1154
http://example.org/S/2001/1154#A/75/973
mail to someone@un.org/A/58/619
S/300 and S/3, A/4, E/5, T/34
A/12/11, E/12/5, S/58/619, T/58/619
A/H1N1, influenza A/Hong Kong/1/68 (H3N2)
WHA58/2005/REC/1, XIII/18, Ext/Assembly/AU/Dec.1(XI), OP/NSA/1121/023
A/C.6, A/AC.109, NPT/CONF.2020, A/HRC/54
fooS/12, barCD/1839
A/58/619a, A/58/619AB, A/58/619A
CAT/5, CD/8, SC/12, AND/58/619""".splitlines()


@pytest.mark.parametrize("text", [line for line in NO_SYMBOLS if "S/300" not in line])
def test_no_false_alarms(text):
    assert names(text) == []


def test_short_runs_of_numbers_need_three_digits():
    assert names("S/3, A/4, E/5, T/34; but S/96/Rev.7 and A/520") == ["S/96/Rev.7", "A/520"]


MASTHEADS = [
    ("Nations Unies Al58/619", "A/58/619"),
    ("AI58/619", "A/58/619"),
    ("A|58/619", "A/58/619"),
    ("A 58/619", "A/58/619"),
    ("A/58l619", "A/58/619"),
    ("A/58/6l9", "A/58/619"),
    ("A/5O/l38", "A/50/138"),
    ("S 2001/1 154\n\nDistr.: General", "S/2001/1154"),
    ("S/2001/11 54\n\nDistr.: General", "S/2001/1154"),
    ("$/2001/1154", "S/2001/1154"),
    ("§/2001/1154", "S/2001/1154"),
    ("S/2OO1/1154", "S/2001/1154"),
    ("S/1997/l50\n21 February 1997", "S/1997/150"),
    ("S/RES/l267 (1999)", "S/RES/1267 (1999)"),
]


@pytest.mark.parametrize(("text", "normal"), MASTHEADS)
def test_damaged_symbols_are_mended_on_the_head_only(text, normal):
    [found] = find(text, masthead=True)
    assert (str(found.symbol), found.repaired) == (normal, True)
    assert normal not in names(text)
    assert text[found.start : found.end] == text[text.index(text[found.start]) : found.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S/1997/150 21 février 1997", ["S/1997/150"]),
        ("S/1997/15 21\nFebruary", ["S/1997/15"]),
        ("A/58/619\n4 December 2003", ["A/58/619"]),
        ("A/58/61 4 décembre", ["A/58/61"]),
        ("A 31/12/2003", []),
        ("Item 5 of A list 12/3", []),
        ("ALL 58/619", []),
        ("Distr. GENERAL A/51/138 S/1996/360", ["A/51/138", "S/1996/360"]),
    ],
)
def test_sound_heads_are_left_alone(text, expected):
    found = find(text, masthead=True)
    assert [str(one.symbol) for one in found] == expected
    assert not any(one.repaired for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "A/" * 100_000,
        "A/58/" * 50_000,
        "/ " * 100_000,
        "A/58/619" + " " * 500_000,
        " " * 500_000 + "/" + " " * 500_000,
        "A/RES/57/145 (" * 10_000,
        "A/58/619, " + "620, " * 50_000,
        "A" * 500_000 + "/58/619",
    ],
)
def test_no_text_takes_long(text):
    start = time.perf_counter()
    find(text)
    find(text[:100_000], masthead=True)
    assert time.perf_counter() - start < 10


@pytest.mark.skipif(not (SHARED / "letters" / "gold").is_dir(), reason="no reference letters beside the repository")
def test_the_symbols_of_real_letters_are_found_on_their_heads():
    missed, extra = [], []
    for folder in ("letters", "seeds"):
        for gold in sorted((SHARED / folder / "gold").glob("*.json")):
            head = (SHARED / folder / f"{gold.stem}.txt").read_text(encoding="utf-8")[:1500]
            expected = json.loads(gold.read_text(encoding="utf-8"))["masthead"].get("symbols", [])
            found = names(head, masthead=True)
            missed += [(gold.stem, one) for one in expected if one not in found and one.split("/")[-1] in head]
            extra += [(gold.stem, one) for one in found if expected and one.split("/")[0] not in "AS"]
    assert (missed, extra) == ([], [])


@pytest.mark.skipif(
    not (SHARED / "parallel" / "dev.ids").is_file(), reason="no parallel sentences beside the repository"
)
def test_the_documents_of_a_corpus_have_symbols():
    """The ids of the corpus are symbols in small letters with points and brackets made underscores."""
    refused = []
    for line in {
        line.split()[0] for line in (SHARED / "parallel" / "dev.ids").read_text().splitlines() if line.strip()
    }:
        pieces = line.split("/")[1:]
        if any(piece.endswith("_") or "__" in piece for piece in pieces):
            continue  # brackets cannot be told from points
        reports = pieces[0] == "cedaw" and [
            piece.replace("_", "-") if piece[0].isdigit() else piece for piece in pieces
        ]
        try:
            parse("/".join(piece.replace("_", ".") for piece in reports or pieces))
        except SymbolError:
            refused.append(line)
    assert refused == []
