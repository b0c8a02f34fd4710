from pathlib import Path

import pytest

from graph.store.embedded import EmbeddedStore, open_store
from tests.graph.query.answers import build_example

_CONSULTATION = Path(__file__).with_name("data.trig")


@pytest.fixture(scope="session")
def consultation() -> Path:
    """An invented consultation that is small enough to count by hand."""
    return _CONSULTATION


@pytest.fixture(scope="session")
def store(consultation: Path) -> EmbeddedStore:
    """The invented consultation in memory."""
    return open_store(consultation)


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the example, as the command builds it."""
    return build_example(tmp_path_factory.mktemp("example") / "data")


@pytest.fixture(scope="session")
def example(example_folder: Path) -> EmbeddedStore:
    """The graph of the example in memory."""
    return open_store(example_folder)
