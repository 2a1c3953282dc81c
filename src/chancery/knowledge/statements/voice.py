"""Who speaks in each part of a document when the text says "we", "the Parties" or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from chancery.knowledge.context import Context
from chancery.lang.fold import fold
from chancery.lang.pack import pack

ORGANS = {"A": "un-ga", "S": "un-sc", "E": "un-ecosoc"}
"""Symbol letters to the ids of the organs that adopt resolutions."""
OFFICES = {
    "president-sc": "un-sc",
    "president-ga": "un-ga",
    "president-ecosoc": "un-ecosoc",
    "members-of-mission": "un-sc",
    "secretary-general": "un-secretariat",
    "deputy-secretary-general": "un-secretariat",
}
"""Offices that sign for an organ: office to its id."""
_SYMBOL = re.compile(r"\b([ase])\s?/\s?(?:res|prst|dec)\b")
_HEAD = 6000
"""Characters of the text that the symbol of a resolution is looked for in."""
_BARE = re.compile(r"[\s\u064b-\u0652,.:\"'*]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a part."""

    actors: tuple[str, ...] = ()
    organ: bool = False
    """Whether it is an organ of the United Nations."""
    treaty: bool = False
    """Whether sentences about the parties oblige them."""
    parties: tuple[str, ...] = ()
    """In a letter of one State: who adopted with it what the letter transmits, and is meant by "the two Governments"."""


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of a document by part; a part that is not named speaks as the letter, or as the document."""

    by_part: Mapping[str, Voice] = field(default_factory=dict)
    default: Voice = Voice()

    def of(self, part: str) -> Voice:
        """Give the voice of a part; an enclosure without one of its own speaks as what it belongs to."""
        while part not in self.by_part and "/" in part:
            part = part.rpartition("/")[0]
        return self.by_part.get(part, self.default)


@cache
def _openings(language: str) -> Mapping[str, str]:
    own = pack(language)
    return {
        _BARE.sub("", fold(text)): organ
        for letter, organ in ORGANS.items()
        for text in own.patterns.get(f"resolution.body.{letter}", ())
    }


def organ_of(context: Context) -> str | None:
    """Give the organ whose resolution or statement a document is, by its opening formula, else by its symbol."""
    openings = _openings(context.language)
    for paragraph in context.paragraphs[:20]:
        if paragraph.span[1] - paragraph.span[0] < 80:
            found = openings.get(_BARE.sub("", context.folded[slice(*paragraph.span)]))
            if found:
                return found
    symbol = _SYMBOL.search(context.folded, 0, _HEAD)
    return ORGANS[symbol[1].upper()] if symbol else None


def _senders(context: Context) -> tuple[str, ...]:
    """Give whom a letter comes from: States and organizations, else the organ that its signer presides over."""
    letter = context.letter
    if letter is None:
        return ()
    named = [s.state or s.organization for s in letter.senders]
    signed = [s.state for s in letter.signatures]
    held = [OFFICES.get(s.office) for s in letter.senders]
    for ids in (named, held, signed):
        if any(ids):
            return tuple(dict.fromkeys(i for i in ids if i))
    return ()


def voices(context: Context) -> Voices:
    """Give who speaks in each part of a document."""
    if context.kind in ("resolution", "presidential-statement"):
        organ = organ_of(context)
        return Voices({}, Voice((organ,) if organ else (), organ=True))
    senders = _senders(context)
    by_part = {}
    for attachment in context.attachments:
        adopted = attachment.kind in ("resolution", "presidential-statement")
        treaty = attachment.kind == "treaty"
        signed = tuple(dict.fromkeys(s.state for s in attachment.signatures if s.state))
        actors = tuple(attachment.adopted_by) or (signed if treaty else ()) or senders
        by_part[attachment.part] = Voice(actors, organ=adopted, treaty=treaty)
    together = (tuple(a.adopted_by) for a in context.attachments if set(senders) < set(a.adopted_by))
    return Voices(by_part, Voice(senders, parties=next(together, ())))
