"""Elliptic lists: "A/64/115, 174 and 323", "Add.11-13", "A/8447 et Add.1", "S/RES/1267 (1999) and 1373 (2001)".

Rule of the Dag Hammarskjold Library's splitter: a piece takes from the last full symbol what it lacks, and a range is
written out. A bare number may just as well be a day, a year, a paragraph or an amount, so it is taken only where what
follows shows that it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from chancery.form.symbols.model import FIRST_SESSION_SYMBOL, Suffix, Symbol, is_year
from chancery.form.symbols.parse import LAST_SESSION, Scan, part_may_end, scan
from chancery.form.symbols.words import CONNECTORS, GLUED, THROUGH, fold

_WINDOW = 160
_GAP = 40
_LONGEST_RANGE = 99
_LAST_DAY = 31
_NEAR = 100
"""A number that could be a year belongs to the list only if it is this near to the one before."""

Piece = tuple[Symbol, int, int]


def extend(symbols: Sequence[Symbol], text: str, at: int) -> list[Piece]:
    """What an elliptic list adds to the symbols of a document that end at ``at``: each with its own place.

    The document's symbols are several where they are joined (``A/75/973-S/2021/678 and Add.1`` adds two).
    """
    if not _QUICK.match(text[at : at + _GAP]):
        return []
    return list(_List(list(symbols), text, at).pieces())


_QUICK = re.compile(r"[^\S\n]*\n?[^\S\n]*(?:[-/\u2010-\u2015,;،؛、，；&]|\w)")


@dataclass(slots=True)
class _Numeral:
    """A bare number of a list, kept until the end of its run is seen."""

    value: int
    piece: Piece


class _List:
    def __init__(self, symbols: list[Symbol], text: str, at: int) -> None:
        self.text, self.at = text, at
        self.bases = symbols
        self.last = symbols[-1]
        self.run: list[_Numeral] = []

    def pieces(self) -> Iterator[Piece]:
        """The members, in order."""
        yield from self.rest_of_range(self.at)
        while True:
            window = fold(self.text[self.at : self.at + _WINDOW])
            gap = _patterns().gap.match(window)
            if not gap:
                break
            found = self.suffixed(window, gap.end()) or self.counted(window, gap)
            if not found:
                if self.run and _patterns().number_then_word.match(window, gap.end()):
                    self.run = [numeral for numeral in self.run if numeral.value > _LAST_DAY]
                break
            if isinstance(found, _Numeral):
                self.run.append(found)
                self.last, _, self.at = found.piece
                self.run += [_Numeral(found.value, piece) for piece in self.rest_of_range(self.at)]
            else:
                yield from self.flush()
                yield from found
                self.last, _, self.at = found[-1]
                yield from self.rest_of_range(self.at)
        yield from self.flush()

    def flush(self) -> Iterator[Piece]:
        yield from (numeral.piece for numeral in self.run)
        self.run = []

    def rest_of_range(self, at: int) -> Iterator[Piece]:
        """``-13`` after ``Add.11``: the members up to the last number."""
        window = fold(self.text[at : at + 40])
        match = _patterns().through.match(window)
        number = _number_of(self.last)
        if not match or number is None:
            return
        stop = int(match["stop"])
        if not number < stop <= number + _LONGEST_RANGE:
            return
        dashed, closed = match["dash"] is not None, bool(_patterns().closed.match(window, match.end()))
        if self.plain and not (dashed and closed and _alike(number, stop)):
            return
        if not (dashed or closed or stop > _LAST_DAY):
            return
        for value in range(number + 1, stop + 1):
            group = "stop" if value == stop else "sign"
            yield _with_number(self.last, value), at + match.start(group), at + match.end(group)
        self.last = _with_number(self.last, stop)
        self.at = at + match.end()

    @property
    def plain(self) -> bool:
        """Whether the last symbol ends with a bare number."""
        return not self.last.suffixes and self.last.path[-1].isdigit()

    def suffixed(self, window: str, at: int) -> list[Piece] | None:
        """A piece that shows what it is: ``Add.1/Corr.1``, ``SR.47``, ``1373 (2001)``, ``58/12`` of a resolution."""
        patterns = _patterns()
        base = self.bases[-1]
        if match := patterns.suffixes.match(window, at):
            tail = scan(f"A/1/{match[0]}")
            if tail is None:
                return None
            new = tail.symbol.suffixes
            found = [
                replace(_stem(one, new[0].kind), suffixes=_stem(one, new[0].kind).suffixes + new) for one in self.bases
            ]
            return [(one, self.at + at, self.at + match.end()) for one in found]
        if (match := patterns.dotted.match(window, at)) and "." in base.path[-1]:
            word = base.path[-1].partition(".")[0]
            if match["word"].casefold() == word.casefold():
                hit = self.scanned(f"{'/'.join((base.root, *base.path[:-1]))}/", window, at)
                return hit and self.renewed(hit)
        if base.bracket and (match := patterns.bracketed.match(window, at)):
            hit = self.scanned(f"{'/'.join((base.root, *base.path[:-1]))}/", window, at)
            return self.renewed(hit) if hit and hit[0][0].bracket else None
        if base.part and (match := patterns.lettered.match(window, at)) and part_may_end(window, match.end()):
            return [(replace(base, part=match[0]), self.at + at, self.at + match.end())]
        if (
            base.path[0] == "RES"
            and len(base.path) == 3
            and (match := patterns.slashed.match(window, at))
            and FIRST_SESSION_SYMBOL <= int(match["session"]) <= LAST_SESSION
        ):
            hit = self.scanned(f"{base.root}/RES/", window, at)
            return hit and self.renewed(hit)
        return None

    def scanned(self, lead: str, window: str, at: int) -> list[Piece] | None:
        hit: Scan | None = scan(lead + window[at:])
        return [(hit.symbol, self.at + at, self.at + at + hit.end - len(lead))] if hit else None

    def renewed(self, pieces: list[Piece]) -> list[Piece]:
        """From now on the list goes on from this symbol."""
        self.bases = [pieces[-1][0]]
        return pieces

    def counted(self, window: str, gap: re.Match[str]) -> _Numeral | None:
        """A bare number that cannot be anything but the next member."""
        match = _patterns().number.match(window, gap.end())
        before = _number_of(self.last)
        if not match or before is None or self.last.bracket or self.last.part:
            return None
        value = int(match["number"])
        if value <= before or len(str(value)) > max(4, len(str(before))) or (is_year(value) and value - before > _NEAR):
            return None
        if not _patterns().closed.match(window, match.end()) and not (
            value > _LAST_DAY and window[match.end() : match.end() + 1] == "\n"
        ):
            return None
        place = self.at + match.start("number"), self.at + match.end("number")
        return _Numeral(value, (_with_number(self.last, value), *place))


def _stem(symbol: Symbol, kind: str) -> Symbol:
    """What a suffix of this kind is added to: everything before the first suffix of that kind.

    A corrigendum is itself neither added to nor revised, so anything but a further one goes to the document it corrects.
    """
    kinds = [suffix.kind for suffix in symbol.suffixes]
    if kind in kinds:
        return replace(symbol, suffixes=symbol.suffixes[: kinds.index(kind)], reissued=False)
    kept = symbol.suffixes
    while kept and kept[-1].kind == "Corr":
        kept = kept[:-1]
    return replace(symbol, suffixes=kept, reissued=False)


def _number_of(symbol: Symbol) -> int | None:
    """The last number that is printed, where it is an Arabic one."""
    last = symbol.suffixes[-1].number if symbol.suffixes else symbol.path[-1].rpartition(".")[2]
    return int(last) if last.isdigit() else None


def _with_number(symbol: Symbol, number: int) -> Symbol:
    """The same symbol with another last number."""
    if symbol.suffixes:
        last = Suffix(symbol.suffixes[-1].kind, str(number))
        return replace(symbol, suffixes=(*symbol.suffixes[:-1], last), reissued=False)
    word, point, _ = symbol.path[-1].rpartition(".")
    return replace(symbol, path=(*symbol.path[:-1], f"{word}{point}{number}"), reissued=False)


def _alike(first: int, last: int) -> bool:
    return len(str(first)) == len(str(last)) and not is_year(last)


@dataclass(frozen=True, slots=True)
class _Patterns:
    gap: re.Pattern[str]
    through: re.Pattern[str]
    suffixes: re.Pattern[str]
    dotted: re.Pattern[str]
    bracketed: re.Pattern[str]
    lettered: re.Pattern[str]
    slashed: re.Pattern[str]
    number: re.Pattern[str]
    number_then_word: re.Pattern[str]
    closed: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    space = r"(?: *\n? *)"
    spaced = _words(CONNECTORS, glued=False)
    glued = _words(CONNECTORS, glued=True)
    word = rf"(?:(?<=\s)(?:{spaced})(?=\s)|(?:{glued}))"
    sign = r"(?:[,;](?=\s|[A-Za-z])|[،؛、，；])"
    to = "|".join(fold(one) for language in THROUGH.values() for one in language)
    suffix = r"(?:add|amend|corr|rev)\. ?\d{1,4}(?![A-Za-z0-9])"
    dotted = r"(?P<word>[A-Za-z]{1,4})\. ?\d{1,5}(?![A-Za-z0-9])"
    number = r"(?P<number>\d{1,6})(?![A-Za-z0-9]|[,.]\d| \d)"
    return _Patterns(
        gap=re.compile(rf"{space}(?:{sign}{space}(?:{word}{space})?|{word}{space}|/{space}(?=(?i:add|corr)))"),
        through=re.compile(
            rf" ?(?P<sign>(?P<dash>-)| (?:{to}) | ?(?:至|到) ?) ?(?P<stop>\d{{1,5}})(?![A-Za-z0-9/]|[,.]\d)"
        ),
        suffixes=re.compile(rf"(?i:{suffix}(?: ?/ ?{suffix})*)"),
        dotted=re.compile(dotted),
        bracketed=re.compile(r"\d{1,4}(?: [A-Z](?:-[A-Z])?)? ?\( ?(?:\d{4}|(?:E?S-)?[IVXLC]+) ?\)"),
        lettered=re.compile(r"[A-Z](?:-[A-Z])?(?![A-Za-z0-9./-])"),
        slashed=re.compile(r"(?P<session>\d{2,3}) ?/ ?\d{1,3}(?![A-Za-z0-9/]|[,.]\d)"),
        number=re.compile(number),
        number_then_word=re.compile(r"\d{1,4} ?\n? ?(?:de |of )?[^\W\d_]"),
        closed=re.compile(
            rf"{space}(?:$|\n|-\d|[)\]}}»”\"']|[;:،؛、，；。]|[.,](?:\s|$)|号|(?:{glued}|(?<=\s)(?:{spaced})\s){space}(?:\d|(?i:{suffix})|[A-Z]+/))"
        ),
    )


def _words(table: dict[str, tuple[str, ...]], *, glued: bool) -> str:
    words = {word for language, own in table.items() for word in own if (language in GLUED) is glued}
    return "|".join(sorted(map(re.escape, map(fold, words)), key=len, reverse=True))
