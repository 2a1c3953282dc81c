"""The formulas of one language, compiled once: matching them in folded text and writing them.

Matching walks the tree of a pattern with a parser for every kind of slot, so that a slot gives its value and knows where it
ends (a list of States, a date, an addressee); a slot without a parser takes any text up to the next fixed words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from typing import Any, NamedTuple

from chancery.form import notation
from chancery.form.notation import Choice, Literal, Sequence, Slot
from chancery.lang.fold import fold
from chancery.lang.pack import Pack, pack

FREE = 600
"""The most characters that a slot without a parser takes."""
FAR = 2_500
"""Characters in which the fixed words of a pattern are looked for before it is matched: longer than any title."""

_TWO_WORDS = re.compile(r"([^\W_]+)[\W_]+([^\W_]+)")


class Value(NamedTuple):
    """What a slot was filled with, and where."""

    value: Any
    start: int
    end: int


Values = dict[str, Value]
SlotParser = Callable[[str, int, str], Iterable[tuple[int, Any]]]
"""(folded text, position, form) to possible ends with their values, best first."""


class Match(NamedTuple):
    """A pattern found in folded text."""

    start: int
    end: int
    values: Values


@lru_cache(maxsize=64)
def _window(folded: str, start: int, end: int, spaced: bool) -> str:
    """Give a stretch of folded text without what may stand inside words, to look for words in (`notation.atoms`)."""
    stretch = folded[start:end]
    if not spaced:
        return "".join(stretch.split())
    return notation.STRETCHES.sub("", stretch) if _stretched(folded) else stretch


@lru_cache(maxsize=16)
def _stretched(folded: str) -> bool:
    """Whether a text holds signs inside words."""
    return notation.STRETCHES.search(folded) is not None


@dataclass(frozen=True, slots=True)
class _Words:
    """Fixed words, compiled."""

    match: Callable[[str, int], re.Match[str] | None]
    search: Callable[[str, int, int], re.Match[str] | None]


class Pattern:
    """One compiled pattern of a language."""

    def __init__(self, text: str, spaced: bool) -> None:
        """Parse the pattern; raises `chancery.form.notation.NotationError`."""
        self.text = text
        self.tree = notation.parse(text)
        self.spaced = spaced
        self.words: dict[str, _Words] = {}
        self._entry: re.Pattern[str] | None = None
        self._rough: re.Pattern[str] | None = None
        atoms = notation.atoms(self.tree, spaced)
        self.fixed = [group[0] for group in atoms if len(group) == 1]
        self._groups = [group for group in atoms if len(group) > 1]
        self._worded = _begins_with_words(self.tree)
        self._compile(self.tree)

    def _compile(self, tree: Sequence) -> None:
        for node in tree:
            if isinstance(node, Literal) and node.text not in self.words:
                expression = re.compile(notation.words(node.text, self.spaced))
                self.words[node.text] = _Words(expression.match, expression.search)
            elif isinstance(node, Choice):
                for option in node.options:
                    self._compile(option)

    def match(self, folded: str, at: int, parsers: dict[str, SlotParser]) -> Match | None:
        """Match the pattern at a position of folded text."""
        if not self._may_match(folded, at):
            return None
        for end, values in self._walk(self.tree, folded, at, parsers):
            return Match(at, end, values)
        return None

    def _may_match(self, folded: str, at: int) -> bool:
        """Look quickly whether the pattern can match: its first words stand here, or all its fixed words follow."""
        if self._worded:
            return self.entry.match(folded, at) is not None and self.present(folded, at, at + FAR)
        return self.present(folded, at, at + FREE)

    def present(self, folded: str, start: int, end: int) -> bool:
        """Say quickly whether the fixed words of the pattern may stand in a stretch of folded text."""
        window = _window(folded, start, end, self.spaced)
        for atom in self.fixed:
            if atom not in window:
                return False
        for group in self._groups:
            for atom in group:
                if atom in window:
                    break
            else:
                return False
        return True

    def matches(self, folded: str, at: int, parsers: dict[str, SlotParser]) -> Iterator[Match]:
        """Give the ways in which the pattern matches at a position, best first."""
        if not self._may_match(folded, at):
            return
        for end, values in self._walk(self.tree, folded, at, parsers):
            yield Match(at, end, values)

    @property
    def entry(self) -> re.Pattern[str]:
        """The expression of the fixed words with which the pattern begins; it matches nowhere if a slot begins it."""
        if self._entry is None:
            heads = [notation.words(h, self.spaced) for h in _heads(self.tree) if h.strip()]
            self._entry = re.compile("|".join(heads) or r"(?!)")
        return self._entry

    @cached_property
    def before_slot(self) -> re.Pattern[str]:
        """The expression for the fixed words that stand before the pattern's first slot."""
        fixed = tuple(takewhile(lambda node: not isinstance(node, Slot), self.tree))
        return re.compile(notation.regex(fixed, {}, self.spaced) if fixed else r"(?!)")

    def search_opening(self, folded: str, start: int, end: int) -> int | None:
        """Find the fixed words that stand before the pattern's first slot; gives the position after them."""
        found = self.before_slot.search(folded, start, end)
        return found.end() if found else None

    def search(self, folded: str, start: int, end: int, parsers: dict[str, SlotParser]) -> Match | None:
        """Find the pattern in a stretch of folded text; patterns that begin with a slot are not searched."""
        if not self.present(folded, start, end):
            return None
        if self._rough is None:
            shapes = dict.fromkeys((slot.name for slot in notation.slots(self.tree)), rf".{{0,{FREE}}}?")
            self._rough = re.compile(notation.regex(self.tree, shapes, self.spaced), re.S)
        if not self._rough.search(folded, start, end):
            return None
        for found in self.entry.finditer(folded, start, end):
            match = self.match(folded, found.start(), parsers)
            if match and match.end <= end:
                return match
        return None

    def opening(self, folded: str, at: int, parsers: dict[str, SlotParser]) -> Match | None:
        """Match the fixed words with which the pattern begins and the slot after them."""
        for end, values in self._walk(self.tree[:2], folded, at, parsers):
            return Match(at, end, values)
        return None

    def _walk(self, tree: Sequence, s: str, at: int, parsers: dict[str, SlotParser]) -> Iterator[tuple[int, Values]]:
        """Give the ways in which a sequence matches at a position, best first."""
        words = self.words
        while tree and isinstance(node := tree[0], Literal):
            found = words[node.text].match(s, at)
            if not found:
                return
            at, tree = found.end(), tree[1:]
        if not tree:
            yield at, {}
            return
        node, rest = tree[0], tree[1:]
        if isinstance(node, Choice):
            for option in node.options:
                first = option[0] if option else None
                if not isinstance(first, Literal) or words[first.text].match(s, at):
                    yield from self._walk(option + rest, s, at, parsers)
            if node.optional:
                yield from self._walk(rest, s, at, parsers)
        elif isinstance(node, Slot):
            yield from self._slot(node, rest, s, at, parsers)

    def _slot(
        self, node: Slot, rest: Sequence, s: str, at: int, parsers: dict[str, SlotParser]
    ) -> Iterator[tuple[int, Values]]:
        """Give the ways in which a slot and what follows it match at a position."""
        parser = parsers.get(node.name)
        if parser is None:
            yield from self._free(node, rest, s, at, parsers)
            return
        start = at
        while start < len(s) and s[start].isspace():
            start += 1
        if not rest:
            for end, value in parser(s, start, node.form):
                yield end, {node.name: Value(value, start, end)}
            return
        dead = set[int]()
        for end, value in parser(s, start, node.form):
            if end in dead:
                continue
            dead.add(end)
            for last, values in self._walk(rest, s, end, parsers):
                dead.discard(end)
                yield last, {node.name: Value(value, start, end)} | values

    def _free(
        self, node: Slot, rest: Sequence, s: str, at: int, parsers: dict[str, SlotParser]
    ) -> Iterator[tuple[int, Values]]:
        """A slot without a parser: any text, as short as the rest allows; at the end of a pattern, to the line's end."""
        limit = min(len(s), at + FREE)
        if not rest:
            stop = s.find("\n", at, limit)
            stop = limit if stop < 0 else stop
            if stop > at:
                yield stop, {node.name: Value(s[at:stop], at, stop)}
            return
        for end in self._starts(rest, s, at, limit):
            if end > at or node.name == "any":
                for last, values in self._walk(rest, s, end, parsers):
                    yield last, {node.name: Value(s[at:end], at, end)} | values

    def _starts(self, rest: Sequence, s: str, at: int, limit: int) -> Iterator[int]:
        """Give the positions where a sequence may begin: where its first fixed words stand, else everywhere."""
        first = rest[0]
        if isinstance(first, Literal):
            search = self.words[first.text].search
            while at <= limit and (found := search(s, at, limit)):
                yield found.start()
                at = found.start() + 1
        elif isinstance(first, Choice):
            ends = {p for option in first.options for p in self._starts(option + rest[1:], s, at, limit)}
            if first.optional:
                ends.update(self._starts(rest[1:], s, at, limit) if rest[1:] else [limit])
            yield from sorted(ends)
        else:
            yield from range(at, limit)


