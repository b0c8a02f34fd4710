"""A description as people read it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from types import MappingProxyType
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from api.languages import best, day, gettext, named, number
from api.things.description import Fact
from api.things.document import Document
from api.things.labels import ranks, words
from api.things.schema_org import schema_json
from graph.namespaces import (
    DCTERMS,
    FOAF,
    OA,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    STP,
    XSD,
    concept,
)
from graph.query.named import named_query
from graph.query.table import readable, short
from graph.store.answers import Term

_NAMES = (SKOS.prefLabel, DCTERMS.title, STP.readingForm, RDFS.label, FOAF.name, DCTERMS.identifier)
_LEADS = (SKOS.definition, DCTERMS.description, SKOS.scopeNote)
_PROPOSED = concept("review-state", "proposed")
_QUESTIONS: Mapping[NamedNode, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        FOAF.Agent: (("what-an-actor-says", "actor"), ("what-an-actor-reports", "actor"), ("asked-of", "addressee")),
        STP.PolicyInstrument: (("positions-on-instrument", "instrument"), ("responses-that-refer-to", "instrument")),
        STP.Consultation: (("proposals-overview", "consultation"), ("verdict-matrix", "consultation")),
    }
)
_ALIGNED = frozenset({PROV.Entity, PROV.Activity, FOAF.Document})
_MOST_SPECIFIC_LAST = (STP.Statement, STP.Position, OWL.ObjectProperty, OWL.DatatypeProperty)


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown: its text, where that leads, and in which language it is."""

    text: str
    address: str | None = None
    iri: str | None = None
    language: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """All values of one property."""

    label: str
    iri: str
    values: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows that one named graph states."""

    graph: Shown | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Those on this page that refer to the thing by one property, and how many there are in all."""

    label: str
    iri: str
    count: int
    members: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words that a statement rests on, with what stands around them, and where."""

    before: str
    words: str
    after: str
    language: str | None
    place: str


class ThingPage:
    """What the page of a thing shows."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._description = document.description
        self._labels = document.description.labels

    @property
    def title(self) -> str:
        """What the thing is called."""
        return self._labels.best(self._description.thing)

    @property
    def iri(self) -> str:
        """Its name."""
        return self._description.thing.value

    @property
    def page(self) -> int:
        """The number of this page."""
        return self._description.page

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._description.pages

    @property
    def makers(self) -> str:
        """Whose it is, where it is a statement or a verdict."""
        return self._labels.makers(self._description.thing)

    @property
    def schema_org(self) -> str:
        """What search engines are told."""
        return schema_json(self._description)

    @property
    def kinds(self) -> list[Shown]:
        """What it is, from the general to the particular, but not what only other vocabularies call it."""
        types = self._description.types - _ALIGNED or self._description.types
        return [self.shown(each) for each in sorted(types, key=lambda each: (_generality(each), each.value))]

    @property
    def lead(self) -> str:
        """What is meant by it."""
        return next((text for name in _LEADS if (text := best(self._description.texts(name)))), "")

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing is left of it but that it was withdrawn."""
        return self._description.is_withdrawn

    @property
    def is_unreviewed(self) -> bool:
        """Whether a machine proposed it and no person has confirmed it."""
        return _PROPOSED in self._description.values(STP.reviewState)

    @property
    def quotation(self) -> Quotation | None:
        """The words of a statement or a mention."""
        places = {fact.property: fact.value for fact in self._description.facts}
        if OA.exact not in places or not self._description.values(STP.evidence):
            return None
        around = [" ".join(getattr(places.get(name), "value", "").split()) for name in (OA.prefix, OA.suffix)]
        exact = getattr(places[OA.exact], "value", "")
        reading = next(iter(self._description.texts(STP.readingForm)), None)
        return Quotation(around[0], exact, around[1], reading.language if reading else None, _place(places))

    @property
    def reader(self) -> str:
        """Where the words of a statement stand in their response; empty for other things."""
        if STP.Statement not in self._description.types:
            return ""
        responses = [term for term in self._description.values(STP.expressedIn) if isinstance(term, NamedNode)]
        return self.document.identities.reading_path(responses[0].value, self.iri) if responses else ""

    @property
    def sections(self) -> list[Section]:
        """What the graph says of the thing, by named graph."""
        return self.sections_without(())

    def sections_without(self, names: Collection[NamedNode]) -> list[Section]:
        """What the graph says of the thing by other properties than some, by named graph."""
        told = {RDF.type, STP.readingForm, *names} if self.quotation else {RDF.type, *names}
        own = [fact for fact in self._of(self._description.thing) if fact.property not in told]
        graphs = sorted(own, key=lambda fact: fact.graph.value if fact.graph else "")
        return [
            Section(self.shown(graph) if graph else None, tuple(self._rows(facts)))
            for graph, facts in groupby(graphs, key=lambda fact: fact.graph)
        ]

    def selected(self, names: Collection[NamedNode]) -> list[Row]:
        """What the graph says of the thing by some properties."""
        return list(self._rows(fact for fact in self._of(self._description.thing) if fact.property in names))

    @property
    def parts(self) -> dict[str, list[Row]]:
        """What the graph says of parts of the thing, by what their names have after its own."""
        subjects = dict.fromkeys(fact.subject for fact in self._description.facts)
        parts = [each for each in subjects if each.value.startswith(f"{self.iri}#")]
        return {each.value.partition("#")[2]: list(self._rows(self._of(each))) for each in parts}

    @property
    def groups(self) -> list[Group]:
        """Those that refer to the thing, by property."""
        counts = dict(self._description.counts)
        referring = groupby(self._description.referring, key=lambda fact: fact.property)
        return [
            Group(self._referring(name), short(name.value), counts[name], tuple(map(self._referrer, facts)))
            for name, facts in referring
        ]

    @property
    def questions(self) -> list[Shown]:
        """What can be asked about the thing."""
        asked = next((found for kind, found in _QUESTIONS.items() if kind in self._roles()), ())
        iri = self._description.thing.value
        return [
            Shown(named(named_query(name).header.titles), f"/queries/{name}?{urlencode({parameter: iri})}")
            for name, parameter in asked
        ]

    def _referrer(self, fact: Fact) -> Shown:
        return self.shown(fact.subject)

    def _of(self, subject: NamedNode) -> list[Fact]:
        return [fact for fact in self._description.facts if fact.subject == subject]

    def _roles(self) -> Iterator[NamedNode]:
        yield from self._description.types
        if "/id/actor/" in self._description.thing.value:
            yield FOAF.Agent

    def _rows(self, facts: Iterable[Fact]) -> Iterator[Row]:
        ordered = sorted(facts, key=lambda fact: (_rank(fact.property), fact.property.value))
        for name, group in groupby(ordered, key=lambda fact: fact.property):
            values = sorted(
                (self.shown(fact.value) for fact in group), key=lambda shown: (shown.language or "", shown.text)
            )
            yield Row(self._labels.best(name), name.value, tuple(values))

    def _referring(self, name: NamedNode) -> str:
        if known := words("referring").get(short(name.value)):
            return gettext(known)
        return gettext("Viser hit med «%(name)s»") % {"name": self._labels.best(name)}

    def shown(self, term: Term) -> Shown:
        """A value as a reader sees it, and where it leads."""
        if isinstance(term, Literal):
            return Shown(_written(term), language=term.language)
        if not isinstance(term, NamedNode):
            return Shown(readable(term))
        identities = self.document.identities
        path = identities.path(term.value) or identities.own_path(term.value)
        address = path or (term.value if term.value.startswith(("http://", "https://")) else None)
        return Shown(self._labels.best(term), address, term.value, note=self._labels.note(term, self.title))


def _written(literal: Literal) -> str:
    """The text of a literal; dates and decimal numbers as the language of the page writes them."""
    if literal.datatype == XSD.date:
        return day(literal.value)
    try:
        return number(Decimal(literal.value)) if literal.datatype == XSD.decimal else literal.value
    except InvalidOperation:  # a graph from elsewhere may call anything a number
        return literal.value


def _generality(kind: NamedNode) -> int:
    return _MOST_SPECIFIC_LAST.index(kind) if kind in _MOST_SPECIFIC_LAST else len(_MOST_SPECIFIC_LAST)


def _rank(name: NamedNode) -> int:
    """What a thing is called comes first."""
    return 0 if name in _NAMES else ranks().get(short(name.value), len(ranks()) + 1)


def _place(places: Mapping[NamedNode, Term]) -> str:
    start, end, page = (getattr(places.get(name), "value", None) for name in (OA.start, OA.end, STP.page))
    characters = gettext("tegn %(start)s–%(end)s") % {"start": start, "end": end}
    return f"{characters}, {gettext('side %(page)s') % {'page': page}}" if page else characters
