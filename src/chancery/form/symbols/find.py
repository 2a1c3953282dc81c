"""Symbols in running text and on the head of a page, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chancery.form.symbols.lists import extend
from chancery.form.symbols.masthead import repaired
from chancery.form.symbols.model import Symbol
from chancery.form.symbols.parse import Scan, plausible, scan
from chancery.form.symbols.words import FOLD, IGNORABLE, PRINCIPAL, ROOTS, fold

_WINDOW = 160
"""Characters looked at from the beginning of a symbol; the longest one known has 60."""
_REACH = 20
"""Characters looked at before the first slash, for the root."""
_ROOT = re.compile(r"(?<![A-Z_@%#=])([A-Z]{1,8})(?:\([A-Z0-9]{1,6}\)|\.\d{1,3})? ?\n?$")
_NOTE_NUMBER = re.compile(r"(?<![\w/.,:-])\d{1,3}$")
_MAY_PRECEDE_A_SLASH = frozenset(" \n\u00a0)\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_GLUED = re.compile(r"[A-Za-z0-9](?![A-Z][^\W\d_A-Z]{2})[A-Za-z0-9]")
_FULL_WIDTH = "／"


@dataclass(frozen=True, slots=True)
class Found:
    """A symbol in a text: ``text[start:end]`` is what is printed of it.

    In an elliptic list (``A/64/115, 174``) that is the member's own piece (``174``); the members in the middle of a
    range (``Add.11-13``) have its dash.
    """

    symbol: Symbol
    start: int
    end: int
    repaired: bool = False
    """Read by correcting a damaged form, which is done on the head of a page only."""


def find(text: str, *, masthead: bool = False) -> list[Found]:
    """All document symbols of a text, in order; the members of elliptic lists are written out.

    ``masthead=True`` is for the head of a page only: it also takes what recognition has damaged, ``Al58/619``,
    ``S 2001/1 154``, ``$/2001/1154``, O for 0, l for 1.
    """
    if not masthead:
        return list(_find(text))
    mended = repaired(text)
    return [
        Found(
            found.symbol, found.start, found.end, mended[found.start : found.end] != fold(text[found.start : found.end])
        )
        for found in _find(mended)
    ]


def _find(text: str) -> Iterator[Found]:
    if _FULL_WIDTH in text:
        text = text.translate(FOLD)
    done = 0
    group: list[Symbol] = []
    slash = text.find("/")
    while slash >= 0:
        if slash >= done and (start := _root_before(text, slash, done)) is not None:
            hit = _at(text, start)
            if hit:
                joined = bool(group) and text[done:start].strip(" \n\u00a0") in _JOINTS
                group = [*group[-2:], hit.symbol] if joined else [hit.symbol]
                yield Found(hit.symbol, start, hit.end)
                done = hit.end
                for symbol, begin, end in extend(group, text, hit.end):
                    yield Found(symbol, begin, end)
                    done = max(done, end)
        slash = text.find("/", max(slash + 1, done))


_JOINTS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


def _root_before(text: str, slash: int, done: int) -> int | None:
    """Where the root begins whose first slash is at ``slash``; None if no root ends there."""
    before = text[slash - 1] if slash else ""
    if not (
        before.isupper() or before in _MAY_PRECEDE_A_SLASH or (before.isdigit() and "." in text[slash - 4 : slash])
    ):
        return None
    low = max(done, slash - _REACH)
    left = fold(text[low:slash])
    hidden = IGNORABLE.search(left)
    match = _ROOT.search(IGNORABLE.sub(lambda _: " ", left) if hidden else left)
    if not match or match[1] not in ROOTS:
        return None
    start = low + match.start()
    if start == 0 or start == done:
        return start
    previous = text[start - 1]
    if previous.isdigit():
        return start if _NOTE_NUMBER.search(text[max(0, start - 6) : start]) else None
    if previous == "/":
        return start if start - 1 == done else None
    if previous in "-&?:" and text[start - 2 : start - 1].isascii() and text[start - 2 : start - 1].isalpha():
        return None
    return start


def _at(text: str, start: int) -> Scan | None:
    """The symbol that begins at ``start``, ending in the text's own positions."""
    window = fold(text[start : start + _WINDOW])
    places: list[int] | None = None
    if not window.isascii() and IGNORABLE.search(window):
        places = [place for place, sign in enumerate(window) if not IGNORABLE.match(sign)]
        window = IGNORABLE.sub("", window)
    hit = scan(window)
    if hit is None or not plausible(hit.symbol):
        return None
    if _GLUED.match(window, hit.end - 1) or (_small_letter(text[start - 1 : start]) and not _strong(hit.symbol)):
        return None
    symbol = hit.symbol
    if symbol.reissued and text[start - 1 : start] == "*":  # emphasis, not a reissue
        symbol, end = symbol.document, hit.end - 1
    else:
        end = hit.end
    return Scan(symbol, start + (places[end - 1] + 1 if places else end))


def _small_letter(sign: str) -> bool:
    return sign.isascii() and sign.islower()


def _strong(symbol: Symbol) -> bool:
    """Whether a symbol cannot be mistaken even where a word is joined to it: ``CouncilS/2001/1154``."""
    return symbol.root in PRINCIPAL and len(symbol.path) > 1 and symbol.path[0].isdigit()
