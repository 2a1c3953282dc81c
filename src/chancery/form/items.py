"""Agenda items: lists of numbers with sub-items, read and written in every language's form.

``20, 29, 43, 74 e), q) et r), 97`` is items 20, 29, 43, 74 (e), 74 (q), 74 (r) and 97. In badly extracted text the commas
may be lost: ``20 33 64``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from chancery.form.grammar import SlotParser, grammar
from chancery.form.notation import words
from chancery.lang.fold import fold

MAX_ITEM = 250
"""No agenda has had as many items; larger numbers are no items (the largest agendas had some 180)."""

_PIECE = re.compile(r"\s*(?P<number>\d{1,3})(?!\d)|\s*\(?(?P<letter>[^\W\d_]ـ?)\)")
_SPACE = re.compile(r"\s+")


@cache
def _between(language: str) -> re.Pattern[str]:
    """Give the expression for what parts two items."""
    g = grammar(language)
    joins = [words(w.strip(), g.pack.spaced) for w in g.pack.words["join"]["read"]]
    particles = [words(w, g.pack.spaced) for w in g.pack.words["items"].get("particles", [])]
    small = rf"(?:(?:{'|'.join(particles)})\s*)?" if particles else ""
    joined = "|".join(sorted(joins, key=len, reverse=True))
    return re.compile(rf"\s*(?:[,;]\s*)?(?:(?:{joined})(?!\s*\)))?\s*{small}")


@cache
def _letters(language: str) -> dict[str, str]:
    """Give the Latin letter for every letter that marks sub-items in a language."""
    own = grammar(language).pack.words["items"]["letters"]
    latin = "abcdefghijklmnopqrstuvwxyz"
    return {fold(letter): latin[n] for n, letter in enumerate(own) if n < len(latin)} | {c: c for c in latin}


@cache
def _ranges(language: str) -> re.Pattern[str]:
    g = grammar(language)
    return re.compile(rf"\s*(?:{'|'.join(re.escape(fold(w.strip())) for w in g.pack.words['items']['range'])})\s*")


def read_items(folded: str, at: int, language: str) -> tuple[list[str], list[tuple[int, int]], int]:
    """Read a list of items at a position: the items, the span of each, and where the list ends."""
    items: list[str] = []
    spans: list[tuple[int, int]] = []
    letters, number, end = _letters(language), "", at
    range_open = False
    while found := _PIECE.match(folded, at):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        if found["number"]:
            if not 0 < int(found["number"]) <= MAX_ITEM:
                break
            if range_open and number and int(number) < int(found["number"]) < int(number) + 60:
                for n in range(int(number) + 1, int(found["number"])):
                    items.append(str(n))
                    spans.append((start, found.end()))
            number = found["number"]
            items.append(number)
            spans.append((start, found.end()))
        else:
            letter = letters.get(found["letter"].rstrip("ـ"))
            if not number or letter is None:
                break
            whole = f"{number} ({letter})"
            if items[-1] == number:
                items[-1], spans[-1] = whole, (spans[-1][0], found.end())
            else:
                items.append(whole)
                spans.append((start, found.end()))
        end = found.end()
        ranged = _ranges(language).match(folded, end)
        range_open = bool(ranged and ranged[0].strip() and _PIECE.match(folded, ranged.end()))
        if range_open and ranged:
            at = ranged.end()
        else:
            parted = _between(language).match(folded, end)
            at = parted.end() if parted else end
    return items, spans, end


def items_at(language: str) -> SlotParser:
    """Parse a list of items; the value is the items with their spans."""

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, tuple[list[str], list[tuple[int, int]]]]]:
        items, spans, end = read_items(folded, at, language)
        if items:
            yield end, (items, spans)

    return parse


def write_items(items: list[str], language: str) -> str:
    """Write a list of items in the language's form, sub-items of one item together: ``74 e), q) et r)``."""
    pack = grammar(language).pack
    own, join = pack.words["items"]["letters"], pack.words["join"]
    sub: str = pack.words["items"]["sub"]
    mark = sub[sub.index("}") + 1 :].strip()
    parts: list[str] = []
    last = ""
    for item in items:
        number, _, letter = item.partition(" ")
        if not letter:
            parts.append(number)
        else:
            shown = own[ord(letter.strip("()")) - 97]
            alone = mark.replace("{letter}", shown)
            parts.append(alone if number == last else sub.replace("{number}", number).replace("{letter}", shown))
        last = number if letter else ""
    if len(parts) < 2:
        return "".join(parts)
    listed = pack.words["items"]
    comma, last_word = listed.get("comma", join["comma"]), listed.get("last", join["last"])
    return str(comma).join(parts[:-1]) + str(last_word) + parts[-1]
