"""The head of a resolution or presidential statement: what it is, when it was adopted, its title, where its text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.form import dates, notation
from chancery.form.grammar import grammar
from chancery.form.text import Block, ReadingText
from chancery.lang.fold import fold
from chancery.lang.pack import pack
from chancery.record.model import Span

HEAD_BLOCKS = 60
"""Blocks from the top among which the formula that opens a resolution stands."""
_FORMULA = 60
"""Characters; no opening formula is longer."""
_ANY = r".{1,300}?"
_BARE = re.compile(r"[\s\u064b-\u0652]+")
_EDGE = r"[\s\"'*.,:;\[\]()]*"
_SYMBOL = re.compile(r"(?<![\w/])(?P<organ>[as])\s?/\s?(?:(?P<res>res)|(?P<prst>prst))\s?/")
_GA_NUMBER = r"\d{1,4}(?:/\d{1,3})?(?:\s?\(\s?(?:es-|s-)?[ivxlc]+\s?\))?(?:\s?[a-z](?:\s?-\s?[a-z]| and [a-z])?)?"
_SC_NUMBER = r"\d{1,4}\s?\(\s?\d{4}\s?\)|s/res/\d{1,4}\s?\(\d{4}\)|\d{1,4}"


@dataclass(slots=True)
class Head:
    """What the head says."""

    kind: Literal["resolution", "presidential-statement"]
    adopted: str | None
    adopted_span: Span | None
    title: str
    title_span: Span | None
    number: str | None
    first: int
    """Index of the first block that the masthead does not hold: the title, the line of adoption, or the text."""
    body: int
    """Index of the block with which the text begins."""
    formulas: dict[int, str]
    """Index of a block of the head to the formula it is."""


def _any_of(language: str, key: str, shapes: notation.Shapes, end: str = "") -> re.Pattern[str]:
    """Compile all patterns of a key; slots without a shape take any text."""
    g = grammar(language)
    every = {name: _ANY for p in g.patterns(key) for name in (s.name for s in notation.slots(p.tree))} | dict(shapes)
    counter = notation._Counter()
    parts = [notation.regex(p.tree, every, g.pack.spaced, counter) for p in g.patterns(key)]
    return re.compile(f"(?:{'|'.join(parts)}){end}" if parts else r"(?!)", re.S)


@cache
def _openings(language: str) -> frozenset[str]:
    """Give the formulas that open a resolution, folded, without white space and comma."""
    own = pack(language)
    texts = [text for key in "ASE" for text in own.patterns.get(f"resolution.body.{key}", ())]
    return frozenset(_BARE.sub("", fold(text)).rstrip(",") for text in texts)


def opens(folded: str, language: str) -> Literal["", "open", "sure"]:
    """Say whether a folded text is the formula that opens a resolution, "The General Assembly,", and nothing else.

    ``open`` where its comma lacks, so that it may be the name of the organ in a masthead. White space does not count,
    since it is lost in some files.
    """
    bare = _BARE.sub("", folded).strip("\"'*:")
    if bare.rstrip(",") not in _openings(language):
        return ""
    return "sure" if bare[-1] == "," else "open"


@cache
def _adopted(language: str, organ: str) -> re.Pattern[str]:
    return _any_of(language, f"resolution.adopted.{organ}", {"date": dates.shape(language), "meeting": r".{1,60}?"})


@cache
def _statement(language: str) -> re.Pattern[str]:
    return _any_of(language, "statement.opening", {"date": dates.shape(language)})


@cache
def _statement_title(language: str) -> re.Pattern[str]:
    return _any_of(language, "statement.title", {}, f"{_EDGE}$")


@cache
def _title(language: str, organ: str) -> re.Pattern[str]:
    return _any_of(
        language,
        f"resolution.title.{organ}",
        {"number": _SC_NUMBER if organ == "S" else _GA_NUMBER, "title": ".{2,600}"},
    )


@cache
def _dated(language: str) -> re.Pattern[str]:
    return re.compile(dates.shape(language))


@cache
def meeting_line(language: str) -> re.Pattern[str]:
    """The expression of a closing line that names the meeting or its date."""
    meeting = _any_of(language, "resolution.meeting", {"meeting": r".{1,40}?"}).pattern
    return re.compile(f"{_EDGE}(?:{meeting}{_EDGE}(?:{dates.shape(language)})?|{dates.shape(language)}){_EDGE}$", re.S)


def _date_of(found: re.Match[str], language: str) -> tuple[str | None, Span | None]:
    span = notation.values(found).get("date")
    if span is None:
        return None, None
    iso = dates.parse(found.string[span[0] : span[1]], language)
    return (iso, span) if iso else (None, None)


def read_head(page: ReadingText) -> Head | None:
    """Read the head; None where the text is no resolution or presidential statement."""
    s, language = page.folded, page.language
    body = _opening(page)
    limit = page.blocks[body].start if body is not None else 0
    symbol = _SYMBOL.search(s, 0, limit or 4000)
    if body is None or (symbol and symbol["prst"]):
        return _read_statement(page, symbol)
    head = Head("resolution", None, None, "", None, None, body, body, {})
    sure = symbol is not None
    for i in range(body):
        block = page.blocks[i]
        for organ in ("A", "S"):
            found = _adopted(language, organ).search(s, block.start, block.end)
            if found:
                head.adopted, head.adopted_span = _date_of(found, language)
                head.formulas[i], sure = "adopted", True
                break
            titled = _title(language, organ).match(s, block.start, block.end)
            if titled and _is_title(titled, organ, language, s, block.end, i, body):
                _take_title(page, head, titled, i)
                sure = True
                break
    if not sure:
        return None
    if head.adopted is None:
        _adopted_elsewhere(page, head)
    head.first = min([*head.formulas, body])
    return head


def _opening(page: ReadingText) -> int | None:
    """Give the block with which the text begins: the opening formula; where it is missing, what follows the title."""
    s, language = page.folded, page.language
    adopted = last = None
    for i, block in enumerate(page.blocks[:HEAD_BLOCKS]):
        if block.zone == "note":
            break
        short = block.end - block.start < _FORMULA
        how = opens(s[block.start : block.end], language) if short else ""
        if how == "sure" or (how and adopted is not None):
            return i
        if grammar(language).hinted("resolution.adopted", s, block.start, block.end) and any(
            _adopted(language, organ).search(s, block.start, block.end) for organ in "AS"
        ):
            adopted = last = i
        elif adopted is not None and last == i - 1 and (s[block.start] == "[" or _assembly_title(s, block, language)):
            last = i
    return None if last is None or last + 1 >= len(page.blocks) else last + 1


def _assembly_title(s: str, block: Block, language: str) -> bool:
    """Whether a block is the title of a resolution of the Assembly, whose number holds that of the session."""
    found = _title(language, "A").match(s, block.start, block.end)
    return found is not None and "/" in found[0][:12]


def _is_title(titled: re.Match[str], organ: str, language: str, s: str, end: int, i: int, body: int) -> bool:
    """Whether a match is the title of the resolution: the whole line, and for the Assembly right before the text."""
    rest = s[titled.end() : end].strip(" .,:*")
    if organ == "S":
        return not rest or bool(_dated(language).search(rest) and len(rest) < 60)
    return not rest and body - i <= 4


def _take_title(page: ReadingText, head: Head, titled: re.Match[str], i: int) -> None:
    values = notation.values(titled)
    number = values.get("number")
    head.number = page.text[slice(*number)] if number else None
    span = values.get("title")
    block = page.blocks[i]
    head.title_span = (span[0], block.end) if span else (block.start, block.end)
    head.title = page.text[slice(*head.title_span)]
    head.formulas[i] = "head"


def _adopted_elsewhere(page: ReadingText, head: Head) -> None:
    """Take the date from under the title ("of 22 November 1967"), from the closing lines, or from the file."""
    s, language = page.folded, page.language
    titled = [i for i, name in head.formulas.items() if name in ("head", "adopted")]
    near = [page.blocks[i] for t in titled for i in (t, t + 1) if i < head.body]
    closing = [
        b for b in page.blocks[head.body :] if b.end - b.start < 160 and meeting_line(language).match(s, b.start, b.end)
    ]
    for block in near + closing:
        if block.end - block.start < 160 and (found := _dated(language).search(s, block.start, block.end)):
            iso = dates.parse(found[0], language)
            if iso:
                head.adopted, head.adopted_span = iso, found.span()
                return
    head.adopted = page.facts.get("adopted")
    if head.adopted is None and head.number and "(" in head.number:
        head.adopted = _masthead_date(page, head)


def _masthead_date(page: ReadingText, head: Head) -> str | None:
    """Give the date under the masthead: resolutions of the Council are issued on the day of their adoption."""
    codes = dict.fromkeys((page.language, str(pack(page.language).words["masthead_dates"])))
    for block in page.blocks[: min(head.formulas, default=head.body)]:
        for code in codes:
            found = _dated(code).search(page.folded, block.start, block.end)
            if found and (iso := dates.parse(found[0], code)):
                return iso
    return None


def _read_statement(page: ReadingText, symbol: re.Match[str] | None) -> Head | None:
    """Read the head of a presidential statement."""
    s, language = page.folded, page.language
    head = Head("presidential-statement", None, None, "", None, None, 0, 0, {})
    for i, block in enumerate(page.blocks[:HEAD_BLOCKS]):
        if _statement_title(language).match(s, block.start, block.end):
            head.title_span, head.title = (block.start, block.end), page.of(block)
            head.formulas[i] = "head"
            continue
        if not (head.formulas or symbol):
            continue
        found = _statement(language).search(s, block.start, block.end)
        loose = _dated(language).search(s, block.start, block.end) if symbol and s[block.end - 1] == ":" else None
        if found:
            head.adopted, head.adopted_span = _date_of(found, language)
        elif loose:
            head.adopted, head.adopted_span = dates.parse(loose[0], language), loose.span()
        if found or loose:
            head.formulas[i] = "opening"
            head.body, head.first = i, min(head.formulas)
            return head
    return None
