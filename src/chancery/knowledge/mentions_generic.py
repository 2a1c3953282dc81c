"""Short names of bodies, the same words for many: "the Committee", "le Conseil", 该组织, البعثة.

One stands for the last body that the text names whose name holds the word; the assembly, the council and the organization
else for the one that the document's symbol tells (``world/organizations/generic.toml``). Where neither tells, none is meant.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from chancery.knowledge.context import Context
from chancery.knowledge.mentions_names import Name, Spans, kind_of
from chancery.knowledge.mentions_words import MEANS, Generic, generic_words
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import organizations
from chancery.world.scripts import scripts

_WORD_BEFORE = re.compile(r"([^\W\d_]+)[^\S\n]\Z")
_WORD_AFTER = re.compile(r"[^\S\n]([^\W\d_]+)")
_TOKEN = re.compile(r"[^\W\d_]+")
_NEAR = 30
"""Characters on each side of a word in which the words beside it are looked for."""
_ARTICLE = 3
"""Letters of articles, which a sentence may begin with."""
_STEM = 5
"""Letters in which the forms of one word agree."""
_REMEMBERED = 200
"""Bodies of one kind that a short name with a word beside it is looked for among."""
_SIGNS_BEFORE = 2
"""Characters before a name without spaces that may belong to it."""
ORGANIZATION = "organization"
REPORTS = ("resolution", "presidential-statement", "report")
"""Kinds of documents in which the Organization is the United Nations."""


class _Found(NamedTuple):
    """A short name in the text, with what stands beside it and may belong to it."""

    start: int
    end: int
    word: str
    """The word by which bodies are asked, as ``words`` has it."""
    kind: str


class _Earlier:
    """Bodies in the order of the text, to ask which were named last before a place."""

    def __init__(self, bodies: Sequence[Name]) -> None:
        self._bodies, self._starts = bodies, [b.start for b in bodies]

    def last(self, start: int) -> Iterator[Name]:
        """Give some of those that are named before a place, the last one first."""
        at = bisect_right(self._starts, start)
        return (self._bodies[n] for n in range(at - 1, max(-1, at - 1 - _REMEMBERED), -1))


def generic(context: Context, known: Spans, bodies: Sequence[Name]) -> list[Name]:
    """Give the bodies that a text means by short names, where nothing else is known to stand; ``bodies`` are those named."""
    words = generic_words(context.language)
    earlier: dict[str, _Earlier] = {}
    out = []
    for start, end, identifier in words.scanner.find(context.folded, context.text):
        kind, word = identifier.split(MEANS)
        one = _Found(start, end, word, kind)
        if known.within(start, end) or not _is_name(context, one, words):
            continue
        if word not in earlier:
            earlier[word] = _Earlier([b for b in bodies if _holds(b.id, kind, word, context.language)])
        if meant := _meant(context, one, earlier[word], words):
            out.append(meant)
    return out


def foreign(context: Context, names: Iterable[Name]) -> set[Name]:
    """Give the names that are a short name alone and do not mean what the tables have for it in such a document: the
    secretariat of a conference is not that of the United Nations."""
    if not context.symbols:
        return set()
    forms = generic_words(context.language).alone
    out = set()
    for name in names:
        kind = forms.get(context.folded[name.start : name.end])
        if kind and name.id in _meanings()[kind].values() and _by_symbol(context, kind) != name.id:
            out.add(name)
    return out


def _is_name(context: Context, one: _Found, words: Generic) -> bool:
    """Whether a word may be a name: it is not part of something else."""
    text, folded = context.text, context.folded
    if text[one.start - 1 : one.start] == "-":
        return False
    return words.unless_preceded.search(folded[max(0, one.start - _NEAR) : one.start]) is None


def _meant(context: Context, one: _Found, earlier: _Earlier, words: Generic) -> Name | None:
    """Give the body that a short name means, with the words beside it that are of the body's name."""
    start, end = _widened(context, one)
    if (start, end) != (one.start, one.end):
        whole = context.folded[start:end]
        body = next((b for b in earlier.last(one.start) if _is_in(whole, b.id, context.language)), None)
        if body and (start < one.start or not context.text[one.start].islower()):
            return Name(start, end, body.kind, body.id)
    if context.text[one.start].islower():
        return None
    if (start, end) != (one.start, one.end):
        if _belongs(context, one, start, end, words):
            return None
    elif _goes_on(context, one, words):
        return None
    if last := next(earlier.last(one.start), None):
        return Name(one.start, one.end, last.kind, last.id)
    identifier = _by_symbol(context, one.kind)
    if one.kind == ORGANIZATION and context.kind not in REPORTS:
        identifier = None
    return Name(one.start, one.end, kind_of(identifier), identifier) if identifier else None


