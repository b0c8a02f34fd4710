import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import DataFolderError
from graph.folder import DataFolder
from graph.settings import DEFAULT_BASE

_COMPRESSED = ".gz"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a graph comes from, as it was at one moment.

    `version` changes whenever the graph may have changed: generation and content of a data folder, or the size and
    time of a file. `base` is what relative IRIs stand under, in files as in queries.
    """

    path: Path
    version: str
    files: tuple[Path, ...]
    base: str = f"{DEFAULT_BASE}/"

    @classmethod
    def at(cls, path: Path) -> "Source":
        """The last committed generation of a data folder, or a file in an RDF format, which may be compressed.

        Raises:
            DataFolderError: where there is neither.
        """
        if path.is_dir() or not path.exists():
            folder = DataFolder(path)
            manifest = folder.manifest()
            return cls(
                path,
                f"generation-{manifest.generation}-{manifest.digest[:12]}",
                folder.graph_files(manifest),
                f"{manifest.base}/",
            )
        format_of(path)
        state = path.stat()
        return cls(path, f"file-{state.st_size}-{state.st_mtime_ns}", (path,))

    def loaded(self) -> pyoxigraph.Store:
        """A store in memory with everything that the files say.

        Raises:
            DataFolderError: where a file is missing or damaged.
        """
        store = pyoxigraph.Store()
        for file in self.files:
            try:
                with opened(file) as content:
                    store.bulk_load(content, format_of(file), base_iri=self.base)
            except (EOFError, OSError) as error:
                raise DataFolderError(
                    f"{file} cannot be read ({_reason(error)}). Restore it, or build the graph again."
                ) from error
            except (SyntaxError, ValueError) as error:
                raise DataFolderError(
                    f"{file} is not valid RDF ({error}). Restore it, or build the graph again."
                ) from error
        return store


def opened(file: Path) -> IO[bytes]:
    """The content of a file, decompressed where its name says that it is compressed."""
    return cast("IO[bytes]", gzip.open(file)) if file.suffix == _COMPRESSED else file.open("rb")


def format_of(file: Path) -> RdfFormat:
    """The RDF format that a file's name says.

    Raises:
        DataFolderError: where it says none.
    """
    name = file.with_suffix("") if file.suffix == _COMPRESSED else file
    found = RdfFormat.from_extension(name.suffix.removeprefix("."))
    if found is None:
        raise DataFolderError(
            f"{file} is neither a data folder nor a file in an RDF format. Its name should end in .nq, .trig, .ttl, "
            ".nt, .rdf or .jsonld, and may have .gz after it."
        )
    return found


def stamp(path: Path) -> tuple[int, ...]:
    """What changes when a data folder is committed or a file is written; quicker to have than the version."""
    try:
        state = DataFolder(path).commit_file.stat() if path.is_dir() else path.stat()
    except OSError:
        return ()
    return (state.st_ino, state.st_size, state.st_mtime_ns)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
