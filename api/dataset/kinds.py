"""What kinds of files the data set can be had as, in the words of the EU's list of file types and of IANA."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.export.tables import tables

_GRAPHS = {"nb": "Alle tripler med navnet på grafen sin", "en": "Every triple with the name of its graph"}
_TRIPLES = {"nb": "Alle tripler", "en": "Every triple"}
_JSON = {
    "nb": "Alle tripler med navnet på grafen sin, lesbart for mennesker og programmer uten RDF",
    "en": "Every triple with the name of its graph, to be read by people and by programs without RDF",
}

_NETWORK = {
    "nb": "Ting som noder og relasjoner mellom dem som kanter, for Gephi og andre nettverksprogrammer",
    "en": "Things as nodes and relations between them as edges, for Gephi and other programs for networks",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its name, its code in the EU's list, its media type, and what it holds, by language."""

    title: str
    code: str
    media_type: str
    texts: Mapping[str, str]


ANSWERS = Kind(
    "SPARQL", "SPARQLQ", "", {"nb": "Svar på spørringer, i mange formater", "en": "Answers to queries, in many formats"}
)
N_QUADS = Kind("N-Quads", "RDF_N_QUADS", "application/n-quads", _GRAPHS)
_OF_GRAPHS = (
    (".nq.gz", N_QUADS),
    (".trig.gz", Kind("TriG", "RDF_TRIG", "application/trig", _GRAPHS)),
    (".ttl.gz", Kind("Turtle", "RDF_TURTLE", "text/turtle", _TRIPLES)),
    (".jsonld.gz", Kind("JSON-LD", "JSON_LD", "application/ld+json", _JSON)),
)

_OF_NETWORK = (".graphml.gz", Kind("GraphML", "XML", "application/xml", _NETWORK))


def kind_of(name: str) -> Kind | None:
    """The kind of a dump by the name of its file; None for what only describes others.

    >>> kind_of("positions.csv.gz").texts["en"]
    'Positions'
    """
    for table in tables():
        if name.startswith(table.file):
            return Kind("CSV", "CSV", "text/csv", table.titles)
    return next((kind for ending, kind in (*_OF_GRAPHS, _OF_NETWORK) if name.endswith(ending)), None)


def holds_triples(name: str) -> bool:
    """Whether a dump is the graph itself, and not a table made from it.

    >>> holds_triples("standpunkt.ttl.gz"), holds_triples("positions.csv.gz")
    (True, False)
    """
    return any(name.endswith(ending) for ending, _ in _OF_GRAPHS)