def _widened(context: Context, one: _Found) -> tuple[int, int]:
    """Give the stretch of a short name with the word beside it: the one before it with a capital, else the one behind it."""
    text = context.text
    if not scripts()[context.language].spaced:
        return max(0, one.start - _SIGNS_BEFORE), one.end
    before = _WORD_BEFORE.search(text, max(0, one.start - _NEAR), one.start)
    if before and before[1][0].isupper() and len(before[1]) > _ARTICLE:
        return before.start(1), one.end
    after = _WORD_AFTER.match(text, one.end)
    return one.start, after.end() if after and len(after[1]) >= _STEM else one.end


def _belongs(context: Context, one: _Found, start: int, end: int, words: Generic) -> bool:
    """Whether the word beside a short name makes it the name of another body."""
    text, folded = context.text, context.folded
    if not scripts()[context.language].spaced:
        left = folded[max(0, one.start - _NEAR) : one.start]
        return not (words.edge.search(left) or words.edge.search(left + folded[one.start]))
    if start < one.start:
        if text[start : one.start].rstrip().endswith(words.adjectives):
            return True
        return _goes_on(context, one, words)
    return text[one.end : end].strip()[:1].isupper() or _goes_on(context, one, words)


def _goes_on(context: Context, one: _Found, words: Generic) -> bool:
    """Whether what stands behind a short name makes it part of a longer one."""
    if words.unless_followed.match(context.folded, one.end):
        return True
    link = words.links.match(context.folded, one.end)
    return link is not None and context.text[link.end() : link.end() + 1].isupper()


@cache
def _names_of(identifier: str, language: str) -> tuple[str, ...]:
    row = organizations.organizations(language).get(identifier)
    return tuple(fold(n) for n in (row.short, *(o.name for o in row.others))) if row else ()


@cache
def _holds(identifier: str, kind: str, word: str, language: str) -> bool:
    """Whether the name of a body holds a word; organizations may be called so in any language ("the United Nations")."""
    if kind == ORGANIZATION:
        return any(
            _has(_names_of(identifier, one)[:1], form, one)
            for one in LANGUAGES
            for form, its in generic_words(one).own.items()
            if its == kind
        )
    return _has(_names_of(identifier, language)[:1], word, language)


def _has(names: Iterable[str], word: str, language: str) -> bool:
    script = scripts()[language]
    if not script.spaced:
        return any(word.lstrip("本该") in name for name in names)
    heads = {word, *(word.removeprefix(beginning) for beginning, _, _ in script.contracted)}
    return any(
        token in heads or (word.endswith("*") and token.startswith(word[:-1]))
        for n in names
        for token in _TOKEN.findall(n)
    )


@cache
def _is_in(whole: str, identifier: str, language: str) -> bool:
    """Whether neighbouring words of a text are neighbours in a body's name, whatever their endings."""
    names = _names_of(identifier, language)
    if not scripts()[language].spaced:
        return any(whole in name for name in names)
    own = [token[:_STEM] for token in _TOKEN.findall(whole)]
    return any(
        own == tokens[n : n + len(own)]
        for name in names
        for tokens in ([token[:_STEM] for token in _TOKEN.findall(name)],)
        for n in range(len(tokens))
    )


@cache
def _meanings() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((resources.files("chancery.world") / "organizations" / "generic.toml").read_text("utf-8"))


def _by_symbol(context: Context, kind: str) -> str | None:
    """Give the body that a short name means by the symbol of the document, where that tells."""
    meant = _meanings().get(kind, {})
    symbol = context.symbols[0] if context.symbols else ""
    beginnings = (
        [b for b in meant if b == symbol[: len(b)] and symbol[len(b) : len(b) + 1] in ("", "/", ".")]
        if symbol
        else [""]
    )
    return meant.get(max(beginnings, key=len)) or None if beginnings else None
