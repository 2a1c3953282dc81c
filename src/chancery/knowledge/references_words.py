"""The words with which a language refers to documents (``lang/LL/references.toml``), compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from chancery.form import dates
from chancery.lang.fold import fold
from chancery.lang.pack import pack

PINS = ("paragraph", "article", "chapter", "rule")
DOCUMENTS = ("letter", "note-verbale", "memorandum")
_TERMS = ("resolution", "decision", "others", *PINS, *DOCUMENTS, "treaty")
_GROUP = re.compile(r"\(([^()]*)\)")
_MARKS = re.compile(r"[*()| ]|[^*()| ]+")
_ANY_LETTERS = r"[^\W\d_]*"
_SPECIAL = {"*": _ANY_LETTERS, "(": "(?:", ")": ")", "|": "|"}


def expression(phrases: Iterable[str], spaced: bool, clitic: str = "") -> str:
    """Give the expression, over folded text, of any of some phrases as whole words.

    In a phrase ``*`` is any letters, ``(a|b)`` one of several, a space any white space; scripts without spaces may have
    white space between any two characters.
    """
    ordered = sorted(dict.fromkeys(phrases), key=len, reverse=True)
    if not ordered:
        return r"(?!)"
    body = "|".join("".join(_piece(mark, spaced) for mark in _MARKS.findall(fold(p))) for p in ordered)
    if not spaced:
        return f"(?:{body})"
    return rf"(?<![^\W\d_]){clitic}(?:{body})(?![^\W\d_])"


def _piece(mark: str, spaced: bool) -> str:
    if mark in _SPECIAL:
        return _SPECIAL[mark]
    if mark == " ":
        return r"\s+" if spaced else r"\s*"
    return re.escape(mark) if spaced else r"\s*".join(map(re.escape, mark))


def stems(phrase: str, spaced: bool) -> Iterable[str]:
    """Give the literal beginnings that a phrase may have, folded; in scripts without spaces one character."""
    group = _GROUP.search(phrase)
    if group:
        for option in group[1].split("|"):
            yield from stems(phrase[: group.start()] + option + phrase[group.end() :], spaced)
    else:
        literal = fold(phrase).split("*")[0].split(" ")[0]
        yield literal if spaced else literal[:1]


class Term(NamedTuple):
    """A word of the tables in a text."""

    start: int
    end: int
    kind: str
    """A key of the table; ``o_A`` for an organ."""


class Terms:
    """Finds the words of a table, in one pass over the text for the beginnings of all of them."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], spaced: bool, clitic: str) -> None:
        by_length = sorted(((p, kind) for kind, found in phrases.items() for p in found), key=lambda pk: -len(pk[0]))
        self._spaced = spaced
        self._kinds = tuple(kind for _, kind in by_length)
        first = {stem for phrase, _ in by_length for stem in stems(phrase, spaced)}
        self._first = re.compile("|".join(map(re.escape, sorted(first, key=len, reverse=True))))
        edge = r"(?![^\W\d_])" if spaced else ""
        pieces = ("".join(_piece(m, spaced) for m in _MARKS.findall(fold(p))) for p, _ in by_length)
        self._whole = re.compile("|".join(f"({piece}){edge}" for piece in pieces))
        self._left = re.compile(rf"(?:\A|[\W\d_]){clitic}\Z")

    def find(self, folded: str) -> list[Term]:
        """Give the words in folded text in order, the longest where several begin at one place."""
        out: list[Term] = []
        done = 0
        for hit in self._first.finditer(folded):
            at = hit.start()
            if at < done:
                continue
            if self._spaced and folded[at - 1 : at].isalpha() and not self._left.search(folded[max(0, at - 5) : at]):
                continue
            whole = self._whole.match(folded, at)
            if whole and whole.lastindex:
                out.append(Term(at, whole.end(), self._kinds[whole.lastindex - 1]))
                done = whole.end()
        return out


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, compiled over folded text."""

    language: str
    noun_first: bool
    """Whether ``resolution`` stands before its number."""
    spaced: bool
    number: re.Pattern[str]
    """A number as resolutions have them, with groups ``n part year roman m letters``."""
    special: re.Pattern[str]
    """The prefix of a special session's number, at the end of a text: group 1."""
    terms: Terms
    """All words by which a reference is known."""
    joint: re.Pattern[str]
    """What may stand between two numbers of one list."""
    date: re.Pattern[str]
    """A date, after what goes before it: group ``date``."""
    bare_date: re.Pattern[str]
    organ_gap: re.Pattern[str]
    """What may stand between a number and the organ after it."""
    between: re.Pattern[str]
    """What may stand between an organ and the noun after it."""
    letters: Mapping[str, str]
    """Folded letters of parts of resolutions that are not Latin."""
    sessions: Mapping[str, str]
    """Folded prefix of a session's number to the one of symbols: empty, ``S-``, ``ES-``."""
    ranges: re.Pattern[str]
    pin_numbers: re.Pattern[str]
    """The numbers behind ``article``; in scripts that print them before it, with the noun: a group for each kind."""
    of: re.Pattern[str]
    """What may stand between an article and its instrument, a paragraph and its document."""
    charter: re.Pattern[str]
    numerals: Mapping[str, str]
    """Numbers in words to figures."""
    signed: re.Pattern[str]
    dated: re.Pattern[str]
    """What goes before a date, at the end of a text."""
    after_verb: re.Pattern[str]
    """What goes before the date of a verb."""
    adjective: re.Pattern[str]
    """A city's adjective, at the end of a text."""
    called: re.Pattern[str]
    """What stands between the noun of a treaty and the city after which it is called."""


