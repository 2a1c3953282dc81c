"""Reading many files: which they are, and in how many processes."""

from __future__ import annotations

import glob
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from chancery.reading import read_file
from chancery.record.json import encode
from chancery.source.model import SourceError

CHUNK = 8
"""Files handed to a process at a time: few enough to keep all busy to the end, enough to pay for the hand-over."""
AHEAD = 4
"""Chunks waiting for every process."""


@dataclass(slots=True)
class Outcome:
    """A file and its record as JSON, or why there is none."""

    path: str
    record: bytes | None = None
    error: str | None = None


def files_of(paths: list[str]) -> tuple[list[Path], list[tuple[str, str]]]:
    """Give the files that paths, folders and patterns name, each once and in order, and the paths that name none.

    Hidden files and folders are left out of folders; a file named itself is always taken.
    """
    files: dict[Path, None] = {}
    problems: list[tuple[str, str]] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p.relative_to(path)))
        elif path.exists():
            found = [path]
        else:
            found = sorted(Path(p) for p in glob.glob(given, recursive=True) if Path(p).is_file())  # noqa: PTH207
        if not found:
            reason = "the folder holds no files" if path.is_dir() else "there is no such file, folder or pattern"
            problems.append((given, reason))
        files.update(dict.fromkeys(found))
    return list(files), problems


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def read_one(path: Path) -> Outcome:
    """Read a file; a file that cannot be read gives its reason."""
    try:
        return Outcome(str(path), encode(read_file(path)))
    except SourceError as error:
        return Outcome(str(path), error=str(error))
    except OSError as error:
        return Outcome(str(path), error=error.strerror or str(error))
    except (MemoryError, RecursionError) as error:
        return Outcome(
            str(path), error=f"the file asks for more than there is ({type(error).__name__}); split it or leave it out"
        )
    except Exception as error:
        return Outcome(str(path), error=f"a fault of Chancery, which should be reported with the file: {error!r}")


def _read_chunk(paths: list[Path]) -> list[Outcome]:
    return [read_one(path) for path in paths]


def read_all(files: list[Path], jobs: int = 1, progress: bool = False) -> Iterator[Outcome]:
    """Read files in so many processes and give the outcomes in the order of the files; ``progress`` shows a bar."""
    outcomes = _serial(files) if jobs == 1 or len(files) < 2 else _parallel(files, jobs)
    if not progress:
        yield from outcomes
        return
    from chancery.cli.progress import bar

    yield from bar(outcomes, len(files))


def _serial(files: list[Path]) -> Iterator[Outcome]:
    for path in files:
        yield read_one(path)


def _parallel(files: list[Path], jobs: int) -> Iterator[Outcome]:
    """Give the outcomes of files that a pool reads; a file that ends its process is named, and the others go on."""
    done = 0
    while done < len(files):
        try:
            for outcome in _pooled(files[done:], jobs):
                done += 1
                yield outcome
        except BrokenProcessPool:
            yield _alone(files[done])
            done += 1


def _pooled(files: list[Path], jobs: int) -> Iterator[Outcome]:
    """Keep every process busy with chunks, and give their outcomes in order; raises where a process was killed."""
    chunks = iter([files[i : i + CHUNK] for i in range(0, len(files), CHUNK)])
    pool = ProcessPoolExecutor(jobs, initializer=_leave_interrupts)
    try:
        running: list[Future[list[Outcome]]] = [pool.submit(_read_chunk, c) for c in islice(chunks, jobs * AHEAD)]
        while running:
            yield from running.pop(0).result()
            running += [pool.submit(_read_chunk, c) for c in islice(chunks, 1)]
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(path: Path) -> Outcome:
    """Read a file in a process of its own, which it may end."""
    with ProcessPoolExecutor(1, initializer=_leave_interrupts) as pool:
        try:
            return pool.submit(read_one, path).result()
        except BrokenProcessPool:
            return Outcome(str(path), error="reading the file ended the process, probably for lack of memory; split it")


def _leave_interrupts() -> None:
    """Let the process that shows the outcomes answer an interrupt from the keyboard, alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
