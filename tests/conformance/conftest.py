from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from tests.conformance.endpoint import Endpoint, connected
from tests.conformance.protocol import protocol_data
from tests.conformance.suite import Suite
from tests.serving import served


@pytest.fixture(scope="session")
def suite(shared: Path) -> Suite:
    """The W3C's tests."""
    return Suite(shared / "external" / "rdf-tests" / "sparql")


@pytest.fixture(scope="session")
def address(suite: Suite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One endpoint that holds the data of all tests, each file as a graph under its address."""
    data = tmp_path_factory.mktemp("conformance") / "data.nq"
    quads = chain(suite.data(suite.cases()), protocol_data(suite))
    pyoxigraph.serialize(quads, str(data), RdfFormat.N_QUADS)
    with served(data) as (_, found):
        yield f"{found}/sparql"


@pytest.fixture
def endpoint(address: str) -> Iterator[Endpoint]:
    """A connection to that endpoint."""
    with connected(address) as found:
        yield found
