"""The words by which persons are known in one language, compiled once (``lang/*/people.toml``)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from chancery.knowledge.mentions_words import any_of
from chancery.lang.fold import fold
from chancery.lang.pack import pack
from chancery.world import organizations
from chancery.world.scripts import scripts

SPACE = r"[^\S\n]"
"""White space inside a line."""
LETTER = r"[^\W\d_]"
_HYPHEN = r"[-‐‑–]"
_APOSTROPHE = r"['’ʼ‘`ʹ]"
_STEM = 5
_SHORTEST_COMMON = 3
"""Letters of a word of an organization's name from which it is taken for a word that no person is called by."""


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """What tells persons in one language; words are folded."""

    language: str
    shape: str
    """``cased``, ``plain`` or ``joined``: how a name is told from the words around it."""
    bare: bool
    """Whether a name follows a post at once, without a comma."""
    triggers: re.Pattern[str]
    """The words that stand before a name, in folded text, in the groups ``honorific``, ``title`` and ``office``."""
    capital: frozenset[str]
    """Triggers that are read with a capital only."""
    printed: frozenset[str]
    """Triggers as they are printed in small letters, with their accents; empty where words are inflected."""
    plural: re.Pattern[str]
    """Triggers that several names may follow."""
    appointing: re.Pattern[str]
    """Words that whole names may follow."""
    appointing_stems: tuple[str, ...]
    """What one of them begins with, to see quickly that there is none."""
    aliases: re.Pattern[str]
    """A bracket behind a name that opens with another name of the person."""
    locating: frozenset[str]
    """Words beside the name of a place."""
    joiners: re.Pattern[str]
    """What joins two names to a list."""
    particles: frozenset[str]
    loose: frozenset[str]
    """Particles that are inside a name only where a word before it tells that it is one."""
    suffixes: frozenset[str]
    not_names: frozenset[str]
    """Words that are part of no name."""
    not_endings: tuple[str, ...]
    """Endings of words that are part of no name that is not told to be one."""
    initials_last: bool
    """Whether initials may stand behind the surname."""
    bodies: frozenset[str]
    """Words of the names of organizations, which are part of no name that is not told to be one."""
    modifiers: re.Pattern[str]
    """What may stand, up to its end, between the comma behind a name and a post."""
    between: frozenset[str]
    """Modifiers, one by one: they may stand between a post and a name."""
    proclitics: tuple[str, ...]
    """What is written together with the next word, longest first."""
    after: tuple[str, ...]
    given: frozenset[str]
    given_printed: frozenset[str]
    """Given names that folding makes the same as words that are part of no name (علي and على)."""
    surnames: frozenset[str]
    characters: str
    following: frozenset[str]
    breaks: frozenset[str]
    begins: frozenset[str]
    endings: tuple[str, ...]
    """Endings of the cases of names, longest first."""
    given_endings: tuple[str, ...]
    """Endings of the cases of given names."""
    oblique: tuple[str, ...]
    """Endings that the nominative of a surname has not."""
    patronymics: tuple[str, ...]
    """Endings of names after the father."""
    stems: tuple[tuple[str, str, str], ...]
    """What surnames end with before their ending, with that of a man and of a woman."""
    given_end: tuple[str, str]
    """Last letters of given names without their ending, and what the nominative adds behind them."""
    feminine: frozenset[str]


@cache
def people_data(language: str) -> Mapping[str, Any]:
    """Give the table of a language; raises `FileNotFoundError` where it has none."""
    return tomllib.loads((resources.files("chancery.lang") / language / "people.toml").read_text("utf-8"))


def _contracted(entries: Iterable[str], language: str) -> list[str]:
    """Give words with the forms in which a proclitic has taken the place of their article."""
    out = list(entries)
    for beginning, printed, skip in scripts()[language].contracted:
        out += [printed[skip:] + fold(e)[len(beginning) :] for e in entries if fold(e).startswith(beginning)]
    return out


def _common(language: str) -> set[str]:
    """Give the words of the names of organizations and of months: they make no names of persons."""
    names = (n for row in organizations.organizations(language).values() for n in (row.short, *row.cases))
    out = {w for name in names for w in re.findall(rf"{LETTER}+", fold(name)) if len(w) >= _SHORTEST_COMMON}
    for month in pack(language).calendar["months"]:
        out.update(fold(m) for m in ([month] if isinstance(month, str) else month))
    return out


