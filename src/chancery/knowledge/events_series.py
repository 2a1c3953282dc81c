"""The number of an event in its series, the series, and the name under which the text has the event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from chancery.knowledge.events_clusters import Cluster
from chancery.knowledge.events_heads import Found
from chancery.knowledge.events_words import Words, table
from chancery.knowledge.mentions_words import any_of
from chancery.lang.fold import fold
from chancery.lang.pack import pack

Ordinal = tuple[int, int, int]
"""A number and where it stands in the text."""
WINDOW = 48
"""Characters beside a noun in which its ordinal is looked for."""
DENSE_WINDOW = 14
"""The same in scripts without spaces."""
BETWEEN = 4
"""Words between an ordinal and its noun: "ninth ministerial conference"."""
LONGEST = 220
"""Characters of a name."""
MEETINGS = ("conference", "forum", "congress", "seminar", "debate", "consultations", "talks", "meeting")
"""Nouns that languages use for one another: their series are of meetings."""
_SIGNS = re.compile(r"[,.;:!?()\"\n]")


@dataclass(frozen=True, slots=True)
class _Ordinals:
    expression: re.Pattern[str]
    numbers: dict[str, int]
    """Stem to number."""
    after: bool


@cache
def _ordinals(language: str) -> _Ordinals:
    t, own = table(language), pack(language)
    endings = tuple(sorted(map(fold, t["ordinal-endings"]), key=len, reverse=True))
    numbers: dict[str, int] = {}
    for column in own.ordinals.values():
        for n, word in enumerate(column, 1):
            for stem in _stems(fold(word), endings):
                numbers.setdefault(stem, n)
    least, most = t["ordinal-tail"]
    tail = rf"[^\W\d_]{{{least},{most}}}(?![^\W_])" if own.spaced else ""
    words = any_of([f"{stem}*" for stem in numbers], tail, False)
    figures = "|".join(_figures(form) for form in t["ordinal-digits"])
    edge = r"(?<![^\W_])" if own.spaced else ""
    article = "(?:[وف]?[بك]?ال|لل)?" if own.words["direction"] == "rtl" else ""
    return _Ordinals(
        re.compile(rf"{edge}{article}(?:(?P<word>{words})|{figures})"),
        numbers,
        t["ordinal-side"] == "after",
    )


def _stems(word: str, endings: tuple[str, ...]) -> list[str]:
    """Give an ordinal without its ending, also with the words before the last without theirs."""

    def bare(part: str) -> str:
        ending = next((e for e in endings if part.endswith(e)), "")
        return part[: len(part) - len(ending)]

    *before, last = word.split(" ")
    return [" ".join([*before, bare(last)]), " ".join([*map(bare, before), bare(last)])]


def _figures(form: str) -> str:
    before, _, after = fold(form).partition("{n}")
    tail = re.escape(after.rstrip("*")) + (r"[^\W\d_]{1,3}" if after.endswith("*") else "")
    return rf"{re.escape(before)}\s?(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{{1,4}}\s?{tail}(?![^\W_])"


def ordinal(found: Found, folded: str, language: str) -> Ordinal | None:
    """Give the number of a noun's event in its series, with the place of its ordinal."""
    head, own = found.head, _ordinals(language)
    if head.sort.role != "noun":
        return None
    window = WINDOW if pack(language).spaced else DENSE_WINDOW
    if own.after:
        low, high = head.end, min(found.sentence.end, head.end + window)
    else:
        low, high = max(found.sentence.start, head.start - window), head.start
    for hit in _nearest(list(own.expression.finditer(folded, low, high)), own.after):
        between = folded[head.end : hit.start()] if own.after else folded[hit.end() : head.start]
        most = BETWEEN if hit["word"] or not own.after else 0
        if _SIGNS.search(between) or len(between.split()) > most:
            return None
        return _number(hit, own), hit.start(), hit.end()
    return None


def _number(hit: re.Match[str], own: _Ordinals) -> int:
    word = hit["word"]
    if word is None:
        return int(re.sub(r"\D", "", hit[0]))
    word = " ".join(word.split())
    return own.numbers[next(word[:n] for n in range(len(word), 0, -1) if word[:n] in own.numbers)]


def _nearest(hits: list[re.Match[str]], first: bool) -> list[re.Match[str]]:
    return hits[:1] if first else hits[-1:]


def series(found: Found, ids: list[str]) -> str | None:
    """Give the series of a numbered event: who holds it, and what it is; None where the text does not say who."""
    if not ids:
        return None
    group = found.head.sort.group
    return f"{'+'.join(ids)}/{'meeting' if group in MEETINGS else group}"


def name(found: Found, start: int | None, text: str, folded: str, words: Words) -> str | None:
    """Give the name of an event as printed, from its ordinal (which stands at ``start``) or first word in capitals on; None
    for a bare noun."""
    head = found.head
    if head.sort.role != "noun":
        return None
    low, high = min(head.start if start is None else start, head.start), head.end
    if words.spaced:
        if low == head.start and text[head.start].isupper():
            low = _capitals(text, found.sentence.start, head.start)
        behind = [c.start for c in found.clusters if c.start >= head.end and not _calls(c, head.end, folded, words)]
        high = min([*behind, found.sentence.end, head.end + LONGEST])
        for edge in (_SIGNS, words.name_ends):
            if sign := edge.search(folded, head.end, high):
                high = sign.start()
        if small := words.trailing.search(folded, head.end, high):
            high = small.start()
    else:
        low = max([low if start is not None else 0, *(c.end for c in found.clusters if c.end <= low)]) or head.start
    printed = " ".join(text[low:high].split()).strip("的 ").strip()
    return printed if head.end - head.start < len(printed) <= LONGEST else None


def _calls(cluster: Cluster, end: int, folded: str, words: Words) -> bool:
    """Whether an event is called after a place: "the Tashkent Conference", "Conférence de Tachkent"."""
    alone = cluster.place is not None and not cluster.located and not cluster.period and not cluster.held
    return alone and words.called.fullmatch(folded, end, cluster.start) is not None


def _capitals(text: str, first: int, end: int) -> int:
    """Give where the words in capitals before a noun begin: "Global Refugee [Forum]"."""
    at = end
    while at > first:
        found = re.search(r"([^\W_][\w'’/-]*)\s+\Z", text[max(first, at - 40) : at])
        if found is None or not (found[1][0].isupper() or found[1].isdigit()):
            break
        at = max(first, at - 40) + found.start(1)
    return at
