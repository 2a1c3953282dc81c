"""``chancery thesaurus``: shown, imported, refused; documents are then read with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chancery.cli.app import app
from chancery.world.thesaurus import FILE


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("CHANCERY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TERM", "dumb")
    return tmp_path / "data"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    labels = {"en": "FOG HARVESTING", "fr": "COLLECTE DU BROUILLARD"}
    topic = {"url": "http://metadata.un.org/thesaurus/77", "identifier": "77", "labels": labels}
    (tmp_path / "fog.json").write_text(json.dumps({"topics": [topic]}), "utf-8")
    return tmp_path / "fog.json"


def test_none_is_imported_at_first() -> None:
    result = run("thesaurus")
    assert result.exit_code == 0
    assert "topics of Chancery in six languages\nno thesaurus imported" in result.stdout


def test_import_and_show(file: Path, data: Path) -> None:
    result = run("thesaurus", "import", file)
    assert result.exit_code == 0 and (data / FILE).is_file()
    assert result.stdout.startswith("1 concepts of fog.json, imported ")
    shown = run("thesaurus").stdout
    assert "1 concepts of fog.json" in shown and "en 1, es 0, fr 1" in shown


def test_documents_are_read_with_it(file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("La collecte du brouillard progresse dans les montagnes.", "utf-8")
    topics = [t["id"] for t in json.loads(run("read", tmp_path / "x.txt", "--json").stdout)["topics"]]
    assert topics == ["mountains"]
    run("thesaurus", "import", file)
    read = json.loads(run("read", tmp_path / "x.txt", "--json").stdout)
    assert {t["id"]: t["spans"] for t in read["topics"]} == {"unbis:77": [[3, 25]], "mountains": [[45, 54]]}
    assert "fog harvesting" in run("read", tmp_path / "x.txt").stdout
    found = json.loads(run("world", "collecte du brouillard", "--json").stdout)["found"]
    assert found[0]["facts"]["thesaurus"] == ["unbis:77", "http://metadata.un.org/thesaurus/77"]


def test_what_is_no_thesaurus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad").write_text("hello", "utf-8")
    result = run("thesaurus", "import", tmp_path / "bad")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("chancery: ") and "neither UNBIS in JSON nor SKOS" in result.stderr
    assert run("thesaurus", "import", tmp_path / "none").exit_code == 1


def test_a_damaged_store_is_named_everywhere(data: Path, tmp_path: Path) -> None:
    data.mkdir()
    (data / FILE).write_text("{", "utf-8")
    (tmp_path / "x.txt").write_text("A letter.", "utf-8")
    for arguments in (["thesaurus"], ["world", "Mali"], ["read", tmp_path / "x.txt"]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "is damaged" in result.stderr and "fault of Chancery" not in result.stderr
