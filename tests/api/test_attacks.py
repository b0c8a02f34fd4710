"""What strangers may send; after each of it the server is there, answers others, and has spoken to nobody."""

import asyncio
import csv
import io
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
import psutil
import pytest

from tests.serving import broker_of, served

_SIMPLE = {"query": "ASK { ?s a stp:Position }"}
_PRODUCT = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6)) + " }"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Stronghold:
    """A server under attack, and a place on this machine that nothing may call."""

    process: "subprocess.Popen[str]"
    client: httpx.Client
    listener: socket.socket

    @property
    def elsewhere(self) -> str:
        """The address of that place."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}/"

    def stands(self) -> None:
        """See that it is there, answers others, and has called nobody."""
        assert self.process.poll() is None
        response = self.client.get("/sparql", params=_SIMPLE)
        assert (response.status_code, response.json()["boolean"]) == (200, True)
        with pytest.raises(BlockingIOError):
            self.listener.accept()

    def connection(self) -> socket.socket:
        """A connection to it, for clients that behave badly."""
        where = urlsplit(str(self.client.base_url))
        return socket.create_connection((where.hostname, where.port), timeout=30)


@pytest.fixture(scope="module")
def stronghold(consultation: Path) -> Iterator[Stronghold]:
    """A server with small limits, but for the budget: all attacks come from one client."""
    options = ("--seconds", "1", "--quick", "0.5", "--memory", "128", "--workers", "2", "--budget", "10000")
    options += ("--remembered", "0")  # the question after an attack is to be answered, not remembered
    with socket.create_server(("127.0.0.1", 0)) as listener, served(consultation, *options) as (process, address):
        listener.setblocking(False)
        with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
            yield Stronghold(process, client, listener)


def _replaced(times: int) -> str:
    text = '"aaaaaaaaaa"'
    for _ in range(times):
        text = f'REPLACE({text}, "a", "aaaaaaaaaa")'
    return f"SELECT (STRLEN({text}) AS ?n) {{ }}"


def _doubled(times: int) -> str:
    binds = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(times))
    return f'SELECT (STRLEN(?a{times}) AS ?n) {{ BIND("aaaaaaaa" AS ?a0) {binds} }}'


_HEAVY = {
    "cross product": _PRODUCT,
    "sort over everything": _PRODUCT.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?o5 ?s0",
    "distinct product": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "string bomb by nested replacement": _replaced(9),
    "string bomb by doubling": _doubled(40),
    "explosion of property paths": "SELECT (COUNT(*) AS ?n) { ?a (!<x:>|^!<x:>)* ?b . ?c (!<x:>|^!<x:>)* ?d }",
    "everything as one string": "SELECT (GROUP_CONCAT(?c) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "endless triples": "CONSTRUCT { ?a ?b ?c . ?d ?e ?f } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}
_DEEP = {
    "braces": "SELECT * " + "{" * 10_000 + "}" * 10_000,
    "braces that are not closed": "SELECT * " + "{" * 10_000,
    "brackets": "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "negations": "ASK { FILTER(" + "!" * 50_000 + "true) }",
    "paths": "ASK { ?s " + "(" * 10_000 + "stp:kind" + ")" * 10_000 + " ?o }",
}


@pytest.mark.parametrize("name", sorted(_HEAVY))
def test_a_query_that_takes_too_much_is_stopped(stronghold: Stronghold, name: str) -> None:
    response = stronghold.client.post("/sparql", data={"query": _HEAVY[name]})
    assert response.status_code == 503
    assert response.text.endswith(".\n")
    stronghold.stands()


@pytest.mark.parametrize("name", sorted(_DEEP))
def test_a_query_that_is_nested_deeply_is_answered_or_refused(stronghold: Stronghold, name: str) -> None:
    response = stronghold.client.post("/sparql", data={"query": _DEEP[name]})
    assert response.status_code in {200, 400}
    assert len(response.text) < 1000
    stronghold.stands()


@pytest.mark.parametrize(
    "request_of",
    [
        pytest.param({"data": {"query": "ASK {} #" + "x" * 10_000_000}}, id="form"),
        pytest.param(
            {"content": b"x" * 10_000_000, "headers": {"content-type": "application/sparql-query"}}, id="direct"
        ),
    ],
)
def test_a_query_of_ten_megabytes_is_too_large(stronghold: Stronghold, request_of: dict[str, Any]) -> None:
    assert stronghold.client.post("/sparql", **request_of).status_code == 413
    stronghold.stands()


def test_ten_thousand_graphs_are_too_many(stronghold: Stronghold) -> None:
    fields = urlencode([("query", "ASK {}"), *[("default-graph-uri", f"http://g/{n}") for n in range(10_000)]])
    headers = {"content-type": _FORM}
    assert stronghold.client.post("/sparql", content=fields, headers=headers).status_code == 400
    in_address = stronghold.client.post(f"/sparql?{fields[:30_000]}", content="", headers=headers)
    assert in_address.status_code == 400
    stronghold.stands()


@pytest.mark.parametrize(
    ("method", "path", "content", "content_type"),
    [
        ("GET", "/sparql?query=ASK%20%7B%7D%23%FF", b"", None),
        ("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=http://x/%C3", b"", None),
        ("POST", "/sparql", b"query=ASK%20%7B%7D%23%ED%A0%80", _FORM),
        ("POST", "/sparql", b"query=ASK {} #\xff", _FORM),
        ("POST", "/sparql", b"ASK {} #\xc3(", "application/sparql-query"),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), "application/sparql-query"),
    ],
)
def test_what_is_not_utf_8_is_refused(
    stronghold: Stronghold, method: str, path: str, content: bytes, content_type: str | None
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    response = stronghold.client.request(method, path, content=content, headers=headers)
    assert (response.status_code, "UTF-8" in response.text) == (400, True)
    stronghold.stands()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ service silent <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p ?o . SeRvIcE<{0}>{{ ?s ?p ?o }} }}",
        "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ }} }} }}",
        "DESCRIBE ?s WHERE {{ SERVICE # here\n <{0}> {{ ?s ?p ?o }} }}",
        "CONSTRUCT {{ ?s ?p ?o }} {{ OPTIONAL {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
        "PREFIX s: <{0}> SELECT * {{ {{ SELECT * {{ SERVICE s: {{ ?s ?p ?o }} }} }} }}",
        "SELECT * {{ VALUES ?there {{ <{0}> }} SERVICE ?there {{ ?s ?p ?o }} }}",
        "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c MINUS {{ SERVICE <{0}> {{ ?a ?b ?c }} }} }}",
        "LOAD <{0}>",
        "LOAD SILENT <{0}> INTO GRAPH <http://g>",
    ],
)
def test_a_query_that_asks_another_server_is_refused(stronghold: Stronghold, query: str) -> None:
    response = stronghold.client.post("/sparql", data={"query": query.format(stronghold.elsewhere)})
    assert (response.status_code, "no other server is asked" in response.text) == (400, True)
    stronghold.stands()


def test_graphs_are_taken_from_the_store_and_never_fetched(stronghold: Stronghold) -> None:
    for named in ("FROM", "FROM NAMED"):
        query = f"SELECT * {named} <{stronghold.elsewhere}> {{ ?s ?p ?o }}"
        response = stronghold.client.post("/sparql", data={"query": query})
        assert (response.status_code, response.json()["results"]["bindings"]) == (200, [])
    for parameter in ("default-graph-uri", "named-graph-uri"):
        fields = {"query": "SELECT * { ?s ?p ?o }", parameter: stronghold.elsewhere}
        assert stronghold.client.get("/sparql", params=fields).json()["results"]["bindings"] == []
    stronghold.stands()


def test_two_hundred_clients_at_once_are_answered_or_told_to_come_again(stronghold: Stronghold) -> None:
    async def ask_all() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=None)
        base = stronghold.client.base_url
        async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits, trust_env=False) as client:
            heavy = [client.get("/sparql", params={"query": _PRODUCT}) for _ in range(4)]
            light = [client.get("/sparql", params=_SIMPLE) for _ in range(200)]
            return (await asyncio.gather(*heavy, *light))[4:]

    responses = asyncio.run(ask_all())
    assert {response.status_code for response in responses} <= {200, 503}
    assert [response.status_code for response in responses].count(200) > 50
    assert all("retry-after" in response.headers for response in responses if response.status_code == 503)
    stronghold.stands()


def test_clients_that_read_slowly_keep_nobody_waiting(stronghold: Stronghold) -> None:
    query = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")
    slow = [stronghold.connection() for _ in range(8)]
    for connection in slow:
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 200"
    stronghold.stands()
    for connection in slow:
        connection.close()
    stronghold.stands()


def test_clients_that_never_finish_asking_keep_nobody_waiting(stronghold: Stronghold) -> None:
    begun = [stronghold.connection() for _ in range(40)]
    for number, connection in enumerate(begun):
        head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {_FORM}\r\nContent-Length: 1000\r\n\r\nquery="
        connection.sendall(head[: 20 if number % 2 else None].encode())
    stronghold.stands()
    for connection in begun:
        connection.close()
    stronghold.stands()


def test_the_query_of_a_client_that_hangs_up_is_stopped(consultation: Path) -> None:
    with served(consultation, "--seconds", "600", "--quick", "300", "--workers", "2", "--remembered", "0") as (
        process,
        address,
    ):
        where = urlsplit(address)
        for _ in range(2):
            with socket.create_connection((where.hostname, where.port)) as connection:
                request = f"GET /sparql?query={quote(_PRODUCT)} HTTP/1.1\r\nHost: x\r\n\r\n"
                connection.sendall(request.encode())
                assert any(_busy(process) for _ in range(100))
        assert any(not _busy(process) for _ in range(100))
        assert httpx.get(f"{address}/sparql", params=_SIMPLE, trust_env=False).status_code == 200


def _busy(server: "subprocess.Popen[str]") -> bool:
    """Whether one of a server's workers computes during the next moment."""
    workers = broker_of(server.pid).children()
    for worker in workers:
        worker.cpu_percent()
    psutil.wait_procs(workers, timeout=0.2)
    return any(worker.is_running() and worker.cpu_percent() > 0 for worker in workers)


