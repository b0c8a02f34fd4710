import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.programs import program
from tests.serving import served

_ROOT = Path(__file__).resolve().parents[2]
_CONSULTATION = _ROOT / "tests" / "graph" / "query" / "data.trig"
_RECIPES = _ROOT / "docs" / "clients.md"
_WRITTEN_ADDRESS = "http://127.0.0.1:8000"
Run = Callable[[str], str]


@pytest.fixture(scope="session")
def consultation() -> Path:
    """An invented consultation that is small enough to count by hand."""
    return _CONSULTATION


@pytest.fixture(scope="session")
def address(consultation: Path) -> Iterator[str]:
    """Where it is served."""
    with served(consultation) as (_, found):
        yield found


@pytest.fixture
def recipe(address: str, consultation: Path, tmp_path: Path) -> Run:
    """Runs the recipe under a heading of the documentation; gives what it prints."""

    def run(heading: str) -> str:
        language, text = _recipe(heading, address)
        command = {
            "python": [sys.executable, "-W", "error::FutureWarning", "-c", text],
            "r": [program("Rscript"), "-e", text],
            "sh": [program("bash"), "-euo", "pipefail", "-c", text],
        }[language]
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "STANDPUNKT_DATA": str(consultation)}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def _recipe(heading: str, address: str) -> tuple[str, str]:
    """The language and the text of the recipe under a heading, for a server at an address."""
    section = _RECIPES.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.search(r"```(\w+)\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return found[1], found[2].replace(_WRITTEN_ADDRESS, address)


@pytest.fixture
def federated_query(address: str) -> str:
    """The recipe for another endpoint, with the address of this one."""
    return _recipe("From another endpoint", address)[1]
