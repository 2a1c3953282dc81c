"""The commands that look into an archive: list, show, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chancery.cli.archive import (
    USAGE,
    Folder,
    Json,
    Language,
    Name,
    consoles,
    opened,
    plural,
    print_json,
    stop,
)

if TYPE_CHECKING:
    from chancery.archive.archive import Archive
    from chancery.archive.queries import Document, Link, Work

FORMS = ("original", "record", "text")
"""What can be exported of a document."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (("list", list_works), ("show", show), ("export", export), ("tables", tables)):
        app.command(name)(command)


def list_works(
    text: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="Part of a symbol or title.")] = None,
    archive: Folder = None,
    kind: Annotated[str | None, typer.Option("--kind", help="communication, resolution, report ...")] = None,
    language: Language = None,
    date: Annotated[str | None, typer.Option("--date", help="1997, 1997-03, 1997..2003, 2003..")] = None,
    unreadable: Annotated[bool, typer.Option("--unreadable", help="List the files that could not be read.")] = False,
    json: Json = False,
) -> None:
    """List the works of the archive, each once with its languages and revisions.

    Examples: chancery list water  |  chancery list --kind resolution --date 2022..2023  |  chancery list --unreadable
    """
    with opened(archive) as store:
        if unreadable:
            _unreadable(store, json)
            return
        works = store.works(text, kind=kind, language=language, date=date)
        if json:
            print_json(works)
            return
        out, errors = consoles()
        count = 0
        for work in works:
            line = _line(work)
            if out.is_terminal:
                out.print(line, overflow="ellipsis", no_wrap=True, markup=False)
            else:
                out.print(line, soft_wrap=True, markup=False)
            count += 1
        errors.print(f"[dim]{plural(count, 'work')}[/]")


def _unreadable(store: Archive, json: bool) -> None:
    found = store.unreadable()
    if json:
        print_json(found)
        return
    out, errors = consoles()
    for row in found:
        out.print(f"{row['path']}: {row['reason']}", soft_wrap=True, markup=False)
    errors.print(f"[dim]{plural(len(found), 'file')} could not be read[/]")


def _line(work: Work) -> str:
    versions = " ".join(dict.fromkeys(e.language for e in work.expressions))
    revisions = " ".join(dict.fromkeys(e.version for e in work.expressions if e.version))
    return f"{work.name:20}  {work.date or '':10}  {' '.join(filter(None, (versions, revisions))):17}  {work.title}"


def show(
    name: Name,
    archive: Folder = None,
    language: Language = None,
    versions: Annotated[
        bool, typer.Option("--versions", help="Show the languages, revisions and files of the work.")
    ] = False,
    refs: Annotated[
        bool, typer.Option("--refs", help="Show what it refers to and what refers to it, held or only cited.")
    ] = False,
    history: Annotated[bool, typer.Option("--history", help="Show what people corrected and confirmed.")] = False,
    json: Json = False,
) -> None:
    """Show a document as a card, with what people corrected; of several languages English, or the one asked for.

    Examples: chancery show S/1997/150 --language fr  |  chancery show A/RES/78/12 --refs  |  chancery show letter.pdf --json
    """
    if versions + refs + history > 1:
        stop("ask for one of --versions, --refs and --history", USAGE)
    with opened(archive) as store:
        document = store.get(name, language)
        if versions:
            _versions(store.work(f"#{document.document}"), json)
        elif refs:
            _refs(store.cites(document.work), store.cited_by(document.work), json)
        elif history:
            _history(document, json)
        elif json:
            print_json([document])
        else:
            from chancery.cli.card import card

            consoles()[0].print(card(document.record))


def _versions(work: Work, json: bool) -> None:
    if json:
        print_json([work])
        return
    out = consoles()[0]
    out.print(f"[bold]{work.name}[/] {', '.join(s for s in work.symbols if s != work.name)}".strip(), soft_wrap=True)
    for expression in work.expressions:
        for file in expression.files:
            version = f" {expression.version}" if expression.version else ""
            line = f"  {expression.language}{version}  #{file.document}  {file.file}  {file.size:,} bytes"
            out.print(line, soft_wrap=True, markup=False)


