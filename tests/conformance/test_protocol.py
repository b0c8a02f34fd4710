import pytest

from tests.conformance.endpoint import Endpoint
from tests.conformance.protocol import failures, protocol_tests
from tests.conformance.suite import Suite

pytestmark = pytest.mark.shared
_UPDATING = {
    "update_base_uri",
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_full",
    "update_dataset_named_graphs",
    "update_post_direct",
    "update_post_form",
}


def test_every_test_of_queries_and_of_wrong_requests_passes(suite: Suite, endpoint: Endpoint) -> None:
    tests = {name: steps for name, steps in protocol_tests(suite).items() if name not in _UPDATING}
    assert len(tests) == 20 + 7
    found = {name: failures(endpoint, steps) for name, steps in tests.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("name", sorted(_UPDATING))
def test_an_update_is_refused_and_changes_nothing(suite: Suite, endpoint: Endpoint, name: str) -> None:
    before = _count(endpoint)
    update = next(step for step in protocol_tests(suite)[name] if step.format is None)
    answer = endpoint.send(update.method, update.rest, update.body, update.headers)
    assert 400 <= answer.status < 500
    assert b"only be read" in answer.content
    assert _count(endpoint) == before


def _count(endpoint: Endpoint) -> bytes:
    return endpoint.ask([("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")], "text/csv").content
