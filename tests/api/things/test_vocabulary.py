import re
from pathlib import Path

import httpx
from pyoxigraph import RdfFormat, parse

from graph import __version__
from graph.resources import resource


def test_the_vocabulary_can_be_had_as_it_was_written(publisher: httpx.Client) -> None:
    written = {quad.triple for quad in parse(resource("ontology", "standpunkt.ttl").read_bytes(), RdfFormat.TURTLE)}
    for path, native in (("/ns.ttl", RdfFormat.TURTLE), ("/ns.jsonld", RdfFormat.JSON_LD)):
        assert written <= {quad.triple for quad in parse(publisher.get(path).content, native)}
    answer = publisher.get("/ns", headers={"accept": "application/rdf+xml"})
    assert answer.headers["content-location"] == "/ns.rdf"


def test_every_term_has_a_place_on_the_page_with_its_definition_and_its_use(publisher: httpx.Client) -> None:
    page = publisher.get("/ns", headers={"accept": "text/html"}).text
    terms = {
        quad.subject.value.partition("#")[2]
        for quad in parse(resource("ontology", "standpunkt.ttl").read_bytes(), RdfFormat.TURTLE)
        if "#" in str(quad.subject)
    }
    places = dict(re.findall(r'<section class="term" id="([^"]+)">(.*?)</section>', page, re.DOTALL))
    assert set(places) == terms
    opposition = places["Opposition"]
    assert "motstand" in opposition
    assert re.search(r'<dt>Brukt</dt><dd>\d+ ganger, for eksempel <a href="/id/statement/', opposition)
    assert '<a href="/ns#Position"' in opposition
    assert "<dt>Brukt</dt><dd>ikke</dd>" in places["Decision"]


def test_the_present_version_can_be_asked_for_and_no_other(publisher: httpx.Client) -> None:
    assert publisher.get(f"/ns/{__version__}").status_code == 200
    assert publisher.get("/ns/9.9.9").status_code == 404
    assert publisher.get("/ns.pdf").status_code == 404


def test_a_graph_without_the_vocabulary_does_not_make_one_up(address: str) -> None:
    assert httpx.get(f"{address}/ns", trust_env=False).status_code == 404


def test_a_scheme_shows_its_concepts_with_definitions_and_use(publisher: httpx.Client) -> None:
    page = publisher.get("/doc/scheme/stance", headers={"accept": "text/html"}).text
    rows = re.findall(r'<a href="/id/stance/([a-z]+)">[^<]+</a></td><td class="long">([^<]+)</td>.*?>(\d+)</td>', page)
    assert {name for name, _, _ in rows} == {"asks", "critical", "opposes", "supports"}
    assert all(int(uses) > 0 for _, _, uses in rows)


def test_a_named_graph_tells_everything_that_it_says_and_nothing_else_of_it(
    publisher: httpx.Client, consultation: Path
) -> None:
    name = "https://standpunkt.example/graph/response/eksempel-kommune-0"
    quads = parse(consultation.read_bytes(), RdfFormat.TRIG)
    said = {quad.triple for quad in quads if getattr(quad.graph_name, "value", None) == name}
    told = {quad.triple for quad in parse(publisher.get(f"{name[26:]}.nt").content, RdfFormat.N_TRIPLES)}
    assert said <= told
    about_itself = {str(triple.subject) for triple in told - said}
    assert about_itself == {f"<{name}>", "<https://standpunkt.example/id/dataset/standpunkt>"}
    page = publisher.get(name[26:], headers={"accept": "text/html"}).text
    assert f"{len(said)} tripler" in page
    assert 'href="/id/statement/s00"' in page
    assert publisher.get("/graph/response/nobody").status_code == 404
