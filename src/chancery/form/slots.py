"""What slots hold: for every kind of slot, a parser that reads it at a position of folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from chancery.form import dates
from chancery.form.grammar import Grammar, SlotParser, Values, grammar, may_begin
from chancery.form.items import items_at
from chancery.form.notation import words
from chancery.lang.fold import fold
from chancery.world import organizations, places, states

READINGS = 40
"""Ways to read a phrase that are tried; names of unknown bodies have as many as they have words."""
MEMORY = 512
"""Results kept of the parsers that many patterns ask for at one place; a document needs some dozens."""
WINDOW = 400
"""Characters looked at for a list of names."""
SHORT_WINDOW = 180
"""Characters looked at first: enough for a name or two, which most lists are."""
LONGEST_NAME = 90
"""Characters; the longest name of a State or organization with what joins it to the one before."""


_WORD_END = re.compile(r"(?<=\w)(?!\w)|[\u4e00-\u9fff]")


class Named(NamedTuple):
    """A name in folded text."""

    id: str
    kind: str
    """``state`` or ``organization``."""
    start: int
    end: int


class Phrase(NamedTuple):
    """A phrase of a family: its key, its slots, its place."""

    key: str
    values: Values
    start: int
    end: int


@cache
def joiner(language: str) -> re.Pattern[str]:
    """Give the expression for what stands between two members of a list."""
    g = grammar(language)
    read = sorted(g.pack.words["join"]["read"], key=len, reverse=True)
    parts = [words(r.strip(), g.pack.spaced) for r in read]
    return re.compile(rf"\s*(?:{'|'.join(parts)})\s*")


@cache
def _particles(language: str) -> re.Pattern[str]:
    """Give the expression for a joiner with the articles and prepositions that a language repeats in a list of names."""
    g = grammar(language)
    small = "|".join(words(w, g.pack.spaced) for w in g.pack.words["join"]["particles"]) or r"(?!)"
    return re.compile(rf"{joiner(language).pattern}(?:(?:{small})\s*)*")


@cache
def _opening(language: str) -> re.Pattern[str]:
    """Give the expression for the particles that may stand before the first name of a list."""
    g = grammar(language)
    small = "|".join(words(w, g.pack.spaced) for w in g.pack.words["join"]["particles"]) or r"(?!)"
    return re.compile(rf"\s*(?:(?:{small})\s*)*")


@lru_cache(maxsize=MEMORY)
def names_in(folded: str, start: int, end: int, language: str) -> tuple[Named, ...]:
    """Give the States and organizations named in a stretch of folded text, longest names first where they overlap."""
    stretch = folded[start:end].replace("\n", " ")
    found = [Named(i, "state", start + a, start + b) for a, b, i in states.find(stretch, language)]
    found += [Named(i, "organization", start + a, start + b) for a, b, i in organizations.find(stretch, language)]
    found.sort(key=lambda n: (n.start - n.end, n.kind != "state"))
    kept: list[Named] = []
    for name in found:
        if all(name.end <= k.start or name.start >= k.end for k in kept):
            kept.append(name)
    return tuple(sorted(kept, key=lambda n: n.start))


def chain(folded: str, names: Iterable[Named], language: str) -> list[list[Named]]:
    """Part names into chains: names of which only list words and particles stand between neighbours.

    In a script without spaces a space is a sign that extraction lost.
    """
    between, starved = _particles(language), not grammar(language).pack.spaced
    chains: list[list[Named]] = []
    for name in names:
        gap = (chains[-1][-1].end, name.start) if chains else (0, 0)
        if chains and (between.fullmatch(folded, *gap) or (starved and folded[slice(*gap)].isspace())):
            chains[-1].append(name)
        else:
            chains.append([name])
    return chains


def parties_at(language: str, lenient: bool) -> SlotParser:
    """Parse a list of States and organizations; ``lenient`` takes an unknown name, on one line, as a list of none."""

    def _listed(folded: str, at: int, first: int, stop: int) -> list[Named]:
        names = names_in(folded, at, min(len(folded), stop), language)
        if first > at and not (names and names[0].start <= first):
            names = names_in(folded, first, min(len(folded), stop), language)
        return chain(folded, names, language)[0] if names and at <= names[0].start <= first else []

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, list[Named]]]:
        opening = _opening(language).match(folded, at)
        first = opening.end() if opening else at
        listed = _listed(folded, at, first, at + SHORT_WINDOW)
        if listed and listed[-1].end > at + SHORT_WINDOW - LONGEST_NAME:
            listed = _listed(folded, at, first, at + WINDOW)
        if listed:
            for n in range(len(listed), 0, -1):
                yield listed[n - 1].end, listed[:n]
        elif lenient:
            for end, _ in body_at(folded, at, form):
                yield end, []

    return parse


def body_at(folded: str, at: int, form: str) -> Iterator[tuple[int, str]]:
    """Parse the name of a body that no table holds: the words to the end of the line, else any number of words."""
    stop = folded.find("\n", at)
    stop = len(folded) if stop < 0 else stop
    if 2 < stop - at <= 150:
        yield stop, folded[at:stop]
    blank = folded.find("\n\n", at)
    limit = min(len(folded), at + 150, blank if blank >= 0 else at + 150)
    for found in _WORD_END.finditer(folded, at, limit):
        yield found.end(), folded[at : found.end()]


@lru_cache(maxsize=MEMORY)
def phrases(folded: str, at: int, prefix: str, language: str, lenient: bool = False) -> tuple[Phrase, ...]:
    """Give the phrases of a family that stand at a position: with known names, longest
    first and fixed words before slots, then the others."""
    if not may_begin(folded, at, language, prefix):
        return ()
    g, own = grammar(language), parsers(language, lenient)
    found: dict[tuple[str, int], Phrase] = {}
    for key, pattern in g.beginning(prefix, folded, at):
        for match in islice(pattern.matches(folded, at, own), READINGS):
            found.setdefault((key, match.end), Phrase(key, match.values, at, match.end))
    return tuple(sorted(found.values(), key=lambda p: (_vague(p), 0 if _vague(p) else -p.end, bool(p.values))))


def _vague(phrase: Phrase) -> bool:
    """Whether a phrase holds, itself or in a phrase inside it, a name that no table knows: its end is a guess."""
    for name, value in phrase.values.items():
        if name == "body" or (name == "parties" and not value.value):
            return True
        inside = value.value if isinstance(value.value, list) else [value.value]
        if any(isinstance(p, Phrase) and _vague(p) for p in inside):
            return True
    return False


def phrase_at(prefix: str, language: str, lenient: bool = False) -> SlotParser:
    """Parse one phrase of a family."""

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, Phrase]]:
        for phrase in phrases(folded, at, prefix, language, lenient):
            yield phrase.end, phrase

    return parse


def list_at(prefix: str, language: str, lenient: bool = False) -> SlotParser:
    """Parse phrases of a family joined to a list."""

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, list[Phrase]]]:
        first = phrases(folded, at, prefix, language, lenient)
        for phrase in first:
            for end, rest in _more(folded, phrase.end):
                yield end, [phrase, *rest]

    def _more(folded: str, at: int) -> Iterator[tuple[int, list[Phrase]]]:
        between = joiner(language).match(folded, at)
        if between:
            for phrase in phrases(folded, between.end(), prefix, language, lenient):
                for end, rest in _more(folded, phrase.end):
                    yield end, [phrase, *rest]
        yield at, []

    return parse


def _table_at(table: dict[str, object], spaced: bool) -> SlotParser:
    """Parse one of fixed words; gives what the table holds for it."""
    ordered = sorted(table, key=len, reverse=True)
    expression = re.compile("|".join(f"({words(w, spaced)})" for w in ordered) or r"(?!)")

    def parse(folded: str, at: int, form: str) -> Iterable[tuple[int, object]]:
        found = expression.match(folded, at)
        return [(found.end(), table[ordered[found.lastindex - 1]])] if found and found.lastindex else []

    return parse


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER = re.compile(r"[ivxl]{1,6}\b|\d{1,2}\b(?!\s*/)|[a-h](?=\W*(?:\n|$))")


def roman(text: str) -> int:
    """Give the value of a Roman number in small letters."""
    total = 0
    for char, after in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN[char]
        total += -value if after and _ROMAN[after] > value else value
    return total


def _number_at(g: Grammar) -> SlotParser:
    """Parse the number of an annex: as the language writes it, Roman, Arabic or a letter; gives the printed text's value."""
    table: dict[str, object] = {}
    for column in g.pack.words["numbers"].values():
        table.update({w: n for n, w in enumerate(column, 1)})
    own = _table_at(table, g.pack.spaced)

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, object]]:
        yield from own(folded, at, form)
        found = _NUMBER.match(folded, at)
        if found:
            text = found[0]
            if text.isdigit():
                yield found.end(), int(text)
            else:
                yield found.end(), roman(text) if all(c in _ROMAN for c in text) else ord(text) - 96

    return parse


