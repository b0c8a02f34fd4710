"""Networks of actors and the graph around a thing, against what SPARQL says of the example."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import httpx
import networkx as nx
import pytest
from selectolax.lexbor import LexborHTMLParser

from graph.store.embedded import EmbeddedStore

_BASE = "https://standpunkt.example"
_VERDICTS = """SELECT DISTINCT ?actor ?thing ?side ?kind WHERE {
  VALUES (?verdict ?side) {
    (verdict:supports "agrees") (verdict:supports-with-remarks "agrees") (verdict:opposes "disagrees")
  }
  ?v stp:verdictBy ?actor ; stp:onProposal ?thing ; stp:verdict ?verdict ; stp:expressedIn ?r .
  FILTER NOT EXISTS { ?later dcterms:replaces ?r }
  ?actor org:classification ?kind .
}"""
_STANCES = """SELECT ?actor ?thing ?side (COUNT(DISTINCT ?s) AS ?count) WHERE {
  VALUES (?stance ?side) { (stance:supports "agrees") (stance:critical "disagrees") (stance:opposes "disagrees") }
  ?s stp:heldBy ?actor ; stp:concerns ?thing ; stp:stance ?stance ; stp:expressedIn ?r .
  ?thing a stp:PolicyInstrument .
  FILTER NOT EXISTS { ?later dcterms:replaces ?r }
} GROUP BY ?actor ?thing ?side"""
_MOST_JOINED = """SELECT ?thing (COUNT(DISTINCT ?s) AS ?count) WHERE { ?s stp:concerns ?thing }
GROUP BY ?thing ORDER BY DESC(?count) LIMIT 1"""


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    """Somebody who asks the server of the example."""
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as found:
        yield found


def _asked(example: EmbeddedStore, query: str) -> list[tuple[str, ...]]:
    return [tuple(str(getattr(term, "value", "")) for term in row) for row in example.query(query).rows()]


def _drawn(client: httpx.Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"/graph-view?{query}&format=json")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def _edges(client: httpx.Client, query: str = "") -> dict[tuple[str, str], dict[str, Any]]:
    edges = (edge["data"] for edge in _drawn(client, query)["elements"]["edges"])
    return {tuple(sorted((edge["source"], edge["target"]))): edge for edge in edges}


def _page(client: httpx.Client, query: str = "") -> LexborHTMLParser:
    response = client.get(f"/graph-view?{query}", headers={"accept": "text/html", "accept-language": "nb"})
    assert response.status_code == 200, response.text
    return LexborHTMLParser(response.text)


def test_actors_and_proposals_are_joined_by_verdicts(client: httpx.Client, example: EmbeddedStore) -> None:
    sides = {(actor, thing, side) for actor, thing, side, _ in _asked(example, _VERDICTS)}
    found = {
        (actor, thing, side)
        for (actor, thing), edge in _edges(client).items()
        for side in ("agrees", "disagrees")
        if side in edge
    }
    assert found == {(*sorted((actor, thing)), side) for actor, thing, side in sides}
    assert len(found) > 50


def test_actors_and_instruments_are_joined_by_stances(client: httpx.Client, example: EmbeddedStore) -> None:
    counts = {(*sorted((actor, thing)), side): int(count) for actor, thing, side, count in _asked(example, _STANCES)}
    edges = _edges(client, "over=instrument")
    assert counts == {
        (*ends, side): edge[side] for ends, edge in edges.items() for side in ("agrees", "disagrees") if side in edge
    }
    assert all(edge["weight"] == edge.get("agrees", 0) + edge.get("disagrees", 0) for edge in edges.values())


def test_actors_are_joined_by_the_proposals_that_they_judge_alike_and_differently(
    client: httpx.Client, example: EmbeddedStore
) -> None:
    judged: dict[str, set[tuple[str, str]]] = {}
    for actor, thing, side, _ in _asked(example, _VERDICTS):
        judged.setdefault(actor, set()).add((thing, side))
    alike = {(one, other): len(judged[one] & judged[other]) for one, other in combinations(sorted(judged), 2)}
    found = {ends: edge["weight"] for ends, edge in _edges(client, "view=agreement").items()}
    assert found == {ends: count for ends, count in alike.items() if count}
    unlike = {
        (one, other): sum(
            thing == same and side != another for thing, side in judged[one] for same, another in judged[other]
        )
        for one, other in combinations(sorted(judged), 2)
    }
    found = {ends: edge["weight"] for ends, edge in _edges(client, "view=agreement&relation=conflict").items()}
    assert found == {ends: count for ends, count in unlike.items() if count}
    shares = {ends: edge["weight"] for ends, edge in _edges(client, "view=agreement&normalisation=jaccard").items()}
    assert shares == {
        (one, other): pytest.approx(count / len(judged[one] | judged[other]))
        for (one, other), count in alike.items()
        if count
    }


def test_filters_and_thresholds_leave_out(client: httpx.Client, example: EmbeddedStore) -> None:
    kinds = {actor: kind.rpartition("/")[2] for actor, _, _, kind in _asked(example, _VERDICTS)}
    nodes = [node["data"] for node in _drawn(client, "actorKind=kommune")["elements"]["nodes"]]
    assert {kinds[node["id"]] for node in nodes if node["mode"] == "actor"} == {"kommune"}
    edges = _edges(client, "consultation=eksempel-utredning-samhandling")
    assert all("/proposal/eksempel-utredning-samhandling-" in edge["target"] for edge in edges.values())
    strong = _edges(client, "view=agreement&least=4")
    assert strong
    assert all(edge["weight"] >= 4 for edge in strong.values())
    assert len(strong) < len(_edges(client, "view=agreement"))


def test_around_something_stands_what_is_joined_to_it(client: httpx.Client, example: EmbeddedStore) -> None:
    proposal = f"{_BASE}/id/proposal/eksempel-digital-samhandling-3"
    actors = {actor for actor, thing, _, _ in _asked(example, _VERDICTS) if thing == proposal}
    nodes = {node["data"]["id"] for node in _drawn(client, f"iri={proposal}")["elements"]["nodes"]}
    assert nodes == {proposal, *actors}
    alike = _edges(client, f"iri={proposal}&view=agreement")
    assert {actor for ends in alike for actor in ends} <= actors
    actor = f"{_BASE}/id/actor/eksempel-kommune"
    edges = _edges(client, f"iri={actor}&view=agreement")
    assert {ends for ends in edges if actor in ends} == {
        ends for ends in _edges(client, "view=agreement") if actor in ends
    }
    assert _drawn(client, "iri=/id/actor/eksempel-kommune") == _drawn(client, f"iri={actor}")


def test_around_what_is_joined_to_very_much_it_is_told_how_much_is_not_drawn(
    client: httpx.Client, example: EmbeddedStore
) -> None:
    [(thing, count)] = _asked(example, _MOST_JOINED)
    assert int(count) > 100
    page = _page(client, f"view=around&iri={quote(thing)}")
    said = page.css_first("[role=status]")
    total = re.search(r"Vist er (\d+) av (\d+)", said.text())
    assert total
    assert int(total[1]) <= 100
    assert int(total[2]) >= int(count)
    rest = said.css_first("a").attributes["href"] or ""
    assert rest.startswith("/id/")
    assert client.get(rest, follow_redirects=True).status_code == 200


def test_around_a_position_stands_all_that_the_graph_joins_to_it(client: httpx.Client, example: EmbeddedStore) -> None:
    (statement,) = _asked(example, "SELECT ?s { ?s a stp:Recommendation ; stp:justifiedBy ?r } ORDER BY ?s LIMIT 1")[0]
    found = {node["data"]["id"] for node in _drawn(client, f"iri={statement}")["elements"]["nodes"]}
    joined = f"SELECT ?o {{ <{statement}> stp:heldBy|stp:onProposal|stp:concerns|stp:justifiedBy|stp:expressedIn ?o }}"
    assert found >= {statement, *(iri for (iri,) in _asked(example, joined))}


def test_an_edge_leads_to_as_many_positions_as_it_says(client: httpx.Client) -> None:
    for edge in list(_edges(client, "over=instrument").values())[:6]:
        rows = list(csv.DictReader(io.StringIO(client.get(f"{edge['href']}&format=csv").text)))
        assert len(rows) == edge["weight"]
    edge = next(iter(_edges(client, "view=agreement").values()))
    rows = list(csv.DictReader(io.StringIO(client.get(f"{edge['href']}&format=csv").text)))
    assert {edge["source"], edge["target"]} == {iri for row in rows for iri in row["actorIri"].split("; ")} & {
        edge["source"],
        edge["target"],
    }


def test_the_table_says_what_the_picture_shows(client: httpx.Client) -> None:
    shown: Counter[str] = Counter()
    address = "view=agreement"
    while address:
        page = _page(client, address)
        shown.update(link.attributes["href"] or "" for link in page.css("table td:nth-child(3) a"))
        following = page.css_first("a[rel=next]")
        address = (following.attributes["href"] or "").partition("?")[2] if following else ""
    assert shown == Counter(edge["href"] for edge in _edges(client, "view=agreement").values())


def test_files_say_what_the_picture_shows(client: httpx.Client) -> None:
    query = "view=agreement&relation=subtract"
    edges = {ends: edge["weight"] for ends, edge in _edges(client, query).items()}
    network = nx.parse_graphml(client.get(f"/graph-view?{query}&format=graphml").text)
    assert {tuple(sorted(ends)): data["weight"] for *ends, data in network.edges(data=True)} == edges
    assert all(data["label"] and -1 <= data["x"] <= 1 for _, data in network.nodes(data=True))
    table = csv.DictReader(io.StringIO(client.get(f"/graph-view?{query}&format=csv").text))
    assert {tuple(sorted((row["sourceIri"], row["targetIri"]))): float(row["weight"]) for row in table} == edges
    picture = ET.fromstring(client.get(f"/graph-view?{query}&format=svg").content)
    lines = picture.findall(".//{http://www.w3.org/2000/svg}line")
    assert len(lines) == len(edges)
    assert sum("stroke-dasharray" in line.attrib for line in lines) == sum(weight < 0 for weight in edges.values()) > 0
    kept = client.get(f"/graph-view?{query}&format=json")
    tag = {"if-none-match": kept.headers["etag"]}
    assert client.get(f"/graph-view?{query}&format=json", headers=tag).status_code == 304


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("view=map", "Use one of: bipartite, agreement, matrix, agreement-matrix, around"),
        ("view=around", "needs “iri”"),
        ("iri=nothing", "It takes the IRI or the path"),
        ("iri=https://example.org/a", "It takes the IRI or the path"),
        ("over=theme", "Use one of: proposal, instrument, goal"),
        ("relation=love", "Use one of: congruence"),
        ("normalisation=love", "Use one of: none"),
        ("actorKind=dragon", "“actorKind” has no value"),
        ("consultation=none", "“consultation” has no value"),
        ("least=many", "It takes a number from 0"),
        ("least=-1", "It takes a number from 0"),
        ("page=0", "whole number"),
        ("actor=eksempel-kommune", "takes two actors"),
        ("actor=eksempel-kommune&actor=nobody", "“actor” has no value “nobody”"),
        ("depth=3", "There is no parameter “depth” here"),
        ("view=matrix&view=agreement", "stands twice"),
        ("iri=" + "x" * 1001, "it may have 1000"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_the_way_out(client: httpx.Client, query: str, said: str) -> None:
    response = client.get(f"/graph-view?{query}", headers={"accept": "text/html", "accept-language": "en"})
    assert response.status_code == 400
    assert said in LexborHTMLParser(response.text).css_first("[role=alert]").text()
    assert client.get(f"/graph-view?{query}&format=json").status_code == 400


def test_nothing_joined_says_what_to_do(client: httpx.Client) -> None:
    for query in ("least=9999", "iri=/id/actor/nobody", "iri=/id/actor/nobody&view=agreement"):
        page = _page(client, query)
        assert page.css_first(".empty [role=status]")
        assert page.css(".empty a[href='/graph-view']")
    assert client.get("/graph-view", headers={"accept": "image/png"}).status_code == 406
