"""Adding: once each, whatever happens; unreadable files are known; many processes and two archives' users at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chancery.archive import adding, identity
from chancery.archive.archive import Archive
from chancery.archive.errors import AlreadyThere, NoArchive, NotHeld
from chancery.archive.layout import find
from chancery.archive.reader import version
from chancery.archive.store import Changes, Store
from chancery.archive.watching import round_of
from chancery.reading import read_file
from chancery.record.json import encode


def states(results: object) -> dict[str, int]:
    out: dict[str, int] = {}
    for added in results:  # type: ignore[attr-defined]
        out[added.state] = out.get(added.state, 0) + 1
    return out


def contents(archive: Archive) -> list[bytes]:
    return sorted(encode(record) for record in archive.records())


def test_what_is_added_is_what_reading_gives(full: Archive, letters: Path) -> None:
    files = sorted(letters.iterdir())
    assert contents(full) == sorted(encode(read_file(path)) for path in files)
    for document in full.documents():
        assert full.original(document).read_bytes() == (letters / document.record.file.name).read_bytes()
    assert full.check() == []


def test_adding_again_changes_nothing(full: Archive, letters: Path, tmp_path: Path) -> None:
    """Neither the same files nor copies under other names; not a row and not a change for the index."""
    before, last = contents(full), full.changes().last
    copies = shutil.copytree(letters, tmp_path / "copies")
    assert states(full.add(sorted(letters.iterdir()))) == {"known": 18}
    assert states(full.add([p.rename(p.with_stem(f"copy of {p.stem}")) for p in sorted(copies.iterdir())])) == {
        "known": 18
    }
    assert (contents(full), full.changes().last) == (before, last)
    assert len(full) == 3


def test_many_processes_give_the_same(archive: Archive, full: Archive, letters: Path, tmp_path: Path) -> None:
    with Archive.create(tmp_path / "other") as other:
        assert states(other.add(sorted(letters.iterdir()), jobs=2)) == {"added": 18}
        assert contents(other) == contents(full)


def test_a_changed_file_is_another_document(full: Archive, letters: Path, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    shutil.copy(letters / "01-mountain-water-en.txt", path)
    assert states(full.add([path])) == {"known": 1}
    path.write_text(path.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    assert states(full.add([path])) == {"added": 1}
    assert len(full) == 3
    assert sum(len(e.files) for e in full.work("A/73/901").expressions) == 7


def test_unreadable_files_are_known_and_tried_again(
    archive: Archive, letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    junk, empty = tmp_path / "junk.bin", tmp_path / "empty.txt"
    junk.write_bytes(bytes(range(256)) * 8)
    empty.write_bytes(b"")
    given = [junk, empty, letters / "01-mountain-water-en.txt"]
    first = {Path(a.path).name: a for a in archive.add(given)}
    assert [first[name].state for name in ("junk.bin", "empty.txt")] == ["unreadable", "unreadable"]
    assert all(a.reason for a in first.values() if a.state == "unreadable")
    assert [Path(row["path"]).name for row in archive.unreadable()] == ["empty.txt", "junk.bin"]
    assert states(archive.add(given)) == {"known": 1, "unreadable": 2}
    assert states(archive.add(given, retry=True)) == {"known": 1, "unreadable": 2}
    real = adding.read_original
    monkeypatch.setattr(adding, "read_original", lambda layout, sha, name: real(layout, archive.get(1).sha256, name))
    assert states(archive.add([junk], retry=True)) == {"added": 1}
    assert [Path(row["path"]).name for row in archive.unreadable()] == ["empty.txt"]


def test_a_file_that_goes_while_it_is_added_is_missing(archive: Archive, tmp_path: Path) -> None:
    (result,) = archive.add([tmp_path / "nothing.txt"])
    assert (result.state, result.reason) == ("missing", "there is no such file any more")
    assert archive.check() == []


def test_the_archive_does_not_add_itself(full: Archive) -> None:
    assert states(full.add(p for p in full.layout.root.rglob("*") if p.is_file())) == {}


def test_a_fault_of_the_reader_costs_one_file(archive: Archive, letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = adding.read_original

    def faulty(layout: object, sha: str, name: str) -> object:
        if name.startswith("02-common-catalogue-fr"):
            raise ZeroDivisionError("x")
        return real(layout, sha, name)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "read_original", faulty)
    assert states(archive.add(sorted(letters.iterdir()), jobs=2)) == {"added": 17, "unreadable": 1}
    assert "ZeroDivisionError" in archive.unreadable()[0]["reason"]


def test_a_process_that_is_killed_costs_one_file(
    archive: Archive, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = adding.read_original

    def killing(layout: object, sha: str, name: str) -> object:
        if name.startswith("02-common-catalogue-fr"):
            os.kill(os.getpid(), 9)
        return real(layout, sha, name)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "read_original", killing)
    assert states(archive.add(sorted(letters.iterdir()), jobs=2)) == {"added": 17, "unreadable": 1}
    assert archive.unreadable()[0]["reason"] == adding.LOST
    assert {p.kind for p in archive.check()} <= {"leftover"}
    archive.clean()
    assert archive.check() == []


ADD = "import sys; from chancery.archive.archive import Archive; print(sum(1 for _ in Archive.open(sys.argv[1]).add(sys.argv[2:])))"


def test_two_processes_adding_at_once_do_no_harm(archive: Archive, letters: Path) -> None:
    files = [str(p) for p in sorted(letters.iterdir())]
    orders = (files, files[::-1])
    command = [sys.executable, "-c", ADD, str(archive.layout.root)]
    running = [subprocess.Popen([*command, *order], stdout=subprocess.PIPE, text=True) for order in orders]
    assert [(p.communicate(timeout=120)[0].strip(), p.returncode) for p in running] == [("18", 0), ("18", 0)]
    assert (archive.totals()["documents"], len(archive)) == (18, 3)
    assert archive.check() == []


def test_watching_adds_what_comes_and_marks_what_goes(archive: Archive, letters: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()

    def look() -> dict[str, int]:
        return states(round_of(archive, [inbox], sorted(inbox.iterdir())))

    old = time.time() - 60
    for name in ("01-mountain-water-en.txt", "01-mountain-water-fr.txt"):
        shutil.copy(letters / name, inbox)
        os.utime(inbox / name, (old, old))
    assert look() == {"added": 2}
    assert look() == {}
    shutil.copyfile(letters / "02-common-catalogue-en.txt", inbox / "new.txt")
    assert look() == {}, "a file that may still be written is left for the next round"
    os.utime(inbox / "new.txt", (old, old))
    (inbox / "01-mountain-water-fr.txt").unlink()
    assert look() == {"added": 1}
    assert archive.totals()["documents"] == 3, "what has gone from the folder stays in the archive"
    shutil.copy(letters / "01-mountain-water-fr.txt", inbox)
    os.utime(inbox / "01-mountain-water-fr.txt", (old, old))
    assert look() == {}


def test_a_document_is_found_by_what_people_call_it(full: Archive, letters: Path) -> None:
    document = full.get("A/73/901", "fr")
    assert document.record.language == "fr"
    for name in (
        "a/73/901",
        "S/2019/480",
        "A/73/901*",
        f"#{document.document}",
        document.sha256[:12],
        f"sha256:{document.sha256}",
    ):
        language = None if name[0] in "#s" or name == document.sha256[:12] else "fr"
        assert full.get(name, language).document == document.document, name
    assert full.get(str(letters / "01-mountain-water-fr.txt")).document == document.document
    with pytest.raises(NotHeld, match="it holds A/73/901"):
        full.get("A/73/902")
    with pytest.raises(NotHeld, match="in ar, en, es, fr, ru, zh, and not in de"):
        full.get("A/73/901", "de")


def test_lists_are_narrowed(full: Archive) -> None:
    names = [w.name for w in full.works()]
    assert len(names) == 3
    assert [w.name for w in full.works("73/901")] == ["A/73/901"]
    assert [w.name for w in full.works(date="2019")] == ["A/73/901"]
    assert [w.name for w in full.works(date="2019-06..2019-06-12")] == ["A/73/901"]
    assert [w.name for w in full.works(date="2020..")] == []
    assert [w.name for w in full.works("100%")] == []
    kinds = [full.get(name, "ru").record.kind for name in names]
    assert len(list(full.works(language="ru", kind="communication"))) == kinds.count("communication") > 0
    assert len(list(full.works(language="ru"))) == 3


class Heard:
    """An index that writes down what it hears."""

    def __init__(self) -> None:
        self.said: list[object] = []

    def update(self, store: Store, changes: Changes) -> None:
        self.said.append(changes)

    def clear(self) -> None:
        self.said.append("clear")


def test_an_index_hears_of_every_change(archive: Archive, letters: Path) -> None:
    heard = Heard()
    archive.attach(heard)
    list(archive.add([letters / "01-mountain-water-en.txt"]))
    assert heard.said == [Changes(1, [1], [])]
    archive.correct(archive.get(1), "/letter/date", "2019-06-13")
    assert heard.said[1:] == [Changes(2, [1], [])]
    list(archive.add([letters / "01-mountain-water-fr.txt"]))
    archive.forget([archive.get(1)])
    assert heard.said[2:] == [Changes(3, [2], []), Changes(4, [], [1])]
    archive.rebuild()
    assert heard.said[4:] == ["clear", Changes(5, [2], ())]
    assert archive.changes(3) == Changes(5, [2], [1])
    assert archive.changes(5) == Changes(5, [], [])


def test_rereading_reads_what_another_reader_read(full: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert states(full.reread()) == {}
    monkeypatch.setattr("chancery.archive.rereading.reader_version", lambda: "another")
    assert states(full.reread()) == {"added": 18}
    assert states(full.reread()) == {}
    assert states(full.reread(everything=True, jobs=2)) == {"added": 18}
    assert {f.reader for w in full.works() for e in w.expressions for f in e.files} == {"another"}


def test_rereading_keeps_what_it_cannot_read_any_more(full: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(full)
    monkeypatch.setattr("chancery.archive.rereading.reader_version", lambda: "another")
    monkeypatch.setattr("chancery.archive.rereading.try_to_read", lambda *_: adding.Read(None, b"", "fault", "a fault"))
    assert states(full.reread()) == {"unreadable": 18}
    assert contents(full) == before
    assert full.check() == []


def test_the_version_of_the_reader_tells_its_tables() -> None:
    assert version().startswith("0.")
    assert len(version().partition("+")[2]) == 8


def test_an_archive_is_found_from_below(archive: Archive, tmp_path: Path) -> None:
    below = archive.layout.root / "a" / "b"
    below.mkdir(parents=True)
    assert find(below, {}) == archive.layout
    assert find(tmp_path, {"CHANCERY_ARCHIVE": str(archive.layout.root)}) == archive.layout
    with pytest.raises(NoArchive, match="chancery init"):
        find(tmp_path, {})
    with pytest.raises(NoArchive, match="CHANCERY_ARCHIVE names"):
        find(below, {"CHANCERY_ARCHIVE": str(tmp_path)})
    with pytest.raises(AlreadyThere):
        Archive.create(archive.layout.root)


def test_a_misprinted_symbol_gives_way_to_the_name_of_the_file(archive: Archive, letters: Path, tmp_path: Path) -> None:
    """Until a person says that the print is right."""
    given = (
        (letters / "01-mountain-water-en.txt")
        .read_text("utf-8")
        .replace("S/2019/480", "")
        .replace("A/73/901", "A/73/90")
    )
    path = tmp_path / "A_73_901-EN.txt"
    path.write_text(given, "utf-8")
    assert states(archive.add([path, letters / "01-mountain-water-fr.txt"])) == {"added": 2}
    assert len(archive) == 1
    (item,) = (i for i in archive.review() if i.reason == "misprinted-symbol")
    archive.confirm(archive.get(item.document), item.pointer)
    assert len(archive) == 2
    assert identity.misprinted(["A/73/90"], ["A/73/901"])
    assert not [i for i in archive.review() if i.reason == "misprinted-symbol"]


def test_a_record_that_departs_from_its_schema_is_not_kept(
    archive: Archive, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = adding.read_original

    def wrong(layout: object, sha: str, name: str) -> object:
        record = real(layout, sha, name)  # type: ignore[arg-type]
        record.paragraphs[0].role = "poem"  # type: ignore[assignment]
        return record

    monkeypatch.setattr(adding, "read_original", wrong)
    assert states(archive.add([letters / "01-mountain-water-en.txt"])) == {"unreadable": 1}
    assert "should be reported" in archive.unreadable()[0]["reason"]
    assert archive.check() == []