def _refs(cites: list[Link], cited_by: list[Link], json: bool) -> None:
    if json:
        print_json([{"cites": cites, "cited_by": cited_by}])
        return
    out = consoles()[0]
    for heading, links in (("refers to", cites), ("is referred to by", cited_by)):
        out.print(f"[bold]{heading}[/]")
        for link in links:
            how = "" if link.relation == "refers" else f" ({link.relation})"
            state = link.title if link.held else "not held"
            out.print(f"  {link.target}{how}  {state}", soft_wrap=True, markup=False)
        if not links:
            out.print("  nothing")


def _history(document: Document, json: bool) -> None:
    if json:
        print_json(document.corrections)
        return
    out = consoles()[0]
    for one in document.corrections:
        undone = f" taken back {one.undone} by {one.undone_by}" if one.undone else ""
        why = f": {one.why}" if one.why else ""
        change = f"{one.value!r}" if one.action in ("confirm", "insert") else f"{one.old!r} -> {one.value!r}"
        line = f"{one.id}  {one.made} {one.who}  {one.action} {one.pointer}  {change}{why}{undone}"
        out.print(line, soft_wrap=True, markup=False)
    if not document.corrections:
        out.print("nobody has corrected or confirmed anything")


def export(
    name: Annotated[
        str | None, typer.Argument(metavar="[DOC]", help="A document as for show; without it, all.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Into this folder, a file each.")
    ] = None,
    form: Annotated[str, typer.Option("--as", help="original, record or text.")] = "record",
    archive: Folder = None,
    language: Language = None,
) -> None:
    """Give documents out of the archive: originals as they were added, records with their corrections, or plain text.

    Records without --out are printed, one a line.

    Examples: chancery export > all.jsonl  |  chancery export S/1997/150 --as original --out files
    """
    if form not in FORMS:
        stop(f"{form!r} is not one of {', '.join(FORMS)}", USAGE)
    if form == "original" and out is None:
        stop("originals are files: name a folder for them with --out", USAGE)
    with opened(archive) as store:
        if out:
            out.mkdir(parents=True, exist_ok=True)
        count = 0
        for document in store.documents(name, language):
            data = _content(store, document, form)
            if out:
                (out / _file_name(document, form)).write_bytes(data)
            else:
                sys.stdout.buffer.write(data)
            count += 1
        if out:
            consoles()[0].print(f"{plural(count, 'file')} in {out}", soft_wrap=True, markup=False)


def tables(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Made if it is not there.")],
    form: Annotated[str, typer.Option("--format", "-f", help="parquet or csv.")] = "parquet",
    archive: Folder = None,
) -> None:
    """Write tables for notebooks: works, versions, parts, paragraphs, names, references, events, statements, quantities, topics,
    findings, with a dictionary of their columns.

    Example: chancery tables data --format csv
    """
    with opened(archive) as store:
        from chancery.archive.tables import FORMATS, write_tables

        if form not in FORMATS:
            stop(f"{form!r} is not one of {', '.join(FORMATS)}", USAGE)
        counts = write_tables(store, folder, form)
    out = consoles()[0]
    for name, count in counts.items():
        out.print(f"{name}: {plural(count, 'row')}", soft_wrap=True)


def _content(store: Archive, document: Document, form: str) -> bytes:
    if form == "original":
        return store.original(document).read_bytes()
    if form == "text":
        return document.record.text.encode() + b"\n"
    from chancery.record.json import encode

    return encode(document.record) + b"\n"


def _file_name(document: Document, form: str) -> str:
    """Give a name that no other document has and that stays in its folder."""
    given = Path(document.record.file.name.replace("\0", "")).name or "document"
    stem, dot, end = given.rpartition(".") if "." in given.strip(".") else (given, "", "")
    ending = {"original": f"{dot}{end}", "record": ".json", "text": ".txt"}
    return f"{document.document:06d}-{stem or 'document'}"[:200] + ending[form]
