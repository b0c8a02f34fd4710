import json
from typing import Any

import httpx
import pytest

_COUNT = "SELECT (COUNT(*) AS ?n) { ?s a stp:Response }"
_GRAPH = "https://standpunkt.example/graph/response/eksempel-kommune-1"
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_PRODUCT = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6)) + " }"
_TOO_MANY_GRAPHS = [("query", "ASK {}"), *[("named-graph-uri", f"http://g/{n}") for n in range(11)]]


def _post(content: str | bytes, content_type: str | None = None) -> dict[str, Any]:
    """A request whose body is a query."""
    return {"method": "POST", "content": content, "headers": {"content-type": content_type} if content_type else {}}


def _get(query: str, params: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """A request whose address holds a query."""
    return {"method": "GET", "params": {"query": query, **(params or {})}, "headers": headers or {}}


def _n(response: httpx.Response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def test_a_query_comes_in_three_ways(client: httpx.Client) -> None:
    assert _n(client.get("/sparql", params={"query": _COUNT})) == 7
    assert _n(client.post("/sparql", data={"query": _COUNT})) == 7
    for parameters in ("", "; charset=UTF-8", ';charset="utf-8"; version=1.1', "; version=1.1;charset=utf-8"):
        headers = {"content-type": f"{_QUERY}{parameters}"}
        assert _n(client.post("/sparql", content=_COUNT, headers=headers)) == 7


def test_the_graphs_of_a_query_can_be_named(client: httpx.Client) -> None:
    assert _n(client.get("/sparql", params={"query": _COUNT, "default-graph-uri": _GRAPH})) == 1
    direct = client.post(
        "/sparql", params={"default-graph-uri": _GRAPH}, content=_COUNT, headers={"content-type": _QUERY}
    )
    assert _n(direct) == 1
    named = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a stp:Response } }", "named-graph-uri": _GRAPH}
    assert _n(client.post("/sparql", data=named)) == 1


@pytest.mark.parametrize(
    ("accept", "content_type", "begin"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '{"head"'),
        ("application/json", "application/json", '{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv; charset=utf-8", "n\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?n\n"),
        ("text/csv;q=0.1, application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/html", "text/html; charset=utf-8", "<!doctype html>"),
        ("*/*", "application/sparql-results+json", '{"head"'),
    ],
)
def test_rows_come_in_the_format_that_is_wanted(
    client: httpx.Client, accept: str, content_type: str, begin: str
) -> None:
    response = client.get("/sparql", params={"query": _COUNT}, headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, content_type)
    assert response.text.startswith(begin)
    assert "accept" in response.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("accept", "content_type", "part"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", "goal:ehs-m1 a stp:Goal"),
        ("application/n-triples", "application/n-triples", "ns#Goal> ."),
        ("application/rdf+xml", "application/rdf+xml", "<rdf:RDF"),
        ("application/ld+json", "application/ld+json", "@id"),
        ("application/n-quads", "application/n-quads", "ns#Goal> ."),
        ("application/trig", "application/trig", "goal:ehs-m1 a stp:Goal"),
        ("application/trig;q=0.5, application/n-quads;q=0.6, text/csv", "application/n-quads", "ns#Goal> ."),
        ("*/*", "text/turtle; charset=utf-8", "goal:ehs-m1 a stp:Goal"),
    ],
)
def test_triples_come_in_the_format_that_is_wanted(
    client: httpx.Client, accept: str, content_type: str, part: str
) -> None:
    query = "CONSTRUCT { ?s a ?type } WHERE { VALUES ?type { stp:Goal } ?s a ?type }"
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, content_type)
    assert part in response.text


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv",
                                    "text/tab-separated-values"])  # fmt: skip
def test_yes_or_no_comes_in_every_format_of_rows(client: httpx.Client, accept: str) -> None:
    response = client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    assert "true" in response.text


@pytest.mark.parametrize("name", ["csv", "CSV", "text/csv"])
def test_a_format_can_be_named_in_the_address_or_the_form(client: httpx.Client, name: str) -> None:
    fields = {"query": _COUNT, "format": name}
    assert client.get("/sparql", params=fields, headers={"accept": "text/html"}).text == "n\r\n7\r\n"
    assert client.post("/sparql", data=fields).text == "n\r\n7\r\n"


@pytest.mark.parametrize("name", ["json-ld", "n3", "nt", "rdf", "rdf+xml", "ttl", "xml", "json", "nq", "trig"])
def test_formats_may_be_called_what_clients_call_them(client: httpx.Client, name: str) -> None:
    assert client.get("/sparql", params={"query": "DESCRIBE goal:ehs-m1", "format": name}).status_code == 200


