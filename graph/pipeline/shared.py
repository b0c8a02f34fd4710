"""The graphs that no single response decides: ontology, registry, queries, consultations, entries and catalogue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from pyoxigraph import Literal, RdfFormat, parse

from graph import __version__
from graph.decisions import reviews, withdrawals
from graph.errors import DuplicateTripleError, InvalidGraphError
from graph.folder import DataFolder, GraphFile
from graph.iris import SHIPPED_GRAPHS, Iris
from graph.mapping import consultation_triples, entry_triples, review_triples, withdrawal_triples
from graph.model import Actor, Consultation, Thing, ThingType
from graph.namespaces import DCAT, DCTERMS, PROV, RDF, STP
from graph.pipeline.records import Record
from graph.pipeline.tools import Tools
from graph.query.executables import executable_triples
from graph.query.named import named_queries
from graph.registry import ontology_quads
from graph.triples import Triple


@dataclass(frozen=True, slots=True)
class Declared:
    """A consultation that a file declares: its triples as N-Triples, and what it names beyond the registry."""

    triples: tuple[str, ...]
    new_actors: tuple[Mapping[str, Any], ...]
    new_things: tuple[Mapping[str, Any], ...]

    def to_json(self) -> dict[str, Any]:
        """The consultation as `build.json` holds it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what `to_json` gave; lists become tuples again."""
        return cls(**{name: tuple(value) for name, value in stored.items()})


def declared(consultation: Consultation, kit: Tools) -> Declared:
    """What a build keeps of a consultation."""
    actors = (*consultation.invited, *([consultation.asked_by] if consultation.asked_by else []))
    return Declared(
        tuple(str(triple) for triple in consultation_triples(consultation, kit.iris)),
        tuple(asdict(actor) for actor in dict.fromkeys(actors) if not actor.registered),
        tuple(asdict(thing) for thing in consultation.instruments if not thing.registered),
    )


def write_shared_graphs(
    folder: DataFolder, records: Sequence[Record], consultations: Mapping[str, Declared], kit: Tools
) -> dict[str, GraphFile]:
    """Write every graph that no single response decides; returns its file by name.

    Raises:
        DuplicateTripleError: where one triple would stand in two of them.
        InvalidGraphError: where one does not conform to the shapes.
    """
    graphs: dict[str, list[str]] = {
        "ontology": [str(quad.triple) for quad in ontology_quads()],
        "registry": [str(quad.triple) for quad in kit.registry.quads()],
        "queries": [str(triple) for triple in executable_triples(named_queries().values())],
    }
    graphs |= {f"consultation/{key}": list(item.triples) for key, item in consultations.items()}
    graphs |= _gathered(folder, records, consultations, kit.iris)
    check_disjoint(graphs)
    _check_shapes(graphs, kit)
    return _written(folder, graphs, kit.iris)


def write_gathered_graphs(
    folder: DataFolder, records: Sequence[Record], consultations: Mapping[str, Declared], iris: Iris
) -> dict[str, GraphFile]:
    """Write the graphs that follow from what is known of the responses and what people have decided about them."""
    return _written(folder, _gathered(folder, records, consultations, iris), iris)


def _gathered(
    folder: DataFolder, records: Sequence[Record], consultations: Mapping[str, Declared], iris: Iris
) -> dict[str, list[str]]:
    found: dict[str, Iterable[Triple]] = {
        "entries": _entries([*records, *consultations.values()], iris),
        "catalog": _catalog(records, iris),
        "reviews": (
            triple for record in records for triple in review_triples(record.key, reviews(folder, record.key), iris)
        ),
        "withdrawals": withdrawal_triples(withdrawals(folder), iris),
    }
    return {name: [str(triple) for triple in dict.fromkeys(triples)] for name, triples in found.items()}


def _check_shapes(graphs: Mapping[str, list[str]], kit: Tools) -> None:
    """Refuse what a consultation file would make invalid; the ontology and the registry are checked as shipped."""
    own = "\n".join(
        f"{triple} ." for name, triples in graphs.items() if name not in SHIPPED_GRAPHS for triple in triples
    )
    findings = kit.shapes.check(parse(own.encode(), format=RdfFormat.N_TRIPLES))
    for finding in findings:
        if finding.is_violation:
            raise InvalidGraphError(f"{finding.label or finding.focus}: {finding.message('en')} Nothing was committed.")


def check_disjoint(graphs: Mapping[str, Iterable[str]]) -> None:
    """Refuse one triple in two graphs; queries over the union would count it twice."""
    where: dict[str, str] = {}
    for name, triples in graphs.items():
        for triple in triples:
            if where.setdefault(triple, name) != name:
                raise DuplicateTripleError(
                    f"{triple} stands both in the graph “{where[triple]}” and in “{name}”. "
                    "Remove it from one of the files they are made from."
                )


def _entries(naming: Iterable[Record | Declared], iris: Iris) -> Iterator[Triple]:
    actors, things = list[Actor](), list[Thing]()
    for item in naming:
        actors += [Actor(**actor) for actor in item.new_actors]
        things += [Thing(**{**thing, "type": ThingType(thing["type"])}) for thing in item.new_things]
    return entry_triples(actors, things, iris)


def _catalog(records: Iterable[Record], iris: Iris) -> Iterator[Triple]:
    dataset = iris.own("dataset", "standpunkt")
    yield Triple(dataset, RDF.type, DCAT.Dataset)
    yield Triple(dataset, DCTERMS.title, Literal("Standpunkter i høringssvar", language="nb"))
    yield Triple(dataset, DCTERMS.title, Literal("Policy positions in consultation responses", language="en"))
    for fingerprint in sorted({name for record in records for name in record.extractors}):
        extractor = iris.extractor(fingerprint)
        yield Triple(extractor, RDF.type, STP.Extractor)
        yield Triple(extractor, RDF.type, PROV.SoftwareAgent)
        yield Triple(extractor, DCTERMS.identifier, Literal(fingerprint))
        yield Triple(extractor, DCTERMS.title, Literal(f"Standpunkt {__version__}", language="en"))


def _written(folder: DataFolder, graphs: Mapping[str, list[str]], iris: Iris) -> dict[str, GraphFile]:
    """The files of some graphs, without those that say nothing."""
    return {name: _write(folder, name, triples, iris) for name, triples in graphs.items() if triples}


def _write(folder: DataFolder, name: str, triples: Iterable[str], iris: Iris) -> GraphFile:
    graph = iris.graph(*name.split("/"))
    return folder.write_graph(name, (f"{triple} {graph} .\n" for triple in triples))
