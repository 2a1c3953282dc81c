"""Tables for notebooks and statistics: works, versions, parts, paragraphs, names, references, events, statements and so on.

One file a table, Parquet or CSV, with a dictionary of every column. Values are those of the records, as corrected. In CSV the
members of lists are joined by `` | ``; in Parquet they are lists.
"""

from __future__ import annotations

import csv
import tempfile
import types
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import fields

from chancery.archive.archive import Archive
from chancery.archive.database import explained
from chancery.archive.errors import AlreadyThere
from chancery.archive.queries import Document
from chancery.record import model
from chancery.record.fields import notes

FORMATS: Final = ("parquet", "csv")
_NULL, _JOINT = "\\N", "\x1f"
_LONGEST_LINE = 1 << 26
"""Bytes of a row that DuckDB takes: the longest text that a record can hold in one paragraph, quoted."""
PARTS: Final[dict[str, tuple[str, type[msgspec.Struct]]]] = {
    "parts": ("attachments", model.Attachment),
    "paragraphs": ("paragraphs", model.Paragraph),
    "mentions": ("mentions", model.Mention),
    "references": ("references", model.Reference),
    "events": ("events", model.Event),
    "statements": ("statements", model.Statement),
    "quantities": ("quantities", model.Quantity),
    "topics": ("topics", model.Topic),
    "findings": ("findings", model.Finding),
}
"""Tables that hold a row for every member of a list of the record."""


class Column(NamedTuple):
    """A column: its name, its type in SQL, and what it means."""

    name: str
    type: str
    meaning: str


WORKS: Final = [
    Column("work", "BIGINT", "Number of the work."),
    Column("name", "VARCHAR", "Its symbol, or the id of its record where it has none."),
    Column("kind", "VARCHAR", "communication, resolution, presidential-statement, report or other."),
    Column("date", "VARCHAR", "Of the letter, of adoption, or of issue; ISO 8601 with the printed precision."),
    Column("title", "VARCHAR", "In English where it is held in English."),
    Column("symbols", "VARCHAR[]", "All symbols of its versions, without revisions."),
    Column("languages", "VARCHAR[]", "In which it is held."),
]
VERSIONS: Final = [
    Column("document", "BIGINT", "Number of the document: one file of a work."),
    Column("work", "BIGINT", "Number of its work."),
    Column("language", "VARCHAR", "Of its text."),
    Column("kind", "VARCHAR", "What the document is."),
    Column("symbols", "VARCHAR[]", "As printed in the masthead."),
    Column("date", "VARCHAR", "Of issue."),
    Column("adopted", "VARCHAR", "Date of adoption of a resolution or statement."),
    Column("job_number", "VARCHAR", "Of the document processing system."),
    Column("letter", "VARCHAR", "letter, identical-letters or note-verbale; null where there is none."),
    Column("letter_date", "VARCHAR", "The date in the title of the letter."),
    Column("title", "VARCHAR", "Of the letter."),
    Column("senders", "VARCHAR[]", "States, organizations or offices, in the order of the title."),
    Column("addressees", "VARCHAR[]", "As the record names them."),
    Column("agenda_items", "VARCHAR[]", "Organ and item: A 74 (e)."),
    Column("file", "VARCHAR", "Name of the file."),
    Column("media_type", "VARCHAR", "As its first bytes tell."),
    Column("size", "BIGINT", "Bytes."),
    Column("pages", "BIGINT", "Null where the format has none."),
    Column("characters", "BIGINT", "Of the reading text."),
    Column("sha256", "VARCHAR", "Of the file."),
]


def columns(table: str) -> list[Column]:
    """Give the columns of a table."""
    if table in ("works", "versions"):
        return WORKS if table == "works" else VERSIONS
    struct = PARTS[table][1]
    said, hints = notes(model)[struct.__name__], get_type_hints(struct)
    out = [
        Column("document", "BIGINT", "Number of the document."),
        Column("position", "BIGINT", "Index in the list of the record, from 0."),
    ]
    for field in fields(struct):
        meaning = said.get(field.name, "")
        if hints[field.name] in (model.Span, model.Span | None):
            stem = field.name.removesuffix("span")
            out += [Column(f"{stem}start", "BIGINT", meaning), Column(f"{stem}end", "BIGINT", "Excluded.")]
        else:
            out.append(Column(field.encode_name, _sql(hints[field.name]), meaning))
    return out


def _sql(hint: Any) -> str:
    """Give the SQL type of a field; what is neither plain nor a list of words is JSON."""
    if get_origin(hint) in (types.UnionType, Union):
        hint = next(a for a in get_args(hint) if a is not type(None))
    if hint == list[str]:
        return "VARCHAR[]"
    if get_origin(hint) is list:
        return "JSON"
    return {int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}.get(hint, "VARCHAR")


