"""Importing a thesaurus: UNBIS in JSON, and SKOS in RDF/XML or Turtle, into a data folder.

SKOS is the W3C's Simple Knowledge Organization System (https://www.w3.org/TR/skos-reference/); the JSON is that in which
copies of the UNBIS Thesaurus of the Dag Hammarskjöld Library go round: ``{"topics": [{"url", "identifier", "labels",
"related"}]}``. A file is known by its first bytes. Nothing that a file names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct

from chancery.record.model import LANGUAGES
from chancery.world.thesaurus import Concept, Thesaurus, ThesaurusError, save

BYTES = 256 * 1024 * 1024
"""Of a file: the UNBIS Thesaurus has 4 MB as JSON and 40 MB as RDF/XML."""
TRIPLES = 10_000_000
"""Of a SKOS file: the UNBIS Thesaurus has some 300,000."""
CONCEPTS = 200_000
"""The UNBIS Thesaurus has 7,300, EuroVoc 7,400, AGROVOC 42,000."""
NAME = 300
"""Characters of a name; longer ones are left out."""
NAMES = 60
"""Of a concept in one language; further ones are left out."""
ENTITY = 200
"""Characters of an entity that a RDF/XML file declares: the beginnings of addresses."""

SCHEMES = {"metadata.un.org/thesaurus/": "unbis"}
"""How addresses of concepts end before their number, and the short name of the scheme."""
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = {f"{_SKOS}prefLabel": 0, f"{_SKOS}altLabel": 1, f"{_SKOS}hiddenLabel": 2}
_ENTITY = re.compile(rb"<!ENTITY\s+(\S+)\s+([^>]*)>")
_SPACE = re.compile(r"\s+")


class _Topic(Struct):
    url: str
    identifier: str
    labels: dict[str, str]
    related: list[str] = []
    broader: list[str] = []


class _Topics(Struct):
    topics: list[_Topic]


def import_thesaurus(path: Path, store_folder: Path) -> Thesaurus:
    """Read a thesaurus and keep it in a data folder, in place of the one before; gives it.

    Raises `ThesaurusError` where the file is no thesaurus, is damaged or too large, or where the folder cannot be written
    to; what was imported before then stays.
    """
    thesaurus = read_thesaurus(path)
    save(thesaurus, store_folder)
    return thesaurus


def read_thesaurus(path: Path) -> Thesaurus:
    """Read a thesaurus from a file; raises `ThesaurusError` as `import_thesaurus` does."""
    try:
        size = path.stat().st_size
        if size > BYTES:
            raise ThesaurusError(f"{path} has {size:,} bytes, more than the {BYTES:,} that are read; split it")
        data = path.read_bytes()
    except OSError as error:
        raise ThesaurusError(f"{path}: {error.strerror or error}") from error
    concepts = list(islice(_reader(data, path)(data, path), CONCEPTS + 1))
    if not concepts:
        raise ThesaurusError(f"{path} holds no concepts with names in {', '.join(LANGUAGES)}")
    if len(concepts) > CONCEPTS:
        raise ThesaurusError(f"{path} holds more than {CONCEPTS:,} concepts; split it")
    return Thesaurus(path.name, datetime.now(UTC).date().isoformat(), concepts)


def _reader(data: bytes, path: Path) -> Callable[[bytes, Path], Iterable[Concept]]:
    beginning = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith((b"{", b"[")):
        return _unbis
    if beginning.startswith((b"<?xml", b"<rdf:", b"<!DOCTYPE", b"<!--", b"<RDF")):
        return _rdf_xml
    if beginning.startswith((b"@", b"<http", b"<urn", b"#")) or re.match(rb"(?i)(prefix|base)\s", beginning):
        return _turtle
    raise ThesaurusError(f"{path} is neither UNBIS in JSON nor SKOS in RDF/XML or Turtle")


def _unbis(data: bytes, path: Path) -> Iterable[Concept]:
    try:
        read = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Topics)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ThesaurusError(f"{path} is no UNBIS Thesaurus in JSON: {error}") from error
    for topic in read.topics:
        own = short_id(topic.url)
        beside = own.removesuffix(topic.identifier) if own.endswith(topic.identifier) else ""
        names = {lang: [text] for lang in LANGUAGES if (text := _tidy(topic.labels.get(lang, "")))}
        if names:
            yield Concept(
                own, names, [beside + one for one in topic.broader], [beside + one for one in topic.related], topic.url
            )


def _rdf_xml(data: bytes, path: Path) -> Iterable[Concept]:
    """Read RDF/XML; a file that declares entities other than short ones, which namespaces have, is refused."""
    for name, value in _ENTITY.findall(data):
        plain = value.strip()[1:-1]
        if value.strip()[:1] not in (b'"', b"'") or len(plain) > ENTITY or b"&" in plain or b"%" in name:
            raise ThesaurusError(f"{path} declares an entity that names a file or other entities, which is not read")
    return _skos(data, path, "RDF_XML")


def _turtle(data: bytes, path: Path) -> Iterable[Concept]:
    return _skos(data, path, "TURTLE")


def _skos(data: bytes, path: Path, form: str) -> Iterable[Concept]:
    try:
        import pyoxigraph as rdf
    except ImportError as error:
        raise ThesaurusError(f"{path}: to read SKOS, install pyoxigraph: pip install 'chancery[skos]'") from error
    labels: dict[str, dict[str, list[tuple[int, str]]]] = {}
    links: dict[str, dict[str, list[str]]] = {"broader": {}, "related": {}}
    beside = {f"{_SKOS}broader": "broader", f"{_SKOS}related": "related"}
    try:
        for n, triple in enumerate(rdf.parse(data, format=getattr(rdf.RdfFormat, form), base_iri="urn:x-file:")):
            if n >= TRIPLES:
                raise ThesaurusError(f"{path} holds more than {TRIPLES:,} triples; split it")
            about, what, value = triple.subject, triple.predicate.value, triple.object
            if not isinstance(about, rdf.NamedNode):
                continue
            if what in _LABELS and isinstance(value, rdf.Literal):
                language = (value.language or "").partition("-")[0].lower()
                if language in LANGUAGES and (text := _tidy(value.value)):
                    labels.setdefault(about.value, {}).setdefault(language, []).append((_LABELS[what], text))
            elif what in beside and isinstance(value, rdf.NamedNode):
                links[beside[what]].setdefault(about.value, []).append(short_id(value.value))
    except (SyntaxError, ValueError, OSError) as error:
        raise ThesaurusError(f"{path} cannot be read as {form.replace('_', '/')}: {error}") from error
    for uri, found in labels.items():
        names = {
            lang: list(dict.fromkeys(text for _, text in sorted(texts, key=lambda one: one[0])))[:NAMES]
            for lang, texts in sorted(found.items())
        }
        broader, related = (sorted(links[kind].get(uri, [])) for kind in ("broader", "related"))
        yield Concept(short_id(uri), names, broader, related, uri)


def _tidy(text: str) -> str:
    """Give a name on one line; nothing for one that is too long to be one."""
    plain = _SPACE.sub(" ", text).strip()
    return plain if len(plain) <= NAME else ""


def short_id(uri: str) -> str:
    """Give the id of a concept: the short name of its scheme with its number, else its address.

    >>> short_id("http://metadata.un.org/thesaurus/1000001")
    'unbis:1000001'
    """
    for scheme, short in SCHEMES.items():
        _, found, number = uri.partition(scheme)
        if found and number:
            return f"{short}:{number}"
    return uri
