"""Reads a suspicious PDF file in a process of its own, which is ended where it takes too much time or memory.

Run as a program, `python -m chancery.source.isolated PATH`, it prints what `chancery.source.pdf.read` gives.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import msgspec

from chancery.record.model import File
from chancery.source import child, limits, model
from chancery.source.model import Source, SourceError, TooLarge


class Failure(msgspec.Struct):
    """An error of the reading process."""

    error: str
    """Name of the class in `chancery.source.model`."""
    message: str


class Answer(msgspec.Struct):
    """What the reading process prints: one of the two."""

    source: Source | None = None
    failure: Failure | None = None


def read(data: bytes, file: File) -> Source:
    """Give the lines of a PDF file as `chancery.source.pdf.read` does, without recognition of scanned pages.

    Raises what that raises, and `TooLarge` where the process had to be ended.
    """
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        Path(place, "file.pdf").write_bytes(data)
        command = [sys.executable, "-P", "-m", "chancery.source.isolated", "file.pdf"]
        try:
            output = child.run(
                command, place, seconds=limits.ISOLATED_SECONDS, output_bytes=4 * limits.CHILD_OUTPUT_BYTES
            )
            answer = msgspec.json.decode(output, type=Answer)
        except (TooLarge, child.ChildError, msgspec.DecodeError) as error:
            raise TooLarge("The PDF file takes too much memory or time. Print it to PDF again.") from error
    if answer.failure or not answer.source:
        kind = getattr(model, answer.failure.error) if answer.failure else SourceError
        raise kind(answer.failure.message if answer.failure else "The PDF file cannot be read.")
    answer.source.file = msgspec.structs.replace(file, pages=answer.source.file.pages)
    return answer.source


def _limit_memory() -> None:
    """Keep this process below `limits.ISOLATED_MEMORY_BYTES`, where the system can."""
    try:
        import resource
    except ImportError:  # not a Unix system
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.ISOLATED_MEMORY_BYTES, limits.ISOLATED_MEMORY_BYTES))


def main(path: str) -> int:
    """Read the file and print an `Answer`."""
    _limit_memory()
    from chancery.source import pdf

    try:
        answer = Answer(source=pdf.read(Path(path).read_bytes(), File(), recognition=False))
    except SourceError as error:
        answer = Answer(failure=Failure(type(error).__name__, str(error)))
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
