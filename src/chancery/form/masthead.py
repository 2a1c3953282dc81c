"""The masthead: symbols, distribution, date, original language, sessions, agenda items, in whatever order they are printed.

Extraction scatters the lines of a masthead, so its formulas are searched in the whole zone before the title rather than
expected in an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from chancery.form import dates
from chancery.form.grammar import Pattern, grammar
from chancery.form.items import read_items
from chancery.form.notation import regex, values
from chancery.form.slots import parsers, shapes
from chancery.form.symbols import Symbol
from chancery.form.symbols import find as find_symbols
from chancery.form.text import ReadingText
from chancery.record.evidence import Evidence
from chancery.record.model import AgendaItem, Masthead, Sitting, Span

WITH_SESSIONS = ("A", "E")
"""Organs that meet in sessions and have numbered items; the Security Council has years."""


class Hit(NamedTuple):
    """A masthead formula found in the zone: the rest of its key, its span, the spans of its slots."""

    key: str
    start: int
    end: int
    slots: dict[str, Span]


@dataclass(slots=True)
class Head:
    """A masthead with its evidence, and what else its zone shows."""

    masthead: Masthead
    evidence: Evidence
    organs: dict[str, Span] = field(default_factory=dict)
    """Organs named in the head, where each is named first."""
    organ_lines: list[Span] = field(default_factory=list)
    """All lines that name an organ."""
    symbols: list[Symbol] = field(default_factory=list)
    present: bool = False
    """Whether anything of a masthead is printed."""


@cache
def _expressions(language: str, prefix: str) -> tuple[tuple[str, Pattern, re.Pattern[str]], ...]:
    g = grammar(language)
    out = []
    for key, patterns in ({"": g.patterns(prefix)} | g.family(prefix)).items():
        for pattern in patterns:
            printed = regex(pattern.tree, shapes(language), g.pack.spaced)
            out.append((key, pattern, re.compile(rf"(?<!\w){printed}(?!\w)" if g.pack.spaced else printed)))
    return tuple(out)


def hits(folded: str, start: int, end: int, language: str, prefix: str) -> list[Hit]:
    """Give the formulas under a prefix that stand in a stretch of folded text, in order, the fuller one of two."""
    found = [
        Hit(key, m.start(), m.end(), values(m))
        for key, pattern, expression in _expressions(language, prefix)
        if pattern.present(folded, start, end)
        for m in expression.finditer(folded, start, end)
    ]
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda h: h.start - h.end):
        if all(hit.end <= k.start or hit.start >= k.end for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def read_masthead(page: ReadingText, end: int) -> Head:
    """Read the masthead from the text before ``end``, where the title or the body begins."""
    s, language = page.folded, page.language
    head = Head(Masthead(), Evidence())
    taken: list[Span] = []
    _symbols(page, end, head)
    for hit in _organ_lines(page, end, head):
        head.organs.setdefault(hit.key, (hit.start, hit.end))
        head.organ_lines.append((hit.start, hit.end))
        taken.append((hit.start, hit.end))
    listed = hits(s, 0, end, language, "masthead.items")
    for hit in hits(s, 0, end, language, "masthead.distribution"):
        if any(i.start <= hit.start < i.end for i in listed):
            continue
        head.masthead.distribution = hit.key  # type: ignore[assignment]
        head.evidence.at((hit.start, hit.end), "masthead", "distribution")
        taken.append((hit.start, hit.end))
        break
    for hit in hits(s, 0, end, language, "masthead.original")[:1]:
        _original(s, hit, language, head)
        taken.append((hit.start, hit.end))
    taken += _sittings(s, end, language, head)
    _date(s, end, language, head, taken)
    _items(page, end, head, taken)
    head.present = bool(taken or head.masthead.symbols or head.masthead.date)
    return head


def _organ_lines(page: ReadingText, end: int, head: Head) -> list[Hit]:
    """Give the organs that are lines of the masthead; one named after other words stands in the title of an item."""
    s, language = page.folded, page.language
    organs = hits(s, 0, end, language, "masthead.organ")
    if not organs:
        return []
    prefixes = ("united_nations", "distribution", "original", "session", "year")
    known = [(h.start, h.end) for p in prefixes for h in hits(s, 0, end, language, f"masthead.{p}")]
    known += [(h.start, h.end) for h in organs]
    known += [span for spans in head.evidence.values() if isinstance(spans, list) for span in spans]
    known += [m.span() for _, dated in _dated(language) for m in dated.finditer(s, 0, end)]
    stops = sorted([stop for _, stop in known] + [block.start for block in page.blocks])

    def alone(hit: Hit) -> bool:
        before = max((stop for stop in stops if stop <= hit.start), default=0)
        return sum(c.isalpha() for c in s[before : hit.start]) <= 1

    return [hit for hit in organs if alone(hit)]


def _symbols(page: ReadingText, end: int, head: Head) -> None:
    """Symbols printed in the head; those in brackets or in a title line are references."""
    for found in find_symbols(page.text[:end], masthead=True):
        before = page.folded[max(0, found.start - 2) : found.start]
        symbol = str(found.symbol)
        if "(" in before or "*" in before or symbol in head.masthead.symbols:
            continue
        head.evidence.at((found.start, found.end), "masthead", "symbols", len(head.masthead.symbols))
        head.masthead.symbols.append(symbol)
        head.symbols.append(found.symbol)


def _original(s: str, hit: Hit, language: str, head: Head) -> None:
    start, end = hit.slots["languages"]
    for stop, codes in parsers(language)["languages"](s, start, ""):
        for n, code in enumerate(codes):
            head.masthead.original_languages.append(code)
            head.evidence.at((start, min(stop, end)), "masthead", "original_languages", n)
        return


def _sittings(s: str, end: int, language: str, head: Head) -> list[Span]:
    """Read the session and year lines; an organ named alone stands for itself."""
    taken: list[Span] = []
    sittings: list[tuple[Sitting, list[tuple[str, Span]]]] = []
    ordinal = parsers(language)["ordinal"]
    for hit in hits(s, 0, end, language, "masthead.session"):
        value = _ordinal(s, hit, ordinal)
        special = {"special": "special", "emergency": "emergency-special"}.get(hit.key)
        sitting = Sitting(organ=_organ_before(s, hit.start, language), session=value, special=special)  # type: ignore[arg-type]
        places = [("organ", (hit.start, hit.end)), ("session", hit.slots["ordinal"])]
        sittings.append((sitting, [*places, ("special", (hit.start, hit.end))] if special else places))
        taken.append((hit.start, hit.end))
    for hit in hits(s, 0, end, language, "masthead.year")[:1]:
        value = _ordinal(s, hit, ordinal)
        span = (hit.start, hit.end)
        sittings.append((Sitting(organ="S", year=value), [("organ", span), ("year", hit.slots["ordinal"])]))
        taken.append(span)
    named = {sitting.organ for sitting, _ in sittings}
    for organ, span in head.organs.items():
        if organ not in named:
            sittings.append((Sitting(organ=organ), [("organ", span)]))
    sittings.sort(key=lambda pair: "ASE".find(pair[0].organ))
    for n, (sitting, places) in enumerate(sittings):
        head.masthead.sittings.append(sitting)
        for name, span in places:
            head.evidence.at(span, "masthead", "sittings", n, name)
    return taken


def _organ_before(s: str, at: int, language: str) -> str:
    """Give the organ whose session or item a line is: the one with sessions that was named last before it."""
    named = [hit.key for hit in hits(s, 0, at, language, "masthead.organ") if hit.key in WITH_SESSIONS]
    return named[-1] if named else WITH_SESSIONS[0]


def _ordinal(s: str, hit: Hit, parse: object) -> int | None:
    start, _ = hit.slots["ordinal"]
    for _, value in parse(s, start, ""):  # type: ignore[operator]
        return int(value)
    return None


@cache
def _dated(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the dates a masthead may print: in the calendar that its language block uses, and in the version's own."""
    own = grammar(language).pack.words["masthead_dates"]
    return tuple((code, re.compile(rf"(?<!\w){dates.shape(code)}")) for code in dict.fromkeys((own, language, "en")))


