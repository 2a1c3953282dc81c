"""One symbol: what is read, what its parts mean, what is refused, what is implied."""

from datetime import date

import pytest

from chancery.form.symbols import Session, Suffix, Symbol, SymbolError, implied, normalise, parse, split_combined
from chancery.form.symbols.implied import assembly_session, opening
from chancery.form.symbols.words import CONNECTORS, LABELS, OF, THROUGH, roman, roman_value
from chancery.record.model import LANGUAGES

NORMAL = [
    ("S/RES/1267(1999)", "S/RES/1267 (1999)"),
    ("s/res/1267 (1999)", "S/RES/1267 (1999)"),
    ("S/RES/1267\n(1999)", "S/RES/1267 (1999)"),
    ("A/RES/57/145", "A/RES/57/145"),
    ("A/RES/ 57/145", "A/RES/57/145"),
    ("A/RES/377(V)", "A/RES/377 (V)"),
    ("A/RES/2625 (د-25)", "A/RES/2625 (XXV)"),
    ("A/RES/2252 (دإط-5)", "A/RES/2252 (ES-V)"),
    ("A/RES/1874 (s-iv)", "A/RES/1874 (S-IV)"),
    ("A/RES/217 (III) A", "A/RES/217 A (III)"),
    ("A/RES/217(III)[A]", "A/RES/217 A (III)"),
    ("A/RES/217A(III)", "A/RES/217 A (III)"),
    ("A/RES/68/247B", "A/RES/68/247 B"),
    ("A/RES/77/128 A–B", "A/RES/77/128 A-B"),
    ("A/RES/ES‑8/2", "A/RES/ES-8/2"),
    ("A/RES/S-8/1", "A/RES/S-8/1"),
    ("A/58/50/Rev.1/Corr.1", "A/58/50/Rev.1/Corr.1"),
    ("A/58/50/rev. 1/CORR.1", "A/58/50/Rev.1/Corr.1"),
    ("A/HRC/54/31Add.1", "A/HRC/54/31/Add.1"),
    ("A/HRC/54/31/Add2", "A/HRC/54/31/Add.2"),
    ("A/S-27/2", "A/S-27/2"),
    ("A/520/Rev.20", "A/520/Rev.20"),
    ("S/PRST/2021/13", "S/PRST/2021/13"),
    ("S/PV.4567(Resumption 1)", "S/PV.4567 (Resumption 1)"),
    ("S/PV.4567 (reprise 1)", "S/PV.4567 (Resumption 1)"),
    ("S/PV.4567 (Reanudación 1)", "S/PV.4567 (Resumption 1)"),
    ("S/PV.4567（第一次复会）", "S/PV.4567 (Resumption 1)"),
    ("S/PV.4567 (Возобновление 1)", "S/PV.4567 (Resumption 1)"),
    ("S/PV.4567 (الاستئناف ١)", "S/PV.4567 (Resumption 1)"),
    ("A/78/6 (Sect.29A)", "A/78/6 (Sect. 29A)"),
    ("A/78/6 (Introduction)", "A/78/6 (Introduction)"),
    ("NPT/CONF.2000/28(Parts I和II)", "NPT/CONF.2000/28 (Parts I and II)"),
    ("NPT/CONF.2000/28 (Parts I-III)/Corr.1", "NPT/CONF.2000/28 (Parts I-III)/Corr.1"),
    ("NPT/CONF.2000/28 (Vols. I, II и III)", "NPT/CONF.2000/28 (Vols. I, II and III)"),
    ("NPT/CONF.2000/28(PartsIandII)/Corr.1", "NPT/CONF.2000/28 (Parts I and II)/Corr.1"),
    ("A/78/6(sect.26)", "A/78/6 (Sect. 26)"),
    ("A/CONF.157/24 (Часть I)", "A/CONF.157/24 (Part I)"),
    ("A/CONF.157/24（第一部分）", "A/CONF.157/24 (Part I)"),
    ("TD/B/WP(XXXV)/MISC.1/Rev.1", "TD/B/WP(XXXV)/MISC.1/Rev.1"),
    ("A／58／619", "A/58/619"),
    ("А/58/619", "A/58/619"),
    ("A/٥٨/٦١٩", "A/58/619"),
    ("A/58/0619", "A/58/619"),
    ("A//78/511", "A/78/511"),
    ("a/hrc/res/51/35", "A/HRC/RES/51/35"),
    ("e/Res/1980/67", "E/RES/1980/67"),
    ("UNEP/EA.5/RES.14", "UNEP/EA.5/Res.14"),
    ("A/C.6/64/SR.1–28/Corrigendum", "A/C.6/64/SR.1-28/Corrigendum"),
    ("ISBA/17/A/9", "ISBA/17/A/9"),
    ("ST/AI/2001/5*", "ST/AI/2001/5*"),
]


