"""What a document symbol is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from chancery.form.symbols.words import BODIES, NATURES, NUMBERLESS, PLURALS, POINTED, roman_value


class SymbolError(ValueError):
    """The text is no document symbol."""


@dataclass(frozen=True, slots=True)
class Suffix:
    """A modification (``/Add.1``) or the division of a document (``(Part I)``, ``(Resumption 1)``)."""

    kind: str
    """``Add Amend Corr Rev Corrigendum Summary``, or in brackets ``Part Vol Sect Resumption Introduction``."""
    number: str = ""

    @property
    def bracketed(self) -> bool:
        """Whether it is printed in round brackets and not after a slash."""
        return self.kind in _BRACKETED

    def __str__(self) -> str:
        """As printed, with the slash or space before it."""
        if not self.bracketed:
            return f"/{self.kind}.{self.number}" if self.number else f"/{self.kind}"
        label = PLURALS.get(self.kind, self.kind) if re.search(r"[ -]", self.number) else self.kind
        return f" ({label}{'.' if label in POINTED else ''}{' ' + self.number if self.number else ''})"


_BRACKETED = frozenset({"Part", "Vol", "Sect", "Resumption", "Introduction"})


@dataclass(frozen=True, slots=True)
class Session:
    """A session, as printed in a symbol."""

    number: int
    special: Literal["special", "emergency-special"] | None = None
    printed: str = ""
    """``57``, ``V``, ``S-27``, ``ES-X``."""


@dataclass(frozen=True)
class Symbol:
    """A document symbol in its parts; ``str`` gives the form in which the United Nations library prints it.

    Make one with `parse`. The path keeps the printed order; `body`, `session`, `year`, `nature` and `serial` say what
    its components mean.
    """

    root: str
    """``A``, ``S``, ``E``, ``CRC`` ...; ``GC(49)`` with its session."""
    path: tuple[str, ...]
    """The components after the root, up to the suffixes: ``("C.6", "69", "SR.19")``."""
    part: str = ""
    """Letter or letters of a resolution in several parts: ``B``, ``A-C``."""
    bracket: str = ""
    """What follows the number of a resolution in round brackets: year ``1999``, session ``V`` or ``S-VI``."""
    suffixes: tuple[Suffix, ...] = ()
    reissued: bool = False
    """A star after the symbol: the document was issued a second time for technical reasons."""

    def __str__(self) -> str:
        """The normal form, ``A/RES/68/247 B``, ``S/RES/1267 (1999)``, ``A/58/50/Rev.1/Corr.1``."""
        part = f" {self.part}" if self.part else ""
        bracket = f" ({self.bracket})" if self.bracket else ""
        tail = "".join(map(str, self.suffixes))
        return f"{self.root}/{'/'.join(self.path)}{part}{bracket}{tail}{'*' if self.reissued else ''}"

    @property
    def organ(self) -> str:
        """The root without a session: ``A``, ``CRC``, ``GC``."""
        return re.split(r"[(.]", self.root)[0]

    @property
    def document(self) -> Symbol:
        """The same document without the star of a reissue: what identifies it."""
        return replace(self, reissued=False) if self.reissued else self

    @property
    def main(self) -> Symbol:
        """The document that an addendum, a corrigendum or a revision belongs to."""
        return replace(self, suffixes=(), reissued=False) if self.suffixes or self.reissued else self

    @property
    def body(self) -> tuple[str, ...]:
        """The subsidiary bodies, outermost first: ``("CN.4", "Sub.2")``; empty for the principal organ itself."""
        return self._meaning.body

    @property
    def session(self) -> Session | None:
        """The session that is printed, of the body or else of the organ."""
        return self._meaning.session

    @property
    def year(self) -> int | None:
        """The calendar year that is printed."""
        return self._meaning.year

    @property
    def nature(self) -> str:
        """``RES DEC PV SR PRST INF L R WP CRP NGO PET MIN AGENDA`` ...; empty for a plain document."""
        return self._meaning.nature

    @property
    def serial(self) -> int | None:
        """The running number; the first one of a range; None where Roman."""
        return self._meaning.serial

    @property
    def resumption(self) -> int | None:
        """The number of the resumed part of a meeting; 1 where it is printed without a number."""
        found = [suffix for suffix in self.suffixes if suffix.kind == "Resumption"]
        return int(found[-1].number or 1) if found else None

    @cached_property
    def _meaning(self) -> _Meaning:
        return _read(self.root, self.path, self.bracket)


@dataclass(slots=True)
class _Meaning:
    body: tuple[str, ...] = ()
    session: Session | None = None
    year: int | None = None
    nature: str = ""
    serial: int | None = None


_SPECIAL = re.compile(r"(E?)S-(\d+|[IVXLC]+)")
_DOTTED = re.compile(r"(.+)\.([0-9]+|[IVXLC]+|[A-Z])(?:-[0-9]+)?")
_IN_BRACKETS = re.compile(r".+\(([0-9]+|[IVXLC]+)\)")
_REPORTS = re.compile(r"([0-9]+)-[0-9]+")
FIRST_SESSION_SYMBOL = 31
"""Documents of the General Assembly carry the session's number from the 31st session (1976)."""


