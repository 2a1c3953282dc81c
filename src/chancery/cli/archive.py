"""What the commands of the archive share: finding and opening it, saying what is wrong, printing."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from chancery.archive.archive import Archive

OK, SOME_FAILED, USAGE = 0, 1, 2
"""Exit statuses."""

C = TypeVar("C", bound=Callable[..., None])

Folder = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        "-a",
        metavar="FOLDER",
        envvar="CHANCERY_ARCHIVE",
        help="The archive; without it, the one that holds this folder.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, help="Processes to read with.")]
Name = Annotated[
    str, typer.Argument(metavar="DOC", help="A symbol (S/1997/150), # and a number, a digest, or the path of a file.")
]
Language = Annotated[str | None, typer.Option("--language", "-l", help="ar, en, es, fr, ru or zh.")]
Who = Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who says so; without it, your account.")]


def stop(message: str, status: int = SOME_FAILED) -> NoReturn:
    """Say what is wrong on standard error and leave."""
    typer.echo(f"chancery: {message}", err=True)
    raise typer.Exit(status)


@contextmanager
def opened(folder: Path | None) -> Iterator[Archive]:
    """Give the archive of a command; its errors are said and end the command."""
    from chancery.archive.archive import Archive

    with said(), Archive.open(folder) as archive:
        yield archive


@contextmanager
def said() -> Iterator[None]:
    """Say errors of an archive and of files, and leave."""
    from chancery.archive.errors import ArchiveError

    try:
        yield
    except ArchiveError as error:
        stop(str(error))
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        stop(f"{error.filename or 'the archive'}: {error.strerror or error}")


def print_json(things: Iterable[Any]) -> int:
    """Print things as JSON, one a line; gives how many."""
    import msgspec

    count = 0
    for thing in things:
        sys.stdout.buffer.write(msgspec.json.encode(thing) + b"\n")
        count += 1
    sys.stdout.flush()
    return count


def consoles() -> tuple[Console, Console]:
    """Give the console for results and the one for remarks."""
    from rich.console import Console

    return Console(highlight=False, emoji=False), Console(stderr=True, highlight=False, emoji=False)


def plural(count: int, what: str) -> str:
    """Give a count with its noun.

    >>> plural(1, "work"), plural(1200, "work")
    ('1 work', '1,200 works')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"
