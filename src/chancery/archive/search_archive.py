"""The index of an archive: kept in step with its database, searched, and learned from."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from chancery.archive.index import Index, unpack
from chancery.archive.index_fields import documents
from chancery.archive.layout import Layout
from chancery.archive.search import Search

if TYPE_CHECKING:
    from chancery.archive.archive import Archive
    from chancery.archive.store import Changes, Store

_BATCH = 500
"""Documents that are made lasting at once."""
_LAST = "last"
"""Under which the lexicon notes the number of the change up to which the index has heard of everything."""
_WORKS = 3_000
"""Works in several languages that are learned from; of more, evenly chosen ones."""


def last_change(layout: Layout) -> int:
    """Give the number of the last change of an archive, without opening it."""
    base = sqlite3.connect(f"file:{layout.database}?mode=ro", uri=True)
    try:
        row = base.execute("select value from archive where key = 'change'").fetchone()
    finally:
        base.close()
    return int(row[0]) if row else 0


def opened(layout: Layout) -> Search:
    """Open the search of an archive, brought into step with its database. Raises `IndexUnusableError`, `ArchiveError`."""
    search = Search(Index(layout.index))
    if search.lexicon.meta(_LAST) != str(last_change(layout)):
        from chancery.archive.archive import Archive

        with Archive.open(layout.root, writable=False) as archive:
            follow(search, archive)
    return search


def follow(search: Search, archive: Archive, anew: bool = False) -> int:
    """Bring the index into step with the archive, or make it anew; gives how many documents were taken in.

    What was taken in before the process was killed stays, and the rest follows the next time.
    """
    since = 0 if anew else int(search.lexicon.meta(_LAST) or 0)
    changes = archive.changes(since)
    if since == 0 and len(search.index):
        search.index.clear()
    search.index.remove(str(number) for number in changes.gone)
    search.problems = _take(search, archive, changes.changed)
    search.index.close()
    search.lexicon.note(_LAST, str(changes.last))
    search.refresh()
    return len(changes.changed)


def _take(search: Search, archive: Archive, numbers: Iterable[int]) -> list[str]:
    """Add documents by their numbers; gives what is wrong with those whose record cannot be read."""
    from chancery.record.json import RecordError

    problems = []
    for count, number in enumerate(numbers, 1):
        try:
            document = archive.get(number)
        except RecordError as error:
            search.index.remove([str(number)])
            problems.append(
                f"document #{number} is not found by searching: {error}; read it again with chancery reread"
            )
        else:
            search.index.add([documents(str(document.work), str(number), document.record)])
        if count % _BATCH == 0:
            search.index.commit()
    search.index.commit()
    return problems


class Follower:
    """Hears of the changes of an archive that is open and takes them into its index; see `Store.attach`."""

    def __init__(self, search: Search) -> None:
        self.search = search

    def update(self, store: Store, changes: Changes) -> None:
        """Take over what changed. An archive that can only be told of changes is followed when it is next searched."""
        from chancery.archive.archive import Archive

        if isinstance(store, Archive) and self.search.lexicon.meta(_LAST) != str(changes.last):
            follow(self.search, store)


def learn(search: Search) -> int:
    """Learn translations from the language versions that the index holds; gives for how many words. Where no work is held
    in two languages, what was learned before stays, and 0 is given."""
    from chancery.archive.learn import learn as learned

    rows = learned(parallel(search))
    if rows:
        search.lexicon.learn(rows)
        search.refresh()
    return len(rows)


def parallel(search: Search) -> Iterator[dict[str, list[str]]]:
    """Give the paragraphs that are versions of one another, as their terms by language.

    Paragraphs of one part and role are laid side by side where versions have as many of them; a version that has another
    number of them than most is left out there.
    """
    import tantivy

    searcher = search.searcher
    hits = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs)).hits
    addresses = [address for _, address in hits]
    works: dict[Any, list[Any]] = {}
    for group, address in zip(searcher.fast_field_values("group", addresses), addresses, strict=True):
        works.setdefault(group, []).append(address)
    several = [works[group] for group in sorted(works) if len(works[group]) > 1]
    step = max(1.0, len(several) / _WORKS)
    for number in range(min(len(several), _WORKS)):
        yield from side_by_side(searcher.doc(address) for address in several[int(number * step)])


def side_by_side(versions: Iterable[Any]) -> Iterator[dict[str, list[str]]]:
    """Give the paragraphs of versions of one work laid side by side, as their terms by language."""
    places: dict[str, dict[str, list[list[str]]]] = {}
    for document in versions:
        language = document["language"][0]
        found: dict[str, list[list[str]]] = {}
        for place, terms in zip(unpack(document["places"][0]), unpack(document["terms"][0]), strict=True):
            found.setdefault(place, []).append(terms.split())
        for place, paragraphs in found.items():
            places.setdefault(place, {}).setdefault(language, paragraphs)
    for by_language in places.values():
        size, _ = Counter(map(len, by_language.values())).most_common(1)[0]
        same = {language: paragraphs for language, paragraphs in by_language.items() if len(paragraphs) == size}
        if len(same) > 1:
            for number in range(size):
                yield {language: paragraphs[number] for language, paragraphs in same.items()}
