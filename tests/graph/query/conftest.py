from pathlib import Path

import pytest

from graph.store.embedded import EmbeddedStore, open_store

_CONSULTATION = Path(__file__).with_name("data.trig")


@pytest.fixture(scope="session")
def consultation() -> Path:
    """An invented consultation that is small enough to count by hand."""
    return _CONSULTATION


@pytest.fixture(scope="session")
def store(consultation: Path) -> EmbeddedStore:
    """The invented consultation in memory."""
    return open_store(consultation)