def rows(table: str, document: Document) -> Iterator[list[Any]]:
    """Give the rows of a document in a table."""
    record = document.record
    if table == "versions":
        head, letter, file = record.masthead, record.letter, record.file
        senders = [s.state or s.organization or s.office for s in letter.senders] if letter else []
        yield [
            document.document, document.work, record.language, record.kind, head.symbols, head.date, record.adopted,
            head.job_number, letter and letter.kind, letter and letter.date, letter and letter.title, senders,
            letter.addressees if letter else [], [f"{i.organ} {i.item}" for i in head.agenda_items], file.name,
            file.media_type, file.size, file.pages, len(record.text), document.sha256,
        ]  # fmt: skip
        return
    attribute, struct = PARTS[table]
    names = [(f.name, f.name.endswith("span")) for f in fields(struct)]
    for place, member in enumerate(getattr(record, attribute)):
        row: list[Any] = [document.document, place]
        for name, is_span in names:
            value = getattr(member, name)
            if is_span:
                row += value or (None, None)
            else:
                row.append(value)
        yield row


def write_tables(archive: Archive, folder: Path, form: str = "parquet") -> dict[str, int]:
    """Write all tables into a folder that is made where it is not there; gives how many rows each has.

    Raises `AlreadyThere` where a table stands there already.
    """
    names = ["works", "versions", *PARTS]
    paths = {name: folder / f"{name}.{form}" for name in (*names, "dictionary")}
    paths["dictionary"] = folder / "dictionary.csv"
    there = [path for path in paths.values() if path.exists()]
    if there:
        raise AlreadyThere(f"{there[0]} is there already; name another folder")
    counts = dict.fromkeys(names, 0)
    with explained(folder), ExitStack() as stack:
        folder.mkdir(parents=True, exist_ok=True)
        drafts = Path(stack.enter_context(tempfile.TemporaryDirectory())) if form == "parquet" else folder
        files = {n: stack.enter_context((drafts / f"{n}.csv").open("w", encoding="utf-8", newline="")) for n in names}
        writers = {name: csv.writer(file) for name, file in files.items()}
        put = _packed if form == "parquet" else _plain
        if form == "csv":
            for name, writer in writers.items():
                writer.writerow([c.name for c in columns(name)])
        for name, row in _all(archive):
            writers[name].writerow(put(row))
            counts[name] += 1
        for file in files.values():
            file.close()
        if form == "parquet":
            _convert({name: (drafts / f"{name}.csv", paths[name]) for name in names})
        with paths["dictionary"].open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["table", "column", "type", "meaning"])
            writer.writerows([name, *column] for name in names for column in columns(name))
    return counts


def _all(archive: Archive) -> Iterator[tuple[str, list[Any]]]:
    for work in archive.works():
        languages = list(dict.fromkeys(e.language for e in work.expressions))
        yield "works", [work.id, work.name, work.kind, work.date, work.title, work.symbols, languages]
    for document in archive.documents():
        for name in ("versions", *PARTS):
            for row in rows(name, document):
                yield name, row


def _cells(row: Iterable[Any], null: str, joint: str, escape: Callable[[str], str]) -> list[str]:
    out = []
    for value in row:
        if value is None:
            out.append(null)
        elif isinstance(value, list) and all(isinstance(v, str) for v in value):
            out.append(joint.join(value))
        elif isinstance(value, (list, dict, msgspec.Struct)):
            out.append(msgspec.json.encode(value).decode())
        else:
            out.append(escape(str(value)))
    return out


def _plain(row: Iterable[Any]) -> list[str]:
    return _cells(row, "", " | ", str)


def _packed(row: Iterable[Any]) -> list[str]:
    return _cells(row, _NULL, _JOINT, lambda text: text.replace("\0", "\ufffd"))


def _convert(files: dict[str, tuple[Path, Path]]) -> None:
    """Make Parquet files of drafts."""
    import duckdb

    with duckdb.connect() as connection:
        for name, (draft, path) in files.items():
            own = columns(name)
            chosen = ", ".join(f"{_expression(n, c)} AS {_quoted(c.name)}" for n, c in enumerate(own))
            raw = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(own)))
            options = f"header=false, delim=',', quote='\"', escape='\"', nullstr='{_NULL}', columns={{{raw}}}"
            options += f", parallel=false, auto_detect=false, max_line_size={_LONGEST_LINE}"
            source = str(draft).replace("'", "''")
            target = str(path).replace("'", "''")
            query = f"SELECT {chosen} FROM read_csv('{source}', {options})"  # noqa: S608 - our own names and paths, quoted
            connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _expression(number: int, column: Column) -> str:
    cell = f"c{number}"
    if column.type == "VARCHAR[]":
        return f"CASE WHEN {cell} = '' THEN [] ELSE string_split({cell}, chr(31)) END"
    return cell if column.type in ("VARCHAR", "JSON") else f"CAST({cell} AS {column.type})"
