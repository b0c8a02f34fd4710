import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from graph.cli.query import query
from graph.export.dumps import dump
from tests.misbehaving import answer, misbehaving, never
from tests.serving import PROGRAM, oxigraph_served, served_from

_POSITIONS = "SELECT ?p { ?p a stp:Position } ORDER BY ?p"


@pytest.fixture(scope="module")
def remote(consultation: Path) -> Iterator[str]:
    """The invented consultation in another server."""
    with oxigraph_served() as address:
        content = dump(consultation, "nquads")
        headers = {"content-type": "application/n-quads"}
        httpx.post(f"{address}/store", content=content, headers=headers).raise_for_status()
        yield f"{address}/query"


@pytest.fixture(scope="module")
def before(remote: str) -> Iterator[httpx.Client]:
    """Somebody who asks our server, which asks that one."""
    with served_from(remote) as address, httpx.Client(base_url=address, timeout=30, trust_env=False) as found:
        yield found


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows_come_in_every_format_as_from_a_graph_of_our_own(
    before: httpx.Client, client: httpx.Client, name: str
) -> None:
    asked = {"query": _POSITIONS, "format": name}
    ours, theirs = client.get("/sparql", params=asked), before.get("/sparql", params=asked)
    assert (theirs.status_code, theirs.headers["content-type"]) == (200, ours.headers["content-type"])
    assert theirs.content == ours.content
    assert "etag" not in theirs.headers


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_triples_come_in_every_format(before: httpx.Client, name: str) -> None:
    response = before.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s stp:stance ?o }", "format": name})
    assert response.status_code == 200
    assert b"stance" in response.content


def test_pages_and_named_queries_work_as_with_a_graph_of_our_own(before: httpx.Client, client: httpx.Client) -> None:
    for address in (
        "/queries/who-opposes?proposal=1&format=csv",
        "/queries/what-an-actor-says?actor=Eksempelforbundet&format=csv",
    ):
        assert before.get(address).text == client.get(address).text
    for address in ("/", "/queries", "/sparql", "/doc/actor/eksempelforbundet"):
        assert before.get(address, headers={"accept": "text/html"}).status_code == 200
    assert before.get("/health").json()["triples"] == client.get("/health").json()["triples"]


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("SELECT", 400, "cannot answer the query"),
        ("DROP ALL", 400, "can only be read"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { } }", 400, "no other server is asked"),
        ('SELECT * { ?s stp:matches "a" }', 400, "cannot be searched"),
        ("ASK { }", 406, "boolean"),
    ],
)
def test_what_is_wrong_is_refused(before: httpx.Client, asked: str, status: int, said: str) -> None:
    response = before.get("/sparql", params={"query": asked, "format": "turtle" if status == 406 else "json"})
    assert (response.status_code, said in response.text) == (status, True)


def test_words_cannot_be_searched_and_the_page_says_so(before: httpx.Client) -> None:
    response = before.get("/search", params={"q": "frist"})
    assert (response.status_code, "FILTER(CONTAINS" in response.text) == (400, True)


def test_a_server_that_is_slow_is_a_timeout() -> None:
    friendly = answer("200 OK", b'{"head":{},"boolean":false}')
    with misbehaving(friendly, friendly, never) as remote, served_from(remote, "--seconds", "1") as address:
        late = httpx.get(f"{address}/sparql", params={"query": "ASK { }"}, timeout=30, trust_env=False)
    assert (late.status_code, "took longer than 1 seconds" in late.text) == (504, True)


def test_a_server_that_is_gone_is_a_bad_gateway() -> None:
    with ExitStack() as stack:
        with oxigraph_served() as remote:
            address = stack.enter_context(served_from(f"{remote}/query"))
        lost = httpx.get(f"{address}/sparql", params={"query": "ASK { }"}, timeout=30, trust_env=False)
    assert (lost.status_code, "cannot be reached" in lost.text) == (502, True)


def test_a_server_that_is_not_there_is_said_before_anything_is_served() -> None:
    done = subprocess.run(
        [*PROGRAM, "--store", "http://127.0.0.1:9/sparql"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "http://127.0.0.1:9/sparql, cannot be reached" in done.stderr


def test_the_environment_names_the_server_unless_a_folder_is_typed(
    remote: str, consultation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDPUNKT_STORE", remote)
    asked = CliRunner().invoke(query, ["-", "--format", "csv"], input=_POSITIONS)
    monkeypatch.setenv("STANDPUNKT_STORE", "http://127.0.0.1:9/sparql")
    typed = CliRunner().invoke(query, ["-", "--format", "csv", "--data", str(consultation)], input=_POSITIONS)
    assert asked.output == typed.output
    both = CliRunner().invoke(query, ["-", "--store", remote, "--data", str(consultation)], input=_POSITIONS)
    assert (both.exit_code, "either in a data folder" in both.output) == (2, True)
