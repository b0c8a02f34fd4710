from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.errors import RegistryError
from graph.model import Actor, Consultation, ThingType
from graph.namespaces import ORG, RDF, SKOS, SKOSXL, STP, W3ID
from graph.registry.descriptions import Description, read_descriptions, read_triples, turtle_files_of
from graph.registry.entries import DatedName, Entry, Theme, entry_of, key_of, segment_of, theme_of, thing_type
from graph.registry.integrity import SEGMENTS, check_entry, check_links, check_name_or_event
from graph.registry.names import NameIndex
from graph.resources import resource, turtle_files

_ORDER = {kind: position for position, kind in enumerate(ThingType)}


class Registry:
    """What is known beforehand: the shipped registry, and a user's own files where given.

    The values are frozen; two registries loaded from the same files are the same.
    """

    def __init__(
        self, descriptions: Mapping[str, Description], themes: Mapping[str, Description], kinds: Collection[str]
    ) -> None:
        self._descriptions = descriptions
        related = _related(descriptions)
        self.entries: tuple[Entry, ...] = _with_works(
            sorted(_entries(descriptions, related), key=lambda entry: (_ORDER[entry.thing.type], entry.thing.key))
        )
        check_links(descriptions, {*kinds, *themes})
        self._index = _by_key(self.entries, self._source_of)
        self._names = NameIndex(self.entries)
        self._names.check(self._source_of)
        self.consultations: tuple[Consultation, ...] = tuple(
            self._consultation(entry) for entry in self.entries if entry.thing.type is ThingType.CONSULTATION
        )
        self.themes: tuple[Theme, ...] = tuple(
            theme_of(described) for iri, described in sorted(themes.items()) if segment_of(iri) == "theme"
        )

    @classmethod
    def load(cls, *extra: Path) -> "Registry":
        """The shipped registry with the Turtle files and folders given; what they describe replaces what is shipped.

        Raises:
            RegistryError: where a file cannot be read or the registry contradicts itself; it names file and entry.
        """
        kinds = {
            triple.subject.value
            for triple in read_triples(resource("ontology", "kinds.ttl"))
            if isinstance(triple.subject, NamedNode)
        }
        themes = read_descriptions([resource("ontology", "themes.ttl")])
        shipped = read_descriptions(turtle_files("ontology", "registry"))
        own = read_descriptions(file for path in extra for file in turtle_files_of(path))
        return cls({**shipped, **own}, themes, kinds)

    def entry(self, type: ThingType, key: str) -> Entry | None:  # noqa: A002 - the word that callers read
        """The entry of a type with a key or an older key of it, such as one that its designation gives."""
        return self._index.get((SEGMENTS[type], key))

    def actor(self, key: str) -> Actor | None:
        """The actor or group with a key or an older key."""
        found = self.entry(ThingType.ACTOR, key)
        return found.actor if found else None

    def actor_named(self, name: str) -> Actor | None:
        """The one actor that bears or bore a name, or has an organisation number; None where there are several."""
        found = self._names.actor(name)
        return found.actor if found else None

    def named(self, name: str) -> tuple[Entry, ...]:
        """All entries that a name can mean, those it means only in a context last."""
        return self._names.named(name)

    def actor_names(self, key: str) -> tuple[str, ...]:
        """Every name of an actor, those included that mean it only in a context; none where there is no such actor."""
        found = self.entry(ThingType.ACTOR, key)
        return (*found.labels, *found.contextual_labels) if found else ()

    def dated_names(self, key: str) -> tuple[DatedName, ...]:
        """The names that an actor has borne over time, the oldest first."""
        found = self.entry(ThingType.ACTOR, key)
        described = self._descriptions[_iri_of(found)] if found else None
        labels = described.iris(SKOSXL.altLabel, SKOSXL.prefLabel) if described else ()
        names = [_dated_name(self._descriptions[iri]) for iri in labels]
        return tuple(sorted(names, key=lambda name: name.valid_from or date.min))

    def quads(self) -> Iterator[Quad]:
        """The registry as it stands in its named graph, without blank nodes."""
        graph = NamedNode(f"{W3ID}/graph/registry")
        for described in self._descriptions.values():
            yield from (_in_graph(triple, graph) for triple in described.triples())

    def _source_of(self, entry: Entry) -> str:
        return self._descriptions[_iri_of(entry)].source

    def _consultation(self, entry: Entry) -> Consultation:
        described = self._descriptions[_iri_of(entry)]
        asking = described.iris(STP.askedBy)
        deadline = described.text(STP.deadline)
        return Consultation(
            key=entry.thing.key,
            title=_by_language(described, SKOS.prefLabel),
            kind=entry.kind or "horing",
            registered=True,
            asked_by=self.actor(key_of(asking[0])) if asking else None,
            deadline=date.fromisoformat(deadline) if deadline else None,
            case_number=described.text(STP.caseNumber),
            instruments=tuple(
                about.thing
                for iri in described.iris(STP.consultsOn)
                if (about := self.entry(ThingType.INSTRUMENT, key_of(iri)))
            ),
            invited=tuple(actor for iri in described.iris(STP.invited) if (actor := self.actor(key_of(iri)))),
        )


