"""Every dump of a graph in one folder, compressed and with checksums: the same bytes whenever the data are the same."""

import gzip
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from graph import __version__
from graph.errors import DataFolderError
from graph.export.dumps import dump
from graph.export.tables import DESCRIPTION, description, table_pieces, tables
from graph.folder import DUMPS, DataFolder
from graph.store.sources import Source
from graph.writing import whole_file

COMPRESSED = ".gz"
CHECKSUMS = "SHA256SUMS.txt"
"""The last file to be written; `sha256sum --check SHA256SUMS.txt` compares the others with it."""
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "standpunkt.nq.gz": "nquads",
        "standpunkt.trig.gz": "trig",
        "standpunkt.ttl.gz": "turtle",
        "standpunkt.jsonld.gz": "jsonld",
        "standpunkt.graphml.gz": "graphml",
    }
)
"""The files that hold the whole graph, each with the name of its format."""
_LEVEL = 6


def write_all(source: Path, output: Path) -> tuple[str, ...]:
    """Write every dump of a data folder or RDF file into a folder, the checksums last; returns the names of the files.

    Raises:
        DataFolderError: where there is no graph, it cannot be read, or a build replaced it meanwhile.
        OSError: where a file cannot be written.
    """
    version = Source.at(source).version
    output.mkdir(parents=True, exist_ok=True)
    (output / CHECKSUMS).unlink(missing_ok=True)  # what it would say of some files is not so from now on
    digests = {name: _write(output / name, pieces) for name, pieces in _contents(source)}
    if Source.at(source).version != version:
        raise DataFolderError(f"{source} was built anew while its dumps were written. Write them again.")
    lines = (f"{digest}  {name}\n".encode() for name, digest in sorted(digests.items()))
    _write(output / CHECKSUMS, lines)
    return (*digests, CHECKSUMS)


def _contents(source: Path) -> Iterator[tuple[str, Iterable[bytes]]]:
    for name, format_name in FORMATS.items():
        yield name, dump(source, format_name)
    for table in tables():
        yield f"{table.file}{COMPRESSED}", table_pieces(source, table)
    yield DESCRIPTION, [description()]


def _write(path: Path, pieces: Iterable[bytes]) -> str:
    """Write a file whole, compressed where its name says so; returns the SHA-256 of its bytes."""
    with whole_file(path) as file:
        if path.suffix == COMPRESSED:
            _compress(pieces, file)
        else:
            file.writelines(pieces)
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _compress(pieces: Iterable[bytes], file: IO[bytes]) -> None:
    """Write pieces without the name and the time that gzip would keep."""
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=_LEVEL, mtime=0) as compressed:
        for piece in pieces:
            compressed.write(piece)


@dataclass(frozen=True, slots=True)
class DumpFile:
    """A dump that is there; `size` is in bytes. The national catalogue's profile knows SHA-1 only."""

    path: Path
    size: int
    sha256: str
    sha1: str


@dataclass(frozen=True, slots=True)
class DumpFolder:
    """Where the dumps of a data folder's last generation lie: within it, or in `spare` where it cannot be written to.

    Those of another generation are swept away by the build that replaces it.
    """

    data: Path
    spare: Path | None = None

    @property
    def place(self) -> Path:
        """The folder of the dumps, which may not be there yet.

        Raises:
            DataFolderError: where there is no graph.
        """
        name = f"{__version__}-{DataFolder(self.data).manifest().digest[:12]}"
        own = self.data / DUMPS / name
        return own if self.spare is None or own.exists() or os.access(self.data, os.W_OK) else self.spare / name

    @property
    def is_made(self) -> bool:
        """Whether every dump is there.

        Raises:
            DataFolderError: where there is no graph.
        """
        place = self.place
        return all((place / name).is_file() for name in (*_names(), CHECKSUMS))

    def make(self) -> None:
        """Write the dumps, unless they are there.

        Raises:
            DataFolderError: where there is no graph, it cannot be read, or the dumps cannot be written.
        """
        try:
            if not self.is_made:
                write_all(self.data, self.place)
        except OSError as error:
            raise DataFolderError(f"The dumps cannot be written ({error}). Free some space, and try again.") from error

    def files(self) -> tuple[DumpFile, ...]:
        """The dumps in the order in which they are written, without the checksums; none until all are there.

        Raises:
            DataFolderError: where there is no graph.
        """
        return tuple(_measured(self.place / name) for name in _names()) if self.is_made else ()


def _names() -> tuple[str, ...]:
    """The names of all dumps, in the order in which they are written, without the checksums."""
    return (*FORMATS, *(f"{table.file}{COMPRESSED}" for table in tables()), DESCRIPTION)


def _measured(path: Path) -> DumpFile:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        sha1 = hashlib.file_digest(file, lambda: hashlib.sha1(usedforsecurity=False)).hexdigest()
    return DumpFile(path, path.stat().st_size, sha256, sha1)
