"""Property paths: from a node to the values that a shape speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import NamedNode

from graph.errors import ShapesError
from graph.validation.index import NOTHING, Index, Term, Values
from graph.validation.terms import LIST, SH


class Path(Protocol):
    """A way through the graph. Its string is the path in SPARQL."""

    def values(self, index: Index, focus: Term) -> Values:
        """What the path leads to from one node."""
        ...


@dataclass(frozen=True, slots=True)
class Predicate:
    """One step along a predicate."""

    iri: NamedNode

    def __str__(self) -> str:
        return str(self.iri)

    def values(self, index: Index, focus: Term) -> Values:
        """The values of the predicate."""
        return index.column(self.iri).get(focus, NOTHING)


@dataclass(frozen=True, slots=True)
class Inverse:
    """A step against a predicate or, by trying every node, against a longer path."""

    path: Path

    def __str__(self) -> str:
        return f"^({self.path})"

    def values(self, index: Index, focus: Term) -> Values:
        """The nodes from which the path leads here."""
        if isinstance(self.path, Predicate):
            return index.inverse(self.path.iri).get(focus, NOTHING)
        return {node: None for node in index.nodes() if focus in self.path.values(index, node)}


@dataclass(frozen=True, slots=True)
class Sequenced:
    """One path after the other."""

    steps: Sequence[Path]

    def __str__(self) -> str:
        return "/".join(f"({step})" for step in self.steps)

    def values(self, index: Index, focus: Term) -> Values:
        """What the last step leads to."""
        reached: Values = (focus,)
        for step in self.steps:
            reached = _union(step.values(index, node) for node in reached)
        return reached


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any of several paths."""

    ways: Sequence[Path]

    def __str__(self) -> str:
        return "|".join(f"({way})" for way in self.ways)

    def values(self, index: Index, focus: Term) -> Values:
        """What any of them leads to."""
        return _union(way.values(index, focus) for way in self.ways)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A path that may be walked again; `sign` is `*`, `+` or `?`, as in SPARQL."""

    path: Path
    sign: str

    def __str__(self) -> str:
        return f"({self.path}){self.sign}"

    def values(self, index: Index, focus: Term) -> Values:
        """What as many steps as the sign allows lead to."""
        first = self.path.values(index, focus)
        reached = dict.fromkeys(first if self.sign == "+" else (focus, *first))
        waiting = [] if self.sign == "?" else list(first)
        while waiting:
            for node in self.path.values(index, waiting.pop()):
                if node not in reached:
                    reached[node] = None
                    waiting.append(node)
        return reached


def _union(parts: Iterable[Values]) -> Values:
    together = NOTHING
    for part in parts:
        if part:
            together = dict.fromkeys((*together, *part)) if together else part
    return together


def read_path(shapes: Index, node: Term) -> Path:
    """The path that a node of the shapes graph describes.

    Raises:
        ShapesError: where it describes none.
    """
    if isinstance(node, NamedNode):
        return Predicate(node)
    if shapes.value(node, LIST.first) is not None:
        return Sequenced(tuple(read_path(shapes, step) for step in shapes.items(node)))
    if (inner := shapes.value(node, SH.inversePath)) is not None:
        return Inverse(read_path(shapes, inner))
    if (inner := shapes.value(node, SH.alternativePath)) is not None:
        return Alternative(tuple(read_path(shapes, way) for way in shapes.items(inner)))
    for term, sign in ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?")):
        if (inner := shapes.value(node, term)) is not None:
            return Repeated(read_path(shapes, inner), sign)
    raise ShapesError(f"The path {node} is none that SHACL knows. Write an IRI, a list of steps, or one of sh:…Path.")
