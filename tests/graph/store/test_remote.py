from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode

from graph.errors import (
    AnswerTooLargeError,
    InputError,
    QueryError,
    QueryRefusedError,
    RemoteStoreError,
    RemoteTimeoutError,
    StoreBusyError,
)
from graph.export.dumps import dump
from graph.query.named import answer_named, named_queries
from graph.store.answers import Answer, AnswerKind
from graph.store.embedded import EmbeddedStore, open_store
from graph.store.formats import GRAPH_FORMATS
from graph.store.limits import Limits
from graph.store.remote import RemoteStore, checked_address
from tests.graph.query.answers import build_example, values_for
from tests.misbehaving import Conduct, answer, drip, hang_up, misbehaving, never
from tests.serving import oxigraph_served

_LIMITS = Limits(seconds=20)
_SHORT = Limits(seconds=0.5, answer=10_000)
_ASK = "ASK { ?s a stp:Position }"


@contextmanager
def served(graph: Path) -> Iterator[RemoteStore]:
    """A graph in a server of its own."""
    with oxigraph_served() as address:
        content = dump(graph, "nquads")
        httpx.post(
            f"{address}/store", content=content, headers={"content-type": "application/n-quads"}
        ).raise_for_status()
        yield RemoteStore(f"{address}/query", _LIMITS)


@pytest.fixture(scope="module")
def remote(consultation: Path) -> Iterator[RemoteStore]:
    """The invented consultation in a server of its own."""
    with served(consultation) as store:
        yield store


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RemoteStore, EmbeddedStore]]:
    """The example that ships with Standpunkt, in a server of its own and in memory."""
    folder = build_example(tmp_path_factory.mktemp("example") / "data")
    with served(folder) as store:
        yield store, open_store(folder)


def _rows(answer: Answer) -> list[dict[str, object]]:
    names = answer.variables
    return [dict(zip(names, row, strict=True)) for row in answer.rows()]


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_a_named_query_has_the_same_answer_wherever_the_graph_lies(
    example: tuple[RemoteStore, EmbeddedStore], name: str
) -> None:
    far, near = (_rows(answer_named(store, name, values_for(name))) for store in example)
    assert near
    assert far == near


def test_yes_and_no_triples_parameters_and_graphs_are_understood(store: EmbeddedStore, remote: RemoteStore) -> None:
    assert bool(remote.query(_ASK))
    assert not remote.query("ASK { ?s a <http://nothing> }")
    described = "CONSTRUCT WHERE { ?s stp:stance ?stance }"
    for each in (remote, store):
        assert each.query(described).kind is AnswerKind.GRAPH
    written = [
        sorted(each.query(described).serialised(GRAPH_FORMATS["ntriples"]).splitlines()) for each in (remote, store)
    ]
    assert written[0] == written[1]
    hostile = 'a" } # \\ \n æ'
    (row,) = remote.query("SELECT ?text { }", parameters={"text": Literal(hostile)}).rows()
    assert row == (Literal(hostile),)
    graph = "https://standpunkt.example/graph/response/felles-svar-1"
    counted = "SELECT (COUNT(*) AS ?n) { ?s a stp:Position }"
    for options in ({"default_graphs": [graph]}, {"default_graphs": ["http://nothing"]}):
        assert _rows(remote.query(counted, **options)) == _rows(store.query(counted, **options))


def test_what_is_never_done_is_refused_before_it_is_sent(remote: RemoteStore) -> None:
    for query in ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "DROP ALL", "LOAD <http://127.0.0.1:9/>"):
        with pytest.raises(QueryRefusedError):
            remote.query(query)
    assert bool(remote.query(_ASK))


def test_a_wrong_query_is_told_what_the_server_says_of_it(remote: RemoteStore) -> None:
    with pytest.raises(QueryError, match=r"cannot answer the query: .*1:7"):
        remote.query("SELECT")


def test_a_server_whose_queries_do_not_see_its_graphs_is_refused() -> None:
    with oxigraph_served("--cors") as address:
        content = "<http://a> <http://b> <http://c> <http://g> ."
        httpx.post(f"{address}/store", content=content, headers={"content-type": "application/n-quads"})
        with pytest.raises(RemoteStoreError, match="--union-default-graph"):
            RemoteStore(f"{address}/query", _LIMITS).query(_ASK)


@pytest.mark.parametrize(
    ("conduct", "error", "said"),
    [
        (answer("200 OK", b"<html>", "text/html"), RemoteStoreError, "does, but with text/html"),
        (answer("200 OK", b'{"head":{},"results":{"bindings":[{"a":'), RemoteStoreError, "an answer that is broken"),
        (answer("200 OK", b"{}"), RemoteStoreError, "an answer that is broken"),
        (answer("200 OK", b"7"), RemoteStoreError, "an answer that is broken"),
        (answer("200 OK", b"\xff\xfe"), RemoteStoreError, "an answer that is broken"),
        (answer("200 OK", b"<a> <b", "application/n-triples"), RemoteStoreError, "an answer that is broken"),
        (answer("200 OK", b'{"boolean":true}', length=100), RemoteStoreError, "cannot be reached"),
        (answer("200 OK", b"x" * 20_000), AnswerTooLargeError, "larger than"),
        (answer("301 Moved", b""), RemoteStoreError, "answers with 301"),
        (answer("401 Unauthorized", b"who are you"), RemoteStoreError, "answers with 401: who are you"),
        (answer("404 Not Found", b""), RemoteStoreError, "answers with 404"),
        (answer("500 Oh", b"<html>\n\n a  stack \x00 trace"), RemoteStoreError, "answers with 500: <html> a stack"),
        (answer("503 Busy", b""), StoreBusyError, "too much to do"),
        (answer("504 Slow", b""), RemoteTimeoutError, "took longer"),
        (hang_up, RemoteStoreError, "cannot be reached"),
        (never, RemoteTimeoutError, "longer than 0.5 seconds"),
        (drip, RemoteTimeoutError, "longer than 0.5 seconds"),
    ],
)  # fmt: skip
def test_a_server_that_fails_is_a_clear_error(conduct: Conduct, error: type[QueryError], said: str) -> None:
    with misbehaving(conduct) as address, pytest.raises(error, match=said):
        RemoteStore(address, _SHORT).query(_ASK)


def test_a_server_that_is_not_there_is_a_clear_error_that_keeps_the_password() -> None:
    with pytest.raises(RemoteStoreError, match=r"http://127\.0\.0\.1:9/sparql, cannot be reached") as raised:
        RemoteStore("http://user:secret@127.0.0.1:9/sparql", _SHORT).query(_ASK)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("address", ["", "host/sparql", "file:///etc/passwd", "ftp://host/", "http://", "http://a b/"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="not an address of a server"):
        checked_address(address)


def test_terms_of_every_kind_can_be_parameters(remote: RemoteStore) -> None:
    iri = NamedNode("https://standpunkt.example/id/actor/eksempelforbundet")
    rows = remote.query("SELECT ?actor ?p { ?p stp:heldBy ?actor }", parameters={"actor": iri}).rows()
    assert {row[0] for row in rows} == {iri}
