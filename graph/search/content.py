"""What an index is made of: the files of a graph and, in a data folder, the texts that its responses consist of."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Self

from pyoxigraph import Literal, NamedNode

from graph.folder import DataFolder
from graph.resources import resource
from graph.store.embedded import EmbeddedStore
from graph.store.sources import Source

_RESPONSES = "responses/"


@dataclass(frozen=True, slots=True)
class Part:
    """Some files of a graph, in memory."""

    store: EmbeddedStore

    def rows(self, name: str) -> Iterator[tuple[str, ...]]:
        """The rows of one of the queries in this folder, as plain strings; what a row lacks is empty."""
        for row in self.store.query(_query(name)).rows():
            yield tuple(term.value if isinstance(term, NamedNode | Literal) else "" for term in row)


@dataclass(frozen=True, slots=True)
class Content:
    """A graph as it was at one moment; `files` are its files by names that change whenever what they say does."""

    source: Source
    files: Mapping[str, Path]
    folder: DataFolder | None
    texts: frozenset[str]

    @classmethod
    def at(cls, path: Path) -> Self:
        """The last generation of a data folder, or what an RDF file says now.

        Raises:
            DataFolderError: where there is neither.
        """
        source = Source.at(path)
        if not path.is_dir():
            return cls(source, {source.version: path}, None, frozenset())
        folder = DataFolder(path)
        names = {file.relative_to(path).as_posix(): file for file in source.files}
        return cls(source, names, folder, frozenset(folder.manifest().texts))

    @property
    def digest(self) -> str:
        """What changes whenever the content does, but not with a generation in which nothing is new."""
        return hashlib.sha256("\n".join(sorted(self.files)).encode()).hexdigest()

    def part(self, name: str) -> Part:
        """What one file says.

        Raises:
            DataFolderError: where it is missing or damaged.
        """
        return self._part(self.files[name])

    def shared(self) -> Part:
        """What the files say that no single response decides, or everything where there is but one file.

        Raises:
            DataFolderError: where one is missing or damaged.
        """
        return self._part(*(file for name, file in self.files.items() if not name.startswith(_RESPONSES)))

    def text(self, sha256: str) -> str:
        """The text with a digest; empty where there are no texts.

        Raises:
            DataFolderError: where it is missing or damaged.
        """
        return self.folder.text(sha256) if self.folder else ""

    def _part(self, *files: Path) -> Part:
        return Part(EmbeddedStore(replace(self.source, files=files).loaded()))


@cache
def _query(name: str) -> str:
    return resource("graph", "search", f"{name}.rq").read_text(encoding="utf-8")
