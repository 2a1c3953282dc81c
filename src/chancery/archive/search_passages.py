"""Passages: where in a document the words of a query stand near to one another, for ranking and for snippets."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from chancery.archive.search_lexicon import Lexicon, raws
from chancery.archive.search_words import Widened
from chancery.lang.fold import fold

_WINDOW = 16
"""Words that a passage is looked for in: ten words of one language are up to sixteen of another."""
_POWER = 0.5
"""Of the weight of a translation: what is found by an unlikely translation counts less, but counts."""
_COMMON, _RAREST = 0.5, 20.0
"""What an article or the like weighs at most, however rare it is in the language of an archive, and any other word."""
_LENGTH = 260
"""Characters of a snippet."""
_BEFORE = 60
"""Of these, before the first word found."""


class Snippet(Struct):
    """A passage of a version with the words found in it."""

    text: str
    paragraph: int
    """Which paragraph of the record it stands in, counted from 0; -1 where it is the title."""
    start: int
    """Of its first character in that paragraph."""
    highlights: list[tuple[int, int]]
    """Places in the snippet's text, end excluded."""


Weights = Mapping[str, Sequence[tuple[int, float]]]


def weights(words: Sequence[Widened], rarity: Callable[[str], float]) -> dict[str, list[tuple[int, float]]]:
    """Give for every term of the index which words of the query it stands for, with what it weighs."""
    out: dict[str, list[tuple[int, float]]] = {}
    for number, word in enumerate(words):
        most = _COMMON if word.small else _RAREST
        found = {term: min(rarity(term), most) for place in (word.own, *word.sequence) for term in place}
        others = {term: weight**_POWER * rarity(term) for term, weight, _ in word.others}
        if word.foreign and others:
            found = dict.fromkeys(found, min(max(others.values()), *found.values())) if found else {}
        found = others | found
        for term, value in found.items():
            out.setdefault(term, []).append((number, value))
    return out


def nearness(terms: Sequence[str], wanted: Weights) -> float:
    """Give the most that words of a query weigh that stand within one window of a text, each counted once."""
    hits = [(at, one) for at, term in enumerate(terms) if term in wanted for one in wanted[term]]
    best = 0.0
    for first, (begin, _) in enumerate(hits):
        found: dict[int, float] = {}
        for at, (number, weight) in hits[first:]:
            if at >= begin + _WINDOW:
                break
            if weight > found.get(number, 0.0):
                found[number] = weight
        best = max(best, sum(found.values()))
    return best


def rarity(count: int, of: int) -> float:
    """Give how rare a term is that so many of all documents hold (inverse document frequency)."""
    return math.log(1 + (of - count + 0.5) / (count + 0.5))


def choose(paragraphs: Sequence[str], wanted: Weights) -> int:
    """Give which paragraph, as its terms, holds most words of the query; the first of those that hold as many."""
    best, most = 0, -1.0
    for number, paragraph in enumerate(paragraphs):
        found: dict[int, float] = {}
        for term in paragraph.split():
            for word, weight in wanted.get(term, ()):
                found[word] = max(found.get(word, 0.0), weight)
        if (total := sum(found.values())) > most:
            best, most = number, total
    return best


def places(
    text: str, wanted: Weights, names: Sequence[str], terms: Callable[[str], Sequence[str]]
) -> list[tuple[int, int]]:
    """Give where words of a query and names stand in a text, in order and apart from one another. Words are known by the
    terms that the index holds for their form, so that no dictionary is needed; in Chinese by themselves."""
    folded = fold(text)
    out: list[tuple[int, int]] = []
    words = raws(folded)
    for text_, start, end in words:
        if any(term in wanted for term in terms(text_)):
            out.append((start, end))
    joined = [word for word in wanted if len(word) > 1 and not word.isascii() and word in folded]
    starts = {word.start for word in words} | {word.end for word in words}
    for word in joined:
        at = folded.find(word)
        while at >= 0:
            if all(term == word or word not in term for term in wanted) and _unspaced(word):
                out.append((at, at + len(word)))
            at = folded.find(word, at + 1)
    for name in names:
        at = folded.find(name)
        while at >= 0:
            if _unspaced(name) or at + len(name) in starts:
                out.append((at, at + len(name)))
            at = folded.find(name, at + 1)
    return _apart(out)


def _unspaced(word: str) -> bool:
    return "\u3400" <= word[0] <= "\u9fff"


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def snippet(
    terms: Sequence[str],
    body: Sequence[str],
    wanted: Weights,
    ids: Sequence[str],
    lexicon: Lexicon,
    known: Callable[[str], Sequence[str]],
) -> Snippet:
    """Give the best passage of a version. ``body`` is its title and its paragraphs, ``terms`` these paragraphs' terms."""
    called = [name for identifier in ids for name in lexicon.called(identifier)]
    number = choose(terms, wanted) if wanted else 0
    text = body[number + 1] if number + 1 < len(body) else body[0]
    found = places(text, wanted, called, known)
    if not found and called:
        for other, paragraph in enumerate(body[1:]):
            if found := places(paragraph, wanted, called, known):
                number, text = other, paragraph
                break
    begin = _begin(text, found)
    end = min(len(text), begin + _LENGTH)
    if end < len(text) and (space := text.rfind(" ", begin + _LENGTH // 2, end)) > 0:
        end = space
    inside = [(max(a, begin) - begin, min(b, end) - begin) for a, b in found if a < end and b > begin]
    return Snippet(text[begin:end], number, begin, inside)


def _begin(text: str, found: Sequence[tuple[int, int]]) -> int:
    """Give where a snippet begins: so that most of what was found is in it, at the beginning of a word."""
    if not found or len(text) <= _LENGTH:
        return 0
    best = max(found, key=lambda one: sum(one[0] <= a < one[0] + _LENGTH - _BEFORE for a, _ in found))[0]
    begin = max(0, min(best - _BEFORE, len(text) - _LENGTH))
    space = text.find(" ", begin, best) if begin else -1
    return space + 1 if space >= 0 else begin
