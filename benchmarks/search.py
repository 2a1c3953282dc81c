"""Search at scale: an index of many documents made up from variations, and SQLite FTS5 on the same queries in the same run.

    python -m benchmarks.search [DOCUMENTS]     100,000 without a number

The documents are composed: sentences of invented positions, in six languages, with names of the tables, numbers and dates.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from chancery.archive.index import Index
from chancery.archive.index_fields import Entry, key
from chancery.archive.search import Search
from chancery.record.model import LANGUAGES
from chancery.world import organizations, states

PATTERNS = {
    "en": (
        "{a} condemns the attack on {b} and calls upon {o} to consider measure {n}.",
        "The ministers discussed {w} and {v} with {b}.",
    ),
    "fr": (
        "{a} condamne l’attaque contre {b} et demande à {o} d’examiner la mesure {n}.",
        "Les ministres ont examiné {w} et {v} avec {b}.",
    ),
    "es": (
        "{a} condena el ataque contra {b} y pide a {o} que examine la medida {n}.",
        "Los ministros examinaron {w} y {v} con {b}.",
    ),
    "ru": ("{a} осуждает нападение на {b} и призывает {o} рассмотреть меру {n}.", "Министры обсудили {w} и {v}, {b}."),
    "ar": ("تدين {a} الهجوم على {b} وتدعو {o} إلى النظر في التدبير {n}.", "وناقش الوزراء {w} و {v} مع {b}."),
    "zh": ("{a}谴责对{b}的袭击，呼吁{o}审议第{n}号措施。", "部长们与{b}讨论了{w}和{v}。"),
}
SYLLABLES = {
    "ru": [
        "ба",
        "ве",
        "ги",
        "до",
        "жу",
        "за",
        "ки",
        "ло",
        "му",
        "не",
        "по",
        "ра",
        "си",
        "та",
        "ур",
        "фе",
        "хо",
        "ца",
        "ше",
    ],
    "ar": ["با", "تو", "جي", "دا", "رو", "سي", "شا", "صو", "ضي", "طا", "عو", "غي", "فا", "قو", "كي", "لا", "مو", "ني"],
    "zh": list("山水石木金火土风云雨雪花草鸟鱼马牛羊米田路桥船车灯书笔"),
}
LATIN = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "zo",
    "bra",
    "cle",
    "dri",
    "flo",
    "gru",
    "pla",
]
QUERIES = (
    "condemn attack",
    "Kazakhstan",
    "осуждает нападение",
    "袭击",
    "الهجوم",
    '"calls upon"',
    "condemn*",
    "from:KAZ lang:en",
    "ministers date:1997..2003",
    "mentions:RUS measure",
    "attaque mesure",
    "Kirguistán",
    "measure 4711",
    "ministers -attack",
)


def words(language: str, chance: random.Random) -> list[str]:
    """Give invented words, so that there are as many different ones as in real documents."""
    parts = SYLLABLES.get(language, LATIN)
    return ["".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(20_000)]


def corpus(count: int) -> Iterator[Entry]:
    """Give documents: each work in one to three languages."""
    chance = random.Random(4)
    invented = {language: words(language, chance) for language in LANGUAGES}
    ids = sorted(states.states("en"))
    bodies = sorted(organizations.organizations("en"))
    number = 0
    while number < count:
        work, sender = f"w{number}", chance.choice(ids)
        for language in chance.sample(LANGUAGES, chance.randint(1, 3)):
            named, table = states.states(language), organizations.organizations(language)
            names = [sender.lower()]
            paragraphs = []
            for _ in range(8):
                a, b, o = sender, chance.choice(ids), chance.choice(bodies)
                names += [a.lower(), b.lower(), key(o)]
                rank = [min(int(chance.paretovariate(0.7)) - 1, 19_999) for _ in range(8)]
                rare = " ".join(invented[language][r] for r in rank)
                text = chance.choice(PATTERNS[language]).format(
                    a=named[a].short,
                    b=named[b].short,
                    o=table[o].short,
                    n=chance.randint(1, 9999),
                    w=rare,
                    v=invented[language][rank[0]],
                )
                paragraphs.append(f"{text} {rare}")
            date = chance.randint(1990, 2025) * 10000 + chance.randint(1, 12) * 100 + chance.randint(1, 28)
            yield Entry(
                work=work,
                version=f"{number}",
                language=language,
                kind=chance.choice(("communication", "resolution", "report")),
                title=paragraphs[0][:120],
                paragraphs=paragraphs,
                places=["letter/body"] * len(paragraphs),
                label=work,
                symbols=[f"s/{date // 10000}/{number}"],
                date=date,
                organs=["s"],
                items=[],
                senders=[sender.lower()],
                addressees=["secretary-general"],
                names=names,
                about=[],
                acts=["condemn"],
                roles=[],
            )
            number += 1
            if number == count:
                return


def timed(run: Callable[[str], object], rounds: int) -> tuple[float, float]:
    """Give the median and the 99th percentile of the milliseconds of processor time that queries take, warm."""
    for query in QUERIES:
        run(query)
    taken = []
    for _ in range(rounds):
        for query in QUERIES:
            start = time.process_time()
            run(query)
            taken.append((time.process_time() - start) * 1000)
    taken.sort()
    return taken[len(taken) // 2], taken[int(len(taken) * 0.99)]


def fts(folder: Path, tokenizer: str, entries: Iterator[Entry]) -> tuple[sqlite3.Connection, float]:
    """Make the same index with SQLite FTS5; gives it with the seconds that it took."""
    start = time.process_time()
    base = sqlite3.connect(folder / f"{tokenizer}.sqlite")
    base.execute(f"create virtual table d using fts5(body, tokenize = '{tokenizer}')")
    base.executemany("insert into d values (?)", (("\n".join(entry.paragraphs),) for entry in entries))
    base.commit()
    return base, time.process_time() - start


def plain(query: str) -> str:
    """Give a query as FTS5 can ask it: without fields, each word as it stands."""
    found = [word.strip('"*') for word in query.split() if ":" not in word and not word.startswith("-")]
    return " ".join(f'"{word}"' for word in found) or '"Kazakhstan"'


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = sum(len("\n".join(entry.paragraphs).encode()) for entry in corpus(count))
        start = time.process_time()
        index = Index(folder / "index")
        index.add(corpus(count))
        index.commit()
        index.close()
        taken = time.process_time() - start
        search = Search(index)
        held = sum(file.stat().st_size for file in (folder / "index").iterdir() if file.name != "words.sqlite")
        names = (folder / "index" / "words.sqlite").stat().st_size
        facets = ("language", "kind", "sender", "year")
        half, most = timed(lambda query: search.search(query, facets=facets), 20)
        print(f"{count:,} documents, {size / 1e6:.1f} MB of text")
        print(
            f"chancery       p50 {half:6.2f} ms  p99 {most:6.2f} ms  index {held / size:.2f} x text (+ {names / 1e6:.1f} MB of names)  {taken:.0f} s"
        )
        for tokenizer in ("unicode61", "trigram"):
            base, seconds = fts(folder, tokenizer, corpus(count))

            def ask(query: str, base: sqlite3.Connection = base) -> object:
                found = "select snippet(d, 0, '[', ']', '', 20) from d where d match ? order by rank limit 10"
                return base.execute(found, (plain(query),)).fetchall()

            half, most = timed(ask, 2)
            held = (folder / f"{tokenizer}.sqlite").stat().st_size
            print(
                f"{tokenizer:14} p50 {half:6.2f} ms  p99 {most:6.2f} ms  index {held / size:.2f} x text  {seconds:.0f} s"
            )


if __name__ == "__main__":
    main()
