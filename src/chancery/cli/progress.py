"""The bar shown on long work: done, rate, time left. It stands on standard error and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

T = TypeVar("T")


class Amount(Protocol):
    """How far a run is."""

    files: int
    bytes: int
    files_done: int
    bytes_done: int


def bar(things: Iterable[T], total: int, what: str = "files") -> Iterator[T]:
    """Give the things again, with a bar that counts them."""
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[what]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, what=what)
        for thing in things:
            progress.advance(task)
            yield thing


@contextmanager
def meter(doing: str) -> Iterator[Callable[[Amount], None] | None]:
    """Give what shows how far a run is: files, megabytes a second, time left; None where nobody looks."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn(doing),
        BarColumn(),
        TextColumn("{task.fields[files]} files"),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, files="0")

        def show(now: Amount) -> None:
            measured = (now.bytes_done, now.bytes) if now.bytes else (now.files_done, now.files)
            progress.update(task, completed=measured[0], total=measured[1], files=f"{now.files_done}/{now.files}")

        yield show
