"""The commands of the archive as their users meet them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.archive.conftest import Run

from chancery.record.json import decode

NAME = "01-mountain-water"


@pytest.fixture
def papers(run: Run, letters: Path, tmp_path: Path) -> Path:
    """An archive with one letter in six languages, and a file that cannot be read."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for path in letters.glob(f"{NAME}*"):
        shutil.copy(path, inbox)
    (inbox / "junk.bin").write_bytes(bytes(range(256)))
    assert run("init", "papers").stdout == "An archive in papers\n"
    result = run("add", "-a", "papers", "inbox")
    assert result.exit_code == 1
    assert result.stdout == "6 added, 1 unreadable\n1 work in 6 documents\n"
    assert "junk.bin: The file is not text" in result.stderr
    return tmp_path / "papers"


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_adding_tells_what_became_of_each_file(run: Run, papers: Path) -> None:
    again = run("add", "-a", papers, "inbox", "--json")
    assert again.exit_code == 1
    assert sorted(one["state"] for one in lines(again.stdout)) == ["known"] * 6 + ["unreadable"]
    retried = run("add", "-a", papers, "--retry")
    assert (retried.exit_code, retried.stdout) == (1, "0 added, 1 unreadable\n1 work in 6 documents\n")
    missing = run("add", "-a", papers, "nothing/*.pdf")
    assert (missing.exit_code, missing.stdout) == (1, "0 added\n1 work in 6 documents\n")
    assert "there is no such file, folder or pattern" in missing.stderr


@pytest.mark.parametrize(
    ("command", "status", "message"),
    [
        (["add"], 2, "name files, folders or patterns"),
        (["add", "--watch", "--retry"], 2, "--watch needs folders"),
        (["correct", "A/73/901", "/letter/date"], 2, "null empties it"),
        (["correct", "A/73/901", "/x", "y", "--insert", "--remove"], 2, "contradict"),
        (["correct", "A/73/901", "/letter/dates", "1999"], 1, "it has: "),
        (["correct", "A/73/901", "/kind", "poem"], 1, "a record cannot hold that"),
        (["correct", "A/73/901", "letter/date", "1999"], 1, "begins with a slash"),
        (["show", "A/1/2"], 1, "the archive holds no A/1/2"),
        (["show", "A/73/901", "-l", "de"], 1, "and not in de"),
        (["show", "A/73/901", "--refs", "--versions"], 2, "ask for one"),
        (["export", "--as", "pdf"], 2, "is not one of original, record, text"),
        (["export", "--as", "original"], 2, "--out"),
        (["undo", "7"], 1, "there is no correction 7"),
        (["init", "papers"], 1, "is an archive already"),
        (["restore", "nothing.zip", "x"], 1, "there is no file"),
    ],
)
def test_what_is_wrong_is_said(run: Run, papers: Path, command: list[str], status: int, message: str) -> None:
    given = command if command[0] in ("init", "restore") else [*command, "-a", papers]
    result = run(*given)
    assert result.exit_code == status
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_without_an_archive_every_command_says_how_to_make_one(run: Run) -> None:
    for command in (["add", "x"], ["list"], ["check"], ["review"], ["rebuild"], ["export"]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "chancery init" in result.stderr


def test_the_archive_is_named_by_the_environment_or_by_where_one_is(
    run: Run, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = papers / "notes"
    below.mkdir()
    monkeypatch.chdir(below)
    assert "A/73/901" in run("list").stdout
    monkeypatch.chdir("/")
    monkeypatch.setenv("CHANCERY_ARCHIVE", str(papers))
    assert "A/73/901" in run("list").stdout


def test_showing(run: Run, papers: Path) -> None:
    assert "General Assembly, session 73" in run("show", "-a", papers, "S/2019/480").stdout
    (shown,) = lines(run("show", "-a", papers, "S/2019/480", "-l", "zh", "--json").stdout)
    assert (shown["record"]["language"], shown["record"]["id"]) == ("zh", "A/73/901")
    (work,) = lines(run("list", "-a", papers, "--json").stdout)
    assert [e["language"] for e in work["expressions"]] == ["ar", "en", "es", "fr", "ru", "zh"]
    (failed,) = lines(run("list", "-a", papers, "--unreadable", "--json").stdout)
    assert failed["path"].endswith("junk.bin")
    assert failed["reason"]
    assert run("show", "-a", papers, "S/2019/480", "--refs").stdout.startswith("refers to\n")


def test_exports_give_back_what_was_added(run: Run, papers: Path, tmp_path: Path) -> None:
    records = [decode(line) for line in run("export", "-a", papers).stdout.splitlines()]
    assert sorted(r.language for r in records) == ["ar", "en", "es", "fr", "ru", "zh"]
    assert run("export", "-a", papers, "--as", "original", "--out", "out").exit_code == 0
    originals = sorted(p.read_bytes() for p in (tmp_path / "out").iterdir())
    assert originals == sorted(p.read_bytes() for p in (tmp_path / "inbox").glob("*.txt"))
    text = run("export", "-a", papers, "A/73/901", "-l", "en", "--as", "text").stdout
    assert text == next(r.text for r in records if r.language == "en") + "\n"


def test_correcting_taking_back_forgetting(run: Run, papers: Path) -> None:
    def date() -> str:
        return str(lines(run("show", "-a", papers, "A/73/901", "--json").stdout)[0]["record"]["letter"]["date"])

    item = run("correct", "-a", papers, "A/73/901", "/masthead/agenda_items/0/item", "21")
    assert item.stdout == "1  correct /masthead/agenda_items/0/item  '20' -> '21'\n", (
        "a number is words where words stand"
    )
    run("correct", "-a", papers, "A/73/901", "/letter/date", "1999-01", "--why", "because", "--who", "Nescio")
    assert date() == "1999-01"
    history = run("show", "-a", papers, "A/73/901", "--history").stdout
    assert "Nescio  correct /letter/date  '2019-06-12' -> '1999-01': because" in history
    assert run("undo", "-a", papers, 2).stdout == "2 taken back: correct /letter/date\n"
    assert date() == "2019-06-12"
    refused = run("forget", "-a", papers, "A/73/901", input="n\n")
    assert refused.exit_code == 1
    assert run("list", "-a", papers).stdout
    assert run("forget", "-a", papers, "A/73/901", "-y").exit_code == 0
    assert run("list", "-a", papers).stdout == ""
    assert run("check", "-a", papers).stdout == "1 file, 0 documents: all is well\n"


def test_check_says_what_is_wrong(run: Run, papers: Path) -> None:
    next(p for p in (papers / "originals").rglob("*") if p.is_file()).unlink()
    result = run("check", "-a", papers)
    assert (result.exit_code, result.stdout) == (1, "7 files, 6 documents: 1 problem\n")
    assert "add the file again, or restore the last backup" in result.stderr


HEAVY = ("sqlalchemy", "alembic", "duckdb", "tantivy", "chancery.reading")


def test_help_loads_no_database() -> None:
    """What only the archive needs is imported by its commands alone."""
    code = f"import sys; import chancery.cli.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ}, timeout=60)
    assert done.stdout == "[]\n", done.stderr
