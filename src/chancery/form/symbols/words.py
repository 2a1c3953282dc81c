"""The vocabulary of document symbols: roots, component words, and the words of six languages that stand around them.

Facts: the Dag Hammarskjold Library's guide to document symbols (roots, bodies, natures, suffixes); the roots of treaty
bodies, programmes and conferences of parties as they are printed on their documents.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

PRINCIPAL = frozenset("ASET")
"""General Assembly, Security Council, Economic and Social Council, Trusteeship Council."""

_ROOTS = """
    APLC BWC CAC CAT CBD CCM CCPR CCW CD CED CEDAW CERD CLCS CMW CRC CRPD CTOC DC DP ECA ECE ESCAP ESCWA FCCC FPA GA
    GC GOV HRI HS HSP ICCD ICEF ICJ IDB INFCIRC INT IPBES ISBA ITC JIU LC LOS NPT PBC PCNICC SC SG SP SPLOS ST STAT TD
    TPNW TRADE UNCTAD UNEP UNHCR UNITAR UNODC UNOPS UNW WFP WT
"""
ROOTS = PRINCIPAL | frozenset(_ROOTS.split())
"""First components. ``A/C.6/..`` belongs to root ``A``; treaty bodies, programmes and conferences have their own."""

ROOT_FORMS = {
    "GC": r"\(\d{1,3}\)|\.\d{1,3}",
    "IDB": r"\.\d{1,3}",
    "PBC": r"\.\d{1,3}",
    "UNEP": r"\([A-Z]{2,6}\)",
}
"""What may be printed on to a root: the session of the conferences of IAEA and UNIDO, a division of UNEP."""

LONE = frozenset({"CD", "CLCS", "ESCAP", "INFCIRC", "TD"})
"""Roots, beside the principal organs, that number documents without a second component (``CD/1839``, ``TD/541``)."""

PRESS = frozenset({"GA", "SC", "SG"})
"""Roots of press releases (``SC/14986``)."""

SUFFIXES = {
    "add": "Add",
    "amend": "Amend",
    "corr": "Corr",
    "rev": "Rev",
    "corrigendum": "Corrigendum",
    "summary": "Summary",
}
"""Modifications of a document, as printed after a slash; the last two may lack a number."""
NUMBERLESS = frozenset({"Corrigendum", "Summary"})

_NATURES = """
    AGENDA CO CORE CR CRP D DEC GC INF L MIN MISC NGO OC OPA PET PRST PV Q R REC RES SR WP
"""
NATURES = frozenset(_NATURES.split())
"""Components, in capitals, that say what kind of document it is."""

BODIES = frozenset({"AC", "C", "CN", "CONF", "EA", "EM", "GC", "GCSS", "PREPCONF", "SC", "SER", "SS", "SUB", "WG"})
"""Components, in capitals, that with their number name a body or a series: a symbol cannot end with one."""

_WORDS = """
    AC Agenda BMS BUR C CN CO COM CONF COP COPUOS CORE COSP CRP D DEC EA EMRIP ECE ESCAP ESCWA FFDF GC GEN HCR HLPF
    HLS HRC ICEF INCB INF L MIN MISC MSP NGO OC PC PET PRST PV Q R REC RES SC SER SGB SPC SR Sub UNU WG WGEID WGFS WP
