"""Who is who: mentions of one person in a document, by their names, and the id that they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from chancery.knowledge.people_words import PeopleWords

_PART = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+|[^\W\d_]+(?:['-]+[^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
_INITIAL = re.compile(r"[^\W\d_]{1,2}")
_SHORTEST_STEM = 3
_ROMAN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэіґў", "abvgdeziyklmnoprstufyeigu", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ї": "yi", "є": "ye"}
    | {"ъ": "", "ь": ""}
)
"""Cyrillic as the documents of the United Nations in English write Russian names."""


class Part(NamedTuple):
    """A word of a name."""

    word: str
    """Folded; one letter or two for an initial."""
    initial: bool
    capitals: bool = False
    """Whether it is printed in capitals throughout."""
    double: bool = False
    """Whether it is two words of which the second has no capital: the given name in ``Ban Ki-moon``."""


@dataclass(slots=True)
class Form:
    """A name as it is printed in one place."""

    start: int
    end: int
    sure: bool
    parts: tuple[Part, ...]
    surname: int
    """Index of the part that is the surname."""
    firm: bool = True
    """Whether the surname alone is taken for the person elsewhere."""
    feminine: bool = False

    @property
    def names(self) -> list[str]:
        """The parts that are not initials."""
        return [p.word for p in self.parts if not p.initial]

    @property
    def fullness(self) -> tuple[int, int, int]:
        """What makes a form tell more than another."""
        return (len(self.names), len(self.parts), sum(len(n) for n in self.names))


@dataclass
class Identity:
    """One person, by the names that a document gives."""

    words: PeopleWords
    forms: list[Form] = field(default_factory=list)

    @property
    def fullest(self) -> Form:
        """The form that tells most."""
        return max(self.forms, key=lambda f: (f.fullness, -f.start))

    @cached_property
    def id(self) -> str:
        """The surname, then the other names and initials of the fullest form, in Latin letters where Cyrillic is printed."""
        form = self.fullest
        first = form.surname
        while first > 0 and not form.parts[first - 1].initial and form.parts[first - 1].word in self.words.particles:
            first -= 1
        family = [
            *(p.word for p in form.parts[first : form.surname]),
            self._lemma or self._shortest(form.parts[form.surname]),
        ]
        rest = [self._given(p, form) for n, p in enumerate(form.parts) if not first <= n <= form.surname]
        return "person:" + "-".join(slug(w) for w in [*family, *rest] if slug(w))

    @cached_property
    def _lemma(self) -> str | None:
        """The surname in the nominative, where its form tells it."""
        form = self.fullest
        root = stem(form.parts[form.surname].word, self.words)
        woman = any(f.feminine for f in self.forms)
        for ending, man, lady in self.words.stems:
            if root.endswith(ending):
                return root + (lady if woman else man)
        return None

    def _given(self, part: Part, form: Form) -> str:
        """Give another name than the surname: without the ending of a case that the surname tells it to have."""
        oblique = self._lemma is not None and self._lemma != form.parts[form.surname].word
        shortest = self._shortest(part)
        if part.initial or not oblique or shortest != part.word:
            return shortest
        last, added = self.words.given_end
        roots = [strip(word, self.words.given_endings) for word in part.word.split("-")]
        return "-".join(
            r + added if r != w and r[-1] in last else r for r, w in zip(roots, part.word.split("-"), strict=True)
        )

    def _shortest(self, part: Part) -> str:
        """Give the shortest form in which a part of the name is printed: cases are not shorter than the nominative."""
        root = stem(part.word, self.words)
        same = {p.word for f in self.forms for p in f.parts if not p.initial and stem(p.word, self.words) == root}
        shortest = part.word if part.initial else min(same | {part.word}, key=lambda w: (len(w), w))
        return stem(shortest, self.words) if self.words.oblique and shortest.endswith(self.words.oblique) else shortest


def slug(word: str) -> str:
    """Give a folded word as part of an id.

    >>> slug("лавров"), slug("o'brien")
    ('lavrov', 'obrien')
    """
    return "".join(c for c in word.translate(_ROMAN) if c.isalnum() or c == "-").strip("-")


def stem(word: str, words: PeopleWords) -> str:
    """Give a folded word of a name without the ending of its case, each part of a double one."""
    if not words.endings:
        return word
    return "-".join(strip(part, words.endings) for part in word.split("-"))


def strip(word: str, endings: Iterable[str]) -> str:
    """Give a word without the first of some endings that it has and is long enough to lose."""
    found = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM), "")
    return word.removesuffix(found)


def form(text: str, folded: str, start: int, end: int, sure: bool, words: PeopleWords) -> Form | None:
    """Give the form of a name that stands in a text; None where nothing of a name is left of it."""
    parts: list[Part] = []
    for found in _PART.finditer(folded, start, end):
        printed, word = text[found.start() : found.end()], found[0]
        if parts and (word in words.suffixes or word + "." in words.suffixes):
            continue
        if _INITIALS.fullmatch(word):
            parts += [Part(i, True) for i in _INITIAL.findall(word)]
        else:
            first, hyphen, last = printed.partition("-")
            double = bool(hyphen) and first.istitle() and last.islower()
            single = len(word) == 1 and words.shape == "joined"
            parts.append(Part(word, single, len(word) > 1 and printed.isupper(), double))
    named = [n for n, p in enumerate(parts) if not p.initial and (p.word not in words.particles or len(parts) == 1)]
    if not named:
        return None
    return Form(start, end, sure, tuple(parts), _surname(parts, named))


def _surname(parts: Sequence[Part], named: Sequence[int]) -> int:
    """Give the index of the surname: what alone is in capitals, the first part before a double given name (Ban Ki-moon), else
    the last that is no initial."""
    capitals = [n for n in named if parts[n].capitals]
    if capitals and len(capitals) < len(named):
        return capitals[-1]
    if len(parts) == len(named) == 2 and parts[1].double:
        return named[0]
    return named[-1]


def identify(forms: Iterable[Form], words: PeopleWords) -> list[Identity]:
    """Put the forms together that name one person: the fullest first, then each to the person it may name."""
    people: list[Identity] = []
    for one in sorted(forms, key=lambda f: (f.fullness, -f.start), reverse=True):
        fitting = [p for p in people if _may_be(one, p, words)]
        if fitting:
            _nearest(one, fitting).forms.append(one)
        else:
            people.append(Identity(words, [one]))
    return people


def _nearest(one: Form, people: Sequence[Identity]) -> Identity:
    """Give the person named last before a form, else the first after it."""
    before = [
        (max(f.start for f in p.forms if f.start <= one.start), n)
        for n, p in enumerate(people)
        if any(f.start <= one.start for f in p.forms)
    ]
    return people[max(before)[1]] if before else people[0]


def _may_be(one: Form, person: Identity, words: PeopleWords) -> bool:
    """Whether a form may name a person, whose first form is the fullest."""
    whole = person.forms[0]
    stems = [stem(p.word, words) for p in whole.parts]
    mine = stem(one.parts[one.surname].word, words)
    if mine not in [s for s, p in zip(stems, whole.parts, strict=True) if not p.initial]:
        return False
    given = [p for n, p in enumerate(one.parts) if n != one.surname and p.word not in words.particles]
    theirs = [p for p in whole.parts if stem(p.word, words) != mine and p.word not in words.particles]
    if not given or not theirs:
        return True
    first, other = given[0], theirs[0]
    if first.initial or other.initial:
        return first.word[0] == other.word[0]
    return stem(first.word, words) in stems
