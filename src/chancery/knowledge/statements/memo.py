"""A memory of what has been found out about words: each is looked at once, at the speed of a dictionary after that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
ROOM = 50_000
"""Entries that are kept; more of them, and the memory begins anew."""
LONG = 60
"""Characters of the longest key that is kept."""


class Memo(dict[str, T]):
    """What a function gives for a text; ``memo[text]`` asks it where it has not been asked before.

    The function is pure, so that the memory changes nothing but the time that it takes.

    >>> Memo(len)["word"]
    4
    """

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self.function = function

    def __missing__(self, key: str) -> T:
        """Ask the function."""
        found = self.function(key)
        if len(key) <= LONG:
            if len(self) >= ROOM:
                self.clear()
            self[key] = found
        return found
