from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class AnswerFormat:
    """A format that answers are written in, under the name that the command line and addresses use for it.

    `media_types` begins with the one that answers are labelled with; the others are understood in requests.
    """

    name: str
    media_types: tuple[str, ...]
    native: QueryResultsFormat | RdfFormat

    @property
    def media_type(self) -> str:
        """The media type that an answer is labelled with."""
        return self.media_types[0]


SOLUTION_FORMATS: Mapping[str, AnswerFormat] = MappingProxyType(
    {
        "json": AnswerFormat("json", ("application/sparql-results+json", "application/json"), QueryResultsFormat.JSON),
        "xml": AnswerFormat(
            "xml", ("application/sparql-results+xml", "application/xml", "text/xml"), QueryResultsFormat.XML
        ),
        "csv": AnswerFormat("csv", ("text/csv",), QueryResultsFormat.CSV),
        "tsv": AnswerFormat("tsv", ("text/tab-separated-values",), QueryResultsFormat.TSV),
    }
)
"""What the solutions of SELECT and the yes or no of ASK are written in."""

GRAPH_FORMATS: Mapping[str, AnswerFormat] = MappingProxyType(
    {
        "turtle": AnswerFormat("turtle", ("text/turtle",), RdfFormat.TURTLE),
        "ntriples": AnswerFormat("ntriples", ("application/n-triples", "text/plain"), RdfFormat.N_TRIPLES),
        "rdfxml": AnswerFormat("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), RdfFormat.RDF_XML),
        "jsonld": AnswerFormat("jsonld", ("application/ld+json", "application/json"), RdfFormat.JSON_LD),
        "nquads": AnswerFormat("nquads", ("application/n-quads",), RdfFormat.N_QUADS),
        "trig": AnswerFormat("trig", ("application/trig",), RdfFormat.TRIG),
    }
)
"""What the triples of CONSTRUCT and DESCRIBE are written in."""

GRAPH_FORMAT_FOR: Mapping[str, str] = MappingProxyType({"json": "jsonld", "xml": "rdfxml"})
"""The format of triples that comes closest to a format of solutions."""

OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "json-ld": "jsonld",
        "n3": "turtle",
        "nq": "nquads",
        "nt": "ntriples",
        "rdf": "rdfxml",
        "rdf+xml": "rdfxml",
        "ttl": "turtle",
    }
)
"""What clients call some of the formats."""


def answer_format(name: str) -> AnswerFormat:
    """The format with a name.

    Raises:
        UnknownNameError: where there is none.
    """
    known = {**SOLUTION_FORMATS, **GRAPH_FORMATS}
    if name not in known:
        raise UnknownNameError("format", name, sorted(known))
    return known[name]