@pytest.mark.parametrize(("printed", "normal"), NORMAL)
def test_normal_form(printed, normal):
    assert normalise(printed) == normal


PARTS = [
    ("A/58/619", ((), "58", None, "", 619)),
    ("A/10298", ((), None, None, "", 10298)),
    ("A/31/1", ((), "31", None, "", 1)),
    ("A/520/Rev.20", ((), None, None, "", 520)),
    ("A/S-27/2", ((), "S-27", None, "", 2)),
    ("A/RES/377 (V)", ((), "V", None, "RES", 377)),
    ("A/RES/57/145", ((), "57", None, "RES", 145)),
    ("A/C.6/69/SR.19", (("C.6",), "69", None, "SR", 19)),
    ("A/C.1/L.812", (("C.1",), None, None, "L", 812)),
    ("A/58/PV.3", ((), "58", None, "PV", 3)),
    ("A/AC.109/2014/20/Rev.1", (("AC.109",), None, 2014, "", 20)),
    ("A/HRC/RES/45/4", (("HRC",), "45", None, "RES", 4)),
    ("A/HRC/WG.2/17/2", (("HRC", "WG.2"), "17", None, "", 2)),
    ("A/CONF.224/PC(III)/L.1", (("CONF.224", "PC(III)"), "III", None, "L", 1)),
    ("S/26705", ((), None, None, "", 26705)),
    ("S/2001/1154", ((), None, 2001, "", 1154)),
    ("S/RES/1267 (1999)", ((), None, 1999, "RES", 1267)),
    ("S/PRST/2021/13", ((), None, 2021, "PRST", 13)),
    ("S/Agenda/8979", ((), None, None, "AGENDA", 8979)),
    ("S/INF/69", ((), None, None, "INF", 69)),
    ("E/CN.4/Sub.2/2000/46", (("CN.4", "Sub.2"), None, 2000, "", 46)),
    ("NPT/CONF.2020/WP.77", (("CONF.2020",), None, 2020, "WP", 77)),
    ("CCPR/C/95/D/1520/2006", (("C",), "95", 2006, "D", 1520)),
    ("CEDAW/C/ECU/CO/8-9", (("C", "ECU"), None, None, "CO", 8)),
    ("CRPD/C/PRK/Q/1", (("C", "PRK"), None, None, "Q", 1)),
    ("GC(49)/INF/6", ((), "49", None, "INF", 6)),
    ("UNEP/EA.5/Res.14", (("EA.5",), None, None, "RES", 14)),
    ("CCW/CONF.VI/11", (("CONF.VI",), None, None, "", 11)),
    ("A/C.6/64/SR.1-28/Corrigendum", (("C.6",), "64", None, "SR", 1)),
]


@pytest.mark.parametrize(("printed", "meaning"), PARTS)
def test_parts(printed, meaning):
    symbol = parse(printed)
    session = symbol.session.printed if symbol.session else None
    assert (symbol.body, session, symbol.year, symbol.nature, symbol.serial) == meaning


