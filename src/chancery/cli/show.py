"""What people see: records as cards or JSON lines, findings explained, failures with their remedy."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from chancery.checks.catalogue import FindingKind
from chancery.cli.batch import Outcome

PROGRESS_FROM = 12
"""Files from which a progress bar is shown, where standard error is a terminal."""


class OutputError(Exception):
    """A place that cannot be written to; the message names it."""


class Printer:
    """Shows outcomes as they come; counts failures."""

    def __init__(self, *, json: bool = False, out: Path | None = None, explain: bool = False) -> None:
        """Take the wishes of the user and make the folder ``out``; raises `OutputError` where that cannot be."""
        self.json, self.out, self.explain = json, out, explain
        self.console = Console(highlight=False, emoji=False)
        self.errors = Console(stderr=True, highlight=False, emoji=False)
        self.failures = self.done = 0
        self.names: set[str] = set()
        self.counts: dict[str, int] = {}
        if out:
            try:
                out.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(f"{out}: {error.strerror}; name another folder with --out") from error

    def wants_progress(self, count: int) -> bool:
        """Whether a bar helps: many files, a terminal to draw on, and no cards between."""
        quiet = self.out is not None or not sys.stdout.isatty()
        return count >= PROGRESS_FROM and sys.stderr.isatty() and quiet

    def failed(self, path: str, message: str) -> None:
        """Name a file that could not be read, with the remedy, on standard error."""
        self.failures += 1
        self.errors.print(f"[red]{escape(path)}[/]: {escape(message)}", soft_wrap=True)

    def show(self, outcome: Outcome) -> None:
        """Show one outcome; raises `OutputError` where a record cannot be saved."""
        if outcome.record is None:
            self.failed(outcome.path, outcome.error or "unreadable")
            return
        self.done += 1
        if self.out:
            self._save(outcome.path, outcome.record)
        if self.json:
            sys.stdout.buffer.write(outcome.record + b"\n")
        elif not self.out or self.explain:
            self._card(outcome)

    def _save(self, path: str, record: bytes) -> None:
        """Write a record under its file's name; a second file of that name gets a number."""
        assert self.out is not None
        target = self.out / f"{self._free_name(Path(path).stem)}.json"
        try:
            target.write_bytes(record + b"\n")
        except OSError as error:
            raise OutputError(f"{target}: {error.strerror}") from error

    def _free_name(self, stem: str) -> str:
        """Give a name that no record of this run has yet, on any file system: letters differ by more than their case."""
        name = stem
        while name.casefold() in self.names:
            self.counts[stem] = count = self.counts.get(stem, 1) + 1
            name = f"{stem}-{count}"
        self.names.add(name.casefold())
        return name

    def _card(self, outcome: Outcome) -> None:
        from chancery.cli.card import card
        from chancery.cli.explain import explained
        from chancery.record.json import decode

        record = decode(outcome.record or b"")
        colours = self.console.color_system is not None
        self.console.print(explained(record, colours) if self.explain else card(record))

    def close(self) -> None:
        """Say in the end what was done, where it went to a folder."""
        if not self.json:
            sys.stdout.flush()
        if self.out and not self.json:
            self.console.print(f"{self.done} records in {escape(str(self.out))}", soft_wrap=True)
        if self.failures and self.failures + self.done > 1:
            self.errors.print(f"{self.failures} of {self.failures + self.done} could not be read", soft_wrap=True)


def explain_findings(kinds: list[FindingKind]) -> None:
    """Print what findings mean."""
    colours = {"error": "red", "warning": "yellow", "info": "cyan"}
    console = Console(highlight=False, emoji=False)
    for kind in kinds:
        table = Table.grid(padding=(0, 2))
        table.add_column(width=9, style="dim")
        table.add_column(ratio=1)
        table.add_row("says", escape(kind.message))
        table.add_row("because", escape(kind.why))
        table.add_row("do", escape(kind.remedy))
        console.print(f"[bold]{kind.code}[/] [{colours[kind.severity]}]{kind.severity}[/]")
        console.print(table)
        console.print()


def exported(files: Iterable[Path], folder: Path) -> None:
    """Count exported specimens while they are written, and say what to try next."""
    count = sum(1 for _ in files)
    console = Console(highlight=False, emoji=False)
    console.print(f"{count} files in [bold]{escape(str(folder))}[/]", soft_wrap=True)
    console.print(f"Try: chancery read {escape(str(folder))}", soft_wrap=True)
