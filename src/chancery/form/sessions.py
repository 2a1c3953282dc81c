"""Which sessions of the General Assembly, and which year of the Security Council, a document of a day may carry."""

from __future__ import annotations

from datetime import date

from chancery.form.symbols.implied import assembly_session, opening

FIRST_YEAR = 1945
"""The Council's nth year is the calendar year less 1945: 1997 is the fifty-second."""
LISTS_FROM_MONTH = 2
"""Next session's preliminary list appears in February (A/s/50); documents may then carry the next session's number."""
AROUND_OPENING = 30
"""Days around an opening in which both sessions are accepted, since documents are dated before they are issued."""


def running_session(day: date) -> int | None:
    """Give the regular session in progress on a day; None before the first.

    >>> running_session(date(2002, 3, 5))
    56
    """
    return assembly_session(day) if day >= opening(1) else None


def possible_sessions(day: date) -> set[int]:
    """Give the sessions whose number a document of a day may carry: the running one, from February also the next."""
    running = running_session(day)
    if running is None:
        return {1}
    out = {running}
    following = opening(running + 1)
    if day.month >= LISTS_FROM_MONTH and day.year == following.year:
        out.add(running + 1)
    if (following - day).days <= AROUND_OPENING:
        out.add(running + 1)
    if (day - opening(running)).days <= AROUND_OPENING and running > 1:
        out.add(running - 1)
    return out


def council_year(day: date) -> int:
    """Give the Council's ordinal year of a day."""
    return day.year - FIRST_YEAR
