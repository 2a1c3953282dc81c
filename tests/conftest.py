"""What several test modules use: where the shared documents are, and hypothesis profiles."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


def shared_folder() -> Path | None:
    """Give the folder of real documents beside the checkout, where there is one."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    found = Path(os.environ.get("CHANCERY_SHARED", beside))
    return found if found.is_dir() else None


@pytest.fixture(scope="session", autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep what the user of this machine has imported out of the tests: they have a data folder of their own."""
    folder = tmp_path_factory.mktemp("data")
    os.environ["CHANCERY_DATA"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents to measure on; tests that need them skip where they are not present."""
    found = shared_folder()
    if found is None:
        pytest.skip("the real documents are not here: set CHANCERY_SHARED to their folder")
    return found