@cache
def people_words(language: str) -> PeopleWords:
    """Give the words of a language; raises `FileNotFoundError` where it has no table."""
    data, spaced = people_data(language), pack(language).spaced
    endings = "|".join(sorted(data["endings"], key=len, reverse=True))
    ending = rf"(?:{endings})?" if endings else ""
    firsts = {fold(e)[0] for kind in ("honorifics", "titles", "offices") for e in data[kind]}
    edge = r"(?<![^\W_])(?<!-)" if spaced else f"(?=[{ranges(sorted(map(ord, firsts)))}])"
    clitics = sorted(scripts()[language].proclitics, key=len, reverse=True)
    clitic = rf"(?:{'|'.join(clitics)})?" if clitics else ""
    groups = "|".join(
        f"(?P<{kind}>{any_of(_contracted(data[kind + 's'], language), ending, spaced)})"
        for kind in ("honorific", "title", "office")
    )
    entries = [e for kind in ("honorifics", "titles", "offices") for e in data[kind]]
    small = {fold(e) for e in entries if not e[:1].isupper()}
    particles = frozenset(fold(w) for p in data["particles"] for w in p.split())
    given = frozenset(map(fold, data["given"]))
    not_names = frozenset(map(fold, data["not_names"]))
    return PeopleWords(
        language=language,
        shape=data["shape"],
        bare=data["apposition"] == "bare",
        triggers=re.compile(f"{edge}{clitic}(?:{groups})"),
        capital=frozenset(fold(e) for e in entries if e[:1].isupper()) - small,
        printed=frozenset() if ending else frozenset(e.lower() for e in entries),
        plural=re.compile(f"{clitic}(?:{any_of(_contracted(data['plural'], language), ending, spaced)})"),
        appointing=re.compile(f"{edge}(?:{any_of(data['appointing'], '', spaced)})"),
        appointing_stems=tuple(sorted({fold(a)[:_STEM] for a in data["appointing"]})),
        aliases=re.compile(rf"\(\s*(?:{any_of(data['aliases'], '', spaced)})"),
        locating=frozenset(map(fold, data["locating"])),
        joiners=re.compile(
            rf"\s*(?:,\s*(?:{any_of(data['joiners'], '', False)})?|{any_of(data['joiners'], '', False)})\s*"
        ),
        particles=particles,
        loose=frozenset(map(fold, data["loose"])),
        suffixes=frozenset(map(fold, data["suffixes"])),
        not_names=not_names,
        not_endings=tuple(map(fold, data["not_endings"])),
        initials_last=data["initials_last"],
        bodies=frozenset(_common(language) - particles - given),
        modifiers=re.compile(rf"(?:(?<![^\W_])(?:{any_of(data['modifiers'], '', False)})(?:\s+|-|(?<=')))*\Z"),
        between=frozenset(map(fold, data["modifiers"])),
        proclitics=tuple(clitics),
        after=tuple(sorted(map(fold, data["after"]), key=len, reverse=True)),
        given=given,
        given_printed=frozenset(n for n in data["given"] if fold(n) in not_names and n not in data["not_names"]),
        surnames=frozenset(data["surnames"]),
        characters=data["characters"],
        following=frozenset(data["following"]),
        breaks=frozenset(data["breaks"]),
        begins=frozenset(data["begins"]),
        endings=tuple(sorted(map(fold, data["name_endings"]), key=len, reverse=True)),
        given_endings=tuple(sorted(map(fold, data["given_endings"]), key=len, reverse=True)),
        oblique=tuple(map(fold, data["oblique"])),
        patronymics=tuple(map(fold, data["patronymics"])),
        stems=tuple((fold(a), fold(b), fold(c)) for a, b, c in data["surname_stems"]),
        given_end=(data["given_end"][0], data["given_end"][1]),
        feminine=frozenset(map(fold, data["feminine"])),
    )


@dataclass(frozen=True, slots=True)
class NameShape:
    """The shape of names in a script with capitals, as expressions for text that is not folded."""

    name: re.Pattern[str]
    """A run of initials and capitalised words with the small words inside names."""
    before: re.Pattern[str]
    """The word before an initial, up to its end: ``Kofi`` in ``Kofi A. Annan``, ``Лавров`` in ``Лавров С. В.``."""
    ending: re.Pattern[str]
    """A name at the end of a stretch."""
    patronymic: re.Pattern[str]
    """A name after the father."""


@cache
def name_shape(language: str, spaced: bool = True) -> NameShape:
    """Give the shape of names with the small words of a language; not ``spaced`` where they stand in a text of a script
    that puts no space before them."""
    upper = f"[{_capitals()}]"
    particles = sorted(people_data(language)["particles"], key=len, reverse=True)
    small = "|".join(re.escape(p).replace(r"\ ", SPACE) for p in particles) or r"(?!)"
    word = (
        rf"(?:(?:{LETTER}{{1,3}}{_HYPHEN}|{LETTER}{{1,2}}{_APOSTROPHE}|{_APOSTROPHE}|(?:{small})(?={upper}))?{upper}{LETTER}*"
        rf"(?:(?:{_HYPHEN}|{_APOSTROPHE}){LETTER}+)*)"
    )
    single = rf"{upper}(?:(?!{upper}){LETTER})?\."
    initial = rf"(?:{single}(?:{_HYPHEN}?{single})*)"
    joined = rf"(?:(?<=\.){SPACE}*|{SPACE}+)(?:(?:{small}){SPACE}+)?"
    atom = rf"(?:{initial}|{word})"
    edge = r"(?<![^\W_])" if spaced else r"(?<![A-Za-z0-9])"
    name = rf"{edge}(?:(?:{small}){SPACE}+)?{atom}(?:{joined}{atom}){{0,6}}"
    return NameShape(
        name=re.compile(name),
        before=re.compile(rf"{edge}{word}{SPACE}+\Z"),
        ending=re.compile(rf"{name}(?={SPACE}*\Z)"),
        patronymic=re.compile(
            rf"{edge}{upper}{LETTER}+(?:{'|'.join(people_data(language)['patronymics']) or '(?!)'}){SPACE}"
        ),
    )


@cache
def _capitals() -> str:
    """Give the capital letters of the Latin and Cyrillic alphabets as the inside of a character class."""
    codes = [c for c in (*range(0x0530), *range(0x1E00, 0x1F00)) if unicodedata.category(chr(c)) == "Lu"]
    return ranges(codes)


def ranges(codes: Iterable[int]) -> str:
    """Write code points, in order, as the inside of a character class.

    >>> ranges([65, 66, 67, 90])
    'A-CZ'
    """
    out: list[list[int]] = []
    for code in codes:
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in out)
