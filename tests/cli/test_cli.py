"""The command line as its users meet it: what goes in, what comes out and where, and how it ends."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support import facts
from typer.testing import CliRunner, Result

from chancery import __version__
from chancery.checks import catalogue
from chancery.cli import batch
from chancery.cli.app import app
from chancery.cli.batch import files_of, read_all
from chancery.cli.show import Printer
from chancery.reading import read_data, read_file
from chancery.record.json import decode, encode
from chancery.record.model import LANGUAGES, Record
from chancery.specimens import export, load

Run = Callable[..., Result]
NAME = "01-mountain-water"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command; its output does not depend on the terminal."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "dumb")

    def invoke(*arguments: object, input: bytes | None = None) -> Result:
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=input)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture(scope="session")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All specimens as text files."""
    folder = tmp_path_factory.mktemp("specimens")
    assert sum(1 for _ in export(folder)) == len(load()) * len(LANGUAGES)
    return folder


@pytest.fixture(scope="session")
def letter(specimens: Path) -> Path:
    """One letter in English."""
    return specimens / f"{NAME}-en.txt"


@pytest.fixture(scope="session")
def record(letter: Path) -> Record:
    """The record of the letter."""
    return read_file(letter)


# ---------------------------------------------------------------------------------------------------------------- help


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_the_commands(run: Run, option: str) -> None:
    result = run(option)
    assert result.exit_code == 0
    assert all(command in result.stdout for command in ("read", "write", "checks", "specimens"))


def test_no_command_shows_help(run: Run) -> None:
    result = run()
    assert "Usage:" in result.output
    assert result.exit_code == 2


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"chancery {__version__}\n"


@pytest.mark.parametrize("arguments", [["read"], ["write"], ["reed"], ["read", "x", "--jobs", "0"], ["read", "--nope"]])
def test_wrong_use_ends_with_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage:" in result.stderr


