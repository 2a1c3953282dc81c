"""Short forms that a text defines for itself: "(MANUA)", "ci-après dénommée « l’Organisation »", (далее – ОДКБ), (以下简称“上合组织”).

What is defined is the name of the tables before the bracket; else, where the letters of an acronym are the initials of the
words before it and one of them tells what they name, those words are a name that no table holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from chancery.knowledge.mentions_names import Name, Spans
from chancery.knowledge.mentions_words import Definitions, definition_words
from chancery.knowledge.people_identity import slug
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES, Span
from chancery.world import organizations
from chancery.world.scripts import scripts

_BRACKET = re.compile(r"\(([^()]{2,120})\)")
_QUOTED = re.compile(r"\"\s*([^\"]{2,60}?)\s*\"")
_ACRONYM = re.compile(r"[^\W\d_][\w&/.-]{1,13}")
_TOKEN = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[,;.\n)]")
_EDGES = " \t\n\"',;:-.\u00ab\u00bb\u201c\u201d\u2018\u2019"
_AFTER_NAME = 4
"""Characters between a name and the bracket or comma behind it."""
_CLAUSE = 90
"""Characters of a definition that stands between commas."""
_LONGEST = 220
"""Characters of a name that an acronym stands for."""
_CAPITALS = 2
_SHORTEST_FORM = 2
_SHORTEST_WORD = 4
"""Letters from which two words with the same beginning are the same word."""
_PARENT = "un"
"""Its name is in those of its bodies."""
_LONG_NAME = 3
"""Words behind the first of a name from which it is shortened."""
_BODIES = ("organization", "organ")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[^\S\n]\Z")
_WORD_LENGTH = 30
_ARTICLE = 3
"""Letters of articles, which a sentence may begin with."""


class Definition(NamedTuple):
    """A short form with what it stands for."""

    short: str
    start: int
    end: int
    kind: str
    id: str
    long: Span | None
    """The place of the long name, where no table holds it."""
    instead: str | None = None
    """The id that the tables have for the short form, where it stands for something else in this text."""


class Defined(NamedTuple):
    """What the definitions of a text make."""

    names: list[Name]
    instead: frozenset[Name]
    """Names of the tables that stand for something else in this text."""


def define(text: str, folded: str, names: Sequence[Name], begin: int, language: str) -> Defined:
    """Give the mentions that a text's own definitions make: the short forms where they are defined and afterwards, and long
    names that no table holds. ``names`` are those of the tables."""
    reader = _Reader(text, folded, Spans(names), begin, language, definition_words(language))
    found = list(_definitions(reader))
    out = {Name(*one.long, one.kind, one.id) for one in found if one.long}
    instead: set[Name] = set()
    for one in found:
        uses, over = reader.uses(one, found)
        out.update(uses)
        instead.update(over)
    return Defined(sorted({*out, *_implied(reader)}), frozenset(instead))


@dataclass
class _Reader:
    """The text being read, with the names of the tables in it."""

    text: str
    folded: str
    outer: Spans
    begin: int
    language: str
    words: Definitions

    def before(self, at: int) -> Name | None:
        """Give the name that ends right before a place."""
        ended = self.outer.ending(max(self.begin, at - _AFTER_NAME), at)
        return next((n for n in reversed(ended) if not self.folded[n.end : at].strip(_EDGES)), None)

    def shorts(self, start: int, end: int) -> list[Span]:
        """Give the short forms of a definition: what is quoted, else what is left without articles."""
        quoted = [m.span(1) for m in _QUOTED.finditer(self.folded, start, end)]
        trimmed = (self.trim(a, b) for a, b in quoted or [(start, end)])
        return [(a, b) for a, b in trimmed if b - a >= _SHORTEST_FORM]

    def trim(self, start: int, end: int) -> Span:
        """Give a stretch without articles before it and signs around it."""
        previous = -1
        while previous != start:
            previous = start
            article = self.words.articles.match(self.folded, start, end)
            start = article.end() if article else start
            while start < end and self.text[start] in _EDGES:
                start += 1
        while end > start and self.text[end - 1] in _EDGES:
            end -= 1
        return start, end

    def long_name(self, at: int, short: str) -> tuple[Span, str] | None:
        """Give the place and the kind of the name before an acronym's bracket that the acronym's letters are taken from."""
        low = max(self.begin, at - _LONGEST, self.folded.rfind("\n", 0, at) + 1)
        stretch = self.text[low:at].rstrip(_EDGES)
        start = _initials(short, stretch)
        if start is None or not stretch[start].isupper():
            return None
        span = (low + start, low + len(stretch))
        kinds = [(m.start(), kind) for kind, head in self.words.heads.items() if (m := head.search(self.folded, *span))]
        return (span, min(kinds)[1]) if kinds else None

    def uses(self, one: Definition, others: Sequence[Definition]) -> tuple[list[Name], list[Name]]:
        """Give the places of a short form from its definition on, up to another definition of it, and the names of the
        tables that stand there for something else."""
        stop = min((o.start for o in others if o.short == one.short and o.start > one.start), default=len(self.text))
        out: list[Name] = []
        over: list[Name] = []
        for found in _form(one.short, self.language).finditer(self.text, one.start, stop):
            start, end = found.span("form")
            there = [
                n for n in self.outer.within(start, end) if n.id != one.instead or (n.start, n.end) != (start, end)
            ]
            if there or (start > one.end and not _is_acronym(one.short) and _in_longer(self.text, start)):
                continue
            out.append(Name(start, end, one.kind, one.id))
            over += self.outer.within(start, end)
        return out, over


def _definitions(reader: _Reader) -> Iterator[Definition]:
    """Give the definitions of a text: in brackets, then between commas."""
    folded, words = reader.folded, reader.words
    for bracket in _BRACKET.finditer(folded, reader.begin):
        start, end = bracket.span(1)
        introduced = words.introducing.search(folded, start, end)
        shorts = reader.shorts(introduced.end() if introduced else start, end)
        if not introduced:
            shorts = _unintroduced(reader, bracket, shorts)
        yield from _meant(reader, bracket.start(), shorts, introduced is not None)
    for introduced in words.introducing.finditer(folded, reader.begin):
        low = max(reader.begin, introduced.start() - _AFTER_NAME)
        left = folded[low : introduced.start()].rstrip()
        if left.endswith((",", "-", ":")) and "(" not in left:
            shorts = reader.shorts(introduced.end(), _end_of_clause(folded, introduced.end()))
            yield from _meant(reader, low + len(left) - 1, shorts, True)


def _end_of_clause(folded: str, at: int) -> int:
    """Give the end of a definition that has no bracket: of its quote, or of the clause."""
    limit = min(len(folded), at + _CLAUSE)
    opened = folded.find('"', at, limit)
    closed = folded.find('"', opened + 1, limit) if opened >= 0 else -1
    if closed >= 0:
        return closed + 1
    stop = _CLAUSE_END.search(folded, at, limit)
    return stop.start() if stop else at


def _unintroduced(reader: _Reader, bracket: re.Match[str], shorts: list[Span]) -> list[Span]:
    """Give the short forms of a bracket that says nothing else: acronyms, what is quoted, words of the name before it."""
    text, folded = reader.text, reader.folded
    start, end = bracket.span(1)
    whole, name = folded[start:end].strip(_EDGES), reader.before(bracket.start())
    body = folded[name.start : name.end] if name and name.kind in _BODIES else ""
    return [
        (a, b)
        for a, b in shorts
        if (folded[a:b] == whole and (_is_acronym(text[a:b]) or '"' in folded[start:end]))
        or (body and _is_drawn(folded[a:b], body))
    ]


def _meant(reader: _Reader, at: int, shorts: list[Span], introduced: bool) -> Iterator[Definition]:
    """Give the definitions of some short forms by what stands before them."""
    text, folded, name = reader.text, reader.folded, reader.before(at)
    for a, b in shorts:
        short = text[a:b]
        own = next((n for n in reader.outer.within(a, b) if (n.start, n.end) == (a, b)), None)
        long = reader.long_name(at, short) if own or _is_acronym(short) else None
        if own:
            if long and (name is None or name.id != own.id):
                named = folded[slice(*long[0])]
                if _is_variant(named, own.id, reader.language):
                    yield Definition(short, a, b, own.kind, own.id, long[0])
                else:
                    yield Definition(short, a, b, long[1], _slug(named), long[0], own.id)
        elif name and _stands_for(short, name, text, introduced):
            yield Definition(short, a, b, name.kind, name.id, None)
        elif long:
            identifier = _slug(folded[a:b])
            taken = identifier in organizations.organizations(reader.language)
            yield Definition(short, a, b, long[1], _slug(folded[slice(*long[0])]) if taken else identifier, long[0])


def _is_variant(long: str, identifier: str, language: str) -> bool:
    """Whether a long name whose acronym a table has is a variant of the table's name: it has half of its words."""
    row = organizations.organizations(language).get(identifier)
    words = {w for w in _TOKEN.findall(fold(row.short)) if len(w) >= _SHORTEST_WORD} if row else set()
    have = _TOKEN.findall(long)
    return 2 * sum(any(_same_word(w, other) for other in have) for w in words) >= len(words)


