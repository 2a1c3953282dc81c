"""How far the six languages agree on one text: ``python -m benchmarks.parallel PATH``.

PATH is a folder of ``dev.ar`` ... ``dev.zh``, whose lines translate each other. A sentence in six languages must give the same
facts in all of them. Each kind of fact is a function from a sentence and its language to what is found; a line counts where
at least one language finds something. Jaccard is the mean over the 15 pairs of languages, exact the share of pairs with
equal sets. Disagreements are listed by what is found and by the languages that lack it.

``--sample N`` draws N mentions at random (``--seed``) from the first thousand sentences of each language instead, with the
words around them, for a person to judge whether they are true.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from chancery.form import periods
from chancery.knowledge.context import Context
from chancery.knowledge.mentions import mentions
from chancery.knowledge.quantities import quantities
from chancery.knowledge.references import references
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES, Mention, Paragraph

Hit = tuple[str, str]
"""A fact and the text that gave it."""


class Sentence(NamedTuple):
    """A sentence in six languages."""

    year: str
    symbol: str
    """Of the document that it stands in."""
    texts: Mapping[str, str]
    """By language."""


Finder = Callable[[Sentence, str], Iterable[Hit]]
"""From a sentence and a language to what is found."""

PAIRS = list(combinations(LANGUAGES, 2))
SAMPLED = 1000
"""Sentences of each language that a sample is drawn from."""
AROUND = 40
"""Characters shown on both sides of a mention of the sample."""


def read(sentence: Sentence, language: str) -> Context:
    """Give the context of a sentence, with its mentions: of its document, as the reader does, the symbol is known."""
    text = sentence.texts[language]
    context = Context(
        text=text,
        folded=fold(text),
        language=language,
        paragraphs=[Paragraph(id="p1", part="letter", text=text, span=(0, len(text)))],
        kind="report",
        symbols=[sentence.symbol],
        date=sentence.year,
    )
    context.mentions = mentions(context)
    return context


def named(sentence: Sentence, language: str, kinds: Iterable[str]) -> Iterable[Hit]:
    """Give the mentions of some kinds."""
    return ((m.id, m.text) for m in read(sentence, language).mentions if m.id and m.kind in kinds)


def states(sentence: Sentence, language: str) -> Iterable[Hit]:
    """Give the States that a sentence names."""
    return named(sentence, language, ("state",))


def organizations(sentence: Sentence, language: str) -> Iterable[Hit]:
    """Give the organizations and organs that a sentence names."""
    return named(sentence, language, ("organization", "organ"))


def symbols(sentence: Sentence, language: str) -> Iterable[Hit]:
    """Give the symbols of documents that a sentence refers to."""
    return ((r.symbol, r.text) for r in references(read(sentence, language)) if r.symbol)


def numbers(sentence: Sentence, language: str) -> Iterable[Hit]:
    """Give the amounts of the quantities of a sentence."""
    return ((f"{q.amount:.10g}", q.text) for q in quantities(read(sentence, language)))


def dated(sentence: Sentence, language: str) -> Iterable[Hit]:
    """Give the days and months with their years, and periods of them."""
    text = sentence.texts[language]
    for period in periods.find(fold(text), language):
        if period.precision in ("day", "month"):
            yield period.iso, text[period.start : period.end]


KINDS: Mapping[str, tuple[Finder, float]] = {
    "states": (states, 0.97),
    "organizations": (organizations, 0.90),
    "dates": (dated, 0.97),
    "symbols": (symbols, 0.97),
    "numbers": (numbers, 0.97),
}
"""A kind of fact to its finder and the Jaccard that it must reach."""


class Disagreement(NamedTuple):
    """An id that some languages lack in a sentence."""

    line: int
    id: str
    lacking: tuple[str, ...]
    found: tuple[tuple[str, str], ...]
    """Language and text where it is found."""


class Agreement(NamedTuple):
    """How far the languages agree on one kind of fact."""

    lines: int
    """Sentences in which at least one language finds something."""
    jaccard: float
    exact: float
    pairs: Mapping[tuple[str, str], float]
    """Jaccard of each pair of languages."""
    disagreements: list[Disagreement]


def sentences(folder: Path) -> list[Sentence]:
    """Give the sentences of ``dev.XX``, one a line, the same line in every file; ``dev.ids`` begins with year and symbol."""
    columns = [(folder / f"dev.{language}").read_text("utf-8").splitlines() for language in LANGUAGES]
    documents = [line.split(" ", 1)[0].split("/", 1) for line in (folder / "dev.ids").read_text("utf-8").splitlines()]
    return [
        Sentence(year, symbol.upper().replace("_", "."), dict(zip(LANGUAGES, texts, strict=True)))
        for (year, symbol), *texts in zip(documents, *columns, strict=True)
    ]


def agreement(finder: Finder, lines: Iterable[Sentence]) -> Agreement:
    """Measure one kind of fact over sentences."""
    sums: dict[tuple[str, str], float] = dict.fromkeys(PAIRS, 0.0)
    counted = exact = 0
    disagreements: list[Disagreement] = []
    for number, sentence in enumerate(lines):
        found: dict[str, dict[str, str]] = {}
        for language in LANGUAGES:
            found[language] = dict(reversed(list(finder(sentence, language))))
        every = {identifier for ids in found.values() for identifier in ids}
        if not every:
            continue
        counted += 1
        for one, other in PAIRS:
            both, either = found[one].keys() & found[other].keys(), found[one].keys() | found[other].keys()
            sums[one, other] += len(both) / len(either) if either else 1.0
            exact += both == either
        for identifier in sorted(every):
            lacking = tuple(language for language in LANGUAGES if identifier not in found[language])
            if lacking:
                texts = tuple((lang, ids[identifier]) for lang, ids in found.items() if identifier in ids)
                disagreements.append(Disagreement(number, identifier, lacking, texts))
    pairs = {pair: total / counted if counted else 1.0 for pair, total in sums.items()}
    shares = counted * len(PAIRS)
    return Agreement(counted, sum(pairs.values()) / len(PAIRS), exact / shares if shares else 1.0, pairs, disagreements)


def causes(disagreements: Iterable[Disagreement]) -> list[tuple[int, Disagreement]]:
    """Give the disagreements by id and lacking languages, the most frequent first, each with its first sentence."""
    groups: dict[tuple[str, tuple[str, ...]], list[Disagreement]] = defaultdict(list)
    for one in disagreements:
        groups[one.id, one.lacking].append(one)
    ranked = sorted(groups.values(), key=lambda group: (-len(group), group[0].id))
    return [(len(group), group[0]) for group in ranked]


def sample(lines: Iterable[Sentence], size: int, seed: int) -> list[tuple[str, int, Mention, str]]:
    """Draw mentions at random: language, number of the sentence, mention, and what stands around it."""
    every = []
    for number, sentence in enumerate(lines, 1):
        for language in LANGUAGES:
            text = sentence.texts[language]
            for mention in read(sentence, language).mentions:
                start, end = mention.span
                around = f"{text[max(0, start - AROUND) : start]}[{mention.text}]{text[end : end + AROUND]}"
                every.append((language, number, mention, around))
    return random.Random(seed).sample(every, min(size, len(every)))


def main() -> int:
    """Measure every kind on the parallel sentences; exit status 1 where a bar is missed, 2 where there are none."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    shared = os.environ.get("CHANCERY_SHARED") or Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("path", type=Path, nargs="?", default=Path(shared) / "parallel", help="folder of dev.ar ...")
    parser.add_argument("--kind", choices=list(KINDS), action="append", help="measure these only")
    parser.add_argument("--causes", type=int, default=0, help="disagreements to list for each kind")
    parser.add_argument("--sample", type=int, default=0, help="draw so many mentions to read, and measure nothing")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    chosen = parser.parse_args()
    if not chosen.path.is_dir():
        print(f"not measured: there is no folder {chosen.path}; name one", file=sys.stderr)
        return 2
    lines = sentences(chosen.path)
    if chosen.sample:
        for n, (language, number, mention, around) in enumerate(sample(lines[:SAMPLED], chosen.sample, chosen.seed), 1):
            print(f"{n:4} {language} {number:4} {mention.kind} {mention.id}: {around}")
        return 0
    missed = [kind for kind in chosen.kind or KINDS if not report(kind, lines, chosen.causes)]
    return 1 if missed else 0


def report(kind: str, lines: list[Sentence], shown: int) -> bool:
    """Print how far the languages agree on a kind, with its most frequent disagreements; tell whether the bar is met."""
    finder, bar = KINDS[kind]
    measured = agreement(finder, lines)
    met = measured.jaccard >= bar
    print(
        f"{kind:14} {measured.lines:5} lines  Jaccard {measured.jaccard:.4f} (bar {bar})  exact {measured.exact:.4f}"
        f"  {'met' if met else 'MISSED'}"
    )
    print("  " + "  ".join(f"{a}-{b} {value:.3f}" for (a, b), value in measured.pairs.items()))
    lack = Counter(language for one in measured.disagreements for language in one.lacking)
    print("  lacking: " + "  ".join(f"{language} {lack[language]}" for language in LANGUAGES))
    for count, one in causes(measured.disagreements)[:shown]:
        texts = " | ".join(f"{language}: {text}" for language, text in one.found)
        print(f"  {count:4} {one.id} not in {','.join(one.lacking)}; line {one.line + 1}: {texts}")
    return met


if __name__ == "__main__":
    sys.exit(main())
