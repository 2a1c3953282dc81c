"""Text without what Arabic print adds to letters (elongation and vowel signs), with the way back to the printed text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate, pairwise

from msgspec.structs import replace

from chancery.knowledge.context import Context
from chancery.lang.pack import pack
from chancery.record.model import Span

_STRETCH = re.compile("[\u0640\u064b-\u0652]+")

Back = Callable[[Span], Span]


def without_stretches(context: Context) -> tuple[Context, Back]:
    """Give the context with its text free of stretches and the function that takes a span of it to the printed text.

    A text that has none is given back as it is. Mentions, references and paragraphs keep their texts and have new spans.
    """
    arabic = pack(context.language).words["direction"] == "rtl"
    cuts = [cut.span() for cut in _STRETCH.finditer(context.folded)] if arabic else []
    if not cuts:
        return context, _same
    kept = [(a, b) for (_, a), (b, _) in pairwise([(0, 0), *cuts, (len(context.text), 0)])]
    starts = list(accumulate((b - a for a, b in kept), initial=0))
    ends = [b for _, b in kept]

    def there(span: Span) -> Span:
        first, last = (_inside(at, kept, starts, ends) for at in span)
        return first, last

    def back(span: Span) -> Span:
        first = _printed(span[0], kept, starts)
        return first, (_printed(span[1] - 1, kept, starts) + 1 if span[1] > span[0] else first)

    plain = replace_context(context, kept)
    plain.paragraphs = [replace(p, span=there(p.span)) for p in context.paragraphs]
    plain.mentions = [replace(m, span=there(m.span)) for m in context.mentions]
    plain.references = [replace(r, span=there(r.span)) for r in context.references]
    return plain, back


def _same(span: Span) -> Span:
    return span


def replace_context(context: Context, kept: list[Span]) -> Context:
    """Give a context of the pieces of the text that are kept."""
    return Context(
        text="".join(context.text[a:b] for a, b in kept),
        folded="".join(context.folded[a:b] for a, b in kept),
        language=context.language,
        paragraphs=[],
        kind=context.kind,
        date=context.date,
        letter=context.letter,
        attachments=context.attachments,
    )


def _inside(offset: int, kept: list[Span], starts: list[int], ends: list[int]) -> int:
    piece = min(bisect_left(ends, offset), len(kept) - 1)
    return starts[piece] + min(max(0, offset - kept[piece][0]), kept[piece][1] - kept[piece][0])


def _printed(offset: int, kept: list[Span], starts: list[int]) -> int:
    piece = bisect_right(starts, offset, 0, len(kept)) - 1
    return kept[piece][0] + offset - starts[piece]
