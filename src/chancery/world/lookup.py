"""Looking a name up in every table and language at once: what it names, in which form, and what is known of that."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Protocol

from msgspec import Struct

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import instruments, organizations, places, states
from chancery.world.adjectives import expand, grammar
from chancery.world.scripts import scripts
from chancery.world.table import Other, cell, key, rows
from chancery.world.vocabulary import Vocabulary

_NEAR = 5
"""Names suggested where none is found."""
_LIKE = 0.74
"""How alike names are that are suggested (`difflib`): one letter of four may differ."""


class Match(Struct, frozen=True, omit_defaults=True):
    """A form in the tables that is the name asked for."""

    text: str
    language: str
    form: str
    """What it is: ``short name``, ``inflected form``, ``former name`` ..."""
    since: int | None = None
    """The year from which it was the official name."""
    until: int | None = None


class Entry(Struct, omit_defaults=True):
    """What is known of what a name names."""

    kind: str
    """``state``, ``organization``, ``organ``, ``instrument``, ``place`` or ``topic``."""
    id: str
    matches: list[Match] = []
    names: dict[str, dict[str, str]] = {}
    """By language, then by form."""
    others: dict[str, list[Match]] = {}
    """Further names by language, with their years."""
    facts: dict[str, str | list[str]] = {}
    """Dates, symbols, States, memberships, by what they are called."""


_Form = tuple[str, str, Match]
"""Kind, id, form."""


class _Row(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def cases(self) -> tuple[str, ...]: ...
    @property
    def others(self) -> tuple[Other, ...]: ...
    @property
    def acronyms(self) -> tuple[str, ...]: ...


def lookup(name: str, vocabulary: Vocabulary) -> list[Entry]:
    """Give what a name names in any language: exactly, else with article, preposition or what is written together with it,
    else what names stand in it ("tadjiko-afghane")."""
    found = list(_exact(name))
    topics = list(_topics(name, vocabulary))
    if not found and not topics:
        found = list(_joined(name)) or list(_inside(name))
    entries: dict[tuple[str, str], Entry] = {}
    for kind, identifier, match in [*found, *topics]:
        entry = entries.setdefault((kind, identifier), Entry(kind, identifier))
        if match not in entry.matches:
            entry.matches.append(match)
    for entry in entries.values():
        _TELL[entry.kind](entry) if entry.kind in _TELL else _tell_topic(entry, vocabulary)
    return list(entries.values())


def near(name: str, vocabulary: Vocabulary) -> list[str]:
    """Give names of the tables that are nearly the one asked for, the nearest first."""
    out: dict[str, float] = {}
    for language in LANGUAGES:
        wanted = key(name, scripts()[language])
        names = {own: forms[0][2].text for own, forms in _index(language).items() if abs(len(own) - len(wanted)) < 3}
        for topic in vocabulary.terms(language).names():
            names.setdefault(fold(topic), topic)
        for own in difflib.get_close_matches(wanted, names, n=_NEAR, cutoff=_LIKE):
            alike = difflib.SequenceMatcher(None, own, wanted).ratio()
            out[names[own]] = max(alike, out.get(names[own], 0))
    return sorted(out, key=lambda text: (-out[text], text))[:_NEAR]


def _exact(name: str) -> Iterator[_Form]:
    for language in LANGUAGES:
        yield from _index(language).get(key(name, scripts()[language]), ())


def _joined(name: str) -> Iterator[_Form]:
    for kind, table in _TABLES.items():
        for language in LANGUAGES:
            if identifier := table.identify(name, language):
                yield kind_of(kind, identifier), identifier, Match(name, language, "name with what goes before it")


def _inside(name: str) -> Iterator[_Form]:
    for language in LANGUAGES:
        folded = fold(name)
        hits = [("state", hit) for hit in states.find(folded, language, name, adjectives=True)]
        hits += [
            (kind, hit)
            for kind, table in _TABLES.items()
            if kind != "state"
            for hit in table.find(folded, language, name)
        ]
        for kind, (start, end, identifier) in hits:
            yield kind_of(kind, identifier), identifier, Match(name[start:end], language, "name that stands in it")


def _topics(name: str, vocabulary: Vocabulary) -> Iterator[_Form]:
    for language in LANGUAGES:
        term = vocabulary.terms(language).identify(name)
        if term:
            same = fold(term.text) == fold(name)
            topic = vocabulary.topic(term.id)
            first = topic is not None and fold(topic.name(language)) == fold(name)
            form = ("topic" if first else "variant of a topic") if same else "inflected form of a topic"
            yield "topic", term.id, Match(term.text, language, form)


@cache
def _index(language: str) -> dict[str, list[_Form]]:
    """Give every form of a language by its key."""
    out: dict[str, list[_Form]] = {}
    script = scripts()[language]
    for kind, identifier, match in _forms(language):
        out.setdefault(key(match.text, script), []).append((kind, identifier, match))
    for forms in out.values():
        seen: dict[tuple[str, str], _Form] = {}
        for form in forms:  # the first of several forms with one spelling is the plainest
            seen.setdefault(form[:2], form)
        forms[:] = seen.values()
    return out


def _forms(language: str) -> Iterator[_Form]:
    """Give every form of every table in a language, the plainest of each row first."""
    for kind, table in _ROWS.items():
        for row in table(language).values():
            own = kind_of(kind, row.id)
            acronyms = set(row.acronyms)
            for form, label in _LABELS.items():
                if text := getattr(row, form, ""):
                    yield own, row.id, Match(text, language, label)
            for other in row.others:
                yield own, row.id, _other(other, language, acronyms)
            for text in row.cases:
                yield own, row.id, Match(text, language, "inflected form")
    yield from _adjectives(language)


_LABELS = {
    "short": "short name",
    "formal": "formal name",
    "list": "name in lists of States",
    "acronym": "acronym",
    "of": "name after “of”",
    "of_formal": "formal name after “of”",
    "within": "name after “in”",
}


def _other(other: Other, language: str, acronyms: Iterable[str] = ()) -> Match:
    dated = other.since or other.until
    label = "former name" if dated else "acronym" if other.name in acronyms else "other name"
    return Match(other.name, language, label, other.since, other.until)


def _adjectives(language: str) -> Iterator[_Form]:
    endings = grammar()[language]["endings"]
    for row in rows("states/adjectives", f"{language}.tsv"):
        for pattern in cell(row["adjectives"]):
            if "[" in pattern:
                continue
            label = "first part of a compound" if pattern[-1] == "-" else "adjective or name of the people"
            for form in expand(pattern.strip("*?").removesuffix("-"), endings):
                yield "state", row["id"], Match(form, language, label)


def kind_of(kind: str, identifier: str) -> str:
    """Tell organs of the United Nations, whose ids begin with ``un-``, from organizations with such an acronym (UN-Women)."""
    if kind != "organization" or not identifier.startswith("un-"):
        return kind
    known = organizations.organizations("en")[identifier].in_text()
    return "organ" if all(fold(name) != identifier for name in known) else kind


_ROWS: Mapping[str, Callable[[str], Mapping[str, _Row]]] = {
    "state": states.states,
    "organization": organizations.organizations,
    "instrument": instruments.names,
    "place": places.names,
}
_TABLES = {"state": states, "organization": organizations, "instrument": instruments, "place": places}


def _name(entry: Entry, table: str, forms: Iterable[str]) -> None:
    for language in LANGUAGES:
        row = _ROWS[table](language)[entry.id]
        entry.names[language] = {form: text for form in forms if (text := getattr(row, form))}
        if found := [_other(other, language, row.acronyms) for other in row.others]:
            entry.others[language] = found


def _tell_state(entry: Entry) -> None:
    _name(entry, "state", ("short", "formal", "list"))
    periods = states.membership(entry.id)
    since = [f"{p.member_from or ''}/{p.member_to or ''}" for p in periods if p.member_from]
    if since:
        entry.facts["member of the United Nations"] = since
    for what in ("predecessors", "successors"):
        codes = list(dict.fromkeys(code for p in periods for code in getattr(p, what)))
        if codes:
            entry.facts[what] = codes
    if capitals := [p.id for p in places.places().values() if p.state == entry.id and p.capital]:
        entry.facts["capital"] = capitals


def _tell_organization(entry: Entry) -> None:
    _name(entry, "organization", ("short", "acronym"))


def _tell_instrument(entry: Entry) -> None:
    _name(entry, "instrument", ("short", "formal", "acronym"))
    own = instruments.instruments()[entry.id]
    facts = {"what it is": own.kind.replace("-", " "), "date": own.date, "place": own.place, "symbol": own.symbol}
    entry.facts.update({what: value for what, value in facts.items() if value})


def _tell_place(entry: Entry) -> None:
    _name(entry, "place", ("short", "within"))
    own = places.places()[entry.id]
    if own.state:
        entry.facts["capital of" if own.capital else "State"] = own.state


def _tell_topic(entry: Entry, vocabulary: Vocabulary) -> None:
    topic = vocabulary.topic(entry.id)
    if topic is None:
        return
    for language, found in topic.names.items():
        if found:
            entry.names[language] = {"short": found[0]}
            entry.others[language] = [Match(text, language, "variant") for text in found[1:]]
    if topic.broader:
        entry.facts["broader topic"] = topic.broader
    if concept := vocabulary.concept(entry.id):
        entry.facts["thesaurus"] = list(dict.fromkeys(filter(None, (concept.id, concept.uri))))


_TELL = {
    "state": _tell_state,
    "organization": _tell_organization,
    "organ": _tell_organization,
    "instrument": _tell_instrument,
    "place": _tell_place,
}
