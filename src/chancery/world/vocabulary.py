"""The topics that a text is read with: those of Chancery, and the concepts of the thesaurus that the user has imported.

A concept whose name in some language is that of a topic is that topic, which takes on the concept's other names. Concepts
that are names of States, organizations, places and treaties are left to the tables of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from chancery.record.model import LANGUAGES
from chancery.world import instruments, organizations, places, states, topics
from chancery.world.scanner import Found
from chancery.world.scripts import scripts
from chancery.world.terms import Term, Terms
from chancery.world.thesaurus import FILE, Concept, Thesaurus, load
from chancery.world.topics import Topic

_NAMES = (states.identify, organizations.identify, places.identify, instruments.identify)
_DECIDING = "en"
"""The language whose preferred name decides alone: that in which thesauri of the United Nations are made."""
_ENOUGH = 2
"""Preferred names that a concept and a topic must share; the one that decides counts for so many."""
_LETTERS = {True: 4, False: 2}
"""Letters of the shortest name of a concept that is looked for in text where it is a topic of Chancery, by whether the
language has spaces: shorter ones are acronyms, whose capitals a thesaurus in capitals does not tell."""
_LONG = 4
"""Signs of the shortest other name where the language has no spaces. Where it has, two words: thesauri hold every common
word ("accounts", "March"), and one alone says nothing of what a text is about."""
_SIGNED = re.compile(r"[()\[\]<>]")
"""What tells that a name has a note ("Mercury (planet)"): it is not written so in text."""


class Vocabulary:
    """Topics and concepts; each language is made ready when it is first asked for."""

    def __init__(self, thesaurus: Thesaurus | None = None) -> None:
        self.thesaurus = thesaurus
        self._concepts = {c.id: c for c in thesaurus.concepts} if thesaurus else {}
        self._same = _same(self._concepts.values())
        self._of = {topic: concept for concept, topic in self._same.items()}
        self.terms = cache(self._terms)

    @property
    def same(self) -> int:
        """How many concepts are topics of Chancery."""
        return len(self._same)

    def find(self, folded: str, language: str, text: str | None = None) -> list[Found]:
        """Give the topics in *folded* text as (start, end, id), in order (see `chancery.world.topics.find`)."""
        return self.terms(language).find(folded, text)

    def identify(self, text: str, language: str) -> str | None:
        """Give the id of a text that is exactly one topic or concept, in any form; else None."""
        found = self.terms(language).identify(text)
        return found.id if found else None

    def topic(self, identifier: str) -> Topic | None:
        """Give a topic or concept by its id; None for an unknown one."""
        concept = self._concepts.get(self._of.get(identifier, identifier))
        own = topics.topics().get(identifier)
        if concept is None:
            return own
        names: Mapping[str, tuple[str, ...]] = {lang: tuple(found) for lang, found in concept.names.items()}
        if own:
            names = {lang: tuple(dict.fromkeys((*own.names.get(lang, ()), *names.get(lang, ())))) for lang in LANGUAGES}
            return Topic(own.id, own.broader, names)
        return Topic(concept.id, next(iter(concept.broader), None), names)

    def concept(self, identifier: str) -> Concept | None:
        """Give the concept of the thesaurus that a topic is; None where it is none."""
        return self._concepts.get(self._of.get(identifier, identifier))

    def _terms(self, language: str) -> Terms:
        return Terms([*topics.terms_of(language), *self._added(language)], language)

    def _added(self, language: str) -> Iterable[Term]:
        spaced = scripts()[language].spaced
        for concept in self._concepts.values():
            own = self._same.get(concept.id)
            names = (name for name in concept.names.get(language, ()) if not _SIGNED.search(name))
            if own:
                yield from (Term(name, own) for name in names if len(name) >= _LETTERS[spaced])
                continue
            found = [name for name in names if (" " in name if spaced else len(name) >= _LONG)]
            if found and not _is_name(concept):
                yield from (Term(name, concept.id) for name in found)


def _is_name(concept: Concept) -> bool:
    """Whether a concept is a State, organization, place or instrument that the tables of the world have."""
    preferred = concept.names.get(_DECIDING, [])[:1]
    return any(identify(name, _DECIDING) for name in preferred for identify in _NAMES)


def _same(concepts: Iterable[Concept]) -> dict[str, str]:
    """Give the topics that concepts are, by the concept's id: those that share the preferred name in the language that
    decides, else the preferred names of two languages. No topic is two concepts."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    for concept in concepts:
        votes: dict[str, int] = {}
        for language, names in concept.names.items():
            if language in LANGUAGES and names and (term := topics.terms(language).identify(names[0])):
                votes[term.id] = votes.get(term.id, 0) + (_ENOUGH if language == _DECIDING else 1)
        best = max(votes, key=lambda one: votes[one], default=None)
        if best and votes[best] >= _ENOUGH and best not in taken:
            out[concept.id] = best
            taken.add(best)
    return out


def vocabulary(folder: Path) -> Vocabulary:
    """Give the topics with the thesaurus of a data folder, where it has one; made anew when that file changes.

    Raises `chancery.world.thesaurus.ThesaurusError` where the file is damaged.
    """
    try:
        state = (folder / FILE).stat()
    except OSError:
        return built_in()
    return _kept(folder, state.st_mtime_ns, state.st_size)


@cache
def built_in() -> Vocabulary:
    """Give the topics of Chancery alone."""
    return Vocabulary()


@lru_cache(2)
def _kept(folder: Path, changed: int, size: int) -> Vocabulary:
    return Vocabulary(load(folder))
