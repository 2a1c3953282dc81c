"""What people say of values: the law that it survives everything, and what becomes of it when the reader reads otherwise."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.support import paged

from chancery.archive import adding
from chancery.archive.archive import Archive
from chancery.archive.errors import NotHeld, WrongCorrection
from chancery.archive.pointers import get
from chancery.form.writing import text_of, write
from chancery.record.json import encode
from chancery.record.model import Attachment, Record
from chancery.specimens import load

DATES = st.sampled_from(["1999-01-01", "2003-12", "2019-06-12", None])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
PLACES: dict[str, st.SearchStrategy[Any]] = {
    "/letter/date": DATES,
    "/masthead/date": DATES,
    "/letter/title": WORDS,
    "/masthead/job_number": WORDS | st.none(),
    "/kind": st.sampled_from(["communication", "report", "other"]),
    "/masthead/symbols/0": st.sampled_from(["A/73/901", "A/74/1", "S/2020/7"]),
    "/attachments/0/title": WORDS,
    "/letter/senders/0/state": st.sampled_from(["NPL", "CHE", "KAZ"]),
}


@settings(max_examples=8, stateful_step_count=14)
class CorrectionsSurvive(RuleBasedStateMachine):
    """People speak, take back, and the archive is reread, rebuilt, saved and restored in any order: every value is what the
    last one who spoke of it said, and else what was read."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        for n, language in enumerate(("en", "zh", "ar")):
            specimen = load()[0].record(language)
            (self.folder / f"{n}.txt").write_text(text_of(write(specimen, language)), "utf-8")
        self.archive = Archive.create(self.folder / "papers")
        list(self.archive.add(sorted(self.folder.glob("[01].txt"))))
        self.read = {d.document: msgspec.to_builtins(d.record) for d in self.archive.documents()}
        self.said: list[tuple[int, int, str, Any]] = []
        self.saves = 0

    def expected(self, document: int, pointer: str) -> Any:
        own = [value for _, d, p, value in self.said if (d, p) == (document, pointer)]
        return own[-1] if own else get(self.read[document], pointer)

    @rule(document=st.sampled_from([1, 2]), pointer=st.sampled_from(sorted(PLACES)), data=st.data())
    def correct(self, document: int, pointer: str, data: st.DataObject) -> None:
        value = data.draw(PLACES[pointer])
        if value == self.expected(document, pointer):
            with pytest.raises(WrongCorrection, match="already"):
                self.archive.correct(self.archive.get(document), pointer, value)
            return
        made = self.archive.correct(self.archive.get(document), pointer, value, who="Nescio", why="try")
        assert made.old == self.expected(document, pointer)
        self.said.append((made.id, document, pointer, value))

    @rule(document=st.sampled_from([1, 2]), pointer=st.sampled_from(sorted(PLACES)))
    def confirm(self, document: int, pointer: str) -> None:
        made = self.archive.confirm(self.archive.get(document), pointer)
        assert made.value == made.old == self.expected(document, pointer)
        self.said.append((made.id, document, pointer, made.value))

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.said))
        self.archive.undo(one[0])
        self.said.remove(one)

    @rule()
    def reread(self) -> None:
        assert {a.state for a in self.archive.reread(everything=True)} == {"added"}

    @rule()
    def rebuild(self) -> None:
        self.archive.rebuild()

    @rule()
    def save_and_restore(self) -> None:
        self.saves += 1
        file = self.folder / f"{self.saves}.zip"
        self.archive.backup(file)
        self.archive.close()
        self.archive = Archive.restore(file, self.folder / f"papers-{self.saves}")

    @rule()
    def add_more(self) -> None:
        list(self.archive.add([self.folder / "2.txt"]))

    @rule()
    def speak_nonsense(self) -> None:
        for pointer, value in (
            ("/letter/dates", 1),
            ("/kind", "poem"),
            ("/text", "x"),
            ("/letter/senders/9/state", "KAZ"),
        ):
            with pytest.raises(WrongCorrection):
                self.archive.correct(self.archive.get(1), pointer, value)

    @invariant()
    def every_value_is_what_was_said_last(self) -> None:
        for document in (1, 2):
            record = msgspec.to_builtins(self.archive.get(document).record)
            for pointer in PLACES:
                assert get(record, pointer) == self.expected(document, pointer), pointer
            assert record["text"] == self.read[document]["text"]

    @invariant()
    def nothing_is_lost(self) -> None:
        kept = {c.id for d in (1, 2) for c in self.archive.get(d).corrections if c.undone is None}
        assert kept == {number for number, *_ in self.said}
        assert not [item for item in self.archive.review() if item.reason.startswith("lost")]

    def teardown(self) -> None:
        assert self.archive.check() == []
        self.archive.close()
        shutil.rmtree(self.folder)


