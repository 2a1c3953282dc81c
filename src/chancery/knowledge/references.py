"""Documents, resolutions, treaties and agreements that a text refers to, each with its span."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise

from msgspec.structs import replace

from chancery.form import symbols
from chancery.knowledge.context import Context
from chancery.knowledge.references_names import names
from chancery.knowledge.references_resolutions import resolutions
from chancery.knowledge.references_words import words
from chancery.record.model import Reference

_STRETCH = re.compile("[\u0640\u064b-\u0652]+")
"""What Arabic print adds to letters: elongation and vowel signs."""


def references(context: Context) -> list[Reference]:
    """Give the references of a text in the order of their spans.

    Symbols are in the form of the library of the United Nations. A treaty or another instrument of the table of the
    world has the same name in all languages (`chancery.world.instruments.cited`), with the article or rule that is
    cited; others have the name that is printed.
    """
    cuts = [cut.span() for cut in _STRETCH.finditer(context.folded)]
    return _stretched(context, cuts) if cuts else _read(context)


def _stretched(context: Context, cuts: list[tuple[int, int]]) -> list[Reference]:
    """Read a text without its stretches and give the spans in the text itself."""
    kept = [(a, b) for (_, a), (b, _) in pairwise([(0, 0), *cuts, (len(context.text), 0)])]
    starts = list(accumulate((b - a for a, b in kept), initial=0))
    ends = [b for _, b in kept]

    def there(offset: int) -> int:
        piece = bisect_left(ends, offset)
        return starts[piece] + max(0, offset - kept[piece][0])

    def back(offset: int) -> int:
        piece = bisect_right(starts, offset, 0, len(kept)) - 1
        return kept[piece][0] + offset - starts[piece]

    plain = Context(
        text="".join(context.text[a:b] for a, b in kept),
        folded="".join(context.folded[a:b] for a, b in kept),
        language=context.language,
        paragraphs=[replace(p, span=(there(p.span[0]), there(p.span[1]))) for p in context.paragraphs],
        mentions=[replace(m, span=(there(m.span[0]), there(m.span[1]))) for m in context.mentions],
    )
    found = _read(plain)
    for reference in found:
        start, end = back(reference.span[0]), back(reference.span[1] - 1) + 1
        reference.span, reference.text = (start, end), context.text[start:end]
    return found


def _read(context: Context) -> list[Reference]:
    found = _symbols(context)
    taken = [r.span for r in found]
    terms = words(context.language).terms.find(context.folded)
    found += resolutions(context, terms, taken)
    found.sort(key=lambda r: r.span)
    found += names(context, terms, found)
    found.sort(key=lambda r: (r.span[0], -r.span[1]))
    return found


def _symbols(context: Context) -> list[Reference]:
    """Give the symbols that are printed, from the first paragraph on: what stands before it is the document's own."""
    first = context.paragraphs[0].span[0] if context.paragraphs else 0
    out = []
    for hit in symbols.find(context.text):
        if hit.start >= first:
            paragraph = context.paragraph_at(hit.start)
            out.append(
                Reference(
                    symbol=str(hit.symbol.document),
                    text=context.text[hit.start : hit.end],
                    span=(hit.start, hit.end),
                    paragraph=paragraph.id if paragraph else None,
                )
            )
    return out
