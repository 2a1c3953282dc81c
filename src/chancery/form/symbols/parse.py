"""From text to a symbol: one scanner, used on a whole text (`parse`) and inside running text (`chancery.form.symbols.find`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from chancery.form.symbols.labels import label_at
from chancery.form.symbols.model import (
    FIRST_SESSION_SYMBOL,
    Suffix,
    Symbol,
    SymbolError,
    can_end,
    checked_suffix,
    is_year,
    special_session,
)
from chancery.form.symbols.words import (
    ARABIC_SESSIONS,
    DOTTED_WORDS,
    GLUED,
    IGNORABLE,
    LONE,
    OF,
    ONE_LETTER,
    PRESS,
    PRINCIPAL,
    ROOT_FORMS,
    ROOTS,
    SUFFIXES,
    WORDS,
    connector_words,
    fold,
    roman,
    roman_value,
)

LAST_SESSION = 150
"""No session of an organ is counted beyond this; larger numbers are serials."""

_END = r"(?![A-Za-z0-9])"
_SEPARATOR = r" ?\n?/{1,2} *\n? *"
_GAP = r" *\n? *"
_ROOT = re.compile(r"([A-Za-z]{1,8})(\([A-Za-z0-9]{1,6}\)|\.\d{1,3})?(?= ?\n?/)")
_NEXT_WORD = r"[A-Z][^\W\d_A-Z]{2}"
"""A word that extraction has joined to the number before it: ``A/58/619Distr.``."""
_NUMBER = re.compile(
    rf"{_SEPARATOR}(\d{{1,6}})(?=[A-Z](?:-[A-Z])?{_END}|{_END}|(?i:add|corr|rev|amend)\.|{_NEXT_WORD})"
)
_REPORTS = re.compile(rf"{_SEPARATOR}([1-9]\d?-[1-9]\d?){_END}")
"""Periodic reports taken together: ``CEDAW/C/ECU/CO/8-9`` is one document."""
_SPECIAL = re.compile(rf"{_SEPARATOR}(E?S)- ?\n?(\d{{1,2}}){_END}", re.I)
_SUFFIX = re.compile(
    rf"(?:{_SEPARATOR}| ?)(?:(add|amend|corr|rev)\.? ?(\d{{1,4}})|(corrigendum|summary)(?:\. ?(\d{{1,4}}))?){_END}",
    re.I,
)
_RANGE = re.compile(rf"{_SEPARATOR}([A-Za-z]{{1,4}})\. ?(\d{{1,4}}-\d{{1,4}})(?={_SEPARATOR}Corr)", re.I)
_DOTTED = re.compile(
    rf"{_SEPARATOR}([A-Za-z]{{1,8}}(?:\.[A-Za-z]{{1,8}}){{0,2}})\. ?(\d{{1,5}}|(?i:[IVXLC]{{1,7}}|[A-Z])){_END}"
)
_WORD = re.compile(
    rf"{_SEPARATOR}([A-Za-z]{{1,12}}\d{{0,4}}(?:-[A-Z]{{2,8}})?)(?: ?\( ?(\d{{1,3}}|[IVXLC]{{1,7}}) ?\)(?= ?\n?/))?(?=[/\s(]|{_END})"
)
_BRACKET = re.compile(
    rf"{_GAP}\( ?(?:(?P<year>\d{{4}})|(?P<special>E?S-)? ?(?P<roman>[IVXLC]{{1,7}})|(?P<arabic>(?:[\u062f\u0625\u0627\u0637] ?){{1,3}})- ?(?P<number>\d{{1,2}})) ?\)",
    re.I,
)
_ONE_NUMBER_LEFT = re.compile(rf"{_SEPARATOR}\d{{1,4}}{_END}(?! ?/ ?\d)")
"""Tells ``ISBA/17/A/9`` from two symbols joined by a slash."""
_JOINT = re.compile(r"\s*[-&/,;]?\s*(?=\S)")
_STAR = re.compile(r" ?\*(?!\*)")
_PART = re.compile(
    r"""
    (?P<gap>[ ]?)(?P<part>[A-Z](?:-[A-Z])?)
    (?!\.?[A-Za-z0-9]
      |[ ]?/(?![\s/]*(?i:add|amend|corr|rev|summary))
      |-(?![A-Z]{1,8}(?:\([A-Z0-9]{1,6}\)|\.\d{1,3})?/)
    )
    """,
    re.VERBOSE,
)
_PART_IN_SQUARE = re.compile(r" ?\[([A-Z](?:-[A-Z])?)\]")


@dataclass(slots=True)
class Scan:
    """A symbol at the beginning of a text, and where it ends."""

    symbol: Symbol
    end: int


def parse(text: str) -> Symbol:
    """The symbol that a text is, in whatever spelling: case, spaces, dashes, full-width forms do not matter.

    >>> str(parse("s/res/1267(1999)"))
    'S/RES/1267 (1999)'

    Raises `SymbolError` when the text is not one whole symbol; two joined symbols are for `split_combined`.
    """
    plain = IGNORABLE.sub("", fold(text)).strip()
    found = scan(plain, lenient=True)
    if found is None:
        raise SymbolError(f"{text.strip()[:80]!r} is not the symbol of a United Nations document")
    if found.end != len(plain):
        raise SymbolError(f"{text.strip()[:80]!r} goes on after the symbol {found.symbol}")
    return found.symbol


def normalise(text: str) -> str:
    """The normal form of a symbol. Raises `SymbolError` as `parse` does."""
    return str(parse(text))


def split_combined(text: str) -> list[Symbol]:
    """The symbols of a document that has several, ``A/75/973-S/2021/678``, in printed order.

    Hyphen, dash, ``&``, line break or space may stand between them. Raises `SymbolError` when anything else is left.
    """
    rest = IGNORABLE.sub("", fold(text)).strip()
    symbols: list[Symbol] = []
    while found := scan(rest, lenient=True):
        symbols.append(found.symbol)
        rest = rest[found.end :]
        if not rest:
            return symbols
        joint = _JOINT.match(rest)
        if not joint:
            raise SymbolError(f"{rest[:80]!r} stands after the symbol {found.symbol}")
        rest = rest[joint.end() :]
    raise SymbolError(f"{rest[:80]!r} is not the symbol of a United Nations document")


def scan(text: str, *, lenient: bool = False) -> Scan | None:
    """The longest symbol at the beginning of a folded text; None if there is none.

    Leniently, case does not matter; otherwise the root and the bodies have to be in capitals, as print has them.
    """
    match = _ROOT.match(text)
    if not match:
        return None
    root = match[1].upper() if lenient else match[1]
    form = (match[2] or "").upper()
    if root not in ROOTS or (form and not re.fullmatch(ROOT_FORMS.get(root, "(?!)"), form)):
        return None
    return _Scanner(text, root + form, match.end(), lenient).run()


class _Scanner:
    """The state of one scan: components so far, and the last place where the symbol could end."""

    def __init__(self, text: str, root: str, at: int, lenient: bool) -> None:
        self.text, self.root, self.at, self.lenient = text, root, at, lenient
        self.path: list[str] = []
        self.part = self.bracket = ""
        self.suffixes: list[Suffix] = []
        self.good: Scan | None = None

    def run(self) -> Scan | None:
        while self.component():
            if can_end(self.path[-1]):
                self.save()
        if self.good is None:
            return None
        kept = len(self.good.symbol.path)
        if all(component.isdigit() for component in self.path[kept - 3 : kept]) and kept > 2:
            return None  # a date, 12/11/2001
        self.path, self.at = self.path[:kept], self.good.end
        if {"RES", "DEC"} & set(self.path):
            self.resolution()
        while self.suffix() or self.label():
            self.save()
        if self.good and (star := _STAR.match(self.text, self.good.end)) and self.text[: star.end()].count("*") == 1:
            symbol = self.good.symbol
            self.good = Scan(
                Symbol(symbol.root, symbol.path, symbol.part, symbol.bracket, symbol.suffixes, True), star.end()
            )
        return self.good

    def save(self) -> None:
        self.good = Scan(Symbol(self.root, tuple(self.path), self.part, self.bracket, tuple(self.suffixes)), self.at)

    def take(self, match: re.Match[str], component: str) -> bool:
        self.path.append(component)
        self.at = match.end()
        return True

    def component(self) -> bool:
        """Take the next component of the path; False at the first thing that is none."""
        text, at = self.text, self.at
        if self.root not in PRINCIPAL | LONE and (match := _REPORTS.match(text, at)):
            return self.take(match, match[1])
        if match := _NUMBER.match(text, at):
            return self.take(match, str(int(match[1])))
        if match := _SPECIAL.match(text, at):
            return self.take(match, f"{match[1].upper()}-{int(match[2])}")
        if _SUFFIX.match(text, at):
            return False
        if match := _RANGE.match(text, at):
            return self.take(match, f"{self.word(match[1])}.{match[2]}")
        if match := _DOTTED.match(text, at):
            word = self.word(match[1], DOTTED_WORDS)
            number = str(int(match[2])) if match[2].isdigit() else match[2].upper()
            if self.allowed(match, dotted=True) and (self.lenient or not match[2].islower()):
                return self.take(match, f"{word}.{number}")
        elif match := _WORD.match(text, at):
            word = self.word(match[1])
            if self.allowed(match, dotted=False):
                return self.take(match, f"{word}({match[2]})" if match[2] else word)
        return False

    def word(self, printed: str, special: dict[str, str] | None = None) -> str:
        """A word in its usual spelling."""
        low = printed.casefold()
        known = (special or {}).get(low) or WORDS.get(low)
        return known or (printed.upper() if printed.islower() else printed)

    def allowed(self, match: re.Match[str], *, dotted: bool) -> bool:
        printed = match[1]
        if not (printed[0].isupper() or self.lenient):
            return False
        if len(printed) > 1:
            return True
        letter = printed.upper()
        if self.root in PRINCIPAL:
            return dotted and letter in ONE_LETTER
        return dotted or letter not in PRINCIPAL or bool(_ONE_NUMBER_LEFT.match(self.text, match.end()))

    def resolution(self) -> None:
        """Take the letter of the part and the bracket after the number of a resolution, in either order."""
        self.letters()
        if (match := _BRACKET.match(self.text, self.at)) and (bracket := self.bracket_of(match)):
            self.bracket, self.at = bracket, match.end()
            if not self.part:
                self.letters()
        self.save()

    def letters(self) -> None:
        if match := _PART_IN_SQUARE.match(self.text, self.at):
            self.part, self.at = match[1], match.end()
        elif (match := _PART.match(self.text, self.at)) and (not match["gap"] or part_may_end(self.text, match.end())):
            self.part, self.at = match["part"], match.end()

    def bracket_of(self, match: re.Match[str]) -> str:
        """The bracket in its normal form, '' where it does not belong to a resolution of this organ."""
        if match["year"]:
            return match["year"] if self.root == "S" and is_year(int(match["year"])) else ""
        if self.root == "S":
            return ""
        if match["roman"]:
            numeral = match["roman"].upper()
            return (match["special"] or "").upper() + numeral if roman_value(numeral) else ""
        mark, number = ARABIC_SESSIONS.get(match["arabic"].replace(" ", "")), int(match["number"])
        return mark + roman(number) if mark is not None and number else ""

    def suffix(self) -> bool:
        if not (match := _SUFFIX.match(self.text, self.at)):
            return False
        kind = SUFFIXES[(match[1] or match[3]).casefold()]
        suffix = checked_suffix(kind, str(int(match[2] or match[4])) if match[2] or match[4] else "")
        if suffix is None:
            return False
        self.suffixes.append(suffix)
        self.at = match.end()
        return True

    def label(self) -> bool:
        found = label_at(self.text, self.at, lenient=self.lenient)
        if found is None:
            return False
        suffix, self.at = found
        self.suffixes.append(suffix)
        return True


@cache
def _part_end() -> re.Pattern[str]:
    spaced = "|".join(re.escape(fold(word)) for language in OF if language not in GLUED for word in OF[language])
    glued = "|".join(re.escape(fold(word)) for language in GLUED for word in OF[language])
    word = rf"(?:{spaced}|{connector_words()})(?!\w)|{glued}"
    return re.compile(rf" {{2}}| ?(?:$|[^\w\s]|\n|{word})|(?![A-Za-z])\w")


def part_may_end(text: str, at: int) -> bool:
    """Whether a letter after a space is the part of a resolution and not a word (``A delegation``)."""
    return bool(_part_end().match(text, at))


def plausible(symbol: Symbol) -> bool:
    """Whether a symbol met in running text is one and no accident (``S/3``, ``A/12/11``, ``CAT/5``)."""
    path = symbol.path
    if symbol.root in PRINCIPAL:
        return _plausible_principal(symbol)
    if symbol.root in PRESS:
        return path[-1].isdigit() and int(path[-1]) > 999
    if symbol.root != symbol.organ or not all(component.isdigit() for component in path):
        return True
    if len(path) == 1:
        return symbol.root in LONE and (len(path[0]) > 2 or len(symbol.root) > 3 or bool(symbol.suffixes))
    return is_year(int(path[0])) or len(symbol.root) > 3


def _plausible_principal(symbol: Symbol) -> bool:
    path = symbol.path
    numbers = [int(component) for component in path if component.isdigit()]
    if len(numbers) == len(path):
        if len(path) == 1:
            return len(path[0]) > 2 or bool(symbol.suffixes)
        first = numbers[0]
        if symbol.root in "SE":
            return is_year(first)
        return symbol.root == "A" and FIRST_SESSION_SYMBOL <= first <= LAST_SESSION
    if special_session(path[0]):
        return symbol.root == "A" and len(path) > 1
    if path[0] in {"RES", "DEC"} and len(path) == 2 and not symbol.bracket:
        return path[1].isdigit() and (symbol.root == "S" or int(path[1]) > LAST_SESSION)
    if path[0] in {"PRST", "HRC"}:
        return len(path) > 2 or bool(symbol.suffixes)
    if "." in path[0] and len(path) == 1:
        return path[0].partition(".")[0] in {"L", "PV", "R", "SR"}
    return len(numbers) > 1 or all(map(_known, path))


def _known(component: str) -> bool:
    """Whether a component is a number, a session, has a point, or is a word of the vocabulary."""
    if component.isdigit() or "." in component or special_session(component):
        return True
    return component.partition("(")[0].casefold() in WORDS
