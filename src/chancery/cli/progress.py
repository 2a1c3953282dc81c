"""The bar shown on long work: done, rate, time left. It stands on standard error and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


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
