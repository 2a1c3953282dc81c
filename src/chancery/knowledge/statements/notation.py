"""The notation in which ``acts.toml`` says how positions are taken, and its compiled form.

An expression is a row of words, folded as texts are. ``a|b`` is one of two words, ``a?`` a word that may lack, ``pre*`` every
word that begins so, ``<name>`` a word of the set of that name, ``~`` up to some words of any kind without a sign between them.
``condemn/v`` is a verb or adjective: the stem with the endings of the class ``v`` of the table ``inflect``, each ending
standing for the forms it has:

- ``opens``: a participle, which opens a paragraph of a preamble ("recalling", "rappelant", "ссылаясь")
- ``now``: third person present; ``we``: first person; ``past``: finite past; ``future``: future and conditional
- ``base``: infinitive; ``done``: past participle; ``adj``: adjective or participle that is said of somebody ("convinced")

``^`` marks the word that is looked for first where it is not the verb. What stands after ``=>`` must follow and is not part
of the expression; what stands before ``<=`` must stand before it. ``!`` before an expression says that it counts only where it
opens a sentence. Between two words adverbs and auxiliaries may stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chancery.lang.fold import fold

Forms = frozenset[str]
Inflections = Mapping[str, Mapping[str, Sequence[str]]]
"""Class to form to endings."""
NO_FORM: Forms = frozenset()
GAP = 5
"""Words that ``~`` stands for at most."""

_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f]+")


class Element(NamedTuple):
    """One place in an expression."""

    words: Mapping[str, Forms]
    """The words that may stand there, each with its forms where it is a verb."""
    printed: Mapping[str, Forms] = {}
    """The same with their accents, where the place is a verb's."""
    stems: tuple[str, ...] = ()
    optional: bool = False
    gap: bool = False
    anchor: bool = False

    @property
    def inflected(self) -> bool:
        """Whether the place is a verb's."""
        return any(self.words.values())

    def takes(self, word: str) -> bool:
        """Whether a word may stand in the place."""
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


class Expression(NamedTuple):
    """A way to take a position."""

    act: str
    """Empty for an expression that only looks like one."""
    elements: tuple[Element, ...]
    anchor: int
    before: tuple[Element, ...]
    after: tuple[Element, ...]
    opening: bool
    """Whether it counts only where it opens a sentence."""
    organ: bool
    """Whether it means this only where an organ of the United Nations speaks."""
    needs: tuple[frozenset[str], ...]
    """Sets of words of each of which one must stand in a text for the expression to stand there, small ones first."""
    left: tuple[Element, ...]
    """The elements before the anchor."""
    right: tuple[Element, ...]
    """The elements after it."""
    weight: tuple[int, bool, bool]
    """What makes it win over others at its place: more words of its own, a context, the organ."""


def bare(word: str) -> str:
    """Give a folded word without vowel signs and elongation.

    >>> bare("تسلّم")
    'تسلم'
    """
    return word if word.isascii() else _MARKS.sub("", word)


def words_of(text: str) -> list[str]:
    """Give the folded words of a phrase of the tables."""
    return [bare(w) for w in re.findall(r"[^\s'’\-]+", fold(text))]


def inflect(stem: str, endings: Mapping[str, Sequence[str]]) -> dict[str, Forms]:
    """Give every form of a word as printed in small letters; an ending may hold ``~`` where the stem stands.

    >>> sorted(inflect("condemn", {"now": ["s"], "past": ["ed"], "done": ["ed"]}))
    ['condemned', 'condemns']
    """
    out: dict[str, set[str]] = {}
    for form, rows in endings.items():
        for ending in rows:
            word = ending.replace("~", stem) if "~" in ending else stem + ending
            out.setdefault(word.lower(), set()).add(form)
    return {word: frozenset(forms) for word, forms in out.items()}


class _Reader:
    """Reads expressions with the tables of one language."""

    def __init__(self, inflections: Inflections, sets: Mapping[str, Sequence[str]]) -> None:
        self.inflections, self.sets = inflections, sets

    def element(self, text: str) -> Element:
        if text == "~":
            return Element({}, gap=True)
        anchor, optional = text.startswith("^"), text.endswith("?")
        words: dict[str, Forms] = {}
        printed: dict[str, Forms] = {}
        stems: list[str] = []
        for choice in text.strip("^?").split("|"):
            if choice.startswith("<"):
                found = self.element("|".join(self.sets[choice.strip("<>")]))
                words.update(found.words)
                stems += found.stems
            elif "/" in choice:
                stem, _, name = choice.partition("/")
                for word, forms in inflect(stem, self.inflections[name]).items():
                    printed[word] = forms
                    plain = bare(fold(word))
                    words[plain] = words.get(plain, NO_FORM) | forms
            elif choice.endswith("*"):
                stems.append(bare(fold(choice[:-1])))
            else:
                words[bare(fold(choice))] = NO_FORM
        return Element(words, printed, tuple(stems), optional, anchor=anchor)

    def row(self, text: str) -> tuple[Element, ...]:
        return tuple(self.element(word) for word in text.replace("'", " ").split())


def read(act: str, text: str, inflections: Inflections, sets: Mapping[str, Sequence[str]], organ: bool) -> Expression:
    """Read one expression.

    Raises `KeyError` for a class or set that the tables do not hold, `ValueError` for an expression without a word to
    look for.
    """
    reader = _Reader(inflections, sets)
    before, _, rest = text.removeprefix("!").rpartition("<=")
    core, _, after = rest.partition("=>")
    elements = reader.row(core)
    order = [i for i, e in enumerate(elements) if e.anchor] or [i for i, e in enumerate(elements) if e.inflected]
    order += [i for i, e in enumerate(elements) if e.words and not e.optional and not e.stems]
    if not order:
        raise ValueError(f"no word to look for in {text!r}")
    context = reader.row(before), reader.row(after)
    left, right = elements[: order[0]], elements[order[0] + 1 :]
    rows = (*left, *right, *context[0], *context[1])
    needs = sorted((frozenset(e.words) for e in rows if not (e.gap or e.optional or e.stems)), key=len)
    weight = sum(not (e.gap or e.optional) for e in elements), any(context), organ
    return Expression(act, elements, order[0], *context, text.startswith("!"), organ, tuple(needs), left, right, weight)
