"""What the index knows of one record: a plain function from a record to the fields that it is found by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from chancery.lang.fold import fold
from chancery.record.model import Record

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_LETTERS = re.compile(r"[^\W\d_]")


class Entry(Struct, kw_only=True):
    """One version of a work as the index takes it. Lists hold values in small letters, each once."""

    work: str
    version: str
    language: str
    kind: str
    title: str
    """The title as printed; where none is printed, the first words of the text."""
    paragraphs: list[str]
    """The text to search, title included."""
    places: list[str]
    """Where each paragraph stands: its part and role, by which versions are laid side by side."""
    label: str
    """What people call the work: its symbol."""
    symbols: list[str]
    date: int
    """The day as yyyymmdd, with 00 for a month or day that is not known; 0 where there is no date."""
    organs: list[str]
    items: list[str]
    senders: list[str]
    addressees: list[str]
    names: list[str]
    """Every concept that is named, as often as it is named."""
    about: list[str]
    acts: list[str]
    roles: list[str]


def key(value: str) -> str:
    """Give an identifier as the index holds it.

    >>> key("The Hague"), key("RUS")
    ('the_hague', 'rus')
    """
    return re.sub(r"\s+", "_", fold(value).strip())


def day(value: str | None) -> int:
    """Give a date of a record as the number yyyymmdd; an interval counts by its beginning.

    >>> day("2017-11-14/2017-11-15"), day("2000-09"), day(None)
    (20171114, 20000900, 0)
    """
    found = _DATE.match(value or "")
    return int("".join((part or "00") for part in found.groups())) if found else 0


def documents(work: str, version: str, record: Record) -> Entry:
    """Give what a version of a work is found by. Names are those of the record; of a record that was read without
    knowledge they are looked for here."""
    names = [key(m.id) for m in record.mentions if m.id] or list(_named(record))
    paragraphs = [p.text for p in record.paragraphs] or re.split(r"\n\s*\n", record.text)
    places = [f"{p.part}/{p.role}" for p in record.paragraphs] or ["text" for _ in paragraphs]
    title = _title(record, paragraphs)
    if title and not any(title in text for text in paragraphs[:3]):
        paragraphs = [title, *paragraphs]
        places = ["title", *places]
    letter, head = record.letter, record.masthead
    senders = [s.state or s.organization or "" for s in letter.senders] + letter.on_behalf_of if letter else []
    circulated = letter.circulation if letter else []
    organs = [s.organ for s in head.sittings] + [c.organ for c in circulated] + [i.organ for i in head.agenda_items]
    organs += [symbol.split("/")[0] for symbol in head.symbols]
    items = [i.item for i in head.agenda_items] + [item for c in circulated for item in c.items]
    subjects = [key(one) for statement in record.statements for one in statement.about]
    dated = head.date or record.adopted or (letter.date if letter else None)
    return Entry(
        work=work,
        version=version,
        language=record.language,
        kind=record.kind,
        title=title,
        paragraphs=paragraphs,
        places=places,
        label=record.id,
        symbols=_once(map(str.lower, [*head.symbols, record.id])),
        date=day(record.adopted or (letter.date if letter else None) or dated),
        organs=_once(map(key, organs)),
        items=_once(item for one in items for item in (one.lower().replace(" ", ""), re.split(r"[ (]", one)[0])),
        senders=_once(map(key, filter(None, senders))),
        addressees=_once(map(key, letter.addressees if letter else [])),
        names=[*names, *(key(s) for s in senders if s)],
        about=_once([*subjects, *(key(topic.id) for topic in record.topics)]),
        acts=_once(s.act for s in record.statements),
        roles=_once(a.kind for a in record.attachments),
    )


def _once(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]


def _title(record: Record, paragraphs: list[str]) -> str:
    if record.letter and record.letter.title:
        return record.letter.title
    named = [a.title for a in record.attachments if a.title]
    headings = [p.text for p in record.paragraphs[:4] if p.role == "heading" and _LETTERS.search(p.text)]
    found = headings[:1] or named[:1] or [text for text in paragraphs if _LETTERS.search(text)][:1]
    return re.sub(r"\s+", " ", found[0])[:300] if found else ""


def _named(record: Record) -> Iterator[str]:
    """Look for the names of States, organizations and places in the text of a record."""
    from chancery.world import organizations, places, states

    folded = fold(record.text)
    for found in (
        states.find(folded, record.language, record.text, adjectives=True),
        organizations.find(folded, record.language, record.text),
        places.find(folded, record.language, record.text),
    ):
        for hit in found:
            yield key(hit[2])
