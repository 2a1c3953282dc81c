"""What a document says, as lines of a card: names by kind with their counts, topics, events, positions, what it cites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from rich.text import Text

from chancery.cli.names import instrument_name, state_name, topic_name
from chancery.cli.terminal import isolated
from chancery.record.model import Event, Mention, Quantity, Record, Reference, Statement
from chancery.world import instruments, organizations, states
from chancery.world.vocabulary import Vocabulary

FEW = 8
"""Names, topics, citations and quantities on a card."""
FEW_EVENTS = 5
FEW_STATEMENTS = 6
SNIPPET = 150
"""Characters of a position's text: two lines."""

GROUPS: dict[str, tuple[str, ...]] = {
    "States": ("state",),
    "bodies": ("organization", "organ", "programme"),
    "people": ("person",),
    "places": ("place",),
    "treaties": ("instrument",),
    "meetings": ("meeting",),
}
"""Lines of names, with the kinds of mentions on each."""
POLARITY = {"positive": "green", "negative": "red", "neutral": "cyan"}
_LETTER = frozenset({"transmittal", "circulation"})
"""Formulas of letters, whose requests everybody makes."""


class Namer:
    """Names for the ids of a record."""

    def __init__(self, record: Record, vocabulary: Vocabulary) -> None:
        self._record, self._vocabulary = record, vocabulary

    @cached_property
    def _printed(self) -> dict[str, str]:
        """The longest form in which the document names what no table does."""
        longest: dict[str, str] = {}
        for mention in self._record.mentions:
            if mention.id and len(mention.text) > len(longest.get(mention.id, "")):
                longest[mention.id] = mention.text
        return longest

    def __call__(self, identifier: str) -> str:
        """Give the English name of an id, else as the document prints it."""
        if identifier in states.states("en"):
            return state_name(identifier)
        if identifier in organizations.organizations("en"):
            return organizations.name(identifier, "en", "acronym")
        if identifier in instruments.names("en"):
            return instrument_name(identifier)
        if self._vocabulary.topic(identifier):
            return topic_name(identifier, self._vocabulary)
        if ":" in identifier and identifier in self._printed:
            return isolated(flat(self._printed[identifier]))
        return identifier


def lines(record: Record, vocabulary: Vocabulary) -> list[tuple[str, Text]]:
    """Give the lines of a card on what a document says: a name and its value; nothing for what there is none of."""
    name = Namer(record, vocabulary)
    out: list[tuple[str, Text]] = []
    for label, kinds in GROUPS.items():
        out.append((label, _counted(_names((m for m in record.mentions if m.kind in kinds), name))))
    topics = Counter({topic_name(t.id, vocabulary): len(t.spans) for t in record.topics})
    out.append(("topics", _counted(topics)))
    out.append(("cites", _counted(Counter(filter(None, map(_cited, record.references))), "; ")))
    out.append(("quantities", _listed([_quantity(q) for q in record.quantities], FEW)))
    out += _rows("events", [_event(e, name) for e in record.events], FEW_EVENTS)
    formulas = {p.id for p in record.paragraphs if p.formula in _LETTER}
    said = [s for s in record.statements if s.paragraph not in formulas]
    out += _rows("says", [_statement(s, name) for s in said], FEW_STATEMENTS)
    return [(label, value) for label, value in out if value.plain]


def flat(text: str) -> str:
    """Give a text on one line."""
    return re.sub(r"\s+", " ", text).strip()


def snippet(text: str, most: int = SNIPPET) -> str:
    """Give the beginning of a text on one line, cut between words where it has any."""
    plain = flat(text)
    if len(plain) <= most:
        return plain
    cut = plain[:most]
    at = cut.rfind(" ")
    return cut[: at if at > most // 2 else most].rstrip(" ,;:،、，；") + "…"


def _names(mentions: Iterable[Mention], name: Callable[[str], str]) -> Counter[str]:
    """Count names: those with an id by it, others as they are printed."""
    return Counter(name(m.id) if m.id else isolated(flat(m.text)) for m in mentions)


def _counted(found: Counter[str], apart: str = ", ") -> Text:
    """Give names with how often they stand in the text, the most frequent first."""
    shown = found.most_common(FEW)
    line = Text()
    for n, (one, count) in enumerate(shown):
        line.append(apart if n else "").append(one)
        if count > 1:
            line.append(f" {count}", style="dim")
    return _more(line, len(found) - len(shown))


def _listed(found: Sequence[str], most: int) -> Text:
    different = list(dict.fromkeys(found))
    return _more(Text("; ".join(different[:most])), len(different) - most)


def _more(line: Text, left: int) -> Text:
    return line.append(f" and {left} more", style="dim") if left > 0 else line


def _rows(label: str, found: Sequence[Text], most: int) -> list[tuple[str, Text]]:
    out = [(label if n == 0 else "", one) for n, one in enumerate(found[:most])]
    if len(found) > most:
        out.append(("", Text(f"and {len(found) - most} more", style="dim")))
    return out


def _cited(reference: Reference) -> str:
    if reference.symbol:
        return reference.symbol
    name = isolated(flat(reference.name or reference.text))
    return f"{name} ({reference.date})" if reference.date and reference.date not in name else name


def _quantity(quantity: Quantity) -> str:
    amount = f"{quantity.amount:,.10g}" if abs(quantity.amount) < 1e15 else f"{quantity.amount:g}"
    return f"{amount}{'%' if quantity.unit in ('%', 'percent') else ' ' + quantity.unit}"


def _event(event: Event, name: Callable[[str], str]) -> Text:
    line = Text.assemble((event.kind.replace("-", " "), "bold magenta"))
    when = ", ".join(filter(None, ((event.date or "").replace("/", " to "), event.place)))
    if when:
        line.append(f"  {when}")
    if event.participants:
        line.append_text(
            _more(Text("  " + ", ".join(map(name, event.participants[:4])), "dim"), len(event.participants) - 4)
        )
    return line.append(f"\n{isolated(snippet(event.name or event.text, SNIPPET // 2))}", style="italic")


def _statement(statement: Statement, name: Callable[[str], str]) -> Text:
    line = Text()
    if statement.negated:
        line.append("not ", style="bold")
    line.append(statement.act, style=f"bold {POLARITY[statement.polarity]}")
    if statement.actors:
        line.append("  " + _who(statement.actors, name))
    if statement.addressees:
        line.append(" → ", style="dim").append(_who(statement.addressees, name))
    if about := [one for one in statement.about if one not in {*statement.actors, *statement.addressees}]:
        line.append("  on " + _who(about, name), style="dim")
    if statement.deadline:
        line.append(f"  by {statement.deadline}", style="yellow")
    return line.append(f"\n{isolated(snippet(statement.text))}", style="italic")


def _who(identifiers: Sequence[str], name: Callable[[str], str]) -> str:
    shown = ", ".join(map(name, identifiers[:4]))
    return shown + (f" and {len(identifiers) - 4} more" if len(identifiers) > 4 else "")
