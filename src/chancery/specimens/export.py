"""Specimens as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from chancery.form.writing import Printed, write
from chancery.record.model import LANGUAGES
from chancery.registry.rendering import render
from chancery.specimens.load import Specimen, load, notes


def printed(specimen: Specimen, language: str) -> list[Printed]:
    """Give a specimen in a language as printed paragraphs, marked as a specimen at its end."""
    document = write(specimen.record(language), language)
    star = "**" if any(p.kind == "note" for p in document) else "*"
    return [*document, Printed("note", f"{star} {notes()[language]}")]


def export(folder: Path, formats: tuple[str, ...] = ("txt",), languages: tuple[str, ...] = LANGUAGES) -> Iterator[Path]:
    """Write all specimens into a folder, one file for each language and format; gives the files as they are made.

    Raises `chancery.registry.rendering.RenderingError` where a format cannot be made here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for specimen in load():
        for language in languages:
            document = printed(specimen, language)
            for form in formats:
                path = folder / f"{specimen.name}-{language}.{form}"
                path.write_bytes(render(document, language, form))
                yield path
