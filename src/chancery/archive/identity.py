"""By what a document is known to be the same as another: its symbol, its job number, what its file is called.

A key is a word for the kind, a colon and a value. ``symbol:`` keys alone settle which work a document is; the others are
tried where no symbol is printed, and what they join is looked at twice (see `grouping`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from chancery.form.symbols import Symbol, SymbolError, parse, symbol_from_filename

SYMBOL = "symbol:"
NAME = "name:"
_MACHINE_NAME = re.compile(r"(?P<symbol>[A-Z]+_.+?)(?:-(?P<job>\d{7})|_)(?P<letter>[ACEFRS])", re.I)
"""Names that conference services give: ``A_RES_78_12-2323832E``, ``S_RES_2674_E``: symbol, job number, language."""
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_JOB = re.compile(r"(\d{2})-?(\d{5})$")


@lru_cache(4096)
def parsed(symbol: str) -> Symbol | None:
    """Give a symbol in its parts; None where the text is none."""
    try:
        return parse(symbol)
    except SymbolError:
        return None


@lru_cache(4096)
def work_symbol(text: str) -> str:
    """Give what names the work that a symbol belongs to, in the form in which keys compare.

    A reissue and a revision are the same work. Resolutions were numbered without a break where their number is followed by
    a year or session in brackets, which is often misprinted or left out: it does not count.

    >>> work_symbol("S/RES/1267 (1999)"), work_symbol("A/58/50/Rev.1"), work_symbol("A/58/50/Rev.1/Corr.1")
    ('S/RES/1267', 'A/58/50', 'A/58/50/Rev.1/Corr.1')
    """
    symbol = parsed(text)
    if symbol is None:
        return re.sub(r"\s+", " ", text).strip()
    suffixes = symbol.suffixes
    if suffixes and suffixes[-1].kind == "Rev":
        suffixes = suffixes[:-1]
    return str(replace(symbol, reissued=False, bracket="", suffixes=suffixes))


def version(text: str) -> str:
    """Give the revision that a symbol names: ``Rev.1``, with a star where it was issued again; empty for the first."""
    symbol = parsed(text)
    if symbol is None:
        return ""
    last = symbol.suffixes[-1:] if symbol.suffixes and symbol.suffixes[-1].kind == "Rev" else ()
    return "".join(str(s).strip("/ ") for s in last) + ("*" if symbol.reissued else "")


RELATIONS = {
    "Corr": "corrects",
    "Corrigendum": "corrects",
    "Add": "adds-to",
    "Amend": "amends",
    "Summary": "summarizes",
}
"""What a document with such an ending does to the one that its symbol names before it."""


def hangs_on(text: str) -> tuple[str, str] | None:
    """Give the relation of a corrigendum or addendum and the symbol of what it changes; None for a document by itself."""
    symbol = parsed(text)
    while symbol is not None and symbol.suffixes:
        last, symbol = symbol.suffixes[-1], replace(symbol, suffixes=symbol.suffixes[:-1], reissued=False)
        if last.kind in RELATIONS:
            return RELATIONS[last.kind], work_symbol(str(symbol))
    return None


def target(symbol: str) -> str:
    """Give the key under which a work with this symbol is found, held or not."""
    return SYMBOL + work_symbol(symbol)


def shown(key: str) -> str:
    """Give a key as people read it."""
    return key.partition(":")[2]


def of_file_name(name: str) -> tuple[list[str], str | None]:
    """Give the symbols and the job number that a file's name tells, by the conventions of the library and of conference services."""
    stem = _EXTENSION.sub("", name)
    machine = _MACHINE_NAME.fullmatch(stem)
    job = None
    if machine:
        stem = machine["symbol"].rstrip("_ ")
        job = job_number(machine["job"] or "")
    try:
        return [str(s) for s in symbol_from_filename(stem)[0]], job
    except SymbolError:
        return [], job


def job_number(text: str) -> str | None:
    """Give a job number as it compares: two digits of the year, five of the number."""
    found = _JOB.search(text.split("(")[0].strip())
    return f"{found[1]}-{found[2]}" if found else None


def misprinted(printed: list[str], named: list[str]) -> bool:
    """Whether a printed symbol is the one of the file's name but for one character, left out, added or wrong.

    Machines name files by the register, people type symbols; so the name is right.
    """
    if not printed or not named or {work_symbol(s) for s in printed} & {work_symbol(s) for s in named}:
        return False
    return any(_near(work_symbol(a), work_symbol(b)) for a in printed for b in named)


def _near(a: str, b: str) -> bool:
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at + 1 :] == long[at + 1 :] if len(a) == len(b) else short[at:] == long[at + 1 :]
