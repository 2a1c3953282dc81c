"""Retrieval across languages on the resolutions of the shared folder: paragraphs asked in one language, found in another.

    python -m benchmarks.retrieval [QUERIES]    300 for each pair of languages without a number; CHANCERY_SHARED names the folder

Learned from: the Security Council 2022-2023 and three tenths of the General Assembly. Searched: the paragraphs of the rest with
20 to 80 English words that all six languages hold, and that were not learned from. A query counts where the right paragraph
is first and no other has its score. For Chinese as the language of the query there is no measure by words.
"""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from chancery.archive.index import Index
from chancery.archive.index_fields import Entry, documents, key
from chancery.archive.search import Search
from chancery.archive.search_archive import learn
from chancery.lang.fold import fold
from chancery.reading import read_file
from chancery.record.model import LANGUAGES, Record
from chancery.world import organizations, places, states

PAIRS = ("en-fr", "en-es", "en-ru", "en-zh", "en-ar", "fr-zh", "en-en", "fr-fr")
FLOORS = {"whole": 0.99, "ten": 0.68, "pair": 0.50, "same": 0.90}
_NAME = re.compile(r"(?P<work>.+)_[A-Z]\.xml$|(?P<other>.+)-\d+[A-Z]\.xml$")


def works(folder: Path) -> dict[str, dict[str, Record]]:
    """Give the records of the resolutions by file name and language."""
    out: dict[str, dict[str, Record]] = defaultdict(dict)
    for path in sorted(folder.rglob("*.xml")):
        named = _NAME.match(path.name)
        if named:
            record = read_file(path, knowledge=False)
            out[named["work"] or named["other"]][record.language] = record
    return out


def side_by_side(versions: dict[str, Record]) -> Iterator[dict[str, str]]:
    """Give the paragraphs that all six languages hold."""
    if len(versions) < len(LANGUAGES):
        return
    places_: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for language, record in versions.items():
        for paragraph in record.paragraphs:
            places_[paragraph.part, paragraph.role][language].append(paragraph.text)
    for found in places_.values():
        if len(found) == len(LANGUAGES) and len({len(texts) for texts in found.values()}) == 1:
            for texts in zip(*(found[language] for language in LANGUAGES), strict=True):
                yield dict(zip(LANGUAGES, texts, strict=True))


def entry(number: int, language: str, text: str) -> Entry:
    """Give a paragraph as a document."""
    folded = fold(text)
    found = (
        states.find(folded, language, text, adjectives=True),
        organizations.find(folded, language, text),
        places.find(folded, language, text),
    )
    return Entry(
        work=str(number), version=str(number), language=language, kind="other", title="", paragraphs=[text],
        places=["body"], label="", symbols=[], date=0, organs=[], items=[], senders=[], addressees=[],
        names=[key(hit[2]) for hits in found for hit in hits], about=[], acts=[], roles=[],
    )  # fmt: skip


def middle(text: str) -> str:
    """Give ten consecutive words from the middle of a text."""
    words = text.split()
    at = max(0, len(words) // 2 - 5)
    return " ".join(words[at : at + 10])


def first(search: Search, query: str, right: int) -> bool:
    """Tell whether the right paragraph is found first, alone."""
    hits = search.search(query, limit=2, snippets=False, plain=True).hits
    return bool(hits) and hits[0].work == str(right) and (len(hits) < 2 or hits[1].score < hits[0].score)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    shared = Path(os.environ.get("CHANCERY_SHARED", "../shared")) / "unxml"
    if not shared.is_dir():
        sys.exit(f"{shared} is not there: set CHANCERY_SHARED to the folder that holds unxml")
    chance = random.Random(5)
    assembly = works(shared / "ga")
    names = sorted(assembly)
    chance.shuffle(names)
    cut = int(len(names) * 0.3)
    taught = works(shared / "sc") | {name: assembly[name] for name in names[:cut]}
    with tempfile.TemporaryDirectory() as place:
        index = Index(Path(place) / "taught")
        index.add(documents(w, f"{w}-{language}", r) for w, v in taught.items() for language, r in v.items())
        index.commit()
        index.close()
        source = Search(index)
        start = time.process_time()
        rows = learn(source)
        print(f"learned {rows:,} words in {time.process_time() - start:.1f} s of processor time")
        known = {p["en"] for versions in taught.values() for p in side_by_side(versions)}
        held = [p for name in names[cut:] for p in side_by_side(assembly[name])]
        times = {language: Counter(p[language] for p in held) for language in LANGUAGES}
        held = [
            p
            for p in held
            if 20 <= len(p["en"].split()) <= 80
            and p["en"] not in known
            and all(times[language][p[language]] == 1 for language in LANGUAGES)
        ]
        asked = chance.sample(range(len(held)), min(count, len(held)))
        print(f"{len(held):,} paragraphs, {len(asked)} queries a pair; floors {FLOORS}")
        for pair in PAIRS:
            a, b = pair.split("-")
            folder = Path(place) / b
            fresh = not folder.exists()
            index = Index(folder)
            if fresh:
                index.add(entry(number, b, p[b]) for number, p in enumerate(held))
                index.commit()
                index.close()
            search = Search(index)
            search.lexicon.copy(source.lexicon)
            search.refresh()
            start = time.process_time()
            ten = sum(first(search, middle(held[n][a]), n) for n in asked) / len(asked)
            each = (time.process_time() - start) / len(asked) * 1000
            whole = sum(first(search, held[n][a], n) for n in asked) / len(asked)
            print(f"{pair}  ten words {ten:.3f} ({each:.0f} ms)  whole paragraphs {whole:.3f}", flush=True)


if __name__ == "__main__":
    main()
