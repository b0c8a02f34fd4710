"""Fixtures for the whole suite."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real responses beside the checkout; its absence is a failure in CI and a skip elsewhere."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"The real responses are missing in CI: {SHARED} does not exist.")
        pytest.skip("needs the real responses in ../shared, which are not part of the project")
    return SHARED
