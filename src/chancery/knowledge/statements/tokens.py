"""The words of a paragraph as expressions see them: folded, without vowel signs, with the conjunctions written to them apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from chancery.knowledge.statements.lexicon import Lexicon
from chancery.knowledge.statements.memo import Memo
from chancery.knowledge.statements.notation import bare
from chancery.record.model import Span

_MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d"
_WORD = re.compile(rf"([^\W_]+(?:[{_MARK}]+[^\W_]*)*)")
_PLAIN_WORD = re.compile(r"([^\W_]+)")
_MARKED = re.compile(f"[{_MARK}]")
_RUN = re.compile(r"[a-z]+|\d+|[^\W\da-z_]+")
_PLAIN = re.compile(r"[\s\-'\"*\u200b-\u200f\u202a-\u202e\u2066-\u2069]*\Z")
_STOP = re.compile(r"[.!?][\s\"')\]]|[.!?]\s*\Z|[。]|\n\s*\n")
_END = re.compile(r"[.!?。]|\n\s*\n")
_ABBREVIATION = 2
"""Letters up to which a word before a full stop is taken for an abbreviation."""


def _signs(gap: str) -> bool:
    """Whether what stands between two words parts them."""
    return not _PLAIN.match(gap)


def _signs_unspaced(gap: str) -> bool:
    """The same in a script without spaces, where a space is a sign that was lost."""
    return bool(gap.strip("\"'*\n"))


def _runs(between: str) -> list[Span]:
    """Give the runs of letters or digits in what stands between two known words."""
    return [run.span() for run in _RUN.finditer(between)]


_PARTS, _PARTS_UNSPACED, _RUNS = Memo(_signs), Memo(_signs_unspaced), Memo(_runs)


@dataclass(slots=True)
class Tokens:
    """The words of a stretch of text, with their places in the whole text."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    signs: list[bool]
    """Whether a sign parts each word from the one before it; one more for the end."""
    folded: str
    text: str
    spaced: bool

    def gap(self, i: int) -> str:
        """Give what stands between the word before ``i`` and ``i``."""
        return self.folded[self.ends[i - 1] : self.starts[i]] if 0 < i < len(self.words) else ""

    def printed(self, i: int) -> str:
        """Give a word as printed, in small letters."""
        return self.text[self.starts[i] : self.ends[i]].lower()

    def enumerated(self, i: int) -> bool:
        """Whether the comma that parts the members of a list stands before ``i``, where a script has one of its own."""
        return "、" in self.text[self.ends[i - 1] : self.starts[i]] if i else False

    def parted(self, i: int) -> bool:
        """Whether a sign parts ``i`` from the word before it."""
        return self.signs[i]

    def stops(self, i: int) -> bool:
        """Whether a sentence begins with ``i``."""
        gap = self.gap(i)
        if not i or not _STOP.search(gap):
            return not i
        short = "." in gap and len(self.words[i - 1]) <= _ABBREVIATION and not self.words[i - 1].isdigit()
        return not (short and self.spaced) and not (self.spaced and self.words[i].isdigit() and gap.strip() == ".")

    def sentences(self, first: int) -> list[int]:
        """Give the words with which the sentences from ``first`` on begin."""
        out = [first]
        if first < len(self.words):
            for found in _END.finditer(self.folded, self.starts[first], self.ends[-1]):
                i = bisect_left(self.starts, found.end())
                if first < i < len(self.words) and i != out[-1] and self.stops(i):
                    out.append(i)
        return out


def _spaced(folded: str, text: str, span: Span, lexicon: Lexicon) -> Tokens:
    stretch = folded[slice(*span)]
    marked = not stretch.isascii() and _MARKED.search(stretch)
    parts = (_WORD if marked else _PLAIN_WORD).split(stretch)
    words, places = parts[1::2], list(accumulate(map(len, parts), initial=span[0]))
    signs = [True, *map(_PARTS.__getitem__, parts[2:-1:2]), True]
    tokens = Tokens(words, places[1:-1:2], places[2::2], signs, folded, text, True)
    if lexicon.clitics:
        if marked:
            tokens.words = [bare(w) for w in words]
        _unjoin(tokens, lexicon)
    return tokens


def _unjoin(tokens: Tokens, lexicon: Lexicon) -> None:
    """Take conjunctions off the words they are written to, where the rest is a word that the tables know."""
    words, starts, ends, joined = tokens.words, tokens.starts, tokens.ends, lexicon.joined
    clitics = list(map(joined.__getitem__, words))
    for i in reversed([i for i, clitic in enumerate(clitics) if clitic]):
        clitic = clitics[i]
        cut = starts[i] + len(clitic)
        words[i : i + 1] = clitic, words[i][len(clitic) :]
        starts.insert(i + 1, cut)
        ends.insert(i, cut)
        tokens.signs.insert(i + 1, False)


def _unspaced(folded: str, text: str, span: Span, known: AhoCorasick) -> Tokens:
    """Give the words that the tables know, and what stands between them as words too."""
    base = at = span[0]
    places: list[Span] = []
    for _, a, b in known.find_matches_as_indexes(folded[base : span[1]]):
        if base + a > at:
            places += [(at + x, at + y) for x, y in _RUNS[folded[at : base + a]]]
        at = base + b
        places.append((base + a, at))
    places += [(at + x, at + y) for x, y in _RUNS[folded[at : span[1]]]]
    starts, ends = [a for a, _ in places], [b for _, b in places]
    signs = [True, *[b != a and _PARTS_UNSPACED[folded[b:a]] for b, a in zip(ends, starts[1:], strict=False)], True]
    return Tokens([folded[a:b] for a, b in places], starts, ends, signs, folded, text, False)


def tokenize(folded: str, text: str, span: Span, lexicon: Lexicon) -> Tokens:
    """Give the words of a stretch of text, of which ``folded`` is the folded form."""
    return _unspaced(folded, text, span, lexicon.words) if lexicon.words else _spaced(folded, text, span, lexicon)
