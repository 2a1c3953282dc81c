"""Tables of names: one TSV a language, the same rows and columns in all six, and what is common to reading them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from chancery.lang.fold import fold
from chancery.world.names import Name
from chancery.world.scripts import Script, scripts

_YEARS = re.compile(r"\s*\[(\d{4})?(-)?(\d{4})?\]$")
_APART = re.compile(r"[^\w]+|_+")


class Other(NamedTuple):
    """A further name, with the years in which it was the official one where it was only for a time."""

    name: str
    since: int | None = None
    until: int | None = None


class Doubtful(NamedTuple):
    """A name that is also another word, with words after which it is the name."""

    name: str
    before: tuple[str, ...] = ()
    strict: bool = False
    """Whether a capital does not make it sure (a ``!`` behind it in the table)."""
    against: tuple[str, ...] = ()
    """Words after which it is not the name (with a ``-`` before them in the table)."""


def rows(folder: str, name: str) -> list[dict[str, str]]:
    """Read ``world/FOLDER/NAME``: rows by column name; lines that begin with ``#`` are notes.

    Raises `FileNotFoundError` where there is no such table.
    """
    text = (resources.files("chancery.world") / folder / name).read_text("utf-8")
    head, *body = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [dict(zip(head, cells, strict=True)) for cells in body]


def cell(text: str) -> tuple[str, ...]:
    """Give the values of a cell that holds several, parted by `` | ``."""
    return tuple(part for part in text.split(" | ") if part)


def others(text: str) -> tuple[Other, ...]:
    """Read a cell of further names.

    >>> others("Kazakstan [1992-1997] | Burma [-1989]")
    (Other(name='Kazakstan', since=1992, until=1997), Other(name='Burma', since=None, until=1989))
    """
    out = []
    for part in cell(text):
        years = _YEARS.search(part) if part[-1] == "]" else None
        if years is None:
            out.append(Other(part))
            continue
        since, dash, until = years.groups()
        last = until or (None if dash else since)
        out.append(Other(part[: years.start()], int(since) if since else None, int(last) if last else None))
    return tuple(out)


def doubtful(text: str) -> tuple[Doubtful, ...]:
    """Read a cell of doubtful names.

    >>> doubtful("Того | مالي: في، إلى")
    (Doubtful(name='Того', before=(), strict=False, against=()),
     Doubtful(name='مالي', before=('في', 'إلى'), strict=False, against=()))
    >>> doubtful("Secretariat: -Commonwealth")[0].against
    ('Commonwealth',)
    """
    out = []
    for part in cell(text):
        name, _, words = part.partition(":")
        context = [w.strip() for w in re.split("[,،]", words) if w.strip()]
        before = tuple(w for w in context if w[0] != "-")
        against = tuple(w[1:] for w in context if w[0] == "-")
        out.append(Doubtful(name.strip().removesuffix("!"), before, name.strip().endswith("!"), against))
    return tuple(out)


def key(text: str, script: Script) -> str:
    """Give what two spellings of one name share: the folded words, without signs between them."""
    plain = script.drop.sub("", fold(text))
    return (" " if script.spaced else "").join(_APART.sub(" ", plain).split())


def apart(folder: str, language: str) -> list[Name]:
    """Give the phrases of ``apart.tsv``: they hold a name of the table and mean something else."""
    phrases = (phrase for row in rows(folder, "apart.tsv") for phrase in cell(row[language]))
    return [Name(phrase, "", small=True) for phrase in folded(phrases)]


def folded(texts: Iterable[str]) -> list[str]:
    """Fold many texts of one line each at once."""
    together = "\n".join(texts)
    return fold(together).split("\n") if together else []


_NAMED = ("short", "name", "list", "formal", "cases", "others")
"""Columns that hold names as they stand in text."""


@cache
def every_name(folder: str, language: str) -> frozenset[str]:
    """Give every name of a table as it stands in text, folded."""
    names = [
        _YEARS.sub("", name) if name[-1] == "]" else name
        for row in rows(folder, f"{language}.tsv")
        for column in _NAMED
        for name in cell(row.get(column, ""))
    ]
    return frozenset(folded(names))


def abbreviations(folder: str, language: str) -> Iterable[Name]:
    """Give the acronyms of a table as phrases that are passed over, unless they end a name in full: 南苏丹特派团 is passed
    over, 联合国南苏丹特派团 is not."""
    for row in rows(folder, f"{language}.tsv"):
        for short in folded(cell(row["acronym"])):
            full = folded([row["short"], *cell(row["others"])])
            beginnings = tuple(name.removesuffix(short) for name in full if name.endswith(short) and name != short)
            yield Name(short, "", small=True, against=beginnings)


def holders(outer: Sequence[str], inner: Iterable[str], script: Script) -> list[str]:
    """Give those of some folded names that hold one of others and are longer, in order."""
    automaton = AhoCorasick(list(inner), implementation=Implementation.ContiguousNFA)
    text = "\n".join(["", *outer, ""])
    starts = [0, *accumulate(len(name) + 1 for name in outer)]
    held = {
        bisect_right(starts, start) - 1
        for _, start, end in automaton.find_matches_as_indexes(text[1:], overlapping=True)
        if _is_part(text[start], text[end + 1], script)
    }
    return [outer[n] for n in sorted(held)]


def _is_part(before: str, after: str, script: Script) -> bool:
    """Tell by the characters around it whether a stretch of a line is not all of it, and of whole words where the script
    parts them."""
    return (before, after) != ("\n", "\n") and not (script.spaced and (before.isalpha() or after.isalpha()))


class Index:
    """Names by their `key`, to recognise one that stands alone."""

    def __init__(self, forms: Mapping[str, Iterable[str]], language: str) -> None:
        self._script = scripts()[language]
        self._ids: dict[str, str] = {}
        for identifier, printed in forms.items():
            for form in printed:
                self._ids.setdefault(key(form, self._script), identifier)

    def get(self, text: str) -> str | None:
        """Give the id of what the text names exactly, in any form, with or without article, preposition or proclitic."""
        wanted = key(text, self._script)
        for candidate in self._readings(wanted):
            if found := self._ids.get(candidate):
                return found
        return None

    def _readings(self, wanted: str) -> Iterable[str]:
        yield wanted
        for particle in self._script.particles:
            plain = key(particle, self._script)
            space = " " if self._script.spaced else ""
            if wanted.startswith(plain + space) and len(wanted) > len(plain + space):
                yield wanted[len(plain + space) :]
        for beginning, printed, _ in self._script.contracted:
            if wanted.startswith(printed):
                yield beginning + wanted[len(printed) :]
        for clitic in self._script.proclitics:
            if wanted.startswith(clitic):
                yield wanted[len(clitic) :]
