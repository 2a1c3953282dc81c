"""Checks on the masthead: what is missing, and whether symbols, organs and items agree with the letter."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.checks.catalogue import finding
from chancery.checks.evidence import inferred, span_of
from chancery.lang.pack import pack
from chancery.record.model import Finding, Record

_WITH_ITEMS = ("A", "E")
"""Organs whose documents are circulated under an agenda item; the Security Council has no numbered items."""


def printed_organs(record: Record) -> list[str]:
    """Give the organs that the masthead prints."""
    head = record.masthead
    return [s.organ for n, s in enumerate(head.sittings) if not inferred(record, "masthead", "sittings", n, "organ")]


def presence(record: Record) -> Iterator[Finding]:
    """What a masthead must have."""
    head = record.masthead
    if record.letter is None and record.kind == "other":
        return
    if not head.symbols:
        yield finding("missing-symbol")
    if not (head.distribution or head.date or head.symbols or printed_organs(record)):
        yield finding("missing-masthead")
    elif head.distribution or printed_organs(record):
        if not head.date and head.distribution:
            yield finding("missing-date")
        if not head.distribution and head.symbols:
            yield finding("missing-distribution")
    for n, sitting in enumerate(head.sittings):
        if sitting.session and inferred(record, "masthead", "sittings", n, "session"):
            yield finding("session-inferred", session=sitting.session)


def version(record: Record) -> Iterator[Finding]:
    """A translated version names its original language; a job number is that of its version."""
    head = record.masthead
    if record.letter and head.distribution and not head.original_languages and not _names_only_itself(record):
        yield finding("original-language-missing")
    for n, piece in enumerate(record.furniture):
        if piece.kind == "job-line" and (own := _job_language(record, n)) and own[1] != record.language:
            yield finding("job-language-mismatch", job=own[0], job_language=own[1], language=record.language)
            return


def _names_only_itself(record: Record) -> bool:
    """Whether there is no masthead language block to complete: resolutions and bare heads carry none."""
    return record.masthead.date is None


def _job_language(record: Record, n: int) -> tuple[str, str] | None:
    from chancery.form.job_numbers import find

    found = [f.job for f in find(record.furniture[n].text) if f.job.language]
    return (found[0].number, str(found[0].language)) if found else None


def organs(record: Record) -> Iterator[Finding]:
    """The organs of symbols, head and request for circulation are the same."""
    by_symbol = {s.split("/")[0] for s in record.masthead.symbols} & {"A", "S", "E"}
    by_head = set(printed_organs(record))
    asked = {c.organ for c in record.letter.circulation} if record.letter else set()
    span = span_of(record, "masthead", "symbols", 0)
    if by_symbol and by_head and by_symbol != by_head:
        yield _organs("symbol", by_symbol, "head", by_head, span)
    if by_symbol and asked and by_symbol != asked:
        place = span_of(record, "letter", "circulation", 0, "organ")
        yield _organs("symbol", by_symbol, "request for circulation", asked, place)
    elif by_head and asked and not by_symbol and not asked <= by_head | {"S"}:
        yield _organs(
            "head", by_head, "request for circulation", asked, span_of(record, "letter", "circulation", 0, "organ")
        )


def _organs(first: str, a: set[str], second: str, b: set[str], span: tuple[int, int] | None) -> Finding:
    names = {
        "first": first,
        "first_organs": " and ".join(map(_organ_name, sorted(a))),
        "second": second,
        "second_organs": " and ".join(map(_organ_name, sorted(b))),
    }
    return finding("organ-mismatch", span, **names)


def _organ_name(organ: str) -> str:
    """Give the English name of an organ."""
    return pack("en").patterns[f"masthead.organ.{organ}"][0]


def items(record: Record) -> Iterator[Finding]:
    """Items of the head and of the request are the same, and the request names some where it must."""
    if record.letter is None:
        return
    head = [i.item for i in record.masthead.agenda_items if i.organ == "A"]
    for n, circulation in enumerate(record.letter.circulation):
        span = span_of(record, "letter", "circulation", n, "organ")
        if circulation.organ in _WITH_ITEMS and not circulation.items:
            yield finding("missing-agenda-item", span, organ=_organ_name(circulation.organ))
        if circulation.organ == "A" and circulation.items and head and _numbers(head) != _numbers(circulation.items):
            yield finding("item-mismatch", span, head=", ".join(head), letter=", ".join(circulation.items))


def _numbers(items: list[str]) -> set[str]:
    """Give items without spaces, for comparison."""
    return {"".join(i.split()) for i in items}
