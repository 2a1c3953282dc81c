"""How six languages join names to other words (``scripts.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from chancery.lang.fold import fold


class Script(NamedTuple):
    """How a language joins names to other words; the keys of ``scripts.toml`` say what each means."""

    spaced: bool
    drop: re.Pattern[str]
    proclitics: tuple[str, ...]
    contracted: tuple[tuple[str, str, int], ...]
    particles: tuple[str, ...]
    joiners: frozenset[str]
    order: str
    unsorted: tuple[str, ...]


@cache
def scripts() -> Mapping[str, Script]:
    """Give the scripts by language."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(
        (resources.files("chancery.world") / "scripts.toml").read_text("utf-8")
    )
    return {
        language: Script(
            spaced=t["spaced"],
            drop=re.compile(t["drop"]),
            proclitics=tuple(t["proclitics"]),
            contracted=tuple((fold(a), fold(b), n) for a, b, n in t["contracted"]),
            particles=tuple(sorted(map(fold, t["particles"]), key=len, reverse=True)),
            joiners=frozenset(map(fold, t["joiners"])),
            order=t["order"],
            unsorted=tuple(map(fold, t["unsorted"])),
        )
        for language, t in tables.items()
    }
