"""Deciding which of the names that stand in a text are names: what is also another word needs a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chancery.world.names import Hit
from chancery.world.scripts import Script

_LIST_GAP = re.compile(r"[\s,;/]+")
_HYPHENED = re.compile(r"-\s?[^\W\d_]")
_NOUN = re.compile(r"[ \n\-]{1,3}([^\W\d_]+)")
_FOLLOWING = re.compile(r"[\s\-\"')*]{0,8}([^\W\d_]+)?")
_NUMBERED = re.compile(r"[-/]\d")
"""Behind an acronym that begins a symbol (``EC-94/DEC.2``)."""
_SAFE_ACRONYM = 3
"""Letters from which an acronym is taken for itself in folded text, where capitals are lost, unless it is another word."""
_CONTEXT = 40
"""Characters before a doubtful name that its context is looked for in."""


def sure(hit: Hit, folded: str, text: str | None, script: Script) -> bool | None:
    """Tell whether a hit is the name: yes, perhaps (False), no (None). The text is given as printed where it is known."""
    name = hit.name
    if name.against and ends_with(_left(hit, folded), name.against, script):
        return None
    if not name.need:
        return True
    if name.need == "capitals":
        if "$" in (folded[hit.start - 1 : hit.start], folded[hit.end : hit.end + 1]):  # the currency: US$
            return None
        if _NUMBERED.match(folded, hit.end):
            return None
        if text is not None:
            printed = text[hit.start : hit.end]
            return True if printed == printed.upper() else None
        return True if len(name.text) >= _SAFE_ACRONYM and not name.strict else None
    if name.need == "tongue":
        return not _is_language(hit, folded, script)
    if name.need == "joined":
        return True if _HYPHENED.match(folded, hit.end) else None
    if name.need == "followed":
        whole = hit.end + len(name.text) - (name.part[1] if name.part else len(name.text))
        return True if folded.startswith(name.after, whole) else None
    left = _left(hit, folded)
    if ends_with(left, name.before, script):
        return True
    if not left and (not name.strict or not folded[hit.end : hit.end + 2].strip().isalpha()):
        return True
    return text is not None and not name.strict and _looks_named(text, hit.start, hit.end)


def settle(kept: Sequence[Hit], certain: list[bool], folded: str, script: Script) -> None:
    """Make doubtful names sure that stand in a list beside a name that is sure, and languages of what stands in a list
    beside a language, one after the other."""
    there, back = range(1, len(kept)), range(len(kept) - 2, -1, -1)
    for n, beside in [*((n, n - 1) for n in there), *((n, n + 1) for n in back)]:
        if certain[beside] == certain[n]:
            continue
        first, second = sorted((kept[n], kept[beside]), key=lambda h: h.start)
        tongues = (kept[n].name.need == "tongue") + (kept[beside].name.need == "tongue")
        if tongues == 2:
            if certain[n] and _joins(folded[first.end : second.start], script):
                certain[n] = False
        elif not tongues and certain[beside] and kept[beside].name.id:
            certain[n] = first.name.id != second.name.id and _joins(folded[first.end : second.start], script)


def chosen(hits: Sequence[Hit]) -> list[Hit]:
    """Give the hits whose name means one of several (``Congolese``) the id that the text names nearest, before it or after
    it; those that mean none of them are left out."""
    if not any(hit.name.choices for hit in hits):
        return [hit for hit in hits if hit.name.id]
    plain = [hit for hit in hits if not hit.name.choices]
    out = []
    for hit in hits:
        if hit.name.choices:
            named = [other for other in plain if other.name.id in hit.name.choices]
            before = [other for other in named if other.start < hit.start]
            meant = before[-1] if before else named[0] if named else hit
            hit = hit._replace(name=hit.name._replace(id=meant.name.id))
        if hit.name.id:
            out.append(hit)
    return out


def _left(hit: Hit, folded: str) -> str:
    return folded[max(0, hit.start - _CONTEXT) : hit.start].rstrip()


def ends_with(left: str, words: tuple[str, ...], script: Script) -> bool:
    """Tell whether text ends with one of some words, alone or with what is written together with the next word."""
    for word in words:
        if left.endswith(word):
            joined = left[: -len(word)]
            if not script.spaced or not joined[-1:].isalpha() or joined.rsplit(None, 1)[-1] in script.proclitics:
                return True
    return False


def _is_language(hit: Hit, folded: str, script: Script) -> bool:
    """Tell whether an adjective is the name of a language by the words around it."""
    tongues = hit.name.tongues
    if tongues is None:
        return True
    left = _left(hit, folded).rstrip(' :"(')
    if ends_with(left, tongues.before, script):
        return True
    following = _FOLLOWING.match(folded, hit.end)
    if following and following[1] in tongues.after:
        return True
    if not ends_with(left, tongues.last, script):
        return False
    noun = _NOUN.match(folded, hit.end)
    return noun is None or noun[1] in script.joiners


def _joins(gap: str, script: Script) -> bool:
    """Tell whether what stands between two names makes a list of them."""
    if script.spaced and not gap.strip(" "):
        return False
    return _LIST_GAP.sub(" ", gap).strip() in script.joiners | {""}


def _looks_named(text: str, start: int, end: int) -> bool:
    """Tell whether capitals say that a doubtful name is a name: it begins with one, as does its last word, and it is not
    the given name of a person, which a capitalised word follows or a hyphen joins to another."""
    last = max(text.rfind(" ", start, end), start - 1) + 1
    if not (text[start].isupper() and text[last].isupper()) or text[start - 1 : start] == "-":
        return False
    return text[start:end].isupper() or not (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper())