"""
WORDS = {word.casefold(): word for word in _WORDS.split()}
"""Known component words, by their folded spelling."""
DOTTED_WORDS = {"res": "Res", "dec": "Dec"}
"""Words that are spelt otherwise where a point and a number follow (``A/RES/57/145`` but ``UNEP/EA.5/Res.14``)."""
ONE_LETTER = frozenset("CLR")
"""One-letter words that may follow a principal organ, always with a point: ``A/C.6``, ``S/L.12``, ``E/R.3``."""

LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "ar": {
        "Part": ("الجزء {n}",),
        "Vol": ("المجلد {n}",),
        "Sect": ("الباب {n}",),
        "Resumption": ("الاستئناف {n}", "استئناف {n}"),
        "Introduction": ("مقدمة", "المقدمة"),
    },
    "en": {
        "Part": ("Part {n}", "Parts {n}"),
        "Vol": ("Vol. {n}", "Vols. {n}", "Volume {n}"),
        "Sect": ("Sect. {n}", "Section {n}"),
        "Resumption": ("Resumption {n}", "Resumption"),
        "Introduction": ("Introduction",),
    },
    "es": {
        "Part": ("Parte {n}", "Partes {n}"),
        "Vol": ("Volumen {n}", "Vols. {n}"),
        "Sect": ("Secc. {n}", "Sección {n}"),
        "Resumption": ("Reanudación {n}", "Reanudación"),
        "Introduction": ("Introducción",),
    },
    "fr": {
        "Part": ("Partie {n}", "Parties {n}"),
        "Vol": ("Vol. {n}", "Volume {n}"),
        "Sect": ("Sect. {n}", "Chap. {n}"),
        "Resumption": ("Reprise {n}", "Reprise"),
        "Introduction": ("Introduction",),
    },
    "ru": {
        "Part": ("Часть {n}", "Части {n}"),
        "Vol": ("Том {n}", "Т. {n}"),
        "Sect": ("Раздел {n}", "Разд. {n}"),
        "Resumption": ("Возобновление {n}", "Возобновление"),
        "Introduction": ("Введение",),
    },
    "zh": {
        "Part": ("第{n}部分",),
        "Vol": ("第{n}卷", "卷{n}"),
        "Sect": ("第{n}款",),
        "Resumption": ("第{n}次复会", "复会{n}", "续会{n}", "复会"),
        "Introduction": ("导言",),
    },
}
"""What may stand in round brackets at the end of a symbol. ``{n}`` is a number, Roman or Arabic, or several."""

PLURALS = {"Part": "Parts", "Vol": "Vols"}
POINTED = frozenset({"Vol", "Vols", "Sect"})
"""Labels that are printed with a point."""

CONNECTORS: dict[str, tuple[str, ...]] = {
    "ar": ("و", "أو"),
    "en": ("and", "or", "&"),
    "es": ("y", "e", "o", "u"),
    "fr": ("et", "ou"),
    "ru": ("и", "или"),
    "zh": ("和", "及", "与", "以及", "或"),
}
"""Words that join the members of an elliptic list."""
GLUED = frozenset({"ar", "zh"})
"""Languages whose connectors need no space after them."""

THROUGH: dict[str, tuple[str, ...]] = {
    "ar": ("إلى",),
    "en": ("to", "through"),
    "es": ("a",),
    "fr": ("à",),
    "ru": ("по", "до"),
    "zh": ("至", "到"),
}
"""Words that stand for a dash between the ends of a range."""

OF: dict[str, tuple[str, ...]] = {
    "ar": ("المؤرخ", "الصادر", "المؤرخة"),
    "en": ("of", "dated", "adopted"),
    "es": ("de", "del"),
    "fr": ("du", "de", "des"),
    "ru": ("от",),
    "zh": ("号", "决议"),
}
"""Words after which a single letter before them is the letter of a resolution's part (``A/RES/68/247 B of ..``)."""

ARABIC_SESSIONS = {"د": "", "دإ": "S-", "دا": "S-", "دإط": "ES-", "داط": "ES-"}
"""Session marks of old resolutions in Arabic: ``(د-25)`` is ``(XXV)``, ``(دإ-6)`` is ``(S-VI)``."""

CHINESE_NUMBERS = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)}

IGNORABLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that are not seen: soft hyphens, joiners, marks of direction."""

_KEPT = "，；"
"""Full-width signs that tell a Chinese list from a Western number; they are not folded."""
FOLD = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT}
    | {chr(code): "-" for code in (*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63)}
    | {chr(start + digit): str(digit) for start in (0x0660, 0x06F0) for digit in range(10)}
    | dict.fromkeys("\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\f\v", " ")
    | dict.fromkeys("⁄∕", "/")
    | dict(zip("АВСЕНІЈКМОРЅТХаеорсухіѕ", "ABCEHIJKMOPSTXaeopcyxis", strict=True))
)
"""One character for one: full-width forms, dashes, digits, spaces, and Cyrillic letters that look Latin."""


_ODD_SPACE = re.compile(r"[\t\r\f\v]")


def fold(text: str) -> str:
    """The text in the plain characters of symbols, of the same length."""
    if text.isascii() and not _ODD_SPACE.search(text):
        return text
    return text.translate(FOLD)


@cache
def connector_words() -> str:
    """The connectors of all six languages as alternatives of a pattern, longest first."""
    words = {word for language in CONNECTORS.values() for word in language}
    return "|".join(re.escape(word) for word in sorted(map(fold, words), key=len, reverse=True))


def roman(value: int) -> str:
    """The Roman numeral of a number from 1 to 399.

    >>> roman(34)
    'XXXIV'
    """
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    column = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "C" * hundreds + column[tens].translate(str.maketrans("IVX", "XLC")) + column[ones]


def roman_value(numeral: str) -> int | None:
    """The value of a Roman numeral up to 399 in its regular form; None for anything else.

    >>> roman_value("XXXIV"), roman_value("IIII")
    (34, None)
    """
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not numeral or any(letter not in values for letter in numeral):
        return None
    numbers = [values[letter] for letter in numeral] + [0]
    total = sum(-number if number < following else number for number, following in pairwise(numbers))
    return total if 0 < total < 400 and roman(total) == numeral else None
