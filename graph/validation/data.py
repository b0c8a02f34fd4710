"""The triples of one response, as core constraints and as rules in SPARQL want to see them."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.namespaces import DCTERMS, RDF, STP
from graph.validation.index import Index


class Data(Index):
    """The triples to check with the texts they point into, and the store that rules in SPARQL are asked of.

    `texts` holds, by IRI or by SHA-256, the texts in which offsets count. They become `rdf:value` of the `stp:Text`
    that is called so, here and nowhere else. `asked` are the predicates that the rules ask for, or None for all.
    """

    def __init__(
        self,
        triples: Iterable[Triple | Quad],
        texts: Mapping[str, str],
        asked: frozenset[NamedNode] | None = None,
    ) -> None:
        super().__init__(triples)
        self.add(tuple(self._text_triples(texts)))
        self._asked = asked
        self._store: Store | None = None

    @property
    def store(self) -> Store:
        """What the rules can ask for, in the default graph; filled in when the first one asks."""
        if self._store is None:
            self._store = Store()
            self._store.extend(self.quads(self._asked))
        return self._store

    def _text_triples(self, texts: Mapping[str, str]) -> Iterator[Triple]:
        for node in self.instances(STP.Text):
            if isinstance(node, NamedNode):
                names = [node.value]
                names += (value.value for value in self.values(node, DCTERMS.identifier) if isinstance(value, Literal))
                yield from (Triple(node, RDF.value, Literal(texts[name])) for name in names if name in texts)