def table(language: str) -> dict[str, Any]:
    """Give the table of a language as it is written.

    Raises `FileNotFoundError` for a language that has no folder.
    """
    return tomllib.loads((resources.files("chancery.lang") / language / "references.toml").read_text("utf-8"))


def _prefixes(sessions: Iterable[str]) -> str:
    return "|".join(re.escape(s).replace(r"\ ", r"\s*") for s in sorted(sessions, key=len, reverse=True))


def _number(t: Mapping[str, Any], spaced: bool, letters: Iterable[str], sessions: Iterable[str]) -> str:
    loose = "" if spaced else r"\s*"
    letter = r"[a-z](?![a-z])"
    if spaced:
        own = "|".join([*map(re.escape, sorted(letters, key=len, reverse=True)), "[a-z]"])
        letter = rf"(?:{own})(?![^\W\d_])"
    joiners = "|".join(r"\s*".join(map(re.escape, fold(j))) for j in sorted(t["joiners"], key=len, reverse=True))
    session = rf"(?:(?:{_prefixes(sessions)})\s?-\s?)?(?:[ivxl]+|\d{{1,2}})"
    return (
        rf"(?P<n>\d{{1,4}})(?:(?:\s?(?P<part>{letter}))?\s{{0,2}}\(\s?(?:(?P<year>(?:19|20)\d\d)|(?P<roman>{session}))\s?\)"
        rf"|{loose}/{loose}(?P<m>\d{{1,3}})(?![\d/])"
        rf"(?:\s?(?P<letters>{letter}(?:\s*(?:-|,|{joiners})\s*{t['clitic']}{letter})*))?)"
    )


def _pins(t: Mapping[str, Any], spaced: bool, joiners: str, numerals: Iterable[str]) -> str:
    if t["noun"] == "before":
        spelled = "|".join(map(re.escape, sorted(numerals, key=len, reverse=True))) or "(?!)"
        item = rf"(?:\d{{1,3}}(?:\s?[a-z](?![a-z]))?(?:\s?\(\w{{1,3}}\))*|[ivxl]{{1,5}}(?![^\W\d_])|{spelled})"
        return rf"\s*(?P<numbers>{item}(?:(?:\s*(?:,|-|{joiners})\s*)+{item})*)"
    nouns = "|".join(f"(?P<{kind}>{expression(t[kind], spaced)})" for kind in PINS if kind != "rule")
    count = r"(?:\d{1,3}|[一二三四五六七八九十百]+)"
    return rf"(?P<numbers>第\s*{count}(?:\s*(?:{joiners}|,|-)\s*(?:第\s*)?{count})*)\s*(?:{nouns})"


@cache
def words(language: str) -> Words:
    """Give the words of a language (ISO 639-1).

    Raises `KeyError` for a language that has no pack.
    """
    own, t = pack(language), table(language)
    spaced, clitic = own.spaced, t["clitic"]
    letters = {fold(k): v for k, v in t["parts"].items()}
    kinds = (("ordinary", ""), ("special", "S-"), ("emergency", "ES-"))
    sessions = {fold(w): sign for kind, sign in kinds for w in (*t["session"][kind], *sign.lower().rstrip("-").split())}

    def any_of(key: str) -> str:
        return expression(t[key], spaced, clitic)

    day = f"(?:{dates.shape(language)})"
    dated, joiners, of = any_of("dated"), any_of("joiners"), any_of("of")
    letter = r"^\W\d_" if spaced else "a-z"
    numerals = {fold(k): v for k, v in t["numerals"].items()}
    return Words(
        language=language,
        noun_first=t["noun"] == "before",
        spaced=spaced,
        number=re.compile(_number(t, spaced, letters, sessions)),
        special=re.compile(rf"(?<![{letter}]){clitic}({_prefixes(sessions)})\s?-\s?\Z"),
        terms=Terms({k: t[k] for k in _TERMS} | {f"o_{k}": v for k, v in t["organs"].items()}, spaced, clitic),
        joint=re.compile(rf"(?:[\s,:;()'\"\[\]-]|{dated}|{joiners}|{of})*(?:第\s*)?\Z"),
        date=re.compile(rf"[\s,(]*(?:{dated})?\s*(?P<date>{day})"),
        bare_date=re.compile(day),
        organ_gap=re.compile(rf"(?:[\s,()'-]|{dated}|{of})*\Z"),
        between=re.compile(r"(?:[\s,'\"()-]|[^\W\d_]{0,12}){0,5}\Z"),
        letters=letters,
        sessions=sessions,
        ranges=re.compile(any_of("range") + "|-"),
        pin_numbers=re.compile(_pins(t, spaced, joiners, numerals)),
        of=re.compile(rf"(?:[\s,'\"]|{of}|{any_of('resolution')})*\Z"),
        charter=re.compile(any_of("charter")),
        numerals=numerals,
        signed=re.compile(any_of("signed")),
        dated=re.compile(rf"(?:{dated})\s*\Z"),
        after_verb=re.compile(any_of("after-verb")),
        adjective=re.compile(any_of("adjective") + r"\s+\Z"),
        called=re.compile("|".join(rf"\s*{re.escape(w)}\s*" if w else r"\s*" for w in t["named"]) or "(?!)"),
    )