def test_a_whole_symbol_in_its_fields():
    assert parse("A/RES/ES-10/24 B (Part II)/Add.1*") == Symbol(
        root="A",
        path=("RES", "ES-10", "24"),
        part="B",
        suffixes=(Suffix("Part", "II"), Suffix("Add", "1")),
        reissued=True,
    )


def test_sessions_have_values():
    assert parse("A/RES/3201 (S-VI)").session == Session(6, "special", "S-VI")
    assert parse("A/RES/ES-10/2").session == Session(10, "emergency-special", "ES-10")
    assert parse("A/RES/2625 (XXV)").session == Session(25, None, "XXV")


def test_the_document_behind_a_suffix_or_a_star():
    symbol = parse("A/58/50/Rev.1/Corr.1*")
    assert str(symbol.document) == "A/58/50/Rev.1/Corr.1"
    assert str(symbol.main) == "A/58/50"
    assert parse("S/PV.4567 (Resumption 2)").resumption == 2
    assert parse("S/PV.4567 (Resumption)").resumption == 1
    assert parse("S/PV.4567").resumption is None
    assert parse("GC(49)/INF/6").organ == "GC"


NO_SYMBOLS = [
    "",
    "   ",
    "A",
    "A/",
    "A/C",
    "A/C.6",
    "A/AC.109",
    "NPT/CONF.2020",
    "and/or",
    "km/h",
    "TCP/IP",
    "E/W",
    "1996/97",
    "12/11/2001",
    "A/12/11/2001",
    "X/12/1",
    "A/58/619 and more",
    "A/58/619-S/2003/1100",
    "https://undocs.org/A/58/619",
    "S/2023724/",
    "A/RES/57/145 (XL",
    "GC(X)/INF/6",
    "A(49)/INF/6",
]


@pytest.mark.parametrize("text", NO_SYMBOLS)
def test_what_is_no_symbol_is_refused(text):
    with pytest.raises(SymbolError) as error:
        parse(text)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("printed", "several"),
    [
        ("A/75/973-S/2021/678", ["A/75/973", "S/2021/678"]),
        ("A/75/973–S/2021/678", ["A/75/973", "S/2021/678"]),
        ("A/75/973\n  S/2021/678", ["A/75/973", "S/2021/678"]),
        ("A/50/60/Add.1-E/1995/5/Add.1‑S/1995/1/Add.1", ["A/50/60/Add.1", "E/1995/5/Add.1", "S/1995/1/Add.1"]),
        ("GOV/INF/2005/10-GC(49)/INF/6", ["GOV/INF/2005/10", "GC(49)/INF/6"]),
        ("A/RES/78/80 A-S/2023/5", ["A/RES/78/80 A", "S/2023/5"]),
        ("S/2001/1154", ["S/2001/1154"]),
    ],
)
def test_a_document_with_several_symbols(printed, several):
    assert [str(symbol) for symbol in split_combined(printed)] == several


@pytest.mark.parametrize("text", ["", "A/75/973 and S/2021/678", "A/75/973-", "A/75/973-678 B"])
def test_what_is_no_combination_is_refused(text):
    with pytest.raises(SymbolError):
        split_combined(text)


