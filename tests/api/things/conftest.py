from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import httpx
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

Serve = Callable[..., AbstractContextManager[tuple["Popen[str]", str]]]

_BASES = ("https://standpunkt.example", "https://w3id.org/standpunkt")


@pytest.fixture(scope="session")
def quads(consultation: Path) -> list[Quad]:
    """Everything that the file of the invented consultation says."""
    return list(parse(consultation.read_bytes(), RdfFormat.TRIG))


@pytest.fixture(scope="session")
def paths(quads: list[Quad]) -> dict[str, NamedNode]:
    """Where the documents about all its things stand, without their parts, and the names of the things."""
    return dict(sorted(_paths(quads)))


def _paths(quads: list[Quad]) -> Iterator[tuple[str, NamedNode]]:
    for quad in quads:
        name = quad.subject
        for base in _BASES:
            if isinstance(name, NamedNode) and name.value.startswith(f"{base}/id/") and "#" not in name.value:
                yield name.value.replace(f"{base}/id/", "/doc/"), name


@pytest.fixture(scope="session")
def publisher(serve: Serve, described: Path) -> Iterator[httpx.Client]:
    """A server with the invented consultation and the vocabulary that it is written in."""
    with serve(described, "--workers", "1") as (_, address), httpx.Client(base_url=address, trust_env=False) as client:
        yield client


@pytest.fixture(params=["address", "nginx", "apache"], ids=["live", "nginx", "apache"])
def client(request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    """Somebody who asks the live server, or nginx or Apache with the files of the static site."""
    with httpx.Client(base_url=request.getfixturevalue(request.param), timeout=30, trust_env=False) as found:
        yield found
