"""What `build.json` says: which files make up a generation of a data folder, and what a build remembers."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

ONLY_CONFIRMED = "confirmed"
PUBLISHED = ("marked", ONLY_CONFIRMED)
"""What a deployment may publish: all statements, marked where nobody has confirmed them, or confirmed ones only."""
_TOLD = (
    "key",
    "consultation",
    "publication",
    "issued",
    "language",
    "actors",
    "replaces",
    "texts",
    "layouts",
    "full_text",
    "original",
)
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One N-Quads file: its path within the folder, the SHA-256 of its bytes, and its size in triples."""

    path: str
    sha256: str
    triples: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `build.json` says: one generation of a data folder.

    `graphs` maps a name (`entries`, `response/KEY`) to its file, `texts` lists the digests of the texts that offsets
    count in, `layouts` those of how they are laid out and `originals` those of the files that are shown beside them,
    `versions` and `registry` hold the digests of what the build depended on, `records` and `consultations` what it
    remembers of each response and consultation, by key, and `refused` what could not be built and why. `publish` says
    what readers see: everything, marked (`marked`), or the graphs in `confirmed` in place of those of the same name
    (`confirmed`).
    """

    generation: int
    base: str
    graphs: Mapping[str, GraphFile] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    registry: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    consultations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    refused: tuple[Mapping[str, Any], ...] = ()
    publish: str = "marked"
    confirmed: Mapping[str, GraphFile] = field(default_factory=dict)

    @property
    def published(self) -> Self:
        """What readers are to see: all of it, or only what people have confirmed."""
        if self.publish != ONLY_CONFIRMED:
            return self
        told = {key: {name: item[name] for name in _TOLD if name in item} for key, item in self.records.items()}
        return replace(self, graphs={**self.graphs, **self.confirmed}, records=told)

    @property
    def triples(self) -> int:
        """How many triples the generation holds."""
        return sum(graph.triples for graph in self.graphs.values())

    @property
    def digest(self) -> str:
        """What changes whenever the content of the graph does, but not with a generation in which nothing is new."""
        content = "".join(f"{name} {graph.sha256}\n" for name, graph in sorted(self.graphs.items()))
        return hashlib.sha256(content.encode()).hexdigest()

    def to_json(self) -> str:
        """The content of `build.json`: one line for each field."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values |= {"format": _FORMAT}
        for name in ("graphs", "confirmed"):
            values[name] = {key: asdict(graph) for key, graph in values[name].items()}
        lines = (f"{json.dumps(name)}: {_json(values[name])}" for name in sorted(values))
        return "{\n" + ",\n".join(lines) + "\n}\n"

    @classmethod
    def from_json(cls, content: str) -> Self:
        """Read what `to_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: where the content is not that.
        """
        stored = json.loads(content)
        if stored.pop("format") != _FORMAT:
            raise ValueError("it was written by another version of Standpunkt")
        for name in ("graphs", "confirmed"):
            stored[name] = {key: GraphFile(**graph) for key, graph in stored.get(name, {}).items()}
        for name in ("texts", "layouts", "originals", "refused"):
            stored[name] = tuple(stored.get(name, ()))
        return cls(**stored)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
