"""Where in a text something stands, as Web Annotation selectors."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graph.model import Document, Span
from graph.namespaces import OA, RDF, STP, XSD

_CONTEXT = 32
"""Code points before and after a quote that help to find it again."""


def evidence_triples(subject: NamedNode, span: Span, document: Document, text: NamedNode) -> Iterator[Triple]:
    """The place of a statement or mention: source text, page, position and exact words, each with an IRI of its own."""
    evidence, position, quote = (NamedNode(f"{subject.value}#{part}") for part in ("evidence", "position", "quote"))
    yield Triple(subject, STP.evidence, evidence)
    yield Triple(evidence, RDF.type, OA.SpecificResource)
    yield Triple(evidence, OA.hasSource, text)
    yield Triple(evidence, OA.hasSelector, position)
    yield Triple(evidence, OA.hasSelector, quote)
    if (page := document.page(span.start)) is not None:
        yield Triple(evidence, STP.page, Literal(str(page), datatype=XSD.integer))
    yield Triple(position, RDF.type, OA.TextPositionSelector)
    yield Triple(position, OA.start, Literal(str(span.start), datatype=XSD.nonNegativeInteger))
    yield Triple(position, OA.end, Literal(str(span.end), datatype=XSD.nonNegativeInteger))
    yield from _quote_triples(quote, span, document.text)


def _quote_triples(quote: NamedNode, span: Span, text: str) -> Iterator[Triple]:
    yield Triple(quote, RDF.type, OA.TextQuoteSelector)
    yield Triple(quote, OA.exact, Literal(span.of(text)))
    yield Triple(quote, OA.prefix, Literal(text[max(0, span.start - _CONTEXT) : span.start]))
    yield Triple(quote, OA.suffix, Literal(text[span.end : span.end + _CONTEXT]))
