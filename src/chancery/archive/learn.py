"""Learning translations from the archive's own language versions: which term of one language stands for which of another.

Paragraphs that are versions of one another are counted together (Dice), then words are aligned by expectation maximisation:
IBM model 1 with a weight for words at like places of their paragraphs. Some thousand paragraphs take seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_BEST = 40
"""Translations of a term that are looked at, by how often both stand in versions of one paragraph."""
_ROUNDS = 5
"""Of expectation maximisation; more change nothing that a query would see."""
_DIAGONAL = 6.0
"""How quickly the likelihood falls that words at unlike places of their paragraphs translate one another."""
_NOTHING = 0.0016
"""The likelihood of a word that no word of the other paragraph stands for."""
_SMOOTH = 0.5
"""Counts added, so that what was seen once is not certain."""
_KEPT, _LEAST = 6, 0.04
"""Translations of a term that are kept for a language, and the least likelihood of one."""
_WORDS = 120
"""Words of the longest paragraph that is learned from: pairs of words grow with its square."""
_PARAGRAPHS = 8_000
"""Paragraphs that are learned from; of more, evenly chosen ones. It bounds time and memory."""
_FEWEST = 30
"""Paragraphs in both languages without which nothing is learned."""

Paragraph = Mapping[str, Sequence[str]]
"""The terms of a paragraph in each of its languages."""
Table = dict[str, list[tuple[str, float]]]
"""A term to its translations with their likelihood, the likeliest first."""
Lexicon = dict[tuple[str, str], list[tuple[str, str, float]]]
"""(source language, term) to (language, term, likelihood), the likeliest first."""


def learn(paragraphs: Iterable[Paragraph]) -> Lexicon:
    """Learn from paragraphs in two and more languages. Languages with few paragraphs in common are left out."""
    seen: set[tuple[Any, ...]] = set()
    found: list[Paragraph] = []
    for one in paragraphs:
        mark = tuple((language, *one[language]) for language in sorted(one))
        if len(one) > 1 and mark not in seen:
            seen.add(mark)
            found.append(one)
    if len(found) > _PARAGRAPHS:
        step = len(found) / _PARAGRAPHS
        found = [found[int(number * step)] for number in range(_PARAGRAPHS)]
    tables: dict[tuple[str, str], Table] = {}
    middle, *others = _middle_first(found)
    for first, second in [*((middle, other) for other in others), *combinations(others, 2)]:
        there, back = (first, middle), (middle, second)
        if there in tables and back in tables:
            tables[first, second] = _composed(tables[there], tables[back])
            tables[second, first] = _composed(tables[second, middle], tables[middle, first])
            continue
        pairs = [(one[first], one[second]) for one in found if first in one and second in one]
        pairs = [(a, b) for a, b in pairs if 0 < len(a) <= _WORDS and 0 < len(b) <= _WORDS]
        if len(pairs) >= _FEWEST:
            tables[first, second], tables[second, first] = _tables(pairs)
    out: Lexicon = {}
    for (source, target), table in tables.items():
        for term, translations in table.items():
            out.setdefault((source, term), []).extend((target, other, weight) for other, weight in translations)
    return out


def _middle_first(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Give the languages, first the one over which the others are translated into one another: that of most paragraphs,
    and of languages with as many that with fewest words."""
    count: dict[str, int] = {}
    terms: dict[str, set[str]] = {}
    for one in paragraphs:
        for language, found in one.items():
            count[language] = count.get(language, 0) + 1
            terms.setdefault(language, set()).update(found)
    return sorted(count, key=lambda language: (-count[language], len(terms[language]), language)) or [""]


def _composed(first: Table, second: Table) -> Table:
    """Give the translations of translations."""
    out: Table = {}
    for term, middles in first.items():
        chance: dict[str, float] = {}
        for middle, likely in middles:
            for target, weight in second.get(middle, ()):
                chance[target] = chance.get(target, 0.0) + likely * weight
        best = sorted(((w, t) for t, w in chance.items() if w >= _LEAST), key=lambda one: (-one[0], one[1]))[:_KEPT]
        if best:
            out[term] = [(target, round(weight, 3)) for weight, target in best]
    return out


