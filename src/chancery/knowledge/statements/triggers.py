"""Finding expressions of acts in a row of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.knowledge.statements.lexicon import Lexicon
from chancery.knowledge.statements.notation import GAP, NO_FORM, Element, Expression, Forms
from chancery.knowledge.statements.tokens import Tokens

ENDING = 2
"""Letters at the end of a word whose accents tell its forms apart."""
FILL = 4
"""Adverbs and auxiliaries that may stand between two words of an expression."""
INNER = frozenset({"have", "be", "was", "not", "self"})
"""Kinds of auxiliary that may stand there."""
ANY: Forms = frozenset({"opens", "now", "we", "past", "base", "adj"})
"""The forms of a word in a language without inflection."""
PHRASE: Forms = frozenset({"adj"})
SAYS: Forms = frozenset({"now"})

_Weight = tuple[tuple[int, bool, bool], int, int]
"""What makes an expression win over others at its place: its own weight, an earlier beginning, closeness."""


@dataclass(slots=True)
class Trigger:
    """An expression in the text: words ``lo`` to ``hi``, ``hi`` excluded."""

    act: str
    lo: int
    hi: int
    forms: Forms
    opening: bool = False
    """Whether it counts only where it opens a sentence."""
    inner: frozenset[str] = frozenset()
    """What auxiliaries inside the expression make of it."""


class _Matcher:
    """Matches expressions in one row of words."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.adverbs, self.auxiliaries = lexicon.adverbs, lexicon.auxiliaries
        self.words, self.signs, self.size = tokens.words, tokens.signs, len(tokens.words)

    def forward(self, elements: tuple[Element, ...], i: int) -> int | None:
        """Give the end of elements that begin at ``i``, right after the word before them."""
        if not elements:
            return i
        element, rest = elements[0], elements[1:]
        if element.gap:
            return self._gap_forward(rest, i)
        at = i
        for _ in range(FILL):
            if self.signs[at]:
                break
            if element.takes(self.words[at]) and (end := self.forward(rest, at + 1)) is not None:
                return end
            length = self._filler_after(at)
            if not length:
                break
            at += length
        return self.forward(rest, i) if element.optional else None

    def _gap_forward(self, rest: tuple[Element, ...], i: int) -> int | None:
        for at in range(i, min(i + GAP + 1, self.size)):
            if self.signs[at]:
                return None
            if rest and rest[0].takes(self.words[at]) and (end := self.forward(rest[1:], at + 1)) is not None:
                return end
            if self.words[at] in self.lexicon.complementizers or self.words[at] in self.lexicon.sayings:
                return None
        return None

    def backward(self, elements: tuple[Element, ...], i: int) -> int | None:
        """Give the beginning of elements that end before ``i``."""
        if not elements:
            return i
        element, rest = elements[-1], elements[:-1]
        if element.gap:
            for at in range(i, max(i - GAP - 1, 0), -1):
                if self.signs[at]:
                    return None
                if rest and rest[-1].takes(self.words[at - 1]):
                    start = self.backward(rest[:-1], at - 1)
                    if start is not None:
                        return start
            return None
        at = i
        for _ in range(FILL):
            if self.signs[at]:
                break
            if element.takes(self.words[at - 1]) and (start := self.backward(rest, at - 1)) is not None:
                return start
            length = self._filler_before(at)
            if not length:
                break
            at -= length
        return self.backward(rest, i) if element.optional else None

    def _filler_after(self, i: int) -> int:
        length = self.adverbs.after(self.words, i, self.size)[0]
        if not length:
            length, kind = self.auxiliaries.after(self.words, i, self.size)
            return length if kind in INNER else 0
        return length

    def _filler_before(self, i: int) -> int:
        length = self.adverbs.before(self.words, i)[0]
        if not length:
            length, kind = self.auxiliaries.before(self.words, i)
            return length if kind in INNER else 0
        return length

    def match(self, expression: Expression, i: int) -> Trigger | None:
        """Match an expression with its word at ``i``."""
        hi: int | None = i + 1
        lo: int | None = i
        if rest := expression.right:
            hi = self.forward(rest, i + 1)
            if hi is None and self.lexicon.verb_first and not rest[0].gap:
                hi = self._gap_forward(rest, i + 1) if expression.elements[expression.anchor].inflected else None
            if hi is None:
                return None
        if expression.left:
            lo = self.backward(expression.left, i)
        if lo is None or hi is None:
            return None
        inflected = expression.elements[expression.anchor].inflected
        if expression.after and not self._followed(expression.after, hi, inflected):
            return None
        if expression.before and self.backward(expression.before, lo) is None:
            return None
        forms, inner = self._forms(expression, i, lo, hi), self._inner(expression, lo, hi)
        return Trigger(expression.act, lo, hi, forms, expression.opening, inner)

    def _accented(self, element: Element, at: int, forms: Forms) -> Forms:
        """Give the forms that the accents of a word leave it; in a word without accents they may have been lost."""
        printed = self.tokens.printed(at)
        if printed in element.printed:
            return element.printed[printed]
        if printed.isascii() or not self.words[at].isascii():
            return forms
        alike = [f for word, f in element.printed.items() if word[-ENDING:] == printed[-ENDING:]]
        return NO_FORM.union(*alike) & forms

    def _inner(self, expression: Expression, lo: int, hi: int) -> frozenset[str]:
        """Give what auxiliaries between the words of an expression make of it."""
        if hi - lo < 2:
            return NO_FORM
        kinds = {self.auxiliaries.after(self.words, i, hi)[1] for i in range(lo, hi)}
        if hi - lo <= len(expression.elements):
            return frozenset(kinds & {"self"})
        free = [i for i in range(lo, hi) if not any(e.takes(self.words[i]) for e in expression.elements)]
        inner = {self.auxiliaries.after(self.words, i, hi)[1] for i in free} & INNER
        return frozenset(inner | (kinds & {"self"}))

    def _followed(self, elements: tuple[Element, ...], i: int, inflected: bool) -> bool:
        """Whether elements follow an expression, after a comma or not; "that" after its subject too, where that follows a verb."""
        if i < self.size and self.tokens.gap(i).strip() == ",":
            return elements[0].takes(self.words[i]) and self.forward(elements[1:], i + 1) is not None
        if self.forward(elements, i) is not None:
            return True
        that = self.lexicon.complementizers.issuperset(elements[0].words)
        return that and self.lexicon.verb_first and inflected and self._gap_forward(elements, i) is not None

    def _forms(self, expression: Expression, i: int, lo: int, hi: int) -> Forms:
        if self.lexicon.uninflected:
            return ANY
        anchor = expression.elements[expression.anchor]
        if forms := anchor.words.get(self.words[i], NO_FORM):
            return self._accented(anchor, i, forms)
        for at in (i, *range(lo, hi)):
            for element in expression.elements:
                if forms := element.words.get(self.words[at], NO_FORM):
                    return self._accented(element, at, forms)
        kinds = {self.lexicon.auxiliaries.after(self.words, at, hi)[1] for at in range(lo, hi)}
        return SAYS if kinds & {"be", "was", "have", "will", "modal"} else PHRASE


