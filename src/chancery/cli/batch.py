"""Reading many files: which they are, and in how many processes."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chancery.parallel import each
from chancery.reading import read_file
from chancery.record.json import encode
from chancery.source.model import SourceError
from chancery.world.thesaurus import ThesaurusError


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
    except (SourceError, ThesaurusError) as error:
        return Outcome(str(path), error=str(error))
    except OSError as error:
        return Outcome(str(path), error=error.strerror or str(error))
    except (MemoryError, RecursionError) as error:
        return Outcome(
            str(path), error=f"the file asks for more than there is ({type(error).__name__}); split it or leave it out"
        )
    except Exception as error:
        return Outcome(str(path), error=f"a fault of Chancery, which should be reported with the file: {error!r}")


def read_all(files: list[Path], jobs: int = 1, progress: bool = False) -> Iterator[Outcome]:
    """Read files in so many processes and give the outcomes in the order of the files; ``progress`` shows a bar."""
    outcomes = each(read_one, files, 1 if len(files) < 2 else jobs, _lost)
    if not progress:
        yield from outcomes
        return
    from chancery.cli.progress import bar

    yield from bar(outcomes, len(files))


def _lost(path: Path) -> Outcome:
    return Outcome(str(path), error="reading the file ended the process, probably for lack of memory; split it")
