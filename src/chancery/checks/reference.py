"""The reference of the findings, made from their catalogue: ``python -m chancery.checks.reference > docs/findings.md``."""

from __future__ import annotations

import sys

from chancery.checks.catalogue import FindingKind, catalogue

HEAD = """# Findings

<!-- Made by `python -m chancery.checks.reference > docs/findings.md` from src/chancery/checks/findings.toml. Change it there. -->

What a documents officer would send back, or should know. A record lists its findings with code, severity, message and, where
there is one, the place in the text. On the command line `chancery checks CODE` explains one.

- **error**: the document would be sent back.
- **warning**: something should be looked at; the text may be damaged, or the document unusual.
- **info**: good to know.

The words in braces are filled with the values of the case.

No finding stops the reading, and none says that the document is not genuine: old documents follow the rules of their day.
"""

SEVERITIES = ("error", "warning", "info")


def reference() -> str:
    """Give the reference as Markdown: an overview, then every finding with its rule and what to do."""
    kinds = sorted(catalogue().values(), key=lambda k: SEVERITIES.index(k.severity))
    lines = [HEAD, "| Code | Severity | Says |", "|---|---|---|"]
    lines += [f"| [{k.code}](#{k.code}) | {k.severity} | {k.message} |" for k in kinds]
    return "\n".join(lines) + "\n" + "".join(map(_section, kinds))


def _section(kind: FindingKind) -> str:
    return f"\n## {kind.code}\n\n*{kind.severity}*: {kind.message}\n\nWhy: {kind.why}\n\nWhat to do: {kind.remedy}\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
