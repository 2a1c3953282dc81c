"""What a record does not print and yet follows from what it prints. Everything added here is marked as inferred."""

from __future__ import annotations

from datetime import date

from chancery.form.sessions import running_session
from chancery.form.symbols import Symbol, SymbolError, implied, parse
from chancery.record.evidence import Evidence
from chancery.record.model import Record, Sitting


def infer(record: Record, evidence: Evidence) -> None:
    """Complete the session of the General Assembly: from the symbol, else from the date."""
    head = record.masthead
    asked = record.letter is not None and any(c.organ == "A" for c in record.letter.circulation)
    symbols = [s for text in head.symbols if (s := _symbol(text)) and text.startswith("A/")]
    sitting = next((s for s in head.sittings if s.organ == "A"), None)
    if sitting is None:
        if not (asked or symbols) or any(s.special for s in head.sittings):
            return
        sitting = Sitting(organ="A")
        n = len(head.sittings)
    else:
        n = head.sittings.index(sitting)
    if sitting.session is not None or sitting.special:
        return
    session = next((number for s in symbols if (number := _session(s))), None) or _by_date(record)
    if session is None:
        return
    sitting.session = session
    if sitting not in head.sittings:
        head.sittings.append(sitting)
        evidence.at(None, "masthead", "sittings", n, "organ")
    evidence.at(None, "masthead", "sittings", n, "session")


def infer_adoption(record: Record, evidence: Evidence) -> None:
    """Date a resolution of the Security Council by its masthead, where its own date is missing or of another year.

    The Council's resolutions are issued under the date of their adoption, and their symbols carry its year.
    """
    symbols = [s for text in record.masthead.symbols if (s := _symbol(text)) and s.root == "S" and s.nature == "RES"]
    issued = record.masthead.date
    if record.kind != "resolution" or not symbols or not issued or len(issued) != 10:
        return
    year = symbols[0].year
    if record.adopted is None or (year and record.adopted[:4] != str(year) == issued[:4]):
        record.adopted = issued
        evidence.pop("/adopted", None)
        evidence.at(None, "adopted")


def _symbol(text: str) -> Symbol | None:
    try:
        return parse(text)
    except SymbolError:
        return None


def _session(symbol: Symbol) -> int | None:
    """Give the regular session of a symbol."""
    session = implied(symbol).session
    return session.number if session and session.special is None else None


def _by_date(record: Record) -> int | None:
    day = record.masthead.date or (record.letter.date if record.letter else None)
    return running_session(date.fromisoformat(day)) if day and len(day) == 10 else None
