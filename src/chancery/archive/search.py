"""Searching: a query in any of the six languages to works that answer it, with their versions, snippets and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy
from msgspec import Struct

from chancery.archive.index import FACETS, Index, unpack
from chancery.archive.query import And, Node, Not, Or, Phrase, Word, parse
from chancery.archive.search_build import Builder, Built
from chancery.archive.search_lexicon import Lexicon
from chancery.archive.search_passages import Snippet, nearness, rarity, snippet, weights
from chancery.archive.search_words import Widened, Words
from chancery.lang.analysis import rules

SORTS = {"relevance": None, "newest": tantivy.Order.Desc, "oldest": tantivy.Order.Asc}
"""The orders of results."""
_VERSIONS = 6
"""Versions of a work that may stand before another work among the results."""
_CANDIDATES = 300
"""Documents that are looked at closely when the query is a passage."""
_BEST = 0.25
"""What a document's score weighs beside how near the words stand."""
_FACETED = 12
"""Values of a facet that are counted."""
_LIKE = 30
"""Terms of a document that others are like it by."""


class Version(Struct):
    """A version of a work."""

    id: str
    language: str = ""
    score: float = 0.0


class Hit(Struct):
    """A work that answers a query."""

    work: str
    label: str
    """What people call it: its symbol."""
    score: float
    title: str
    date: int
    """As yyyymmdd; 0 where it is not known."""
    versions: list[Version]
    """Those that answer, the best first."""
    snippet: Snippet | None
    why: list[str]
    """What was found for words that do not stand there as they were asked: translations, names, corrections."""


class Results(Struct):
    """What a search gives."""

    hits: list[Hit]
    documents: int
    """Versions that answer; a work with six versions counts six times."""
    facets: dict[str, dict[str, int]]
    notes: list[str]
    """What was changed in the query to find something."""


