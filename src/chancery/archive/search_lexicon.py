"""What queries are widened by, in one small file beside the index: names of the world and learned translations.

A query looks up a handful of rows; nothing is loaded. Everything in it can be built anew: the names from the tables, the
translations by `archive.learn`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from chancery.archive.index_fields import key
from chancery.lang.analysis import TOKEN, rules
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES

_TABLES = """
create table if not exists meta(key text primary key, value text) without rowid;
create table if not exists name(key text, id text, language text, doubtful integer, primary key(key, id, language)) without rowid;
create index if not exists name_by_id on name(id);
create table if not exists translation(term text, source text, targets text, primary key(term, source)) without rowid;
"""
_SURE = 2
"""A name that stands alone or in capitals is one, even where it is an acronym; else acronyms are none and names that are
also other words are names by their capital."""
_LONGEST_NAME = 9
"""Words of a name that is looked for in a query."""
_LONGEST_RUN = 24
"""Characters of a name in a script without spaces."""


class Raw(NamedTuple):
    """A word as it stands in folded text."""

    text: str
    start: int
    end: int


class Named(NamedTuple):
    """A name in a query: from word to word, end excluded."""

    start: int
    end: int
    ids: tuple[str, ...]


@cache
def elided() -> frozenset[str]:
    """Give the words that are written with an apostrophe before others, of all languages."""
    return frozenset().union(*(rules(language).apostrophe_before for language in LANGUAGES))


def raws(folded: str) -> list[Raw]:
    """Give the words of folded text as the index holds their forms; runs of Chinese stay whole."""
    out: list[Raw] = []
    for found in TOKEN.finditer(folded):
        text, at = found[0], found.start()
        if found.lastgroup != "word" or ("'" not in text and "-" not in text):
            out.append(Raw(text, at, found.end()))
            continue
        start = 0
        for piece in text.replace("'", "-").split("-"):
            end = start + len(piece)
            if not (text[end : end + 1] == "'" and piece in elided()) and not (
                start and text[start - 1] == "'" and piece == "s"
            ):
                out.append(Raw(piece, at + start, at + end))
            start = end + 1
    return out


class Lexicon:
    """The file ``words.sqlite`` of a folder, made where there is none."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "words.sqlite"
        self._base = sqlite3.connect(self.path, timeout=30, check_same_thread=False)
        if not self._base.execute("select 1 from sqlite_master where name = 'translation'").fetchone():
            self._base.executescript(_TABLES)
        self.translations = lru_cache(20_000)(self._translations)
        self.ids = lru_cache(20_000)(self._ids)
        self.called = lru_cache(2_000)(self._called)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def meta(self, name: str) -> str:
        """Give what was noted under a name; empty where nothing was."""
        row = self._base.execute("select value from meta where key = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Note something under a name."""
        with self._base:
            self._base.execute("insert or replace into meta values (?, ?)", (name, value))

    def refresh(self) -> bool:
        """Take in the names of the world where they are missing or the tables have changed; tells whether it did."""
        mark = _mark()
        if self.meta("names") == mark:
            return False
        with self._base:
            self._base.execute("delete from name")
            self._base.executemany("insert or ignore into name values (?, ?, ?, ?)", _world())
            self._base.execute("insert or replace into meta values ('names', ?)", (mark,))
        self.ids.cache_clear()
        self.called.cache_clear()
        return True

    def learn(self, rows: Mapping[tuple[str, str], Sequence[tuple[str, str, float]]]) -> None:
        """Put learned translations in the place of what there is: (source language, term) to (language, term, weight)."""
        with self._base:
            self._base.execute("delete from translation")
            self._base.executemany(
                "insert into translation values (?, ?, ?)",
                ((term, source, json.dumps(found, ensure_ascii=False)) for (source, term), found in rows.items()),
            )
        self.translations.cache_clear()

    def copy(self, other: Lexicon) -> None:
        """Take over what another has learned."""
        found = other._base.execute("select term, source, targets from translation").fetchall()
        with self._base:
            self._base.execute("delete from translation")
            self._base.executemany("insert into translation values (?, ?, ?)", found)
        self.translations.cache_clear()

    def _translations(self, term: str) -> tuple[tuple[str, str, str, float], ...]:
        """Give the translations of a term as (source language, language, term, weight)."""
        found = self._base.execute("select source, targets from translation where term = ?", (term,))
        return tuple((source, *target) for source, targets in found for target in json.loads(targets))

    def _ids(self, name: str) -> tuple[tuple[str, int], ...]:
        """Give the concepts of a name with what makes it doubtful: 0 nothing, 1 it is also another word, 2 it is an acronym."""
        rows = self._base.execute("select id, min(doubtful) from name where key = ? group by id", (name,))
        return tuple((identifier, int(doubtful)) for identifier, doubtful in rows)

    def _called(self, identifier: str) -> tuple[str, ...]:
        """Give the names of a concept in all languages, folded."""
        return tuple(row[0] for row in self._base.execute("select key from name where id = ?", (identifier,)))

    def words(self) -> Iterator[str]:
        """Give all words of names, for what is misspelt."""
        seen: set[str] = set()
        for (name,) in self._base.execute("select distinct key from name"):
            for word in name.split():
                if len(word) > 3 and word not in seen:
                    seen.add(word)
                    yield word

    def named(self, words: Sequence[Raw], text: str) -> list[Named]:
        """Find the names in a query, the longest first; a name that is also another word counts with a capital or alone."""
        out: list[Named] = []
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + _LONGEST_NAME), at, -1):
                printed = text[words[at].start : words[end - 1].end]
                sure = _SURE if end - at == len(words) or printed.isupper() else int(printed[:1].isupper())
                found = {
                    i for name in self._readings(words[at:end]) for i, doubtful in self.ids(name) if doubtful <= sure
                }
                if found:
                    out.append(Named(at, end, tuple(sorted(found))))
                    at = end
                    break
            else:
                at += 1
        return out

    def runs(self, run: str) -> list[Named]:
        """Find the names in a run of Chinese, by characters."""
        out: list[Named] = []
        at = 0
        while at < len(run):
            for end in range(min(len(run), at + _LONGEST_RUN), at + 1, -1):
                if found := self.ids(run[at:end]):
                    out.append(Named(at, end, tuple(i for i, _ in found)))
                    at = end
                    break
            else:
                at += 1
        return out

    def _readings(self, words: Sequence[Raw]) -> Iterator[str]:
        """Give a name as it stands, and without what may be written together with its first word."""
        rest = "".join(f" {word.text}" for word in words[1:])
        first = words[0].text
        yield first + rest
        for proclitic, article in _proclitics():
            if first.startswith(proclitic) and len(first) > len(proclitic) + 2:
                yield article + first[len(proclitic) :] + rest


