"""What the endpoint says of itself, in the words of SPARQL 1.1 Service Description."""

from collections.abc import Iterator, Sequence

import pyoxigraph
from fastapi import Request
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from api.answering import Answering
from api.asking import Row, rows
from api.questions import question_text
from api.recollection import Recollection
from graph.namespaces import PREFIXES, RDF, RDFS, SD, VOID
from graph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS, AnswerFormat
from graph.store.prefixes import with_tidy_prefixes

_ENTAILMENT = NamedNode("http://www.w3.org/ns/entailment/Simple")
_MOST_GRAPHS = 10_000
_SERVICE, _DATASET, _DEFAULT_GRAPH = BlankNode("service"), BlankNode("dataset"), BlankNode("default")


class Description:
    """Describes the endpoint; the graphs are counted once for each version."""

    def __init__(self, store: Answering) -> None:
        self._store = store
        self._graphs = Recollection[Sequence[Row]](store)

    async def written(self, request: Request, answer_format: AnswerFormat) -> bytes:
        """The description of the endpoint under the address that it was reached by, in a format of triples."""
        endpoint = NamedNode(str(request.url.replace(query="", fragment="")))
        graphs = await self._graphs.recalled(lambda: rows(request, self._store, question_text("graphs")))
        triples = [*_service(endpoint), *_dataset(self._store.triples, graphs)]
        assert isinstance(answer_format.native, RdfFormat)
        content = pyoxigraph.serialize(triples, format=answer_format.native, prefixes={**PREFIXES, "sd": SD.namespace})
        assert content is not None, "without a file to write to, there are bytes"
        return with_tidy_prefixes(content)


def _service(endpoint: NamedNode) -> Iterator[Triple]:
    """What the endpoint can do; what it cannot, such as asking other endpoints, is not said."""
    yield Triple(_SERVICE, RDF.type, SD.Service)
    yield Triple(_SERVICE, RDFS.label, Literal("Standpunkt: SPARQL-endepunkt, bare lesing", language="nb"))
    yield Triple(_SERVICE, RDFS.label, Literal("Standpunkt: SPARQL endpoint, read only", language="en"))
    yield Triple(_SERVICE, SD.endpoint, endpoint)
    yield Triple(_SERVICE, SD.supportedLanguage, SD.SPARQL11Query)
    yield Triple(_SERVICE, SD.feature, SD.UnionDefaultGraph)
    yield Triple(_SERVICE, SD.defaultEntailmentRegime, _ENTAILMENT)
    yield Triple(_SERVICE, SD.defaultDataset, _DATASET)
    for each in (*SOLUTION_FORMATS.values(), *GRAPH_FORMATS.values()):
        yield Triple(_SERVICE, SD.resultFormat, NamedNode(each.native.iri))


def _dataset(triples: int, graphs: Sequence[Row]) -> Iterator[Triple]:
    """What can be asked of: the union of all graphs, and each graph by its name, unless there are too many to list."""
    yield Triple(_DATASET, RDF.type, SD.Dataset)
    yield Triple(_DATASET, SD.defaultGraph, _DEFAULT_GRAPH)
    yield Triple(_DEFAULT_GRAPH, RDF.type, SD.Graph)
    yield Triple(_DEFAULT_GRAPH, VOID.triples, Literal(triples))
    if len(graphs) > _MOST_GRAPHS:
        yield Triple(_DATASET, RDFS.comment, Literal(f"The named graphs, more than {_MOST_GRAPHS}, are not listed."))
        return
    for number, row in enumerate(graphs):
        named, graph = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield Triple(_DATASET, SD.namedGraph, named)
        yield Triple(named, RDF.type, SD.NamedGraph)
        yield Triple(named, SD.name, row["graph"])
        yield Triple(named, SD.graph, graph)
        yield Triple(graph, RDF.type, SD.Graph)
        yield Triple(graph, VOID.triples, row["triples"])
