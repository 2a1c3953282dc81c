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
- ``futures``: expressions (regular) for words that are verbs in the future, in printed letters; ``own_futures``: the same for
  the first person; ``infinitives``: the same, folded, for infinitives that take an object without a preposition
- ``words``: ``conjunctions``, ``joiners`` (those that join verbs), ``complementizers`` ("that"), ``sayings`` (verbs before
  them), ``agents`` ("by"),
  ``genitives`` (prepositions of possession), ``relatives``, ``conditions``, ``prepositions``, ``articles``,
  ``towards`` (prepositions that put an object before its verb), ``roles`` (words after which a noun says as what, or with what, something is done), ``objects`` (pronouns that stand before a verb as its object)
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
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from chancery.knowledge.statements.memo import Memo
from chancery.knowledge.statements.notation import Element, Expression, read, words_of
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES

HEAD, FUTURE = 1, 2
"""What a word may be, in bits: the head of an expression; the beginning of a future or an obligation."""

NO_PHRASE = (0, "")


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
        if i < end and (rows := self.first.get(words[i])):
            for row, value in rows:
                size = len(row)
                if size == 1 or (i + size <= end and tuple(words[i : i + size]) == row):
                    return size, value
        return NO_PHRASE

    def before(self, words: Sequence[str], i: int, start: int = 0) -> tuple[int, str]:
        """Give how many words up to ``i`` (excluded) are a phrase, and its value; 0 where none is."""
        if i > start and (rows := self.last.get(words[i - 1])):
            for row, value in rows:
                size = len(row)
                if size == 1 or (i - size >= start and tuple(words[i - size : i]) == row):
                    return size, value
        return NO_PHRASE


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The acts of one language."""

    language: str
    heads: Mapping[str, tuple[Expression, ...]]
    """The word that is looked for first to the expressions that have it."""
    clitics: tuple[str, ...]
    """Conjunctions that are written together with the next word."""
    joined: Memo[str]
    """The conjunction that is written together with a word; empty where there is none."""
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
    roles: frozenset[str]
    towards: frozenset[str]
    verb_first: bool
    bare_verbs: bool
    uninflected: bool
    copula: bool
    plural: str
    words: AhoCorasick | None
    """In a script without spaces: the words that the tables know."""
    deadline: Mapping[str, Any]
    term: re.Pattern[str]
    """What every term has in it: a quick look before the expressions of terms."""
    telling: Memo[int]
    """What a word, folded, may be: `HEAD`, `FUTURE`, both or nothing."""
    infinitive: Memo[bool]
    """Whether a word, folded, is an infinitive before which whom it is asked of has been named."""
    own_future: Memo[bool]
    """Whether a word, as printed, is a verb in the future that those who speak say of themselves."""
    future: Memo[bool]
    """Whether a word, as printed, is a verb in the future."""


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


def _vocabulary(elements: Iterable[Element]) -> set[str]:
    return {word for e in elements for word in (*e.words, *e.stems)}


def _joined(clitics: Sequence[str], known: Collection[str], word: str) -> str:
    """Give the conjunction to be taken off a word: where the rest is a word that the tables know, and the whole is none."""
    found = (c for c in clitics if word.startswith(c) and word[len(c) :] in known)
    return "" if word in known else next(found, "")


def _future(expressions: Sequence[str], word: str) -> bool:
    return any(re.fullmatch(e, word.lower()) for e in expressions)


def _telling(heads: Collection[str], undertaking: Collection[str], futures: Sequence[str], word: str) -> int:
    return HEAD * (word in heads) + FUTURE * (word in undertaking or _future(futures, word))


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
    undertaking = frozenset(words_of(p)[0] for kind in ("will", "must") for p in table["auxiliaries"][kind])
    leads = Phrases(table["leads"])
    sets = {name: frozenset(w for t in texts for w in words_of(t)) for name, texts in table["words"].items()}
    known = _vocabulary(e for x in expressions for e in (*x.elements, *x.before, *x.after)).union(
        adverbs.vocabulary, leads.vocabulary, auxiliaries.vocabulary, speakers.vocabulary, *sets.values()
    )
    return Lexicon(
        language,
        heads,
        tuple(table["clitics"]),
        Memo(partial(_joined, tuple(table["clitics"]), frozenset(known))),
        adverbs,
        leads,
        auxiliaries,
        speakers,
        telling=Memo(
            partial(
                _telling, frozenset(heads), undertaking, [fold(e) for e in (*table["futures"], *table["own_futures"])]
            )
        ),
        future=Memo(partial(_future, [*table["futures"], *table["own_futures"]])),
        infinitive=Memo(partial(_future, table["infinitives"])),
        own_future=Memo(partial(_future, table["own_futures"])),
        verb_first=table["verb_first"],
        bare_verbs=table["bare_verbs"],
        uninflected=table["uninflected"],
        copula=table["copula"],
        plural=table["plural"],
        words=AhoCorasick(sorted(known), MatchKind.LeftmostLongest) if table["uninflected"] else None,
        deadline=table["deadline"],
        term=re.compile("|".join(table["deadline"]["marks"])),
        **sets,
    )
