"""One analyser of words for six languages: what the index, queries and comparisons take as the same word.

Text is folded, parted into words, symbols and numbers, and each word is brought to its term: by the dictionary of lemmas
that ``analysis.toml`` of its language names, by the clitics, endings, irregular forms and rules that it holds. Chinese is
parted into words by a dictionary that knows the names given. ``world.analysis`` gives analysers that know all names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d"
_LETTER = rf"(?:[^\W\d_{_HAN}])"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
TOKEN = re.compile(
    rf"(?P<symbol>(?<![\w/])[a-z]{{1,12}}(?:/[a-z0-9-]+(?:\.[a-z0-9]+)*)*/(?=[a-z.-]*\d)[a-z0-9-]+(?:\.[a-z0-9]+)*(?:/[a-z0-9-]+(?:\.[a-z0-9]+)*)*)"
    rf"|(?P<number>\d+(?:/\d+)?)|(?P<han>[{_HAN}]+)|(?P<word>{_WORD}(?:['\-]{_WORD})*)"
)
"""In folded text: a document symbol, a number, a run of Chinese, a word with the words that signs join to it."""
_RUN = re.compile(f"[{_HAN}]+")
_JOINT = re.compile(r"['\-]")


class Token(NamedTuple):
    """A word of a text."""

    term: str
    """What it is compared by."""
    start: int
    end: int
    """Its place in the text, end excluded."""


class Rules(NamedTuple):
    """What ``analysis.toml`` of a language says, ready to be used."""

    letters: re.Pattern[str]
    lemmas: str
    apostrophe_before: frozenset[str]
    apostrophe_after: frozenset[str]
    articles: tuple[str, ...]
    proclitics: tuple[str, ...]
    suffixes: tuple[str, ...]
    least: int
    drop: re.Pattern[str] | None
    guarded: tuple[str, ...]
    verbs: frozenset[str]
    verb_letters: str
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    keep: Mapping[str, str]
    forms: Mapping[str, str]
    stop: frozenset[str]


@cache
def table(language: str) -> Mapping[str, Any]:
    """Give ``analysis.toml`` of a language as it stands; raises `KeyError` for a language that has none."""
    if language not in LANGUAGES:
        raise KeyError(f"no words of {language!r}; there are {', '.join(LANGUAGES)}")
    return tomllib.loads((resources.files("chancery.lang") / language / "analysis.toml").read_text("utf-8"))


@cache
def rules(language: str) -> Rules:
    """Give the rules of a language, compiled; raises `KeyError` for a language that has none."""
    data = table(language)
    forms: dict[str, str] = {}
    for line in data["forms"]:
        first, *others = line.split()
        for form in (first, *others):
            forms.setdefault(form, fold(first))
            forms.setdefault(fold(form), fold(first))
    return Rules(
        re.compile(data["letters"]),
        data["lemmas"],
        frozenset(data["apostrophe_before"]),
        frozenset(data["apostrophe_after"]),
        tuple(sorted(data["articles"], key=len, reverse=True)),
        tuple(sorted(data["proclitics"], key=len, reverse=True)),
        tuple(sorted(data["suffixes"], key=len, reverse=True)),
        data["least"],
        re.compile(data["drop"]) if data["drop"] else None,
        tuple(map(fold, data["guarded"])),
        frozenset(map(fold, data["verbs"])),
        data["verb_letters"],
        tuple((re.compile(pattern), into) for pattern, into in data["rules"]),
        {word: fold(word) for word in data["keep"]},
        forms,
        frozenset(fold(word) for word in data["stop"]),
    )


@cache
def languages(folded: str) -> tuple[str, ...]:
    """Give the languages that a folded word may be of, by its letters; all of them where none of it is a letter."""
    return tuple(language for language in LANGUAGES if rules(language).letters.search(folded)) or LANGUAGES


@cache
def _dictionary(code: str) -> tuple[Callable[[str], str], Callable[[str], bool]]:
    """Give what brings a word to its lemma and what tells whether a word is known, for a dictionary of lemmas."""
    import simplemma

    def lemma(word: str) -> str:
        return str(simplemma.lemmatize(word, lang=code))

    def known(word: str) -> bool:
        return bool(simplemma.is_known(word, lang=code))

    return lemma, known


class Analyser:
    """Brings the words of one language to terms.

    ``names`` gives the words that are names, folded, to the term that each shall have: they are neither bent nor parted.
    ``inner`` gives, where words are not parted by spaces, the names that are found inside a name besides itself.
    """

    def __init__(
        self,
        language: str,
        names: Mapping[str, str] | None = None,
        inner: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.language = language
        self.rules = rules(language)
        self.names = names or {}
        self.inner = inner or {}
        self._terms: dict[str, str] = {}
        self._pieces: dict[str, tuple[tuple[str, int, int], ...]] = {}
        self._segmenter: Any = None

    def analyse(self, text: str) -> list[Token]:
        """Give the words of a text in order, each with its term and its place."""
        folded = fold(text)
        out: list[Token] = []
        pieces = self._pieces
        for found in TOKEN.finditer(folded):
            kind, start, end = found.lastgroup, found.start(), found.end()
            if kind == "word":
                word = text[start:end]
                parts = pieces.get(word)
                if parts is None:
                    if len(pieces) > 500_000:
                        pieces.clear()
                    parts = pieces[word] = tuple(self._parts(word))
                for term, first, last in parts:
                    out.append(Token(term, start + first, start + last))
            elif kind == "han":
                out += self._chinese(found[0], start)
            else:
                out.append(Token(found[0], start, end))
        return out

    def terms(self, text: str) -> list[str]:
        """Give the terms of a text in order."""
        return [token.term for token in self.analyse(text)]

    def _parts(self, printed: str) -> Iterable[tuple[str, int, int]]:
        """Give the terms of a word with the words that signs join to it, each with its place in it."""
        folded = fold(printed)
        if not _JOINT.search(folded):
            yield self.term(printed), 0, len(printed)
            return
        if folded in self.names:
            yield self.names[folded], 0, len(printed)
            return
        joined = folded.replace("-", "")
        if "'" not in folded and joined != folded and self.rules.lemmas:
            whole = printed.lower().replace("-", "")
            lemma, known = _dictionary(self.rules.lemmas)
            if known(whole) or known(lemma(whole)):
                yield self.term(whole), 0, len(printed)
                return
        start = 0
        for piece in re.finditer(r"[^'\-]+", folded):
            start, end = piece.span()
            after = folded[end : end + 1]
            before = folded[start - 1 : start] if start else ""
            if after == "'" and piece[0] in self.rules.apostrophe_before:
                continue
            if before == "'" and piece[0] in self.rules.apostrophe_after:
                continue
            yield self.term(printed[start:end]), start, end

    def term(self, printed: str) -> str:
        """Give the term of one word."""
        found = self._terms.get(printed)
        if found is None:
            if len(self._terms) > 500_000:
                self._terms.clear()
            found = self._terms[printed] = self._term(printed.lower())
        return found

    def _term(self, word: str) -> str:
        rules = self.rules
        if rules.drop:
            word = rules.drop.sub("", word)
        folded = fold(word)
        if folded in self.names:
            return self.names[folded]
        if rules.articles:
            return self._bare(word)
        if word in rules.forms:
            return rules.forms[word]
        if word in rules.keep:
            return rules.keep[word]
        if not rules.lemmas:
            return folded
        lemma, known = _dictionary(rules.lemmas)
        base = lemma(word).lower()
        if base in rules.forms:
            return rules.forms[base]
        if base in rules.keep:
            return rules.keep[base]
        for pattern, into in rules.rewrites:
            if pattern.search(base):
                other = pattern.sub(into, base)
                if other != base and known(other):
                    return rules.forms.get(other) or fold(lemma(other).lower())
        return fold(base)

    def _bare(self, word: str) -> str:
        """Give a word without what is written together with it: particles and article before it, endings behind it."""
        for inner in self._without_particles(word):
            folded = fold(inner)
            if folded in self.names:
                return self.names[folded]
            if (found := self._listed(inner)) is not None:
                return found
        return self._without_endings(inner)

    def _listed(self, word: str) -> str | None:
        rules = self.rules
        found = rules.forms.get(word) or rules.keep.get(word)
        if found is None and (folded := fold(word)) in rules.forms:
            found = rules.forms[folded]
        if found is None:
            folded = fold(word)
            if len(folded) > 2 and folded[0] in rules.verb_letters:
                other = rules.verb_letters[0] + folded[1:]
                found = other if other in rules.verbs else None
        return found and fold(found)

    def _without_particles(self, word: str) -> list[str]:
        """Give the readings of a word: as it stands, then with particles taken off, the likeliest last."""
        rules = self.rules
        folded = fold(word)
        rests = [rest for rest, least in self._rests(word, folded) if len(rest) >= least]
        known = [rest for rest in rests if fold(rest) in self.names or self._listed(rest) is not None]
        if known:
            return [word, known[0]]
        if folded.startswith(rules.guarded):
            return [word]
        guarded = [rest for rest in rests if fold(rest).startswith(rules.guarded)]
        return [word, *(guarded or rests)[:1]]

    def _rests(self, word: str, folded: str) -> Iterable[tuple[str, int]]:
        """Give what is left of a word without its article or its particles, each with the letters that it must have."""
        for article in self.rules.articles:
            if folded.startswith(article):
                rest = word[len(article) :]
                doubled = (
                    article[-1] == article[-2]
                )  # the article's own letter may be the first one of the word: للاجئين
                if doubled and fold(article[-1] + rest).startswith(self.rules.guarded):
                    yield article[-1] + rest, 2
                yield rest, 2
        for particle in self.rules.proclitics:
            if folded.startswith(particle):
                yield word[len(particle) :], self.rules.least

    def _without_endings(self, word: str) -> str:
        rules = self.rules
        for _ in range(3):
            for pattern, into in rules.rewrites:
                if pattern.search(word):
                    return fold(pattern.sub(into, word))
            for ending in rules.suffixes:
                left = len(word) - len(ending)
                if word.endswith(ending) and left >= (2 if ending in "ةهات" else rules.least):
                    word = word[:left]
                    break
            else:
                break
            if (found := self._listed(word)) is not None:
                return found
        return fold(word)

    def _chinese(self, run: str, start: int) -> Iterable[Token]:
        """Part a run of Chinese into words; a long word comes after the shorter words that it is made of."""
        if self._segmenter is None:
            self._segmenter = segmenter(frozenset(name for name in self.names if _RUN.fullmatch(name)))
        for word, first, _ in self._segmenter.tokenize(run):
            parts = self._pieces.get(word)
            if parts is None:
                parts = self._pieces[word] = tuple(self._inner(word))
            for term, begin, end in parts:
                yield Token(term, start + first + begin, start + first + end)

    def _inner(self, word: str) -> Iterable[tuple[str, int, int]]:
        """Give the words inside a word and the word itself; inside a name, only what is a name of the same."""
        if word in self.inner:
            pieces: Iterable[str] = self.inner[word]
        else:
            pieces = (piece for piece in self._segmenter.cut_for_search(word) if 1 < len(piece) < len(word))
        at = 0
        for piece in pieces:
            found = word.find(piece, at)
            at = max(found, 0)
            yield self.names.get(piece, piece), at, at + len(piece)
        yield self.names.get(word, word), 0, len(word)


@cache
def segmenter(names: frozenset[str]) -> Any:
    """Give what parts Chinese into words, knowing some names besides its dictionary."""
    import rjieba

    found = rjieba.Jieba()
    for name in sorted(names):
        if len(name) > 1:
            found.add_word(name, 1000, "n")
    return found
