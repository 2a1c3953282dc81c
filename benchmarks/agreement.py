"""How far the six languages agree: ``python -m benchmarks.agreement``.

A sentence in six languages must give the same ids in all of them. Each kind of fact is a function from text and language
to what is found; a line counts where at least one language finds something. Jaccard is the mean over the 15 pairs of
languages, exact the share of pairs with equal sets. Disagreements are listed by id and by the languages that lack it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import organizations, states

Hit = tuple[str, str]
"""The id of a fact and the text that gave it."""
Finder = Callable[[str, str], Iterable[Hit]]
"""From a text and its language to what is found."""
Sentence = Mapping[str, str]
"""Language to text."""

PAIRS = list(combinations(LANGUAGES, 2))


def _states(text: str, language: str) -> Iterable[Hit]:
    return ((i, text[a:b]) for a, b, i in states.find(fold(text), language, text))


def _organizations(text: str, language: str) -> Iterable[Hit]:
    return ((i, text[a:b]) for a, b, i in organizations.find(fold(text), language, text))


KINDS: Mapping[str, tuple[Finder, float]] = {"state": (_states, 0.97), "organization": (_organizations, 0.90)}
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
    """Give the sentences of ``dev.XX``, one a line, the same line in every file."""
    columns = [(folder / f"dev.{language}").read_text("utf-8").splitlines() for language in LANGUAGES]
    return [dict(zip(LANGUAGES, line, strict=True)) for line in zip(*columns, strict=True)]


def agreement(finder: Finder, lines: Iterable[Sentence]) -> Agreement:
    """Measure one kind of fact over sentences."""
    sums: dict[tuple[str, str], float] = dict.fromkeys(PAIRS, 0.0)
    counted = exact = 0
    disagreements: list[Disagreement] = []
    for number, sentence in enumerate(lines):
        found: dict[str, dict[str, str]] = {}
        for language in LANGUAGES:
            found[language] = dict(reversed(list(finder(sentence[language], language))))
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


def main() -> int:
    """Measure every kind on the parallel sentences; exit status 1 where a bar is missed, 2 where there are none."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    shared = os.environ.get("CHANCERY_SHARED") or Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--sentences", type=Path, default=Path(shared) / "parallel", help="folder of dev.ar ... dev.zh")
    parser.add_argument("--kind", choices=list(KINDS), action="append", help="measure these only")
    parser.add_argument("--causes", type=int, default=0, help="disagreements to list for each kind")
    chosen = parser.parse_args()
    if not chosen.sentences.is_dir():
        print(f"not measured: there is no folder {chosen.sentences}; name one with --sentences", file=sys.stderr)
        return 2
    lines = sentences(chosen.sentences)
    missed = 0
    for kind in chosen.kind or KINDS:
        finder, bar = KINDS[kind]
        measured = agreement(finder, lines)
        missed += measured.jaccard < bar
        print(
            f"{kind:14} {measured.lines:5} lines  Jaccard {measured.jaccard:.4f} (bar {bar})  exact {measured.exact:.4f}"
            f"  {'met' if measured.jaccard >= bar else 'MISSED'}"
        )
        print("  " + "  ".join(f"{a}-{b} {value:.3f}" for (a, b), value in measured.pairs.items()))
        lack = Counter(language for one in measured.disagreements for language in one.lacking)
        print("  lacking: " + "  ".join(f"{language} {lack[language]}" for language in LANGUAGES))
        for count, one in causes(measured.disagreements)[: chosen.causes]:
            texts = " | ".join(f"{language}: {text}" for language, text in one.found)
            print(f"  {count:4} {one.id} not in {','.join(one.lacking)}; line {one.line + 1}: {texts}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
