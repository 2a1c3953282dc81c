"""Titles of letters and notes verbales: found at the beginnings of lines, read into kind, date, senders, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from chancery.form import dates
from chancery.form.grammar import Match, finder, grammar
from chancery.form.slots import Named, Phrase, parsers
from chancery.record.model import Sender, Span

LINE_START = re.compile(r"(?:^|\n)[\s*#\"]*")
MOST_TITLES = 200
"""Titles looked for in one text; a letter with its annexes has a few, and a text made of them should hold nobody up."""
FULL = 3
"""A title names a date, senders and addressees."""
OFFICE_ORGANIZATIONS = {
    "secretary-general": "un",
    "deputy-secretary-general": "un",
    "president-sc": "un-sc",
    "president-ga": "un-ga",
    "president-ecosoc": "un-ecosoc",
    "members-of-mission": "un-sc",
}
"""Offices that belong to one organ and name no other body."""


@dataclass(slots=True)
class Title:
    """A title, with the spans of what it says."""

    kind: str
    start: int
    end: int
    date: str | None = None
    date_span: Span | None = None
    senders: list[Sender] = field(default_factory=list)
    sender_spans: list[Span] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    addressee_spans: list[Span] = field(default_factory=list)
    whole: bool = True
    """False where only the first words and the date could be read."""


@cache
def _dated(language: str) -> re.Pattern[str]:
    return re.compile(dates.shape(language))


@cache
def _slot_first(language: str, prefix: str) -> bool:
    """Whether some pattern under a prefix begins with a slot, as Chinese titles do with their date."""
    found = grammar(language).family(prefix).values()
    return any(p.text.startswith("{") for patterns in found for p in patterns)


def line_starts(folded: str, language: str, *prefixes: str) -> Iterator[int]:
    """Give the beginnings of lines at which a formula under one of the prefixes may stand."""
    heads = [finder(language, p) for p in prefixes]
    dated = _dated(language) if any(_slot_first(language, p) for p in prefixes) else None
    for found in LINE_START.finditer(folded):
        at = found.end()
        if any(h.match(folded, at) for h in heads) or (dated and dated.match(folded, at)):
            yield at


def senders_of(found: list[Phrase]) -> tuple[list[Sender], list[Span]]:
    """Give the senders that phrases of the family ``senders`` name, with the span of each."""
    senders: list[Sender] = []
    spans: list[Span] = []
    for phrase in found:
        office, _, ending = phrase.key.partition(".")
        gender = "feminine" if ending.endswith("_feminine") else None
        parties = phrase.values.get("parties")
        named: list[Named] = parties.value if parties else []
        for name in named:
            senders.append(
                Sender(
                    state=name.id if name.kind == "state" else None,
                    organization=name.id if name.kind == "organization" else None,
                    office=office,
                    gender=gender,  # type: ignore[arg-type]
                )
            )
            spans.append((phrase.start, phrase.end) if len(named) == 1 else (name.start, name.end))
        if not named:
            senders.append(Sender(organization=OFFICE_ORGANIZATIONS.get(office), office=office, gender=gender))  # type: ignore[arg-type]
            spans.append((phrase.start, phrase.end))
    return senders, spans


def title_from(match: Match, kind: str) -> Title:
    """Give the title that a match of a title or reference pattern says."""
    values = match.values
    title = Title(kind.partition(".")[0], match.start, match.end)
    if "date" in values:
        title.date, title.date_span = values["date"].value, (values["date"].start, values["date"].end)
    if "senders" in values:
        title.senders, title.sender_spans = senders_of(values["senders"].value)
    if "addressees" in values:
        for phrase in values["addressees"].value:
            title.addressees.append(phrase.key.partition(".")[0])
            title.addressee_spans.append((phrase.start, phrase.end))
    return title


def read_title(folded: str, at: int, language: str, family: str = "title") -> Title | None:
    """Read the title at a position of folded text, in the fullest of its forms; None where none stands there.

    Names that the tables hold are looked for first, and only where that fails, names that they do not.
    """
    title = _read(folded, at, language, family, lenient=False)
    if title and _fullness(title)[0] == FULL:
        return title
    other = _read(folded, at, language, family, lenient=True)
    return max((t for t in (title, other) if t), key=_fullness, default=None)


def _read(folded: str, at: int, language: str, family: str, lenient: bool) -> Title | None:
    best: Title | None = None
    own = parsers(language, lenient)
    for key, pattern in grammar(language).beginning(family, folded, at):
        match = pattern.match(folded, at, own)
        if match:
            title = title_from(match, key)
            if best is None or _fullness(title) > _fullness(best):
                best = title
    return best


def _fullness(title: Title) -> tuple[int, int, int]:
    """Rank readings of one title: by what they fill, by senders that are known, by length."""
    known = sum(bool(s.state or s.organization) for s in title.senders)
    filled = bool(title.date) + bool(title.senders) + bool(title.addressees)
    return filled, known, title.end if known or title.addressees else -title.end


def _partial(folded: str, at: int, language: str) -> Title | None:
    """Read the first words and the date of a title whose rest follows no known form, to the end of its line."""
    own = parsers(language)
    for key, patterns in grammar(language).family("title").items():
        for pattern in patterns:
            head = None if pattern.text.startswith("{") else pattern.opening(folded, at, own)
            if head and "date" in head.values:
                stop = folded.find("\n", head.end)
                title = title_from(head, key)
                title.end, title.whole = (stop if stop >= 0 else len(folded)), False
                return title
    return None


def find_titles(folded: str, language: str) -> list[Title]:
    """Give the titles that stand at the beginnings of lines, in order."""
    return list(islice(titles_in(folded, language), MOST_TITLES))


def titles_in(folded: str, language: str) -> Iterator[Title]:
    """Give the titles that stand at the beginnings of lines, one after the other, as they are asked for."""
    end = -1
    for at in line_starts(folded, language, "title"):
        if at < end:
            continue
        title = read_title(folded, at, language) or _partial(folded, at, language)
        if title:
            end = title.end
            yield title
