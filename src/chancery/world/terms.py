"""Finding terms in text: common words of several forms, unlike names, in six scripts.

A term is found in any number and case, with or without the article or small words between its words ("protection of
civilians", "protection des civils", "защите гражданских лиц"). The table is a tree of stems: only words with which a term
begins are looked at, so the time of a search does not grow with the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from chancery.lang.fold import fold
from chancery.world.inflection import LEAST, inflection, readings, stem
from chancery.world.reading import Reading, level, reading
from chancery.world.scanner import Found
from chancery.world.scripts import scripts

_TOKEN = re.compile(r"[^\W_]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SHORT = 3
"""Letters from which an acronym is taken for itself where capitals are lost."""

_WORDS = 50_000
"""Words of a language that are kept with what they begin: several times those of a long document."""


class Term(NamedTuple):
    """A term to look for, as printed in a table."""

    text: str
    id: str
    capitals: bool = False
    """Whether it has to be printed in capitals: an acronym."""


@dataclass(slots=True)
class _Node:
    """A stem of a term; the next stems hang from it."""

    term: Term | None = None
    next: dict[str, _Node] = field(default_factory=dict)
    seen: dict[str, _Step] = field(default_factory=dict)
    """Where words led that were met in texts."""


_NOWHERE = _Node()


class _Step(NamedTuple):
    """A word of a term that was met."""

    node: _Node
    """What hangs from it."""
    end: int
    """Of the word in its stretch; 0 for a small word between two of a term."""
    sign: str | None
    """The comma behind it, or nothing; None where the term cannot go on."""


_Heads = list[tuple[int, _Step]]
"""The words of a stretch without spaces with which terms begin, each with its start."""


def _words(printed: str) -> list[tuple[int, int, str | None]]:
    """Give the words of a stretch without spaces with start, end and what `_Step.sign` tells: it as a whole without the
    signs around it, then, where it has signs inside ("drugs/crime"), its parts."""
    parts = [found.span() for found in _TOKEN.finditer(printed)]
    if not parts:
        return []
    start, end = parts[0][0], parts[-1][1]
    behind = printed[end:]
    whole = (start, end, behind if behind in ("", ",") else None)
    if len(parts) == 1:
        return [whole]
    return [whole, *((a, b, None) for a, b in parts[:-1]), (*parts[-1], whole[2])]


class Terms:
    """The terms of one language, ready to be found. Of two that are spelled alike the first given is taken."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self._language, self._script = language, scripts()[language]
        self._skip = inflection(language).skip
        self._root = _Node()
        self._signs: dict[str, Term] = {}
        self._every = list(terms)
        for term in self._every:
            if self._script.spaced:
                self._grow(term)
            elif plain := self._plain(term.text):
                self._signs.setdefault(plain, term)
        self._begin = {stem_of[:LEAST] for stem_of in self._root.next}
        self._known: dict[str, _Heads] = {}
        self._meant = list(self._signs.values())
        self._automaton = AhoCorasick(
            list(self._signs),
            implementation=Implementation.ContiguousNFA,
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
        )

    def _plain(self, text: str) -> str:
        return level(self._script.drop.sub("", fold(text)))

    def _grow(self, term: Term) -> None:
        node = self._root
        for key in self.key(term.text):
            node = node.next.setdefault(key, _Node())
        if node is not self._root and node.term is None:
            node.term = term

    def key(self, text: str) -> tuple[str, ...]:
        """Give what the forms of a term share: its stems, each with the comma before it; small words are left out."""
        out: list[str] = []
        sign = ""
        for printed in self._plain(text).split():
            word = _EDGES.sub("", printed)
            if word and word not in self._skip:
                out.append(sign + stem(word, self._language))
                sign = ""
            sign += "," if printed[-1] == "," else ""
        return tuple(out)

    def find(self, folded: str, text: str | None = None) -> list[Found]:
        """Give the terms in folded text as (start, end, id), in order, the longest where some overlap.

        With the text itself, acronyms are found where they are in capitals.
        """
        return self.read(reading(folded, text, self._script))

    def read(self, text: Reading) -> list[Found]:
        """Give what `find` gives of a text that was made ready in this language's script."""
        hits = self._spaced(text.level) if self._script.spaced else self._joined(text.level)
        hits = [hit for hit in hits if _is_printed(hit[2], hit[0], hit[1], text.printed)]
        hits.sort(key=lambda h: (h[0], -h[1]))
        kept: list[tuple[int, int, Term]] = []
        for hit in hits:
            if not kept or hit[0] >= kept[-1][1]:
                kept.append(hit)
            elif hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = hit
        spans = text.places([(start, end) for start, end, _ in kept])
        return [(start, end, term.id) for (start, end), (_, _, term) in zip(spans, kept, strict=True)]

    def names(self) -> list[str]:
        """Give the terms as the tables print them."""
        return [term.text for term in self._every]

    def identify(self, text: str) -> Term | None:
        """Give the term that a text is, in any form, with or without article; None where it is none."""
        if not self._script.spaced:
            return self._signs.get(self._plain(text))
        node: _Node | None = self._root
        for stem_of in self.key(text):
            node = node.next.get(stem_of) if node else None
        return node.term if node else None

    def _spaced(self, text: str) -> list[tuple[int, int, Term]]:
        tokens = text.split(" ")
        heads = list(map(self._known.get, tokens))
        if None in heads:
            heads = [self._know(token) if head is None else head for token, head in zip(tokens, heads, strict=True)]
        starts = list(accumulate(map(len, tokens), lambda at, size: at + size + 1, initial=0))
        return [
            (starts[n] + start, *found)
            for n, head in enumerate(heads)
            if head
            for start, step in head
            if (found := self._longest(tokens, starts, n, step))
        ]

    def _longest(self, tokens: list[str], starts: list[int], n: int, step: _Step) -> tuple[int, Term] | None:
        """Give the end of the longest term that begins with a step, and the term."""
        node, end, sign = step
        best = (starts[n] + end, node.term) if node.term else None
        while sign is not None and node.next and (n := n + 1) < len(tokens):
            printed = sign + tokens[n]
            step = node.seen.get(printed) or self._follow(node, sign, tokens[n])
            following, end, sign = step
            if following is _NOWHERE:
                break
            node = following
            if node.term and end:
                best = starts[n] + end, node.term
        return best

    def _know(self, printed: str) -> _Heads:
        """Give what begins in a stretch without spaces; kept for the next text."""
        if len(self._known) > _WORDS:
            self._known.clear()
        root, rules = self._root.next, inflection(self._language)
        out: list[tuple[int, _Step]] = []
        for start, end, sign in _words(printed):
            word = printed[start:end]
            if word[0] in rules.first or word[:LEAST] in self._begin:
                read = readings(word, self._language)
                out += [(start + before, _Step(root[key], end, sign)) for before, key in read if key in root]
        self._known[printed] = out
        return out

    def _follow(self, node: _Node, sign: str, printed: str) -> _Step:
        """Give the step that a stretch without spaces makes from a node; kept for the next text."""
        if len(node.seen) > _WORDS // 10:
            node.seen.clear()
        found = _Step(_NOWHERE, 0, None)
        for start, end, after in _words(printed):
            word = printed[start:end]
            if start:
                break
            if word in self._skip and not after:
                found = _Step(node, 0, after if after is None else sign + after)
                break
            keys = (sign + key for _, key in readings(word, self._language))
            if following := next((node.next[key] for key in keys if key in node.next), None):
                found = _Step(following, end, after)
                break
        node.seen[sign + printed] = found
        return found

    def _joined(self, text: str) -> list[tuple[int, int, Term]]:
        found = self._automaton.find_matches_as_indexes(text)
        return [(start, end, self._meant[index]) for index, start, end in found]


def _is_printed(term: Term, start: int, end: int, printed: str | None) -> bool:
    """Whether a term that is an acronym is printed as one."""
    if not term.capitals:
        return True
    if printed is None:
        return len(term.text) >= _SHORT
    return printed[start:end].removesuffix("s").isupper()
