"""Which documents are one work: by symbol, by job number, by letter, by text; in whatever order they come."""

from __future__ import annotations

import itertools
import random
import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import starved

from chancery.archive.archive import Archive
from chancery.archive.describing import Marks, describe
from chancery.archive.grouping import Member, group
from chancery.archive.sketches import likeness, of_text
from chancery.form.writing import text_of, write
from chancery.lang.fold import fold
from chancery.reading import read_data
from chancery.record.model import LANGUAGES
from chancery.specimens import load

SYMBOLS = ["symbol:A/1", "symbol:A/2", "symbol:S/1"]
WEAK = ["job:97-00001", "job:97-00002", "text:a", "text:b"]


@st.composite
def documents(draw: st.DrawFn) -> list[Member]:
    keys = st.frozensets(st.sampled_from([*SYMBOLS, *WEAK]), min_size=1, max_size=3)
    return [Member(n, "en", draw(keys), Marks("other")) for n in range(1, draw(st.integers(1, 9)) + 1)]


@given(documents(), st.randoms())
def test_the_order_does_not_matter(members: list[Member], chance: random.Random) -> None:
    shuffled = members[:]
    chance.shuffle(shuffled)
    assert group(shuffled) == group(members)


@given(documents())
def test_a_work_never_holds_symbols_that_no_document_joins(members: list[Member]) -> None:
    """What has no symbol never brings two works with symbols together."""
    by_id = {m.id: m for m in members}
    named = [m for m in members if m.symbols]
    alone = {tuple(g) for g in group(named)}
    for own in group(members):
        assert len({a for a in alone if set(a) & set(own)}) <= 1
    assert sorted(itertools.chain(*group(members))) == sorted(by_id)


def nameless(language: str, number: int) -> bytes:
    """Give a specimen without symbol and job number, as a draft or an e-mail has it."""
    specimen = load()[number]
    record = specimen.record(language)
    record.masthead.symbols = []
    record.masthead.job_number = None
    return text_of(write(record, language)).encode()


def member(number: int, data: bytes, name: str = "file.txt") -> Member:
    record = read_data(data, name)
    about = describe(record, name)
    return Member(number, about.language, frozenset(about.keys), about.marks)


def test_six_languages_without_a_symbol_are_one_work() -> None:
    count = len(load())
    members = [member(n * 6 + i, nameless(language, n)) for n in range(count) for i, language in enumerate(LANGUAGES)]
    assert not any(m.symbols for m in members)
    assert group(members) == [[n * 6 + i for i in range(6)] for n in range(count)]


def test_a_file_without_a_symbol_joins_the_work_that_has_one() -> None:
    """The same text in another extraction, and in another language: the second by way of the letter."""
    with_symbol = member(1, text_of(write(load()[0].record("en"), "en")).encode())
    wrapped = nameless("en", 0).replace(b"  ", b" ").replace(b". ", b".\n")
    assert group([with_symbol, member(2, wrapped), member(3, nameless("zh", 0))]) == [[1, 2, 3]]


def test_two_letters_of_one_day_are_two_works() -> None:
    """Same sender, addressee and date; another subject."""
    first, second = load()[0], load()[1]
    for record in (a := first.record("en")), (b := second.record("en")):
        record.masthead.symbols = []
    assert a.letter and b.letter
    b.letter.date, b.letter.senders, b.letter.addressees = a.letter.date, a.letter.senders, a.letter.addressees
    members = [member(n, text_of(write(r, "en")).encode()) for n, r in enumerate((a, b), 1)]
    assert {k for k in members[0].keys & members[1].keys if k.startswith("letter:")}
    assert group(members) == [[1], [2]]


def test_sketches_tell_noise_from_another_text() -> None:
    texts = [fold(text_of(write(s.record("en"), "en"))) for s in load()[:6]]
    chinese = [fold(text_of(write(s.record("zh"), "zh"))) for s in load()[:6]]
    for own in (texts, chinese):
        for text in own:
            assert likeness(of_text(text), of_text(text.replace(" of the ", " of tbe "))) > 0.4
            assert likeness(of_text(text), of_text(text)) == 1
        for a, b in itertools.combinations(own, 2):
            assert likeness(of_text(a), of_text(b)) < 0.4
    starving = [starved(text) for text in chinese]
    assert all(likeness(of_text(a), of_text(b)) > 0.9 for a, b in zip(chinese, starving, strict=True))


