"""The same report from pySHACL, which others trust: slower, and the measure of our own runner."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as Answer
from rdflib.term import Node

from graph.errors import ShapesError
from graph.validation.data import Data
from graph.validation.findings import Finding, Severity
from graph.validation.index import Fact, Index, Term
from graph.validation.paths import read_path
from graph.validation.shape import Result
from graph.validation.subjects import findings
from graph.validation.terms import LIST, SH

_SH = SH.namespace
_NAMELESS = "urn:shape:"


class PreparedGraph(Graph):
    """A graph that parses a query once, however often it is asked: pySHACL asks each rule for each focus node."""

    def query(self, query_object: str | Query, *args: Any, **settings: Any) -> Answer:  # noqa: ANN401  # rdflib's own
        """The answer to a query, given as text or prepared."""
        prepared = _prepared(_in_order(query_object)) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **settings)


def _in_order(query: str) -> str:
    """The query with its prefixes in one order; pySHACL writes them in another one every time."""
    lines = query.splitlines()
    prefixes = sorted(line for line in lines if line.startswith("PREFIX"))
    return "\n".join((*prefixes, *(line for line in lines if not line.startswith("PREFIX"))))


@lru_cache(maxsize=256)
def _prepared(query: str) -> Query:
    return prepareQuery(query)


class Reference:
    """A shapes graph as pySHACL sees it, with an IRI for every shape and rule, so that both engines call them the same.

    `shapes` are its triples.
    """

    def __init__(self, shapes: Iterable[Fact]) -> None:
        self.shapes = named_shapes(shapes)
        self._index = Index(self.shapes)
        self._graph = _rdflib_graph(self._index)

    def results(self, triples: Iterable[Fact], texts: Mapping[str, str]) -> Iterator[Result]:
        """What pySHACL reports of the triples.

        Raises:
            ShapesError: where pySHACL cannot use the shapes.
        """
        data = _rdflib_graph(Data(triples, texts))
        _, report, message = pyshacl.validate(
            data, shacl_graph=self._graph, inference="none", advanced=False, inplace=True
        )
        if not isinstance(report, Graph):
            raise ShapesError(f"pySHACL cannot use these shapes: {message}")
        for result in report.objects(None, URIRef(_SH + "result")):
            yield _result(report, result, self._index)

    def check(self, triples: Iterable[Fact], texts: Mapping[str, str]) -> tuple[Finding, ...]:
        """What is wrong with the triples, as `Shapes.check` would say it.

        Raises:
            ShapesError: where pySHACL cannot use the shapes.
        """
        given = tuple(triples)
        found = self.results(given, texts)
        titled = (result._replace(shape=_title(self._index, result.shape)) for result in found)
        return findings(Data(given, texts), titled)


def _rdflib_graph(index: Index) -> PreparedGraph:
    graph = PreparedGraph()
    written = serialize((quad.triple for quad in index.quads()), format=RdfFormat.N_TRIPLES) or b""
    graph.parse(data=written.decode(), format="nt")
    return graph


def _result(report: Graph, node: Node, shapes: Index) -> Result:
    def said(name: str) -> Term | None:
        return _term(report.value(node, URIRef(_SH + name)))

    path, shape, component, severity = (
        said(name) for name in ("resultPath", "sourceShape", "sourceConstraintComponent", "resultSeverity")
    )
    assert shape is not None
    assert isinstance(component, NamedNode)
    assert isinstance(severity, NamedNode)
    focus = said("focusNode")
    assert focus is not None
    languages = _languages(shapes)
    messages = [text for text in report.objects(node, URIRef(_SH + "resultMessage")) if isinstance(text, RdflibLiteral)]
    return Result(
        focus,
        said("value"),
        _path(path, shape, shapes),
        shape,
        component,
        Severity(severity.value.removeprefix(_SH)),
        tuple(sorted((text.language or languages.get(str(text), ""), str(text)) for text in messages)),
    )


def _languages(shapes: Index) -> dict[str, str]:
    """The language of each message; pySHACL leaves it out where a rule in SPARQL is broken."""
    texts = (text for values in shapes.column(SH.message).values() for text in values)
    return {text.value: text.language or "" for text in texts if isinstance(text, Literal)}


def _path(path: Term | None, shape: Term, shapes: Index) -> str | None:
    if path is None or isinstance(path, NamedNode):
        return None if path is None else str(path)
    described = shapes.value(shape, SH.path)
    return str(path) if described is None else str(read_path(shapes, described))


def _term(node: Node | None) -> Term | None:
    if isinstance(node, URIRef):
        return NamedNode(node)
    if isinstance(node, BNode):
        return BlankNode(node)
    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(node.datatype) if node.datatype else None)
    return None


def _title(shapes: Index, shape: Term) -> Term:
    """The nearest shape with an IRI of its own."""
    waiting, seen = [shape], set[Term]()
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, NamedNode) and not node.value.startswith(_NAMELESS):
            return node
        seen.add(node)
        parents = (shapes.inverse(predicate).get(node, ()) for predicate in shapes.predicates)
        waiting += (parent for found in parents for parent in found if parent not in seen)
    return shape


def named_shapes(triples: Iterable[Fact]) -> tuple[Triple, ...]:
    """A shapes graph with an IRI for every shape and rule, so that two engines call each of them the same."""
    shapes = Index(triples)
    unnamed = [node for node in shapes.nodes() if isinstance(node, BlankNode) and not _is_path(shapes, node)]
    names: dict[Term, NamedNode] = {node: NamedNode(f"{_NAMELESS}{number}") for number, node in enumerate(unnamed)}
    return tuple(
        Triple(names.get(quad.subject, quad.subject), quad.predicate, names.get(quad.object, quad.object))
        for quad in shapes.quads()
    )


def _is_path(shapes: Index, node: Term) -> bool:
    """Whether a blank node is a list or a path, which must stay blank."""
    terms = (LIST.first, SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath)
    return any(shapes.value(node, term) is not None for term in terms)
