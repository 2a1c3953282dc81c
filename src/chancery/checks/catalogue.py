"""The catalogue of findings: code, severity, message, the rule behind it and what to do, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chancery.record.model import Finding, Severity, Span


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding."""

    code: str
    severity: Severity
    message: str
    """With the values of the case in braces."""
    why: str
    remedy: str


@cache
def catalogue() -> dict[str, FindingKind]:
    """Give the kinds of findings by code."""
    table = tomllib.loads((resources.files("chancery.checks") / "findings.toml").read_text("utf-8"))
    return {code: FindingKind(code, **entry) for code, entry in table.items()}


def finding(code: str, span: Span | None = None, **values: object) -> Finding:
    """Make a finding of the catalogue; raises `KeyError` for an unknown code or a missing value."""
    kind = catalogue()[code]
    return Finding(code=code, severity=kind.severity, message=kind.message.format(**values), span=span)
