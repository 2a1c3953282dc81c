"""The words with which a language takes positions: ``acts.toml``, compiled once a language.

Keys of the file, the same in all six languages:

- ``acts``: act to its expressions; ``organ``: expressions that mean an act only where an organ of the United Nations speaks,
  because its translators use them so; ``other``: expressions that only look like acts
- ``inflect``, ``sets``: see `chancery.knowledge.statements.notation`
- ``adverbs``: what may stand before, in and after an expression; ``strength``: modifiers by degree, 0 (weak) to 3 (strongest)
- ``leads``: what may stand before the expression that opens a paragraph
- ``auxiliaries``: words before a verb by what they make of it: ``have`` (perfect), ``be`` (passive, or "is convinced"), ``was``,
  ``will`` (future, conditional, obligation), ``must`` (an obligation in treaties only), ``modal`` (what ought to be, not what is said), ``to`` (particles of infinitives), ``wish`` ("would like to"),
  ``not``, ``self`` (reflexive), ``impersonal`` ("it was noted")
- ``futures``: expressions (regular) for words that are verbs in the future, in printed letters
- ``words``: ``conjunctions``, ``joiners`` (those that join verbs), ``complementizers`` ("that"), ``sayings`` (verbs before
  them), ``agents`` ("by"),
  ``genitives`` (prepositions of possession), ``relatives``, ``conditions``, ``prepositions``, ``articles``,
  ``objects`` (pronouns that stand before a verb as its object)
- ``speakers``: nouns and pronouns that take positions: ``we`` (who signs), ``they`` (pronouns for parties named before),
  ``it`` (pronouns for one named before),
  ``parties`` (short forms of the adopters), ``members`` (the same where the text has several), ``offices`` (those who speak for a State or organization that is named with
  them), ``agents`` ("by"),
  ``genitives`` (prepositions of possession), ``others`` (somebody), and by id the organs
- ``deadline``: how a term is set
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from chancery.knowledge.statements.notation import Element, Expression, read, words_of
from chancery.record.model import LANGUAGES


class Phrases:
    """A set of phrases, to be found after or before a place in a row of words."""

    def __init__(self, phrases: Iterable[str], value: str = "") -> None:
        self.first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.vocabulary: set[str] = set()
        self.add(phrases, value)

    def add(self, phrases: Iterable[str], value: str = "") -> None:
        """Add phrases with a value of their own."""
        for phrase in phrases:
            row = tuple(words_of(phrase))
            self.vocabulary.update(row)
            for table, word in ((self.first, row[0]), (self.last, row[-1])):
                found = table.setdefault(word, [])
                found.append((row, value))
                found.sort(key=lambda r: -len(r[0]))

    def after(self, words: Sequence[str], i: int, end: int) -> tuple[int, str]:
        """Give how many words from ``i`` on are a phrase, and its value; 0 where none is."""
        for row, value in self.first.get(words[i], ()) if i < end else ():
            if i + len(row) <= end and tuple(words[i : i + len(row)]) == row:
                return len(row), value
        return 0, ""

    def before(self, words: Sequence[str], i: int, start: int = 0) -> tuple[int, str]:
        """Give how many words up to ``i`` (excluded) are a phrase, and its value; 0 where none is."""
        for row, value in self.last.get(words[i - 1], ()) if i > start else ():
            if i - len(row) >= start and tuple(words[i - len(row) : i]) == row:
                return len(row), value
        return 0, ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The acts of one language."""

    language: str
    heads: Mapping[str, tuple[Expression, ...]]
    """The word that is looked for first to the expressions that have it."""
    clitics: tuple[str, ...]
    """Conjunctions that are written together with the next word."""
    split: frozenset[str]
    """Words before which such a conjunction is taken off."""
    adverbs: Phrases
    """Adverbs and modifiers; the value of a modifier is its degree."""
    leads: Phrases
    auxiliaries: Phrases
    """The value is what they make of the verb."""
    speakers: Phrases
    """The value is who speaks: ``we``, ``they``, ``parties``, ``offices``, ``others`` or an id."""
    conjunctions: frozenset[str]
    joiners: frozenset[str]
    complementizers: frozenset[str]
    sayings: frozenset[str]
    relatives: frozenset[str]
    agents: frozenset[str]
    genitives: frozenset[str]
    conditions: frozenset[str]
    prepositions: frozenset[str]
    objects: frozenset[str]
    articles: frozenset[str]
    futures: re.Pattern[str]
    verb_first: bool
    bare_verbs: bool
    uninflected: bool
    copula: bool
    plural: str
    words: Mapping[str, tuple[str, ...]]
    """In a script without spaces: the words that the tables know by their first character, the longest first."""
    beginnings: re.Pattern[str]
    """The first characters of these words."""
    deadline: Mapping[str, Any]
    term: re.Pattern[str]
    """What every term has in it: a quick look before the expressions of terms."""


