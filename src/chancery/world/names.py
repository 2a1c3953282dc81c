"""A name to look for in text, and the words that it is made of."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PLAIN_GAP = re.compile(r"[ \-'\"\n\r\f\v\x1c-\x1f\x85\u2028\u2029]*\Z")
_PLAIN_SIGN = re.compile(r"[-'\"]")
_SIGNS = {"(", ")", "),", ".", "&", "/", ","}
_BLANK_LINE = re.compile(r"\n\s*\n")


class Tongues(NamedTuple):
    """What tells the adjective of a State from the name of a language (``states/adjectives/grammar.toml``), folded."""

    before: tuple[str, ...]
    last: tuple[str, ...]
    after: tuple[str, ...]


class Name(NamedTuple):
    """A name to look for, folded."""

    text: str
    id: str
    """Empty for a phrase that holds a name of the table and means something else: it is passed over whole."""
    need: str = ""
    """``doubtful``: also another word; ``capitals``: an acronym; ``tongue``: also a language; ``joined``: the first part
    of a word with a hyphen; ``followed``: only before some words; else nothing."""
    before: tuple[str, ...] = ()
    """Folded words after which a doubtful name is the name."""
    strict: bool = False
    """Whether a capital does not make a doubtful name sure; whether an acronym is another word in small letters."""
    small: bool = False
    """Whether it is printed without capitals."""
    marked: str = ""
    """The beginning up to the marks over a letter that make a doubtful name sure (``عُمان`` is Oman, not Amman)."""
    against: tuple[str, ...] = ()
    """Folded words after which it is not the name."""
    adjective: bool = False
    choices: tuple[str, ...] = ()
    """Ids of which it means the one that the text names nearest; the id of the name where it names none."""
    after: tuple[str, ...] = ()
    """What must follow, where `need` is ``followed``."""
    part: tuple[int, int] | None = None
    """The stretch that is the name where the text holds more (俄 in 俄塔)."""
    tongues: Tongues | None = None


class Hit(NamedTuple):
    """A name that stands in a text."""

    start: int
    end: int
    name: Name


@cache
def gap_kind(text: str) -> str | None:
    """Give the kind of a gap between two words of a name: a space, the one sign in it, or None where it parts words."""
    if _BLANK_LINE.search(text):
        return None
    if _PLAIN_GAP.match(text):
        return " "
    signs = _PLAIN_SIGN.sub(" ", text).split()
    return signs[0] if len(signs) == 1 and signs[0] in _SIGNS else None


def words(text: str) -> list[str]:
    """Give the words of a folded name, each with the sign before it where that is more than a space, hyphen or quote.

    >>> words("iran (islamic republic of)")
    ['iran', '(islamic', 'republic', 'of']
    """
    if text.replace(" ", "").isalpha():
        return text.split()
    out: list[str] = []
    end = 0
    for token in TOKEN.finditer(text):
        kind = (gap_kind(text[end : token.start()]) or text[end : token.start()].strip()) if out else " "
        out.append(token[0] if kind == " " else kind + token[0])
        end = token.end()
    return out