def _begins_with_words(tree: Sequence) -> bool:
    """Whether every way to begin a sequence is with fixed words, so that their absence says that it does not match."""
    if not tree:
        return False
    node = tree[0]
    if isinstance(node, Literal):
        return bool(node.text.strip())
    if isinstance(node, Choice):
        return not node.optional and all(_begins_with_words(option) for option in node.options)
    return False


class _Beginnings:
    """The patterns of a family by what they begin with: two words, or one character where words are not spaced."""

    def __init__(self, family: dict[str, tuple[Pattern, ...]], spaced: bool) -> None:
        self.spaced = spaced
        self.all = tuple((key, pattern) for key, patterns in family.items() for pattern in patterns)
        self.openings = [_openings(pattern) for _, pattern in self.all]
        self.firsts = {words[0] for found in self.openings for words in found if words}
        self.seconds = {words[1] for found in self.openings for words in found if len(words) > 1}
        self.found: dict[tuple[str, str], tuple[tuple[str, Pattern], ...]] = {}
        self.hints = _hints([pattern for _, pattern in self.all])

    def hinted(self, folded: str, start: int, end: int) -> bool:
        """Say quickly whether one of the patterns may stand in a stretch of folded text."""
        window = _window(folded, start, end, self.spaced)
        return not self.hints or any(hint in window for hint in self.hints)

    def at(self, folded: str, at: int) -> tuple[tuple[str, Pattern], ...]:
        """Give the patterns that may stand at a position of folded text, with the rest of their keys."""
        if not self.spaced:
            char = folded[at : at + 1]
            return self._under(char if char in self.firsts else "", "") if char.isalnum() else self.all
        words = _TWO_WORDS.match(folded, at)
        if not words or notation.STRETCHES.search(folded, at, words.end() + 1):
            return self.all
        first, second = words.groups()
        return self._under(first if first in self.firsts else "", second if second in self.seconds else "")

    def _under(self, first: str, second: str) -> tuple[tuple[str, Pattern], ...]:
        words = (first, second)
        if words not in self.found:
            self.found[words] = tuple(
                entry
                for entry, openings in zip(self.all, self.openings, strict=True)
                if any(words[: len(opening)] == opening for opening in openings)
            )
        return self.found[words]


