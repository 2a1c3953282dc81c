"""Values that cannot be written: identifiers that no table holds, dates that are no days, numbers out of range.

The reader never makes such a record; people who edit one by hand do. `faults` finds them before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from chancery.form.grammar import grammar
from chancery.lang.pack import pack
from chancery.record.evidence import pointer
from chancery.record.model import LANGUAGES, Record
from chancery.world import organizations, states

_TABLES = "en"
"""The language whose tables are asked which identifiers there are; all six hold the same."""
_ITEM = re.compile(r"[1-9]\d{0,2}( \([a-z]\))?")
_PRECISE = re.compile(r"\d{4}(-\d\d)?(-\d\d)?")

Fault = tuple[str, str]
"""JSON Pointer of a value and why it cannot be written."""


def faults(record: Record) -> list[Fault]:
    """Give the values of a record that cannot be written in any language; none for a record that was read."""
    return [*_masthead(record), *_letter(record), *_attachments(record)]


def _masthead(record: Record) -> Iterator[Fault]:
    head = record.masthead
    organs = grammar(_TABLES).family("masthead.organ")
    ordinals = pack(_TABLES).ordinals
    yield from _dates((head.date, ("masthead", "date")))
    for n, code in enumerate(head.original_languages):
        yield from _known(code, LANGUAGES, "an official language", "masthead", "original_languages", n)
    for n, sitting in enumerate(head.sittings):
        yield from _known(sitting.organ, organs, "an organ with a masthead", "masthead", "sittings", n, "organ")
        for name, value in (("session", sitting.session), ("year", sitting.year)):
            most = len(ordinals[name])
            if value is not None and not 1 <= value <= most:
                yield pointer("masthead", "sittings", n, name), f"{value} is not between 1 and {most}"
    for n, item in enumerate(head.agenda_items):
        yield from _item(item.item, "masthead", "agenda_items", n, "item")


def _letter(record: Record) -> Iterator[Fault]:
    letter = record.letter
    if letter is None:
        return
    g = grammar(_TABLES)
    yield from _dates((letter.date, ("letter", "date")))
    for n, addressee in enumerate(letter.addressees):
        yield from _known(addressee, g.family("addressees"), "an addressee", "letter", "addressees", n)
    offices = {key.partition(".")[0] for key in g.family("senders")}
    for n, sender in enumerate(letter.senders):
        here = ("letter", "senders", n)
        yield from _known(sender.office, offices, "an office", *here, "office")
        if sender.state:
            yield from _known(sender.state, states.states(_TABLES), "a State", *here, "state")
        if sender.organization:
            known = organizations.organizations(_TABLES)
            yield from _known(sender.organization, known, "an organization", *here, "organization")
    for n, slug in enumerate(letter.on_behalf_of):
        yield from _known(slug, organizations.organizations(_TABLES), "an organization", "letter", "on_behalf_of", n)
    for n, circulation in enumerate(letter.circulation):
        for k, item in enumerate(circulation.items):
            yield from _item(item, "letter", "circulation", n, "items", k)


def _attachments(record: Record) -> Iterator[Fault]:
    most = len(pack(_TABLES).words["numbers"]["annex"])
    for n, attachment in enumerate(record.attachments):
        yield from _dates((attachment.date, ("attachments", n, "date")))
        for k, code in enumerate(attachment.original_languages):
            yield from _known(code, LANGUAGES, "an official language", "attachments", n, "original_languages", k)
        before = sum(a.parent == attachment.parent and a.role == attachment.role for a in record.attachments[:n])
        if before == most:
            yield pointer("attachments", n), f"more than {most} of one kind cannot be numbered"


def _known(value: str, known: Collection[str], what: str, *path: str | int) -> Iterator[Fault]:
    if value not in known:
        yield pointer(*path), f"{value!r} is not the key of {what}"


def _item(value: str, *path: str | int) -> Iterator[Fault]:
    if not _ITEM.fullmatch(value):
        yield pointer(*path), f"{value!r} is not an agenda item such as '39' or '74 (e)'"


def _dates(*dated: tuple[str | None, tuple[str | int, ...]]) -> Iterator[Fault]:
    for value, path in dated:
        if value is None:
            continue
        try:
            if not _PRECISE.fullmatch(value):
                raise ValueError
            date.fromisoformat(value + "-01-01"[len(value) - 4 :])
        except ValueError:
            yield pointer(*path), f"{value!r} is not a date such as '2019-06-12', '2019-06' or '2019'"
