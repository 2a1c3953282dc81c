"""``chancery world``: what a name names, and why."""

from __future__ import annotations

import sys

import msgspec
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from chancery.cli.names import LANGUAGE_NAMES, state_name
from chancery.cli.terminal import Lines, isolated
from chancery.record.model import LANGUAGES
from chancery.world.lookup import Entry, Match, lookup, near
from chancery.world.thesaurus import data_folder
from chancery.world.vocabulary import vocabulary

_FEW = 8
"""Other names shown in a language."""
_COLUMNS = {"short": "name", "formal": "formal name", "acronym": "acronym", "list": "in lists", "within": "with “in”"}
_KINDS = {"state": "State", "organ": "organ of the United Nations"}
_STATES = frozenset({"predecessors", "successors", "State", "capital of"})
"""Facts whose values are codes of States."""


def show(name: str, json: bool) -> bool:
    """Show what a name names; tell whether it names anything.

    Raises `chancery.world.thesaurus.ThesaurusError` where the imported thesaurus is damaged.
    """
    own = vocabulary(data_folder())
    found = lookup(name, own)
    suggested = [] if found else near(name, own)
    if json:
        told = {"query": name, "found": found, "near": suggested}
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(told)) + b"\n")
        return bool(found)
    console = Console(highlight=False, emoji=False)
    for entry in found:
        console.print(card(entry))
    if not found:
        errors = Console(stderr=True, highlight=False, emoji=False)
        errors.print(Text(f"nothing is known by the name {isolated(name)}"), soft_wrap=True)
        if suggested:
            errors.print(Text("near it: " + "; ".join(map(isolated, suggested))), soft_wrap=True)
    return bool(found)


def card(entry: Entry) -> Panel:
    """Give the card of what a name names."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True, width=12)
    facts.add_column(ratio=1)
    facts.add_row("kind", _KINDS.get(entry.kind, entry.kind))
    for n, match in enumerate(entry.matches):
        facts.add_row("matches" if n == 0 else "", Lines(why(match)))
    for what, value in entry.facts.items():
        values = [value] if isinstance(value, str) else value
        shown = map(state_name, values) if what in _STATES else values
        label = "UN member" if what.startswith("member") else what
        facts.add_row(
            label,
            ", ".join(one.replace("/", " to ").removesuffix(" to ") if label == "UN member" else one for one in shown),
        )
    english = entry.names.get("en", {}).get("short", entry.id)
    title = Text.assemble((english, "bold"), "  ", (entry.id, "dim"))
    return Panel(Group(facts, "", names(entry)), title=title, title_align="left", border_style="blue")


def _period(interval: str) -> str:
    since, _, until = interval.partition("/")
    return f"{since} to {until}" if until else f"since {since}"


def why(match: Match) -> Text:
    """Give why a form matches: the form, its language, what kind of form it is, its years."""
    line = Text.assemble((isolated(match.text), "bold green"), f"  {LANGUAGE_NAMES[match.language]}, {match.form}")
    return line.append(years(match))


def years(match: Match) -> str:
    """Give the years of a name."""
    if not (match.since or match.until):
        return ""
    if match.since == match.until:
        return f" ({match.since})"
    return f" ({match.since or '…'}–{match.until or '…'})"


def names(entry: Entry) -> Table:
    """Give the names in all languages as a table; a form that all languages lack has no column."""
    forms = [form for form in _COLUMNS if any(_new(own, form) for own in entry.names.values())]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("", style="dim", width=2)
    for form in forms:
        table.add_column(_COLUMNS[form], ratio=1 if form != "acronym" else None, no_wrap=form == "acronym")
    others = any(entry.others.values())
    if others:
        table.add_column("also", ratio=1)
    for language in LANGUAGES:
        own = entry.names.get(language)
        if own:
            cells = [isolated(_new(own, form)) for form in forms]
            cells += [_also(entry.others.get(language, []))] if others else []
            table.add_row(language, *(Lines(Text(cell)) for cell in cells))
    return table


def _new(own: dict[str, str], form: str) -> str:
    """Give a form where it is not the short name again."""
    text = own.get(form, "")
    return "" if form != "short" and text == own.get("short") else text


def _also(found: list[Match]) -> str:
    shown = "; ".join(isolated(match.text) + years(match) for match in found[:_FEW])
    return shown + (f" and {len(found) - _FEW} more" if len(found) > _FEW else "")
