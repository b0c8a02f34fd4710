"""The whole graph as a file, byte for byte the same whenever the graph is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from graph.errors import UnknownNameError
from graph.export.graphml import graphml
from graph.export.jsonld import jsonld
from graph.export.quads import NamedGraph, graphs
from graph.namespaces import PREFIXES
from graph.store.prefixes import without_prefixes

Pieces = Iterator[bytes]


def dump(path: Path, format_name: str) -> Pieces:
    """The graph of a data folder or an RDF file, in the format with a name of `FORMATS`, a piece at a time.

    Raises:
        UnknownNameError: where there is no such format.
        DataFolderError: where there is no graph, or it cannot be read.
    """
    if format_name not in FORMATS:
        raise UnknownNameError("format", format_name, list(FORMATS))
    return FORMATS[format_name](graphs(path, merged=format_name == _WITHOUT_GRAPHS))


def _nquads(found: Iterable[NamedGraph]) -> Pieces:
    yield from (graph.content for graph in found)


def _trig(found: Iterable[NamedGraph]) -> Pieces:
    yield _declarations()
    for graph in found:
        yield _serialised(graph.quads(), RdfFormat.TRIG)


def _turtle(found: Iterable[NamedGraph]) -> Pieces:
    yield _declarations()
    for graph in found:
        yield _serialised((quad.triple for quad in graph.quads()), RdfFormat.TURTLE)


def _declarations() -> bytes:
    return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in sorted(PREFIXES)).encode()


def _serialised(content: Iterable[Quad] | Iterable[Triple], rdf_format: RdfFormat) -> bytes:
    """Statements in the prefixes that `_declarations` declares."""
    written = pyoxigraph.serialize(content, format=rdf_format, prefixes=dict(PREFIXES))
    assert written is not None, "without a file to write to, there are bytes"
    return without_prefixes(written)


_WITHOUT_GRAPHS = "turtle"
FORMATS: Mapping[str, Callable[[Iterable[NamedGraph]], Pieces]] = MappingProxyType(
    {"nquads": _nquads, "trig": _trig, _WITHOUT_GRAPHS: _turtle, "jsonld": jsonld, "graphml": graphml}
)
"""What the graph can be exported as, by the names that the command line uses."""
