from typing import Any

import httpx
import pytest
from pyld import jsonld
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from graph.namespaces import DCTERMS, OA, RDF, STP

_PROFILE = "http://www.w3.org/ns/anno.jsonld"
_ASKED = f'application/ld+json;profile="{_PROFILE}"'
# What the model's context says of the names that we use (Web Annotation Vocabulary, appendix A).
_REFERENCES = {"body": "oa:hasBody", "target": "oa:hasTarget", "source": "oa:hasSource", "selector": "oa:hasSelector"}
_REFERENCES |= {"creator": "dcterms:creator", "rights": "dcterms:rights"}
_CHOICES = {"motivation": "oa:motivatedBy", "purpose": "oa:hasPurpose"}
_NUMBERS = {"start": "oa:start", "end": "oa:end"}
_OF_OA = ("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "exact", "prefix", "suffix")
_CONTEXT = {
    "oa": OA.namespace,
    "dcterms": DCTERMS.namespace,
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": RDF.namespace,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@id"},
    "Software": "https://www.w3.org/ns/activitystreams#Application",
    "TextualBody": "oa:TextualBody",
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    **{name: f"oa:{name}" for name in (*_OF_OA, "classifying", "identifying", "describing")},
    **{name: {"@id": term, "@type": "@id"} for name, term in _REFERENCES.items()},
    **{name: {"@id": term, "@type": "@vocab"} for name, term in _CHOICES.items()},
    **{name: {"@id": term, "@type": "xsd:nonNegativeInteger"} for name, term in _NUMBERS.items()},
}


def _context(url: str, _: object) -> dict[str, Any]:
    assert url == _PROFILE
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": _CONTEXT}}


@pytest.fixture(scope="module")
def subjects(quads: list[Quad]) -> dict[str, NamedNode]:
    """A position, a reported statement and a mention, by their classes."""
    return {
        name: min((quad.subject for quad in quads if quad.object == STP[name]), key=str)
        for name in ("Position", "ReportedStatement", "Mention")
    }


def _path(subject: NamedNode) -> str:
    return f"/annotations/{subject.value.partition('/id/')[2]}.jsonld"


@pytest.mark.parametrize("kind", ["Position", "ReportedStatement", "Mention"])
def test_whatever_rests_on_words_is_a_web_annotation(
    client: httpx.Client, subjects: dict[str, NamedNode], kind: str
) -> None:
    """With what the model makes mandatory, and the values that it allows."""
    answer = client.get(_path(subjects[kind]))
    assert answer.headers["content-type"].replace(" ", "") == _ASKED
    document = answer.json()
    assert document["@context"] == _PROFILE
    assert document["id"] == f"{subjects[kind].value}#annotation"
    assert document["type"] == "Annotation"
    assert document["motivation"] in ("classifying", "identifying")
    assert {body["type"] for body in document["body"]} == {"SpecificResource", "TextualBody"}
    target = document["target"]
    assert target["type"] == "SpecificResource"
    selectors = {selector["type"]: selector for selector in target["selector"]}
    place, words = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
    assert 0 <= place["start"] < place["end"]
    assert place["end"] - place["start"] == len(words["exact"])


@pytest.mark.parametrize("kind", ["Position", "Mention"])
def test_another_processor_expands_it_to_what_the_graph_says_of_the_evidence(
    client: httpx.Client, quads: list[Quad], subjects: dict[str, NamedNode], kind: str
) -> None:
    document = client.get(_path(subjects[kind])).json()
    options = {"documentLoader": _context, "format": "application/n-quads"}
    told = {quad.triple for quad in parse(jsonld.to_rdf(document, options), RdfFormat.N_QUADS)}
    parts = {NamedNode(f"{subjects[kind].value}#{part}") for part in ("evidence", "position", "quote")}
    graph = {quad.triple for quad in quads if quad.subject in parts and quad.predicate != STP.page}
    assert graph
    assert graph == {triple for triple in told if triple.subject in parts}
    annotation = NamedNode(f"{subjects[kind].value}#annotation")
    assert Triple(annotation, RDF.type, NamedNode(f"{OA.namespace}Annotation")) in told


def test_a_client_of_the_model_is_led_to_it_by_its_profile(
    client: httpx.Client, subjects: dict[str, NamedNode]
) -> None:
    path = _path(subjects["Position"])
    document = path.replace("/annotations/", "/doc/").removesuffix(".jsonld")
    led = client.get(document, headers={"accept": _ASKED})
    assert (led.status_code, led.headers["location"], led.headers["vary"]) == (303, path, "accept")
    ordinary = client.get(document, headers={"accept": "application/ld+json"})
    assert "#annotation" not in ordinary.text
    for ending in (".jsonld", ".ttl", ".html"):
        assert client.get(f"{document}{ending}", headers={"accept": _ASKED}).status_code == 200
    answer = client.get("/doc/actor/eksempel-kommune", headers={"accept": _ASKED})
    assert answer.headers["content-type"] == "application/ld+json"


def test_the_document_about_a_statement_leads_to_it(client: httpx.Client, subjects: dict[str, NamedNode]) -> None:
    path = _path(subjects["Position"])
    document = path.replace("/annotations/", "/doc/").removesuffix(".jsonld")
    page = client.get(f"{document}.html")
    assert f'<{path}>; rel="related"; type="application/ld+json"' in page.headers["link"]
    assert f'href="{path}"' in page.text


def test_it_says_in_words_who_says_what_and_that_nobody_has_confirmed_it(
    client: httpx.Client, subjects: dict[str, NamedNode]
) -> None:
    bodies = client.get(_path(subjects["Position"])).json()["body"]
    (told,) = (body["value"] for body in bodies if body["type"] == "TextualBody")
    assert told.startswith("Eksempel kommune: ")
    assert told.endswith(")")


def test_what_rests_on_no_words_is_no_annotation(client: httpx.Client) -> None:
    assert client.get("/annotations/actor/eksempel-kommune.jsonld").status_code == 404