def _ordinal_at(g: Grammar) -> SlotParser:
    """Parse an ordinal in words, or in digits with the language's endings."""
    table: dict[str, object] = {}
    for column in g.pack.ordinals.values():
        table.update({w: n for n, w in enumerate(column, 1)})
    own = _table_at(table, g.pack.spaced)
    digits = re.compile(r"\D{0,1}(\d{1,3})\s?(?:st|nd|rd|th|e|eme|o|a|-я|-й|-ая|-ый)?(?!\d)")

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, object]]:
        yield from own(folded, at, form)
        found = digits.match(folded, at)
        if found:
            yield found.end(), int(found[1])

    return parse


def _places_at(language: str) -> SlotParser:
    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, str]]:
        opening = _opening(language).match(folded, at)
        for start, end, place in places.find(folded[at : at + 60], language):
            if at + start <= (opening.end() if opening else at):
                yield at + end, place
                return

    return parse


def _organization_at(language: str) -> SlotParser:
    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, str]]:
        opening = _opening(language).match(folded, at)
        for name in names_in(folded, at, min(len(folded), at + 160), language):
            if name.kind == "organization" and name.start <= (opening.end() if opening else at):
                yield name.end, name.id
            return

    return parse


def _date_at(language: str) -> SlotParser:
    expression = re.compile(dates.shape(language))

    def parse(folded: str, at: int, form: str) -> Iterable[tuple[int, str]]:
        found = expression.match(folded, at)
        iso = dates.parse(found[0], language) if found else None
        return [(found.end(), iso)] if found and iso else []

    return parse