def _stands_for(short: str, name: Name, text: str, introduced: bool) -> bool:
    """Whether a short form may stand for the name before it: it is introduced as such, or its letters are the name's."""
    country = name.kind in ("state", "place")
    if introduced or not _is_acronym(short):
        return introduced or not country
    return _initials(short, text[name.start : name.end]) is not None or (
        not country and short.upper() in _acronyms(name.id)
    )


@cache
def _acronyms(identifier: str) -> frozenset[str]:
    """Give the acronyms of an organization in all languages."""
    rows = [organizations.organizations(language).get(identifier) for language in LANGUAGES]
    return frozenset(a.upper() for row in rows if row for a in row.acronyms)


def _is_acronym(short: str) -> bool:
    """Whether a short form is an acronym: one word with two capitals or more."""
    return _ACRONYM.fullmatch(short) is not None and sum(c.isupper() for c in short) >= _CAPITALS


def _slug(folded: str) -> str:
    """Give the id of a name that no table holds.

    >>> _slug("смк")
    'smk'
    """
    return "-".join(slug(word) for word in _TOKEN.findall(folded))


def _initials(short: str, stretch: str) -> int | None:
    """Give where the name begins whose words begin with an acronym's letters, each capitalised word with one of them.

    Small words and further letters inside words are passed over; every letter of the acronym is used, from its end.
    """
    letters = [c for c in short.lower() if c.isalnum()]
    n = len(letters) - 1
    for token in reversed(list(_TOKEN.finditer(stretch))):
        word = token[0].lower()
        if word[0] == letters[n]:
            n -= 1
        elif n >= 1 and word[0] == letters[n - 1] and letters[n] in word[1:]:
            n -= 2
        elif token[0][0].isupper():
            return None
        if n < 0:
            return token.start()
    return None


