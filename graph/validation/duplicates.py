"""One fact, one graph: a triple in two named graphs would multiply the rows of every query over their union."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from graph.errors import DataFolderError, DuplicateTripleError


class Duplicate(NamedTuple):
    """A triple, and two of the graphs that it stands in."""

    triple: Triple
    first: str
    second: str


def quads(path: Path) -> Iterator[Quad]:
    """The statements of an N-Quads file.

    Raises:
        DataFolderError: where it cannot be read.
    """
    try:
        yield from parse(path=path, format=RdfFormat.N_QUADS)
    except (OSError, SyntaxError) as error:
        raise DataFolderError(f"{path} cannot be read as N-Quads ({error}). Build its response again.") from None


def duplicates(files: Sequence[Path]) -> Iterator[Duplicate]:
    """The triples that stand in two graphs, in the order of the files.

    The files are read twice: only subjects that two graphs speak of can have a triple in both, and they are few, so
    that memory stays small however large the files are.
    """
    shared = _shared_subjects(files)
    seen: dict[Triple, str] = {}
    for path in files if shared else ():
        for quad in quads(path):
            if quad.subject in shared:
                first = seen.setdefault(quad.triple, _name(quad))
                if first != _name(quad):
                    yield Duplicate(quad.triple, first, _name(quad))


def check_duplicates(files: Sequence[Path]) -> None:
    """Refuse files of which two say the same in different graphs.

    Raises:
        DuplicateTripleError: naming the triple and both graphs.
    """
    for triple, first, second in duplicates(files):
        raise DuplicateTripleError(
            f"{triple} stands in {first} and in {second}. Let one graph say it; the graph of what its subject belongs "
            "to is the right one."
        )


def _shared_subjects(files: Iterable[Path]) -> set[NamedNode | BlankNode | Triple]:
    """The subjects that more than one graph speaks of."""
    spoken_of: dict[NamedNode | BlankNode | Triple, str] = {}
    shared = set()
    for path in files:
        for quad in quads(path):
            if spoken_of.setdefault(quad.subject, _name(quad)) != _name(quad):
                shared.add(quad.subject)
    return shared


def _name(quad: Quad) -> str:
    graph = quad.graph_name
    return graph.value if isinstance(graph, NamedNode) else str(graph)