def _numbered(texts: Iterable[Sequence[str]]) -> tuple[list[Any], list[str]]:
    import numpy as np

    numbers: dict[str, int] = {}
    out = [np.array([numbers.setdefault(term, len(numbers)) for term in text], dtype=np.int64) for text in texts]
    return out, list(numbers)


def _incidence(texts: Sequence[Any], size: int) -> Any:
    """Give the matrix of paragraphs and terms, 1 where a paragraph holds a term."""
    import numpy as np
    from scipy import sparse

    rows = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    columns = np.concatenate(texts)
    found = sparse.csr_matrix((np.ones(len(columns), np.float32), (rows, columns)), shape=(len(texts), size))
    found.data[:] = 1
    return found


def _best(rows: Ints, values: Floats) -> Ints:
    """Give the places of the highest values of each row."""
    import numpy as np

    order = np.lexsort((-values, rows))
    starts = np.r_[0, np.flatnonzero(np.diff(rows[order])) + 1]
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    best: Ints = order[rank < _BEST]
    return best


def _tables(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> tuple[Table, Table]:
    """Give the translations of paragraphs in two languages, there and back."""
    import numpy as np

    left, left_terms = _numbered(a for a, _ in pairs)
    right, right_terms = _numbered(b for _, b in pairs)
    first, second = _incidence(left, len(left_terms)), _incidence(right, len(right_terms))
    together = (first.T @ second).tocoo()
    counts = np.asarray(first.sum(0)).ravel(), np.asarray(second.sum(0)).ravel()
    dice = 2 * together.data / (counts[0][together.row] + counts[1][together.col])
    chosen = np.unique(np.r_[_best(together.row, dice), _best(together.col, dice)])
    source, target = together.row[chosen].astype(np.int64), together.col[chosen].astype(np.int64)
    start = dice[chosen].astype(np.float64)
    pair, likely, made, making, words = _occurrences(left, right, source, target, len(right_terms))
    there = _maximised(start, source, pair, likely, made, words)
    back = _maximised(start, target, pair, likely, making, words)
    return _table(there, source, target, left_terms, right_terms), _table(back, target, source, right_terms, left_terms)


def _occurrences(
    left: Sequence[Any], right: Sequence[Any], source: Ints, target: Ints, size: int
) -> tuple[Ints, Floats, Ints, Ints, int]:
    """Give every occurrence of a possible translation: which it is, how likely by its place, and the numbers of the two
    words that stand there, counted through all paragraphs; last how many numbers there are."""
    import numpy as np

    keys = source * size + target
    order = np.argsort(keys)
    keys = keys[order]
    found: list[list[Any]] = [[], [], [], []]
    words = 0
    for a, b in zip(left, right, strict=True):
        asked = (a[:, None] * size + b[None, :]).ravel()
        at = np.searchsorted(keys, asked)
        at[at == len(keys)] = 0
        hits = np.flatnonzero(keys[at] == asked)
        i, j = hits // len(b), hits % len(b)
        found[0].append(order[at[hits]])
        found[1].append(np.exp(-_DIAGONAL * np.abs((i + 0.5) / len(a) - (j + 0.5) / len(b))))
        found[2].append(words + j)
        found[3].append(words + len(b) + i)
        words += len(a) + len(b)
    pair, likely, made, making = (np.concatenate(one) for one in found)
    return pair, likely, made, making, words


def _maximised(start: Floats, given: Ints, pair: Ints, likely: Floats, word: Ints, words: int) -> Floats:
    """Give the likelihoods of translations, of each given term, by expectation maximisation."""
    import numpy as np

    chance = start / np.bincount(given, start)[given]
    for _ in range(_ROUNDS):
        share = chance[pair] * likely
        whole = np.bincount(word, share, minlength=words) + _NOTHING
        counts = np.bincount(pair, share / whole[word], minlength=len(chance))
        chance = counts / (np.bincount(given, counts)[given] + _SMOOTH)
    result: Floats = chance
    return result


def _table(chance: Floats, source: Ints, target: Ints, sources: Sequence[str], targets: Sequence[str]) -> Table:
    import numpy as np

    out: Table = {}
    for at in np.lexsort((-chance, source)):
        if chance[at] < _LEAST:
            continue
        found = out.setdefault(sources[source[at]], [])
        if len(found) < _KEPT:
            found.append((targets[target[at]], round(float(chance[at]), 3)))
    return out
