"""From a shapes graph to shapes that can be asked."""

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from graph.errors import ShapesError
from graph.namespaces import OWL, RDF
from graph.validation.combinations import COMPONENTS, component_name
from graph.validation.constraints import Check, Parameter
from graph.validation.findings import Severity
from graph.validation.index import NOTHING, Index, Term
from graph.validation.native import NATIVE_RULES, Native
from graph.validation.paths import Path, read_path
from graph.validation.rules import Query, Rule
from graph.validation.shape import Shape, StatedRule, Targets
from graph.validation.terms import RDFS_CLASS, SH, TRUE

_SEVERITIES = {SH.Violation: Severity.VIOLATION, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}
_TARGETS = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_SIDE_TERMS = (
    "path property sparql select prefixes deactivated severity message flags ignoredProperties qualifiedValueShape "
    "qualifiedValueShapesDisjoint name description order group defaultValue"
)
_HANDLED = frozenset((*_TARGETS, *(SH[name] for name in _SIDE_TERMS.split())))
"""Terms of SHACL that may stand on a shape without being the main parameter of a component."""


class ShapeReader:
    """Reads shapes of one graph, each once, whatever refers to it."""

    def __init__(self, shapes: Index, native: Mapping[NamedNode, Native] = NATIVE_RULES) -> None:
        self._shapes = shapes
        self._native: Mapping[Term, Native] = dict(native.items())
        self._known: dict[Term, Shape] = {}
        self._under_way: dict[Term, None] = {}
        self._said = _statements_by_subject(shapes)
        if shapes.instances(SH.ConstraintComponent):
            raise ShapesError("The shapes declare a constraint component of their own; write it as sh:sparql instead.")

    def targeted(self) -> Iterator[Shape]:
        """The shapes that choose their own nodes, ordered by name."""
        for node in sorted(self._said, key=str):
            if self._targets(node):
                yield self.shape(node)

    def shape(self, node: Term) -> Shape:
        """The shape that a node describes.

        Raises:
            ShapesError: where it says something that the runner does not know.
        """
        if node in self._under_way:
            raise ShapesError(f"The shape {self._title(node)} refers to itself. Write it without recursion.")
        if node not in self._known:
            self._under_way[node] = None
            self._known[node] = self._read(node)
            del self._under_way[node]
        return self._known[node]

    def _read(self, node: Term) -> Shape:
        way = self._shapes.value(node, SH.path)
        path = None if way is None else read_path(self._shapes, way)
        return Shape(
            name=node,
            title=self._title(node),
            path=path,
            severity=self._severity(node),
            messages=self._messages(node),
            constraints=tuple(self._constraints(node)),
            properties=tuple(self.shape(inner) for inner in self._shapes.values(node, SH.property)),
            rules=tuple(self._rules(node, path)),
            targets=self._targets(node),
            is_active=self._shapes.value(node, SH.deactivated) != TRUE,
        )

    def _constraints(self, node: Term) -> Iterator[tuple[NamedNode, Check]]:
        for predicate, values in self._said.get(node, {}).items():
            if predicate in COMPONENTS:
                for value in values:
                    parameter = Parameter(value, node, self._shapes, self.shape)
                    yield component_name(predicate), COMPONENTS[predicate](parameter)
            elif predicate.value.startswith(SH.namespace) and predicate not in _HANDLED:
                name = predicate.value.removeprefix(SH.namespace)
                raise ShapesError(
                    f"The shape {self._title(node)} uses sh:{name}, which the set-based runner does not know. "
                    "Say it with another component or as sh:sparql, or check with `--engine pyshacl`."
                )

    def _rules(self, node: Term, path: Path | None) -> Iterator[StatedRule]:
        for rule in self._shapes.values(node, SH.sparql):
            if self._shapes.value(rule, SH.deactivated) != TRUE:
                yield StatedRule(self._rule(rule, path), self._messages(rule))

    def _rule(self, node: Term, path: Path | None) -> Rule:
        query = Query.read(self._shapes, node, None if path is None else str(path))
        if (native := self._native.get(node)) is not None:
            return lambda data, nodes, _: native(data, nodes)
        return query

    def _targets(self, node: Term) -> Targets:
        named, classes, subjects_of, objects_of = (tuple(self._shapes.values(node, term)) for term in _TARGETS)
        types = self._shapes.values(node, RDF.type)
        is_shape = SH.NodeShape in types or SH.PropertyShape in types
        if is_shape and (OWL.Class in types or RDFS_CLASS in types):
            classes = (*classes, node)
        return Targets(named, _iris(classes), _iris(subjects_of), _iris(objects_of))

    def _severity(self, node: Term) -> Severity:
        severity = self._shapes.value(node, SH.severity)
        if severity is None:
            return Severity.VIOLATION
        if severity not in _SEVERITIES:
            raise ShapesError(
                f"The shape {self._title(node)} has severity {severity}; use sh:Violation, Warning or Info."
            )
        return _SEVERITIES[severity]  # type: ignore[index]  # only IRIs are keys

    def _messages(self, node: Term) -> tuple[tuple[str, str], ...]:
        found = self._shapes.values(node, SH.message)
        return tuple(sorted((text.language or "", text.value) for text in found if isinstance(text, Literal)))

    def _title(self, node: Term) -> Term:
        """The shape itself or, where it has no IRI, the nearest one with an IRI that it stands in."""
        seen: dict[Term, None] = {}
        while not isinstance(node, NamedNode) and node not in seen:
            seen[node] = None
            node = next(iter(self._parents(node)), node)
        return node

    def _parents(self, node: Term) -> Iterator[Term]:
        for predicate in self._shapes.predicates:
            yield from self._shapes.inverse(predicate).get(node, NOTHING)


def _statements_by_subject(shapes: Index) -> dict[Term, dict[NamedNode, tuple[Term, ...]]]:
    said: dict[Term, dict[NamedNode, tuple[Term, ...]]] = {}
    for predicate in shapes.predicates:
        for subject, values in shapes.column(predicate).items():
            said.setdefault(subject, {})[predicate] = tuple(values)
    return said


def _iris(terms: tuple[Term, ...]) -> tuple[NamedNode, ...]:
    return tuple(term for term in terms if isinstance(term, NamedNode))
