"""What shapes cannot say of a data folder: whole files, kept texts, one fact in one graph, nothing left hanging."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import DataFolderError
from graph.folder import DataFolder, GraphFile, Manifest
from graph.iris import Iris
from graph.namespaces import DCTERMS, SCHEMA, STP, W3ID
from graph.validation.duplicates import duplicates, quads
from graph.validation.findings import Finding, Severity, in_order
from graph.validation.index import Index

Check: TypeAlias = Callable[[Iterable[Quad], Mapping[str, str]], tuple[Finding, ...]]
"""What the shapes say of some triples and the texts that they point into."""

_MESSAGES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "WholeFileRule": {
            "nb": "Filen mangler eller er endret etter at den ble skrevet. Bygg datamappen på nytt.",
            "en": "The file is missing or was changed after it was written. Build the data folder anew.",
        },
        "OwnGraphRule": {
            "nb": "Filen skal bare inneholde sin egen graf. Bygg datamappen på nytt.",
            "en": "The file must hold its own graph only. Build the data folder anew.",
        },
        "KeptTextRule": {
            "nb": "Teksten som sitatene står i, mangler eller er endret. Bygg høringssvaret på nytt.",
            "en": "The text that the quotes stand in is missing or was changed. Build the response anew.",
        },
        "KeptOriginalRule": {
            "nb": "Originalen mangler eller er endret etter at den ble lagret. Bygg høringssvaret på nytt.",
            "en": "The original is missing or was changed after it was kept. Build the response anew.",
        },
        "OneGraphRule": {
            "nb": "Det samme står i to grafer. La bare én av dem si det.",
            "en": "The same stands in two graphs. Let only one of them say it.",
        },
        "DescribedRule": {
            "nb": "Det vises til noe som ingen graf beskriver. Bygg det med, eller rett henvisningen.",
            "en": "Something is referred to that no graph describes. Build it too, or correct the reference.",
        },
    }
)


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was checked, and what was found, in an order that does not change."""

    graphs: int
    triples: int
    findings: tuple[Finding, ...]


def check_folder(folder: DataFolder, check: Check) -> Checked:
    """Everything that is wrong with the last generation of a data folder.

    Raises:
        DataFolderError: where there is none.
    """
    manifest = folder.manifest()
    found: list[Finding] = []
    sound: list[Path] = []
    for name, file in sorted(manifest.graphs.items()):
        if not _is_whole(folder.path / file.path, file):
            found.append(_finding("WholeFileRule", file.path, label=name))
            continue
        sound.append(folder.path / file.path)
        found += _graph_findings(folder, manifest, name, check)
    found += (_finding("OneGraphRule", *_said_twice(duplicate)) for duplicate in duplicates(sound))
    found += _hanging(sound, manifest)
    return Checked(len(manifest.graphs), manifest.triples, tuple(sorted(found, key=in_order)))


def _is_whole(path: Path, file: GraphFile) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256
    except OSError:
        return False


def _graph_findings(folder: DataFolder, manifest: Manifest, name: str, check: Check) -> Iterator[Finding]:
    stated = tuple(quads(folder.path / manifest.graphs[name].path))
    own = Iris(manifest.base).graph(*name.split("/"))
    strangers = dict.fromkeys(quad.graph_name for quad in stated if quad.graph_name != own)
    yield from (_finding("OwnGraphRule", manifest.graphs[name].path, value=str(graph)) for graph in strangers)
    texts: dict[str, str] = {}
    for text, digest in _texts(stated):
        try:
            texts[text] = folder.text(digest)
        except DataFolderError:
            yield _finding("KeptTextRule", text, value=digest)
    yield from _lost_originals(folder, stated)
    yield from check(stated, texts)


def _lost_originals(folder: DataFolder, stated: tuple[Quad, ...]) -> Iterator[Finding]:
    for quad in stated:
        if quad.predicate == SCHEMA.sha256 and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            try:
                folder.original(quad.object.value)
            except DataFolderError:
                yield _finding("KeptOriginalRule", quad.subject.value, value=quad.object.value)


def _texts(stated: tuple[Quad, ...]) -> Iterator[tuple[str, str]]:
    """The texts that a graph names, each with its digest."""
    index = Index(quad for quad in stated if quad.predicate == DCTERMS.identifier or quad.object == STP.Text)
    for text in index.instances(STP.Text):
        for digest in index.values(text, DCTERMS.identifier):
            if isinstance(text, NamedNode) and isinstance(digest, Literal):
                yield text.value, digest.value


def _said_twice(duplicate: tuple[object, str, str]) -> tuple[str, str]:
    triple, first, second = duplicate
    return str(triple), f"{first} {second}"


def _hanging(files: list[Path], manifest: Manifest) -> Iterator[Finding]:
    """Things of ours that are referred to and that no graph describes, each once."""
    ours = (f"{manifest.base}/id/", f"{W3ID}/id/")
    described = {quad.subject for path in files for quad in quads(path)}
    missing: dict[str, str] = {}
    for path in files:
        for quad in quads(path):
            value = quad.object
            if isinstance(value, NamedNode) and value not in described and value.value.startswith(ours):
                subject = quad.subject
                missing.setdefault(value.value, subject.value if isinstance(subject, NamedNode) else str(subject))
    for thing, focus in missing.items():
        yield _finding("DescribedRule", focus, value=thing, severity=Severity.WARNING)


def _finding(
    rule: str, focus: str, value: str | None = None, *, label: str = "", severity: Severity = Severity.VIOLATION
) -> Finding:
    return Finding(
        focus=focus,
        shape=f"{STP.namespace}{rule}",
        component="",
        severity=severity,
        value=value,
        messages=MappingProxyType(dict(_MESSAGES[rule])),
        label=label or focus,
    )
