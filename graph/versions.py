"""The versions of a data folder: what each generation with another content brought, when, and what its publisher says.

They stand in `versions.json`, beside `build.json` and not in it, so that the same data give the same files.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import DataFolderError
from graph.folder import DataFolder, Manifest
from graph.writing import whole_file

_FILE = "versions.json"
_RESPONSE = "response/"


@dataclass(frozen=True, slots=True)
class Version:
    """One version: the number of its generation, when it was committed (UTC), and what it holds.

    `added`, `changed` and `removed` count responses since the version before; `note` is its publisher's, or empty.
    """

    number: int
    issued: str
    digest: str
    triples: int
    responses: int
    added: int
    changed: int
    removed: int
    note: str = ""

    def summary(self, language: str) -> str:
        """What is new in a version: its publisher's note, or else how many responses."""
        return self.note or _SUMMARIES[language].format(version=self)


_SUMMARIES: Mapping[str, str] = {
    "nb": "Høringssvar: {version.added} nye, {version.changed} endret, {version.removed} fjernet.",
    "nn": "Høyringssvar: {version.added} nye, {version.changed} endra, {version.removed} fjerna.",
    "en": "Responses: {version.added} added, {version.changed} changed, {version.removed} removed.",
}


def versions(folder: DataFolder) -> tuple[Version, ...]:
    """The versions of a data folder, the oldest first.

    Raises:
        DataFolderError: where the file that tells of them cannot be read.
    """
    file = _file(folder)
    try:
        return tuple(Version(**each) for each in json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        raise DataFolderError(
            f"{file} cannot be read ({error}). Restore it from a copy, or remove it; what it told of earlier "
            "versions is lost then, and nothing else."
        ) from error


def record_version(folder: DataFolder, before: Manifest, now: Manifest, note: str = "") -> None:
    """Remember a generation that was committed, if readers see anything new; a note otherwise goes to the last version.

    Raises:
        DataFolderError: where the file cannot be read or written.
    """
    known, now = list(versions(folder)), now.published
    if not known or known[-1].digest != now.digest:
        known.append(_version(before.published, now, note))
    elif note:
        known[-1] = replace(known[-1], note=note)
    else:
        return
    lines = ",\n".join(json.dumps(asdict(each), ensure_ascii=False) for each in known)
    try:
        with whole_file(_file(folder)) as file:
            file.write(f"[\n{lines}\n]\n".encode())
    except OSError as error:
        raise DataFolderError(f"{_file(folder)} cannot be written ({error.strerror}). Free some space.") from error


def _version(before: Manifest, now: Manifest, note: str) -> Version:
    old, new = _responses(before), _responses(now)
    return Version(
        number=now.generation,
        issued=datetime.now(UTC).isoformat(timespec="seconds"),
        digest=now.digest,
        triples=now.triples,
        responses=len(new),
        added=len(new.keys() - old.keys()),
        changed=sum(new[key] != old[key] for key in new.keys() & old.keys()),
        removed=len(old.keys() - new.keys()),
        note=note,
    )


def _responses(manifest: Manifest) -> Mapping[str, str]:
    return {name: file.sha256 for name, file in manifest.graphs.items() if name.startswith(_RESPONSE)}


def _file(folder: DataFolder) -> Path:
    return folder.path / _FILE
