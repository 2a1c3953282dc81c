"""What a writer puts into slots: names in the form a phrase needs, joined lists, dates, numbers, phrases of families."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from chancery.form import dates
from chancery.form.grammar import Grammar, grammar
from chancery.form.items import write_items
from chancery.form.notation import Slot
from chancery.record.model import Letter, Sender
from chancery.world import organizations, places, states

Fillers = Mapping[str, Callable[[str], str | None] | str | None]
"""Slot name to its words, or to a function of the form asked for."""


def fill(fillers: Fillers) -> Callable[[Slot], str | None]:
    """Give the function that `chancery.form.notation.render` asks for the words of a slot."""

    def give(slot: Slot) -> str | None:
        found = fillers.get(slot.name)
        return found(slot.form) if callable(found) else found

    return give


def joined(words: Iterable[str], language: str) -> str:
    """Join a list: "A, B and C"."""
    parts = list(words)
    join = grammar(language).pack.words["join"]
    if len(parts) < 2:
        return "".join(parts)
    return str(join["comma"]).join(parts[:-1]) + str(join["last"]) + parts[-1]


def number_key(count: int, keys: Iterable[str], gender: str | None = None) -> str:
    """Give the key of a phrase for a number of things: ``one``, ``two`` where the language has it, ``many``."""
    have = set(keys)
    numbers = {1: ["one"], 2: ["two", "many"]}.get(count, ["many"])
    wanted = [f"{n}_{gender}" for n in numbers] if gender else []
    return next((k for k in [*wanted, *numbers] if k in have), next(iter(sorted(have)), "one"))


def name(kind: str, identifier: str, language: str, form: str) -> str:
    """Give the name of a State or organization in a form of its table."""
    if kind == "state":
        return states.name(identifier, language, form or "short")
    return organizations.name(identifier, language, form or "short")


def parties(ids: list[tuple[str, str]], language: str) -> Callable[[str], str]:
    """Give the words for a list of (kind, id), in the form that a slot asks for."""

    def words(form: str) -> str:
        rest = grammar(language).pack.words["join"].get("rest", form)
        return joined(
            (
                name(kind, i, language, form if n == 0 or rest != "short" else "short")
                for n, (kind, i) in enumerate(ids)
            ),
            language,
        )

    return words


def phrase(g: Grammar, prefix: str, key: str, fillers: Fillers) -> str | None:
    """Write the phrase ``prefix.key``; None where the language has none or a slot has no value."""
    return g.write(f"{prefix}.{key}", fill(fillers))


def endings(g: Grammar, prefix: str) -> list[str]:
    """Give the number keys that a language has under a prefix."""
    return list(g.pack.family(prefix))


def senders(letter_senders: list[Sender], language: str, family: str = "senders") -> str | None:
    """Write the senders of a title, those of one office together; the feminine is for women alone."""
    g = grammar(language)
    groups: list[str] = []
    for office in dict.fromkeys(s.office for s in letter_senders):
        group = [s for s in letter_senders if s.office == office]
        gender = "feminine" if all(s.gender == "feminine" for s in group) else None
        ids = [("state", s.state) if s.state else ("organization", s.organization) for s in group]
        named = [(kind, i) for kind, i in ids if i]
        key = number_key(len(group), endings(g, f"{family}.{office}"), gender)
        text = phrase(
            g, family, f"{office}.{key}", {"parties": parties(named, language) if named else None, "body": None}
        )
        if text is None:
            return None
        groups.append(text)
    return joined(groups, language)


def addressees(ids: list[str], language: str, family: str = "addressees") -> str | None:
    """Write addressees in the form that a title (or the compliments of a note) needs."""
    g = grammar(language)
    found = [phrase(g, family, i, {}) for i in ids]
    return joined([f for f in found if f], language) if found and all(found) else None


def title_fillers(letter: Letter, language: str) -> Fillers:
    """Give the slots of a title."""
    return {
        "date": dates.write(letter.date, language) if letter.date else None,
        "senders": senders(letter.senders, language),
        "addressees": addressees(letter.addressees, language),
    }


def title(letter: Letter, language: str, family: str = "title") -> str | None:
    """Write a title, or the reference to it (``reference``); Arabic has a dual for two identical letters."""
    g = grammar(language)
    keys = g.pack.family(f"{family}.{letter.kind}")
    kind = f"{letter.kind}.{number_key(len(letter.addressees), keys)}" if keys else letter.kind
    return g.write(f"{family}.{kind}", fill(title_fillers(letter, language)))


def place(identifier: str | None, language: str) -> Callable[[str], str | None]:
    """Give the words for a place in the form that a slot asks for; a place that the table lacks has none."""

    def words(form: str) -> str | None:
        if identifier is None:
            return None
        try:
            return places.name(identifier, language, form or "short")
        except KeyError:
            return None

    return words


def items_phrase(items: list[str], kind: str, language: str, prefix: str) -> str | None:
    """Write a phrase about agenda items: ``masthead.items`` or ``under``."""
    g = grammar(language)
    key = number_key(len(items), endings(g, f"{prefix}.{kind}"))
    return phrase(g, prefix, f"{kind}.{key}", {"items": write_items(items, language)})
