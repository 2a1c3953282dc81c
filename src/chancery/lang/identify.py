"""Which of the six languages a text is in: by its script, then by the words of the language packs."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Final

from chancery.lang.fold import fold
from chancery.lang.pack import pack

_SCRIPTS: Final = (
    ("ar", re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufefc]+"), 3),
    ("ru", re.compile("[\u0400-\u04ff]+"), 2),
    ("zh", re.compile("[\u4e00-\u9fff\u3400-\u4dbf]+"), 8),
)
"""Language, the letters of its script, and what one of them weighs against a Latin letter. They weigh more because
documents in these languages carry English mastheads, symbols and names, never the reverse."""
_LATIN: Final = re.compile("[a-z]+")
_LATIN_LANGUAGES: Final = ("en", "es", "fr")
_NOTATION: Final = re.compile(r"\{[^}]*\}|\\")
_ENDINGS: Final = {
    "en": re.compile(r"(?:ing|ed|ly|th|ty|y)$"),
    "es": re.compile(r"(?:[ao]s?|cion|ciones|dad|res)$"),
    "fr": re.compile(r"(?:es?|ment|eux|aux|tion|ent)$"),
}
"""Endings common in one of the Latin languages and rare in the others; they decide where few known words stand."""
_SAMPLE: Final = 4000
_OWN, _FREQUENT, _ENDING = 1.0, 2.0, 0.2


@cache
def _vocabulary() -> dict[str, dict[str, float]]:
    """Give the words that tell the Latin languages apart: word to language to weight.

    The frequent words of each pack, the names of its months, and the words of its formulas unless all languages share them.
    """
    own: dict[str, set[str]] = {}
    for code in _LATIN_LANGUAGES:
        texts = [pattern for patterns in pack(code).patterns.values() for pattern in patterns]
        texts += [name for names in pack(code).calendar["months"] for name in names]
        own[code] = set(_LATIN.findall(fold(_NOTATION.sub(" ", "\n".join(texts)))))
    shared = set.intersection(*own.values())
    out: dict[str, dict[str, float]] = {}
    for code, words in own.items():
        for word in words - shared:
            out.setdefault(word, {})[code] = _OWN
        for word in pack(code).words["identify"]["words"]:
            out.setdefault(fold(word), {})[code] = _FREQUENT
    return out


@lru_cache(maxsize=20_000)
def _weights(word: str) -> tuple[tuple[str, float], ...]:
    """Give what a word says for each of the Latin languages: by itself, and by its ending."""
    endings = [(code, _ENDING) for code, ending in _ENDINGS.items() if len(word) > 4 and ending.search(word)]
    return (*_vocabulary().get(word, {}).items(), *endings)


def _sample(folded: str) -> str:
    """Give the text, or its beginning, middle and end where it is long."""
    if len(folded) <= 4 * _SAMPLE:
        return folded
    middle = len(folded) // 2
    return "\n".join((folded[:_SAMPLE], folded[middle : middle + 2 * _SAMPLE], folded[-_SAMPLE:]))


def identify(folded: str) -> str:
    """Give the language of a folded text, ``en`` where nothing tells.

    >>> identify("lettre datee du 3 decembre 2003"), identify("distr.: general 第五十三届会议")
    ('fr', 'zh')
    """
    sample = _sample(folded)
    latin = _LATIN.findall(sample)
    best, most = "", sum(map(len, latin))
    for code, letters, weight in _SCRIPTS:
        count = weight * sum(map(len, letters.findall(sample)))
        if count > most:
            best, most = code, count
    if best:
        return best
    scores = dict.fromkeys(_LATIN_LANGUAGES, 0.0)
    for word, count in Counter(latin).items():
        for code, value in _weights(word):
            scores[code] += value * count
    return max(_LATIN_LANGUAGES, key=lambda code: scores[code])
