"""How files looked when their content was known: those that still look so need not be read again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Stamps:
    """For each file by its name in a folder: the SHA-256 of its content, and its size and times when it had that.

    Whoever changes a file, or copies it, gives it another time of change, which nobody can set. Whatever has no stamp,
    or another one, must be read to know what it holds; losing the stamps costs time and nothing else.
    """

    known: Mapping[str, list[str | int]]

    @classmethod
    def of(cls, folder: Path, digests: Mapping[str, str]) -> Self:
        """The stamps of files whose digests are known, as the files look now."""
        return cls({name: look for name, digest in digests.items() if (look := _look(folder / name, digest))})

    @classmethod
    def read(cls, path: Path) -> Self:
        """What was written of `content`; nothing where that cannot be read."""
        try:
            known = json.loads(path.read_bytes())
        except (OSError, ValueError):
            known = None
        return cls(known if isinstance(known, dict) else {})

    @property
    def content(self) -> bytes:
        """The stamps to keep."""
        return json.dumps(self.known).encode()

    def confirm(self, folder: Path, name: str, digest: str) -> bool:
        """Whether a file still looks as it did when it had this digest."""
        return name in self.known and self.known[name] == _look(folder / name, digest)


def _look(path: Path, digest: str) -> list[str | int]:
    try:
        found = path.stat()
    except OSError:
        return []
    return [digest, found.st_size, found.st_mtime_ns, found.st_ctime_ns]
