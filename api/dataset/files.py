import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataFolderError
from graph.folder import DataFolder, Manifest

_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the graph that can be had as one file of N-Quads: all of it, or what belongs to one consultation.

    `key` is empty for all of it; `size` is in bytes. The national catalogue's profile knows SHA-1 only.
    """

    key: str
    files: tuple[Path, ...]
    size: int = 0
    sha256: str = ""
    sha1: str = ""

    def pieces(self) -> Iterator[bytes]:
        """The bytes, a piece at a time."""
        for file in self.files:
            with file.open("rb") as content:
                while piece := content.read(_PIECE):
                    yield piece


def parts(folder: Path | None) -> Mapping[str, Part]:
    """The parts of a data folder's last generation by their keys; none where there is no folder."""
    if folder is None or not folder.is_dir():
        return {}
    try:
        data = DataFolder(folder)
        manifest = data.manifest()
        found = {"": data.graph_files(manifest)} | {
            key: tuple(folder / manifest.graphs[name].path for name in names)
            for key, names in _by_consultation(manifest).items()
        }
        return {key: _part(key, files) for key, files in found.items()}
    except (DataFolderError, OSError):
        # A build that sweeps files away while they are counted commits a new generation, which is counted next.
        return {}


def _by_consultation(manifest: Manifest) -> Mapping[str, list[str]]:
    """The names of the graphs of each consultation: its own, then those of its responses."""
    names = {key: [f"consultation/{key}"] for key in manifest.consultations if f"consultation/{key}" in manifest.graphs}
    for key, record in sorted(manifest.records.items()):
        consultation = record.get("consultation")
        if consultation and f"response/{key}" in manifest.graphs:
            names.setdefault(consultation, []).append(f"response/{key}")
    return names


def _part(key: str, files: tuple[Path, ...]) -> Part:
    size, sha256, sha1 = 0, hashlib.sha256(), hashlib.sha1(usedforsecurity=False)
    for piece in Part(key, files).pieces():
        size += len(piece)
        sha256.update(piece)
        sha1.update(piece)
    return Part(key, files, size, sha256.hexdigest(), sha1.hexdigest())
