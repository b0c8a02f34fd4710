from pathlib import Path

import pytest

from graph.search.index import SearchIndex
from tests.answers import build_answers, write_answers


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with some answers, which tests do not change."""
    folder = tmp_path_factory.mktemp("answers")
    write_answers(folder / "responses")
    build_answers(folder / "responses", folder / "data")
    return folder / "data"


@pytest.fixture(scope="session")
def index(data: Path, tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The index of those answers."""
    made = SearchIndex(data, tmp_path_factory.mktemp("spare"))
    made.prepare()
    return made
