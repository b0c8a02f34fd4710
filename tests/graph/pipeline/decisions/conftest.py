import shutil
from pathlib import Path

import pytest

from graph.pipeline import Options, build
from tests.graph.pipeline.conftest import write_consultation


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small consultation and what was built of it, once for all tests."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "responses").mkdir()
    write_consultation(folder / "responses")
    build([folder / "responses"], Options(folder / "data"))
    return folder


@pytest.fixture
def responses(first: Path, tmp_path: Path) -> Path:
    """The documents, to be changed at will."""
    return Path(shutil.copytree(first / "responses", tmp_path / "responses"))


@pytest.fixture
def data(first: Path, tmp_path: Path) -> Path:
    """What was built of them."""
    return Path(shutil.copytree(first / "data", tmp_path / "data"))
