"""Fixtures for the whole suite."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from graph.store.embedded import EmbeddedStore, open_store
from tests.graph.query.answers import build_example
from tests.programs import program

SHARED = Path(__file__).resolve().parents[2] / "shared"
_FLAGS = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real responses beside the checkout; its absence is a failure in CI and a skip elsewhere."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"The real responses are missing in CI: {SHARED} does not exist.")
        pytest.skip("needs the real responses in ../shared, which are not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the example, as the command builds it."""
    return build_example(tmp_path_factory.mktemp("example") / "data")


@pytest.fixture(scope="session")
def example(example_folder: Path) -> EmbeddedStore:
    """The graph of the example in memory."""
    return open_store(example_folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium as the system brings it, without the Internet: it knows no other host than this machine.

    While it is open, nobody else can run an event loop, so it closes after each file of tests.
    """
    chromium = program("chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
