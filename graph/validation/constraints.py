"""The core constraint components of SHACL, each as one function over all focus nodes at a time.

A component is made once, when the shapes are read, and then called with the rows of a response: each focus node with
the values that the shape's path leads to.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from graph.errors import ShapesError
from graph.validation.index import Index, Nodes, Term, Values
from graph.validation.literals import Order, forms, order, precedes
from graph.validation.terms import SH, TRUE

Rows: TypeAlias = Sequence[tuple[Term, Values]]


class Failure(NamedTuple):
    """A focus node that does not conform, and the value that is to blame where one is."""

    focus: Term
    value: Term | None = None
    path: str | None = None


Check: TypeAlias = Callable[[Index, Rows], Iterator[Failure]]


class Nested(Protocol):
    """A shape that another one refers to."""

    def failing(self, index: Index, nodes: Nodes) -> set[Term]:
        """Those of the nodes that do not conform."""
        ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of a component's main parameter, with the shape that it stands in."""

    value: Term
    shape: Term
    shapes: Index
    nested: Callable[[Term], Nested]

    def integer(self) -> int:
        """The value as a number."""
        if not isinstance(self.value, Literal) or not self.value.value.isdecimal():
            raise ShapesError(f"{self.shape} needs a whole number where it says {self.value}.")
        return int(self.value.value)

    def iri(self) -> NamedNode:
        """The value as an IRI."""
        if not isinstance(self.value, NamedNode):
            raise ShapesError(f"{self.shape} needs an IRI where it says {self.value}.")
        return self.value

    def is_true(self) -> bool:
        """The value as a truth value."""
        return self.value == TRUE

    def members(self) -> tuple[Term, ...]:
        """The value as a list."""
        return tuple(self.shapes.items(self.value))

    def other(self, term: NamedNode) -> Term | None:
        """Another parameter of the same shape."""
        return self.shapes.value(self.shape, term)


def each(is_bad: Callable[[Term], bool]) -> Check:
    """A check that looks at one value at a time."""

    def check(_: Index, rows: Rows) -> Iterator[Failure]:
        for focus, values in rows:
            for value in values:
                if is_bad(value):
                    yield Failure(focus, value)

    return check


# ── How many values ──────────────────────────────────────────────────────────────────────────────────────────────────


def min_count(parameter: Parameter) -> Check:
    """At least so many values."""
    least = parameter.integer()
    return lambda _, rows: (Failure(focus) for focus, values in rows if len(values) < least)


def max_count(parameter: Parameter) -> Check:
    """At most so many values."""
    most = parameter.integer()
    return lambda _, rows: (Failure(focus) for focus, values in rows if len(values) > most)


def has_value(parameter: Parameter) -> Check:
    """This value among others."""
    wanted = parameter.value
    return lambda _, rows: (Failure(focus) for focus, values in rows if wanted not in values)


# ── What a value is ──────────────────────────────────────────────────────────────────────────────────────────────────


def class_(parameter: Parameter) -> Check:
    """Values of a class, as far as the same graph says so."""
    wanted = parameter.iri()

    def check(index: Index, rows: Rows) -> Iterator[Failure]:
        instances = index.instances(wanted)
        return (Failure(focus, value) for focus, values in rows for value in values if value not in instances)

    return check


def datatype(parameter: Parameter) -> Check:
    """Literals of a datatype, in one of its forms."""
    wanted = parameter.iri()
    is_form = forms(wanted)
    return each(lambda value: type(value) is not Literal or value.datatype != wanted or not is_form(value.value))


_KINDS: Mapping[NamedNode, tuple[type, ...]] = MappingProxyType(
    {
        SH.IRI: (NamedNode,),
        SH.BlankNode: (BlankNode,),
        SH.Literal: (Literal,),
        SH.BlankNodeOrIRI: (BlankNode, NamedNode),
        SH.BlankNodeOrLiteral: (BlankNode, Literal),
        SH.IRIOrLiteral: (NamedNode, Literal),
    }
)


def node_kind(parameter: Parameter) -> Check:
    """IRIs, blank nodes or literals."""
    if parameter.iri() not in _KINDS:
        raise ShapesError(f"{parameter.shape} asks for {parameter.value}, which is not a kind of node.")
    allowed = _KINDS[parameter.iri()]
    return each(lambda value: type(value) not in allowed)


