"""What the ends and beginnings of lines tell: closing punctuation, capitals, labels, words that cannot stand there."""

from __future__ import annotations

import re

_CLOSERS = "\"'”’»›)]}】）》」』〉*† "
_OPENERS = "\"'“‘„«‹({【（《「『〈*¿¡_ "
_END = frozenset(".;:!?…。；：！？؛؟．")
_COMMA = frozenset(",，،")
_BULLET = "•·▪●■◦–—*-"
_LABEL = re.compile(
    r"""(?:
      \d{1,3}(?:\.\d{1,2}){0,3}\s?[.)．、](?!\d)      # 3.  3)  2.1.  3、
    | \d{1,3}\s?[-–—](?=\s|$)                          # 3 -
    | [(（](?:\d{1,3}|[ivxlc]{1,6}|[a-zа-яё]{1,2}|[\u0621-\u064a]{1,2}|[一二三四五六七八九十]{1,3})[)）]   # (a) (ii) (أ) (一)
    | (?:[ivxlc]{1,6}|[a-zа-яё]{1,2}|[\u0621-\u064a]{1,2})\)                                                # a) ii)
    | [㈠-㈩①-⑳⑴-⒇⒈-⒛]
    | [一二三四五六七八九十]{1,3}[、．.]
    | [’‘'“](?:\d{1,2})[‘’'”](?=\s|$|\D)
    | [IVXLC]{1,6}[.)](?=\s|$)
    | (?:[a-zа-яё]|[ivx]{2,4})\.(?=\s|$)
    | [A-ZА-Я]\.(?=\s)(?!\s?[A-ZА-Я]\.)
    | [•·▪●■◦–—*-](?=\s)
    )""",
    re.X,
)
_NUMBER = re.compile(r"\d+")
_FIRST = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\S+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uff60]")
_LATIN_RUN = re.compile(r"[A-Za-z0-9/().\-‑]+")


def closed(text: str) -> bool:
    """Whether a text ends with punctuation that ends a sentence or a clause (not a comma)."""
    bare = text.rstrip(_CLOSERS)
    return not bare or bare[-1] in _END


def paused(text: str) -> bool:
    """Whether a text ends with a comma."""
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _COMMA


def lower(text: str) -> bool:
    """Whether a text begins with a small letter."""
    first = text[0]
    if first.isalpha():
        return first.islower()
    bare = text.lstrip(_OPENERS)
    return bool(bare) and bare[0].islower()


def upper(text: str) -> bool:
    """Whether a text begins with a capital."""
    first = text[0]
    if first.isalpha():
        return first.isupper()
    bare = text.lstrip(_OPENERS)
    return bool(bare) and bare[0].isupper()


def label(text: str) -> str | None:
    """Give the label with which a text begins, None where it has none."""
    if text[0].isalpha() and not (
        len(text) > 1
        and (not text[1].isalpha() or text[:7].find(")") > 0 or text[:7].find(".") > 0 or text[:4].find("、") > 0)
    ):
        return None
    found = _LABEL.match(text)
    return found[0] if found else None


def label_number(found: str) -> int | None:
    """Give the number of a label of digits."""
    digits = _NUMBER.match(found)
    return int(digits[0]) if digits else None


def first_word(text: str) -> str:
    """Give the shortest beginning of a text that a line can end with: a word, or one Chinese character."""
    if _HAN.match(text):
        return text[0]
    run = _LATIN_RUN.match(text)
    end = text.find(" ")
    word = text if end < 0 else text[:end]
    if run and run.end() < len(word) and _HAN.match(word, run.end()):
        return run[0]
    return word


def is_han(char: str) -> bool:
    """Whether a character is Chinese, its punctuation included."""
    return (
        "\u3000" <= char <= "\u303f"
        or "\u3400" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uff60"
    )


def capitals(text: str) -> bool:
    """Whether a text is printed in capitals."""
    return text.isupper() and len(_FIRST.findall(text)) > 3
