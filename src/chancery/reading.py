"""The pipeline: source, layout, form, knowledge, checks, record. Each step is a function from plain data to plain data."""

from __future__ import annotations

from pathlib import Path

from chancery.checks import check
from chancery.form.communication import Communication, read_communication
from chancery.form.inference import infer, infer_adoption
from chancery.form.job_numbers import find as find_job_numbers
from chancery.form.layout import read_layout
from chancery.form.masthead import read_masthead
from chancery.form.resolution import Resolution, read_resolution
from chancery.form.text import ReadingText
from chancery.knowledge.context import context_of
from chancery.knowledge.events import events
from chancery.knowledge.mentions import mentions
from chancery.knowledge.quantities import quantities
from chancery.knowledge.references import references
from chancery.knowledge.statements import statements
from chancery.knowledge.topics import about, topics
from chancery.lang.fold import fold
from chancery.lang.identify import identify
from chancery.record.evidence import Evidence
from chancery.record.model import Masthead, Record
from chancery.source import open_source, read_bytes
from chancery.source.model import Source
from chancery.world.thesaurus import data_folder
from chancery.world.vocabulary import vocabulary


def read_file(path: Path, knowledge: bool = True) -> Record:
    """Read a file into its record; without ``knowledge`` only its form, and no names, references and statements.

    Raises `chancery.source.model.SourceError` where the file cannot be read; its message says what to do.
    """
    return read_source(open_source(path), knowledge)


def read_data(data: bytes, name: str) -> Record:
    """Read the bytes of a file into its record; raises as `read_file` does."""
    return read_source(read_bytes(data, name))


def read_source(source: Source, knowledge: bool = True) -> Record:
    """Read what a source gives into a record; never fails on readable text."""
    page = read_layout(source, language_of(source))
    resolution = read_resolution(page)
    record, evidence = _from_resolution(page, resolution) if resolution else _from_communication(page)
    record.file = source.file
    record.language = page.language
    _job_number(page, record.masthead, evidence)
    record.text, record.runs, record.furniture = page.text, page.runs, page.furniture
    infer(record, evidence)
    infer_adoption(record, evidence)
    if knowledge:
        _know(record, page.folded, evidence)
    record.id = record.masthead.symbols[0] if record.masthead.symbols else f"sha256:{source.file.sha256[:16]}"
    record.evidence = dict(evidence)
    record.findings = check(record)
    return record


def _know(record: Record, folded: str, evidence: Evidence) -> None:
    """Read what the document says: names, references, events, statements, quantities; each step sees what those before it found."""
    context = context_of(record, folded, evidence)
    record.mentions = context.mentions = mentions(context)
    record.references = context.references = references(context)
    record.events = events(context)
    record.statements = statements(context)
    record.quantities = quantities(context)
    record.topics = topics(context, vocabulary(data_folder()))
    about(record.statements, record.topics)


def language_of(source: Source) -> str:
    """Give the language of a source: as its metadata state, else by its text."""
    stated = source.facts.get("language")
    return stated or identify(fold(source.raw[:20_000]))


def _from_communication(page: ReadingText) -> tuple[Record, Evidence]:
    found: Communication = read_communication(page)
    record = Record(kind="other", masthead=found.head.masthead)
    evidence = found.head.evidence
    if found.body:
        record.letter = found.body.letter
        record.kind = "report" if found.is_report else "communication"
        evidence.update(found.body.evidence)
        if record.masthead.item_list is None and record.masthead.agenda_items and found.body.list:
            record.masthead.item_list = found.body.list  # type: ignore[assignment]
    for n, part in enumerate(found.parts):
        record.attachments.append(part.attachment)
        evidence.under(f"/attachments/{n}", part.evidence)
    record.paragraphs = found.paragraphs
    return record, evidence


def _from_resolution(page: ReadingText, resolution: Resolution) -> tuple[Record, Evidence]:
    head = read_masthead(page, resolution.body_start)
    record = Record(kind=resolution.kind, masthead=head.masthead, adopted=resolution.adopted)
    if resolution.adopted:
        head.evidence.at(resolution.adopted_span, "adopted")
    record.paragraphs = resolution.paragraphs
    return record, head.evidence


def _job_number(page: ReadingText, masthead: Masthead, evidence: Evidence) -> None:
    """Take the job number from the lines that the layout took out of the text."""
    for piece in page.furniture:
        if piece.kind in ("job-line", "bar-code", "page-number", "running-head"):
            found = find_job_numbers(piece.text)
            if found:
                masthead.job_number = found[0].job.number
                evidence.at(None, "masthead", "job_number")
                return
