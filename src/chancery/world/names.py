"""A name to look for in text, and a place where it stands."""

from __future__ import annotations

from typing import NamedTuple


class Tongues(NamedTuple):
    """What tells the adjective of a State from the name of a language (``states/adjectives/grammar.toml``), folded."""

    before: tuple[str, ...]
    last: tuple[str, ...]
    after: tuple[str, ...]


class Name(NamedTuple):
    """A name to look for, folded."""

    text: str
    id: str
    """Empty for a phrase that holds a name of the table and means something else: it is passed over whole."""
    need: str = ""
    """``doubtful``: also another word; ``capitals``: an acronym; ``tongue``: also a language; ``joined``: the first part
    of a word with a hyphen; ``followed``: only before some words; else nothing."""
    before: tuple[str, ...] = ()
    """Folded words after which a doubtful name is the name."""
    strict: bool = False
    """Whether a capital does not make a doubtful name sure; whether an acronym is another word in small letters."""
    small: bool = False
    """Whether it is printed without capitals."""
    marked: str = ""
    """The beginning up to the marks over a letter that make a doubtful name sure (``عُمان`` is Oman, not Amman)."""
    against: tuple[str, ...] = ()
    """Folded words after which it is not the name."""
    adjective: bool = False
    choices: tuple[str, ...] = ()
    """Ids of which it means the one that the text names nearest; the id of the name where it names none."""
    after: tuple[str, ...] = ()
    """What must follow, where `need` is ``followed``."""
    part: tuple[int, int] | None = None
    """The stretch that is the name where the text holds more (俄 in 俄塔)."""
    tongues: Tongues | None = None


class Hit(NamedTuple):
    """A name that stands in a text."""

    start: int
    end: int
    name: Name