def ontology_quads() -> Iterator[Quad]:
    """The vocabulary, its alignment, the schemes and the themes, in their named graph."""
    graph = NamedNode(f"{W3ID}/graph/ontology")
    files = [file for file in resource("ontology").iterdir() if file.name.endswith(".ttl")]
    triples = (triple for file in sorted(files, key=lambda file: file.name) for triple in read_triples(file))
    yield from (_in_graph(triple, graph) for triple in dict.fromkeys(triples))


def _iri_of(entry: Entry) -> str:
    return f"{W3ID}/id/{SEGMENTS[entry.thing.type]}/{entry.thing.key}"


def _in_graph(triple: Triple, graph: NamedNode) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _related(descriptions: Mapping[str, Description]) -> Mapping[str, list[Description]]:
    """The dated names and events of each actor."""
    found: defaultdict[str, list[Description]] = defaultdict(list)
    for described in descriptions.values():
        for iri in described.iris(SKOSXL.prefLabel, SKOSXL.altLabel):
            if name := descriptions.get(iri):
                found[described.subject].append(name)
        for iri in described.iris(ORG.originalOrganization, ORG.resultingOrganization):
            found[iri].append(described)
    return found


def _entries(descriptions: Mapping[str, Description], related: Mapping[str, list[Description]]) -> Iterator[Entry]:
    for iri, described in descriptions.items():
        kind = thing_type(described.iris(RDF.type))
        if kind is not None:
            check_entry(described, kind)
            names = [name for other in related.get(iri, ()) for name in other.texts(SKOSXL.literalForm)]
            yield entry_of(described, kind, names, related.get(iri, ()))
        else:
            check_name_or_event(described)


def _with_works(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, with the work as parent where a goal belongs to a version of it."""
    known = tuple(entries)
    works = {entry.thing.key: entry.version_of for entry in known if entry.version_of}
    return tuple(replace(entry, parent=works[entry.parent]) if entry.parent in works else entry for entry in known)


def _by_key(entries: Iterable[Entry], source_of: Callable[[Entry], str]) -> Mapping[tuple[str, str], Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        segment = SEGMENTS[entry.thing.type]
        for key in (entry.thing.key, *entry.aliases):
            other = found.setdefault((segment, key), entry)
            if other is not entry:
                raise RegistryError(
                    f"{source_of(other)}, {source_of(entry)}: {other.thing.key} and {entry.thing.key} share the key "
                    f"{key}. A dcterms:identifier or designation may belong to one {segment} only."
                )
    return found


def _by_language(described: Description, predicate: NamedNode) -> Mapping[str, str]:
    literals = [term for term in described.all(predicate) if isinstance(term, Literal)]
    return MappingProxyType({literal.language or "": literal.value for literal in literals})


def _dated_name(described: Description) -> DatedName:
    first, last = described.text(STP.validFrom), described.text(STP.validUntil)
    return DatedName(
        name=described.text(SKOSXL.literalForm) or "",
        valid_from=date.fromisoformat(first) if first else None,
        valid_until=date.fromisoformat(last) if last else None,
    )
