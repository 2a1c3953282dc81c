"""What a symbol says about its document beyond what is printed: organ, session, years, kind."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chancery.form.symbols.model import FIRST_SESSION_SYMBOL, Session, Symbol
from chancery.form.symbols.words import PRESS

AgendaList = Literal["preliminary-list", "annotated-preliminary-list", "provisional-agenda", "agenda"]
Distribution = Literal["general", "limited", "restricted"]

KINDS = {
    "": "document",
    "AGENDA": "agenda",
    "CRP": "conference-room-paper",
    "DEC": "decision",
    "INF": "information",
    "L": "draft",
    "MIN": "minutes",
    "NGO": "non-governmental-organization",
    "PET": "petition",
    "PRST": "presidential-statement",
    "PV": "verbatim-record",
    "R": "restricted",
    "RES": "resolution",
    "SR": "summary-record",
    "WP": "working-paper",
}
"""The kind of document by its nature; a plain document is a communication or a report."""

_DISTRIBUTIONS: dict[str, Distribution] = {"L": "limited", "R": "restricted"}

FIXED_NUMBERS: dict[int, AgendaList] = {
    50: "preliminary-list",
    100: "annotated-preliminary-list",
    150: "provisional-agenda",
    251: "agenda",
}
"""Numbers that the General Assembly keeps in every session for the lists of items."""

LAST_PLAIN_COUNCIL_YEAR = 1993
"""Documents of the Security Council carry the year from 1994; before that they form one run, ``S/1`` to ``S/26999``."""

_LAST_OF_YEAR = (
    15, 37, 66, 78, 89, 96, 98, 103, 106, 110, 121, 126, 131, 132,
    160, 170, 177, 185, 199, 219, 232, 244, 262, 275,
    291, 307, 324, 344, 366, 384, 402, 422, 443, 461,
    484, 499, 528, 545, 559, 580, 593, 606, 626, 646,
    683, 725, 799, 892, 969, 1035, 1092, 1146, 1219, 1284,
    1334, 1386, 1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907,
    1966, 2032, 2085, 2132, 2195, 2259, 2336, 2397, 2451, 2503,
    2560, 2617, 2671, 2721, 2767,
)  # fmt: skip
"""Number of the last resolution of the Security Council in each year from 1946 to 2024."""

_ODD_OPENINGS = {
    1: date(1946, 1, 10),
    6: date(1951, 11, 6),
    7: date(1952, 10, 14),
    11: date(1956, 11, 12),
    19: date(1964, 12, 1),
}
"""Regular sessions that did not open on a Tuesday of September."""


@dataclass(frozen=True, slots=True)
class Implied:
    """What follows from a symbol; None where nothing does."""

    organ: str
    """``A``, ``S``, ``E``, ``CRC`` ..."""
    session: Session | None
    year: int | None
    """Calendar year: printed, or of the session's opening, or of a Council resolution's number."""
    years: tuple[int, int] | None
    """First and last calendar year in which the document can have been issued."""
    kind: str
    """A value of `KINDS`, or ``press-release``, or ``document``."""
    distribution: Distribution
    agenda_list: AgendaList | None
    """The list of agenda items that the document is."""


def implied(symbol: Symbol, issued: date | None = None) -> Implied:
    """What a symbol implies; the date of issue settles the session of a document numbered before 1976 (``A/10298``)."""
    session = symbol.session
    if session is None and _assembly_run(symbol) and issued and _within_run(issued):
        number = assembly_session(issued)
        session = Session(number) if number < FIRST_SESSION_SYMBOL else None
    years = _years(symbol, session)
    year = symbol.year
    if year is None and years and (years[0] == years[1] or _regular_assembly(symbol, session)):
        year = years[0]
    return Implied(
        organ=symbol.organ,
        session=session,
        year=year,
        years=years,
        kind="press-release" if symbol.root in PRESS else KINDS.get(symbol.nature, "document"),
        distribution=_DISTRIBUTIONS.get(symbol.nature, "general"),
        agenda_list=_agenda_list(symbol),
    )


def assembly_session(day: date) -> int:
    """The number of the regular session of the General Assembly that is open on a day, or was the last to open.

    Raises `ValueError` for a day before the first session.
    """
    number = day.year - 1945
    if day < _ODD_OPENINGS[1]:
        raise ValueError(f"the General Assembly had not met by {day.isoformat()}")
    return number if day >= opening(number) or number == 1 else number - 1


def opening(session: int) -> date:
    """The day on which a regular session of the General Assembly opens.

    Third Tuesday of September to the 56th; Tuesday of the third week counted from the first with a working day to the
    77th (resolution 57/301); of the second such week from the 78th (resolution 75/325).
    """
    if session in _ODD_OPENINGS:
        return _ODD_OPENINGS[session]
    first = date(1945 + session, 9, 1)
    if session < 57:
        return first + timedelta(days=(1 - first.weekday()) % 7 + 14)
    monday = first - timedelta(days=first.weekday()) if first.weekday() < 5 else first + timedelta(7 - first.weekday())
    return monday + timedelta(days=1 + 7 * (2 if session < 78 else 1))


def _assembly_run(symbol: Symbol) -> bool:
    """Whether the symbol is of the run that the General Assembly numbered through all its sessions to the 30th."""
    return symbol.root == "A" and len(symbol.path) == 1 and symbol.path[0].isdigit()


def _within_run(issued: date) -> bool:
    return _ODD_OPENINGS[1] <= issued < opening(FIRST_SESSION_SYMBOL)


def _regular_assembly(symbol: Symbol, session: Session | None) -> bool:
    """Whether the session is a regular one of the General Assembly itself or of its main committees."""
    own = all(one.startswith("C.") or one in {"BUR", "SPC"} for one in symbol.body)
    return symbol.root == "A" and own and session is not None and session.special is None


def _years(symbol: Symbol, session: Session | None) -> tuple[int, int] | None:
    """The span of years of issue. A list of items comes out in the year of its session's opening, before it."""
    if symbol.year:
        return symbol.year, symbol.year
    if session and _regular_assembly(symbol, session):
        return 1945 + session.number, 1946 + session.number
    if symbol.suffixes:
        return None  # A/520/Rev.20: the number is older than the text
    if symbol.root == "S" and symbol.path[0] == "RES" and symbol.serial:
        place = bisect_left(_LAST_OF_YEAR, symbol.serial)
        return (1946 + place, 1946 + place) if place < len(_LAST_OF_YEAR) else None
    if _assembly_run(symbol):
        return 1946, 1945 + FIRST_SESSION_SYMBOL
    if symbol.root == "S" and len(symbol.path) == 1 and symbol.path[0].isdigit():
        return 1946, LAST_PLAIN_COUNCIL_YEAR
    return None


def _agenda_list(symbol: Symbol) -> AgendaList | None:
    session = symbol.session
    plain = symbol.root == "A" and len(symbol.path) == 2 and symbol.path[1].isdigit()
    if not plain or session is None or session.special or symbol.suffixes:
        return None
    return FIXED_NUMBERS.get(symbol.serial or 0)
