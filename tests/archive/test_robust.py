"""Crashes, full disks, rights that are missing: nothing that was kept is lost, and what is wrong is said."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from chancery.archive.archive import Archive
from chancery.archive.checking import Problem
from chancery.archive.errors import ArchiveError, Broken, Busy
from chancery.specimens import export

WORK = """
import sys
from pathlib import Path
from chancery.archive.archive import Archive

archive = Archive.open(sys.argv[1])
print("ready", flush=True)
while True:
    for added in archive.add(sorted(Path(sys.argv[2]).iterdir()), jobs=2):
        if added.state == "added":
            print("added", added.path, flush=True)
    for document in list(archive.documents())[:3]:
        value = f"{int((document.record.letter.date or '1900')[:4]) + 1}"
        made = archive.correct(document, "/letter/date", value)
        print("said", made.id, value, flush=True)
    archive.rebuild()
    print("rebuilt", flush=True)
    list(archive.reread(everything=True))
    print("reread", flush=True)
"""
"""Does everything that writes, again and again, and tells of each thing when it is done."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Specimens in two languages."""
    folder = tmp_path_factory.mktemp("files")
    assert list(export(folder, languages=("en", "zh")))
    return folder


def wrong(archive: Archive) -> list[Problem]:
    return [p for p in archive.check() if p.kind != "leftover"]


def survive(root: Path, files: Path, kills: int, longest: float) -> None:
    """Kill a process that writes to an archive at random moments; look each time that what it told of is there."""
    chance = random.Random(4)
    added: set[str] = set()
    said: dict[int, str] = {}
    for _ in range(kills):
        command = [sys.executable, "-c", WORK, str(root), str(files)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, longest))
        os.kill(child.pid, signal.SIGKILL)
        told, _ = child.communicate()
        for line in told.splitlines():
            words = line.split(" ")
            if words[0] == "added":
                added.add(line.removeprefix("added "))
            elif words[0] == "said":
                said[int(words[1])] = words[2]
        with Archive.open(root) as archive:
            assert wrong(archive) == []
            assert added <= {str(files / d.record.file.name) for d in archive.documents()}
            corrections = {c.id: c.value for d in archive.documents() for c in d.corrections}
            assert said.items() <= corrections.items()
    with Archive.open(root) as archive:
        names = sorted(files.iterdir())
        assert {a.state for a in archive.add(names)} <= {"added", "known"}
        assert archive.totals()["documents"] == len(names)
        while True:  # processes of the killed ones end within seconds
            try:
                archive.clean()
                break
            except Busy:
                time.sleep(0.2)
        assert archive.check() == []


def test_killed_at_random_moments(archive: Archive, files: Path) -> None:
    survive(archive.layout.root, files, kills=3, longest=4.0)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_killed_at_fifty_random_moments(archive: Archive, files: Path) -> None:
    survive(archive.layout.root, files, kills=50, longest=6.0)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from chancery.archive.archive import Archive
from chancery.archive.errors import ArchiveError

