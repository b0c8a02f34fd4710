"""The gate: shapes read once, then asked about the triples of one response after another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode, RdfFormat, parse

from graph.errors import ShapesError
from graph.resources import resource, turtle_files
from graph.validation.data import Data
from graph.validation.findings import Finding
from graph.validation.index import Fact, Index
from graph.validation.native import NATIVE_RULES, Native
from graph.validation.reader import ShapeReader
from graph.validation.shape import Result, Shape
from graph.validation.subjects import findings

_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shapes:
    """Compiled shapes; the same value serves any number of graphs."""

    targeted: tuple[Shape, ...]

    @classmethod
    def load(cls, *extra: Path) -> "Shapes":
        """The shipped shapes, and those of further Turtle files.

        Raises:
            ShapesError: where a file cannot be parsed, or asks for something that the runner does not know.
        """
        return cls.read(shape_triples(*extra))

    @classmethod
    def of_vocabularies(cls, *extra: Path) -> "Shapes":
        """The shapes that concept schemes must conform to, and those of further Turtle files.

        Raises:
            ShapesError: where a file cannot be parsed, or asks for something that the runner does not know.
        """
        return cls.read(vocabulary_shape_triples(*extra))

    @classmethod
    def read(cls, triples: Iterable[Fact], native: Mapping[NamedNode, Native] = NATIVE_RULES) -> "Shapes":
        """The shapes of a shapes graph; `native` stands in for rules that are quicker in Python.

        Raises:
            ShapesError: where they ask for something that the runner does not know.
        """
        return cls(tuple(ShapeReader(Index(triples), native).targeted()))

    def check(self, triples: Iterable[Fact], texts: Mapping[str, str] = _NO_TEXTS) -> tuple[Finding, ...]:
        """What is wrong with the triples, in an order that does not change; nothing if they conform.

        `texts` holds, by IRI or by SHA-256, the texts in which offsets count. Quotes are compared with those that are
        given; the text itself never enters the data.
        """
        data = Data(triples, texts)
        return findings(data, self.results(data))

    def results(self, data: Data) -> Iterator[Result]:
        """The bare results, each once."""
        found = chain.from_iterable(
            shape.results(data, shape.targets.focus(data), shape.targets.pattern(data) if shape.rules else None)
            for shape in self.targeted
        )
        yield from dict.fromkeys(found)


def shape_triples(*extra: Path) -> Iterator[Fact]:
    """The triples of the shipped shapes and of further Turtle files.

    Raises:
        ShapesError: where a file cannot be read or parsed.
    """
    return _triples(*turtle_files("shapes"), *extra)


def vocabulary_shape_triples(*extra: Path) -> Iterator[Fact]:
    """The triples of the shapes for concept schemes, which are no part of the others, and of further Turtle files.

    Raises:
        ShapesError: where a file cannot be read or parsed.
    """
    return _triples(resource("graph", "validation", "skos.ttl"), *extra)


def _triples(*files: Traversable) -> Iterator[Fact]:
    for file in files:
        try:
            yield from parse(file.read_bytes(), format=RdfFormat.TURTLE, base_iri="https://w3id.org/standpunkt/shapes/")
        except (SyntaxError, OSError) as error:
            raise ShapesError(f"{file.name} cannot be read as Turtle: {error}") from None
