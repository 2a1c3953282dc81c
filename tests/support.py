"""What several test modules share: the facts of a record, and the noise that extraction adds to a text."""

from __future__ import annotations

import re
import textwrap
import unicodedata

from chancery.form.writing import Printed
from chancery.record.model import Record

WIDTH = 85
"""Columns of a wrapped page, as extraction of an A4 page gives them."""
DEPTH = 48
"""Lines of a page."""


def facts(record: Record) -> dict[str, object]:
    """Give what a record says of itself, without texts, spans and labels: the same in every layout and format."""
    head, letter = record.masthead, record.letter
    assert letter is not None
    return {
        "language": record.language,
        "symbols": head.symbols,
        "distribution": head.distribution,
        "date": head.date,
        "original": head.original_languages,
        "sittings": [(s.organ, s.session, s.year, s.special) for s in head.sittings],
        "items": [(i.organ, i.item) for i in head.agenda_items],
        "list": head.item_list,
        "kind": letter.kind,
        "letter date": letter.date,
        "addressees": letter.addressees,
        "senders": [(s.state, s.office, s.gender) for s in letter.senders],
        "signatures": [(s.name, s.state) for s in letter.signatures],
        "circulation": [(c.organ, c.items) for c in letter.circulation],
        "on behalf of": letter.on_behalf_of,
        "attachments": [
            (a.part, a.role, a.parent, a.kind, a.title, a.date, a.place, a.original_languages, a.adopted_by, a.articles)
            for a in record.attachments
        ],
    }


def columns(text: str) -> int:
    """Give the width of a text: wide characters take two columns, marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, language: str, first: str = "     ") -> list[str]:
    """Give a paragraph as the lines of a printed page."""
    if language != "zh":
        return textwrap.wrap(text, WIDTH, initial_indent=first, break_long_words=False, break_on_hyphens=False) or [""]
    lines, line = [], "    " if first else ""
    for token in re.findall(r"[A-Za-z0-9/().\-]+|.", text):
        if columns(line + token) > WIDTH - 5 and line.strip() and not re.match(r"[，。；：、！？）》”]", token):
            lines.append(line)
            line = ""
        line += token
    return [*lines, line]


def paged(document: list[Printed], language: str, symbol: str) -> str:
    """Give a document as extraction of its printed pages: wrapped lines, form feeds, running heads, page numbers, job lines."""
    lines: list[str] = []
    for one in document:
        bodied = one.kind in ("body", "item", "article", "preambular", "note")
        lines += [*wrapped(one.text, language, "     " if bodied else ""), ""]
    pages = [lines[i : i + DEPTH] for i in range(0, len(lines), DEPTH)]
    out = []
    for n, page in enumerate(pages, 1):
        head = [] if n == 1 else [symbol, ""]
        foot = (
            ["", "19-12345 (E)    120619", "*1912345*"] if n == 1 else ["", f"{n}/{len(pages)}" + " " * 60 + "19-12345"]
        )
        out.append("\n".join([*head, *page, *foot]))
    return "\n\f".join(out) + "\n\f"


def starved(text: str) -> str:
    """Give Chinese text as bad extraction leaves it: its punctuation turned into spaces."""
    return re.sub(r"[，。、；：《》“”（）]", " ", text)
