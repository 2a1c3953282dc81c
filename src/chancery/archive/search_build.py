"""From the tree of a query to a query of the index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tantivy
from msgspec import Struct

from chancery.archive.index import EXACT
from chancery.archive.index_fields import key
from chancery.archive.query import And, Dates, Node, Not, Or, Phrase, Value, Word
from chancery.archive.search_lexicon import raws
from chancery.archive.search_words import PASSAGE, Widened, Words
from chancery.lang.fold import fold

_TITLE, _NAME, _SMALL, _FOREIGN, _FEWEST = 2.5, 2.0, 0.1, 0.4, 0.34
"""What a word in a title weighs beside one in the text, what a name weighs, what an article or the like weighs, what a word
that can only be quoted weighs, and the share of the words of a passage that a document must hold."""
_WIDEST = 200
"""Words that a beginning may stand for."""
_ADDRESSEES = {
    "sg": ["secretary-general"],
    "sc": ["president-sc", "members-sc"],
    "ga": ["president-ga"],
    "ecosoc": ["president-ecosoc"],
}
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class Built(Struct):
    """A query of the index with what it looks for, for highlights and reasons."""

    query: Any
    words: list[Widened]
    passage: bool = False


class Builder:
    """Builds the queries of one state of the index."""

    def __init__(self, schema: Any, words: Words, across: bool = True) -> None:
        self.schema, self.words, self.across = schema, words, across
        self.found: list[Widened] = []
        self.passage = False
        self.any = False

    def build(self, node: Node, any_word: bool = False) -> Built:
        """Give the query of a tree; with ``any_word``, words that stand side by side need not all be there."""
        self.found, self.passage, self.any = [], False, any_word
        query = self._node(node)
        if isinstance(node, Not):
            query = self._all([(_MUST, self._everything()), (_NOT, self._node(node.node))])
        return Built(query, self.found, self.passage)

    def _everything(self) -> Any:
        return tantivy.Query.all_query()

    def _all(self, clauses: list[tuple[Any, Any]], fewest: int | None = None) -> Any:
        return tantivy.Query.boolean_query(clauses, fewest)

    def _or(self, queries: Iterable[Any]) -> Any:
        found = list(queries)
        if len(found) == 1:
            return found[0]
        return self._all([(_SHOULD, one) for one in found]) if found else tantivy.Query.empty_query()

    def _term(self, name: str, term: str, weight: float = 1.0) -> Any:
        option = "basic" if name in EXACT and name != "name" else "freq"
        query = tantivy.Query.term_query(self.schema, name, term, option)
        return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)

    def _node(self, node: Node) -> Any:
        if isinstance(node, And):
            return self._and(node)
        if isinstance(node, Or):
            return self._or(self._node(one) for one in node.nodes)
        if isinstance(node, Not):
            return self._all([(_MUST, self._everything()), (_NOT, self._node(node.node))])
        if isinstance(node, Dates):
            return tantivy.Query.range_query(self.schema, "date", tantivy.FieldType.Unsigned, node.first, node.last)
        if isinstance(node, Value):
            return self._value(node.field, node.text)
        if isinstance(node, Phrase):
            return self._phrase(node)
        return self._word(node)

    def _and(self, node: And) -> Any:
        plain = [
            one for one in node.nodes if isinstance(one, Word) and not (one.prefix or one.fuzzy) and one.field == "text"
        ]
        clauses: list[tuple[Any, Any]] = []
        if node.free and len(plain) > 1:
            clauses += self._words(" ".join(one.text for one in plain))
            rest = [one for one in node.nodes if one not in plain]
        else:
            rest = list(node.nodes)
        for one in rest:
            clauses.append((_NOT, self._node(one.node)) if isinstance(one, Not) else (_MUST, self._node(one)))
        if all(kind == _NOT for kind, _ in clauses):
            clauses.append((_MUST, self._everything()))
        return self._all(clauses)

    def _words(self, text: str) -> list[tuple[Any, Any]]:
        """Give the clauses of words that stand side by side."""
        widened = self.words.widen(text, self.across)
        self.found += widened
        counted = [one for one in widened if not one.small]
        if len(widened) >= PASSAGE or self.any:
            self.passage = len(widened) >= PASSAGE
            queries = [(_SHOULD, self.one(one, passage=self.passage)) for one in counted or widened]
            least = self._all(queries, max(1, int(_FEWEST * len(queries))))
            small = [(_SHOULD, self.one(one, passage=self.passage)) for one in widened if one.small and counted]
            return [(_MUST, least), *small]
        if not counted:
            counted = widened
        return [(_MUST if one in counted else _SHOULD, self.one(one)) for one in widened]

    def one(self, word: Widened, passage: bool = False) -> Any:
        """Give the query of a word with all that it is found by."""
        queries = [self._term("name", name, _NAME) for name in word.names]
        if word.sequence:
            whole = any(word.names) and not passage and not self.any
            boost = self._sequence(word.sequence)
            if whole:
                return self._all([(_MUST, self._or(queries)), (_SHOULD, boost)])
            queries.append(boost)
        for term in word.own:
            queries.append(
                self._term("text", term, _SMALL if word.small else _FOREIGN if word.foreign and word.others else 1.0)
            )
            if not passage:
                queries.append(self._term("title", term, _TITLE))
        for term, weight, _ in word.others:
            queries.append(self._term("text", term, weight))
            if not passage:
                queries.append(self._term("title", term, _TITLE * weight))
        return self._or(queries)

    def _sequence(self, places: list[list[str]], name: str = "text") -> Any:
        if len(places) == 1:
            return self._or(self._term(name, term) for term in places[0])
        from itertools import islice, product

        found = islice(product(*places), 12)
        return self._or(tantivy.Query.phrase_query(self.schema, name, list(one)) for one in found)

    def _phrase(self, node: Phrase) -> Any:
        readings = self.words.phrases(node.text)
        self.found.append(
            Widened(node.text, sequence=[list(dict.fromkeys(place)) for place in zip(*readings, strict=False)])
        )
        if not readings or not readings[0]:
            return tantivy.Query.empty_query()
        if len(readings[0]) == 1:
            return self._or(self._term(node.field, reading[0]) for reading in readings)
        return self._or(
            tantivy.Query.phrase_query(self.schema, node.field, [*reading], node.near) for reading in readings
        )

    def _word(self, node: Word) -> Any:
        if node.prefix:
            begin = fold(node.text)
            terms = {
                text.split("|", 2)[2] for text, _ in self.words.searcher.terms_with_prefix("form", begin, limit=_WIDEST)
            }
            self.found.append(Widened(node.text, own=sorted(terms)))
            return (
                tantivy.Query.term_set_query(self.schema, node.field, sorted(terms))
                if terms
                else tantivy.Query.empty_query()
            )
        if node.fuzzy:
            terms = set(self.words.own(fold(node.text)))
            most = 1 if len(node.text) < 8 else 2
            return self._or(tantivy.Query.fuzzy_term_query(self.schema, node.field, term, most) for term in terms)
        if node.field == "title":
            own = [term for word in raws(fold(node.text)) for term in self.words.own(word.text)]
            self.found.append(Widened(node.text, own=own))
            return self._or(self._term("title", term) for term in own)
        clauses = self._words(node.text)
        return clauses[0][1] if len(clauses) == 1 else self._all(clauses) if clauses else tantivy.Query.empty_query()

    def _value(self, name: str, text: str) -> Any:
        wanted = fold(text).strip()
        if name == "addressee" and wanted in _ADDRESSEES:
            return self._or(self._term(name, one) for one in _ADDRESSEES[wanted])
        if name in ("sender", "name"):
            ids = {key(wanted), *(i for i, _ in self.words.lexicon.ids(" ".join(r.text for r in raws(wanted))))}
            if name == "name":
                self.found.append(Widened(text, names=sorted(ids)))
            return self._or(self._term(name, one) for one in sorted(ids))
        if name == "symbol":
            return (
                tantivy.Query.regex_query(self.schema, name, _escaped(wanted[:-1]) + ".*")
                if wanted.endswith("*")
                else self._term(name, wanted)
            )
        if name == "kind":
            return self._or([self._term("kind", key(wanted)), self._term("role", key(wanted))])
        if name == "about":
            return self._about(text, wanted)
        return self._term(name, text if name == "work" else wanted.replace(" ", "") if name == "item" else key(wanted))

    def _about(self, text: str, wanted: str) -> Any:
        """A topic by its id, a concept by its name, else the words in the title or beside one another in the text."""
        widened = self.words.widen(text, self.across)
        self.found += widened
        queries = [
            self._term("about", key(wanted)),
            *(self._term("about", name) for one in widened for name in one.names),
        ]
        words = [(_MUST, self.one(one)) for one in widened]
        return self._or([*queries, self._all(words)] if words else queries)


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in r".+*?()|[]{}^$\\" else char for char in text)
