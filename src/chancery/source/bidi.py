"""From the printed order of a right-to-left line to the order in which it is read.

A PDF file holds glyphs at places; what comes first on the page from the left is, in an Arabic line, read last, while the
numbers and Latin words in it run the other way. This is the Unicode bidirectional algorithm (UAX #9) in the inverse
direction for the cases that print decides: digits and Latin text keep their order, everything else is turned round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

Glyph = tuple[str, float, float]
"""A character with the left and right edge of the glyph that it belongs to."""


class Stretch(NamedTuple):
    """Part of a line without a wide blank."""

    text: str
    left: float
    right: float


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A character of a right-to-left script."""
_NEEDS_ORDER = re.compile(r"[^\s\d\u0621-\u064a\u0671-\u06d3،؛؟.:\-]|\d[^\s\d]|[^\s\d]\d|\d\s+\d")
"""What makes a right-to-left line's order doubtful: Latin letters, brackets, marks over letters, and numbers that touch
something."""
_MARK = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\ufe20-\ufe2f]"
)
_LAM_ALEF = re.compile("[\u0622\u0623\u0625\u0627]\u0644")

_CLASSES = {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N", "CS": "c", "ES": "s", "ET": "t", "WS": "w", "S": "w"}
_LABEL = re.compile("(?<=N)w[wcso]*N{1,3}$|(?<=L)w+[cso][wcso]*N{1,3}$")
"""A paragraph's or note's number at the right edge of a line that goes on with Latin text: it is read first."""
_LEFT_TO_RIGHT = re.compile("[LNt][LNcstwo]*[LNt]|[LN]")
"""From one digit or Latin letter to another with nothing of the other direction between them."""
_RIGHT_TO_LEFT_RUN = re.compile("R(?:[^L]*R)?")
_NUMBER = re.compile("t?N+(?:[cs]N+)*t?")
_MIRROR = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_SWAPPED = _MIRROR | dict(zip("“”‘’", "”“’‘", strict=True))
"""What pdfium turns round in a right-to-left text; it does so with quotation marks too, which no producer mirrors."""
_AVERTED = re.compile(r"(?<!\S)[)\]](?=\w)|(?<=\w)[(\[](?!\S)|(?<=\w)[(\[](?=[،؛.,:;])")
"""A bracket that turns its back to the word beside it."""
_EMPTY = re.compile(r"(?<!\S)\)\((?!\S)")
_PLACE = itemgetter(1, 2)
_BRACKETS = {")": "(", "]": "[", "}": "{", "»": "«"}


def is_mark(text: str) -> bool:
    """Whether a character stands over or under a letter.

    >>> is_mark("\u0651"), is_mark("\u0628")
    (True, False)
    """
    return bool(_MARK.match(text))


def is_doubtful(text: str) -> bool:
    """Whether the order of a right-to-left line cannot be taken from a plain reversal."""
    return bool(_NEEDS_ORDER.search(text))


def lam_alef_pairs(text: str) -> list[int]:
    """Give the places of an alef before a lam, which may be a ligature read the wrong way round."""
    return [match.start() for match in _LAM_ALEF.finditer(text)]


def logical(glyphs: Iterable[Glyph], gap: float, wide: float, *, right_first: bool = True) -> list[Stretch]:
    """Give the text of a line with right-to-left letters as it is read, parted at blanks wider than `wide`.

    A line of a right-to-left text (`right_first`) is read from the right, stretches of Latin letters and numbers in it from
    the left; in a line of another text it is the other way round.

    `glyphs` are the line's characters as pdfium orders them, without spaces that nothing was printed for; a blank wider
    than `gap` becomes a space. Some producers write what a bracket looks like and some what it means: the blanks
    beside it decide.
    """
    read = _read if right_first else _read_from_left
    stretches: list[Stretch] = []
    visual: list[str] = []
    start = edge = last = 0.0
    for text, left, right in _with_marks(sorted(glyphs, key=_PLACE)):
        if text == " ":
            if visual and visual[-1] != " ":
                visual.append(" ")
            continue
        if not visual:
            start = left
        elif (
            left == last and right == edge
        ):  # another character of the same glyph; right-to-left ones come turned round
            visual[-1] = text + visual[-1] if RIGHT_TO_LEFT.match(text) else visual[-1] + text
            continue
        elif left - edge > wide:
            stretches.append(Stretch(read(visual), start, edge))
            visual, start = [], left
        elif left - edge > gap and visual[-1] != " ":
            visual.append(" ")
        visual.append(text)
        last = left
        if right > edge or len(visual) == 1:
            edge = right
    stretches.append(Stretch(read(visual), start, edge))
    return stretches[::-1] if right_first else stretches


def _read(visual: list[str]) -> str:
    """Give the text of glyphs that are printed in this order from left to right."""
    classes = "".join([_CLASS_OF[text] for text in visual])
    out: list[str] = []
    end = len(visual)
    for start, stop in reversed(_runs(visual, classes)):
        out += _turned(visual[stop:end])
        out += visual[start:stop]
        end = start
    out += _turned(visual[:end])
    text = _AVERTED.sub(lambda match: _MIRROR[match[0]], "".join(out))
    return _EMPTY.sub("()", text)


def _read_from_left(visual: list[str]) -> str:
    """Give the text of glyphs that are printed in this order in a line of a left-to-right text."""
    classes = "".join([_CLASS_OF[text] for text in visual])
    out: list[str] = []
    end = 0
    for match in _RIGHT_TO_LEFT_RUN.finditer(classes):
        out += visual[end : match.start()]
        out.append(_read(visual[match.start() : match.end()]))
        end = match.end()
    return "".join(out + visual[end:])


def _turned(visual: list[str]) -> list[str]:
    """Give right-to-left glyphs in the order in which they are read."""
    return [_SWAPPED.get(text, text) for text in reversed(visual)]


class _Classes(dict[str, str]):
    """The direction of each glyph in one letter, found when first asked for; small letters are neutral."""

    def __missing__(self, text: str) -> str:
        name = self[text] = _CLASSES.get(unicodedata.bidirectional(text[0]), "o")
        return name


_CLASS_OF = _Classes()


def _runs(visual: list[str], classes: str) -> list[tuple[int, int]]:
    """Give the stretches that are read from left to right, in printed order."""
    runs: list[tuple[int, int]] = []
    for match in _LEFT_TO_RIGHT.finditer(classes):
        start, stop = match.span()
        if "L" not in match[0]:
            runs += [(start + m.start(), start + m.end()) for m in _NUMBER.finditer(match[0])]
            continue
        if stop == len(classes) and (label := _LABEL.search(match[0])):
            digits = label.end() - len(label[0]) + re.search("N", label[0]).start()  # type: ignore[union-attr]
            runs += [_balanced(visual, start, start + label.start()), (start + digits, stop)]
            continue
        inner = _bracketed(visual, classes, start, stop)
        if inner:
            before, after = inner
            runs += [(start + m.start(), start + m.end()) for m in _NUMBER.finditer(classes[start:before])]
            runs.append(_balanced(visual, before, after))
            runs += [(after + m.start(), after + m.end()) for m in _NUMBER.finditer(classes[after:stop])]
            continue
        runs.append(_balanced(visual, start, stop))
    return runs


def _bracketed(visual: list[str], classes: str, start: int, stop: int) -> tuple[int, int] | None:
    """Give what of a run stands in brackets of which one lies outside it, where there are but numbers beside it.

    Those numbers belong to the right-to-left text: the date before a symbol in brackets. None where it is not so.
    """
    if start and visual[start - 1] in "()[]":
        closing = next((n for n in range(start, stop) if visual[n] in ")]"), None)
        if closing is not None and "(" not in visual[start:closing] and "L" not in classes[closing:stop]:
            return (start, closing) if "N" in classes[closing:stop] else None
    if stop < len(visual) and visual[stop] in "()[]":
        opening = next((n for n in range(stop - 1, start - 1, -1) if visual[n] in "(["), None)
        if opening is not None and ")" not in visual[opening:stop] and "L" not in classes[start:opening]:
            return (opening + 1, stop) if "N" in classes[start:opening] else None
    return None


def _balanced(visual: list[str], start: int, stop: int) -> tuple[int, int]:
    """Widen a run by the bracket beside it that closes or opens one inside."""
    inside = "".join(visual[start:stop])
    if (
        stop < len(visual)
        and (opening := _BRACKETS.get(visual[stop]))
        and inside.count(opening) > inside.count(visual[stop])
    ):
        return start, stop + 1
    if start and visual[start - 1] in "([{«":
        closing = _MIRROR[visual[start - 1]]
        if inside.count(closing) > inside.count(visual[start - 1]):
            return start - 1, stop
    return start, stop


def _with_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """Join each mark over a letter to the letter that it stands over."""
    if not _MARK.search("".join([glyph[0] for glyph in glyphs])):
        return glyphs
    marks = [g for g in glyphs if unicodedata.combining(g[0][0])]
    drawn = {(left, right) for _, left, right in marks}
    bases = [
        g for g in glyphs if not unicodedata.combining(g[0][0]) and not (g[1:] in drawn and _is_repeated(g, glyphs))
    ]
    letters = [i for i, g in enumerate(bases) if not g[0].isspace()]
    for text, left, right in marks if letters else ():
        middle = (left + right) / 2
        nearest = min(letters, key=lambda i: max(bases[i][1] - middle, middle - bases[i][2], 0.0))
        base = bases[nearest]
        bases[nearest] = (base[0] + text, base[1], base[2])
    return bases


def _is_repeated(glyph: Glyph, glyphs: list[Glyph]) -> bool:
    """Whether a letter that a file tells of a mark's glyph is that of the glyph under it, told twice."""
    middle = (glyph[1] + glyph[2]) / 2
    return any(
        text == glyph[0] and left <= middle <= right and (left, right) != glyph[1:] for text, left, right in glyphs
    )
