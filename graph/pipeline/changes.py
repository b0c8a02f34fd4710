"""What has changed since the last generation, so that only what it touches is built anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from graph.errors import DataFolderError
from graph.folder import DataFolder, Manifest
from graph.model import ThingType, folded
from graph.pipeline.records import Record
from graph.pipeline.tools import Tools
from graph.registry import Registry


@dataclass(frozen=True, slots=True)
class Changes:
    """The last generation's records, and which of them a change of the registry touches."""

    records: Mapping[str, Record]
    touched: frozenset[str]

    @classmethod
    def since(cls, previous: Manifest, kit: Tools, folder: DataFolder) -> Self:
        """Compare the registry as it is with the one that the last generation was built with."""
        records = {key: Record.from_json(stored) for key, stored in previous.records.items()}
        changed = _changed(previous.registry, kit.registry_digests) if records else set()
        forms = {folded(form) for name in changed for form in _forms(name, kit.registry)}
        return cls(
            records, frozenset(key for key, record in records.items() if _touches(record, changed, forms, folder))
        )

    def unchanged(self) -> Mapping[str, Record]:
        """The records of sources on which nothing that they depend on has changed, by fingerprint."""
        return {record.fingerprint: record for key, record in self.records.items() if key not in self.touched}


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _forms(name: str, registry: Registry) -> Iterator[str]:
    """The names by which a text can mean an entry or a theme."""
    kind, _, key = name.partition("/")
    if kind == "theme":
        for theme in registry.themes:
            if theme.key == key:
                yield from (*theme.labels.values(), *theme.keywords)
    elif kind == "consultation":
        yield from (title for item in registry.consultations if item.key == key for title in item.title.values())
    elif entry := registry.entry(ThingType(kind), key):
        yield from entry.labels


def _touches(record: Record, changed: set[str], forms: set[str], folder: DataFolder) -> bool:
    if not changed:
        return False
    if not changed.isdisjoint(record.used):
        return True
    try:
        texts = [folded(folder.text(digest)) for digest in record.texts]
    except DataFolderError:
        return True
    return any(form in text for text in texts for form in forms)