def _hints(patterns: list[Pattern]) -> tuple[str, ...]:
    """Give words of which one stands wherever one of some patterns does; none where a pattern has no word of its own."""
    longest = [max(pattern.fixed, key=len, default="") for pattern in patterns]
    return tuple(sorted(set(longest), key=longest.count, reverse=True)) if all(longest) else ()


def _openings(pattern: Pattern) -> set[tuple[str, ...]]:
    """Give the words, or the characters, with which text that follows a pattern begins; ``()`` where it may be any."""
    if pattern.spaced:
        return notation.openings(pattern.tree)
    if not pattern._worded:
        return {()}
    return {tuple(c for c in fold(head) if c.isalnum())[:1] for head in _heads(pattern.tree)}


class Grammar:
    """The compiled formulas of a language."""

    def __init__(self, language: str) -> None:
        """Take the pack of a language; patterns are compiled when they are first used."""
        self.language = language
        self.pack: Pack = pack(language)
        self._patterns: dict[str, tuple[Pattern, ...]] = {}
        self._families: dict[str, dict[str, tuple[Pattern, ...]]] = {}
        self._beginnings: dict[str, _Beginnings] = {}

    def patterns(self, key: str) -> tuple[Pattern, ...]:
        """Give the patterns of a key, canonical one first; empty where the language has no such key."""
        found = self._patterns.get(key)
        if found is None:
            found = tuple(Pattern(text, self.pack.spaced) for text in self.pack.patterns.get(key, ()))
            self._patterns[key] = found
        return found

    def family(self, prefix: str) -> dict[str, tuple[Pattern, ...]]:
        """Give the compiled patterns under a prefix, by the rest of the key."""
        found = self._families.get(prefix)
        if found is None:
            found = {rest: self.patterns(f"{prefix}.{rest}") for rest in self.pack.family(prefix)}
            self._families[prefix] = found
        return found

    def beginning(self, prefix: str, folded: str, at: int) -> tuple[tuple[str, Pattern], ...]:
        """Give the patterns under a prefix, with the rest of their keys, that may stand at a position of folded text."""
        return self._index(prefix).at(folded, at)

    def hinted(self, prefix: str, folded: str, start: int, end: int) -> bool:
        """Say quickly whether a pattern under a prefix may stand in a stretch of folded text."""
        return self._index(prefix).hinted(folded, start, end)

    def _index(self, prefix: str) -> _Beginnings:
        index = self._beginnings.get(prefix)
        if index is None:
            index = self._beginnings[prefix] = _Beginnings(self.family(prefix), self.pack.spaced)
        return index

    def write(self, key: str, fill: notation.Fill) -> str | None:
        """Write the canonical pattern of a key; None where a slot has no value or the key does not exist."""
        found = self.patterns(key)
        return notation.render(found[0].tree, fill) if found else None