def test_several_accept_headers_are_one(client: httpx.Client) -> None:
    headers = [("accept", "image/png"), ("accept", "text/csv")]
    assert client.get("/sparql", params={"query": _COUNT}, headers=headers).text == "n\r\n7\r\n"


def test_head_says_what_get_would_bring(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": _COUNT})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("status", "part", "request_of"),
    [
        (400, "There is no query", {"method": "GET", "headers": {"accept": "application/sparql-results+json"}}),
        (400, "There is no query", _post("", _FORM)),
        (400, "The query is empty", _get(" \n")),
        (400, "There are 2 queries", {"method": "GET", "params": [("query", "ASK {}"), ("query", "ASK {}")]}),
        (400, "only be read", {"method": "GET", "params": {"update": "CLEAR ALL"}}),
        (400, "only be read", {"method": "POST", "data": {"update": "CLEAR ALL"}}),
        (400, "only be read", _post("CLEAR ALL", _UPDATE)),
        (400, "only be read", _get("DROP ALL")),
        (400, "line 1, column", _get("SELECT * WRONG")),
        (400, "no other server", _get("ASK { SERVICE <http://127.0.0.1:9/> { } }")),
        (400, "absolute IRI", _get("ASK {}", params={"default-graph-uri": "not an iri"})),
        (400, "At most 10 graphs", {"method": "GET", "params": _TOO_MANY_GRAPHS}),
        (400, "more than 64", {"method": "POST", "data": {str(n): "" for n in range(10_000)}}),
        (400, "UTF-8", {"method": "GET", "url": "/sparql?query=ASK%20%7B%7D%20%23%ff"}),
        (400, "UTF-8", _post(b"ASK {} #\xff", _QUERY)),
        (404, "start page", {"method": "GET", "url": "/nowhere"}),
        (405, "GET, HEAD, POST", {"method": "PUT"}),
        (405, "GET", {"method": "DELETE"}),
        (406, "text/csv", _get("ASK {}", headers={"accept": "image/png"})),
        (406, "text/csv", _get("ASK {}", headers={"accept": "text/turtle"})),
        (406, "text/turtle", _get("DESCRIBE <x:>", headers={"accept": "text/csv"})),
        (406, "html", _get("ASK {}", params={"format": "docx"})),
        (406, "text/csv", _get("ASK {}", params={"format": "image/png"})),
        (413, "100000", {"method": "POST", "data": {"query": "ASK {} #" + "x" * 100_000}}),
        (414, "POST", _get("ASK {} #" + "x" * 32_000)),
        (422, "There is no function <http://example.org/f> here", _get("ASK { FILTER(<http://example.org/f>(1)) }")),
        (413, "larger", _post(b"x" * 2_000_000, _QUERY)),
        (415, _QUERY, _post("ASK {}", "text/plain")),
        (415, _QUERY, _post("ASK {}")),
        (415, "uncompressed", {"method": "POST", "data": {"query": "ASK {}"}, "headers": {"content-encoding": "gzip"}}),
        (415, "UTF-8", _post("ASK {}", f"{_QUERY}; charset=utf-16")),
        (503, "longer than 1 seconds", _get(_PRODUCT)),
    ],
)
def test_a_request_that_is_wrong_gets_its_status_and_a_message_that_helps(
    client: httpx.Client, status: int, part: str, request_of: dict[str, Any]
) -> None:
    response = client.request(**{"url": "/sparql", **request_of})
    assert response.status_code == status
    assert part in response.text
    assert "Traceback" not in response.text
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_browser_is_told_of_an_error_on_a_page(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "<script>"}, headers={"accept": "text/html"})
    assert response.status_code == 400
    assert "&lt;script&gt;" in response.text


def test_an_answer_on_a_page_is_a_table(client: httpx.Client) -> None:
    query = 'SELECT ?name { VALUES ?name { "<script>alert(1)</script>" } }'
    response = client.get("/sparql", params={"query": query}, headers={"accept": "text/html"})
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in response.text
    assert "<script>" not in response.text


def test_a_yes_and_triples_on_a_page_are_plain(client: httpx.Client) -> None:
    page = {"accept": "text/html"}
    assert ">Ja<" in client.get("/sparql", params={"query": "ASK {}"}, headers=page).text
    turtle = client.get("/sparql", params={"query": "DESCRIBE goal:ehs-m1"}, headers=page).text
    assert "a stp:Goal" in turtle


def test_json_is_whole_and_the_length_is_known(client: httpx.Client) -> None:
    everything = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"}
    response = client.get("/sparql", params=everything, headers={"accept-encoding": "identity"})
    assert int(response.headers["content-length"]) == len(response.content)
    assert len(json.loads(response.content)["results"]["bindings"]) > 600