TestCorrectionsSurvive = CorrectionsSurvive.TestCase


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Record], None]], None]:
    """Put another reader in the place of this one: it changes what this one reads."""
    real = adding.try_to_read

    def put(change: Callable[[Record], None]) -> None:
        def other(*given: Any) -> adding.Read:
            read = real(*given)
            assert read.record
            change(read.record)
            return read._replace(data=encode(read.record))

        monkeypatch.setattr("chancery.archive.rereading.try_to_read", other)

    return put


def reread(archive: Archive) -> None:
    assert {a.state for a in archive.reread(everything=True)} == {"added"}


def test_a_correction_follows_its_annex(full: Archive, reader: Any) -> None:
    """A newer reader finds another annex before it; the correction stays with the words it was made of."""
    document = full.get("A/73/901", "en")
    full.correct(document, "/attachments/0/place", "Bern")

    def more(record: Record) -> None:
        for n, one in enumerate(record.attachments, 2):
            one.part = f"annex-{n}"
        record.attachments.insert(0, Attachment(part="annex-1", title="Another"))

    reader(more)
    reread(full)
    record = full.get(document.document).record
    assert [(a.title == "Another", a.place) for a in record.attachments] == [(True, None), (False, "Bern")]


def test_a_correction_without_a_place_is_first_in_review_and_comes_back(full: Archive, reader: Any) -> None:
    document = full.get("A/73/901", "en")
    made = full.correct(document, "/attachments/0/place", "Bern")
    reader(lambda record: record.attachments.clear())
    reread(full)
    first = full.review()[0]
    assert (first.document, first.reason) == (document.document, f"lost-correction-{made.id}")
    assert full.get(document.document).record.attachments == []
    reader(lambda record: None)
    reread(full)
    assert full.get(document.document).record.attachments[0].place == "Bern"
    assert not [i for i in full.review() if i.reason.startswith("lost")]


def test_a_confirmed_value_stays_and_the_difference_is_told(full: Archive, reader: Any) -> None:
    document = full.get("A/73/901", "en")
    made = full.confirm(document, "/letter/date")

    def otherwise(record: Record) -> None:
        if record.letter:
            record.letter.date = "1950-01-01"

    reader(otherwise)
    reread(full)
    assert full.get(document.document).record.letter.date == "2019-06-12"  # type: ignore[union-attr]
    assert [i.pointer for i in full.review() if i.reason == f"confirmed-differs-{made.id}"] == ["/letter/date"]
    assert [i.reason for i in full.review() if i.document == document.document and i.pointer == "/letter/date"]


def test_lists_grow_and_shrink(full: Archive) -> None:
    document = full.get("A/73/901", "en")
    full.insert(document, "/masthead/symbols/-", "A/ES-10/812")
    full.remove(document, "/masthead/symbols/0")
    full.correct(document, "/masthead/symbols/0", "S/2019/481")
    again = full.get(document.document)
    assert again.record.masthead.symbols == ["S/2019/481", "A/ES-10/812"]
    assert full.get("A/ES-10/812").document == document.document
    assert len(full) == 4, "it has no symbol in common with its other languages any more"
    for number in (3, 2, 1):
        full.undo(number)
    assert encode(full.get(document.document).record) == encode(document.record)
    assert len(full) == 3


def test_what_is_spoken_of_leaves_the_queue(full: Archive, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(paged(write(load()[0].record("en"), "en"), "en", "A/73/901"), "utf-8")
    assert [a.state for a in full.add([page])] == ["added"]
    items = full.review()
    assert [i.weight for i in items] == sorted((i.weight for i in items), reverse=True)
    item = next(i for i in items if i.pointer == "/masthead/job_number")
    assert (item.reason, item.document) == ("inferred", 19)
    full.confirm(full.get(item.document), item.pointer)
    assert full.review() == [i for i in items if i != item]


def test_who_is_taken_from_the_account_and_undoing_is_kept(full: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "nescia")
    made = full.correct(full.get(1), "/letter/date", "1999")
    undone = full.undo(made.id, who="Nescio")
    assert (undone.who, undone.undone_by) == ("nescia", "Nescio")
    assert [c.id for c in full.get(1).corrections] == [made.id]
    with pytest.raises(NotHeld, match="taken back already"):
        full.undo(made.id)
    with pytest.raises(NotHeld), contextlib.nullcontext():
        full.undo(99)
