"""What is measured on: letters of about 6 kB in six languages, made of the specimens."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

from chancery.form.writing import Printed, text_of
from chancery.record.model import LANGUAGES
from chancery.registry.rendering import RenderingError, render
from chancery.specimens import load
from chancery.specimens.export import printed

BYTES = 6_000
PDF_ROUNDS = 2


def long_enough(document: list[Printed]) -> list[Printed]:
    """Give a document whose bodies are repeated until it has about `BYTES`."""
    bodies = [p for p in document if p.kind == "body"]
    size = len(text_of(document).encode())
    at = max(i for i, p in enumerate(document) if p.kind == "body") + 1
    more: list[Printed] = []
    for body in cycle(bodies[-3:]):
        if size >= BYTES:
            break
        more.append(body)
        size += len(body.text.encode())
    return [*document[:at], *more, *document[at:]]


def letters(folder: Path, count: int) -> None:
    """Write so many letters into a folder, the languages in turn."""
    folder.mkdir(parents=True)
    documents = [long_enough(printed(s, language)) for s in load() for language in LANGUAGES]
    for n, document in enumerate(islice(cycle(documents), count)):
        (folder / f"{n:04d}.txt").write_text(text_of(document), "utf-8")


def pdfs(folder: Path) -> list[Path]:
    """Write some letters as PDF; none where PDF cannot be made here."""
    folder.mkdir(parents=True)
    out = []
    for specimen in load()[:PDF_ROUNDS]:
        for language in LANGUAGES:
            path = folder / f"{specimen.name}-{language}.pdf"
            try:
                path.write_bytes(render(long_enough(printed(specimen, language)), language, "pdf"))
            except RenderingError:
                return []
            out.append(path)
    return out
