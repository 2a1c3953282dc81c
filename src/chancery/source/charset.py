"""Tells which characters the bytes of a text file stand for.

The candidates are the encodings in which documents in the six languages were written: the Unicode forms, the Windows, ISO,
DOS and Macintosh code pages for Latin, Cyrillic and Arabic letters, KOI8-R, GB 18030 and Big5. UTF-8 proves itself; the
others are told by how plausible the letters are that their bytes would read as.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from functools import cache
from itertools import islice
from typing import NamedTuple

from chancery.source import limits
from chancery.source.model import Unsupported


class Decoded(NamedTuple):
    """The characters of a text file."""

    text: str
    encoding: str
    """As Python's codecs name it."""
    unreadable: int
    """Places that are not valid in this encoding, each now a replacement character."""


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Characters beyond ASCII in running text, each with its frequency there; rounded counts of ordinary prose.
_CYRILLIC = (
    "о110 е85 а80 и74 н67 т63 с55 р47 в45 л44 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з16 б16 ч14 й12 х10 ж9 ш7 ю6 ц5 щ4 э3 "
    "ф3 ъ1 ё1 №3"
)
_ARABIC = (
    "ا160 ل120 ي65 م65 و60 ن60 ر50 ت50 ب40 ة35 ع36 د35 ه30 س28 ف26 أ25 ق23 ح22 ك22 ج15 إ12 ى12 ص11 ش10 ط10 خ9 ذ8 ض7 ئ6 "
    "ث6 غ5 ز5 ء5 ظ3 ؤ2 آ2 ،6 ؛2 ـ2 \u064b2 \u06512 \u064f1 \u06501 \u064e1 \u06521 ؟1 \u200e1 \u200f1"
)
_LATIN = "é190 à60 è40 ê20 ç15 ù6 î5 ô10 û5 â6 ë2 ï2 œ2 ó120 í90 á70 ñ30 ú25 ü6 ¿2 ¡2 ö3 ä3 ã2 õ2 å1 ø1 æ1 ß1 š2 ž1 ý1 ò2 ì1 º6 ª3 °4 §2 ±1 ½1"
_MARKS = "’150 ‘10 “50 ”50 –60 —120 «20 »20 …4 •4 \u00a05 \u00ad2 ·1 „2"

_PAGES = {
    "cp1252": (_LATIN, 0.0),
    "cp1251": (_CYRILLIC, 0.0),
    "cp1256": (_ARABIC, 0.0),
    "iso8859_6": (_ARABIC, -10.0),
    "iso8859_5": (_CYRILLIC, -4.0),
    "koi8_r": (_CYRILLIC, -3.0),
    "cp866": (_CYRILLIC, -4.0),
    "mac_cyrillic": (_CYRILLIC, -5.0),
    "mac_roman": (_LATIN, -5.0),
    "cp850": (_LATIN, -5.0),
}
"""The code pages with what to expect in each, and how much rarer such files are (a logarithm): it decides where a text has
few characters beyond ASCII."""

_RARE = math.log(0.005)
_CAPITAL = math.log(0.8)
_MIXED = math.log(0.02)
"""A letter beyond ASCII beside an ASCII letter, in a script that is not Latin; or beside its like in Latin script."""
_INNER_CAPITAL = math.log(0.02)

_FOREIGN = 4.0
"""How strongly a text of mostly ASCII letters speaks against a page of another script."""

_FREQUENT_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同也下过种面而方后多定行学法所民得经十三之进等"
    "部家二理起实加当使本开合其政四日事平全表关各重新内数正原第条立并员及总特设联决议安号與國會為這聯議發時對關來們"
)
"""The commonest Chinese characters: in any Chinese text they are a third of all."""
_FEW_HAN = 60
_HAN_MARKS = "，。、；：？！（）《》“”‘’—…·「」『』　－／％"
_HAN_ROWS = {"gb18030": (range(0xB0, 0xD8), range(0xA1, 0xFF)), "big5": (range(0xA4, 0xC7), range(0x40, 0xFF))}
"""First and second bytes of the commoner half of the characters."""

_CHUNK = re.compile(rb"[A-Za-z]?[\x80-\xff]+(?:[A-Za-z]?[\x80-\xff]+)*[A-Za-z]?")
_BESIDE_ASCII = re.compile(r"[A-Za-z][^\W\d_A-Za-z]|[^\W\d_A-Za-z](?=[A-Za-z])")
_BESIDE_ITS_LIKE = re.compile(r"[^\W\d_A-Za-z](?=[^\W\d_A-Za-z])")
_CAPITAL_AFTER_SMALL = re.compile("[а-яёà-öø-ÿ](?=[А-ЯЁÀ-ÖØ-Þ])")
_EVIDENCE_BYTES = 3_072
_CHINESE_BYTES = 8_192
_WIDE_BYTES = 4_096
"""As much as it takes to tell one encoding from the others."""
_HIGH = re.compile(rb"[\x80-\xff]")
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_NO_LETTERS = bytes(c for c in range(0x80) if not chr(c).isalpha())

_CONTROL_BYTES = bytes([*range(0x09), *range(0x0E, 0x1A), 0x1C, 0x1D, 0x7F])
_BINARY_SHARE = 0.08
"""Control characters in the sample from which it is no text; random bytes have some 0.1."""

