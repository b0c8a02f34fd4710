import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from graph.errors import UnknownNameError
from graph.query.header import Column, Header, read_header
from graph.query.naming import Lookup, Terms, found
from graph.query.values import checked, loosely_bound
from graph.resources import resource
from graph.store.answers import Answer
from graph.store.embedded import Store

_OF_STATEMENTS = re.compile(r"stp:(?:stance|verdict|Statement|Position|kind|heldBy|reviewState)\b")


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

    @property
    def rests_on_statements(self) -> bool:
        """Whether its answer rests on what was found in texts, which a machine may have proposed."""
        return _OF_STATEMENTS.search(self.text) is not None

    @property
    def sparql(self) -> str:
        """The query without its header."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("#+")).strip() + "\n"

    def terms(self, given: Mapping[str, str]) -> Generator[Lookup, Answer, Terms]:
        """The terms of its variables for what is given for its parameters; yields what must be looked up first.

        Raises:
            ParameterError: where a value is missing, not of its parameter's type, or not in the graph.
        """
        if self.header.is_empty:
            return loosely_bound(given)
        return (yield from found(checked(self.name, self.header.parameters, given)))

    def check(self, given: Mapping[str, str]) -> None:
        """Say what is wrong with what is given, as far as it can be told without the graph.

        Raises:
            ParameterError: where a value is missing or not of its parameter's type.
        """
        if not self.header.is_empty:
            checked(self.name, self.header.parameters, given)

    def shown(self, bound: Mapping[str, object]) -> tuple[Column, ...]:
        """The columns that people are shown: not those whose value was given and is the same in every row."""
        return tuple(
            column for column in self.header.columns if column.variable not in bound and column.link not in bound
        )


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


def terms_in(store: Store, named: NamedQuery, given: Mapping[str, str]) -> Terms:
    """The terms of a query's variables, with names looked up in a store.

    Raises:
        ParameterError: where a value is missing, not of its parameter's type, or not in the graph.
    """
    run = named.terms(given)
    try:
        lookup = next(run)
        while True:
            lookup = run.send(store.query(lookup.text, parameters=lookup.parameters))
    except StopIteration as done:
        terms: Terms = done.value
        return terms


def answer_named(store: Store, name: str, given: Mapping[str, str]) -> Answer:
    """The answer to a named query, for what is given for its parameters.

    Raises:
        UnknownNameError: where there is no such query.
        ParameterError: where a value is missing, not of its parameter's type, or not in the graph.
    """
    query = named_query(name)
    return store.query(query.text, parameters=terms_in(store, query, given))
