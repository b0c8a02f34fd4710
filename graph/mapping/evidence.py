"""Where in a text something stands, as Web Annotation selectors."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph.model import Document, Span
from graph.namespaces import OA, RDF, STP, XSD
from graph.triples import Triple

CONTEXT = 32
"""Code points before and after a quote that help to find it again."""


def evidence_triples(subject: NamedNode, span: Span, document: Document, text: NamedNode) -> Iterator[Triple]:
    """The place of a statement or mention: source text, page, position and exact words, each with an IRI of its own."""
    name, whole = subject.value, document.text
    evidence, position, quote = NamedNode(f"{name}#evidence"), NamedNode(f"{name}#position"), NamedNode(f"{name}#quote")
    if (page := document.page(span.start)) is not None:
        yield Triple(evidence, STP.page, Literal(str(page), datatype=XSD.integer))
    yield from (
        Triple(subject, STP.evidence, evidence),
        Triple(evidence, RDF.type, OA.SpecificResource),
        Triple(evidence, OA.hasSource, text),
        Triple(evidence, OA.hasSelector, position),
        Triple(evidence, OA.hasSelector, quote),
        Triple(position, RDF.type, OA.TextPositionSelector),
        Triple(position, OA.start, Literal(str(span.start), datatype=XSD.nonNegativeInteger)),
        Triple(position, OA.end, Literal(str(span.end), datatype=XSD.nonNegativeInteger)),
        Triple(quote, RDF.type, OA.TextQuoteSelector),
        Triple(quote, OA.exact, Literal(whole[span.start : span.end])),
        Triple(quote, OA.prefix, Literal(whole[max(0, span.start - CONTEXT) : span.start])),
        Triple(quote, OA.suffix, Literal(whole[span.end : span.end + CONTEXT])),
    )
