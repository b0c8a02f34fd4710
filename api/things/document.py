from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from api.identities import Identities
from api.things.description import Description
from api.things.schema_org import schema_triples
from graph.namespaces import DCTERMS, FOAF, RDF, XHV
from graph.triples import Triple

LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
"""The licence of what we say ourselves; rights in the words of responses stay with who wrote them."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is published of a thing: its description, and the name of the document that holds it."""

    description: Description
    identities: Identities

    @property
    def path(self) -> str:
        """Where the document stands on this server, without the number of its page."""
        return self.identities.document_path(self.description.thing.value)

    def address(self, page: int, ending: str = "") -> str:
        """Where a page stands on this server, in the format that an ending names or in any."""
        return f"{self.path}{ending}" + (f"?page={page}" if page > 1 else "")

    def name(self, page: int) -> NamedNode:
        """What a page is called, whatever its format."""
        return NamedNode(f"{self.identities.base}{self.address(page)}")

    @property
    def neighbours(self) -> dict[str, int]:
        """The numbers of the pages before and after, by the names of their relations."""
        page, pages = self.description.page, self.description.pages
        found = {"prev": page - 1, "next": page + 1}
        return {relation: number for relation, number in found.items() if 1 <= number <= pages}

    def triples(self) -> list[Triple]:
        """Everything that the document says, in every format the same, each once and in order."""
        found = {*self._facts(), *self._labels(), *self._about_itself(), *schema_triples(self.description)}
        return sorted(found, key=str)

    def _facts(self) -> Iterator[Triple]:
        for fact in (*self.description.facts, *self.description.referring):
            yield Triple(fact.subject, fact.property, fact.value)  # type: ignore[arg-type]  # no triple is a value

    def _labels(self) -> Iterator[Triple]:
        for thing in self._mentioned():
            for label in self.description.labels.of(thing):
                yield Triple(thing, label.property, label.text)

    def _mentioned(self) -> Iterator[NamedNode]:
        for fact in self.description.facts:
            yield from (term for term in (fact.property, fact.value, fact.graph) if isinstance(term, NamedNode))
        for fact in self.description.referring:
            yield from (fact.subject, fact.property)

    def _about_itself(self) -> Iterator[Triple]:
        """What document this is, and which graphs it was made from; nothing where it tells that itself."""
        page = self.name(self.description.page)
        if any(fact.subject == page for fact in self.description.facts):
            return
        yield Triple(page, RDF.type, FOAF.Document)
        if page != self.description.thing:
            yield Triple(page, FOAF.primaryTopic, self.description.thing)
        yield Triple(page, DCTERMS.license, LICENCE)
        yield Triple(page, DCTERMS.isPartOf, self.identities.dataset)
        yield Triple(self.identities.dataset, DCTERMS.title, Literal("Standpunkter i høringssvar", language="nb"))
        for graph in self.description.graphs:
            yield Triple(page, DCTERMS.source, graph)
        for relation, number in self.neighbours.items():
            yield Triple(page, XHV[relation], self.name(number))
