from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import httpx
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.resources import resource

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
def publisher(serve: Serve, consultation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server with the invented consultation and the vocabulary that it is written in."""
    file = tmp_path_factory.mktemp("vocabulary") / "data.nq"
    graph = f"<{'https://w3id.org/standpunkt/graph/ontology'}> ."
    shipped = [resource("ontology", name).read_bytes() for name in ("standpunkt.ttl", "kinds.ttl")]
    lines = [f"{quad.triple} {graph}" for terms in shipped for quad in parse(terms, RdfFormat.TURTLE)]
    lines += [f"{quad} ." for quad in parse(consultation.read_bytes(), RdfFormat.TRIG)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with serve(file, "--workers", "1") as (_, address), httpx.Client(base_url=address, trust_env=False) as client:
        yield client
