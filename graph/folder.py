"""The data folder: files that never change once written, and `build.json`, which names those that count.

A build adds files and then replaces `build.json` in one step; that is the commit. Whatever stops it before leaves the
last generation as it was. Files that no generation names any more are swept by the next commit.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from graph.errors import DataFolderError
from graph.manifest import GraphFile, Manifest
from graph.model import Layout
from graph.stamps import Stamps
from graph.writing import whole_file

__all__ = ["DUMPS", "SEARCH_INDEX", "DataFolder", "GraphFile", "Manifest"]

SEARCH_INDEX = "search.sqlite"
"""The file in which words are looked up, made from the others when it is needed."""
DUMPS = "dumps"
"""The folder of the files that hold the whole graph, made when they are needed; one for each content."""
_COMMIT = "build.json"
_LOCK = ".build.lock"
_STAMPS = ".stamps.json"
_FOLDERS = ("consultations", "originals", "responses", "reviews", "texts")
_OURS = re.compile(
    r"(?:(?:responses|consultations)/)?[^/]+\.[0-9a-f]{12}\.nq|texts/[0-9a-f]{64}\.(?:txt|json)|"
    r"originals/[0-9a-f]{64}\.pdf|(?:[a-z]+/)?\.[^/]+\.part"
)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder with the files of the graph."""

    path: Path

    @property
    def commit_file(self) -> Path:
        """The file whose replacement commits a generation."""
        return self.path / _COMMIT

    @property
    def exists(self) -> bool:
        """Whether a build was ever committed here."""
        return self.commit_file.is_file()

    def manifest(self) -> Manifest:
        """The generation that was committed last, as it is published.

        Raises:
            DataFolderError: where there is none, or it cannot be read.
        """
        return self.committed().published

    def committed(self) -> Manifest:
        """The generation that was committed last, whole, for those who carry it on.

        Raises:
            DataFolderError: where there is none, or it cannot be read.
        """
        commit = self.commit_file
        try:
            return Manifest.from_json(commit.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise DataFolderError(
                f"{self.path} holds no graph. Run `standpunkt build PATH --data {self.path}` or `standpunkt demo` "
                "first, or name another folder with --data."
            ) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataFolderError(
                f"{commit} cannot be read ({error}). Restore it from a copy, or remove it and build again."
            ) from error

    def graph_files(self, manifest: Manifest) -> tuple[Path, ...]:
        """The N-Quads files of a generation, ordered by the names of their graphs."""
        return tuple(self.path / manifest.graphs[name].path for name in sorted(manifest.graphs))

    def text(self, digest: str) -> str:
        """The text with a digest.

        Raises:
            DataFolderError: where the file is missing or its content is not what its name says.
        """
        return self._kept(_text_name(digest), digest)

    def layout(self, digest: str) -> Layout:
        """The layout with a digest.

        Raises:
            DataFolderError: where the file is missing or its content is not what its name says.
        """
        return Layout.from_json(self._kept(_layout_name(digest), digest))

    def original(self, digest: str) -> Path:
        """Where the original with a digest is kept, as the file that it is.

        Raises:
            DataFolderError: where the file is missing or its content is not what its name says.
        """
        self._content(_original_name(digest), digest)
        return self.original_path(digest)

    def original_path(self, digest: str) -> Path:
        """Where the original with a digest lies, if it is kept."""
        return self.path / _original_name(digest)

    def _kept(self, name: str, digest: str) -> str:
        return self._content(name, digest).decode()

    def _content(self, name: str, digest: str) -> bytes:
        path = self.path / name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise DataFolderError(f"{path} cannot be read ({error.strerror}). Build its response again.") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise DataFolderError(f"{path} was changed after it was written. Remove it and build its response again.")
        return content

    def stamps(self) -> Stamps:
        """How the files of the last generation looked when they were written."""
        return Stamps.read(self.path / _STAMPS)

    def is_whole(
        self,
        graph: GraphFile,
        texts: Iterable[str] = (),
        layouts: Iterable[str] = (),
        originals: Iterable[str] = (),
        stamps: Stamps | None = None,
    ) -> bool:
        """Whether a graph's file, and texts, layouts and originals with some digests, are there as they were written.

        They are read for that, but for those that `stamps` vouch for.
        """
        named = _digests([graph], texts, layouts, originals)
        return all(
            (stamps and stamps.confirm(self.path, name, sha256)) or self._has(name, sha256)
            for name, sha256 in named.items()
        )

    def _has(self, name: str, sha256: str) -> bool:
        try:
            return hashlib.sha256((self.path / name).read_bytes()).hexdigest() == sha256
        except OSError:
            return False

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other builds away; the lock goes with the process, however it ends.

        Raises:
            DataFolderError: where another build is at work, or the folder cannot be written.
        """
        try:
            for name in _FOLDERS:
                (self.path / name).mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / _LOCK)
            lock.acquire(blocking=False)
        except Timeout:
            raise DataFolderError(
                f"Another build is writing to {self.path}. Wait for it, or use another --data."
            ) from None
        except OSError as error:
            raise DataFolderError(f"{self.path} cannot be written ({error.strerror}).") from error
        try:
            yield
        finally:
            lock.release()

    def write_graph(self, name: str, lines: Iterable[str]) -> GraphFile:
        """Write a graph's N-Quads, sorted and without repetition, under a name that its content decides."""
        # They come nearly in order, which a set would lose; in UTF-8, bytes sort as characters do.
        quads = dict.fromkeys(sorted(lines))
        content = "".join(quads).encode()
        sha256 = hashlib.sha256(content).hexdigest()
        folder, _, key = name.rpartition("/")
        place = {"response": "responses/", "consultation": "consultations/"}.get(folder, "")
        path = f"{place}{key}.{sha256[:12]}.nq"
        self._write(path, content)
        return GraphFile(path, sha256, len(quads))

    def write_text(self, text: str) -> str:
        """Keep a text by its content; returns the digest."""
        return self._keep(text, _text_name)

    def write_layout(self, layout: Layout) -> str:
        """Keep a layout by its content; returns the digest."""
        return self._keep(layout.to_json(), _layout_name)

    def write_original(self, content: bytes) -> str:
        """Keep the bytes of an original by their content; returns the digest."""
        sha256 = hashlib.sha256(content).hexdigest()
        self._write(_original_name(sha256), content)
        return sha256

    def _keep(self, text: str, name: Callable[[str], str]) -> str:
        content = text.encode()
        sha256 = hashlib.sha256(content).hexdigest()
        self._write(name(sha256), content)
        return sha256

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a file that people decide with, such as `withdrawals.jsonl`; none where there is no such file.

        Raises:
            DataFolderError: where it cannot be read.
        """
        path = self.path / name
        try:
            return tuple(line for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise DataFolderError(f"{path} cannot be read ({error}). Restore it from a copy.") from error

    def write_lines(self, name: str, lines: Iterable[str]) -> None:
        """Replace a file that people decide with, in one step; without lines it is removed."""
        content = "".join(f"{line}\n" for line in lines)
        if content:
            self._write(name, content.encode(), replace=True)
        else:
            (self.path / name).unlink(missing_ok=True)

    def commit(self, manifest: Manifest) -> None:
        """Make a generation the one that counts, then sweep the files that it does not name."""
        os.sync()  # what build.json names must be on the disk before build.json is
        graphs = (*manifest.graphs.values(), *manifest.confirmed.values())
        kept = _digests(graphs, manifest.texts, manifest.layouts, manifest.originals)
        self._write(_STAMPS, Stamps.of(self.path, kept).content, replace=True)
        self._write(_COMMIT, manifest.to_json().encode(), replace=True)
        for path in (*self.path.iterdir(), *(path for name in _FOLDERS for path in (self.path / name).iterdir())):
            name = path.relative_to(self.path).as_posix()
            if name not in kept and _OURS.fullmatch(name):
                path.unlink(missing_ok=True)
                if name.startswith("texts/"):  # what a text said must not live on where words are looked up
                    (self.path / SEARCH_INDEX).unlink(missing_ok=True)
        for path in (self.path / DUMPS).glob("*"):
            if not path.name.endswith(manifest.published.digest[:12]):  # nor in dumps
                gone = path.rename(path.with_name(f".{path.name}.gone"))  # so that nobody writes there any more
                shutil.rmtree(gone)

    def _write(self, name: str, content: bytes, *, replace: bool = False) -> None:
        path = self.path / name
        try:
            if not replace and path.exists() and path.read_bytes() == content:
                return
            with whole_file(path) as file:
                file.write(content)
        except OSError as error:
            raise DataFolderError(
                f"{path} cannot be written ({error.strerror}). The last generation is intact; "
                "free some space and build again."
            ) from error


def _text_name(digest: str) -> str:
    return f"texts/{digest}.txt"


def _layout_name(digest: str) -> str:
    return f"texts/{digest}.json"


def _original_name(digest: str) -> str:
    return f"originals/{digest}.pdf"


def _digests(
    graphs: Iterable[GraphFile], texts: Iterable[str], layouts: Iterable[str], originals: Iterable[str]
) -> dict[str, str]:
    """The digests of the files of some graphs, texts, layouts and originals, by name."""
    named = {graph.path: graph.sha256 for graph in graphs}
    named |= {_text_name(each): each for each in texts} | {_layout_name(each): each for each in layouts}
    return named | {_original_name(each): each for each in originals}
