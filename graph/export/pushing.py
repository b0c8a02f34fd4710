"""Puts the graphs of a data folder into another server, by the SPARQL 1.1 Graph Store HTTP Protocol.

Each graph is replaced whole. Beside them a graph of our own says which content the others have, so that the next push
sends only what has changed; it is written before and after graphs change, so that whatever stops a push, it never says
of a graph what is not so.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.errors import DataFolderError, RemoteStoreError
from graph.folder import DataFolder, GraphFile
from graph.iris import Iris
from graph.namespaces import SCHEMA
from graph.store.graph_store import GraphStore
from graph.store.limits import Limits
from graph.store.messages import Question
from graph.store.remote import Endpoint

Progress = Callable[[int, int], None]
Note = Callable[[NamedNode, str], None]
_PUSHED = "pushed"
_BETWEEN_RECORDS = 100
_SECONDS = 300.0
_QUERY_LIMITS = Limits(seconds=_SECONDS, answer=1_000_000_000)
_DIGESTS = "SELECT ?graph ?sha256 { GRAPH ?record { ?graph schema:sha256 ?sha256 } }"
_GRAPHS = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }"


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many graphs were replaced, removed, and left as they were."""

    replaced: int
    removed: int
    unchanged: int


def push(folder: DataFolder, store: str, graph_store: str, progress: Progress, *, everything: bool = False) -> Pushed:
    """Make another server hold the graphs of a data folder's last generation, and none of an earlier one.

    `store` is the address of its SPARQL endpoint, `graph_store` that of its Graph Store Protocol. Without `everything`
    graphs that have the same content already are not sent.

    Raises:
        DataFolderError: where there is no graph, or a part of it is missing or damaged.
        RemoteStoreError: where the server cannot be reached, or does not take a graph.
    """
    manifest = folder.manifest()
    iris = Iris(manifest.base)
    ours = {iris.graph(*name.split("/")): graph for name, graph in manifest.graphs.items()}
    record = iris.graph(_PUSHED)
    there, known = asyncio.run(_state(store, record))
    changed = [graph for graph, file in ours.items() if everything or known.get(graph) != file.sha256]
    gone = [graph for graph in there if graph.value.startswith(f"{manifest.base}/graph/") and graph not in ours]
    gone = [graph for graph in gone if graph != record]
    if changed or gone:
        held = {graph: file.sha256 for graph, file in ours.items() if graph not in changed}
        with GraphStore(graph_store) as graphs, _recorded(graphs, record, held) as note:
            for number, graph in enumerate(changed):
                progress(number, len(changed))
                graphs.replace(graph, _triples(folder, graph, ours[graph]))
                note(graph, ours[graph].sha256)
            for graph in gone:
                graphs.remove(graph)
    progress(len(changed), len(changed))
    return Pushed(len(changed), len(gone), len(ours) - len(changed))


async def _state(store: str, record: NamedNode) -> tuple[set[NamedNode], Mapping[NamedNode, str]]:
    """Which graphs the server holds, and the digests of the content that it was sent for them."""
    async with Endpoint(store, _QUERY_LIMITS) as endpoint:
        graphs = (await endpoint.ask(Question(_GRAPHS))).answer().rows()
        there = {graph for (graph,) in graphs if isinstance(graph, NamedNode)}
        digests = (await endpoint.ask(Question(_DIGESTS, {"record": record}))).answer().rows()
        known = {graph: str(getattr(digest, "value", "")) for graph, digest in digests if isinstance(graph, NamedNode)}
    return there, {graph: digest for graph, digest in known.items() if graph in there}


@contextmanager
def _recorded(graphs: GraphStore, record: NamedNode, held: dict[NamedNode, str]) -> Iterator[Note]:
    """Keep the server's record of what it holds: before the first graph changes, now and then, and after the last."""

    def write() -> None:
        graphs.replace(
            record, "".join(f"{graph} {SCHEMA.sha256} {Literal(held[graph])} .\n" for graph in held).encode()
        )

    def note(graph: NamedNode, sha256: str) -> None:
        held[graph] = sha256
        if len(held) % _BETWEEN_RECORDS == 0:
            write()

    write()
    try:
        yield note
    except BaseException:
        with suppress(RemoteStoreError):
            write()
        raise
    write()


def _triples(folder: DataFolder, graph: NamedNode, file: GraphFile) -> bytes:
    """The N-Triples of a graph's file.

    Raises:
        DataFolderError: where the file is missing or was changed.
    """
    if not folder.is_whole(file):
        raise DataFolderError(f"{folder.path / file.path} is missing or was changed. Build the graph again.")
    # What a line of N-Quads ends with can stand nowhere else, because line ends within literals are written otherwise.
    return (folder.path / file.path).read_bytes().replace(f" {graph} .\n".encode(), b" .\n")
