"""The file in which words are looked up: made from a graph when it is needed, and carried on as the graph grows.

Like the store it is a cache. It is never changed in place: a new one is written beside it and moved there whole, so
that whoever searches meanwhile goes on with the old one.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from graph.errors import DataFolderError, StoreClosedError
from graph.folder import SEARCH_INDEX
from graph.resources import resource
from graph.search.content import Content
from graph.search.filling import fill, fits, is_filled


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index of a data folder, in which it lies, or of an RDF file.

    `spare` is a folder for the index of what has no place for it: a file, or a folder that cannot be written to.
    """

    source: Path
    spare: Path

    def is_current(self) -> bool:
        """Whether the index is there and holds what the graph says now.

        Raises:
            DataFolderError: where there is no graph.
        """
        content = Content.at(self.source)
        return any(_holds(place, content) for place in self._places)

    @property
    def exists(self) -> bool:
        """Whether there is an index, of whatever content; a build removes one that holds a text that is gone."""
        return any(place.is_file() for place in self._places)

    def prepare(self) -> None:
        """Make the index hold what the graph says now; quick where little or nothing has changed.

        Raises:
            DataFolderError: where there is no graph, a part of it is damaged, or the index cannot be written.
        """
        content = Content.at(self.source)
        if any(_holds(place, content) for place in self._places):
            return
        place = next(place for place in self._places if os.access(place.parent, os.W_OK) or place == self._places[-1])
        try:
            _make(place, content)
        except FileNotFoundError as error:
            raise DataFolderError(f"{place} was swept away by a build while it was made. Try again.") from error
        except (OSError, sqlite3.Error) as error:
            raise DataFolderError(f"{place} cannot be written ({error}). Free some space, and try again.") from error

    @contextmanager
    def opened(self) -> Iterator[Connection]:
        """The index that was prepared, to read from.

        Raises:
            StoreClosedError: where it is gone again.
        """
        try:
            newest = max((place for place in self._places if place.is_file()), key=_age)
            # What is in its place never changes, so that neither locks nor files beside it are needed.
            connection = _connected(newest, "mode=ro&immutable=1")
        except (ValueError, FileNotFoundError, sqlite3.OperationalError):
            raise StoreClosedError("The index of words is being made anew. Try again in a moment.") from None
        with closing(connection):
            yield connection

    @property
    def _places(self) -> tuple[Path, ...]:
        """Where the index may lie, the best place first."""
        home = (self.source / SEARCH_INDEX,) if self.source.is_dir() else ()
        return (*home, self.spare / SEARCH_INDEX)


def _age(place: Path) -> float:
    return place.stat().st_mtime


def _connected(place: Path, how: str) -> Connection:
    connection = sqlite3.connect(f"{place.resolve().as_uri()}?{how}", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def _holds(place: Path, content: Content) -> bool:
    """Whether a file is an index that holds some content; one that is damaged is not."""
    try:
        with closing(_connected(place, "mode=ro&immutable=1")) as connection:
            return is_filled(connection, content)
    except sqlite3.Error:
        return False


def _make(place: Path, content: Content) -> None:
    """Write the index beside its place, from the old one where that fits, then move it there."""
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        if _can_be_carried_on(place, content):
            shutil.copyfile(place, part)
        with closing(_connected(part, "mode=rwc")) as connection:
            # A part that is lost is made again; waiting for the disk would be for nothing.
            connection.executescript("PRAGMA foreign_keys = ON; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            if not part.stat().st_size:
                connection.executescript(resource("graph", "search", "schema.sql").read_text(encoding="utf-8"))
            fill(connection, content)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _can_be_carried_on(place: Path, content: Content) -> bool:
    try:
        with closing(_connected(place, "mode=ro&immutable=1")) as connection:
            return fits(connection, content)
    except sqlite3.Error:
        return False
