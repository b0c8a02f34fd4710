"""The versions of the data set: when each was made, what it holds, and what is new in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph.errors import DataFolderError
from graph.folder import DataFolder
from graph.namespaces import ADMS, DCAT, DCTERMS, OWL, PROV, RDF, VOID, XSD
from graph.triples import Triple
from graph.versions import Version, versions

_LISTED = 50
_TITLES: Mapping[str, str] = {"nb": "Versjon {}", "nn": "Versjon {}", "en": "Version {}"}


@dataclass(frozen=True, slots=True)
class Named:
    """A version and what it is called."""

    version: Version
    name: NamedNode


def known_versions(folder: Path | None) -> tuple[Version, ...]:
    """The last versions of a data folder, the oldest first; none where they are not known."""
    if folder is None or not folder.is_dir():
        return ()
    try:
        return versions(DataFolder(folder))[-_LISTED:]
    except DataFolderError:
        return ()


def version_triples(dataset: NamedNode, named: tuple[Named, ...]) -> Iterator[Triple]:
    """What a data set and its versions are to each other."""
    for each in named:
        yield Triple(dataset, DCAT.hasVersion, each.name)
        yield from _version(dataset, each)
    for earlier, later in pairwise(named):
        yield Triple(later.name, PROV.wasRevisionOf, earlier.name)
    for each in named[-1:]:
        yield Triple(dataset, DCAT.hasCurrentVersion, each.name)
        yield from _told(dataset, each.version)
        yield Triple(dataset, OWL.versionInfo, Literal(str(each.version.number)))
    for each in named[:1]:
        yield Triple(dataset, DCTERMS.issued, _moment(each.version))


def _version(dataset: NamedNode, each: Named) -> Iterator[Triple]:
    yield Triple(each.name, RDF.type, PROV.Entity)
    yield Triple(each.name, DCAT.isVersionOf, dataset)
    yield Triple(each.name, DCTERMS.issued, _moment(each.version))
    yield Triple(each.name, VOID.triples, Literal(each.version.triples))
    for language, title in _TITLES.items():
        yield Triple(each.name, DCTERMS.title, Literal(title.format(each.version.number), language=language))
    yield from _told(each.name, each.version)


def _told(thing: NamedNode, version: Version) -> Iterator[Triple]:
    """The number and the notes of a version; a publisher's own note is in bokmål."""
    yield Triple(thing, DCAT.version, Literal(str(version.number)))
    for language in ("nb",) if version.note else _TITLES:
        yield Triple(thing, ADMS.versionNotes, Literal(version.summary(language), language=language))


def _moment(version: Version) -> Literal:
    return Literal(version.issued, datatype=XSD.dateTime)
