"""The language of queries: text to a tree of plain nodes.

``words``, ``"phrases"`` (also « », “ ”, 「 」), ``begin*``, ``AND`` ``OR`` ``NOT`` and ``-word``, brackets, ``"two words"~5`` (near one
another), ``word~`` (also misspelt), ``field:value`` with the fields of `FIELDS`. Words beside one another are all looked for.
"""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from msgspec import Struct

FIELDS = {
    "from": "sender",
    "to": "addressee",
    "item": "item",
    "organ": "organ",
    "kind": "kind",
    "about": "about",
    "says": "act",
    "lang": "language",
    "mentions": "name",
    "symbol": "symbol",
    "part": "role",
    "title": "title",
    "date": "date",
    "work": "work",
}
"""What a query calls a field, to what the index calls it."""
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "＂": "＂", "《": "》"}
_LEXEME = re.compile(
    r"\s+|(?P<open>[(（])|(?P<close>[)）])|(?P<field>[A-Za-z]+)[:：]|(?P<word>[^\s()（）\"“”„«»「」『』＂《》]+)"
)
_NEAR = re.compile(r"~(\d*)")
_DATE = re.compile(r"(?P<op>[<>]=?)?(?P<first>\d{4}(?:-\d\d?){0,2})?(?P<dots>\.\.)?(?P<last>\d{4}(?:-\d\d?){0,2})?\Z")
_DEEPEST = 40
"""Brackets inside brackets."""
_LONGEST = 4000
"""Characters of a query: a paragraph."""


class QueryError(ValueError):
    """A query that cannot be understood; the message says where and why."""

    def __init__(self, message: str, query: str, at: int) -> None:
        super().__init__(f"{message}\n  {query}\n  {' ' * at}^")
        self.at = at


class Word(Struct, frozen=True, tag=True):
    """A word, or a word's beginning."""

    text: str
    prefix: bool = False
    fuzzy: bool = False
    field: str = "text"


class Phrase(Struct, frozen=True, tag=True):
    """Words that stand beside one another; with ``near``, at most so many others between them."""

    text: str
    near: int = 0
    field: str = "text"


class Value(Struct, frozen=True, tag=True):
    """A value of a field."""

    field: str
    text: str


class Dates(Struct, frozen=True, tag=True):
    """Days from first to last, as yyyymmdd, both included."""

    first: int
    last: int


class Not(Struct, frozen=True, tag=True):
    """What must not be there."""

    node: Node


class And(Struct, frozen=True, tag=True):
    """All of these; ``free`` where they only stand side by side."""

    nodes: tuple[Node, ...]
    free: bool = False


class Or(Struct, frozen=True, tag=True):
    """Any of these."""

    nodes: tuple[Node, ...]


Node = Word | Phrase | Value | Dates | Not | And | Or


class _Lexeme(NamedTuple):
    kind: str
    text: str
    at: int
    near: int | None = None


def parse(query: str) -> Node:
    """Give the tree of a query. Raises `QueryError` for one that is empty, too long or malformed.

    >>> parse("from:RUS terror*")
    And(nodes=(Value(field='sender', text='RUS'), Word(text='terror', prefix=True, fuzzy=False, field='text')), free=True)
    """
    if len(query) > _LONGEST:
        raise QueryError(f"the query has more than {_LONGEST} characters", query[:60] + "…", 60)
    parser = _Parser(query)
    node = parser.either(0)
    if parser.here:
        raise QueryError("a bracket is closed that was never opened", query, parser.here.at)
    return node


