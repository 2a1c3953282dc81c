"""Those who adopted a text, where it speaks of them by a short form: "the Parties", "les deux pays", 双方."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chancery.knowledge.context import Context
from chancery.knowledge.mentions_names import Name
from chancery.knowledge.mentions_words import Adopters, adopter_words
from chancery.record.model import Span

_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = 24
"""Characters before a form that a word about others is looked for in."""
LETTER = "letter"
"""The part that the letter itself is."""


def adopters(context: Context) -> list[tuple[Span, list[str]]]:
    """Give the short forms for those who adopted a text, in order, each with the ids of their States or organizations.

    In the letter they are its senders, in an attachment the States that adopted it, else those of its signatures.
    """
    parties = {part: ids for part, ids in _parties(context).items() if ids}
    if not parties:
        return []
    words = adopter_words(context.language)
    out: list[tuple[Span, list[str]]] = []
    for found in words.forms.finditer(context.folded):
        paragraph = context.paragraph_at(found.start())
        ids = parties.get(paragraph.part, []) if paragraph else []
        kind = (found.lastgroup or "").removesuffix("_capital")
        start, end = found.span(found.lastgroup or 0)
        if not ids or (kind == "together") != (len(ids) > 1):
            continue
        if found.lastgroup != kind and not _has_capital(context.text[start:end]):
            continue
        if kind == "together" and not _stands_alone(context.folded, start, end, words):
            continue
        out.append(((start, end), ids))
    return out


def _stands_alone(folded: str, start: int, end: int, words: Adopters) -> bool:
    """Whether no word beside a form tells that it speaks of others ("the parties to the conflict")."""
    left = folded[max(0, start - _BESIDE) : start]
    return not (words.unless_followed.match(folded, end) or words.unless_preceded.search(left))


def own_countries(context: Context) -> list[Name]:
    """Give the places where a text of one State speaks of its country ("mon pays") as mentions of that State."""
    words = adopter_words(context.language)
    parties = {part: ids for part, ids in _parties(context).items() if len(ids) == 1}
    out: list[Name] = []
    for found in words.forms.finditer(context.folded) if parties else ():
        if (found.lastgroup or "").startswith("country"):
            paragraph = context.paragraph_at(found.start())
            ids = parties.get(paragraph.part, []) if paragraph else []
            if ids and ids[0].isupper():
                out.append(Name(*found.span(found.lastgroup or 0), "state", ids[0]))
    return out


def _parties(context: Context) -> dict[str, list[str]]:
    """Give the ids of those whose text each part is."""
    letter = context.letter
    senders = _distinct([s.state or s.organization for s in letter.senders]) if letter else []
    out = {LETTER: senders}
    for attachment in context.attachments:
        signers = _distinct([s.state for s in attachment.signatures])
        out[attachment.part] = _distinct(attachment.adopted_by) or signers or (senders if len(senders) == 1 else [])
    return out


def _distinct(ids: Sequence[str | None]) -> list[str]:
    return list(dict.fromkeys(i for i in ids if i))


def _has_capital(printed: str) -> bool:
    """Whether a word of a form has a capital, besides the first of several."""
    words = _WORD.findall(printed)
    return any(w[0].isupper() for w in (words[1:] if len(words) > 1 else words))
