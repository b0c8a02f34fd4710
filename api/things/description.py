from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from api.things.labels import Labels
from graph.namespaces import OA, PROV, RDF, XSD
from graph.store.answers import Term

PAGE = 100
"""How many of those that refer to a thing stand on one page."""

_REWRITTEN: Mapping[NamedNode, NamedNode] = MappingProxyType(
    {OA.start: XSD.nonNegativeInteger, OA.end: XSD.nonNegativeInteger}
)
"""Properties whose values the store holds as plain integers, and the datatype that the files give them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of the graph, and the named graph that makes it."""

    subject: NamedNode
    property: NamedNode
    value: Term
    graph: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What the graph says of a thing, one page of what refers to it, and what all that is called.

    `counts` tells how often each property refers to it, the rarest first.
    """

    thing: NamedNode
    facts: tuple[Fact, ...]
    counts: tuple[tuple[NamedNode, int], ...]
    referring: tuple[Fact, ...]
    labels: Labels
    page: int = 1

    @property
    def exists(self) -> bool:
        """Whether the graph knows the thing."""
        return bool(self.facts or self.counts)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, ceil(sum(count for _, count in self.counts) / PAGE))

    @property
    def types(self) -> frozenset[NamedNode]:
        """The classes of the thing."""
        return frozenset(value for value in self.values(RDF.type) if isinstance(value, NamedNode))

    @property
    def is_withdrawn(self) -> bool:
        """Whether all that is left is that the thing was withdrawn, and when."""
        return bool(self.values(PROV.invalidatedAtTime))

    @property
    def graphs(self) -> tuple[NamedNode, ...]:
        """The named graphs that say something of the thing, in order."""
        found = {fact.graph.value: fact.graph for fact in self.facts if fact.graph}
        return tuple(found[name] for name in sorted(found))

    def values(self, name: NamedNode) -> list[Term]:
        """What the thing has for a property."""
        return [fact.value for fact in self.facts if fact.subject == self.thing and fact.property == name]

    def texts(self, name: NamedNode) -> list[Literal]:
        """The literals among the values of a property."""
        return [value for value in self.values(name) if isinstance(value, Literal)]


def restored(name: NamedNode, value: Term) -> Term:
    """A value as the files have it, where the store has rewritten its datatype."""
    if isinstance(value, Literal) and value.datatype == XSD.integer and name in _REWRITTEN:
        return Literal(value.value, datatype=_REWRITTEN[name])
    return value
