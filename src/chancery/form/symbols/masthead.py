"""Repairs of symbols that optical recognition has damaged, for the head of a page, where a symbol is expected."""

from __future__ import annotations

import re

from chancery.form.symbols.words import fold

_D = "[0-9OoQlI|!]"
_DIGITS = str.maketrans({"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "!": "1"})
_BEFORE = r"(?<![A-Za-z0-9/.$-])"
_AFTER = r"(?![A-Za-z0-9|!])"
_HIDDEN = "\u00ad"
"""Stands in for a space inside a number: of the same length, and not seen by the scanner."""

_SLASH_LOST = re.compile(
    rf"{_BEFORE}(?P<root>[ASE$§]) ?(?P<one>[/lI1|!\\ ]) ?(?P<first>(?=\S?\d){_D}{{2}}(?:{_D}{{2}})?) ?(?P<two>[/lI|!\\]) ?(?=\d|{_D}\d)"
)
_DOLLAR = re.compile(rf"{_BEFORE}[$§](?= ?/)")
_NUMBER = re.compile(rf"(?<=[/.])(?=[OoQlI|!]*\d){_D}{{1,6}}{_AFTER}|(?<=[/.])[lI](?=[ \n]|$)")
_SPLIT_NUMBER = re.compile(r"(?<=/)(?:\d (?=\d{3} ?(?:$|\n))|\d (?=\d\d ?(?:$|\n *\n))|\d\d (?=\d\d ?(?:$|\n *\n)))\d+")
"""Three digits can be no day of the month; fewer are joined only where a blank line or the end follows."""


def repaired(text: str) -> str:
    """The head of a page with its damaged symbols mended, character for character: spans stay right.

    A slash read as ``l``, ``I``, ``1``, ``|`` or lost; ``S`` read as a dollar or section sign; ``O`` and ``l`` in
    numbers; a number torn by a space at the end of a line (``S 2001/1 154``).
    """
    plain = _SLASH_LOST.sub(_slashes, fold(text))
    plain = _DOLLAR.sub("S", plain)
    plain = _NUMBER.sub(lambda match: match[0].translate(_DIGITS), plain)
    return _SPLIT_NUMBER.sub(_joined, plain)


def _slashes(match: re.Match[str]) -> str:
    """``Al58/`` as ``A/58/``, ``S 2001/`` as ``S/2001/``, where the first number can be a session or a year."""
    printed = match[0]
    if "/" not in match["one"] + match["two"]:
        return printed
    first = match["first"].translate(_DIGITS)
    general = match["root"] == "A"
    if len(first) != (2 if general else 4) or (int(first) < 31 if general else not 1976 <= int(first) < 2100):
        return printed
    signs = list(printed)
    base = match.start()
    signs[0] = "A" if general else match["root"].translate({ord("$"): "S", ord("§"): "S"})
    signs[match.start("one") - base] = signs[match.start("two") - base] = "/"
    signs[match.start("first") - base : match.end("first") - base] = first
    return "".join(signs)


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(" ", _HIDDEN)
