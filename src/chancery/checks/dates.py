"""Checks on dates: letter against masthead, sessions, years and symbols against dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from chancery.checks.catalogue import finding
from chancery.checks.evidence import inferred, span_of
from chancery.form.sessions import council_year, possible_sessions
from chancery.form.symbols import Symbol, SymbolError, implied, parse
from chancery.record.model import Finding, Record

LONG_GAP = 60
"""Days between letter and masthead beyond which one of the dates is worth a look; normally there are 14 at most."""
FIRST_DAY = date(1945, 1, 1)
NEW_YEAR_DAYS = 45
"""Days after New Year in which documents may still carry the former year's symbol."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == 10 else None


def _document_day(record: Record) -> date | None:
    return _day(record.masthead.date) or (_day(record.letter.date) if record.letter else None) or _day(record.adopted)


def order(record: Record) -> Iterator[Finding]:
    """A letter is not dated after its masthead, and no date lies outside the life of the Organization."""
    head, letter = _day(record.masthead.date), _day(record.letter.date) if record.letter else None
    for path, day in ((("masthead", "date"), head), (("letter", "date"), letter)):
        if day and not FIRST_DAY <= day <= date.today() + timedelta(days=366):
            yield finding("future-date", span_of(record, *path), date=day.isoformat())
    if not head or not letter:
        return
    span = span_of(record, "letter", "date")
    if letter > head:
        yield finding("letter-after-masthead", span, letter=letter.isoformat(), masthead=head.isoformat())
    elif (head - letter).days > LONG_GAP:
        days = (head - letter).days
        yield finding(
            "letter-long-before-masthead", span, letter=letter.isoformat(), masthead=head.isoformat(), days=days
        )


def sessions(record: Record) -> Iterator[Finding]:
    """Session and year lines fit the date."""
    day = _document_day(record)
    if day is None:
        return
    for n, sitting in enumerate(record.masthead.sittings):
        if sitting.year and sitting.year not in {council_year(day), council_year(day - timedelta(days=NEW_YEAR_DAYS))}:
            span = span_of(record, "masthead", "sittings", n, "year")
            yield finding(
                "council-year-mismatch", span, printed=sitting.year, date=day.isoformat(), expected=council_year(day)
            )
        if sitting.organ != "A" or not sitting.session or sitting.special:
            continue
        if inferred(record, "masthead", "sittings", n, "session"):
            continue
        possible = possible_sessions(day)
        if sitting.session not in possible:
            span = span_of(record, "masthead", "sittings", n, "session")
            expected = " or ".join(map(str, sorted(possible)))
            yield finding(
                "session-date-mismatch", span, printed=sitting.session, date=day.isoformat(), expected=expected
            )


def symbols(record: Record) -> Iterator[Finding]:
    """Symbols fit the date and the session line."""
    day = _document_day(record)
    printed = next(
        (s.session for s in record.masthead.sittings if s.organ == "A" and s.session and not s.special), None
    )
    for n, text in enumerate(record.masthead.symbols):
        symbol = _symbol(text)
        if symbol is None:
            continue
        span = span_of(record, "masthead", "symbols", n)
        if day and symbol.year and symbol.year not in {day.year, (day - timedelta(days=NEW_YEAR_DAYS)).year}:
            yield finding("symbol-year-mismatch", span, symbol=text, year=symbol.year, date=day.isoformat())
        session = implied(symbol).session
        if printed and session and session.special is None and text.startswith("A/") and session.number != printed:
            yield finding("symbol-session-mismatch", span, symbol=text, symbol_session=session.number, printed=printed)


def _symbol(text: str) -> Symbol | None:
    try:
        return parse(text)
    except SymbolError:
        return None