@cache
def grammar(language: str) -> Grammar:
    """Give the grammar of a language, made once."""
    return Grammar(language)


@cache
def finder(language: str, prefix: str) -> re.Pattern[str]:
    """Give an expression for the first fixed words of every pattern under a prefix, to find candidates quickly.

    Patterns that begin with a slot have no first words and are left out: ask for them by the slot.
    """
    g = grammar(language)
    heads = {head for found in g.family(prefix).values() for p in found for head in _heads(p.tree)}
    heads |= {head for p in g.patterns(prefix) for head in _heads(p.tree)}
    words = sorted({notation.words(h, g.pack.spaced) for h in heads if h.strip()}, key=len, reverse=True)
    return re.compile("|".join(words) or r"(?!)")


@cache
def _slot_first(language: str, prefix: str) -> bool:
    """Whether some pattern under a prefix may begin with something else than fixed words."""
    g = grammar(language)
    return any(not p._worded for found in [*g.family(prefix).values(), g.patterns(prefix)] for p in found)


def may_begin(folded: str, at: int, language: str, prefix: str) -> bool:
    """Whether a pattern under a prefix may stand at a position; a quick look that spares trying them all."""
    return _slot_first(language, prefix) or finder(language, prefix).match(folded, at) is not None


def _heads(tree: Sequence) -> Iterator[str]:
    """Give the fixed words with which a sequence may begin."""
    if not tree:
        return
    node = tree[0]
    if isinstance(node, Literal):
        yield node.text.rstrip()
    elif isinstance(node, Choice):
        for option in node.options:
            yield from _heads(option or tree[1:])
        if node.optional:
            yield from _heads(tree[1:])
