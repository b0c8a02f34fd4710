import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from graph.errors import DataFolderError
from graph.folder import DataFolder
from graph.iris import Iris
from graph.store.sources import Source, format_of, opened


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """One graph: its name, empty for the default graph, and its quads as sorted lines of N-Quads, each once."""

    name: str
    content: bytes

    def quads(self) -> Iterator[Quad]:
        """What the lines say, with literals as they are written.

        Raises:
            DataFolderError: where they are no N-Quads.
        """
        try:
            yield from pyoxigraph.parse(self.content, RdfFormat.N_QUADS)
        except (SyntaxError, ValueError) as error:
            raise DataFolderError(
                f"The graph <{self.name}> is not valid RDF ({error}). Restore its file, or build the graph again."
            ) from error


def graphs(path: Path, *, merged: bool = False) -> Iterator[NamedGraph]:
    """The graphs of a data folder or an RDF file in the order of their names, one at a time.

    Those of a data folder are its files to the letter: the store, which rewrites literals, is not asked. `merged` makes
    one graph of a file's, so that no triple is said twice; in a data folder no two graphs say the same.

    Raises:
        DataFolderError: where there is no graph, or it cannot be read.
    """
    return _of_file(path, merged=merged) if path.is_file() else _of_folder(DataFolder(path))


def _of_folder(folder: DataFolder) -> Iterator[NamedGraph]:
    manifest = folder.manifest()
    iris = Iris(manifest.base)
    files = {iris.graph(*name.split("/")).value: file for name, file in manifest.graphs.items()}
    for name, file in sorted(files.items()):
        try:
            content = (folder.path / file.path).read_bytes()
        except OSError as error:
            raise DataFolderError(
                f"{folder.path / file.path} cannot be read ({error.strerror}). Build the graph again."
            ) from error
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise DataFolderError(f"{folder.path / file.path} was changed. Restore it, or build the graph again.")
        yield NamedGraph(name, content)


def _of_file(path: Path, *, merged: bool) -> Iterator[NamedGraph]:
    lines: dict[str, set[str]] = defaultdict(set)
    source = Source.at(path)
    try:
        with opened(path) as content:
            for quad in pyoxigraph.parse(content, format_of(path), base_iri=source.base):
                name = "" if merged else _name(quad)
                lines[name].add(f"{quad.triple if merged else quad} .\n")
    except (EOFError, OSError) as error:
        raise DataFolderError(f"{path} cannot be read ({error}). Restore it, or name another.") from error
    except (SyntaxError, ValueError) as error:
        raise DataFolderError(f"{path} is not valid RDF ({error}). Correct it, or name another.") from error
    for name in sorted(lines):
        yield NamedGraph(name, "".join(sorted(lines.pop(name))).encode())


def _name(quad: Quad) -> str:
    graph = quad.graph_name
    if isinstance(graph, DefaultGraph):
        return ""
    return graph.value if isinstance(graph, NamedNode) else str(graph)
