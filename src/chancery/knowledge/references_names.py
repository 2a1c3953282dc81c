"""Treaties, declarations, rules and letters that a text refers to by name or date, and the articles of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from chancery.form import dates
from chancery.form.symbols.words import roman
from chancery.knowledge.context import Context
from chancery.knowledge.references_words import DOCUMENTS, PINS, Term, Words, words
from chancery.record.model import Reference
from chancery.world import instruments, places

_REACH = 200
"""Characters from the noun of a treaty to its date."""
_STOP = re.compile(r"[.;:。；：()\[\]]\s|[。；：()]|\n\s*\n")
_DATE_REACH = 60
"""Characters from the name of an instrument, or from the word "letter", to its date."""
_BRACKET = re.compile(r"[^.;。；\n]{0,260}?\(\s?(?:[^()\n]{0,30}\s)?\Z")
"""Between the date of a letter and its symbol in brackets."""
_PLACE_REACH = 16
"""Characters of "signed at" with a place, in a script without spaces."""
_JOIN = 12
"""Characters between two articles that are named together."""
_TITLE = re.compile(r"[^,.;:()\n]{3,160}")
_WORD = re.compile(r"\s*([^\W\d_][\w'-]*(?:\s+[^\W\d_][\w'-]*){0,2})")
_LAST_WORDS = re.compile(r"([^\W\d_][\w-]*\s)?([^\W\d_][\w-]*)\s+\Z")
_QUOTED = re.compile(r"\"([^\"\n]{4,120})\"")
_HAN_PLACE = 8
"""The longest name of a city in a script without spaces."""
_PINS = ("paragraph", "article", "chapter", "rule")
_CHARTER = "un-charter"
_TRIM = " \n\t,\"'`的،“”«»《》〈〉"
_OWN_LETTER = frozenset({"heading", "signature"})
_NUMERAL = {c: n for n, c in enumerate("零一二三四五六七八九")}


def names(context: Context, terms: list[Term], symbols: list[Reference]) -> list[Reference]:
    """Give the references by name, in no order; gives the symbols found before the date and paragraph they go with."""
    own = words(context.language)
    pins = _pins(own, context.folded, terms)
    out = [*_instruments(context, own, _known(context), pins)]
    _paragraphs(context, own, symbols, pins)
    taken = [r.span for r in out]
    out += _letters(context, own, [t for t in terms if t.kind in DOCUMENTS], symbols)
    out += _treaties(context, own, [t for t in terms if t.kind == "treaty"], taken)
    first = context.paragraphs[0].span[0] if context.paragraphs else 0
    return [r for r in out if r.span[0] >= first]


class _Pin(NamedTuple):
    """Paragraphs, articles or rules that are named by number."""

    start: int
    end: int
    kind: str
    numbers: str


def _pins(own: Words, folded: str, terms: list[Term]) -> list[_Pin]:
    if not own.noun_first:
        return [
            _Pin(hit.start(), hit.end(), hit.lastgroup or "", hit["numbers"])
            for hit in own.pin_numbers.finditer(folded)
        ]
    found = ((t, own.pin_numbers.match(folded, t.end)) for t in terms if t.kind in PINS)
    return [_Pin(t.start, hit.end(), t.kind, hit["numbers"]) for t, hit in found if hit]


def _reference(context: Context, span: tuple[int, int], name: str, date: str | None = None) -> Reference:
    paragraph = context.paragraph_at(span[0])
    return Reference(
        name=name,
        date=date,
        text=context.text[span[0] : span[1]],
        span=span,
        paragraph=paragraph.id if paragraph else None,
    )


def _known(context: Context) -> list[tuple[int, int, str]]:
    """Give the instruments of the table; "the Charter" alone is not the one of another organization."""
    own = words(context.language)
    found: list[tuple[int, int, str]] = [
        (*m.span, m.id)
        for m in context.mentions
        if m.kind == "instrument" and m.id and m.id in instruments.instruments()
    ]
    if not context.mentions:
        found = instruments.find(context.folded, context.language, context.text)
    out = []
    for start, end, identifier in found:
        alone = identifier == _CHARTER and own.charter.fullmatch(context.folded, start, end)
        if (
            alone
            and own.of.match(context.folded[end : end + 4].rstrip(",") + " ")
            and context.folded[end : end + 2].strip(" ,.;)")
        ):
            after = re.match(r"\s+([^\W\d_]+)", context.folded[end : end + 20])
            if after and own.of.fullmatch(" " + after[1] + " "):
                continue
        out.append((start, end, identifier))
    return out


def _instruments(
    context: Context, own: Words, known: list[tuple[int, int, str]], pins: list[_Pin]
) -> Iterator[Reference]:
    """Give the instruments of the table, each with the article, chapter or rule of it that is named."""
    folded = context.folded
    used: set[int] = set()
    for start, end, identifier in known:
        name, span = instruments.cited(identifier), (start, end)
        pin = _pin_of(own, folded, start, end, pins)
        if pin is not None:
            used.add(pin.start)
            kind = instruments.instruments()[identifier].kind
            for other in _beside(own, folded, pin, pins):
                used.add(other.start)
                yield _reference(context, (other.start, other.end), f"{name}, {_pin_name(own, other, kind)}")
            name += f", {_pin_name(own, pin, kind)}"
            span = (min(start, pin.start), max(end, pin.end))
        day = _date_behind(own, folded, end) if own.noun_first else _date_ahead(own, folded, start)
        yield _reference(context, span, name, day)
    for pin in pins:
        if pin.start in used or pin.kind not in ("article", "chapter"):
            continue
        if own.noun_first:
            gap = re.match(r"\s*(?:[^\W\d_]{1,3}\s+){0,2}", folded[pin.end : pin.end + 12])
            hit = own.charter.match(folded, pin.end + (gap.end() if gap else 0))
            if hit and not any(a <= hit.start() < b for a, b, _ in known):
                yield _reference(
                    context, (pin.start, hit.end()), f"{instruments.cited(_CHARTER)}, {_pin_name(own, pin)}"
                )
        else:
            low = max(0, pin.start - 4)
            hits = list(own.charter.finditer(folded, low, pin.start))
            if hits and not any(a < hits[-1].end() <= b for a, b, _ in known):
                yield _reference(
                    context, (hits[-1].start(), pin.end), f"{instruments.cited(_CHARTER)}, {_pin_name(own, pin)}"
                )


def _pin_of(own: Words, folded: str, start: int, end: int, pins: list[_Pin]) -> _Pin | None:
    for pin in pins:
        if own.noun_first:
            if pin.end <= start and start - pin.end <= 24 and own.of.match(folded[pin.end : start]):
                return pin
        elif end <= pin.start <= end + 4 and not folded[end : pin.start].strip(_TRIM):
            return pin
    return None


def _beside(own: Words, folded: str, pin: _Pin, pins: list[_Pin]) -> Iterator[_Pin]:
    """Give the articles and chapters joined to one: 第七章和第五十一条, ``Chapter VI and Chapter VII of the Charter``."""
    place = pins.index(pin)
    following = pins[place - 1 :: -1] if own.noun_first and place else pins[place + 1 :] if not own.noun_first else []
    for other in following:
        low, high = (other.end, pin.start) if own.noun_first else (pin.end, other.start)
        if low > high or high - low > _JOIN or not own.joint.match(folded[low:high]) or ";" in folded[low:high]:
            return
        yield other
        pin = other


def _pin_name(own: Words, pin: _Pin, of: str = "charter") -> str:
    """Give an article or rule as references have it in all languages: ``Article 51``, ``Chapter VII``, ``rule 37``.

    Languages that have one noun for articles and rules mean rules where the instrument is a set of rules.
    """
    kind = "rule" if of == "rules" and pin.kind == "article" else pin.kind
    printed = pin.numbers.strip()
    for word, value in own.numerals.items():
        printed = printed.replace(word, value)
    numbers = re.findall(r"\d+|[ivxl]+(?![^\W\d_])|[IVXL]+|[一二三四五六七八九十百]+", printed)
    shown = [_shown(n, kind) for n in numbers]
    title = {"article": "Article", "chapter": "Chapter"}.get(kind, kind)
    return f"{title} {', '.join(shown)}"


def _shown(number: str, kind: str) -> str:
    if number[0] in _NUMERAL or number[0] in "十百":
        value = _han(number)
        return _roman(value) if kind == "chapter" else str(value)
    if number.isdigit():
        return _roman(int(number)) if kind == "chapter" else number
    return number.upper()


def _han(text: str) -> int:
    """Read a Han number below a thousand.

    >>> _han("五十一"), _han("一百零三"), _han("七")
    (51, 103, 7)
    """
    total = digit = 0
    for char in text:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _NUMERAL[char]
    return total + digit


def _roman(value: int) -> str:
    return roman(value) if 0 < value < 400 else str(value)


def _date_behind(own: Words, folded: str, end: int) -> str | None:
    """Give the date behind the name of an instrument: ``signed in Tashkent on 15 May 1992``."""
    hit = own.bare_date.search(folded, end, end + _DATE_REACH + 30)
    if hit is None or hit.start() - end > _DATE_REACH:
        return None
    between = folded[end : hit.start()]
    if _STOP.search(between) or not own.dated.search(between):
        return None
    plain = own.dated.sub("", between).strip(" ,'\"")
    return dates.parse(hit[0], own.language) if not plain or own.signed.match(plain) else None


def _date_ahead(own: Words, folded: str, start: int) -> str | None:
    """Give the date before the name of an instrument: 1992年5月15日集体安全条约, 1992年5月15日在塔什干签署的《集体安全条约》."""
    found = list(own.bare_date.finditer(folded, max(0, start - _DATE_REACH), start))
    if not found:
        return None
    plain = folded[found[-1].end() : start].strip(_TRIM)
    signed = own.signed.search(plain)
    near = not plain or (signed is not None and not plain[signed.end() :].strip(_TRIM) and len(plain) <= _PLACE_REACH)
    return dates.parse(found[-1][0], own.language) if near else None


def _paragraphs(context: Context, own: Words, symbols: list[Reference], pins: list[_Pin]) -> None:
    """Take the paragraph that is named of a resolution or document into its reference."""
    folded = context.folded
    starts = {r.span[0]: r for r in symbols}
    ends = {r.span[1]: r for r in symbols}
    for pin in pins:
        if pin.kind != "paragraph":
            continue
        if own.noun_first:
            reach = next((s for s in range(pin.end, min(pin.end + 40, len(folded))) if s in starts), None)
            if reach is not None and own.of.match(folded[pin.end : reach]):
                _stretch(context, starts[reach], pin.start, starts[reach].span[1])
        else:
            back = next((e for e in range(pin.start, max(pin.start - 12, 0), -1) if e in ends), None)
            if back is not None and own.of.match(folded[back : pin.start]):
                _stretch(context, ends[back], ends[back].span[0], pin.end)


def _stretch(context: Context, reference: Reference, start: int, end: int) -> None:
    reference.span = (start, end)
    reference.text = context.text[start:end]


def _letters(context: Context, own: Words, terms: list[Term], symbols: list[Reference]) -> Iterator[Reference]:
    """Give the letters and notes that are known by their date; one whose symbol follows gives it its date."""
    folded = context.folded
    for hit in terms:
        paragraph = context.paragraph_at(hit.start)
        if paragraph is None or paragraph.role in _OWN_LETTER:
            continue
        if own.noun_first:
            found = own.bare_date.search(folded, hit.end, min(hit.end + _DATE_REACH + 30, paragraph.span[1]))
            if found is None or _STOP.search(folded, hit.end, found.start()):
                continue
            between = folded[hit.end : found.start()]
            if len(between) > _DATE_REACH or not own.dated.search(between):
                continue
            start, end = hit.start, found.end()
        else:
            low = max(paragraph.span[0], hit.start - _DATE_REACH)
            dated = list(own.bare_date.finditer(folded, low, hit.start))
            if not dated or re.search(r"[,.;。，；]", folded[dated[-1].end() : hit.start]):
                continue
            found = dated[-1]
            start, end = found.start(), hit.end
        day = dates.parse(found[0], own.language)
        if day is None:
            continue
        cited = next((r for r in symbols if r.symbol and end <= r.span[0] <= end + 260), None)
        if cited and "/RES/" not in (cited.symbol or "") and _BRACKET.match(folded[end : cited.span[0]]):
            cited.date = cited.date or day
            continue
        yield _reference(context, (start, end), hit.kind.replace("-", " "), day)


def _treaties(context: Context, own: Words, terms: list[Term], taken: list[tuple[int, int]]) -> Iterator[Reference]:
    """Give the treaties that no table knows: with their date, called after a city, or in quotes."""
    folded = context.folded
    done = list(taken)
    inside = [m.span for m in context.mentions if m.kind in ("organization", "organ")]

    def free(start: int, end: int) -> bool:
        if any(a < end and start < b for a, b in done):
            return False
        done.append((start, end))
        return True

    for hit in terms:
        if any(a <= hit.start and hit.end <= b for a, b in inside):
            continue
        dated = (
            _signed_before(own, folded, hit) or _dated_after(own, folded, hit)
            if own.noun_first
            else _dated_before(own, folded, hit)
        )
        if dated:
            start, end, name, day = dated
            start += len(folded[start:end]) - len(folded[start:end].lstrip())
            if context.paragraph_at(start) and free(start, end):
                yield _reference(context, (start, end), context.text[name[0] : name[1]].strip(_TRIM), day)
                continue
        called = _called(context, own, hit)
        if called and free(*called):
            yield _reference(context, called, context.text[called[0] : called[1]])
    for quoted in _QUOTED.finditer(folded):
        a, b = quoted.span(1)
        if (
            any((t.start == a if own.noun_first else t.end == b) for t in terms)
            and context.paragraph_at(a)
            and free(a, b)
        ):
            yield _reference(context, (a, b), context.text[a:b])


_Dated = tuple[int, int, tuple[int, int], str]


def _dated_after(own: Words, folded: str, hit: Term) -> _Dated | None:
    """Give start, end, place of the name and date of a treaty whose date stands behind its name."""
    stop = _STOP.search(folded, hit.end, hit.end + _REACH)
    found = own.bare_date.search(folded, hit.end, stop.start() if stop else hit.end + _REACH)
    if found is None:
        return None
    between = folded[hit.end : found.start()]
    joint = own.dated.search(between)
    if joint is None or between.count(",") > 4:
        return None
    day = dates.parse(found[0], own.language)
    signed = list(own.signed.finditer(between))
    name_end = hit.end + (signed[-1].start() if signed else joint.start())
    if not signed and (len(between) > _REACH * 3 // 4 or own.after_verb.fullmatch(joint[0].strip())):
        return None
    return (hit.start, found.end(), (hit.start, name_end), day) if day else None


def _signed_before(own: Words, folded: str, hit: Term) -> _Dated | None:
    """Give the same of a treaty before which it is said when it was signed: ``Le 28 avril 2003 a été signé l'Accord``."""
    low = max(0, hit.start - _REACH // 2)
    signed = list(own.signed.finditer(folded, max(low, hit.start - 24), hit.start))
    if not signed or _STOP.search(folded, signed[0].start(), hit.start):
        return None
    found = list(own.bare_date.finditer(folded, low, signed[0].start()))
    if not found or re.search(r"[.;:()]", folded[found[-1].end() : hit.start]):
        return None
    day = dates.parse(found[-1][0], own.language)
    title = _TITLE.match(folded, hit.start)
    return (found[-1].start(), title.end(), (hit.start, title.end()), day) if day and title else None


def _dated_before(own: Words, folded: str, hit: Term) -> _Dated | None:
    """Give the same of a treaty whose date stands before its name (1992年5月15日集体安全条约)."""
    low = max(0, hit.start - _DATE_REACH)
    found = list(own.bare_date.finditer(folded, low, hit.start))
    if not found:
        return None
    between = folded[found[-1].end() : hit.start]
    if re.search(r"[。；;,，：:()]|决议|第\s*\d|会议", between):
        return None
    day = dates.parse(found[-1][0], own.language)
    signed = list(own.signed.finditer(between))
    name_start = found[-1].end() + (signed[-1].end() if signed else 0)
    return (found[-1].start(), hit.end, (name_start, hit.end), day) if day else None


def _called(context: Context, own: Words, hit: Term) -> tuple[int, int] | None:
    """Give the span of a treaty that is called after a city: ``accords de Moscou``, 莫斯科协定, Московские соглашения."""
    folded, text = context.folded, context.text
    if not own.spaced:
        for size in range(_HAN_PLACE, 1, -1):
            start = hit.start - size
            if (
                start >= 0
                and folded[start : hit.start].isalpha()
                and places.identify(folded[start : hit.start], own.language)
            ):
                return start, hit.end
        return None
    before = own.adjective.search(folded, max(0, hit.start - 30), hit.start)
    if before and text[before.start()].isupper():
        return before.start(), hit.end
    gap = own.called.match(folded, hit.end)
    for start, end in _words_from(folded, gap.end()) if gap else ():
        if _named(text[start]) and places.identify(folded[start:end], own.language):
            return hit.start, end
    for start in _words_before(folded, hit.start):
        if text[start].isupper() and places.identify(folded[start : hit.start].rstrip(), own.language):
            return start, hit.end
    return None


def _named(letter: str) -> bool:
    """Tell whether a letter can begin a name: it is a capital, or of a script without them."""
    return letter.isupper() or letter.lower() == letter.upper()


def _words_from(folded: str, at: int) -> Iterator[tuple[int, int]]:
    """Give the one to three words that begin at a place, longest first."""
    hit = _WORD.match(folded, at)
    if hit:
        start = hit.start(1)
        ends = [start + gap.start() for gap in re.finditer(r"\s+", hit[1])]
        for end in reversed([*ends, hit.end(1)]):
            yield start, end


def _words_before(folded: str, at: int) -> Iterator[int]:
    """Give where the two words and the one word begin that end at a place."""
    low = max(0, at - 40)
    hit = _LAST_WORDS.search(folded[low:at])
    if hit:
        yield from sorted({low + hit.start(group) for group in (1, 2) if hit[group]})
