from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph.errors import UnknownNameError
from graph.query.binding import bound, loosely_bound
from graph.query.header import Column, Header, read_header
from graph.resources import resource
from graph.store.answers import Answer
from graph.store.embedded import Store


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question in a file of its own, whose name it has; one that does not ship with Standpunkt may lack a header."""

    name: str
    text: str
    header: Header

    @classmethod
    def read(cls, name: str, text: str) -> "NamedQuery":
        """A query from the content of its file.

        Raises:
            QueryError: where its header is wrong.
        """
        return cls(name, text, read_header(name, text))

    def bound(self, values: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
        """The terms of its variables for the values of its parameters; the defaults stand for those not given.

        Raises:
            UnknownNameError: where there is no such parameter.
            QueryError: where a value is not of the parameter's type.
        """
        if self.header.is_empty:
            return loosely_bound(values)
        return bound(self.name, self.header.parameters, values)

    def shown(self, given: Mapping[str, object]) -> tuple[Column, ...]:
        """The columns that people are shown: not those whose value was given and is the same in every row."""
        return tuple(column for column in self.header.columns if column.variable not in given)


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """The queries that ship with Standpunkt, by name."""
    files = sorted(resource("graph", "queries").iterdir(), key=lambda file: file.name)
    texts = {
        file.name.removesuffix(".rq"): file.read_text(encoding="utf-8") for file in files if file.name.endswith(".rq")
    }
    return MappingProxyType({name: NamedQuery.read(name, text) for name, text in texts.items()})


def named_query(name: str) -> NamedQuery:
    """The query with a name.

    Raises:
        UnknownNameError: where there is none.
    """
    known = named_queries()
    if name not in known:
        raise UnknownNameError("named query", name, list(known))
    return known[name]


def answer_named(store: Store, name: str, values: Mapping[str, str]) -> Answer:
    """The answer to a named query, for values of its parameters.

    Raises:
        UnknownNameError: where there is no such query or parameter.
        QueryError: where a value is not of the parameter's type.
    """
    query = named_query(name)
    return store.query(query.text, parameters=query.bound(values))
