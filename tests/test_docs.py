"""The documents of the project: their commands and examples are run, their pages are up to date, their lists are whole."""

from __future__ import annotations

import ast
import itertools
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import pytest
import typer.main

from chancery import __version__
from chancery.checks import catalogue
from chancery.checks import reference as findings_reference
from chancery.cli.app import app
from chancery.form import notation, slots
from chancery.lang.fold import fold
from chancery.lang.pack import PATTERN_FILES, pack
from chancery.record import reference as record_reference
from chancery.record.model import LANGUAGES
from chancery.source import reference as limits_reference
from chancery.specimens import export

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
GENERATED: dict[str, tuple[Callable[[], str], str]] = {
    "record.md": (record_reference.reference, "chancery.record.reference"),
    "record.schema.json": (record_reference.described_schema, "chancery.record.reference --schema"),
    "findings.md": (findings_reference.reference, "chancery.checks.reference"),
    "limits.md": (limits_reference.reference, "chancery.source.reference"),
}
FENCE = re.compile(r"^```(?P<language>\w*) *(?P<mark>\w*)\n(?P<text>.*?)^```$", re.M | re.S)
LINK = re.compile(r"\[[^\]]*\]\((?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")
MINUTES = 3

document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)


class Fence(NamedTuple):
    """A fenced block: its language, its mark (``install`` is not run), its text, and what stands before it."""

    language: str
    mark: str
    text: str
    before: str


def fences(path: Path) -> list[Fence]:
    """Give the fenced blocks of a document."""
    text, at, out = path.read_text("utf-8"), 0, []
    for found in FENCE.finditer(text):
        out.append(Fence(found["language"], found["mark"], found["text"], text[at : found.start()]))
        at = found.end()
    return out


def prose(name: str) -> str:
    """Give the text of a document of the folder ``docs``."""
    return (ROOT / "docs" / name).read_text("utf-8")


def rows(text: str, under: str = "") -> dict[str, list[str]]:
    """Give the table rows below a heading up to the next one, by the code in their first cell."""
    section = text.split(f"# {under}\n", 1)[1].split("\n#", 1)[0] if under else text
    out = {}
    for line in section.splitlines():
        cells = [c.replace("\\|", "|").strip() for c in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells and cells[0].startswith("`"):
            out[cells[0].split("`")[1]] = cells[1:]
    return out


# ------------------------------------------------------------------------------------------------------ they are true


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with some specimens, as a reader of the documents has it."""
    folder = tmp_path / "specimens"
    assert [path.unlink() for path in export(folder) if not path.name.startswith("01-")]
    return tmp_path


def run(command: list[str], folder: Path) -> str:
    """Run a command as a reader would, in a terminal of 80 columns; gives what it prints."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": "80", "TERM": "dumb", "PYTHONUTF8": "1"}
    environment["CHANCERY_DATA"] = str(folder / "data")
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60 * MINUTES
    )
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


@document
def test_commands_run_and_print_what_is_shown(path: Path, desk: Path) -> None:
    shown = list(itertools.pairwise([*fences(path), Fence("", "", "", "")]))
    for fence, after in shown:
        if fence.language == "sh" and fence.mark != "install":
            printed = run(["bash", "-euo", "pipefail", "-c", fence.text], desk)
            if after.language == "text" and not after.before.strip():
                assert lines(after.text) == lines(printed), "the output shown is not what the command prints"


@document
def test_python_examples_run(path: Path, desk: Path) -> None:
    code = "\n".join(fence.text for fence in fences(path) if fence.language == "python")
    if code:
        run([sys.executable, "-c", code], desk)


@document
def test_every_block_says_what_it_is(path: Path) -> None:
    assert {fence.language for fence in fences(path)} <= {"sh", "python", "text", "toml", "json"}
    assert {fence.mark for fence in fences(path)} <= {"", "install"}
    assert path.read_text("utf-8").count("```") == 2 * len(fences(path))


@document
def test_links_lead_somewhere(path: Path) -> None:
    text = FENCE.sub("", path.read_text("utf-8"))
    for link in LINK.finditer(text):
        if "://" in link["path"]:
            continue
        target = (path.parent / link["path"]) if link["path"] else path
        assert target.exists(), link[0]
        if link["anchor"]:
            assert link["anchor"] in anchors(target), link[0]


