"""States that only say where a place lies: "Bali (Indonesia)", "Accra, Ghana", 摩洛哥马拉喀什."""

from __future__ import annotations

import re
from itertools import pairwise

from chancery.knowledge.context import Context
from chancery.lang.pack import pack
from chancery.record.model import Span
from chancery.world import places

_BETWEEN = re.compile(r"[\s,(]{1,3}ب?")
"""Between a place and the State that it lies in; in Arabic print "in" is written together with the State."""
_CLOSING = re.compile(r"\s?\)")


def locating(context: Context) -> list[Span]:
    """Give the spans of such States, in order."""
    known = places.places()
    spaced = pack(context.language).spaced
    out = []
    for one, other in pairwise(sorted(context.mentions, key=lambda m: m.span)):
        place, state = (one, other) if one.kind == "place" else (other, one)
        between = context.folded[one.span[1] : other.span[0]]
        beside = _BETWEEN.fullmatch(between) if place is one else not spaced and not between
        if beside and place.kind == "place" and state.kind == "state" and known[str(place.id)].state == state.id:
            out.append(state.span)
    return out


def without(folded: str, spans: list[Span]) -> str:
    """Give folded text with such States as spaces, so that a place stands beside its date."""
    edges = [0, *(edge for span in spans for edge in span), len(folded)]
    kept = [folded[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    gaps = [" " * (b - a) for a, b in spans]
    return "".join(piece for pair in zip(kept, [*gaps, ""], strict=True) for piece in pair)