def find_triggers(tokens: Tokens, lexicon: Lexicon, places: Sequence[int], organ: bool) -> list[Trigger]:
    """Give the expressions in a row of words, the longest at each place, none inside another.

    ``places`` are the words that are the head of an expression. ``organ`` says whether an organ of the United Nations
    speaks, whose translators use some words in their own way.
    """
    if not places:
        return []
    matcher = _Matcher(tokens, lexicon)
    found: list[tuple[_Weight, Trigger]] = []
    heads, words = lexicon.heads, tokens.words
    present = set(words)
    for i in places:
        for expression in heads[words[i]]:
            if expression.organ and not organ:
                continue
            for needed in expression.needs:
                if present.isdisjoint(needed):
                    break
            else:
                if trigger := matcher.match(expression, i):
                    found.append(((expression.weight, -trigger.lo, trigger.lo - trigger.hi), trigger))
    return _apart(found)


def _apart(found: Sequence[tuple[_Weight, Trigger]]) -> list[Trigger]:
    if len(found) < 2:
        return [trigger for _, trigger in found if trigger.act]
    taken: set[int] = set()
    kept: list[Trigger] = []
    for _, trigger in sorted(found, key=lambda f: f[0], reverse=True):
        span = range(trigger.lo, trigger.hi)
        if taken.isdisjoint(span):
            taken.update(span)
            if trigger.act:
                kept.append(trigger)
    return sorted(kept, key=lambda t: t.lo)
