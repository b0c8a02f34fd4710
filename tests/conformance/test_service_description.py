"""The W3C's three tests of service descriptions, which are told in words and not by a manifest."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from tests.conformance.endpoint import Endpoint

pytestmark = pytest.mark.shared
_SD = "http://www.w3.org/ns/sparql-service-description#"
_KNOWN = {
    "endpoint", "feature", "defaultEntailmentRegime", "entailmentRegime", "supportedEntailmentProfile",
    "defaultSupportedEntailmentProfile", "extensionFunction", "extensionAggregate", "languageExtension",
    "supportedLanguage", "propertyFeature", "defaultDataset", "availableGraphs", "resultFormat", "inputFormat",
    "defaultGraph", "namedGraph", "name", "graph",
}  # fmt: skip
_WELL_FORMED = f"""
PREFIX sd: <{_SD}>
ASK {{
  ?service a sd:Service ; sd:endpoint ?endpoint ; sd:defaultDataset ?dataset .
  ?dataset a sd:Dataset ; sd:defaultGraph ?graph .
  ?graph a sd:Graph .
  FILTER(ISIRI(?endpoint))
  FILTER NOT EXISTS {{ ?named a sd:NamedGraph FILTER NOT EXISTS {{ ?named sd:name ?name }} }}
  FILTER NOT EXISTS {{ ?other a sd:Service FILTER(?other != ?service) }}
}}
"""


@pytest.fixture
def description(endpoint: Endpoint) -> Store:
    """What the endpoint answers when it is asked nothing."""
    answer = endpoint.send("GET")
    rdf_format = RdfFormat.from_media_type(answer.media_type)
    assert (answer.status, rdf_format is None) == (200, False)
    assert rdf_format
    store = Store()
    store.load(answer.content, rdf_format)
    return store


def test_returns_rdf(description: Store) -> None:
    assert len(description) > 0


def test_has_endpoint_triple(description: Store, address: str) -> None:
    assert list(description.quads_for_pattern(None, NamedNode(f"{_SD}endpoint"), NamedNode(address)))


def test_conforms_to_schema(description: Store) -> None:
    used = {quad.predicate.value.removeprefix(_SD) for quad in description if quad.predicate.value.startswith(_SD)}
    assert used <= _KNOWN
    assert description.query(_WELL_FORMED)