IMPLIED = [
    ("A/58/619", None, ("A", 58, 2003, (2003, 2004), "document", "general", None)),
    ("A/58/50", None, ("A", 58, 2003, (2003, 2004), "document", "general", "preliminary-list")),
    ("A/58/150", None, ("A", 58, 2003, (2003, 2004), "document", "general", "provisional-agenda")),
    ("A/58/251", None, ("A", 58, 2003, (2003, 2004), "document", "general", "agenda")),
    ("A/58/50/Add.1", None, ("A", 58, 2003, (2003, 2004), "document", "general", None)),
    ("A/10298", None, ("A", None, None, (1946, 1976), "document", "general", None)),
    ("A/10298", date(1975, 10, 14), ("A", 30, 1975, (1975, 1976), "document", "general", None)),
    ("A/5700", date(1964, 11, 30), ("A", 18, 1963, (1963, 1964), "document", "general", None)),
    ("A/520/Rev.20", date(2023, 1, 1), ("A", None, None, None, "document", "general", None)),
    ("A/RES/377 (V)", None, ("A", 5, 1950, (1950, 1951), "resolution", "general", None)),
    ("A/RES/ES-10/24", None, ("A", 10, None, None, "resolution", "general", None)),
    ("A/58/L.5/Rev.1", None, ("A", 58, 2003, (2003, 2004), "draft", "limited", None)),
    ("A/C.6/69/SR.19", None, ("A", 69, 2014, (2014, 2015), "summary-record", "general", None)),
    ("A/HRC/45/4", None, ("A", 45, None, None, "document", "general", None)),
    ("A/HRC/DEC/45/4", None, ("A", 45, None, None, "decision", "general", None)),
    ("S/2001/1154", None, ("S", None, 2001, (2001, 2001), "document", "general", None)),
    ("S/22464", None, ("S", None, None, (1946, 1993), "document", "general", None)),
    ("S/RES/1267", None, ("S", None, 1999, (1999, 1999), "resolution", "general", None)),
    ("S/RES/1219", None, ("S", None, 1998, (1998, 1998), "resolution", "general", None)),
    ("S/RES/1", None, ("S", None, 1946, (1946, 1946), "resolution", "general", None)),
    ("S/RES/9000", None, ("S", None, None, None, "resolution", "general", None)),
    ("S/PRST/2021/13", None, ("S", None, 2021, (2021, 2021), "presidential-statement", "general", None)),
    ("S/PV.4567", None, ("S", None, None, None, "verbatim-record", "general", None)),
    ("E/R.12", None, ("E", None, None, None, "restricted", "restricted", None)),
    ("SC/14986", None, ("SC", None, None, None, "press-release", "general", None)),
    ("GC(49)/INF/6", None, ("GC", 49, None, None, "information", "general", None)),
]


@pytest.mark.parametrize(("printed", "issued", "expected"), IMPLIED)
def test_implied(printed, issued, expected):
    facts = implied(parse(printed), issued)
    number = facts.session.number if facts.session else None
    got = (facts.organ, number, facts.year, facts.years, facts.kind, facts.distribution, facts.agenda_list)
    assert got == expected


@pytest.mark.parametrize(
    ("session", "day"),
    [
        (1, date(1946, 1, 10)),
        (19, date(1964, 12, 1)),
        (31, date(1976, 9, 21)),
        (58, date(2003, 9, 16)),
        (75, date(2020, 9, 15)),
        (77, date(2022, 9, 13)),
        (78, date(2023, 9, 5)),
        (79, date(2024, 9, 10)),
        (80, date(2025, 9, 9)),
        (81, date(2026, 9, 8)),
        (82, date(2027, 9, 7)),
        (83, date(2028, 9, 5)),
    ],
)
def test_the_assembly_opens(session, day):
    assert opening(session) == day
    assert assembly_session(day) == session
    if session > 1:
        assert assembly_session(date.fromordinal(day.toordinal() - 1)) == session - 1


def test_there_was_no_assembly_before_the_first():
    with pytest.raises(ValueError, match="1945-12-31"):
        assembly_session(date(1945, 12, 31))


@pytest.mark.parametrize("table", [LABELS, CONNECTORS, THROUGH, OF], ids=["labels", "connectors", "through", "of"])
def test_every_language_has_its_words(table):
    assert tuple(table) == LANGUAGES
    assert all(table.values())


def test_every_language_names_the_same_divisions():
    assert len({tuple(kinds) for kinds in LABELS.values()}) == 1


def test_roman_numerals():
    assert [roman(value) for value in (1, 4, 9, 14, 40, 90, 399)] == ["I", "IV", "IX", "XIV", "XL", "XC", "CCCXCIX"]
    assert [roman_value(roman(value)) for value in range(1, 400)] == list(range(1, 400))
    assert [roman_value(bad) for bad in ("", "IIII", "VX", "A", "iv")] == [None] * 5
