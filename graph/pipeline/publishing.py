"""What readers see of a generation, where a deployment publishes only what people have confirmed."""

from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import NamedNode

from graph.folder import DataFolder, GraphFile, Manifest
from graph.iris import Iris
from graph.manifest import ONLY_CONFIRMED
from graph.mapping import only_confirmed
from graph.pipeline.settling import stored_triples
from graph.triples import Triple, n_quads

_RESPONSE = "response/"
_ENTRIES = "entries"


def as_published(manifest: Manifest, previous: Manifest, folder: DataFolder) -> Manifest:
    """A generation with the graphs that readers see instead of its own; those that are as before are not made again.

    Raises:
        DataFolderError: where a file is missing or damaged, or cannot be written.
    """
    if manifest.publish != ONLY_CONFIRMED:
        return replace(manifest, confirmed={})
    iris = Iris(manifest.base)
    shown = {
        name: _known(name, manifest, previous) or _confirmed(name, graph, folder, iris)
        for name, graph in manifest.graphs.items()
        if name.startswith(_RESPONSE)
    }
    if _ENTRIES in manifest.graphs:
        others = (graph for name, graph in manifest.graphs.items() if name.startswith("consultation/"))
        named = _named([*shown.values(), *others], folder)
        entries = (one for one in stored_triples(folder, manifest.graphs[_ENTRIES]) if one.subject in named)
        shown[_ENTRIES] = folder.write_graph(_ENTRIES, n_quads(entries, iris.graph(_ENTRIES)))
    return replace(manifest, confirmed=dict(sorted(shown.items())))


def _known(name: str, manifest: Manifest, previous: Manifest) -> GraphFile | None:
    return previous.confirmed.get(name) if manifest.graphs[name] == previous.graphs.get(name) else None


def _confirmed(name: str, graph: GraphFile, folder: DataFolder, iris: Iris) -> GraphFile:
    triples = only_confirmed(stored_triples(folder, graph))
    return folder.write_graph(name, n_quads(triples, iris.graph(*name.split("/"))))


def _named(graphs: list[GraphFile], folder: DataFolder) -> frozenset[NamedNode]:
    """Everything that some graphs refer to."""
    return frozenset(_objects(triple for graph in graphs for triple in stored_triples(folder, graph)))


def _objects(triples: Iterator[Triple]) -> Iterator[NamedNode]:
    return (triple.object for triple in triples if isinstance(triple.object, NamedNode))
