"""The W3C's tests of the SPARQL 1.1 Protocol: requests as the manifest writes them, byte for byte."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from pyoxigraph import Quad, RdfFormat, Store

from tests.conformance.endpoint import Answer, Endpoint
from tests.conformance.suite import BASE, Suite

_MANIFEST = f"{BASE}sparql11/protocol/manifest.ttl"
_PREFIXES = """
PREFIX cnt: <http://www.w3.org/2011/content#>
PREFIX ht: <http://www.w3.org/2011/http#>
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ut: <http://www.w3.org/2009/sparql/tests/test-update#>
"""
_REQUESTS = f"""{_PREFIXES}
SELECT ?test ?method ?path ?body ?encoding ?type ?format ?truth (GROUP_CONCAT(STR(?expected)) AS ?statuses) {{
  ?test a mf:ProtocolTest ; mf:action/ht:requests ?list .
  ?list rdf:rest* ?place . ?place rdf:first ?request ; rdf:rest* ?rest . ?rest rdf:first ?later .
  ?request ht:methodName ?method ; ht:absolutePath ?path ; ht:resp ?response .
  ?response mf:expectedStatus ?expected .
  OPTIONAL {{ ?request ht:body ?content . ?content cnt:chars ?body ; cnt:characterEncoding ?encoding }}
  OPTIONAL {{ ?request ht:headers/rdf:rest*/rdf:first ?header . ?header ht:fieldValue ?type }}
  OPTIONAL {{ ?response mf:expectedFormat ?format }}
  OPTIONAL {{ ?response mf:expectedBoolean ?truth }}
}}
GROUP BY ?test ?place ?method ?path ?body ?encoding ?type ?format ?truth
ORDER BY DESC(COUNT(DISTINCT ?later))
"""
_GRAPHS = f"{_PREFIXES} SELECT DISTINCT ?file ?name {{ ?data ut:graph ?file ; rdfs:label ?name }}"
_TYPES = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": (
        "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
    ),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a test, and what is expected of its answer; `refusal` says that it must be a 4xx."""

    method: str
    rest: str
    body: bytes | None
    content_type: str | None
    refusal: bool
    format: str | None
    truth: bool | None

    @property
    def headers(self) -> dict[str, str]:
        """The request's headers."""
        return {"content-type": self.content_type} if self.content_type else {}

    def fits(self, answer: Answer) -> bool:
        """Whether an answer is what is expected."""
        if self.refusal:
            return 400 <= answer.status < 500
        if not 200 <= answer.status < 400 or (self.format and answer.media_type not in _TYPES[self.format]):
            return False
        return self.truth is None or _truth(answer) == self.truth


def protocol_tests(suite: Suite) -> dict[str, list[Step]]:
    """The steps of each test, by its name."""
    tests: dict[str, list[Step]] = {}
    for row in _manifest(suite).query(_REQUESTS):
        name = row["test"].value.partition("#")[2]
        encoding = row["encoding"].value if row["encoding"] else "UTF-8"
        step = Step(
            method=row["method"].value,
            rest=row["path"].value.removeprefix("/sparql/").removeprefix("/sparql"),
            body=row["body"].value.encode(encoding) if row["body"] else None,
            content_type=row["type"].value if row["type"] else None,
            refusal="4xx" in row["statuses"].value,
            format=row["format"].value if row["format"] else None,
            truth=row["truth"].value == "true" if row["truth"] else None,
        )
        tests.setdefault(name, []).append(step)
    return dict(sorted(tests.items()))


def protocol_data(suite: Suite) -> Iterator[Quad]:
    """The graphs that the tests ask of."""
    for row in _manifest(suite).query(_GRAPHS):
        yield from suite.quads(row["file"].value, row["name"].value)


def failures(endpoint: Endpoint, steps: list[Step]) -> list[str]:
    """What is wrong with the answers to the steps of a test."""
    answers = [endpoint.send(step.method, step.rest, step.body, step.headers) for step in steps]
    return [
        f"{step.method} {step.rest} was answered with {answer.status} {answer.media_type}"
        for step, answer in zip(steps, answers, strict=True)
        if not step.fits(answer)
    ]


def _manifest(suite: Suite) -> Store:
    store = Store()
    store.load(suite.content(_MANIFEST), RdfFormat.TURTLE, base_iri=_MANIFEST)
    return store


def _truth(answer: Answer) -> bool:
    if answer.media_type.endswith("json"):
        return bool(json.loads(answer.content)["boolean"])
    found = ET.fromstring(answer.content).find("{http://www.w3.org/2005/sparql-results#}boolean")
    return found is not None and found.text == "true"
