"""Which reader made a record: the version of Chancery and a digest of what reading depends on.

A change of a table or a rule changes the digest, so that `chancery reread` knows what an older reader read.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from chancery import __version__

ROOMS = ("checks", "form", "knowledge", "lang", "reading.py", "record", "source", "world")
"""The folders and files of the package that decide what a record holds."""


@cache
def version() -> str:
    """Give the version of the reader, such as ``0.1.0+1f0c66ab``."""
    digest = hashlib.blake2b(digest_size=4)
    package = resources.files("chancery")
    for room in ROOMS:
        _add(digest, package / room)
    return f"{__version__}+{digest.hexdigest()}"


def _add(digest: hashlib.blake2b, place: Traversable) -> None:
    if place.is_dir():
        for entry in sorted(place.iterdir(), key=lambda e: e.name):
            if entry.name != "__pycache__":
                _add(digest, entry)
    else:
        digest.update(place.name.encode() + b"\0")
        digest.update(place.read_bytes())
