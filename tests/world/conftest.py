import os
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """Give a file of the shared reference material, or skip where it is absent."""
    root = Path(os.environ.get("CHANCERY_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")

    def find(name: str) -> Path:
        path = root / name
        if not path.exists():
            pytest.skip(f"the shared reference material has no {name} here")
        return path

    return find
