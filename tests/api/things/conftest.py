from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

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