def _languages_at(g: Grammar) -> SlotParser:
    table: dict[str, object] = {}
    for section in ("languages", "languages_annex"):
        table.update({fold(n): code for code, names in g.pack.words[section].items() for n in names})
    own = _table_at(table, g.pack.spaced)
    between = re.compile(
        rf"\s*(?:{'|'.join(words(w, g.pack.spaced) for w in g.pack.words['joined_languages']['read'])})\s*"
    )

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, list[str]]]:
        out: list[str] = []
        while found := list(own(folded, at, form)):
            at = found[0][0]
            out.append(str(found[0][1]))
            joined = between.match(folded, at)
            if not joined or not list(own(folded, joined.end(), form)):
                break
            at = joined.end()
        if out:
            yield at, out

    return parse


def _object_at(language: str) -> SlotParser:
    """Parse what is transmitted: a phrase of kinds and its description, to the end of the sentence."""

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, Phrase | None]]:
        found = phrases(folded, at, "kinds.object", language)
        for end in _sentence_ends(folded, found[0].end if found else at):
            yield end, found[0] if found else None

    return parse


def _sentence_ends(folded: str, at: int) -> Iterator[int]:
    """Give the places where a description may end."""
    limit = min(len(folded), at + 900)
    yield at
    for found in re.finditer(r"[\s.(;,]", folded[at:limit]):
        yield at + found.start()
    yield limit