def _is_drawn(short: str, name: str) -> bool:
    """Whether a short form is made of words of a name, or of its characters where words are not parted."""
    if " " not in name and not short.isascii():
        rest = iter(name)
        return _SHORTEST_FORM < len(short) < len(name) and all(c in rest for c in short)
    words = _TOKEN.findall(name)
    own = _TOKEN.findall(short)
    return len(short) < len(name) and all(any(_same_word(w, other) for other in words) for w in own)


def _same_word(one: str, other: str) -> bool:
    """Whether two words differ by an article written together with one of them, or an ending, at most."""
    if len(one) < _SHORTEST_WORD or len(other) < _SHORTEST_WORD:
        return False
    return one[:_SHORTEST_WORD] == other[:_SHORTEST_WORD] or one.endswith(other) or other.endswith(one)


def _implied(reader: _Reader) -> Iterator[Name]:
    """Give the short forms that a language without acronyms makes of a body's name: its first word and an adjective of it,
    both with the article (القوة المؤقتة for قوة الأمم المتحدة المؤقتة في لبنان)."""
    for article in {beginning for beginning, _, _ in scripts()[reader.language].contracted}:
        for short, (kind, identifier) in _shortened(reader, article).items():
            if short.removeprefix(article) not in reader.folded:
                continue
            for found in _form(short, reader.language).finditer(reader.folded, reader.begin):
                start, end = found.span("form")
                if not reader.outer.within(start, end):
                    yield Name(start, end, kind, identifier)


def _shortened(reader: _Reader, article: str) -> dict[str, tuple[str, str]]:
    """Give what the names of bodies in a text may be shortened to, with the kind and id of the one body that each means."""
    parent = set(_TOKEN.findall(fold(organizations.name(_PARENT, reader.language))))
    meant: dict[str, set[tuple[str, str]]] = {}
    for kind, identifier, name in {(n.kind, n.id, reader.folded[n.start : n.end]) for n in reader.outer.names}:
        head, *rest = _TOKEN.findall(name)
        if kind in _BODIES and len(rest) >= _LONG_NAME and not head.startswith(article):
            for word in rest:
                if word.startswith(article) and word not in parent:
                    meant.setdefault(f"{article}{head} {word}", set()).add((kind, identifier))
    return {short: next(iter(bodies)) for short, bodies in meant.items() if len(bodies) == 1}


@cache
def _form(short: str, language: str) -> re.Pattern[str]:
    """Give the expression for a short form, with what is written together with it."""
    script = scripts()[language]
    contracted = [p[n:] + short[len(start) :] for start, p, n in script.contracted if short.startswith(start)]
    form = "|".join(map(re.escape, dict.fromkeys([short, *contracted])))
    if not script.spaced and not short.isascii():
        return re.compile(f"(?P<form>{form})")
    clitics = "|".join(sorted(script.proclitics, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{clitics})?(?P<form>{form})(?![^\W_])")


def _in_longer(text: str, start: int) -> bool:
    """Whether a capitalised word right before a word makes it part of a longer name."""
    before = _WORD_BEFORE.search(text, max(0, start - _WORD_LENGTH), start)
    return before is not None and before[1][0].isupper() and len(before[1]) > _ARTICLE and text[start].isupper()
