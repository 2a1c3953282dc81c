"""Backup and restore: the same archive again; nothing that a hostile file holds gets out of its folder."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from chancery.archive.archive import Archive
from chancery.archive.errors import AlreadyThere, ArchiveError, Broken
from chancery.record.json import encode

Members = dict[str, bytes]


@pytest.fixture
def saved(full: Archive, tmp_path: Path) -> Path:
    """A backup of an archive with a correction."""
    full.correct(full.get(1), "/letter/date", "1999-01-01", who="Nescio")
    file = tmp_path / "papers.zip"
    assert full.backup(file) == 18
    return file


def test_restoring_gives_the_same_archive(full: Archive, saved: Path, tmp_path: Path) -> None:
    with Archive.restore(saved, tmp_path / "again") as again:
        assert [encode(r) for r in again.records()] == [encode(r) for r in full.records()]
        assert list(again.works()) == list(full.works())
        assert again.get(1).corrections == full.get(1).corrections
        assert again.check() == []
        assert again.changes() == full.changes()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_nothing_is_overwritten(full: Archive, saved: Path, tmp_path: Path) -> None:
    with pytest.raises(AlreadyThere, match="name another file"):
        full.backup(saved)
    with pytest.raises(AlreadyThere, match="not empty"):
        Archive.restore(saved, full.layout.root)
    empty = tmp_path / "empty"
    empty.mkdir()
    Archive.restore(saved, empty).close()


def test_places_that_are_not_there_are_said(full: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no such folder"):
        full.backup(tmp_path / "nowhere" / "x.zip")
    with pytest.raises(ArchiveError, match="no file"):
        Archive.restore(tmp_path / "nothing.zip", tmp_path / "x")


def test_a_backup_of_a_damaged_archive_says_so(full: Archive, tmp_path: Path) -> None:
    full.original(full.get(1)).unlink()
    with pytest.raises(Broken, match="chancery check"):
        full.backup(tmp_path / "x.zip")
    assert [p.name for p in tmp_path.iterdir()] == ["papers"]


def packed(members: Members) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def first_original(members: Members) -> str:
    return next(name for name in members if name.startswith("originals/"))


def changed(members: Members) -> Members:
    return {**members, first_original(members): bytes(len(members[first_original(members)]))}


def without(members: Members) -> Members:
    return {name: data for name, data in members.items() if name != first_original(members)}


def longer(members: Members) -> Members:
    return {**members, first_original(members): members[first_original(members)] + b"x" * 1_000}


def no_database(members: Members) -> Members:
    return {name: data for name, data in members.items() if name != "archive.sqlite"}


def junk_database(members: Members) -> Members:
    return {**members, "archive.sqlite": b"junk" * 1_000}


@pytest.mark.parametrize("damage", [changed, without, longer, no_database, junk_database])
def test_a_damaged_backup_is_refused_whole(saved: Path, tmp_path: Path, damage: Callable[[Members], Members]) -> None:
    with zipfile.ZipFile(saved) as file:
        members = {name: file.read(name) for name in file.namelist()}
    saved.write_bytes(packed(damage(members)))
    before = set(tmp_path.iterdir())
    with pytest.raises(Broken):
        Archive.restore(saved, tmp_path / "again")
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("cut", [0, 10, 5_000, -100])
def test_a_cut_backup_is_refused(saved: Path, tmp_path: Path, cut: int) -> None:
    saved.write_bytes(saved.read_bytes()[:cut] if cut else b"")
    with pytest.raises(Broken):
        Archive.restore(saved, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_bytes_that_flipped_are_noticed_or_harmless(full: Archive, saved: Path, tmp_path: Path) -> None:
    """Wherever a byte is wrong: either it is said, or the archive is the same."""
    data = saved.read_bytes()
    expected = sorted(encode(r) for r in full.records())
    end = len(data) - 22  # the end of the list of members, which says where the list stands
    for at in [*range(7, len(data), len(data) // 40), *range(end + 10, len(data))]:
        saved.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        try:
            with Archive.restore(saved, tmp_path / "again") as again:
                assert sorted(encode(r) for r in again.records()) == expected
                assert again.check() == []
        except Broken:
            continue
        shutil.rmtree(tmp_path / "again")


def test_nothing_escapes_from_a_hostile_backup(saved: Path, tmp_path: Path) -> None:
    hostile = (
        "../escaped",
        "/tmp/escaped-from-chancery",
        "originals/../../escaped",
        "originals/ab/../../../escaped",
        "index/x",
    )
    with zipfile.ZipFile(saved, "a") as file:
        for name in hostile:
            file.writestr(name, b"escaped")
        file.writestr(f"originals/ab/ab{'0' * 62}", b"not wanted")
    before = set(tmp_path.rglob("*"))
    with Archive.restore(saved, tmp_path / "again") as again:
        assert again.check() == []
    assert {p for p in set(tmp_path.rglob("*")) - before if not p.is_relative_to(tmp_path / "again")} == set()
    assert not Path("/tmp/escaped-from-chancery").exists()
    assert list((tmp_path / "again" / "index").iterdir()) == []
