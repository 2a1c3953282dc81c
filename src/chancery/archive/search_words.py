"""From the words of a query to the terms of the index: forms that it holds, translations, names, near misses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import product
from typing import Any

from msgspec import Struct

from chancery.archive.search_lexicon import Lexicon, Raw, raws
from chancery.lang.analysis import languages, rules
from chancery.lang.fold import fold

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_SHARE, _EACH = 0.04, 6
"""The least weight of a translation that a query is widened by, and how many of a language."""
_LIKELY = 0.7
"""A query is taken to be in the languages that have so many of its words, beside the one that has most."""
PASSAGE = 5
"""Words from which a query is a passage: not all of them need to be there, and what stands near to one another counts."""
_SHORTEST, _LONG = 5, 8
"""Letters from which a word may be a misspelt name, and from which two of them may be wrong."""
_PHRASES = 24
"""Readings of a phrase that are looked for."""


class Widened(Struct):
    """A word or name of a query with everything that it is found by."""

    printed: str
    names: list[str] = []
    """Concepts."""
    own: list[str] = []
    """Terms of the word itself; one of them is enough."""
    others: list[tuple[str, float, str]] = []
    """Terms in other languages with their weight and their language."""
    misspelt: str = ""
    """What was looked for in its place."""
    small: bool = False
    """Whether it says nothing, as articles do."""
    foreign: bool = False
    """Whether the archive holds nothing in its language: where it stands in a document it is quoted, and rarer than it is."""
    sequence: list[list[str]] = []
    """Of a name of several words: the terms of each."""


class Words:
    """What a state of the index and its lexicon say of words. To be made anew after a commit."""

    def __init__(self, searcher: Any, lexicon: Lexicon) -> None:
        self.searcher = searcher
        self.lexicon = lexicon
        self.forms = lru_cache(100_000)(self._forms)
        self.held = frozenset(language for language, _ in searcher.terms_with_prefix("language", ""))
        self._named: list[str] | None = None
        self.near = lru_cache(5_000)(self._near)

    def _forms(self, raw: str) -> tuple[tuple[str, str], ...]:
        """Give the terms that the index holds for a form of a word, each with its language."""
        found = [text.split("|", 2) for text, _ in self.searcher.terms_with_prefix("form", raw + "|", limit=50)]
        return tuple((language, term) for _, language, term in found)

    def terms(self, raw: str) -> tuple[str, ...]:
        """Give the terms that the index holds for a form of a word, in any language."""
        return tuple(dict.fromkeys(term for _, term in self.forms(raw)))

    def own(self, raw: str, likely: Set[str] = frozenset(), printed: str = "") -> list[str]:
        """Give the terms of a word in some languages, without which in all; of a form that the index does not hold in
        these, those that their analysers give, which know words by their accents."""
        found = [term for language, term in self.forms(raw) if not likely or language in likely or not raw.isalpha()]
        if not found:
            from chancery.world.analysis import analyser

            wanted = [one for one in languages(raw) if one in likely] or languages(raw)
            found = [term for language in wanted for term in analyser(language).terms(printed or raw)]
        return list(dict.fromkeys(found))

    def likely(self, words: Sequence[Raw]) -> frozenset[str]:
        """Give the languages that most words of a query are words of: by the forms that the index holds and by what is a
        term that translations are known of."""
        count: Counter[str] = Counter()
        for word in words:
            forms = self.forms(word.text)
            sources = {source for _, term in forms for source, *_ in self.lexicon.translations(term)}
            sources |= {source for source, *_ in self.lexicon.translations(word.text)}
            count.update(sources | {language for language, _ in forms if not self.lexicon.translations(word.text)})
            count.update(language for language in languages(word.text) if word.text in rules(language).stop)
        most = max(count.values(), default=0)
        return frozenset(language for language, number in count.items() if number >= most * _LIKELY)

    def _near(self, raw: str, printed: str) -> tuple[str, tuple[str, ...]]:
        """Give the word of a name that a misspelt word is nearest to, with the concepts that are named by it alone; nothing
        for a word that the index or the lexicon knows."""
        if (
            len(raw) < _SHORTEST
            or self.terms(raw)
            or _HAN.search(raw)
            or any(map(self.lexicon.translations, self.own(raw, printed=printed)))
        ):
            return "", ()
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 1 if len(raw) < _LONG else 2
        if self._named is None:
            self._named = list(self.lexicon.words())
        found = process.extract(raw, self._named, scorer=OSA.distance, score_cutoff=most, limit=5)
        if not found or found[0][1] == 0:
            return "", ()
        best = min(found, key=lambda one: (one[1], one[0][0] != raw[0], one[0]))[0]
        return best, tuple(identifier for identifier, _ in self.lexicon.ids(best))

    def widen(self, text: str, across: bool = True) -> list[Widened]:
        """Give the words and names of a text, each with what it is found by. In a passage, the words of a name are looked
        for too, for a passage need not have all of its words."""
        folded = fold(text)
        words = raws(folded)
        likely = self.likely(words)
        named = {one.start: one for one in self.lexicon.named(words, text)} if across else {}
        passage = len(words) - sum(one.end - one.start for one in named.values()) >= PASSAGE
        out: list[Widened] = []
        seen: set[str] = set()
        end = 0
        for at, word in enumerate(words):
            if at in named:
                name = named[at]
                part = words[at : name.end]
                sequence = [
                    place for piece in part for place in self._pieces(piece.text, text[piece.start : piece.end])
                ]
                out.append(
                    Widened(text[part[0].start : part[-1].end], list(name.ids), sequence=[] if passage else sequence)
                )
                end = end if passage else name.end
            if at < end or (passage and word.text in seen):
                continue
            seen.add(word.text)
            if _HAN.fullmatch(word.text):
                out += self._chinese(word, across)
                continue
            printed = text[word.start : word.end]
            near, ids = self.near(word.text, printed) if across and not passage else ("", ())
            own = self.own(near) if near else self.own(word.text, likely, printed)
            small = any(word.text in rules(one).stop for one in likely or languages(word.text))
            if small and not likely & self.held:
                own = []  # where it stands in a document of another language it is quoted, and rare
            out.append(Widened(printed, list(ids), own, misspelt=near, small=small, foreign=not likely & self.held))
        if across:
            self._translate(out, likely)
        return out

    def _translate(self, words: list[Widened], likely: Set[str]) -> None:
        """Add the translations of words from languages that they are likely to be of."""
        for word in words:
            word.others = self._translated(word.own, likely)

    def _translated(self, own: list[str], likely: Set[str]) -> list[tuple[str, float, str]]:
        best: dict[tuple[str, str], float] = {}
        for term in own:
            count: Counter[tuple[str, str]] = Counter()
            for source, language, target, weight in self.lexicon.translations(term):
                count[source, language] += 1
                if (
                    source in likely
                    and language in self.held
                    and count[source, language] <= _EACH
                    and weight >= _SHARE
                    and target not in own
                ):
                    best[language, target] = max(best.get((language, target), 0.0), weight)
        return [(target, weight, language) for (language, target), weight in best.items()]

    def of(self, terms: Iterable[str], likely: Set[str], across: bool = True) -> list[Widened]:
        """Give terms with their translations."""
        out = [Widened(term, own=[term]) for term in terms]
        if across:
            self._translate(out, likely)
        return out

    def _pieces(self, raw: str, printed: str = "") -> list[list[str]]:
        """Give the terms of a word of a phrase: one list a place."""
        if not _HAN.fullmatch(raw):
            return [self.own(raw, printed=printed)]
        from chancery.world.analysis import analyser

        return [[term] for term in analyser(languages(raw)[0]).terms(raw)]

    def _chinese(self, word: Raw, across: bool) -> list[Widened]:
        if terms := self.terms(word.text):
            names = [i for i, _ in self.lexicon.ids(word.text)] if across else []
            return [Widened(word.text, names, list(terms))]
        out = []
        at = 0
        for name in [*(self.lexicon.runs(word.text) if across else []), None]:
            end = name.start if name else len(word.text)
            if end > at:
                out += [Widened(place[0], own=place) for place in self._pieces(word.text[at:end])]
            if name:
                printed = word.text[name.start : name.end]
                out.append(Widened(printed, list(name.ids), sequence=self._pieces(printed)))
                at = name.end
        return out

    def phrases(self, text: str) -> list[list[str]]:
        """Give the readings of a phrase: each a list of terms beside one another."""
        places = [place for word in raws(fold(text)) for place in self._pieces(word.text, text[word.start : word.end])]
        return [list(found) for _, found in zip(range(_PHRASES), product(*places), strict=False)]
