import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import httpx
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, Triple

from tests.api.things.reading import LABELS, embedded, triples

Serve = Callable[..., AbstractContextManager[tuple["Popen[str]", str]]]

_ACTOR = "/doc/actor/eksempel-kommune"
_FORMATS = {
    ".html": "text/html; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".json": "application/json",
}


@pytest.mark.parametrize("name", ["/id/actor/eksempel-kommune", "/id/stance/asks"])
def test_a_name_leads_to_the_document_about_what_it_names(client: httpx.Client, name: str) -> None:
    answer = client.get(name)
    assert (answer.status_code, answer.headers["location"]) == (303, name.replace("/id/", "/doc/"))
    assert answer.headers["link"] == f'<{answer.headers["location"]}>; rel="describedby"'


def test_a_client_of_linked_data_reads_what_a_name_stands_for(address: str) -> None:
    graph = rdflib.Graph().parse(f"{address}/id/actor/eksempel-kommune")
    actor = rdflib.URIRef("https://standpunkt.example/id/actor/eksempel-kommune")
    assert graph.value(actor, rdflib.SKOS.prefLabel) == rdflib.Literal("Eksempel kommune", "nb")


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", ".html"),
        ("text/turtle;q=0.9, application/rdf+xml;q=0.5", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/json", ".json"),
        ("application/n-triples, text/html;q=0.1", ".nt"),
        ("application/rdf+xml", ".rdf"),
        ("*/*", ".html"),
    ],
)
def test_what_a_client_accepts_decides_the_format(client: httpx.Client, accept: str, ending: str) -> None:
    answer = client.get(_ACTOR, headers={"accept": accept})
    assert answer.headers["content-type"] == _FORMATS[ending]
    assert answer.headers["content-location"] == f"{_ACTOR}{ending}"
    assert "accept" in answer.headers["vary"]
    fixed = client.get(f"{_ACTOR}{ending}", headers={"accept": "image/png"})
    assert fixed.content == answer.content
    assert "content-location" not in fixed.headers


@pytest.mark.parametrize(
    ("query", "accepted", "cookie", "language"),
    [
        ("", "de", "", "nb"),
        ("", "no, en;q=0.5", "", "nb"),
        ("", "en-GB;q=0.8, nn-NO;q=0.85", "", "nn"),
        ("", "nb;q=0, en;q=0.01", "", "en"),
        ("", "en", "a=b; lang=nn", "nn"),
        ("", "en", "lang=zz", "en"),
        ("?lang=nn", "en", "lang=en", "nn"),
        ("?lang=zz", "en", "", "en"),
    ],
)
def test_a_page_speaks_the_language_that_its_reader_wants_most(
    client: httpx.Client, query: str, accepted: str, cookie: str, language: str
) -> None:
    answer = client.get(f"{_ACTOR}{query}", headers={"accept-language": accepted, "cookie": cookie})
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["content-language"] == language
    assert ("set-cookie" in answer.headers) == (query == "?lang=nn")


