"""Where in a text something stands, as Web Annotation selectors."""

from pyoxigraph import Literal, NamedNode

from graph.model import Document, Span
from graph.namespaces import OA, RDF, STP, XSD
from graph.triples import Parts

CONTEXT = 32
"""Code points before and after a quote that help to find it again."""


def evidence_parts(subject: NamedNode, span: Span, document: Document, text: NamedNode) -> tuple[Parts, ...]:
    """The place of a statement or mention: source text, page, position and exact words, each with an IRI of its own."""
    name, whole = subject.value, document.text
    evidence, position, quote = NamedNode(f"{name}#evidence"), NamedNode(f"{name}#position"), NamedNode(f"{name}#quote")
    page = document.page(span.start)
    of_page = () if page is None else ((evidence, STP.page, Literal(str(page), datatype=XSD.integer)),)
    return (
        (subject, STP.evidence, evidence),
        (evidence, RDF.type, OA.SpecificResource),
        (evidence, OA.hasSource, text),
        (evidence, OA.hasSelector, position),
        (evidence, OA.hasSelector, quote),
        (position, RDF.type, OA.TextPositionSelector),
        (position, OA.start, Literal(str(span.start), datatype=XSD.nonNegativeInteger)),
        (position, OA.end, Literal(str(span.end), datatype=XSD.nonNegativeInteger)),
        (quote, RDF.type, OA.TextQuoteSelector),
        (quote, OA.exact, Literal(whole[span.start : span.end])),
        (quote, OA.prefix, Literal(whole[max(0, span.start - CONTEXT) : span.start])),
        (quote, OA.suffix, Literal(whole[span.end : span.end + CONTEXT])),
        *of_page,
    )