def load(language: str) -> dict[str, Any]:
    """Give the table of a language as it stands in its file.

    Raises `KeyError` for a language that has none.
    """
    if language not in LANGUAGES:
        raise KeyError(f"no acts in {language!r}; there are {', '.join(LANGUAGES)}")
    return tomllib.loads((resources.files("chancery.lang") / language / "acts.toml").read_text("utf-8"))


def _expressions(table: Mapping[str, Any]) -> list[Expression]:
    groups = [(table["acts"], False), (table["organ"], True), ({"": table["other"]}, False)]
    return [
        read(act, text, table["inflect"], table["sets"], organ)
        for group, organ in groups
        for act, texts in group.items()
        for text in texts
    ]


def _heads(expressions: Iterable[Expression]) -> dict[str, tuple[Expression, ...]]:
    heads: dict[str, list[Expression]] = {}
    for expression in expressions:
        for word in expression.elements[expression.anchor].words:
            heads.setdefault(word, []).append(expression)
    return {word: tuple(found) for word, found in heads.items()}


def _by_beginning(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        out.setdefault(word[0], []).append(word)
    return {first: tuple(found) for first, found in out.items()}


def _vocabulary(elements: Iterable[Element]) -> set[str]:
    return {word for e in elements for word in (*e.words, *e.stems)}


@cache
def lexicon(language: str) -> Lexicon:
    """Give the acts of a language (ISO 639-1), compiled.

    Raises `KeyError` for a language that has none.
    """
    table = load(language)
    expressions = _expressions(table)
    heads = _heads(expressions)
    adverbs = Phrases(table["adverbs"])
    for degree, phrases in table["strength"].items():
        adverbs.add(phrases, degree)
    auxiliaries, speakers = Phrases(()), Phrases(())
    for kind, phrases in table["auxiliaries"].items():
        auxiliaries.add(phrases, kind)
    for kind, phrases in table["speakers"].items():
        speakers.add(phrases, kind)
    leads = Phrases(table["leads"])
    sets = {name: frozenset(w for t in texts for w in words_of(t)) for name, texts in table["words"].items()}
    known = _vocabulary(e for x in expressions for e in (*x.elements, *x.before, *x.after)).union(
        adverbs.vocabulary, leads.vocabulary, auxiliaries.vocabulary, speakers.vocabulary, *sets.values()
    )
    words = _by_beginning(known if table["uninflected"] else ())
    return Lexicon(
        language,
        heads,
        tuple(table["clitics"]),
        frozenset(known if table["clitics"] else ()),
        adverbs,
        leads,
        auxiliaries,
        speakers,
        futures=re.compile("|".join(table["futures"]) or r"(?!)"),
        verb_first=table["verb_first"],
        bare_verbs=table["bare_verbs"],
        uninflected=table["uninflected"],
        copula=table["copula"],
        plural=table["plural"],
        words=words,
        beginnings=re.compile(f"[{''.join(map(re.escape, words))}]" if words else r"(?!)"),
        deadline=table["deadline"],
        term=re.compile("|".join(table["deadline"]["marks"])),
        **sets,
    )
