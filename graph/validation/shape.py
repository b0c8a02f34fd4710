"""One shape, ready to be asked about many nodes at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import NamedNode

from graph.namespaces import RDFS
from graph.validation.constraints import Check, Rows
from graph.validation.data import Data
from graph.validation.findings import Severity
from graph.validation.index import NOTHING, Index, Nodes, Term
from graph.validation.paths import Path, Predicate
from graph.validation.rules import Rule
from graph.validation.terms import SH

SPARQL_COMPONENT = NamedNode(f"{SH.namespace}SPARQLConstraintComponent")


class Result(NamedTuple):
    """What a validation report says of one node; messages are pairs of a language and a text."""

    focus: Term
    value: Term | None
    path: str | None
    shape: Term
    component: NamedNode
    severity: Severity
    messages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """Which nodes of the data a shape is about."""

    nodes: tuple[Term, ...] = ()
    classes: tuple[NamedNode, ...] = ()
    subjects_of: tuple[NamedNode, ...] = ()
    objects_of: tuple[NamedNode, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)

    def focus(self, index: Index) -> Nodes:
        """The nodes themselves."""
        found: dict[Term, None] = dict.fromkeys(self.nodes)
        for class_ in self.classes:
            found.update(index.instances(class_))
        for predicate in self.subjects_of:
            found.update(dict.fromkeys(index.column(predicate)))
        for predicate in self.objects_of:
            found.update(dict.fromkeys(index.inverse(predicate)))
        return found

    def pattern(self, index: Index) -> str | None:
        """What finds the nodes in SPARQL; none where they are named or the data have subclasses of their own."""
        if self.nodes or index.column(RDFS.subClassOf):
            return None
        ways = [f"{{ $this a {class_} }}" for class_ in self.classes]
        ways += (f"{{ $this {predicate} ?_value }}" for predicate in self.subjects_of)
        ways += (f"{{ ?_subject {predicate} $this }}" for predicate in self.objects_of)
        return " UNION ".join(ways)


@dataclass(frozen=True, slots=True)
class StatedRule:
    """A rule with what is said where it is broken."""

    rule: Rule
    messages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What must hold of the nodes that it is asked about.

    `name` is the shape itself and `title` the nearest shape with an IRI that it stands in; `constraints` lists each
    component with its check, `properties` are the shapes of `sh:property`.
    """

    name: Term
    title: Term
    path: Path | None = None
    severity: Severity = Severity.VIOLATION
    messages: tuple[tuple[str, str], ...] = ()
    constraints: tuple[tuple[NamedNode, Check], ...] = ()
    properties: tuple["Shape", ...] = ()
    rules: tuple[StatedRule, ...] = ()
    targets: Targets = field(default_factory=Targets)
    is_active: bool = True

    def results(self, data: Data, nodes: Nodes, pattern: str | None = None) -> Iterator[Result]:
        """Everything in which the nodes do not conform; `pattern` finds the same nodes in SPARQL, where one can."""
        if not nodes or not self.is_active:
            return
        rows = self._rows(data, nodes)
        way = None if self.path is None else str(self.path)
        for component, check in self.constraints:
            for focus, value, path in check(data, rows):
                yield Result(focus, value, path or way, self.title, component, self.severity, self.messages)
        if self.properties:
            values = nodes if self.path is None else {value: None for _, found in rows for value in found}
            for shape in self.properties:
                yield from shape.results(data, values)
        yield from self._broken_rules(data, nodes, pattern)

    def failing(self, index: Index, nodes: Nodes) -> set[Term]:
        """Those of the nodes that do not conform."""
        assert isinstance(index, Data)
        return self._failing(index, nodes)

    def _failing(self, data: Data, nodes: Nodes) -> set[Term]:
        if not self.is_active:
            return set()
        rows = self._rows(data, nodes)
        bad = {failure.focus for _, check in self.constraints for failure in check(data, rows)}
        for shape in self.properties:
            fails = shape.failing(data, {value: None for _, values in rows for value in values})
            bad |= {focus for focus, values in rows if not fails.isdisjoint(values)}
        return bad | {result.focus for result in self._broken_rules(data, nodes)}

    def _rows(self, index: Index, nodes: Nodes) -> Rows:
        if self.path is None:
            return [(node, (node,)) for node in nodes]
        path = self.path
        if isinstance(path, Predicate):  # by far the most frequent
            column = index.column(path.iri)
            return [(node, column.get(node, NOTHING)) for node in nodes]
        return [(node, path.values(index, node)) for node in nodes]

    def _broken_rules(self, data: Data, nodes: Nodes, pattern: str | None = None) -> Iterator[Result]:
        way = None if self.path is None else str(self.path)
        for stated in self.rules:
            for node, value, path in dict.fromkeys(stated.rule(data, nodes, pattern)):
                named = value if value is not None or self.path is not None else node
                messages = stated.messages or self.messages
                yield Result(node, named, path or way, self.title, SPARQL_COMPONENT, self.severity, messages)
