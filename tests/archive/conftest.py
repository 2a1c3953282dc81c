"""Archives to try things on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chancery.archive.archive import Archive
from chancery.cli.app import app
from chancery.specimens import export

Run = Callable[..., Result]
LETTERS = ("01-", "02-", "03-")


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three specimens in six languages: eighteen files."""
    folder = tmp_path_factory.mktemp("letters")
    for path in export(folder):
        if not path.name.startswith(LETTERS):
            path.unlink()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive.create(tmp_path / "papers")


@pytest.fixture
def full(archive: Archive, letters: Path) -> Archive:
    """An archive of three letters in six languages."""
    assert {a.state for a in archive.add(sorted(letters.iterdir()))} == {"added"}
    return archive


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in a folder of its own; its output does not depend on the terminal."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.delenv("CHANCERY_ARCHIVE", raising=False)
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: object, input: str | None = None) -> Result:
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=input)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke
