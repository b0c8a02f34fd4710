import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from graph.resources import resource
from tests.programs import program
from tests.serving import apache_served, nginx_served, served

_CONSULTATION = Path(__file__).parents[1] / "graph" / "query" / "data.trig"
_ONTOLOGY = "<https://w3id.org/standpunkt/graph/ontology>"
Serve = Callable[..., AbstractContextManager[tuple["subprocess.Popen[str]", str]]]


@pytest.fixture(scope="session")
def consultation() -> Path:
    """An invented consultation that is small enough to count by hand."""
    return _CONSULTATION


@pytest.fixture(scope="session")
def described(consultation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented consultation with the vocabulary that it is written in."""
    file = tmp_path_factory.mktemp("vocabulary") / "data.nq"
    shipped = [resource("ontology", name).read_bytes() for name in ("standpunkt.ttl", "kinds.ttl")]
    lines = [f"{quad.triple} {_ONTOLOGY} ." for terms in shipped for quad in parse(terms, RdfFormat.TURTLE)]
    lines += [f"{quad} ." for quad in parse(consultation.read_bytes(), RdfFormat.TRIG)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def site(described: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static site of that consultation."""
    folder = tmp_path_factory.mktemp("static") / "site"
    command = [sys.executable, "-P", "-c", "from api.site.command import publish; publish()"]
    subprocess.run([*command, "--data", str(described), "--output", str(folder)], check=True)
    return folder


@pytest.fixture(scope="session")
def nginx(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where nginx serves that site."""
    program("nginx")
    with nginx_served(request.getfixturevalue("site")) as found:
        yield found


@pytest.fixture(scope="session")
def apache(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where Apache serves that site."""
    program("apache2")
    with apache_served(request.getfixturevalue("site")) as found:
        yield found


@pytest.fixture(scope="session")
def address(consultation: Path) -> Iterator[str]:
    """Where the invented consultation is served, with small limits."""
    with served(consultation, "--seconds", "1", "--memory", "128", "--workers", "2", "--remembered", "0") as (_, found):
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