@cache
def anchors(path: Path) -> set[str]:
    """Give the anchors of the headings of a document."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@document
def test_files_that_are_named_are_there(path: Path) -> None:
    """A path in code marks, such as ``form/titles.py``, stands in the repository or in the package."""
    named = re.findall(r"`((?:[\w.-]+/)+(?:[\w.-]+\.[a-z]+)?)`", FENCE.sub("", path.read_text("utf-8")))
    bases = (ROOT, ROOT / "src" / "chancery", ROOT / "src" / "chancery" / "world")
    users = ("specimens/", "records/")
    assert [n for n in named if not n.startswith(users) and not any((b / n).exists() for b in bases)] == []


def test_the_version_has_its_changes() -> None:
    assert f"\n## {__version__}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


# ------------------------------------------------------------------------------------------------------ they are whole


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_up_to_date(name: str) -> None:
    make, module = GENERATED[name]
    assert prose(name) == make(), f"run: python -m {module} > docs/{name}"


def shell_lines() -> Iterator[list[str]]:
    """Give the words of every line of every command block of all documents."""
    for path in DOCUMENTS:
        for fence in fences(path):
            if fence.language == "sh":
                for line in fence.text.splitlines():
                    for command in re.split(r"\s(?:\||&&|;)\s", line):
                        yield shlex.split(command, comments=True)


def test_every_command_and_option_is_shown_at_work() -> None:
    used = [words[words.index("chancery") + 1 :] for words in shell_lines() if "chancery" in words]
    missing = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        own = [words for words in used if words and words[0] == name]
        missing += [] if own else [name]
        for parameter in command.params:
            options = [o for o in parameter.opts if o.startswith("--") and o != "--help"]
            missing += [f"{name} {o}" for o in options if not any(o in words for words in own)]
    assert missing == []
    assert ["--version"] in used


def test_every_finding_is_explained() -> None:
    text = prose("findings.md")
    for kind in catalogue().values():
        assert f"\n## {kind.code}\n\n*{kind.severity}*: {kind.message}\n\nWhy: {kind.why}\n" in text


def used_slots() -> dict[str, set[str]]:
    """Give the slots of all patterns of all languages with their forms."""
    out: dict[str, set[str]] = {}
    for language in LANGUAGES:
        own = pack(language)
        texts = [text for found in own.patterns.values() for text in found]
        texts += [*own.calendar["date"], *own.calendar["month"], *own.calendar["day"]["accept"]]
        for text in texts:
            for slot in notation.slots(notation.parse(text)):
                out.setdefault(slot.name, set()).update({slot.form} - {""})
        for name in re.findall(r"\{(\w+)\}", own.words["items"]["sub"]):
            out.setdefault(name, set())
    return out


def test_every_slot_is_explained() -> None:
    table = {name.strip("{}"): cells for name, cells in rows(prose("formulas.md"), "Slots").items()}
    assert {name: set(re.findall(r"`(\w+)`", cells[0])) for name, cells in table.items()} == used_slots()
    assert {name for name, cells in table.items() if cells[1] == "yes"} == slots.parsers("en").keys()
    assert list(table) == sorted(table)


def test_every_family_is_named() -> None:
    table = rows(prose("formulas.md"), "The files of a language")
    assert table.keys() == set(PATTERN_FILES)
    families = {name for cells in table.values() for name in re.findall(r"`(\w+)`", cells[0])}
    assert families == {key.partition(".")[0] for key in pack("en").patterns}


@pytest.mark.parametrize(
    ("heading", "family"), [("Offices", "senders"), ("Addressees", "addressees"), ("Kinds", "kinds.name")]
)
def test_keys_of_records_are_listed(heading: str, family: str) -> None:
    first: dict[str, list[str]] = {}
    for key, patterns in pack("en").family(family).items():
        first.setdefault(key.partition(".")[0], [fold(patterns[0])])
    assert {key: [fold(c) for c in cells] for key, cells in rows(prose("formulas.md"), heading).items()} == first


def test_every_file_of_a_language_is_named() -> None:
    files = {entry.name for entry in (resources.files("chancery.lang") / "en").iterdir() if entry.is_file()}
    text = prose("languages.md").split("## The files\n")[1].split("A column or a file")[0]
    assert rows(text).keys() == files


CODES = {*LANGUAGES, "ara", "chi_sim", "fra", "rus", "spa", "zho"} - {"en"}
"""Names of languages in code; English alone is the language of messages and tables."""


def test_every_module_that_names_languages_is_listed() -> None:
    package = ROOT / "src" / "chancery"
    naming = set()
    for path in package.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        told = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        strings = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and n not in told}
        if len(strings & CODES) > 1:  # one alone is a word or syllable that happens to be a code
            naming.add(path.relative_to(package).as_posix())
    assert rows(prose("languages.md"), "Places that name languages").keys() == naming
