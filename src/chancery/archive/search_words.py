"""From the words of a query to the terms of the index: forms that it holds, translations, names, near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Any

from msgspec import Struct

from chancery.archive.search_lexicon import Lexicon, Raw, raws
from chancery.lang.analysis import languages
from chancery.lang.fold import fold

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_SHARE, _EACH = 0.08, 3
"""The least weight of a translation that a query is widened by, and how many of a language."""
_PHRASES = 24
"""Readings of a phrase that are looked for."""


class Widened(Struct):
    """A word or name of a query with everything that it is found by."""

    printed: str
    own: list[str] = []
    """Terms of the word itself; one of them is enough."""
    others: list[tuple[str, float, str]] = []
    """Terms in other languages with their weight and their language."""
    names: list[str] = []
    """Concepts."""
    misspelt: str = ""
    """What was looked for in its place."""
    sequence: list[list[str]] = []
    """Of a name of several words: the terms of each."""


class Words:
    """What a state of the index and its lexicon say of words. To be made anew after a commit."""

    def __init__(self, searcher: Any, lexicon: Lexicon) -> None:
        self.searcher = searcher
        self.lexicon = lexicon
        self.terms = lru_cache(100_000)(self._terms)
        self.near = lru_cache(5_000)(self._near)

    def _terms(self, raw: str) -> tuple[str, ...]:
        """Give the terms that the index holds for a form of a word, in any language."""
        found = self.searcher.terms_with_prefix("form", raw + "|", limit=50)
        return tuple(dict.fromkeys(text.rpartition("|")[2] for text, _ in found))

    def own(self, raw: str) -> list[str]:
        """Give the terms of a word; of a form that the index does not hold, those that its languages' analysers give."""
        if found := self.terms(raw):
            return list(found)
        from chancery.world.analysis import analyser

        found_ = [t for language in languages(raw) for t in analyser(language).terms(raw)]
        return list(dict.fromkeys(found_))

    def _near(self, raw: str) -> tuple[str, tuple[str, ...]]:
        """Give the word of a name that a misspelt word is nearest to, with the concepts that are named by it alone."""
        if len(raw) < 5 or self.terms(raw) or _HAN.search(raw):
            return "", ()
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 1 if len(raw) < 8 else 2
        if not hasattr(self, "_namewords"):
            self._namewords = list(self.lexicon.words())
        found = process.extract(raw, self._namewords, scorer=OSA.distance, score_cutoff=most, limit=5)
        if not found:
            return "", ()
        best = min(found, key=lambda one: (one[1], one[0][0] != raw[0], one[0]))[0]
        return best, tuple(identifier for identifier, _ in self.lexicon.ids(best))

    def widen(self, text: str, across: bool = True) -> list[Widened]:
        """Give the words and names of a text, each with what it is found by."""
        folded = fold(text)
        words = raws(folded)
        out: list[Widened] = []
        spaced: list[Raw] = []
        named = {one.start: one for one in self.lexicon.named(words, text)} if across else {}
        at = 0
        while at < len(words):
            word = words[at]
            if at in named:
                found = named[at]
                part = words[at : found.end]
                sequence = [self._pieces(piece.text) for piece in part]
                printed = text[part[0].start : part[-1].end]
                out.append(Widened(printed, names=list(found.ids), sequence=[s for ss in sequence for s in ss]))
                at = found.end
                continue
            at += 1
            if _HAN.fullmatch(word.text):
                out += self._chinese(word, across)
                continue
            spaced.append(word)
            printed = text[word.start : word.end]
            near, ids = self.near(word.text) if across else ("", ())
            if near:
                out.append(Widened(printed, own=self.own(near), names=list(ids), misspelt=near))
            else:
                out.append(self._word(printed, self.own(word.text), across))
        return out

    def _word(self, printed: str, own: list[str], across: bool) -> Widened:
        others = self._translated(own) if across else []
        return Widened(printed, own=own, others=others)

    def _translated(self, own: Iterable[str]) -> list[tuple[str, float, str]]:
        best: dict[tuple[str, str], float] = {}
        own = list(own)
        for term in own:
            count: dict[tuple[str, str], int] = {}
            for source, language, target, weight in self.lexicon.translations(term):
                number = count[source, language] = count.get((source, language), 0) + 1
                if number <= _EACH and weight >= _SHARE and target not in own:
                    best[language, target] = max(best.get((language, target), 0.0), weight)
        return [(target, weight, language) for (language, target), weight in best.items()]

    def _pieces(self, raw: str) -> list[list[str]]:
        """Give the terms of a word of a phrase: one list a place."""
        if not _HAN.fullmatch(raw):
            return [self.own(raw)]
        from chancery.world.analysis import analyser

        return [[term] for term in analyser(languages(raw)[0]).terms(raw)]

    def _chinese(self, word: Raw, across: bool) -> list[Widened]:
        if terms := self.terms(word.text):
            return [self._word(word.text, list(terms), across)]
        out = []
        at = 0
        for name in [*(self.lexicon.runs(word.text) if across else []), None]:
            end = name.start if name else len(word.text)
            out += [self._word(term, [term], across) for (term,) in self._pieces(word.text[at:end])] if end > at else []
            if name:
                printed = word.text[name.start : name.end]
                out.append(Widened(printed, names=list(name.ids), sequence=self._pieces(printed)))
                at = name.end
        return out

    def phrases(self, text: str) -> list[list[str]]:
        """Give the readings of a phrase: each a list of terms beside one another."""
        places = [place for word in raws(fold(text)) for place in self._pieces(word.text)]
        return [list(found) for _, found in zip(range(_PHRASES), product(*places), strict=False)]
