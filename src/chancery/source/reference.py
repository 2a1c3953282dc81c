"""The reference of the limits, made from `chancery.source.limits`: ``python -m chancery.source.reference > docs/limits.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from chancery.record.fields import notes
from chancery.source import limits, model
from chancery.source.model import SourceError

HEAD = """# Limits and errors

<!-- Made by `python -m chancery.source.reference > docs/limits.md` from src/chancery/source. Change it there. -->

{limits}

A file that cannot be read ends in one of these errors, with a message that says what to do. On the command line the message
stands on standard error beside the file's name, the other files go on, and the exit status is 1. In Python they are
exceptions of `chancery.source.model`, all of them `SourceError`.
"""


def reference() -> str:
    """Give the reference as Markdown: the errors of files, then every limit with its reason."""
    lines = [HEAD.format(limits=str(limits.__doc__).strip()), "| Code | Exception | Means |", "|---|---|---|"]
    lines += [f"| `{e.code}` | `{e.__name__}` | {str(e.__doc__).strip().replace('`', '')} |" for e in _errors()]
    lines += ["", "| Limit | Value | Reason |", "|---|---|---|"]
    lines += [f"| `{name}` | {shown(name, value)} | {reason} |" for name, value, reason in _limits()]
    return "\n".join(lines) + "\n"


def _errors() -> Iterator[type[SourceError]]:
    """Give the kinds of errors of files, in the order of the module."""
    for value in vars(model).values():
        if isinstance(value, type) and issubclass(value, SourceError):
            yield value


def _limits() -> Iterator[tuple[str, float, str]]:
    """Give every limit with its value and reason; raises `KeyError` for one that gives none."""
    reasons = notes(limits)[""]
    for name, value in vars(limits).items():
        if name.isupper() and name != "MEGABYTE":
            yield name, value, reasons[name]


def shown(name: str, value: float) -> str:
    """Give the value of a limit as people write it.

    >>> shown("TEXT_BYTES", 64 * 1024 * 1024), shown("OCR_SECONDS", 90.0), shown("PDF_PAGES", 5000)
    ('64 MB', '90 s', '5,000')
    """
    if name.endswith("_SECONDS"):
        return f"{value:g} s"
    if value >= limits.MEGABYTE and value % limits.MEGABYTE == 0:
        return f"{value / limits.MEGABYTE:,.0f} MB"
    if name.endswith("_BYTES"):
        return f"{value / 1024:,.0f} kB"
    return f"{value:,}"


if __name__ == "__main__":
    sys.stdout.write(reference())
