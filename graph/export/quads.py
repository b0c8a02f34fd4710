from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from graph.errors import DataFolderError
from graph.store.sources import Source, format_of, opened


def sorted_quads(path: Path) -> list[str]:
    """Every quad of a data folder or an RDF file as a line of N-Quads, each once, in one fixed order.

    The lines of a data folder are those of its files, to the letter: the store, which rewrites literals, is not asked.

    Raises:
        DataFolderError: where there is no graph, or it cannot be read.
    """
    lines: set[str] = set()
    source = Source.at(path)
    for file in source.files:
        try:
            lines.update(_lines(file, source.base))
        except (EOFError, OSError) as error:
            raise DataFolderError(f"{file} cannot be read ({error}). Build the graph again.") from error
        except (SyntaxError, ValueError) as error:
            raise DataFolderError(
                f"{file} is not valid RDF ({error}). Restore it, or build the graph again."
            ) from error
    return sorted(lines)


def _lines(file: Path, base: str) -> Iterator[str]:
    if file.suffix == ".nq":
        # Only line feeds end a line of N-Quads; other separators may stand within literals.
        yield from (line for line in file.read_text(encoding="utf-8").split("\n") if line)
        return
    with opened(file) as content:
        yield from (f"{quad} ." for quad in pyoxigraph.parse(content, format_of(file), base_iri=base))


def parsed(lines: Iterable[str]) -> Iterator[Quad]:
    """The quads that lines of N-Quads say, with literals as they are written."""
    return pyoxigraph.parse("\n".join(lines), RdfFormat.N_QUADS)


def by_graph(lines: Iterable[str]) -> Iterator[tuple[str, list[Quad]]]:
    """The quads of each graph, ordered by its name, which is empty for the default graph."""
    quads = sorted(
        ((_name(quad), number, quad) for number, quad in enumerate(parsed(lines))), key=lambda item: item[:2]
    )
    for name, group in groupby(quads, key=lambda item: item[0]):
        yield name, [quad for _, _, quad in group]


def _name(quad: Quad) -> str:
    graph = quad.graph_name
    if isinstance(graph, DefaultGraph):
        return ""
    return graph.value if isinstance(graph, NamedNode) else str(graph)