class _Parser:
    def __init__(self, query: str) -> None:
        self.query = query
        self.lexemes = list(self._lexemes())
        self.at = 0

    @property
    def here(self) -> _Lexeme | None:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else None

    def fail(self, message: str, lexeme: _Lexeme | None = None) -> QueryError:
        return QueryError(message, self.query, lexeme.at if lexeme else len(self.query))

    def _lexemes(self) -> list[_Lexeme]:
        out: list[_Lexeme] = []
        at, query = 0, self.query
        while at < len(query):
            if query[at] in _QUOTES:
                end = query.find(_QUOTES[query[at]], at + 1)
                if end < 0:
                    raise QueryError(f"the quotation mark {query[at]} is not closed", query, at)
                near = _NEAR.match(query, end + 1)
                out.append(_Lexeme("phrase", query[at + 1 : end], at, int(near[1] or 5) if near else None))
                at = near.end() if near else end + 1
                continue
            found = _LEXEME.match(query, at)
            if found is None:
                raise QueryError(f"the sign {query[at]} closes nothing", query, at)
            if kind := found.lastgroup:
                if kind == "field" and found[kind].lower() not in FIELDS:
                    if query[found.end() : found.end() + 2] != "//" and len(found[kind]) > 1:
                        raise QueryError(f"there is no field {found[kind]!r}; there are {', '.join(FIELDS)}", query, at)
                    kind, found = "word", re.compile(r"\S+").match(query, at) or found
                    out.append(_Lexeme("word", found[0], at))
                else:
                    out.append(_Lexeme(kind, found[kind], at))
            at = found.end()
        return out

    def either(self, depth: int) -> Node:
        """Read what stands between ``OR``."""
        nodes = [self.both(depth)]
        while self.here and self.here.kind == "word" and self.here.text == "OR":
            self.at += 1
            nodes.append(self.both(depth))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def both(self, depth: int) -> Node:
        """Read what stands side by side or between ``AND``."""
        nodes: list[Node] = []
        free = True
        while (here := self.here) and here.kind != "close" and (here.kind, here.text) != ("word", "OR"):
            if (here.kind, here.text) == ("word", "AND"):
                free = False
                self.at += 1
                if not nodes or self.here is None or self.here.kind == "close":
                    raise self.fail("AND needs something on both sides", here)
                continue
            nodes.append(self.one(depth))
        if not nodes:
            raise self.fail("the query is empty" if not self.lexemes else "something is missing here", self.here)
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes), free)

    def one(self, depth: int) -> Node:
        """Read one thing: a word, phrase, field, what is in brackets, or the denial of one."""
        here = self.here
        if here is None or here.kind == "close":
            raise self.fail("something is missing here", here)
        self.at += 1
        if here.kind == "open":
            if depth >= _DEEPEST:
                raise self.fail("there are too many brackets inside one another", here)
            node = self.either(depth + 1)
            if self.here is None:
                raise self.fail("this bracket is not closed", here)
            self.at += 1
            return node
        if (here.kind, here.text) == ("word", "NOT"):
            return Not(self.one(depth))
        if here.kind == "word" and here.text[0] == "-" and len(here.text) > 1:
            return Not(self.word(here._replace(text=here.text[1:], at=here.at + 1), "text"))
        if here.text == "-" and here.kind == "word":
            return Not(self.one(depth))
        if here.kind == "field":
            return self.valued(here)
        return self.phrase(here, "text") if here.kind == "phrase" else self.word(here, "text")

    def valued(self, lexeme: _Lexeme) -> Node:
        name = FIELDS[lexeme.text.lower()]
        here = self.here
        if here is None or here.kind not in ("word", "phrase"):
            raise self.fail(f"{lexeme.text}: needs a value behind it", lexeme)
        self.at += 1
        if name == "date":
            return dates(here.text, self.query, here.at)
        if name == "title":
            return self.phrase(here, "title") if here.kind == "phrase" else self.word(here, "title")
        values = (
            [Value(name, text) for text in here.text.split(",") if text]
            if here.kind == "word"
            else [Value(name, here.text)]
        )
        if not values:
            raise self.fail(f"{lexeme.text}: needs a value behind it", lexeme)
        return values[0] if len(values) == 1 else Or(tuple(values))

    def phrase(self, lexeme: _Lexeme, name: str) -> Node:
        if not lexeme.text.strip():
            raise self.fail("there is nothing between the quotation marks", lexeme)
        return Phrase(lexeme.text, lexeme.near or 0, name)

    def word(self, lexeme: _Lexeme, name: str) -> Node:
        text = lexeme.text
        if text.endswith("*"):
            if len(text.rstrip("*")) < 2 or "*" in text.rstrip("*"):
                raise self.fail("a star stands at the end of at least two letters", lexeme)
            return Word(text.rstrip("*"), prefix=True, field=name)
        if "*" in text.strip("*"):
            raise self.fail("a star may only stand at the end of a word", lexeme)
        if text.endswith("~") and len(text) > 1:
            return Word(text[:-1], fuzzy=True, field=name)
        return Word(text, field=name)


def dates(text: str, query: str, at: int) -> Dates:
    """Give the days of ``1997``, ``1997-05``, ``1997..2003``, ``..2003-06-30``, ``>=1997``. Raises `QueryError` for others.

    >>> dates("1997-02..2003", "", 0)
    Dates(first=19970200, last=20031231)
    """
    found = _DATE.match(text)
    if not found or not (found["first"] or found["last"]):
        raise QueryError(f"{text!r} is no date; write 1997, 1997-05, 1997-05-13, 1997..2003 or >=1997", query, at)
    first, last = found["first"], found["last"]
    if found["op"]:
        if found["dots"] or last or not first:
            raise QueryError(f"{text!r} has a sign and two dates; use one of them", query, at)
        edge = {">": (_day(first, True, query, at) + 1, 99999999), ">=": (_day(first, False, query, at), 99999999)}
        edge |= {"<": (1, _day(first, False, query, at) - 1), "<=": (1, _day(first, True, query, at))}
        return Dates(*edge[found["op"]])
    if not found["dots"]:
        last = first = first or last
    span = Dates(_day(first, False, query, at) if first else 1, _day(last, True, query, at) if last else 99999999)
    if span.first > span.last:
        raise QueryError(f"{text!r} ends before it begins", query, at)
    return span


def _day(text: str, end: bool, query: str, at: int) -> int:
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    if month > 12 or (month and day > calendar.monthrange(max(year, 1), month)[1]):
        raise QueryError(f"there is no day {text}", query, at)
    if end:
        month = month or 12
        day = day or calendar.monthrange(max(year, 1), month)[1]
    return year * 10000 + month * 100 + day
