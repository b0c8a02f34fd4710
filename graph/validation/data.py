"""The triples of one response, as core constraints and as rules in SPARQL want to see them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store

from graph.namespaces import DCTERMS, RDF, STP
from graph.triples import Triple
from graph.validation.index import Fact, Index, Term
from graph.validation.places import Place, places


class Data(Index):
    """The triples to check with the texts they point into, and the store that rules in SPARQL are asked of.

    `texts` holds, by IRI or by SHA-256, the texts in which offsets count. They become `rdf:value` of the `stp:Text`
    that is called so, here and nowhere else.
    """

    def __init__(self, triples: Iterable[Fact], texts: Mapping[str, str]) -> None:
        super().__init__(triples)
        self.add(tuple(self._text_triples(texts)))

    @cached_property
    def store(self) -> Store:
        """What rules in SPARQL are asked of: all triples in the default graph, once the first one is asked."""
        store = Store()
        store.extend(self.quads())
        return store

    @cached_property
    def places(self) -> Mapping[Term, tuple[Place, ...]]:
        """Where each piece of evidence points."""
        return places(self)

    def _text_triples(self, texts: Mapping[str, str]) -> Iterator[Triple]:
        for node in self.instances(STP.Text):
            if isinstance(node, NamedNode):
                names = [node.value]
                names += (value.value for value in self.values(node, DCTERMS.identifier) if isinstance(value, Literal))
                yield from (Triple(node, RDF.value, Literal(texts[name])) for name in names if name in texts)
