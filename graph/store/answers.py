import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from types import MappingProxyType
from typing import IO, cast

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    Triple,
)

from graph.errors import AnswerTooLargeError, Message, QueryError, QueryFormatError, UnknownFunctionError
from graph.namespaces import PREFIXES
from graph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS, AnswerFormat
from graph.store.prefixes import with_tidy_prefixes

_UNKNOWN_FUNCTION = re.compile(r"custom (?:aggregate )?function (<[^>]*>) is not supported")
_FAILURES = (OSError, RuntimeError, SyntaxError, ValueError)
_WITH_PREFIXES = (RdfFormat.TURTLE, RdfFormat.TRIG)
Term = NamedNode | BlankNode | Literal | Triple


class AnswerKind(StrEnum):
    """What a query gives: rows, yes or no, or triples."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    GRAPH = "graph"


_CALLED: Mapping[AnswerKind, Message] = MappingProxyType(
    {
        AnswerKind.SOLUTIONS: Message("solutions"),
        AnswerKind.BOOLEAN: Message("boolean"),
        AnswerKind.GRAPH: Message("graph"),
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the store answers; it is worked out while it is read, and can be read once."""

    result: QuerySolutions | QueryBoolean | Iterable[Triple]

    @property
    def kind(self) -> AnswerKind:
        """Whether rows, yes or no, or triples were asked for."""
        if isinstance(self.result, QuerySolutions):
            return AnswerKind.SOLUTIONS
        return AnswerKind.BOOLEAN if isinstance(self.result, QueryBoolean) else AnswerKind.GRAPH

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the columns, where the answer has rows."""
        return tuple(variable.value for variable in self._solutions.variables)

    def rows(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows, in the order of `variables`."""
        try:
            for solution in self._solutions:
                yield tuple(cast("QuerySolution", solution))
        except _FAILURES as error:
            raise failed(error) from error

    def __bool__(self) -> bool:
        """The answer to a question of yes or no.

        Raises:
            QueryError: where rows or triples were asked for.
        """
        if not isinstance(self.result, QueryBoolean):
            raise QueryError(
                "The query does not ask for yes or no but for {kind}. Ask with ASK.", kind=_CALLED[self.kind]
            )
        return bool(self.result)

    def fitting(self, solutions: AnswerFormat | None, graph: AnswerFormat | None) -> AnswerFormat:
        """The one of two formats that this kind of answer can be written in.

        Raises:
            QueryFormatError: where that one is None.
        """
        found = graph if self.kind is AnswerKind.GRAPH else solutions
        if found is None:
            known = GRAPH_FORMATS if self.kind is AnswerKind.GRAPH else SOLUTION_FORMATS
            types = ", ".join(each.media_type for each in known.values())
            raise QueryFormatError(
                "The query gives {kind}, which can be had as {types}. Ask for one of these.",
                kind=_CALLED[self.kind],
                types=types,
            )
        return found

    def write(self, output: IO[bytes], answer_format: AnswerFormat) -> None:
        """Write the answer in a format of its kind.

        Raises:
            QueryError: where it cannot be worked out.
        """
        native = answer_format.native
        try:
            if isinstance(self.result, QuerySolutions | QueryBoolean):
                self.result.serialize(output, cast("QueryResultsFormat", native))
            else:
                pyoxigraph.serialize(self.result, output, cast("RdfFormat", native), prefixes=dict(PREFIXES))
        except _FAILURES as error:
            raise failed(error) from error

    def serialised(self, answer_format: AnswerFormat, longest: int | None = None) -> bytes:
        """The bytes of the answer in a format of its kind.

        Raises:
            AnswerTooLargeError: where they are more than the longest allowed.
        """
        output = _Measured(longest)
        self.write(output, answer_format)
        content = output.getvalue()
        return with_tidy_prefixes(content) if answer_format.native in _WITH_PREFIXES else content

    @property
    def _solutions(self) -> QuerySolutions:
        if not isinstance(self.result, QuerySolutions):
            raise QueryError(
                "The query does not ask for rows but for {kind}. Ask with SELECT.", kind=_CALLED[self.kind]
            )
        return self.result


class _Measured(BytesIO):
    """Bytes in memory that refuse to grow beyond a limit."""

    def __init__(self, longest: int | None) -> None:
        super().__init__()
        self._longest = longest

    def write(self, content: bytes) -> int:  # type: ignore[override]  # the engine gives nothing but bytes
        if self._longest is not None and self.tell() + len(content) > self._longest:
            raise AnswerTooLargeError(self._longest)
        return super().write(content)


def failed(error: Exception) -> QueryError:
    """What to say of an error that the engine raised while it worked the answer out."""
    if function := _UNKNOWN_FUNCTION.search(str(error)):
        return UnknownFunctionError(function[1])
    return QueryError("The query cannot be answered: {error}.", error=error)
