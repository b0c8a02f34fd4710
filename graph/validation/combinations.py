"""The constraint components that refer to other shapes, and the table of all components that are known."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from pyoxigraph import NamedNode

from graph.errors import ShapesError
from graph.validation import constraints
from graph.validation.constraints import Check, Failure, Nested, Parameter, Rows
from graph.validation.index import Index, Nodes, Term
from graph.validation.terms import SH, TRUE


def _all_values(rows: Rows) -> dict[Term, None]:
    return {value: None for _, values in rows for value in values}


def _no_value(bad: Callable[[Index, Nodes], AbstractSet[Term]]) -> Check:
    """None of the values is one of those that `bad` finds among all of them."""

    def check(index: Index, rows: Rows) -> Iterator[Failure]:
        found = bad(index, _all_values(rows))
        return (Failure(focus, value) for focus, values in rows for value in values if value in found)

    return check


def and_(parameter: Parameter) -> Check:
    """All of some shapes."""
    members = _members(parameter)
    return _no_value(lambda index, nodes: {bad for member in members for bad in member.failing(index, nodes)})


def or_(parameter: Parameter) -> Check:
    """At least one of some shapes; each is asked about what conforms to none before it."""
    members = _members(parameter)

    def bad(index: Index, nodes: Nodes) -> AbstractSet[Term]:
        for member in members:
            nodes = dict.fromkeys(member.failing(index, nodes))
        return nodes.keys()

    return _no_value(bad)


def xone(parameter: Parameter) -> Check:
    """Exactly one of some shapes."""
    members = _members(parameter)

    def bad(index: Index, nodes: Nodes) -> AbstractSet[Term]:
        failing = [member.failing(index, nodes) for member in members]
        return {node for node in nodes if sum(node not in fails for fails in failing) != 1}

    return _no_value(bad)


def node(parameter: Parameter) -> Check:
    """Another shape."""
    return _no_value(parameter.nested(parameter.value).failing)


def not_(parameter: Parameter) -> Check:
    """Not another shape."""
    other = parameter.nested(parameter.value)
    return _no_value(lambda index, nodes: nodes.keys() - other.failing(index, nodes))


def _members(parameter: Parameter) -> list[Nested]:
    return [parameter.nested(member) for member in parameter.members()]


def _qualified(is_bad: Callable[[int, int], bool]) -> Callable[[Parameter], Check]:
    """So many of the values conform to `sh:qualifiedValueShape`; `is_bad` is told how many do and how many should."""

    def component(parameter: Parameter) -> Check:
        limit, shape = parameter.integer(), parameter.other(SH.qualifiedValueShape)
        if shape is None:
            raise ShapesError(f"{parameter.shape} counts values but names no sh:qualifiedValueShape to count.")
        nested, others = parameter.nested(shape), _siblings(parameter, shape)

        def check(index: Index, rows: Rows) -> Iterator[Failure]:
            nodes = _all_values(rows)
            counted = nodes.keys() - nested.failing(index, nodes)
            for other in others:
                counted &= other.failing(index, nodes)
            for focus, values in rows:
                if is_bad(sum(map(counted.__contains__, values)), limit):
                    yield Failure(focus)

        return check

    return component


def _siblings(parameter: Parameter, shape: Term) -> list[Nested]:
    """The other shapes whose values are counted apart, where `sh:qualifiedValueShapesDisjoint` asks for that."""
    if parameter.other(SH.qualifiedValueShapesDisjoint) != TRUE:
        return []
    shapes = parameter.shapes
    parents = shapes.inverse(SH.property).get(parameter.shape, ())
    properties = (sibling for parent in parents for sibling in shapes.values(parent, SH.property))
    counted = {other: None for sibling in properties for other in shapes.values(sibling, SH.qualifiedValueShape)}
    return [parameter.nested(other) for other in counted if other != shape]


def closed(parameter: Parameter) -> Check:
    """No other properties than those that the shape speaks of."""
    if not parameter.is_true():
        return constraints.each(lambda _: False)
    shapes, ignored = parameter.shapes, parameter.other(SH.ignoredProperties)
    spoken_of = {shapes.value(shape, SH.path) for shape in shapes.values(parameter.shape, SH.property)}
    allowed = spoken_of | set(shapes.items(ignored) if ignored else ())

    def check(index: Index, rows: Rows) -> Iterator[Failure]:
        for predicate in index.predicates:
            if predicate not in allowed:
                column = index.column(predicate)
                for _, nodes in rows:
                    yield from (Failure(n, value, str(predicate)) for n in nodes for value in column.get(n, ()))

    return check


COMPONENTS: Mapping[NamedNode, Callable[[Parameter], Check]] = MappingProxyType(
    {
        SH.minCount: constraints.min_count,
        SH.maxCount: constraints.max_count,
        SH.hasValue: constraints.has_value,
        SH["class"]: constraints.class_,
        SH.datatype: constraints.datatype,
        SH.nodeKind: constraints.node_kind,
        SH["in"]: constraints.in_,
        SH.pattern: constraints.pattern,
        SH.minLength: constraints.min_length,
        SH.maxLength: constraints.max_length,
        SH.languageIn: constraints.language_in,
        SH.uniqueLang: constraints.unique_lang,
        SH.minInclusive: constraints.min_inclusive,
        SH.maxInclusive: constraints.max_inclusive,
        SH.minExclusive: constraints.min_exclusive,
        SH.maxExclusive: constraints.max_exclusive,
        SH.lessThan: constraints.less_than,
        SH.lessThanOrEquals: constraints.less_than_or_equals,
        SH.equals: constraints.equals,
        SH.disjoint: constraints.disjoint,
        SH["and"]: and_,
        SH["or"]: or_,
        SH.xone: xone,
        SH["not"]: not_,
        SH.node: node,
        SH.qualifiedMinCount: _qualified(lambda found, least: found < least),
        SH.qualifiedMaxCount: _qualified(lambda found, most: found > most),
        SH.closed: closed,
    }
)
"""What makes a check out of each constraint's main parameter."""


def component_name(parameter: NamedNode) -> NamedNode:
    """The component that a parameter belongs to.

    >>> component_name(SH.minCount).value
    'http://www.w3.org/ns/shacl#MinCountConstraintComponent'
    """
    local = parameter.value.removeprefix(SH.namespace)
    return NamedNode(f"{SH.namespace}{local[0].upper()}{local[1:]}ConstraintComponent")
