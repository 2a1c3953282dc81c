"""Finding the words of a table in text: only words with which a phrase of the table begins are looked at.

Whether a printed word begins a phrase is worked out once and kept, so that the time of a text hardly grows with the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from chancery.lang.fold import fold

_CHOICE = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(r"[^\W\d_]+\*?")
_REMEMBERED = 60_000
"""Printed words that are kept; texts of one language have some tens of thousands."""


class Term(NamedTuple):
    """A word of the table in a text."""

    start: int
    end: int
    key: str


class _Phrase(NamedTuple):
    rest: re.Pattern[str] | None
    """What follows its first word."""
    length: int
    key: str


def variants(phrase: str) -> list[str]:
    """Give the folded phrases that a phrase with choices stands for.

    >>> variants("air(-| |)strike(s|)")
    ['air-strikes', 'air-strike', 'air strikes', 'air strike', 'airstrikes', 'airstrike']
    """
    pieces = _CHOICE.split(phrase)
    return [
        " ".join(fold("".join(choice)).split())
        for choice in product(*(p.split("|") if i % 2 else [p] for i, p in enumerate(pieces)))
    ]


class Finder:
    """The phrases of a table in one language, ready to be found in folded text.

    ``clitics`` may be written together with the first word; those that end with one of the ``articles`` leave it to the word.
    In a phrase ``(a|b)`` is one of several, ``*`` at the end of a word any letters, a space any white space.
    """

    def __init__(
        self, phrases: Mapping[str, Iterable[str]], spaced: bool, clitics: Iterable[str], articles: Iterable[str] = ()
    ) -> None:
        self._spaced = spaced
        self._clitics = sorted(clitics, key=len, reverse=True)
        self._articles = tuple(articles)
        self._whole: dict[str, list[_Phrase]] = {}
        self._begun: dict[str, list[_Phrase]] = {}
        self._literals: list[tuple[str, str]] = []
        self._known: dict[str, tuple[tuple[int, _Phrase], ...]] = {}
        for key, written in phrases.items():
            for phrase in written:
                for variant in variants(phrase):
                    self._add(variant, key)
        self._lengths = sorted({len(begun) for begun in self._begun}, reverse=True)
        self._literals.sort(key=lambda literal: -len(literal[0]))

    def _add(self, variant: str, key: str) -> None:
        if not self._spaced:
            self._literals.append((variant, key))
            return
        found = _FIRST.match(variant)
        if found is None or "(" in variant:
            raise ValueError(
                f"the phrase {variant!r} of {key!r} does not begin with a word, or has a choice in a choice"
            )
        first, rest = found[0], variant[found.end() :]
        pattern = re.compile(_following(rest) + r"(?![^\W_])") if rest else None
        phrase = _Phrase(pattern, len(variant), key)
        table = self._begun if first.endswith("*") else self._whole
        table.setdefault(first.rstrip("*"), []).append(phrase)

    def find(self, folded: str) -> list[Term]:
        """Give the words of the table in folded text in order, the longest where several begin at one place."""
        return self._spaced_terms(folded) if self._spaced else self._joined_terms(folded)

    def _spaced_terms(self, folded: str) -> list[Term]:
        hits: list[Term] = []
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        for word in set(_WORD.findall(folded)):
            phrases = known.get(word)
            if phrases is None:
                phrases = known[word] = self._phrases(word)
            if phrases:
                at = folded.find(word)
                while at >= 0:
                    end = at + len(word)
                    if not folded[at - 1 : at].isalpha() and not folded[end : end + 1].isalpha():
                        hits += _longest(folded, at, end, phrases)
                    at = folded.find(word, end)
        return _apart(hits)

    def _phrases(self, word: str) -> tuple[tuple[int, _Phrase], ...]:
        """Give the phrases that a printed word may begin, the longest first, each with the length of what is written before it."""
        out: list[tuple[int, _Phrase]] = []
        for clitic in ("", *self._clitics):
            if word.startswith(clitic):
                bare = word[len(clitic) :]
                article = next((a for a in self._articles if clitic.endswith(a)), "")
                skip = len(clitic) - len(article)
                out += [(skip, phrase) for phrase in self._whole.get(bare, ())]
                for length in self._lengths:
                    out += [(skip, phrase) for phrase in self._begun.get(bare[:length], ())]
        return tuple(sorted(out, key=lambda found: (-found[1].length, found[0])))

    def _joined_terms(self, folded: str) -> list[Term]:
        hits: list[Term] = []
        for literal, key in self._literals:
            at = folded.find(literal)
            while at >= 0:
                hits.append(Term(at, at + len(literal), key))
                at = folded.find(literal, at + len(literal))
        return _apart(hits)


def _following(rest: str) -> str:
    """Give the expression of what follows the first word of a phrase."""
    return "".join(
        r"\s+" if piece == " " else r"[^\W\d_]*" if piece == "*" else re.escape(piece)
        for piece in re.findall(r"[ *]|[^ *]+", rest)
    )


def _longest(folded: str, start: int, end: int, phrases: Iterable[tuple[int, _Phrase]]) -> list[Term]:
    for skip, phrase in phrases:
        if phrase.rest is None:
            return [Term(start + skip, end, phrase.key)]
        if found := phrase.rest.match(folded, end):
            return [Term(start + skip, found.end(), phrase.key)]
    return []


def _apart(hits: list[Term]) -> list[Term]:
    """Give the words that are not inside or over one before them, the longest first."""
    hits.sort(key=lambda term: (term.start, -term.end))
    out: list[Term] = []
    for hit in hits:
        if not out or hit.start >= out[-1].end:
            out.append(hit)
    return out