class Search:
    """Searches in an index and its lexicon. After a commit or after learning, call `refresh`."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.lexicon = Lexicon(index.folder)
        self.problems: list[str] = []
        """Documents that could not be taken in, when the index was last brought into step with the archive."""
        self.refresh()

    @classmethod
    def open(cls, folder: Path) -> Search:
        """Open the index in a folder; raises `IndexUnusableError` where that cannot be."""
        return cls(Index(folder))

    def refresh(self) -> None:
        """See what was committed and learned since."""
        self.index.tantivy.reload()
        self.lexicon.refresh()
        self.searcher = self.index.tantivy.searcher()
        self.words = Words(self.searcher, self.lexicon)
        self.rarity = lru_cache(100_000)(self._rarity)
        self.schema = self.index.tantivy.schema

    def _rarity(self, term: str) -> float:
        return rarity(self.searcher.doc_freq("text", term), self.searcher.num_docs)

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        across: bool = True,
        facets: Sequence[str] = (),
        snippets: bool = True,
        plain: bool = False,
    ) -> Results:
        """Search. ``plain`` takes the query as words and nothing else, as for a passage of text; ``across`` looks for translations and for names in all languages; ``facets`` are of `FACETS` or ``year``.

        Raises `QueryError` for a malformed query, `KeyError` for an unknown sort or facet.
        """
        if sort not in SORTS:
            raise KeyError(f"no order {sort!r}; there are {', '.join(SORTS)}")
        node = Word(query) if plain else parse(query)
        built = Builder(self.schema, self.words, across).build(node)
        notes = [f"{word.printed}: searched for {word.misspelt}" for word in built.words if word.misspelt]
        ranked, count = self._ranked(built, offset + limit, sort)
        if not count and _has_words(node):
            built = Builder(self.schema, self.words, across).build(node, any_word=True)
            ranked, count = self._ranked(built, offset + limit, sort)
            notes += ["no document holds all of the words; these hold some of them"] if count else []
        hits = self._hits(ranked, built, offset, limit, snippets)
        return Results(hits, count, self._facets(built.query, facets), notes)

    def like(self, version: str, *, limit: int = 10, across: bool = True) -> Results:
        """Give works that are like one that the index holds, by the id of a version; raises `KeyError` for an unknown one."""
        found = self.searcher.search(tantivy.Query.term_query(self.schema, "version", version, "basic"), 1).hits
        if not found:
            raise KeyError(f"the index holds no version {version!r}")
        document = self.searcher.doc(found[0][1])
        counts: dict[str, int] = {}
        small = rules(document["language"][0]).stop
        for paragraph in unpack(document["terms"][0]):
            for term in paragraph.split():
                if term not in small:
                    counts[term] = counts.get(term, 0) + 1
        most = self.searcher.num_docs / 4
        telling = {
            t: n * self.rarity(t) for t, n in counts.items() if 1 < self.searcher.doc_freq("text", t) <= max(most, 5)
        }
        best = sorted(telling, key=lambda term: (-telling[term], term))[:_LIKE]
        builder = Builder(self.schema, self.words, across)
        words = self.words.of(best, frozenset(document["language"]), across)
        clauses = [(tantivy.Occur.Should, builder.one(word)) for word in words]
        own = tantivy.Query.term_query(self.schema, "work", document["work"][0], "basic")
        if not clauses:
            return Results([], 0, {}, [])
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, tantivy.Query.boolean_query(clauses)), (tantivy.Occur.MustNot, own)]
        )
        built = Built(query, words)
        ranked, count = self._ranked(built, limit, "relevance")
        return Results(self._hits(ranked, built, 0, limit, True), count, {}, [])

    def _ranked(self, built: Built, wanted: int, sort: str) -> tuple[list[tuple[float, Any]], int]:
        """Give documents with their scores, best first, and how many there are."""
        size = max(wanted * _VERSIONS, _CANDIDATES if built.passage else 0)
        order = SORTS[sort]
        if order is not None:
            found: Any = self.searcher.search(built.query, size, order_by_field="date", order=order)
            return list(found.hits), int(found.count)
        found = self.searcher.search(built.query, size)
        hits = list(found.hits)
        if built.passage:
            wanted_ = weights(built.words, self.rarity)
            near = [(_BEST * score + nearness(self._terms(at), wanted_), at) for score, at in hits]
            hits = sorted(near, key=lambda one: -one[0])
        return hits, int(found.count)

    def _terms(self, address: Any) -> list[str]:
        return " ".join(unpack(self.searcher.doc(address)["terms"][0])).split()

    def _hits(
        self, ranked: Sequence[tuple[float, Any]], built: Built, offset: int, limit: int, snippets: bool
    ) -> list[Hit]:
        numbers = self.searcher.fast_field_values("group", [at for _, at in ranked])
        works: dict[Any, list[tuple[float, Any]]] = {}
        for number, one in zip(numbers, ranked, strict=True):
            works.setdefault(number, []).append(one)
        wanted = weights(built.words, self.rarity)
        ids = list(dict.fromkeys(name for word in built.words for name in word.names))
        out = []
        for found in list(works.values())[offset : offset + limit]:
            documents = [(score, self.searcher.doc(at)) for score, at in found]
            score, best = documents[0]
            body = unpack(best["body"][0])
            terms = unpack(best["terms"][0])
            shown = snippet(terms, body, wanted, ids, self.lexicon, self.words.terms) if snippets else None
            versions = [Version(d["version"][0], d["language"][0], float(s)) for s, d in documents]
            date = self.searcher.fast_field_values("date", [found[0][1]])[0]
            out.append(
                Hit(
                    work=best["work"][0],
                    label=best["label"][0],
                    score=float(score),
                    title=body[0],
                    date=int(date or 0),
                    versions=versions,
                    snippet=shown,
                    why=_why(built.words, terms, best["language"][0]),
                )
            )
        return out

    def _facets(self, query: Any, names: Sequence[str]) -> dict[str, dict[str, int]]:
        if not names:
            return {}
        for name in names:
            if name not in (*FACETS, "year"):
                raise KeyError(f"no facet {name!r}; there are {', '.join((*FACETS, 'year'))}")
        counted = self.searcher.aggregate(query, {n: {"terms": {"field": n, "size": _FACETED}} for n in names})
        return {
            name: {str(b["key"]).removesuffix(".0"): int(b["doc_count"]) for b in counted[name]["buckets"] if b["key"]}
            for name in names
        }

    def versions(self, work: str) -> list[str]:
        """Give the ids of the versions of a work that the index holds."""
        query = tantivy.Query.term_query(self.schema, "work", work, "basic")
        return [self.searcher.doc(at)["version"][0] for _, at in self.searcher.search(query, 1000).hits]


def _has_words(node: Node) -> bool:
    if isinstance(node, And | Or):
        return any(map(_has_words, node.nodes))
    return isinstance(node, Word | Phrase) and not isinstance(node, Not)


def _why(words: Sequence[Widened], terms: Sequence[str], language: str) -> list[str]:
    """Say what was found in a version for words that do not stand in it themselves."""
    held = set(" ".join(terms).split())
    out = []
    for word in words:
        if word.misspelt:
            out.append(f"{word.printed} = {word.misspelt}")
        if word.names:
            out.append(f"{word.printed} = {', '.join(word.names)}")
        elif not held & set(word.own):
            found = sorted((one for one in word.others if one[2] == language and one[0] in held), key=lambda o: -o[1])
            out += [f"{word.printed} = {', '.join(one[0] for one in found[:2])}"] if found else []
    return out
