from pathlib import Path

import pytest

_CONSULTATION = Path(__file__).parents[1] / "query" / "data.trig"


@pytest.fixture(scope="session")
def consultation() -> Path:
    """An invented consultation that is small enough to count by hand."""
    return _CONSULTATION
