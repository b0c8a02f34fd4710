"""What clients read in the documents about things."""

import re

from pyoxigraph import RdfFormat, Triple, parse

_NATIVE = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_SKOS = "http://www.w3.org/2004/02/skos/core#"
LABELS = {
    f"{_SKOS}prefLabel",
    "http://www.w3.org/2008/05/skos-xl#literalForm",
    "http://purl.org/dc/terms/title",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "https://w3id.org/standpunkt/ns#readingForm",
}


def triples(content: bytes, ending: str) -> set[Triple]:
    """What a document says, in the format that its ending names."""
    return {quad.triple for quad in parse(content, _NATIVE[ending])}


def embedded(page: str) -> set[Triple]:
    """What the JSON-LD inside a page says."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    return {quad.triple for quad in parse(found[1].encode(), RdfFormat.JSON_LD)}
