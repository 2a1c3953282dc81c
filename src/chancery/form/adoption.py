"""When and where a text came to be: adopted, signed, issued, published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from chancery.form import dates
from chancery.form.grammar import grammar
from chancery.form.letter import Body
from chancery.form.notation import regex
from chancery.form.signatures import columns
from chancery.form.text import ReadingText
from chancery.record.model import Span
from chancery.world import places

CLOSING_BLOCKS = 8
"""Blocks at the end of a text among which the line "Done at ..." and the signatures stand."""
CLOSING_LINE = 120
"""Columns; a longer block is a paragraph."""
VERB_REACH = 110
"""Characters between a verb of adoption and its date."""
PLACE_REACH = 70
"""Characters between a date and the place named with it."""

_STOP = re.compile(r"[.;](?=\s|$)")


@dataclass(slots=True)
class Adoption:
    """A date and a place, with their evidence; ``date_span`` is None for a date that was inferred ("today")."""

    date: str | None = None
    date_span: Span | None = None
    place: str | None = None
    place_span: Span | None = None


@cache
def _dated(language: str) -> re.Pattern[str]:
    return re.compile(dates.shape(language))


@cache
def _verbs(language: str) -> re.Pattern[str]:
    g = grammar(language)
    return re.compile("|".join(regex(p.tree, {}, g.pack.spaced) for p in g.patterns("attachment.adopted_verb")))


def read_adoption(page: ReadingText, span: Span, lone: bool = False) -> Adoption | None:
    """Read date and place of adoption in a stretch: the date with a verb of adoption in its sentence.

    ``lone`` accepts the only date of the stretch without a verb.
    """
    s, language = page.folded, page.language
    found = [
        (m.start(), m.end(), iso)
        for m in _dated(language).finditer(s, *span)
        if (iso := dates.parse(m[0], language)) and len(iso) >= 10
    ]
    best: tuple[int, tuple[int, int, str]] | None = None
    for date in found:
        distance = _verb_distance(s, date[0], date[1], span, language)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, date)
    if best is None and lone and len({d[2] for d in found}) == 1:
        best = (0, found[0])
    if best is None:
        return None
    start, end, iso = best[1]
    out = Adoption(iso, (start, end))
    out.place, out.place_span = _place_near(s, start, end, span, language)
    return out


def _verb_distance(s: str, start: int, end: int, span: Span, language: str) -> int | None:
    """Give how far the nearest verb of adoption stands from a date in the same sentence."""
    best: int | None = None
    for verb in _verbs(language).finditer(s, max(span[0], start - VERB_REACH), min(span[1], end + VERB_REACH)):
        a, b = (verb.end(), start) if verb.end() <= start else (end, verb.start())
        if not _STOP.search(s, a, b) and (best is None or b - a < best):
            best = b - a
    return best


def _place_near(s: str, start: int, end: int, span: Span, language: str) -> tuple[str | None, Span | None]:
    """Give the place named nearest to a date."""
    low, high = max(span[0], start - PLACE_REACH), min(span[1], end + PLACE_REACH)
    best: tuple[int, str, Span] | None = None
    for a, b, place in places.find(s[low:high], language):
        a, b = a + low, b + low
        distance = start - b if b <= start else a - end
        stop = _STOP.search(s, b, start) if b <= start else _STOP.search(s, end, a)
        if not stop and distance >= 0 and (best is None or distance < best[0]):
            best = (distance, place, (a, b))
    return (best[1], best[2]) if best else (None, None)


def adoption(
    page: ReadingText, title: Span | None, sent: Span | None, letter: Body | None, blocks: tuple[int, int]
) -> Adoption:
    """Give when and where an attachment was adopted: by its title, the letter that transmits it, or its last lines.

    ``sent`` is the part of the transmittal that speaks of the attachment.
    """
    for span in (title, sent):
        found = read_adoption(page, span, lone=True) if span else None
        if found:
            return found
    first, last = blocks
    for block in reversed(page.blocks[max(first, last - CLOSING_BLOCKS) : last]):
        line = columns(page.folded[block.start : block.end]) < CLOSING_LINE
        if line and (found := read_adoption(page, (block.start, block.end))):
            return found
    if letter:
        return _today(page, letter) or Adoption()
    return Adoption()


def _today(page: ReadingText, letter: Body) -> Adoption | None:
    """Read "today signed in Bonn": the date is the letter's, and so inferred."""
    span = (page.blocks[letter.first].start, page.blocks[letter.signed.first - 1].end)
    today = re.compile("|".join(_today_words(page.language)) or r"(?!)")
    for found in today.finditer(page.folded, *span):
        verb = _verbs(page.language).search(
            page.folded, max(span[0], found.start() - 40), min(span[1], found.end() + 40)
        )
        if verb:
            out = Adoption(letter.letter.date)
            out.place, out.place_span = _place_near(page.folded, found.start(), found.end(), span, page.language)
            return out
    return None


@cache
def _today_words(language: str) -> tuple[str, ...]:
    g = grammar(language)
    return tuple(regex(p.tree, {}, g.pack.spaced) for p in g.patterns("attachment.today"))