def _date(s: str, end: int, language: str, head: Head, taken: list[Span]) -> None:
    """Read the date of the masthead: the first date that fills its line or follows the distribution line."""
    candidates: list[tuple[bool, int, str, Span]] = []
    for code, expression in _dated(language):
        for found in expression.finditer(s, 0, end):
            iso = dates.parse(found[0], code)
            if iso and len(iso) == 10:
                line_start = s.rfind("\n", 0, found.start()) + 1
                alone = not s[line_start : found.start()].strip()
                near = any(0 <= found.start() - stop < 40 for _, stop in taken)
                candidates.append((not (alone or near), found.start(), iso, found.span()))
    if candidates:
        loose, _, iso, span = min(candidates)
        if not loose or len(candidates) == 1:
            head.masthead.date = iso
            head.evidence.at(span, "masthead", "date")
            taken.append(span)


def _items(page: ReadingText, end: int, head: Head, taken: list[Span]) -> None:
    """Read the agenda line and the titles of the items under it."""
    s, language = page.folded, page.language
    for hit in hits(s, 0, end, language, "masthead.items")[:1]:
        head.masthead.item_list = hit.key.partition(".")[0]  # type: ignore[assignment]
        span = (hit.start, hit.end)
        head.evidence.at(span, "masthead", "list")
        organ = _organ_before(s, hit.start, language)
        items, spans, stop = read_items(s, hit.slots["items"][0], language)
        taken.append((hit.start, max(hit.end, stop)))
        titles = list(_item_titles(page, max(hit.end, stop), end, head, taken))
        for n, (item, place) in enumerate(zip(items, spans, strict=True)):
            title = None
            if len(titles) == len(items):
                title, title_span = titles[n]
                head.evidence.at(title_span, "masthead", "agenda_items", n, "title")
            elif len(items) == 1 and titles:
                title = " ".join(t for t, _ in titles)
                head.evidence.at((titles[0][1][0], titles[-1][1][1]), "masthead", "agenda_items", n, "title")
            head.masthead.agenda_items.append(AgendaItem(organ=organ, item=item, title=title))
            head.evidence.at(place, "masthead", "agenda_items", n, "item")
            head.evidence.at(span, "masthead", "agenda_items", n, "organ")
        return


def _item_titles(page: ReadingText, start: int, end: int, head: Head, taken: list[Span]) -> Iterator[tuple[str, Span]]:
    """Give the lines between the agenda line and the next line of the masthead or the title."""
    known = [*taken, *head.organ_lines]
    ends = [span for spans in head.evidence.values() if isinstance(spans, list) for span in spans]
    for block in page.blocks:
        if block.end <= start or block.start >= end:
            continue
        a = max(block.start, start)
        text = page.text[a : block.end].strip(" \n*")
        if not text:
            continue
        if any(x < block.end and block.start < y and x >= start for x, y in (*known, *ends)):
            break
        offset = page.text.index(text, a)
        yield text, (offset, offset + len(text))
