"""The tables: every list of every record, in both formats, with every column explained."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from chancery.archive.archive import Archive
from chancery.archive.errors import AlreadyThere
from chancery.archive.tables import PARTS, columns, write_tables


def test_parquet_holds_what_the_records_hold(full: Archive, tmp_path: Path) -> None:
    counts = write_tables(full, tmp_path / "data")
    documents = list(full.documents())
    assert (counts["works"], counts["versions"]) == (3, 18)
    for name, (attribute, _) in PARTS.items():
        assert counts[name] == sum(len(getattr(d.record, attribute)) for d in documents)
        shape = duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path}/data/{name}.parquet'").fetchall()
        assert [(row[0], row[1].replace("JSON", "VARCHAR")) for row in shape] == [
            (c.name, c.type.replace("JSON", "VARCHAR")) for c in columns(name)
        ]
    query = f"SELECT document, text, start, \"end\", number FROM '{tmp_path}/data/paragraphs.parquet' ORDER BY document, position"
    expected = [(d.document, p.text, *p.span, p.number) for d in documents for p in d.record.paragraphs]
    assert duckdb.sql(query).fetchall() == expected
    senders = duckdb.sql(f"SELECT senders FROM '{tmp_path}/data/versions.parquet' ORDER BY document").fetchall()
    assert [row[0] for row in senders] == [
        [s.state or s.organization or s.office for s in d.record.letter.senders] for d in documents if d.record.letter
    ]


def test_csv_holds_the_same_rows(full: Archive, tmp_path: Path) -> None:
    counts = write_tables(full, tmp_path / "data", "csv")
    for name, count in counts.items():
        with (tmp_path / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [c.name for c in columns(name)]
        assert len(rows) == count
    with pytest.raises(AlreadyThere, match="another folder"):
        write_tables(full, tmp_path / "data", "csv")


def test_every_column_is_explained(full: Archive, tmp_path: Path) -> None:
    write_tables(full, tmp_path / "data", "csv")
    with (tmp_path / "data" / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(len(columns(name)) for name in ("works", "versions", *PARTS))
    assert [row for row in rows if not row["meaning"]] == []
