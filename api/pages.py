"""The pages for people: Norwegian, made on the server, whole without JavaScript."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib.resources.abc import Traversable
from io import BytesIO
from urllib.parse import urlencode

import pyoxigraph
from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import QueryResultsFormat

from api.headers import POLICY_WITH_ISLAND
from graph import __version__
from graph.query.header import Column
from graph.query.named import NamedQuery
from graph.query.table import Cell, Table, as_table
from graph.resources import resource
from graph.store.answers import Answer, AnswerKind
from graph.store.formats import SOLUTION_FORMATS
from graph.store.guarded import Reply

UNREVIEWED = "maskinelt foreslått, ikke gjennomgått"
_MOST_ROWS = 1000
_DRILLS: Mapping[str, tuple[str, str]] = {
    "actor": ("what-an-actor-says", "actor"),
    "addressee": ("asked-of", "addressee"),
    "attributed": ("what-an-actor-says", "actor"),
    "consultation": ("proposals-overview", "consultation"),
    "endorsed": ("what-an-actor-says", "actor"),
    "instrument": ("positions-on-instrument", "instrument"),
    "mentioned": ("positions-on-instrument", "instrument"),
}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """The text of a cell, and the address of the page that tells more."""

    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The part of a table that a page shows, and what must be said of it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    count: int
    unreviewed: bool


class Pages:
    """Renders the templates."""

    def __init__(self, islands: Traversable | None = None) -> None:
        self._environment = Environment(
            loader=PackageLoader("api"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"software": __version__, "unreviewed": UNREVIEWED}
        self._environment.filters["number"] = _number
        compiled = islands or resource("api", "static", "islands")
        self._has_editor = (compiled / "sparql.js").is_file()

    def page(self, name: str, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
        """One page from its template and what it shows."""
        content = self._environment.get_template(name).render(values)
        return HTMLResponse(content, status, headers={"vary": "accept"})

    def sparql(self, text: str, reply: Reply | None, name: str = "") -> Response:
        """The form for a query of one's own, with a text to begin from and what to call it, and the answer below it."""
        table = shown(reply) if reply and reply.kind == AnswerKind.SOLUTIONS else None
        plain = None if reply is None or table else _plain(reply)
        downloads = {name: f"/sparql?{urlencode({'query': text, 'format': name})}" for name in SOLUTION_FORMATS}
        response = self.page(
            "sparql.html",
            editor=self._has_editor,
            text=text,
            tab=name,
            table=table,
            plain=plain,
            downloads=downloads,
        )
        response.headers["content-security-policy"] = POLICY_WITH_ISLAND
        return response

    def query(self, named: NamedQuery, values: Mapping[str, str], reply: Reply) -> Response:
        """A named query with its parameters and its answer."""
        table = shown(reply, named.shown(named.bound(values)))
        address = f"/queries/{named.name}"
        downloads = {name: f"{address}?{urlencode({**values, 'format': name})}" for name in SOLUTION_FORMATS}
        return self.page("query.html", named=named, values=values, table=table, downloads=downloads)


def _plain(reply: Reply) -> str:
    """Triples as Turtle, yes or no as a word."""
    if reply.kind == AnswerKind.GRAPH:
        return reply.content.decode()
    return "Ja" if pyoxigraph.parse_query_results(BytesIO(reply.content), QueryResultsFormat.JSON) else "Nei"


def shown(reply: Reply, columns: tuple[Column, ...] = ()) -> ShownTable:
    """The rows of an answer that a page shows."""
    solutions = pyoxigraph.parse_query_results(BytesIO(reply.content), QueryResultsFormat.JSON)
    table = as_table(Answer(solutions), columns)
    rows = tuple(_shown_row(row, columns) for row in table.rows[:_MOST_ROWS])
    return ShownTable(table.headings, rows, len(table.rows), _has_unreviewed(table))


def _shown_row(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> tuple[ShownCell, ...]:
    if not columns:
        return tuple(ShownCell(cell.text) for cell in row)
    return tuple(ShownCell(cell.text, _address(cell, column)) for cell, column in zip(row, columns, strict=True))


def _address(cell: Cell, column: Column) -> str | None:
    """The page that tells more of what a cell names."""
    drill = _DRILLS.get(column.link or "")
    if drill is None or cell.link is None:
        return None
    query, parameter = drill
    return f"/queries/{query}?{urlencode({parameter: cell.link})}"


def _has_unreviewed(table: Table) -> bool:
    return any(cell.text == UNREVIEWED for row in table.rows for cell in row)


def _number(value: int) -> str:
    """A number as it is written in Norwegian, with narrow spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f")