def test_formulas_stay_what_they_are_and_are_sent_as_data(stronghold: Stronghold) -> None:
    formulas = ['=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"]
    values = " ".join(f'"""{formula}"""' for formula in formulas)
    response = stronghold.client.post(
        "/sparql", data={"query": f"SELECT ?v {{ VALUES ?v {{ {values} }} }}"}, headers={"accept": "text/csv"}
    )
    assert [row["v"] for row in csv.DictReader(io.StringIO(response.text, newline=""))] == formulas
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["x-content-type-options"] == "nosniff"
    stronghold.stands()


def test_a_script_in_a_literal_is_shown_as_text(stronghold: Stronghold) -> None:
    evil = "</textarea></pre><script>alert(1)</script><img src=x onerror=alert(1)>"
    for query in (
        f'SELECT ("{evil}" AS ?v) {{ }}',
        f'CONSTRUCT {{ <x:s> <x:p> "{evil}" }} {{ }}',
        f"SELECT {evil}",
    ):
        page = stronghold.client.get("/sparql", params={"query": query}, headers={"accept": "text/html"})
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "alert(1)" in page.text
        assert "<script>" not in page.text
        assert "<img src=x" not in page.text
        assert "unsafe" not in page.headers["content-security-policy"]
    stronghold.stands()
