import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest

_CONSULTATION = Path(__file__).parents[1] / "graph" / "query" / "data.trig"
Serve = Callable[..., AbstractContextManager[tuple["subprocess.Popen[str]", str]]]
_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "serve", "--port", "0"]


@pytest.fixture(scope="session")
def consultation() -> Path:
    """An invented consultation that is small enough to count by hand."""
    return _CONSULTATION


@contextmanager
def served(data: Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server as people start it, and the address that it prints."""
    command = [*_PROGRAM, "--data", str(data), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            printed = process.stderr.readline()
            yield process, next(word for word in printed.split() if word.startswith("http")).rstrip("/")
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="session")
def address(consultation: Path) -> Iterator[str]:
    """Where the invented consultation is served, with small limits."""
    with served(consultation, "--seconds", "1", "--memory", "128", "--workers", "2") as (_, found):
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """Somebody who asks that server over HTTP."""
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as found:
        yield found


@pytest.fixture(scope="session")
def serve() -> Serve:
    """How to start a server of one's own."""
    return served
