"""Findings: what a documents officer would send back, or should know. `check` gives those of a record."""

from chancery.checks.catalogue import FindingKind, catalogue
from chancery.checks.run import check

__all__ = ["FindingKind", "catalogue", "check"]
