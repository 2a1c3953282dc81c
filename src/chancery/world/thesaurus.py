"""A thesaurus that a user has imported: concepts with their names, kept as one file in the user's data folder.

Chancery brings topics of its own; the concepts of a thesaurus are added to them (`chancery.world.vocabulary`). Nothing
here reads other people's formats: see `chancery.world.thesaurus_import`.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec
from msgspec import Struct

FILE = "thesaurus.json"
"""The name of the file in the data folder."""


class Concept(Struct, frozen=True, omit_defaults=True):
    """A concept of a thesaurus."""

    id: str
    """``unbis:1000001``, or the URI of the concept where its scheme has no short name."""
    names: dict[str, list[str]]
    """By language, the preferred name first."""
    broader: list[str] = []
    related: list[str] = []
    uri: str = ""


class Thesaurus(Struct, frozen=True):
    """Concepts with where they come from."""

    source: str
    """The name of the file they were imported from."""
    imported: str
    """The day of that, ISO 8601."""
    concepts: list[Concept]


class ThesaurusError(Exception):
    """A thesaurus that cannot be read or kept; the message says what to do."""


def data_folder() -> Path:
    """Give the folder of the user's own data: ``CHANCERY_DATA``, else ``chancery`` in the data folder of the platform
    (XDG Base Directory Specification; on Windows ``LOCALAPPDATA``)."""
    if own := os.environ.get("CHANCERY_DATA"):
        return Path(own)
    shared = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / "chancery"


def load(folder: Path) -> Thesaurus | None:
    """Give the thesaurus kept in a folder, None where there is none.

    Raises `ThesaurusError` where the file is damaged.
    """
    path = folder / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Thesaurus)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ThesaurusError(f"{path}: {error.strerror or error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ThesaurusError(f"{path} is damaged ({error}); import the thesaurus again or delete the file") from error


def save(thesaurus: Thesaurus, folder: Path) -> Path:
    """Keep a thesaurus in a folder, in place of the one before, all or nothing; gives the file.

    Raises `ThesaurusError` where the folder cannot be written to; what was there before then stays.
    """
    path = folder / FILE
    temporary: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=f".{FILE}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(msgspec.json.encode(thesaurus))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise ThesaurusError(f"{folder}: {error.strerror or error}; set CHANCERY_DATA to another folder") from error
    return path
