from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Variable

from graph.errors import QueryError, QuerySyntaxError
from graph.namespaces import PREFIXES, W3ID
from graph.settings import DEFAULT_BASE
from graph.store.answers import Answer, failed
from graph.store.prefixes import used_prefixes
from graph.store.refusal import check_allowed
from graph.store.sources import Source
from graph.store.syntax import readable_syntax_error
from graph.store.tokens import names_its_graphs, with_plain_truths

NO_PARAMETERS: Mapping[str, NamedNode | Literal] = {}
SUPPOSED = NamedNode(f"{W3ID}/graph/search")
"""The graph of what holds only while a query is answered."""


class Store(Protocol):
    """What answers queries, wherever the graph lies."""

    def query(
        self,
        text: str,
        *,
        parameters: Mapping[str, NamedNode | Literal] = NO_PARAMETERS,
        default_graphs: Iterable[str] = (),
        named_graphs: Iterable[str] = (),
    ) -> Answer:
        """Answer a query over the union of all graphs, or over the graphs that are named.

        `parameters` gives variables that the query selects their values.

        Raises:
            QueryError: where the query is wrong, or asks for what is not allowed.
        """
        ...


@dataclass(frozen=True, slots=True)
class EmbeddedStore:
    """A graph in the memory of this process; relative IRIs in queries stand under `base`."""

    graph: pyoxigraph.Store
    base: str = f"{DEFAULT_BASE}/"

    @contextmanager
    def supposing(self, facts: str) -> Iterator[None]:
        """Let the graph also say some N-Triples, in a graph of their own, while a query is answered."""
        if not facts:
            yield
            return
        supposed = pyoxigraph.parse(facts, RdfFormat.N_TRIPLES)
        self.graph.extend(Quad(quad.subject, quad.predicate, quad.object, SUPPOSED) for quad in supposed)
        try:
            yield
        finally:
            self.graph.remove_graph(SUPPOSED)

    def query(
        self,
        text: str,
        *,
        parameters: Mapping[str, NamedNode | Literal] = NO_PARAMETERS,
        default_graphs: Iterable[str] = (),
        named_graphs: Iterable[str] = (),
    ) -> Answer:
        """Answer a query; see `Store`. Prefixes of ours need no declaration."""
        check_allowed(text)
        default, named = _graphs(default_graphs), _graphs(named_graphs)
        chosen = bool(default or named)
        try:
            result = self.graph.query(
                with_plain_truths(text),
                base_iri=self.base,
                prefixes=dict(used_prefixes(text)),
                # The engine would let the union win over the graphs that FROM names.
                use_default_graph_as_union=not chosen and not names_its_graphs(text),
                default_graph=default if chosen else None,
                named_graphs=named if chosen else None,
                substitutions={Variable(name): term for name, term in parameters.items()},
            )
        except SyntaxError as error:
            raise QuerySyntaxError(readable_syntax_error(str(error), text, PREFIXES)) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise failed(error) from error
        return Answer(result)


def _graphs(names: Iterable[str]) -> list[Any]:
    """Graphs by their names.

    Raises:
        QueryError: where a name is not an absolute IRI.
    """
    try:
        return [NamedNode(name) for name in names]
    except ValueError as error:
        raise QueryError("A graph must be named by an absolute IRI: {error}.", error=error) from error


def open_store(path: Path) -> EmbeddedStore:
    """The graph of a data folder or of an RDF file, in memory.

    Raises:
        DataFolderError: where there is none, or it cannot be read.
    """
    source = Source.at(path)
    return EmbeddedStore(source.loaded(), source.base)
