"""The words with which a language speaks of events (``lang/LL/events.toml``), compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from chancery.knowledge.events_finder import Finder
from chancery.knowledge.references_words import expression
from chancery.lang.fold import fold
from chancery.lang.pack import pack
from chancery.world.scripts import scripts

HELD, HOSTED, OPENED = "held", "hosted", "opened"
"""Words that say that something takes place; those of them that have a host before them; those that are an event alone."""
OPENING = "ceremony"
"""The kind of event that an opening by itself is."""
COUNTED = 60
"""Characters between "anniversary of" and the event."""
_PUNCTUATION = r"[\s,()'\"\[\]:·-]"


class Sort(NamedTuple):
    """What a word of the table says."""

    kind: str
    """Of the event; empty for words that say that something takes place."""
    role: str
    """``noun``, ``verb`` or ``held``."""
    group: str
    """The key under which the noun stands: ``conference``, ``summit``; of a verb its kind."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, compiled over folded text."""

    spaced: bool
    terms: Finder
    sorts: dict[str, Sort]
    forward: re.Pattern[str]
    """Behind a word of taking place whose noun follows it."""
    small: re.Pattern[str]
    """What may stand between the parts of one statement of when and where, and between them and their event."""
    locative: re.Pattern[str]
    """What stands before the place where something was, at the end of a text."""
    called: re.Pattern[str]
    """What stands between an event and the place that it is called after, the whole of a text."""
    no_date: re.Pattern[str]
    """What makes a date another thing than that of an event, at the end of a text before it."""
    since: re.Pattern[str]
    """The same before a date that is not the first day of a period."""
    no_event: re.Pattern[str]
    """What makes an event that from which something else is counted, at the end of a text before it."""
    joined: re.Pattern[str]
    """And."""
    no_noun: re.Pattern[str]
    """What makes a noun another thing, behind it."""
    about: re.Pattern[str]
    """Words before what an event is about."""
    taking_part: re.Pattern[str]
    """Words before those who take part."""
    listed: re.Pattern[str]
    """What may stand between two of those who take part, the whole of a text."""
    name_ends: re.Pattern[str]
    """Where a name ends."""
    trailing: re.Pattern[str]
    """Small words at the end of a text."""
    no_date_after: re.Pattern[str]
    """What makes a date another thing, behind it."""
    own: re.Pattern[str]
    """A word that says that the owner of an event has been named, with a few words before the event, at the end of a text."""
    own_endings: tuple[str, ...]


def table(language: str) -> dict[str, Any]:
    """Give the table of a language as it is written.

    Raises `FileNotFoundError` for a language that has none.
    """
    return tomllib.loads((resources.files("chancery.lang") / language / "events.toml").read_text("utf-8"))


def _listed(language: str, with_words: str, spaced: bool) -> str:
    script = scripts()[language]
    particles = sorted({*map(fold, script.joiners), *map(fold, script.particles)}, key=len, reverse=True)
    small = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in particles)
    edge = r"(?![^\W_])" if spaced else ""
    led = rf"[\s,]*(?:{small}){edge}\s*(?:[^\W\d_]+\s+){{1,3}}{with_words}" if spaced else r"(?!)"
    return rf"(?:[\s,'()-]|、|(?:{small}){edge}|{with_words})*|{led}[\s']*(?:(?:{small}){edge}[\s']*)*"


@cache
def words(language: str) -> Words:
    """Give the words of a language (ISO 639-1).

    Raises `KeyError` for a language that has no pack.
    """
    t, spaced = table(language), pack(language).spaced
    clitics = sorted(map(fold, t["clitics"]), key=len, reverse=True)
    clitic = f"(?:{'|'.join(clitics)})?" if clitics else ""
    sorts = {group: Sort(OPENING if group == OPENED else "", "held", group) for group in (HELD, HOSTED, OPENED)}
    phrases: dict[str, list[str]] = {group: t[group] for group in (HELD, HOSTED, OPENED)}
    for kind, groups in t["nouns"].items():
        for group, found in groups.items():
            sorts[f"{kind}/{group}"] = Sort(kind, "noun", group)
            phrases[f"{kind}/{group}"] = found
    for kind, found in t["verbs"].items():
        sorts[f"{kind}!"] = Sort(kind, "verb", kind)
        phrases[f"{kind}!"] = found

    def any_of(key: str) -> str:
        return expression(t[key], spaced, clitic)

    taking_part = any_of("with")
    joined = expression(pack(language).calendar["also"], False)
    weekdays = expression(pack(language).calendar["weekdays"], spaced, clitic)
    called = "|".join(re.escape(fold(w)).replace(r"\ ", r"\s+") for w in t["called"] if w)
    return Words(
        spaced=spaced,
        terms=Finder(phrases, spaced, map(fold, t["clitics"]), map(fold, t["articles"])),
        sorts=sorts,
        forward=re.compile(any_of("forward")),
        small=re.compile(rf"(?:{_PUNCTUATION}|{any_of('at')}|{weekdays})*{clitic}"),
        locative=re.compile(rf"(?:{any_of('locative')}|{_glued(t['locative'])})\s*['\"(]*\Z"),
        called=re.compile(rf"\s*(?:{called})\s*" if called else r"\s*"),
        no_date=re.compile(rf"{any_of('no-date')}[\s,']*\Z"),
        since=re.compile(rf"{any_of('from')}[\s,']*\Z"),
        no_event=re.compile(rf"{any_of('no-event')}[^,.;:()]{{0,{COUNTED}}}\Z"),
        joined=re.compile(rf"[\s,]*{joined}" if spaced else r"(?!)"),
        no_noun=re.compile(rf"[\s-]*{any_of('no-noun')}"),
        about=re.compile(any_of("about")),
        taking_part=re.compile(taking_part),
        name_ends=re.compile(any_of("name-ends")),
        trailing=re.compile(
            rf"(?:[\s,'-]+(?:{any_of('at')}|{any_of('about')}|{any_of('with')}|{any_of('locative')}|{joined}))+[\s']*\Z"
        ),
        no_date_after=re.compile(rf"\s*{any_of('no-date-after')}"),
        own=re.compile(
            rf"{any_of('own')}(?:[\s'-]+[\w-]+){{0,4}}[\s'-]*\Z" if spaced else rf"{any_of('own')}\w{{0,8}}\Z"
        ),
        own_endings=tuple(map(fold, t["own-endings"])),
        listed=re.compile(_listed(language, taking_part, spaced)),
    )


def _glued(phrases: list[str]) -> str:
    """Give the expression of those words that are written together with the next: one letter of a script with clitics."""
    found = [re.escape(fold(p)) for p in phrases if len(p) == 1 and not p.isascii()]
    return rf"(?<![^\W\d_])(?:[وف])?(?:{'|'.join(found)})" if found else r"(?!)"