@settings(max_examples=12)
@given(st.permutations(range(12)), st.integers(1, 11))
def test_adding_bit_by_bit_groups_as_at_once(order: list[int], cut: int) -> None:
    """Whatever comes first, the works are those that all documents together make; also after some were forgotten."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n in range(12):
            specimen, language = load()[n % 2], LANGUAGES[n // 2]
            data = text_of(write(specimen.record(language), language)).encode() if n % 3 else nameless(language, n % 2)
            (folder / f"{n}.txt").write_bytes(data)
        with Archive.create(folder / "papers") as archive:
            for part in (order[:cut], order[cut:]):
                assert {a.state for a in archive.add(folder / f"{n}.txt" for n in part)} <= {"added"}
            assert partition(archive) == [6, 6]
            archive.forget([archive.get(1), archive.get(2)])
            before = partition(archive)
            archive.rebuild()
            assert partition(archive) == before
            assert archive.check() == []


def partition(archive: Archive) -> list[int]:
    return [sum(len(e.files) for e in work.expressions) for work in archive.works()]


def test_revisions_are_versions_and_corrigenda_hang_on_them(archive: Archive, tmp_path: Path) -> None:
    specimen = load()[0]
    for n, symbol in enumerate(["A/73/901", "A/73/901/Rev.1", "A/73/901/Corr.1", "A/73/901/Add.1"]):
        record = specimen.record("en")
        record.masthead.symbols = [symbol]
        (tmp_path / f"{n}.txt").write_text(text_of(write(record, "en")), "utf-8")
    assert {a.state for a in archive.add(sorted(tmp_path.glob("*.txt")))} == {"added"}
    work = archive.work("A/73/901")
    assert [(e.language, e.version) for e in work.expressions] == [("en", ""), ("en", "Rev.1")]
    assert sorted(w.name for w in archive.works()) == ["A/73/901", "A/73/901/Add.1", "A/73/901/Corr.1"]
    links = {(link.relation, link.target) for link in archive.cited_by(work.id)}
    assert {("corrects", "A/73/901/Corr.1"), ("adds-to", "A/73/901/Add.1")} <= links


def test_six_language_files_of_a_resolution_are_one_work(archive: Archive, shared: Path) -> None:
    """A sample of the machine-readable resolutions: every work has six files of six languages."""
    english = sorted((shared / "unxml" / "sc" / "2023" / "en").iterdir())[::10]
    english += sorted((shared / "unxml" / "ga" / "78" / "en").iterdir())[::60]
    stems = [(p.parents[1], re.split(r"[-_][^-_]*$", p.name)[0]) for p in english]
    files = [f for folder, stem in stems for f in folder.rglob("*.xml") if re.split(r"[-_][^-_]*$", f.name)[0] == stem]
    assert len(files) == 6 * len(english)
    assert {a.state for a in archive.add(files)} == {"added"}
    works = list(archive.works())
    assert len(works) == len(english)
    for work in works:
        assert sorted(e.language for e in work.expressions) == list(LANGUAGES)


def test_what_is_cited_is_in_the_graph_held_or_not(archive: Archive, letters: Path, tmp_path: Path) -> None:
    """Walked from both ends; each document once, as often as in the language that names it most."""
    for language in ("en", "ru"):
        text = (letters / f"02-common-catalogue-{language}.txt").read_text("utf-8")
        (tmp_path / f"{language}.txt").write_text(f"{text}\n\nA/73/901, S/1997/150, S/1997/150\n", "utf-8")
    given = [*sorted(tmp_path.glob("*.txt")), letters / "01-mountain-water-fr.txt"]
    assert {a.state for a in archive.add(given)} == {"added"}
    work, cited = archive.work(str(given[0])), archive.work("A/73/901")
    links = [(link.relation, link.target, link.held, link.count) for link in archive.cites(work.id)]
    assert ("refers", "A/73/901", cited.id, 1) in links
    assert ("refers", "S/1997/150", None, 2) in links
    assert [(link.relation, link.held) for link in archive.cited_by(cited.id)] == [("refers", work.id)]
    archive.forget(list(archive.documents("A/73/901")))
    assert ("refers", "A/73/901", None, 1) in [(x.relation, x.target, x.held, x.count) for x in archive.cites(work.id)]