def _verb_at(language: str) -> SlotParser:
    """Parse a verb of adoption."""
    verbs = grammar(language).patterns("attachment.adopted_verb")

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, str]]:
        for pattern in verbs:
            if match := pattern.match(folded, at, {}):
                yield match.end, folded[at : match.end]

    return parse


@cache
def parsers(language: str, lenient: bool = False) -> dict[str, SlotParser]:
    """Give the parser of every kind of slot in a language; ``lenient`` ones take names that no table holds."""
    g = grammar(language)
    out: dict[str, SlotParser] = {
        "date": _date_at(language),
        "parties": parties_at(language, lenient),
        "body": body_at,
        "place": _places_at(language),
        "organization": _organization_at(language),
        "languages": _languages_at(g),
        "ordinal": _ordinal_at(g),
        "number": _number_at(g),
        "items": items_at(language),
        "senders": list_at("senders", language, lenient),
        "addressees": list_at("addressees", language),
        "mission": phrase_at("mission", language),
        "greeted": list_at("greeted", language),
        "under": phrase_at("under", language),
        "annexes": phrase_at("see", language),
        "object": _object_at(language),
        "reference": phrase_at("reference", language, lenient),
        "circulated": phrase_at("letter.circulated", language),
        "capacity": phrase_at("letter.capacity_phrase", language),
        "organs": _organs_at(language),
        "verb": _verb_at(language),
    }
    return out


def _shared_beginning(names: set[str]) -> str:
    """Give the characters with which all names begin: 第 in Chinese ordinals."""
    first, last = min(names), max(names)
    return next((first[:n] for n in range(len(first), 0, -1) if last.startswith(first[:n])), "")


@cache
def shapes(language: str) -> dict[str, str]:
    """Give the expressions of slots by which a formula is searched in a zone; their values are read by `parsers`."""
    g = grammar(language)
    ordinals = {w for column in g.pack.ordinals.values() for w in column}
    joins = "|".join(
        sorted((words(w.strip(), g.pack.spaced) for w in g.pack.words["join"]["read"]), key=len, reverse=True)
    )
    piece = r"(?:\d{1,3}(?!\d)|\(?[^\W\d_]ـ?\))"
    return {
        "ordinal": "|".join(words(w, g.pack.spaced) for w in sorted(ordinals, key=len, reverse=True))
        + rf"|{words(_shared_beginning(ordinals), g.pack.spaced)}(?<!\d)\d{{1,3}}\W?(?:[^\W\d_]{{1,3}})?",
        "items": rf"\d{{1,3}}(?!\d)(?:[\s,;]*(?:{joins})?[\s,;]*{piece})*",
        "date": dates.shape(language),
        "languages": r"[^\n]{2,80}?",
        "meeting": r"[^\n]{1,60}?",
    }


def _organs_at(language: str) -> SlotParser:
    """Parse the organs of a circulation request."""
    g = grammar(language)
    join = re.compile(
        "|".join(words(w, g.pack.spaced) for w in sorted(g.pack.patterns["letter.organs.join"], key=len, reverse=True))
    )

    def parse(folded: str, at: int, form: str) -> Iterator[tuple[int, list[Phrase]]]:
        out: list[Phrase] = []
        while found := [p for p in phrases(folded, at, "letter.organs", language) if p.key != "join"]:
            out.append(found[0])
            at = found[0].end
            joined = join.match(folded, at)
            if not joined:
                break
            at = joined.end()
        if out:
            yield out[-1].end, out

    return parse
