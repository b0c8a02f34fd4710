"""Actors, responses, positions and references as tables of CSV, which `tables/csv-metadata.json` describes (CSVW)."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, Self

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat

from graph.export.quads import graphs
from graph.namespaces import PREFIXES
from graph.resources import resource

DESCRIPTION = "csv-metadata.json"
"""The name of the file that describes the tables."""
_OF_RESPONSES = "/graph/response/"
_RESPONSES_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its description has it: its file, titles, columns with what separates several values, and its key."""

    file: str
    titles: Mapping[str, str]
    columns: Mapping[str, str | None]
    key: tuple[int, ...]

    @classmethod
    def described(cls, table: Mapping[str, Any]) -> Self:
        """The table that a description tells of."""
        schema = table["tableSchema"]
        columns = {column["name"]: column.get("separator") for column in schema["columns"]}
        key = [schema["primaryKey"]] if isinstance(schema["primaryKey"], str) else schema["primaryKey"]
        titles = {title["@language"]: title["@value"] for title in table["dc:title"]}
        return cls(table["url"], titles, columns, tuple(list(columns).index(name) for name in key))

    @property
    def name(self) -> str:
        """What the table and its query are called."""
        return self.file.removesuffix(".csv")

    @property
    def is_shared(self) -> bool:
        """Whether its rows stand in the graphs that no single response decides."""
        return self.name == "actors"


def description() -> bytes:
    """The description of the tables, in the words of CSV on the Web."""
    return resource("graph", "export", "tables", DESCRIPTION).read_bytes()


@cache
def tables() -> tuple[Table, ...]:
    """The tables there are."""
    return tuple(map(Table.described, json.loads(description())["tables"]))


def table_pieces(path: Path, table: Table) -> Iterator[bytes]:
    """A table of a data folder or an RDF file as pieces of CSV, the first of which is the names of its columns.

    A few responses at a time are in memory.

    Raises:
        DataFolderError: where there is no graph, or it cannot be read.
    """
    yield _lines([list(table.columns)])
    for store in _portions(path, shared=table.is_shared):
        yield _lines(_rows(store, table))


def _portions(path: Path, *, shared: bool) -> Iterator[pyoxigraph.Store]:
    """What rows are made from: the graphs that all responses share, and beside them those of some responses at a time.

    A file is one portion.
    """
    together = path.is_file()
    common = [graph.content for graph in graphs(path) if together or _OF_RESPONSES not in graph.name]
    if shared or together:
        yield _loaded(common)
        return
    responses = (graph.content for graph in graphs(path) if _OF_RESPONSES in graph.name)
    while portion := list(islice(responses, _RESPONSES_AT_A_TIME)):
        yield _loaded([*common, *portion])


def _loaded(contents: Iterable[bytes]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for content in contents:
        store.bulk_load(content, RdfFormat.N_QUADS)
    return store


def _rows(store: pyoxigraph.Store, table: Table) -> Iterator[list[str]]:
    """The rows in the order of the query; of several with one key, the first."""
    previous = None
    for solution in _solutions(store, table):
        row = [_cell(solution[name], separator) for name, separator in table.columns.items()]
        key = [row[place] for place in table.key]
        if key != previous:
            yield row
        previous = key


def _solutions(store: pyoxigraph.Store, table: Table) -> QuerySolutions:
    query = resource("graph", "export", "tables", f"{table.name}.rq").read_text(encoding="utf-8")
    found = store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions), "the queries of tables select"
    return found


def _cell(term: object, separator: str | None) -> str:
    """What a cell says; several values are in an order that does not change."""
    text = term.value if isinstance(term, NamedNode | Literal) else ""
    return separator.join(sorted(text.split(separator))) if separator else text


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()
