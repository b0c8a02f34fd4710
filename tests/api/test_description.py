from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, Store

from graph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from tests.serving import served

_SD = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>"


def _described(client: httpx.Client, accept: str = "text/turtle") -> Store:
    response = client.get("/sparql", headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, accept)
    store = Store()
    rdf_format = RdfFormat.from_media_type(accept)
    assert rdf_format
    store.load(response.content, rdf_format)
    return store


@pytest.mark.parametrize("accept", sorted(each.media_type for each in GRAPH_FORMATS.values()))
def test_an_endpoint_without_a_question_describes_itself(client: httpx.Client, address: str, accept: str) -> None:
    found = _described(client, accept)
    assert found.query(f"{_SD} ASK {{ ?service a sd:Service ; sd:endpoint <{address}/sparql> }}")


def test_what_it_says_that_it_writes_it_writes(client: httpx.Client) -> None:
    found = _described(client)
    formats = {row["f"].value for row in found.query(f"{_SD} SELECT ?f {{ ?service sd:resultFormat ?f }}")}
    written = {each.native.iri for each in (*SOLUTION_FORMATS.values(), *GRAPH_FORMATS.values())}
    assert formats == written
    for each in GRAPH_FORMATS.values():
        answer = client.get("/sparql", params={"query": "DESCRIBE goal:ehs-m1"}, headers={"accept": each.media_type})
        assert answer.status_code == 200


def test_it_claims_the_union_and_no_federation(client: httpx.Client) -> None:
    found = _described(client)
    features = {row["f"].value.partition("#")[2] for row in found.query(f"{_SD} SELECT ?f {{ ?s sd:feature ?f }}")}
    assert features == {"UnionDefaultGraph"}


def test_its_counts_are_what_counting_gives(client: httpx.Client) -> None:
    found = _described(client)
    union = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    (row,) = found.query(f"{_SD} SELECT ?n {{ ?d sd:defaultGraph/void:triples ?n }}")
    assert row["n"].value == _n(client, union)
    graphs = f"{_SD} SELECT ?name ?n {{ ?d sd:namedGraph ?g . ?g sd:name ?name ; sd:graph/void:triples ?n }}"
    rows = list(found.query(graphs))
    assert len(rows) == 11
    for row in rows:
        assert row["n"].value == _n(client, union, **{"default-graph-uri": row["name"].value})


def test_browsers_get_the_page_instead(client: httpx.Client) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get("/sparql", headers={"accept": accept}).headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("host", ["a b<>", 'x"y', "a/b?c#d", ""])
def test_a_name_that_no_host_has_is_not_repeated(client: httpx.Client, address: str, host: str) -> None:
    response = client.get("/sparql", headers={"host": host, "accept": "application/n-triples"})
    assert f"#endpoint> <{address}/sparql> ." in response.text


def test_graphs_that_are_too_many_to_list_are_not_listed_in_part(tmp_path: Path) -> None:
    data = tmp_path / "many.nq"
    data.write_text("".join(f"<http://s> <http://p> <http://o> <http://g/{number}> .\n" for number in range(10_001)))
    with served(data) as (_, address), httpx.Client(base_url=address, trust_env=False) as client:
        found = _described(client)
    assert not found.query(f"{_SD} ASK {{ ?d sd:namedGraph ?g }}")
    assert found.query(
        'ASK { ?d <http://www.w3.org/2000/01/rdf-schema#comment> ?why FILTER(CONTAINS(?why, "not listed")) }'
    )


def _n(client: httpx.Client, query: str, **graphs: str) -> str:
    response = client.get("/sparql", params={"query": query, **graphs})
    return str(response.json()["results"]["bindings"][0]["n"]["value"])
