"""The data set in the words of VoID: how much of what it holds, for example, and what it links to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from api.asking import Row, text_of
from api.identities import Identities
from graph.namespaces import DCTERMS, FOAF, PREFIXES, RDF, STP, VOID, W3ID
from graph.store.formats import GRAPH_FORMATS
from graph.triples import Triple

PATH = "/.well-known/void"
_EXAMPLES = (
    "Consultation",
    "Proposal",
    "Response",
    "Position",
    "Verdict",
    "PolicyInstrument",
    "Goal",
    "DigitalSolution",
)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What was counted: triples, uses of classes and properties, links to what others have named, states of review."""

    triples: int
    usage: tuple[Row, ...]
    links: tuple[Row, ...]
    states: tuple[Row, ...] = ()

    @property
    def counted_states(self) -> list[tuple[str, int]]:
        """How many statements are in each state of review, by its IRI."""
        return [(text_of(row, "state"), int(text_of(row, "count"))) for row in self.states]


def void_triples(identities: Identities, statistics: Statistics, dumps: Iterable[str] = ()) -> Iterator[Triple]:
    """The description of the data set, and of the document that it stands in; `dumps` are the paths of whole files."""
    here, dataset = NamedNode(f"{identities.base}{PATH}"), identities.dataset
    yield Triple(here, RDF.type, VOID.DatasetDescription)
    yield Triple(here, FOAF.primaryTopic, dataset)
    yield Triple(dataset, RDF.type, VOID.Dataset)
    yield Triple(dataset, FOAF.homepage, NamedNode(f"{identities.base}/"))
    yield Triple(dataset, VOID.sparqlEndpoint, NamedNode(f"{identities.base}/sparql"))
    for path in dumps:
        yield Triple(dataset, VOID.dataDump, NamedNode(f"{identities.base}{path}"))
    yield Triple(dataset, VOID.triples, Literal(statistics.triples))
    for space in (f"{identities.base}/id/", f"{W3ID}/id/"):
        yield Triple(dataset, VOID.uriSpace, Literal(space))
    for known in GRAPH_FORMATS.values():
        yield Triple(dataset, VOID.feature, NamedNode(known.native.iri))
    yield from _vocabularies(dataset, statistics.usage)
    yield from _partitions(here, dataset, statistics.usage)
    yield from _linksets(here, dataset, statistics.links)
    yield from _states(here, dataset, statistics.counted_states)


def _vocabularies(dataset: NamedNode, usage: Iterable[Row]) -> Iterator[Triple]:
    used = {text_of(row, "term") for row in usage}
    for namespace in sorted(set(PREFIXES.values())):
        is_used = any(term.startswith(namespace) for term in used)
        if is_used and not namespace.startswith(f"{W3ID}/id/"):
            yield Triple(dataset, VOID.vocabulary, NamedNode(namespace))


def _partitions(here: NamedNode, dataset: NamedNode, usage: Iterable[Row]) -> Iterator[Triple]:
    counted: dict[str, int] = {"class": 0, "property": 0}
    for row in sorted(usage, key=lambda row: (text_of(row, "role"), text_of(row, "term"))):
        role, term = text_of(row, "role"), NamedNode(text_of(row, "term"))
        counted[role] += 1
        partition = NamedNode(f"{here.value}#{role}-{counted[role]}")
        of_class = role == "class"
        yield Triple(dataset, VOID.classPartition if of_class else VOID.propertyPartition, partition)
        yield Triple(partition, VOID["class"] if of_class else VOID.property, term)
        yield Triple(partition, VOID.entities if of_class else VOID.triples, Literal(int(text_of(row, "count"))))
        if of_class and term.value.removeprefix(f"{W3ID}/ns#") in _EXAMPLES:
            yield Triple(dataset, VOID.exampleResource, row["example"])  # type: ignore[arg-type]  # things have IRIs
    yield Triple(dataset, VOID.classes, Literal(counted["class"]))
    yield Triple(dataset, VOID.properties, Literal(counted["property"]))


def _linksets(here: NamedNode, dataset: NamedNode, links: Iterable[Row]) -> Iterator[Triple]:
    for number, row in enumerate(links, 1):
        linkset, elsewhere = NamedNode(f"{here.value}#links-{number}"), NamedNode(text_of(row, "elsewhere"))
        yield Triple(dataset, VOID.subset, linkset)
        yield Triple(linkset, RDF.type, VOID.Linkset)
        yield Triple(linkset, DCTERMS.title, Literal(f"{elsewhere.value}", language="en"))
        yield Triple(linkset, VOID.linkPredicate, NamedNode(text_of(row, "property")))
        yield Triple(linkset, VOID.subjectsTarget, dataset)
        yield Triple(linkset, VOID.objectsTarget, elsewhere)
        yield Triple(linkset, VOID.triples, Literal(int(text_of(row, "count"))))


def _states(here: NamedNode, dataset: NamedNode, states: Iterable[tuple[str, int]]) -> Iterator[Triple]:
    """The statements by whether people have looked at them."""
    for name, count in states:
        state = NamedNode(name)
        subset = NamedNode(f"{here.value}#{state.value.rpartition('/')[2]}")
        yield Triple(dataset, VOID.subset, subset)
        yield Triple(subset, RDF.type, VOID.Dataset)
        yield Triple(subset, DCTERMS.subject, state)
        yield Triple(subset, VOID["class"], STP.Statement)
        yield Triple(subset, VOID.entities, Literal(count))
