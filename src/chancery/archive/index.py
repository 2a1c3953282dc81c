"""The index: a tantivy index fed with our own words. It holds nothing that the archive does not, and can always be built anew.

A commit is all or nothing; what was not committed when a process was killed is not there, and the next run adds it.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any

import tantivy

from chancery.archive.index_fields import Entry
from chancery.lang.fold import fold

FORMAT = 2
"""Of the fields below; an index of another format is built anew."""
_HEAP = 64_000_000
"""Bytes that a writer holds before it writes a segment."""
EXACT = (
    "version",
    "work",
    "language",
    "kind",
    "symbol",
    "organ",
    "item",
    "sender",
    "addressee",
    "name",
    "about",
    "act",
    "role",
)
"""Fields whose values are taken as they stand."""
FACETS = ("language", "kind", "organ", "sender", "act", "role", "name")
"""Of these, those that results are counted by; beside them the year."""
_PARAGRAPH = "\n"


class IndexUnusableError(Exception):
    """The index cannot be used; the message says what to do."""


def schema() -> Any:
    """Give the fields of the index."""
    build = tantivy.SchemaBuilder()
    for name in EXACT:
        build.add_text_field(
            name,
            stored=name in ("version", "work", "language"),
            fast=name in FACETS,
            tokenizer_name="raw",
            index_option="freq" if name == "name" else "basic",
        )
    build.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    build.add_text_field("title", tokenizer_name="whitespace", index_option="position")
    build.add_text_field("form", tokenizer_name="whitespace", index_option="basic")
    build.add_unsigned_field("date", indexed=True, fast=True)
    build.add_unsigned_field("year", fast=True)
    build.add_unsigned_field("group", fast=True)
    build.add_bytes_field("terms", stored=True)
    build.add_bytes_field("body", stored=True)
    build.add_bytes_field("places", stored=True)
    build.add_text_field("label", stored=True, tokenizer_name="raw", index_option="basic")
    return build.build()


def group(work: str) -> int:
    """Give the number by which versions of one work are brought together."""
    return int.from_bytes(blake2b(work.encode(), digest_size=8).digest()) >> 1


def pack(texts: Iterable[str]) -> bytes:
    """Give paragraphs as the index keeps them."""
    return zlib.compress(_PARAGRAPH.join(text.replace(_PARAGRAPH, " ") for text in texts).encode(), 6)


def unpack(data: bytes) -> list[str]:
    """Give the paragraphs that `pack` was given, with spaces for line ends, so that places in them hold."""
    return zlib.decompress(bytes(data)).decode().split(_PARAGRAPH)


class Index:
    """An index in a folder, made where there is none."""

    def __init__(self, folder: Path) -> None:
        """Open or make an index. Raises `IndexUnusableError` where the folder cannot be read or written."""
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            mark = folder / "format"
            if mark.exists() and mark.read_text("ascii").strip() != str(FORMAT):
                shutil.rmtree(folder)
                folder.mkdir()
            if not mark.exists():
                mark.write_text(f"{FORMAT}\n", "ascii")
            self.tantivy = tantivy.Index(schema(), path=str(folder))
        except (OSError, ValueError) as error:
            raise IndexUnusableError(
                f"{folder}: {error}; build the index anew, or look at the folder's rights and space"
            ) from error
        self._writer: Any = None

    def add(self, entries: Iterable[Entry]) -> int:
        """Add versions, or put them in the place of what the index holds under their ids; gives how many. They are
        searchable after `commit`."""
        count = 0
        for entry in entries:
            self._write().delete_documents_by_term("version", entry.version)
            self._write().add_document(_document(entry))
            count += 1
        return count

    def remove(self, versions: Iterable[str]) -> None:
        """Take versions out, from the next `commit` on; those that are not there do not matter."""
        for version in versions:
            self._write().delete_documents_by_term("version", version)

    def commit(self) -> None:
        """Make what was added and removed lasting and searchable."""
        if self._writer is not None:
            self._writer.commit()
        self.tantivy.reload()

    def clear(self) -> None:
        """Take everything out, from the next `commit` on."""
        self._write().delete_all_documents()

    def close(self) -> None:
        """Let go of the folder, so that another process may write; what was not committed is dropped."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

    def __enter__(self) -> Index:
        """Give the index itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the folder."""
        self.close()

    def versions(self) -> set[str]:
        """Give the ids of all versions that are searchable."""
        searcher = self.tantivy.searcher()
        found = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs)).hits
        return {searcher.doc(address)["version"][0] for _, address in found}

    def __len__(self) -> int:
        """Give how many versions are searchable."""
        return int(self.tantivy.searcher().num_docs)

    def _write(self) -> Any:
        if self._writer is None:
            try:
                self._writer = self.tantivy.writer(_HEAP, 1)
            except ValueError as error:
                raise IndexUnusableError(
                    f"{self.folder}: another process writes to the index ({error}); try again when it is done"
                ) from error
        return self._writer


def _document(entry: Entry) -> Any:
    from chancery.world.analysis import analyser

    words = analyser(entry.language)
    terms, forms = [], set()
    for text in entry.paragraphs:
        tokens = words.analyse(text)
        terms.append(" ".join([token.term for token in tokens]))
        folded = fold(text)
        forms.update([f"{folded[start:end]}|{entry.language}|{term}" for term, start, end in tokens])
    values: dict[str, Sequence[Any]] = {
        "version": [entry.version],
        "work": [entry.work],
        "language": [entry.language],
        "kind": [entry.kind],
        "symbol": entry.symbols,
        "organ": entry.organs,
        "item": entry.items,
        "sender": entry.senders,
        "addressee": entry.addressees,
        "name": entry.names,
        "about": entry.about,
        "act": entry.acts,
        "role": entry.roles,
        "text": terms,
        "title": [" ".join(words.terms(entry.title))],
        "form": [" ".join(forms)],
        "date": [entry.date],
        "year": [entry.date // 10000],
        "group": [group(entry.work)],
        "terms": [pack(terms)],
        "body": [pack([entry.title, *entry.paragraphs])],
        "places": [pack(entry.places)],
        "label": [entry.label],
    }
    document = tantivy.Document()
    for name, found in values.items():
        if name in ("date", "year", "group"):
            document.add_unsigned(name, found[0])
        elif name in ("terms", "body", "places"):
            document.add_bytes(name, found[0])
        else:
            for value in found:
                document.add_text(name, value)
    return document
