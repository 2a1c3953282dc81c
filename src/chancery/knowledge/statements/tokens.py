"""The words of a paragraph as expressions see them: folded, without vowel signs, with the conjunctions written to them apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from chancery.knowledge.statements.lexicon import Lexicon
from chancery.knowledge.statements.notation import bare
from chancery.record.model import Span

_MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d"
_WORD = re.compile(rf"[^\W_]+(?:[{_MARK}]+[^\W_]*)*")
_RUN = re.compile(r"[a-z]+|\d+|[^\W\da-z_]+")
_PLAIN = re.compile(r"[\s\-'\"*\u200b-\u200f\u202a-\u202e\u2066-\u2069]*\Z")
_STOP = re.compile(r"[.!?][\s\"')\]]|[.!?]\s*\Z|[。]|\n\s*\n")
_END = re.compile(r"[.!?。]|\n\s*\n")
_ABBREVIATION = 2
"""Letters up to which a word before a full stop is taken for an abbreviation."""


@dataclass(slots=True)
class Tokens:
    """The words of a stretch of text, with their places in the whole text."""

    words: list[str]
    starts: list[int]
    ends: list[int]
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
        """Whether a sign parts ``i`` from the word before it; in a script without spaces a space is a sign that was lost."""
        if not 0 < i < len(self.words):
            return True
        a, b = self.ends[i - 1], self.starts[i]
        if a == b or (b - a == 1 and self.spaced and self.folded[a] == " "):
            return False
        return not _PLAIN.match(self.folded[a:b]) if self.spaced else bool(self.folded[a:b].strip("\"'*\n"))

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
    found = list(_WORD.finditer(folded, *span))
    words, starts, ends = [m[0] for m in found], [m.start() for m in found], [m.end() for m in found]
    if lexicon.clitics:
        return _unjoined(Tokens([bare(w) for w in words], starts, ends, folded, text, True), lexicon)
    return Tokens(words, starts, ends, folded, text, True)


def _unjoined(tokens: Tokens, lexicon: Lexicon) -> Tokens:
    """Take conjunctions off the words they are written to, where the rest is a word that the tables know."""
    out = Tokens([], [], [], tokens.folded, tokens.text, True)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        if word not in lexicon.split:
            for clitic in lexicon.clitics:
                if word.startswith(clitic) and word[len(clitic) :] in lexicon.split:
                    out.words.append(clitic)
                    out.starts.append(start)
                    out.ends.append(start := start + len(clitic))
                    word = word[len(clitic) :]
                    break
        out.words.append(word)
        out.starts.append(start)
        out.ends.append(end)
    return out


def _unspaced(folded: str, text: str, span: Span, lexicon: Lexicon) -> Tokens:
    """Give the words that the tables know, and what stands between them as words too."""
    out = Tokens([], [], [], folded, text, False)
    known = lexicon.words
    at = span[0]
    for found in lexicon.beginnings.finditer(folded, *span):
        start = found.start()
        if start < at:
            continue
        for word in known[folded[start]]:
            if folded.startswith(word, start):
                if start > at:
                    _between(out, at, start)
                at = start + len(word)
                out.words.append(word)
                out.starts.append(start)
                out.ends.append(at)
                break
    _between(out, at, span[1])
    return out


def _between(out: Tokens, a: int, b: int) -> None:
    """Add what stands between two words of a script without spaces."""
    for run in _RUN.finditer(out.folded, a, b):
        out.words.append(run[0])
        out.starts.append(run.start())
        out.ends.append(run.end())


def tokenize(folded: str, text: str, span: Span, lexicon: Lexicon) -> Tokens:
    """Give the words of a stretch of text, of which ``folded`` is the folded form."""
    return _unspaced(folded, text, span, lexicon) if lexicon.words else _spaced(folded, text, span, lexicon)
