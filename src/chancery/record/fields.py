"""What the source of the data model says of its fields: the strings under them, which Python itself does not keep."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path
from types import ModuleType


def notes(module: ModuleType) -> dict[str, dict[str, str]]:
    """Give the strings under the fields of a module's classes, by class and field; ``""`` is the class for constants."""
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    out = {"": _under(tree.body)}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            out[node.name] = _under(node.body)
    return out


def _under(body: list[ast.stmt]) -> dict[str, str]:
    """Give the strings that follow the assignments of one body, by the name assigned."""
    out: dict[str, str] = {}
    for node, after in pairwise(body):
        target = _target(node)
        if target and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            out[target] = " ".join(str(after.value.value).split())
    return out


def _target(node: ast.stmt) -> str | None:
    """Give the name that a statement assigns to."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return None
