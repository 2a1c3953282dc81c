"""Checks on the letter: whether its title could be read, and whether it is signed as it should be."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.checks.catalogue import finding
from chancery.checks.evidence import span_of
from chancery.record.model import Finding, Record

COLLECTIVE = ("members-of-mission",)
"""Offices that stand for several people, who all sign."""


def title(record: Record) -> Iterator[Finding]:
    """The title names kind, date, sender and addressee."""
    letter = record.letter
    if letter is None:
        return
    span = span_of(record, "letter", "title")
    names = (("date", letter.date), ("sender", letter.senders), ("addressee", letter.addressees))
    unread = [name for name, value in names if not value]
    if unread:
        yield finding("title-not-read", span, what=", ".join(unread))
    if letter.senders and not any(s.state or s.organization for s in letter.senders):
        yield finding("sender-not-identified", span)


def signatures(record: Record) -> Iterator[Finding]:
    """A letter bears as many signatures as it has senders, a note verbale none."""
    letter = record.letter
    if letter is None:
        return
    count = len(letter.signatures)
    if letter.kind == "note-verbale":
        if count:
            yield finding("note-verbale-signed", span_of(record, "letter", "signatures", 0, "name"))
    elif not count:
        yield finding("unsigned-letter")
    elif letter.senders and count != len(letter.senders) and not any(s.office in COLLECTIVE for s in letter.senders):
        span = span_of(record, "letter", "signatures", count - 1, "name")
        yield finding("signature-count", span, senders=len(letter.senders), signatures=count)