def special_session(text: str) -> Session | None:
    """``S-27``, ``ES-X`` as sessions; None for anything else."""
    if not (match := _SPECIAL.fullmatch(text)):
        return None
    number = int(match[2]) if match[2].isdigit() else roman_value(match[2])
    if not number:
        return None
    return Session(number, "emergency-special" if match[1] else "special", text)


def is_year(number: int) -> bool:
    """Whether a number of a symbol can be a calendar year of the United Nations."""
    return 1946 <= number < 2100


def can_end(component: str) -> bool:
    """Whether a component can be the last of the path: a number, or a word with one that names no body (``SR.19``)."""
    if component.isdigit() or _REPORTS.fullmatch(component):
        return True
    dotted = _DOTTED.fullmatch(component)
    return dotted is not None and dotted[1].upper() not in BODIES


def checked_suffix(kind: str, number: str) -> Suffix | None:
    """A suffix, or None where a number is wanting."""
    return Suffix(kind, number) if number or kind in NUMBERLESS else None


def _read(root: str, path: tuple[str, ...], bracket: str) -> _Meaning:
    """What the components mean.

    A last number is the serial; a number before it is a year or a session by its size. The General Assembly put the
    session in from the 31st on, so a smaller one is no session (``A/520/1``).
    """
    meaning = _Meaning(session=_session_in_brackets(re.sub(r"\.(\d+)$", r"(\1)", root)))
    bodies: list[str] = []
    numbers: list[int] = []
    for place, component in enumerate(path):
        if component.isdigit():
            numbers.append(int(component))
        elif reports := _REPORTS.fullmatch(component):
            meaning.serial = int(reports[1])
        elif special := special_session(component):
            meaning.session = special
        elif dotted := _DOTTED.fullmatch(component):
            word = dotted[1].upper()
            if word not in BODIES and (word in NATURES or place == len(path) - 1):
                meaning.nature = word
                meaning.serial = int(dotted[2]) if dotted[2].isdigit() else None
            else:
                bodies.append(component)
                if dotted[2].isdigit() and is_year(int(dotted[2])):
                    meaning.year = int(dotted[2])
        elif component.upper() in NATURES and not (place == 0 and component == "GC"):
            meaning.nature = component.upper()
        else:
            bodies.append(component)
            meaning.session = _session_in_brackets(component) or meaning.session
    if meaning.nature == "D" and len(numbers) > 1 and is_year(numbers[-1]):
        meaning.year = numbers.pop()
    if numbers and meaning.serial is None:
        meaning.serial = numbers.pop()
    for number in numbers:
        if is_year(number):
            meaning.year = number
        elif meaning.session is None and not _too_early(root, bodies, number):
            meaning.session = Session(number, None, str(number))
    if bracket.isdigit():
        meaning.year = int(bracket)
    elif bracket:
        value = roman_value(bracket)
        meaning.session = Session(value, None, bracket) if value else special_session(bracket)
    meaning.body = tuple(bodies)
    return meaning


def _session_in_brackets(component: str) -> Session | None:
    """The session of ``GC(49)``, ``WP(XXXV)``."""
    if not (inner := _IN_BRACKETS.fullmatch(component)):
        return None
    value = int(inner[1]) if inner[1].isdigit() else roman_value(inner[1])
    return Session(value, None, inner[1]) if value else None


def _too_early(root: str, bodies: list[str], number: int) -> bool:
    return root == "A" and number < FIRST_SESSION_SYMBOL and all(re.fullmatch(r"C\.\d|BUR|SPC", b) for b in bodies)