@cache
def _proclitics() -> tuple[tuple[str, str], ...]:
    """Give what is written together with the next word, of all languages, with the article that it may have swallowed."""
    from chancery.world.scripts import scripts

    plain = [(one, "") for script in scripts().values() for one in script.proclitics]
    swallowed = [(f"{one[1]}", one[0]) for script in scripts().values() for one in script.contracted]
    return tuple(plain + swallowed)


def _mark() -> str:
    """Give what changes when the tables of the world do: the sizes of their files."""
    folder = resources.files("chancery.world")
    sizes = []
    for part in sorted(folder.iterdir(), key=lambda one: one.name):
        if part.is_dir():
            sizes += [
                f"{part.name}/{one.name}:{len(one.read_bytes())}"
                for one in sorted(part.iterdir(), key=lambda x: x.name)
                if one.is_file()
            ]
    return "2 " + " ".join(sizes)


def _world() -> Iterator[tuple[str, str, str, int]]:
    """Give the rows of all names: key, id, language, what makes it doubtful."""
    from chancery.world import instruments, organizations, places, states

    for language in LANGUAGES:
        for table in (states.states, places.names, organizations.organizations, instruments.names):
            for row in table(language).values():
                doubtful = {fold(one.name) for one in row.doubtful}
                acronyms = set(map(fold, row.acronyms))
                for name in _once(row.alone()):
                    text = " ".join(word.text for word in raws(name))
                    if text:
                        yield text, key(row.id), language, _SURE if name in acronyms else int(name in doubtful)
                if table is states.states:
                    yield row.id.lower(), row.id.lower(), language, _SURE


def _once(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(map(fold, names)) if name]