def test_a_client_that_accepts_nothing_we_have_is_told_what_there_is(client: httpx.Client) -> None:
    answer = client.get(_ACTOR, headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert all(each in answer.text for each in (".html", ".ttl", "application/rdf+xml"))


def test_documents_tell_what_the_files_say_to_the_letter(
    client: httpx.Client, paths: dict[str, NamedNode], quads: list[Quad]
) -> None:
    for path, name in paths.items():
        told = triples(client.get(f"{path}.nt").content, ".nt")
        names = (name.value, f"{name.value}#evidence", f"{name.value}#position", f"{name.value}#quote")
        assert {quad.triple for quad in quads if getattr(quad.subject, "value", None) in names} <= told


def test_everything_of_ours_that_is_mentioned_has_a_label(client: httpx.Client, paths: dict[str, NamedNode]) -> None:
    for path, name in paths.items():
        told = triples(client.get(f"{path}.nt").content, ".nt")
        labelled = {str(triple.subject) for triple in told if triple.predicate.value in LABELS}
        mentioned = {str(triple.object) for triple in told if isinstance(triple.object, NamedNode)}
        ours = {each for each in mentioned if "standpunkt" in each and "/doc/" not in each and "/ns#" not in each}
        assert ours <= labelled | {str(name)}


def test_json_ld_reads_from_the_thing_inwards(client: httpx.Client) -> None:
    document = client.get("/doc/statement/s00.jsonld").json()
    root = document["@graph"][0]
    assert root["id"] == "https://standpunkt.example/id/statement/s00"
    assert root["stance"] == "opposes"
    assert root["readingForm"] == {"nb": "Eksempel kommune går foreløpig imot delingsplikten."}
    assert {"start": "0", "end": "51"}.items() <= next(
        each for each in root["evidence"]["hasSelector"] if "start" in each
    ).items()
    assert "dissent" not in document["@context"]


def test_a_document_says_what_it_is_related_to(client: httpx.Client) -> None:
    page = client.get(_ACTOR, headers={"accept": "text/html"})
    links = {(relation, target) for target, relation in re.findall(r'<([^>]+)>; rel="([^"]+)"', page.headers["link"])}
    assert {
        ("canonical", f"https://standpunkt.example{_ACTOR}"),
        ("cite-as", "https://standpunkt.example/id/actor/eksempel-kommune"),
        ("type", "http://schema.org/Organization"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("collection", "https://standpunkt.example/id/dataset/standpunkt"),
        ("describedby", f"{_ACTOR}.ttl"),
    } <= links
    alternates = [target for relation, target in links if relation == "alternate"]
    assert len(alternates) == 5
    for target in alternates:
        assert client.get(target).status_code == 200
        assert f'<link rel="alternate" href="{target}"' in page.text
    data = client.get(f"{_ACTOR}.ttl").headers["link"]
    assert '<https://standpunkt.example/id/actor/eksempel-kommune>; rel="describes"' in data


def test_names_do_not_depend_on_how_the_server_is_reached(client: httpx.Client) -> None:
    usual = client.get(f"{_ACTOR}.ttl").content
    assert client.get(f"{_ACTOR}.ttl", headers={"host": "somewhere.else"}).content == usual


def test_another_key_of_a_thing_leads_to_its_name(client: httpx.Client) -> None:
    answer = client.get("/id/actor/slv")
    assert (answer.status_code, answer.headers["location"]) == (301, "/id/actor/dmp")


@pytest.mark.parametrize(
    "path",
    [
        "/id/actor/nobody",
        "/doc/actor/nobody.ttl",
        "/id/",
        "/doc/actor",
        "/id/actor/a%20b",
        "/id/actor/%3Cscript%3E",
        "/doc/..%2f..%2fetc%2fpasswd.ttl",
        "/id/actor/%ff",
        "/id/actor/%5B",
        "/doc/actor/%7F",
        f"/id/actor/{'a' * 5000}",
        f"{_ACTOR}?page=2",
        f"{_ACTOR}?page=0",
        f"{_ACTOR}?page=-1",
        f"{_ACTOR}?page=x",
        f"{_ACTOR}?page={'9' * 300}",
    ],
)
def test_what_never_was_is_not_found(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/html"})
    leaves_the_site = "..%2f" in path  # nginx refuses that before it looks for a file
    assert answer.status_code == 404 or (leaves_the_site and answer.status_code == 400)
    assert "<script>" not in answer.text


def test_a_client_need_not_fetch_again_what_it_has(client: httpx.Client) -> None:
    first = client.get(f"{_ACTOR}.ttl")
    for header, field in (("if-none-match", "etag"), ("if-modified-since", "last-modified")):
        again = client.get(f"{_ACTOR}.ttl", headers={header: first.headers[field]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{_ACTOR}.nt").headers["etag"] != first.headers["etag"]
    head = client.head(f"{_ACTOR}.ttl")
    assert (head.status_code, head.content) == (200, b"")
    of_the_moment = ("date", "transfer-encoding", "keep-alive")
    assert {name: value for name, value in head.headers.items() if name not in of_the_moment} == {
        name: value for name, value in first.headers.items() if name not in of_the_moment
    }


_MANY = """
@prefix stp: <https://w3id.org/standpunkt/ns#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <https://data.example.org/a/id/> .
<https://data.example.org/a/graph/entries> {
  <https://data.example.org/a/id/actor/busy> skos:prefLabel "Travel kommune"@nb .
  <https://data.example.org/a/id/response/r> a stp:Response .
  <https://data.example.org/a/id/statement/gone> prov:invalidatedAtTime "2026-02-03T10:00:00Z"^^xsd:dateTime .
%s }
"""
_STATEMENT = (
    "<https://data.example.org/a/id/statement/s%03d> stp:heldBy <https://data.example.org/a/id/actor/busy> ;"
    ' stp:readingForm "Utsagn %d."@nb .\n'
)


@pytest.fixture(scope="module")
def busy(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> httpx.Client:
    """A server of another publisher, where one actor says very much and one statement was withdrawn."""
    file: Path = tmp_path_factory.mktemp("busy") / "data.trig"
    file.write_text(_MANY % "".join(_STATEMENT % (number, number) for number in range(250)))
    with serve(file, "--workers", "1") as (_, address), httpx.Client(base_url=address, trust_env=False) as client:
        yield client


def test_who_is_referred_to_very_often_has_several_pages(busy: httpx.Client) -> None:
    path: str | None = "/doc/actor/busy.nt"
    told: list[set[Triple]] = []
    while path:
        answer = busy.get(path)
        told.append({triple for triple in triples(answer.content, ".nt") if "heldBy" in triple.predicate.value})
        path = next(iter(re.findall(r'<([^>]+)>; rel="next"', answer.headers["link"])), None)
    held = [{triple for triple in page if "/statement/" in str(triple.subject)} for page in told]
    assert [len(page) for page in held] == [100, 100, 50]
    assert len(set.union(*held)) == 250
    page = busy.get("/doc/actor/busy.html?page=2").text
    assert "Side 2 av 3" in page
    assert '<a rel="prev" href="/doc/actor/busy.html">' in page
    assert '<a rel="next" href="/doc/actor/busy.html?page=3">' in page
    assert 'href="https://data.example.org/a/doc/actor/busy?page=2"' in page


def test_what_was_withdrawn_is_gone_and_says_so_in_every_format(busy: httpx.Client) -> None:
    for ending in _FORMATS:
        answer = busy.get(f"/doc/statement/gone{ending}")
        assert (answer.status_code, "2026-02-03" in answer.text) == (410, True)


@pytest.mark.parametrize(
    ("language", "advice"),
    [("nb", "hent dataene på nytt"), ("nn", "hent dataa på nytt"), ("en", "fetch the data anew")],
)
def test_the_page_of_what_was_withdrawn_says_what_to_do(busy: httpx.Client, language: str, advice: str) -> None:
    page = busy.get("/doc/statement/gone.html", headers={"accept-language": language})
    assert page.status_code == 410
    assert advice in page.text
    for address in ("/catalogue", "/consultations", "/search"):
        assert f'<a href="{address}">' in page.text.partition("<main")[2].partition("</main>")[0]


def test_what_a_text_says_cannot_end_the_script_of_a_page(serve: Serve, tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    evil = json.dumps("</script><script>alert(1)</script>")
    file.write_text(f"<https://standpunkt.example/id/actor/x> <http://www.w3.org/2004/02/skos/core#prefLabel> {evil} .")
    with serve(file, "--workers", "1") as (_, address):
        page = httpx.get(f"{address}/doc/actor/x", trust_env=False).text
    assert "<script>" not in page
    assert "alert(1)" in str(embedded(page))