archive = Archive.open(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
kept = 0
try:
    for added in archive.add(sorted(Path(sys.argv[2]).iterdir()), jobs=int(sys.argv[4])):
        kept += added.state == "added"
except ArchiveError as error:
    print(kept, type(error).__name__, error)
"""


@pytest.mark.parametrize(("most", "jobs"), [(1_000, 1), (1_000, 2), (30_000, 1), (200_000, 1)])
def test_a_full_disk_is_said_and_does_no_damage(archive: Archive, files: Path, most: int, jobs: int) -> None:
    """Files may grow to so many bytes only: that of an original, that of the log, that of the database."""
    command = [sys.executable, "-c", LIMITED, str(archive.layout.root), str(files), str(most), str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    kept, _, message = done.stdout.partition(" ")
    assert message.startswith("Full "), (done.stdout, done.stderr)
    assert "Make room and do the same again" in message
    assert wrong(archive) == []
    assert archive.totals()["documents"] == int(kept)
    assert {a.state for a in archive.add(sorted(files.iterdir()))} <= {"added", "known"}
    assert archive.totals()["documents"] == len(list(files.iterdir()))
    assert wrong(archive) == []


AS_NOBODY = """
import os, sys
from pathlib import Path
from chancery.archive.archive import Archive
from chancery.archive.errors import ReadOnly
import chancery.reading

with Archive.open(sys.argv[1], writable=False) as first:  # brings in what nobody may not be allowed to read
    first.check(), list(first.works()), list(first.documents())
for left in Path(sys.argv[1]).glob("archive.sqlite-*"):
    left.unlink()
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
archive = Archive.open(sys.argv[1])
print(len(archive), len(list(archive.documents())), len(archive.check()))
for doing in (
    lambda: list(archive.add([sys.argv[2]])),
    lambda: archive.correct(archive.get(1), "/letter/date", "1999"),
    lambda: archive.forget([archive.get(1)]),
    lambda: archive.rebuild(),
    lambda: list(archive.reread(everything=True)),
    lambda: archive.clean(),
):
    try:
        doing()
        print("done")
    except ReadOnly as error:
        print("ask for the right" in str(error))
"""


def test_an_archive_that_may_only_be_read_can_be_read(letters: Path) -> None:
    """By somebody who has no right to write anything in its folder, not even the lock of the database."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        root = Path(name) / "papers"
        with Archive.create(root) as archive:
            list(archive.add(sorted(letters.iterdir())))
        for place in [root, *root.rglob("*")]:
            place.chmod(0o555 if place.is_dir() else 0o444)
        before = {p: p.stat().st_mtime_ns for p in root.rglob("*")}
        try:
            command = [sys.executable, "-c", AS_NOBODY, str(root), str(root / "archive.sqlite")]
            done = subprocess.run(command, capture_output=True, text=True, timeout=120)
            assert done.stdout.split("\n")[:-1] == ["3 18 0", *["True"] * 6], done.stderr
            assert {p: p.stat().st_mtime_ns for p in root.rglob("*")} == before
        finally:
            for place in [root, *(p for p in root.rglob("*") if p.is_dir())]:
                place.chmod(0o755)


def test_what_is_damaged_is_found(full: Archive) -> None:
    first, second, third = (full.original(full.get(n)) for n in (1, 2, 3))
    first.chmod(0o644)
    first.write_bytes(first.read_bytes().replace(b"e", b"E", 1))
    second.unlink()
    (third.parent / ("0" * 64)).write_bytes(b"x")
    (full.layout.temporary / "half").write_bytes(b"x")
    with full.database.write() as connection:
        connection.exec_driver_sql("UPDATE records SET data = x'00' WHERE document = 4")
        connection.exec_driver_sql("DELETE FROM records WHERE document = 5")
        connection.exec_driver_sql("UPDATE documents SET work = NULL WHERE id = 6")
    found = full.check()
    assert sorted(p.kind for p in found) == ["leftover", "leftover", "original", "original", "record", "record", "work"]
    assert all(p.remedy for p in found)
    assert full.clean() == 2
    assert not [p for p in full.check() if p.kind == "leftover"]


def test_a_damaged_record_is_mended_by_rereading(full: Archive) -> None:
    with full.database.write() as connection:
        connection.exec_driver_sql("UPDATE records SET data = x'00' WHERE document = 4")
    assert {a.state for a in full.reread(everything=True)} == {"added"}
    assert full.check() == []


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_database_that_is_none_is_said(archive: Archive, content: bytes) -> None:
    archive.close()
    for path in archive.layout.root.glob("archive.sqlite*"):
        path.unlink()
    archive.layout.database.write_bytes(content)
    if content:
        with pytest.raises(Broken, match="restore the last backup"):
            Archive.open(archive.layout.root)
    else:
        with Archive.open(archive.layout.root) as again:
            assert again.totals()["files"] == 0


def test_an_archive_of_a_newer_chancery_is_refused(archive: Archive) -> None:
    with archive.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Broken, match="update it"):
        Archive.open(archive.layout.root)


def test_nothing_is_swept_away_while_files_are_added(full: Archive, letters: Path) -> None:
    adding = full.add([letters / "01-mountain-water-en.txt"])
    next(adding)
    with pytest.raises(Busy, match="wait for it"):
        full.clean()
    with pytest.raises(Busy):
        full.forget([full.get(1)])
    adding.close()
    assert full.forget([full.get(1)]) == 1


def test_what_is_forgotten_is_gone(full: Archive) -> None:
    """Not a word of it is left in any file of the archive."""
    document = full.get("A/73/901", "fr")
    full.correct(document, "/letter/title", "Le mot de passe zyzzyva", why="zyzzyvas")
    place = full.original(document)
    assert full.forget([document]) == 1
    assert not place.exists()
    assert full.check() == []
    full.close()
    marks = (b"zyzzyva", document.sha256.encode())
    assert not [p for p in full.layout.root.rglob("*") if p.is_file() and any(m in p.read_bytes() for m in marks)]
    assert full.get("A/73/901", "en").corrections == []
    assert full.totals()["documents"] == 17


def test_a_failure_of_writing_is_an_error_of_the_archive(full: Archive, letters: Path, tmp_path: Path) -> None:
    shutil.rmtree(full.layout.originals)
    full.layout.originals.write_bytes(b"")
    path = tmp_path / "new.txt"
    path.write_text((letters / "01-mountain-water-en.txt").read_text("utf-8") + "\nMore.\n", "utf-8")
    with pytest.raises(ArchiveError):
        list(full.add([path]))