def in_(parameter: Parameter) -> Check:
    """One of a list of values."""
    members = frozenset(parameter.members())
    return each(lambda value: value not in members)


# ── What a literal says ──────────────────────────────────────────────────────────────────────────────────────────────


_WITH_FORM = (NamedNode, Literal)


def _form(value: Term) -> str | None:
    return value.value if isinstance(value, _WITH_FORM) else None


def pattern(parameter: Parameter) -> Check:
    """Literals and IRIs that a regular expression matches."""
    flags = _form(parameter.other(SH.flags) or Literal("")) or ""
    try:
        matches = re.compile(_form(parameter.value) or "", _python_flags(flags)).search
    except (re.error, KeyError) as error:
        raise ShapesError(
            f"{parameter.shape}: {parameter.value} with flags “{flags}” is no pattern: {error}."
        ) from None
    return each(lambda value: (form := _form(value)) is None or not matches(form))


def _python_flags(flags: str) -> int:
    known = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.VERBOSE}
    together = 0
    for flag in flags:
        together |= known[flag]
    return together


def min_length(parameter: Parameter) -> Check:
    """At least so many characters."""
    least = parameter.integer()
    return each(lambda value: (form := _form(value)) is None or len(form) < least)


def max_length(parameter: Parameter) -> Check:
    """At most so many characters."""
    most = parameter.integer()
    return each(lambda value: (form := _form(value)) is None or len(form) > most)


def language_in(parameter: Parameter) -> Check:
    """Text in one of some languages or a variety of one."""
    ranges = tuple((_form(member) or "").lower() for member in parameter.members())

    def is_bad(value: Term) -> bool:
        tag = ((value.language if isinstance(value, Literal) else None) or "").lower()
        return not any(tag == wanted or tag.startswith(f"{wanted}-") for wanted in ranges)

    return each(is_bad)


def unique_lang(parameter: Parameter) -> Check:
    """Not two values in the same language."""
    if not parameter.is_true():
        return each(lambda _: False)

    def check(_: Index, rows: Rows) -> Iterator[Failure]:
        for focus, values in rows:
            tags = Counter(value.language.lower() for value in values if isinstance(value, Literal) and value.language)
            yield from (Failure(focus) for times in tags.values() if times > 1)

    return check


def _bound(holds: Callable[[Order | None, Order | None], bool]) -> Callable[[Parameter], Check]:
    def component(parameter: Parameter) -> Check:
        bound = order(parameter.value)
        return each(lambda value: not holds(bound, order(value)))

    return component


min_inclusive = _bound(lambda bound, value: precedes(bound, value, or_equals=True))
max_inclusive = _bound(lambda bound, value: precedes(value, bound, or_equals=True))
min_exclusive = _bound(precedes)
max_exclusive = _bound(lambda bound, value: precedes(value, bound))


# ── How values of two properties compare ─────────────────────────────────────────────────────────────────────────────


def _before(*, or_equals: bool) -> Callable[[Parameter], Check]:
    def component(parameter: Parameter) -> Check:
        other = parameter.iri()

        def check(index: Index, rows: Rows) -> Iterator[Failure]:
            column = index.column(other)
            for focus, values in rows:
                for later in map(order, column.get(focus, ()) if values else ()):
                    yield from (Failure(focus, v) for v in values if not precedes(order(v), later, or_equals=or_equals))

        return check

    return component


less_than = _before(or_equals=False)
less_than_or_equals = _before(or_equals=True)


def equals(parameter: Parameter) -> Check:
    """The same values as another property has."""
    other = parameter.iri()

    def check(index: Index, rows: Rows) -> Iterator[Failure]:
        column = index.column(other)
        for focus, values in rows:
            others = column.get(focus, {})
            if values or others:
                yield from (Failure(focus, value) for value in values if value not in others)
                yield from (Failure(focus, value) for value in others if value not in values)

    return check


def disjoint(parameter: Parameter) -> Check:
    """None of the values that another property has."""
    other = parameter.iri()

    def check(index: Index, rows: Rows) -> Iterator[Failure]:
        for focus, values in rows:
            others = index.values(focus, other)
            yield from (Failure(focus, value) for value in values if value in others)

    return check
