"""The whole graph as a file, byte for byte the same whenever the graph is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path
from types import MappingProxyType

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from graph.errors import UnknownNameError
from graph.export.graphml import graphml
from graph.export.jsonld import jsonld
from graph.export.quads import by_graph, parsed, sorted_quads
from graph.namespaces import PREFIXES
from graph.store.prefixes import with_tidy_prefixes


def dump(path: Path, format_name: str) -> bytes:
    """The graph of a data folder or an RDF file, in the format with a name of `FORMATS`.

    Raises:
        UnknownNameError: where there is no such format.
        DataFolderError: where there is no graph, or it cannot be read.
    """
    if format_name not in FORMATS:
        raise UnknownNameError("format", format_name, list(FORMATS))
    return FORMATS[format_name](sorted_quads(path))


def _nquads(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _trig(lines: Iterable[str]) -> bytes:
    return _serialised(chain.from_iterable(quads for _, quads in by_graph(lines)), RdfFormat.TRIG)


def _turtle(lines: Iterable[str]) -> bytes:
    return _serialised(_triples(lines), RdfFormat.TURTLE)


def _triples(lines: Iterable[str]) -> Iterator[Triple]:
    """The triples of all graphs, each once."""
    previous = None
    for quad in parsed(lines):
        if quad.triple != previous:
            yield quad.triple
        previous = quad.triple


def _serialised(content: Iterable[Quad] | Iterable[Triple], rdf_format: RdfFormat) -> bytes:
    output = BytesIO()
    pyoxigraph.serialize(content, output, rdf_format, prefixes=dict(PREFIXES))
    return with_tidy_prefixes(output.getvalue())


FORMATS: Mapping[str, Callable[[list[str]], bytes]] = MappingProxyType(
    {"nquads": _nquads, "trig": _trig, "turtle": _turtle, "jsonld": jsonld, "graphml": graphml}
)
"""What the graph can be exported as, by the names that the command line uses."""
