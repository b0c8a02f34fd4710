import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from tests.serving import served

_CONSULTATION = Path(__file__).parents[1] / "graph" / "query" / "data.trig"
Serve = Callable[..., AbstractContextManager[tuple["subprocess.Popen[str]", str]]]


@pytest.fixture(scope="session")
def consultation() -> Path:
    """An invented consultation that is small enough to count by hand."""
    return _CONSULTATION


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
