"""The house as docs/architecture.md draws it: floors, sizes of files, imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "chancery"
MODULES = sorted(PACKAGE.rglob("*.py"))
TOP = {"__init__", "__main__"}
"""What holds the version and starts the command line stands above all floors."""
BESIDE = {("world", "lang"), ("checks", "form"), ("knowledge", "form"), ("specimens", "registry")}
"""Imports along one floor, each in this direction only."""
LINES = 500
OTHERS = {"ar", "es", "fr", "ru", "zh"}
"""Languages other than that of messages and tables."""


def floors() -> dict[str, int]:
    """Give the floor of every folder, from the table of the architecture."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return {name.removesuffix(".py"): int(n) for n, name in re.findall(r"^\| (\d) \| `([\w.]+)/?` \|", text, re.M)}


def room(path: Path) -> str:
    """Give the folder of the package that a module belongs to, or the module itself where it stands alone."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Give the rooms that a module imports from."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = str(node.module)
            if module.startswith("chancery."):
                yield module.split(".")[1]
            elif module == "chancery":
                yield from (alias.name for alias in node.names if not alias.name.startswith("__"))
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("chancery."))


def test_every_room_has_its_floor() -> None:
    assert {room(path) for path in MODULES} - TOP == floors().keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_data_goes_up(path: Path) -> None:
    own, level = room(path), floors()
    if own in TOP:
        return
    for other in set(imports(path)) - {own}:
        assert level[other] < level[own] or (own, other) in BESIDE, f"{own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_file_holds_one_noun(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) < LINES
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "no module without a word on what it is"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_code_asks_which_language_it_is(path: Path) -> None:
    """What differs by language is data in its folder; see docs/languages.md for the tables that code holds."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            named = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
            assert not named & OTHERS, f"line {node.lineno}"
