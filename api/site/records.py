"""What was written, a line for each address: the record of a finished site, and the journal from which one goes on."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Any, Self

from api.site.profiles import Profile, same
from graph import __version__
from graph.resources import resource

_NOT_OURS = ("__pycache__",)


@dataclass(frozen=True, slots=True)
class Terms:
    """All that decides what a site looks like: the version of the graph and of the software, and the settings."""

    graph: str
    software: str
    settings: str

    @classmethod
    def now(cls, graph: str, *settings: object) -> Self:
        """The terms of a site that is written with this software now."""
        software = f"{__version__}-{_digest(_sources(resource('api')))}"
        return cls(graph, software, _digest([repr(settings).encode()]))


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: its path below the root, the SHA-256 and the number of its bytes, and its headers.

    `changed` tells whether it was not there like this before.
    """

    path: str
    sha256: str
    size: int
    profile: Profile
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What was written for an address and where it leads, or why nothing can be written."""

    address: str
    files: tuple[File, ...] = ()
    leads: tuple[str, ...] = ()
    problem: str = ""

    def is_whole(self, root: Path) -> bool:
        """Whether all its files are there, by their sizes."""
        try:
            return all((root / file.path).stat().st_size == file.size for file in self.files)
        except OSError:
            return False


def recalled(path: Path, terms: Terms) -> dict[str, Record]:
    """The records that a journal keeps of work under the same terms, by address, the last of each.

    A line that was not written to its end, and all after it, count as not there.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            if json.loads(next(lines)) != asdict(terms):
                return {}
            return {record.address: record for record in _whole(lines)}
    except (OSError, StopIteration, ValueError, TypeError):
        return {}


class Journal:
    """Records as lines of a file, after the terms; a profile, which very many files share, stands once."""

    def __init__(self, file: IO[str], terms: Terms) -> None:
        self._file = file
        self._profiles: dict[Profile, int] = {}
        self._write(asdict(terms))

    def keep(self, record: Record) -> None:
        """Add a record."""
        files = [(each.path, each.sha256, each.size, self._number(each.profile), each.changed) for each in record.files]
        self._write([record.address, files, record.leads, record.problem])

    def continue_in(self, file: IO[str]) -> None:
        """Write what follows to another file."""
        self._file = file

    def _number(self, profile: Profile) -> int:
        if profile not in self._profiles:
            self._profiles[profile] = len(self._profiles)
            self._write(asdict(profile))
        return self._profiles[profile]

    def _write(self, line: object) -> None:
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _whole(lines: Iterable[str]) -> Iterator[Record]:
    profiles: list[Profile] = []
    for line in lines:
        try:
            found = json.loads(line)
        except ValueError:
            return
        if isinstance(found, dict):
            profiles.append(same(Profile(**found)))
        else:
            yield _record(found, profiles)


def _record(found: list[Any], profiles: Sequence[Profile]) -> Record:
    address, files, leads, problem = found
    those = (File(path, sha256, size, profiles[number], changed) for path, sha256, size, number, changed in files)
    return Record(address, tuple(those), tuple(leads), problem)


def _sources(folder: Traversable) -> Iterator[bytes]:
    """The names and contents of all files that pages are made with."""
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_dir() and item.name not in _NOT_OURS:
            yield from _sources(item)
        elif item.is_file():
            yield item.name.encode()
            yield item.read_bytes()


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part + b"\0")
    return digest.hexdigest()[:16]