def test_help_starts_without_the_heavy_parts() -> None:
    """What only some commands need is not imported to show the help: it must answer at once."""
    code = (
        "import sys; sys.argv = ['chancery', '--help']\n"
        "from chancery.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"lxml", "pypdfium2", "docx", "selectolax", "tesserocr", "weasyprint", "msgspec", "chancery.reading"}
    heavy |= {"chancery.form", "chancery.world", "chancery.lang", "chancery.source", "concurrent.futures.process"}
    assert "Usage:" in done.stdout
    assert heavy & set(done.stderr.split()) == set()


@pytest.mark.parametrize("command", [["-m", "chancery"], ["-m", "chancery.cli"]])
def test_runs_as_a_module(command: list[str]) -> None:
    done = subprocess.run([sys.executable, *command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"chancery {__version__}\n"


# ---------------------------------------------------------------------------------------------------------------- read


def test_read_shows_a_card(run: Run, letter: Path) -> None:
    result = run("read", letter)
    assert (result.exit_code, result.stderr) == (0, "")
    for words in (
        "A/73/901, S/2019/480",
        "letter, English (original English)",
        "Nepal, Permanent Representative; Switzerland, Permanent Representative",
        "letter 2019-06-12, issued 2019-06-14",
        "General Assembly under 20; Security Council",
        f"{NAME}-en.txt",
    ):
        assert words in result.stdout


def test_json_is_one_record_a_line(run: Run, specimens: Path) -> None:
    result = run("read", specimens, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout_bytes.splitlines()
    files = sorted(specimens.iterdir())
    assert len(lines) == len(files)
    assert [decode(line).file.name for line in lines] == [file.name for file in files]
    assert lines[0] == encode(read_file(files[0]))


def test_two_processes_give_the_same_as_one(run: Run, specimens: Path) -> None:
    one, two = (run("read", specimens, "--json", "--jobs", jobs) for jobs in (1, 2))
    assert one.stdout_bytes == two.stdout_bytes
    assert two.exit_code == 0


def test_files_folders_and_patterns(tmp_path: Path, letter: Path) -> None:
    """Each file once, in the order asked for; hidden files are left out of folders and taken where they are named."""
    for name in ("b.txt", "a.txt", "c.md", ".hidden.txt", "deep/d.txt", ".git/config", "deep/.e/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(letter.read_bytes())

    def names(*paths: str) -> list[str]:
        found, problems = files_of([str(tmp_path / p) for p in paths])
        assert problems == []
        return [p.relative_to(tmp_path).as_posix() for p in found]

    assert names("") == ["a.txt", "b.txt", "c.md", "deep/d.txt"]
    assert names("*.txt") == ["a.txt", "b.txt"]
    assert names("**/*.txt") == ["a.txt", "b.txt", "deep/d.txt"]
    assert names("c.md", "", "a.txt") == ["c.md", "a.txt", "b.txt", "deep/d.txt"]
    assert names(".hidden.txt") == [".hidden.txt"]
    assert names("deep/.e") == ["deep/.e/f.txt"]


def test_a_name_that_looks_like_a_pattern(run: Run, tmp_path: Path, letter: Path) -> None:
    odd = tmp_path / "S[1997]150 :smile: [red].txt"
    odd.write_bytes(letter.read_bytes())
    result = run("read", odd, tmp_path / "[bold]none[/].txt")
    assert odd.name in result.stdout
    assert "[bold]none[/].txt: there is no such file, folder or pattern" in result.stderr


UNREADABLE = [
    ("empty.txt", b"", "holds no text"),
    ("blank.txt", b" \n\n ", "holds no text"),
    ("notes.rtf", b"{\\rtf1 Dear Sir", "is an RTF file. Save it as DOCX or PDF"),
    ("letter.zip", b"PK\x03\x04 not a package", "letter.zip"),
    ("scan.pdf", b"%PDF-1.7\nnothing", "scan.pdf"),
    ("data.xml", b"<?xml version='1.0'?><feed/>", "not Akoma Ntoso or HTML"),
    ("data.db", b"SQLite format 3\0", "is a database. Name a document"),
]


@pytest.mark.parametrize(("name", "data", "reason"), UNREADABLE)
def test_an_unreadable_file_is_named_with_the_remedy_and_the_others_go_on(
    run: Run, tmp_path: Path, letter: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    result = run("read", tmp_path / name, letter, "--json")
    assert result.exit_code == 1
    assert len(result.stdout_bytes.splitlines()) == 1
    lines = result.stderr.splitlines()
    assert lines[0].startswith(f"{tmp_path / name}: ")
    assert reason in lines[0]
    assert lines[1:] == ["1 of 2 could not be read"]


def test_what_is_not_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("read", tmp_path / "empty", tmp_path / "no*.pdf", tmp_path / "none.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.rpartition(": ")[2] for line in result.stderr.splitlines()] == [
        "the folder holds no files",
        "there is no such file, folder or pattern",
        "there is no such file, folder or pattern",
        "3 of 3 could not be read",
    ]


def test_out_writes_a_file_for_each_record(run: Run, specimens: Path, tmp_path: Path) -> None:
    result = run("read", specimens, "--out", tmp_path / "deep" / "records")
    assert (result.exit_code, result.stderr) == (0, "")
    written = sorted((tmp_path / "deep" / "records").iterdir())
    assert [p.stem for p in written] == sorted(p.stem for p in specimens.iterdir())
    assert {decode(p.read_bytes()).file.name for p in written} == {p.name for p in specimens.iterdir()}
    assert result.stdout == f"{len(written)} records in {tmp_path / 'deep' / 'records'}\n"


def test_out_keeps_files_of_one_name_apart(run: Run, letter: Path, tmp_path: Path) -> None:
    names = ["a/x.txt", "a/x-2.txt", "b/x.txt", "b/X.txt", "c/x-2.html", "c/x.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n\n{letter.read_text('utf-8')}", "utf-8")
    run("read", *(tmp_path / name for name in names), "--out", tmp_path / "out")
    written = {p.stem: decode(p.read_bytes()).file.name for p in (tmp_path / "out").iterdir()}
    assert len({stem.casefold() for stem in written}) == len(names)
    assert written["x"] == "x.txt"
    assert written["x-2"] == "x-2.txt"
    assert sorted(written.values()) == sorted(name.partition("/")[2] for name in names)


def test_out_and_json_together(run: Run, letter: Path, tmp_path: Path) -> None:
    result = run("read", letter, "--json", "--out", tmp_path / "out")
    assert result.stdout_bytes == (tmp_path / "out" / f"{NAME}-en.json").read_bytes()


def test_out_that_cannot_be_a_folder(run: Run, letter: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("read", letter, "--out", tmp_path / "file")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"chancery: {tmp_path / 'file'}: File exists; name another folder with --out\n"


def test_out_where_a_record_cannot_be_saved(run: Run, letter: Path, tmp_path: Path) -> None:
    (tmp_path / f"{NAME}-en.json").mkdir()
    result = run("read", letter, "--out", tmp_path)
    assert result.exit_code == 1
    assert result.stderr == f"chancery: {tmp_path / NAME}-en.json: Is a directory\n"


def test_explain_shows_every_value_with_its_words(run: Run, letter: Path, record: Record) -> None:
    result = run("read", letter, "--explain")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    for pointer in record.evidence:
        assert any(line.strip().startswith(pointer[1:].replace("/", " ") + ":") for line in lines), pointer
    at = lines.index(next(line for line in lines if "letter date: 2019-06-12" in line))
    assert "12 June 2019" in lines[at + 1]
    assert "@257" in lines[at + 1]


def test_explain_says_what_is_inferred(run: Run, letter: Path, tmp_path: Path) -> None:
    text = letter.read_text("utf-8").replace("Seventy-third session\n\n", "")
    (tmp_path / "letter.txt").write_text(text, "utf-8")
    lines = [line.strip() for line in run("read", tmp_path / "letter.txt", "--explain").stdout.splitlines()]
    assert lines[lines.index("masthead sittings 0 session: 73") + 1] == "inferred"


def test_explain_and_json_exclude_each_other(run: Run, letter: Path) -> None:
    result = run("read", letter, "--json", "--explain")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "ask for one" in result.stderr


def test_findings_stand_on_the_card(run: Run, letter: Path, tmp_path: Path) -> None:
    text = letter.read_text("utf-8").replace("Seventy-fourth year", "Seventy-first year")
    (tmp_path / "letter.txt").write_text(text, "utf-8")
    result = run("read", tmp_path / "letter.txt")
    assert result.exit_code == 0
    assert "error: The masthead says year 71 of the Security Council" in result.stdout
    assert "council-year-mismatch" in result.stdout


def test_a_fault_in_the_reader_stops_no_other_file(
    run: Run, letter: Path, specimens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(path: Path) -> Record:
        if path == letter:
            raise ZeroDivisionError("by zero")
        return read_file(path)

    monkeypatch.setattr(batch, "read_file", faulty)
    result = run("read", letter, specimens / f"{NAME}-fr.txt", "--json")
    assert result.exit_code == 1
    assert len(result.stdout_bytes.splitlines()) == 1
    assert "a fault of Chancery, which should be reported with the file: ZeroDivisionError('by zero')" in result.stderr


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="the fault is handed to the processes by fork")
def test_a_file_that_ends_its_process_stops_no_other(specimens: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted(specimens.iterdir())[:20]
    fatal = files[5]

    def killing(path: Path) -> Record:
        if path == fatal:
            os._exit(9)
        return read_file(path)

    monkeypatch.setattr(batch, "read_file", killing)
    outcomes = list(read_all(files, jobs=2))
    assert [o.path for o in outcomes] == [str(f) for f in files]
    assert [o.path for o in outcomes if o.record is None] == [str(fatal)]
    assert "ended the process" in (outcomes[5].error or "")


def test_the_bar_changes_nothing(specimens: Path) -> None:
    files = sorted(specimens.iterdir())[:3]
    assert list(read_all(files, progress=True)) == list(read_all(files))


def test_no_bar_where_nobody_looks() -> None:
    assert not Printer().wants_progress(1000)


@pytest.fixture
def many(tmp_path: Path, letter: Path) -> Path:
    """A folder that takes some seconds to read."""
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(3000):
        os.link(letter, folder / f"{n}.txt")
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_pipe_that_is_closed_ends_the_work_quietly(many: Path, jobs: str) -> None:
    command = [sys.executable, "-m", "chancery", "read", str(many), "--json", "--jobs", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.wait(60) == 1
        assert process.stderr.read() == b""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_the_work_quietly(many: Path, jobs: str) -> None:
    command = [sys.executable, "-m", "chancery", "read", str(many), "--json", "--jobs", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, complaints = process.communicate(timeout=60)
        assert process.returncode != 0
        assert b"Traceback" not in complaints


# --------------------------------------------------------------------------------------------------------------- write


@pytest.fixture(scope="session")
def saved(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the letter as a file."""
    path = tmp_path_factory.mktemp("records") / "letter.json"
    path.write_bytes(encode(record))
    return path


def test_write_gives_back_what_was_read(run: Run, saved: Path, letter: Path) -> None:
    result = run("write", saved)
    assert (result.exit_code, result.stderr) == (0, "")
    document, _, mark_of_specimens = letter.read_text("utf-8").rpartition("\n\n")
    assert result.stdout == document + "\n"
    assert "Chancery" in mark_of_specimens


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", ["txt", "html", "docx"])
def test_write_in_every_format(run: Run, specimens: Path, tmp_path: Path, language: str, suffix: str) -> None:
    """A letter of each language goes through a file of each format and says the same."""
    read = read_file(specimens / f"{NAME}-{language}.txt")
    out = tmp_path / f"letter.{suffix}"
    result = run("write", "-", "--out", out, input=encode(read))
    assert (result.exit_code, result.output) == (0, "")
    assert facts(read_file(out)) == facts(read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_write_in_every_language(run: Run, record: Record, saved: Path, language: str) -> None:
    """The form is that of the language asked for; bodies stay in theirs, and so what only they say is not compared."""
    result = run("write", saved, "--language", language)
    assert (result.exit_code, result.stderr) == (0, "")
    back = read_data(result.stdout_bytes, "letter.txt")
    there, here = facts(back), facts(record)
    for bodily in ("attachments", "senders", "signatures", "language"):
        del there[bodily], here[bodily]
    assert there == here
    assert back.language == language
    assert back.letter
    assert {s.state for s in back.letter.senders} == {"NPL", "CHE"}


def test_write_to_pdf(run: Run, saved: Path, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    result = run("write", saved, "--out", out)
    if result.exit_code == 1:
        assert "PDF needs WeasyPrint and pango: pip install 'chancery[pdf]'" in result.stderr
        pytest.skip("WeasyPrint or its libraries are not installed")
    assert read_file(out).masthead.symbols == ["A/73/901", "S/2019/480"]


@pytest.mark.parametrize("name", ["letter", "letter.TXT"])
def test_write_to_text_by_default(run: Run, saved: Path, tmp_path: Path, name: str) -> None:
    assert run("write", saved, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_text("utf-8") == run("write", saved).stdout


def test_write_from_standard_input(run: Run, saved: Path) -> None:
    assert run("write", "-", "-l", "fr", input=saved.read_bytes()).stdout == run("write", saved, "-l", "fr").stdout


def edited(record: Record, **letter: object) -> bytes:
    """Give the record as JSON with other values in its letter."""
    values = json.loads(encode(record))
    values["letter"].update(letter)
    return json.dumps(values).encode()


def test_write_says_what_is_wrong(run: Run, record: Record, saved: Path, letter: Path, tmp_path: Path) -> None:
    good = saved.read_bytes()
    cases = [
        (good, ["-l", "de"], 2, "'de' is not one of the six languages: ar, en, es, fr, ru, zh"),
        (
            good,
            ["-o", tmp_path / "a.odt"],
            1,
            "'odt' is not a format that can be written; there are txt, html, docx, pdf",
        ),
        (good, ["-o", tmp_path / "none" / "a.txt"], 1, f"{tmp_path / 'none' / 'a.txt'}: No such file or directory"),
        (letter.read_bytes(), [], 1, "not a record of Chancery: JSON is malformed"),
        (good + b"\n" + good, [], 1, "several records, one a line, where one is wanted"),
        (edited(record, senders=[]), [], 1, "the letter has no senders"),
        (edited(record, date="June"), [], 1, "/letter/date: 'June' is not a date"),
        (encode(read_data(b"A list of springs.\n", "list.txt")), [], 1, "the record has no letter"),
    ]
    for data, arguments, status, reason in cases:
        result = run("write", "-", *arguments, input=data)
        assert (result.exit_code, result.stdout) == (status, "")
        assert result.stderr.startswith("chancery: ")
        assert reason in result.stderr


def test_write_from_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("write", tmp_path / "none.json")
    assert (result.exit_code, result.stderr) == (1, f"chancery: {tmp_path / 'none.json'}: No such file or directory\n")


# -------------------------------------------------------------------------------------------------- checks, specimens


def test_checks_explains_all_findings(run: Run) -> None:
    result = run("checks")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines() if line and line[0] != " "][::1] != []
    for kind in catalogue().values():
        assert f"{kind.code} {kind.severity}\n" in result.stdout


def test_checks_explains_one_finding(run: Run) -> None:
    result = run("checks", "unsigned-letter")
    assert " ".join(result.stdout.split()) == (
        "unsigned-letter warning says The letter has no signature. because A letter is signed by the Permanent "
        "Representative or, in his or her absence, the Chargé d'affaires; only notes verbales are unsigned. do Check the "
        "end of the letter."
    )


@pytest.mark.parametrize(
    ("code", "hint"),
    [("organ-missmatch", "did you mean 'organ-mismatch'?"), ("zzz", "see chancery checks")],
)
def test_checks_of_an_unknown_code(run: Run, code: str, hint: str) -> None:
    result = run("checks", code)
    assert (result.exit_code, result.stderr) == (2, f"chancery: there is no finding {code!r}; {hint}\n")


def test_specimens_in_formats_and_languages(run: Run, tmp_path: Path) -> None:
    result = run("specimens", tmp_path / "s", "-f", "html", "-f", "docx", "-l", "ru", "-l", "zh")
    assert (result.exit_code, result.stderr) == (0, "")
    names = {f"{s.name}-{code}.{form}" for s in load() for code in ("ru", "zh") for form in ("html", "docx")}
    assert {p.name for p in (tmp_path / "s").iterdir()} == names
    assert result.stdout.splitlines()[0] == f"{len(names)} files in {tmp_path / 's'}"


def test_specimens_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for arguments, status, reason in (
        (["x", "-f", "odt"], 2, "'odt' is not a format: txt, html, docx, pdf"),
        (["x", "-l", "de"], 2, "'de' is not a language: ar, en, es, fr, ru, zh"),
        ([tmp_path / "file"], 1, f"{tmp_path / 'file'}: File exists"),
    ):
        result = run("specimens", *arguments)
        assert (result.exit_code, result.stderr) == (status, f"chancery: {reason}\n")
