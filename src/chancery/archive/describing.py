"""What the store keeps of a record beside the record itself: a row of facts, keys, links, doubts. A pure function of it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection

import msgspec
from msgspec import Struct, field

from chancery.archive import identity, sketches
from chancery.lang.fold import fold
from chancery.record.model import Letter, Record, Span

HEADS = 4
"""Hashes by which a nearly equal text is looked for. Texts that share three quarters miss all four once in two hundred."""
TITLE = 300
"""Characters of a title that are kept in lists."""
_GAPS = re.compile(r"[\W_]+")


class Marks(Struct, array_like=True):
    """What grouping compares of two documents."""

    kind: str
    text: bytes = b""
    """Sketch of the text."""
    facts: bytes = b""
    """Sketch of what is the same in every language: numbers, States, symbols."""
    parts: int = 0
    """Attachments."""


class Doubt(Struct):
    """Something that a person should look at."""

    pointer: str
    reason: str
    weight: int
    message: str


class Description(Struct):
    """The rows of a document."""

    name: str
    kind: str
    language: str
    version: str
    date: str | None
    title: str
    job_number: str | None
    characters: int
    marks: Marks
    keys: list[str] = []
    links: dict[tuple[str, str], int] = field(default_factory=dict)
    doubts: list[Doubt] = []


def describe(record: Record, file_name: str, settled: Collection[str] = ()) -> Description:
    """Describe a record that was read from a file of this name; ``settled`` are the pointers that a person has spoken on."""
    folded = fold(record.text)
    named, named_job = identity.of_file_name(file_name)
    printed = record.masthead.symbols
    misprinted = identity.misprinted(printed, named) and not any(p.startswith("/masthead/symbols") for p in settled)
    symbols = named if misprinted or not printed else printed
    job = identity.job_number(record.masthead.job_number or "") or named_job
    marks = Marks(
        record.kind,
        sketches.of_text(folded),
        sketches.of_set(m.encode() for m in facts(record, folded)),
        len(record.attachments),
    )
    return Description(
        name=symbols[0] if symbols else record.id,
        kind=record.kind,
        language=record.language,
        version=identity.version(symbols[0]) if symbols else "",
        date=date_of(record),
        title=title_of(record)[:TITLE],
        job_number=job,
        characters=len(record.text),
        marks=marks,
        keys=keys(record, symbols, job, folded, marks),
        links=links(record, symbols),
        doubts=doubts(record, named, misprinted),
    )


def date_of(record: Record) -> str | None:
    """Give the date that a document is known by: of its letter, of adoption, or of issue."""
    return (record.letter.date if record.letter else None) or record.adopted or record.masthead.date


def title_of(record: Record) -> str:
    """Give the title: of the letter, else the first heading that is no remark in brackets, else how the text begins."""
    if record.letter and record.letter.title:
        return record.letter.title
    for paragraph in record.paragraphs:
        if paragraph.role == "heading" and paragraph.text[:1] not in "[(":
            return " ".join(paragraph.text.split())
    for attachment in record.attachments:
        if attachment.title:
            return attachment.title
    body = next((p.text for p in record.paragraphs if p.role not in ("formula", "signature")), record.text)
    return " ".join(body[:TITLE].split())


def facts(record: Record, folded: str) -> set[str]:
    """Give what a document says that is the same in every language."""
    out = sketches.numbers(folded)
    out.update(m.id for m in record.mentions if m.id)
    out.update(r.symbol for r in record.references if r.symbol)
    return out


def keys(record: Record, symbols: list[str], job: str | None, folded: str, marks: Marks) -> list[str]:
    """Give the keys of a document, see `identity`."""
    out = [identity.target(s) for s in symbols]
    if job:
        out.append(f"job:{job}")
    plain = _GAPS.sub("", folded)
    out.append(f"text:{hashlib.blake2b(plain.encode(), digest_size=12).hexdigest()}")
    if record.letter and record.letter.date:
        out.append(letter_key(record.letter))
    elif record.adopted:
        out.append(f"adopted:{record.kind}|{record.adopted}")
    out += [f"run:{h:08x}" for h in sketches.heads(marks.text, HEADS)]
    return sorted(set(out))


def letter_key(letter: Letter) -> str:
    """Give the key of a letter: when, from whom, to whom."""
    senders = sorted({s.state or s.organization or s.office for s in letter.senders})
    return f"letter:{letter.date}|{'+'.join(senders)}|{'+'.join(sorted(set(letter.addressees)))}"


def links(record: Record, symbols: list[str]) -> dict[tuple[str, str], int]:
    """Give what a document refers to or changes: relation and key of the other to how often."""
    own = {identity.target(s) for s in symbols}
    known = sorted(m.span for m in record.mentions if m.kind == "instrument" and m.id)
    found: Counter[tuple[str, str]] = Counter()
    for reference in record.references:
        if reference.symbol:
            key = identity.target(reference.symbol)
        elif reference.name and _overlaps(reference.span, known):
            key = identity.NAME + reference.name
        else:
            continue
        if key not in own:
            found["refers", key] += 1
    for symbol in symbols:
        on = identity.hangs_on(symbol)
        if on:
            found[on[0], identity.SYMBOL + on[1]] += 1
    return dict(found)


def _overlaps(span: Span, known: list[Span]) -> bool:
    """Whether a name is, at least in part, one that the tables of the world hold: others are mere words of a language."""
    at = bisect_left(known, (span[1], -1)) - 1
    return at >= 0 and known[at][1] > span[0]


WEIGHTS = {"error": 90, "warning": 60, "info": 20}
"""How urgent a finding is to look at, by its severity; what a reader inferred stands between warnings and mere notes."""
INFERRED = 40
NO_SYMBOL = 50
MISPRINTED = 80


def doubts(record: Record, named: list[str], misprinted: bool) -> list[Doubt]:
    """Give what a person should look at: findings, what was inferred, symbols that are missing or contradict the file's name."""
    found: dict[tuple[str, str], Doubt] = {}

    def add(pointer: str, reason: str, weight: int, message: str) -> None:
        found.setdefault((pointer, reason), Doubt(pointer, reason, weight, message))

    if misprinted:
        message = f"{record.masthead.symbols[0]} is printed, and the file is named for {named[0]}, which was taken"
        add("/masthead/symbols/0", "misprinted-symbol", MISPRINTED, message)
    for finding in record.findings:
        add("", finding.code, WEIGHTS[finding.severity], finding.message)
    if not record.masthead.symbols:
        taken = f"; taken from the file's name: {', '.join(named)}" if named else ""
        add("/masthead/symbols", "no-symbol", NO_SYMBOL, f"no symbol was found{taken}")
    for pointer, spans in record.evidence.items():
        if spans == "inferred":
            add(pointer, "inferred", INFERRED, "not printed; it follows from what is")
    return list(found.values())


MARKS = msgspec.msgpack.Decoder(Marks)
pack_marks = msgspec.msgpack.encode
