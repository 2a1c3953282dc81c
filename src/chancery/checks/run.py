"""All checks on a record, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chancery.checks import annexes, dates, head, letter
from chancery.record.model import Finding, Record

CHECKS: tuple[Callable[[Record], Iterator[Finding]], ...] = (
    head.presence,
    head.version,
    head.organs,
    head.items,
    dates.order,
    dates.sessions,
    dates.symbols,
    letter.title,
    letter.signatures,
    annexes.announced,
    annexes.headings,
    annexes.parties,
)


def check(record: Record) -> list[Finding]:
    """Give the findings of a record; none on a good document."""
    return [finding for run in CHECKS for finding in run(record)]