_PLAUSIBLE = re.compile(
    "[\t\n\r -~\u00a0-\u017f\u0400-\u045f\u060c\u061b\u061f\u0621-\u0652\u0660-\u0669\u200b-\u2030\u2116\u3000-\u3011"
    "\u4e00-\u9fa5\uff01-\uff5e\ufeff]"
)
_ORDINARY = re.compile(f"[\t\n\r -~\u0410-\u044f\u0621-\u064a，。、；：{_FREQUENT_HAN}]")


def decode(data: bytes) -> Decoded:
    """Give the characters of a text file, without its byte order mark.

    Raises `Unsupported` where the bytes are no text in any of the encodings.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding)
    sample = data[: limits.SNIFF_BYTES].rstrip(b"\0")
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls and (wide := _wide(sample[:_CHINESE_BYTES])):
        return _decoded(data, wide)
    if controls > 2 and controls > _BINARY_SHARE * len(sample):
        raise Unsupported("The file is not text, nor a kind of document that Chancery reads. Save it as PDF or DOCX.")
    try:
        return Decoded(data.decode(), "utf-8", 0)
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3 and not data[: error.start].isascii():
            return Decoded(data.decode(errors="replace"), "utf-8", 1)
    first = next(_HIGH.finditer(data)).start()
    if _is_utf8(data[first : first + limits.SNIFF_BYTES]):
        return _decoded(data, "utf-8")
    wide = _wide(data[:_WIDE_BYTES])
    return _decoded(data, wide or _chinese(data[first : first + _CHINESE_BYTES]) or _page(data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _is_utf8(sample: bytes) -> bool:
    """Whether the bytes are UTF-8 with some damage: most places beyond ASCII are valid."""
    text = sample.decode(errors="replace")
    bad = text.count("\ufffd")
    valid = len(text) - bad - len(sample.translate(None, _BEYOND_ASCII))
    return valid > 4 * bad


def _wide(sample: bytes) -> str | None:
    """Tell UTF-16 or UTF-32 without a byte order mark; None where the bytes are neither."""
    for encoding, unit in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        text = sample[: len(sample) // unit * unit].decode(encoding, errors="replace")
        if len(text) > 1 and len(_PLAUSIBLE.findall(text)) > 0.95 * len(text):
            ordinary = len(_ORDINARY.findall(text))
            if ordinary > 0.02 * len(text):
                return encoding
    return None


@cache
def _common_han(encoding: str) -> frozenset[str]:
    """The commoner half of the characters of a Chinese encoding, by their first byte."""
    leads, trails = _HAN_ROWS[encoding]
    return frozenset("".join(bytes([r, t]).decode(encoding, errors="ignore") for r in leads for t in trails))


def _chinese(sample: bytes) -> str | None:
    """Tell GB 18030 or Big5; None where the bytes are neither.

    Bytes of other encodings pair up at random, and then few pairs are common characters.
    """
    best, found = 0.85, None
    for encoding in _HAN_ROWS:
        text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
        beyond = Counter(c for c in text if c > "\x7f")
        total = beyond.total()
        if not total or beyond["\ufffd"] > 0.02 * total:
            continue
        common = sum(n for c, n in beyond.items() if c in _common_han(encoding))
        marks = sum(n for c, n in beyond.items() if c in _HAN_MARKS)
        frequent = sum(n for c, n in beyond.items() if c in _FREQUENT_HAN)
        if common > 0.5 * total and (common + marks) / total > best and (common > _FEW_HAN or frequent > 0.1 * common):
            best, found = (common + marks) / total, encoding
    return found


@cache
def _weights(page: str) -> dict[int, float]:
    """What each byte beyond ASCII is worth: the logarithm of the frequency of its character."""
    frequencies = {item[0]: int(item[1:]) for item in f"{_PAGES[page][0]} {_MARKS}".split(" ")}
    total = sum(frequencies.values())
    weights = {c: math.log(n / total) for c, n in frequencies.items()}
    weights |= {c.upper(): w + _CAPITAL for c, w in weights.items() if len(c.upper()) == 1 and c.upper() != c}
    floor = min(weights.values()) + _RARE
    characters = bytes(range(0x80, 0x100)).decode(page, errors="replace")
    return {code: weights.get(c, floor) for code, c in enumerate(characters, start=0x80)}


def _page(data: bytes) -> str:
    """Tell the code page of one byte a character."""
    evidence = b" ".join(islice((m[0] for m in _CHUNK.finditer(data)), 800))[:_EVIDENCE_BYTES]
    sample = data[: limits.SNIFF_BYTES]
    beyond = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    share = (beyond + 1) / (len(sample.translate(None, _NO_LETTERS)) + 2)
    foreign = _FOREIGN * math.log(min(share, 1.0))
    counts = {code: n for code, n in Counter(evidence).items() if code >= 0x80}
    most = {
        page: prior
        + (0.0 if letters is _LATIN else foreign)
        + sum(n * _weights(page)[code] for code, n in counts.items())
        for page, (letters, prior) in _PAGES.items()
    }
    best, found = -math.inf, ""
    for page in sorted(most, key=lambda p: -most[p]):
        if most[page] <= best:
            break
        if (score := most[page] + _misfit(evidence, page)) > best:
            best, found = score, page
    return found


def _misfit(evidence: bytes, page: str) -> float:
    """The logarithm, never above 0, of how likely the neighbourhoods of the letters are in a code page."""
    text = evidence.decode(page, errors="replace")
    mixed = _BESIDE_ITS_LIKE if _PAGES[page][0] is _LATIN else _BESIDE_ASCII
    return _MIXED * len(mixed.findall(text)) + _INNER_CAPITAL * len(_CAPITAL_AFTER_SMALL.findall(text))
