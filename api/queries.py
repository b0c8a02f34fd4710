import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import accumulate
from types import MappingProxyType

import pyoxigraph
from fastapi import APIRouter, Request, Response
from markupsafe import escape
from pyoxigraph import QueryResultsFormat

from api.answering import Answering, answered
from api.asked import AskedQuery
from api.caching import REVALIDATE, entity_tag, not_modified
from api.choosing import choices
from api.identities import Identities, IdentitiesOf
from api.languages import gettext
from api.openapi import document
from api.outbox import Delivery, Outbox
from api.pages import MOST_ROWS, Pages, ShownAnswer, ShownCell, ShownRow, ShownTable, shown
from api.recent import Recent
from api.representations import HTML, XLSX, Representation, wanted_table
from graph import __version__
from graph.errors import ParameterError
from graph.query.named import NamedQuery, named_queries, named_query
from graph.query.naming import Terms
from graph.query.table import as_table
from graph.query.workbook import Sheet, about, workbook
from graph.store.answers import Answer
from graph.store.formats import SOLUTION_FORMATS
from graph.store.messages import Question, Reply

_DOWNLOADS = ("xlsx", *SOLUTION_FORMATS)
_ROOM, _MARKUP = 36_000, 50
"""So many bytes of rows leave room for the form and for lists to choose from; a cell has about so many of markup."""
_OPENAPI = "application/vnd.oai.openapi+json;version=3.1"


class Queries:
    """The named queries: a list, what programs can know of them, and each with its answer."""

    def __init__(
        self, store: Answering, identities: IdentitiesOf, pages: Pages, recent: Recent, outbox: Outbox
    ) -> None:
        self._store = store
        self._recent = recent
        self._identities = identities
        self._pages = pages
        self._outbox = outbox
        # A workbook is made in a thread of this process; one at a time leaves it to those who wait for pages.
        self._making = asyncio.Lock()

    def router(self) -> APIRouter:
        """What is asked under which address."""
        router = APIRouter()
        router.add_api_route("/queries", self.listed, methods=["GET", "HEAD"])
        router.add_api_route("/openapi.json", self.described, methods=["GET", "HEAD"])
        router.add_api_route("/queries/{name}", self.answer, methods=["GET", "HEAD"])
        return router

    async def listed(self) -> Response:
        """All named queries, by subject."""
        return self._pages.page("queries.html", groups=by_subject(named_queries()))

    async def described(self, request: Request) -> Response:
        """The named queries as an OpenAPI document."""
        tag = entity_tag(__version__, "openapi")
        if known := not_modified(request, tag):
            return known
        return Response(document(), headers={"content-type": _OPENAPI, "etag": tag or "", **REVALIDATE})

    async def answer(self, name: str, request: Request) -> Response:
        """The answer to a named query, as a page, a workbook or data."""
        named, choice = named_query(name), wanted_table(request)
        if choice.media_type == HTML:
            return await self._page(named, request)
        asked = AskedQuery.of(request, named)
        if known := not_modified(request, self._tag(self._store.version, asked, choice, request)):
            return known
        terms = await self._terms(request, asked)
        reply = await self._reply(request, asked, terms, choice.format)
        headers = {
            "content-type": choice.content_type,
            "vary": "accept",
            "content-disposition": f'{_disposition(choice)}; filename="{name}.{_ending(choice)}"',
            **REVALIDATE,
        }
        if tag := self._tag(reply.version, asked, choice, request):
            headers["etag"] = tag
        content = reply.content
        if choice.media_type == XLSX:
            identities = await self._identities.known(request)
            async with self._making:
                content = await asyncio.to_thread(_workbook, asked, terms, reply, identities, str(request.base_url))
        return Delivery(self._outbox, content, headers)

    async def _page(self, named: NamedQuery, request: Request) -> Response:
        """A page with the form, and below it the answer or what is wrong with what was given."""
        offered = await choices(request, self._recent, named.header.parameters)
        try:
            asked = AskedQuery.of(request, named)
            terms = await self._terms(request, asked)
        except ParameterError as error:
            values = dict(request.query_params)
            return self._pages.query(named, values, offered, None, error.message if values else None)
        limit = min(asked.limit or MOST_ROWS, MOST_ROWS)
        reply = await self._reply(request, asked.part(limit + 1, asked.offset), terms, "json")
        table = shown(reply, await self._identities.known(request), named.shown(terms))
        return self._pages.query(named, asked.given, offered, _shown_answer(asked, table, limit))

    async def _terms(self, request: Request, asked: AskedQuery) -> Terms:
        """The terms of the query's variables, with names looked up in the graph.

        Raises:
            ParameterError: where a value is missing, not of its parameter's type, or not in the graph.
        """
        run = asked.named.terms(asked.given)
        try:
            lookup = next(run)
            while True:
                question = Question(lookup.text, lookup.parameters, graph=None)
                lookup = run.send(_answer_in(await answered(request, self._store, question)))
        except StopIteration as done:
            terms: Terms = done.value
            return terms

    async def _reply(self, request: Request, asked: AskedQuery, terms: Terms, format_name: str) -> Reply:
        return await answered(request, self._store, Question(asked.text, terms, solutions=format_name, graph=None))

    def _tag(self, version: str, asked: AskedQuery, choice: Representation, request: Request) -> str | None:
        """What names an answer as long as graph, query and software stay the same; a workbook's links name the host."""
        host = str(request.base_url) if choice.media_type == XLSX else ""
        return entity_tag(version, __version__, asked.text, sorted(asked.given.items()), asked.language, choice, host)


def by_subject(queries: Mapping[str, NamedQuery]) -> Mapping[str, tuple[NamedQuery, ...]]:
    """Named queries under the first of their tags."""
    groups: dict[str, tuple[NamedQuery, ...]] = {}
    for named in queries.values():
        subject = named.header.tags[0]
        groups[subject] = (*groups.get(subject, ()), named)
    return MappingProxyType(dict(sorted(groups.items())))


def _answer_in(reply: Reply) -> Answer:
    return Answer(pyoxigraph.parse_query_results(BytesIO(reply.content), QueryResultsFormat.JSON))


def _workbook(asked: AskedQuery, terms: Terms, reply: Reply, identities: Identities, base: str) -> bytes:
    table = as_table(_answer_in(reply), asked.named.shown(terms), asked.language)
    told = about(asked.named, asked.given, asked.language, f"{base.rstrip('/')}{asked.address()}", reply.version)
    return workbook(Sheet(table, told, asked.language, partial(_absolute, identities, base.rstrip("/"))))


def _absolute(identities: Identities, base: str, iri: str) -> str | None:
    """Where the server that was asked tells of what an IRI names."""
    path = identities.path(iri)
    return f"{base}{path}" if path else None


def _shown_answer(asked: AskedQuery, table: ShownTable, limit: int) -> ShownAnswer:
    """The rows that were asked for, of a table that may have one more, and where the others are."""
    rows, offset = _fitting(table.rows[:limit]), asked.offset
    others = {}
    if offset:
        others[gettext("Forrige rader")] = asked.address(offset=max(offset - limit, 0), limit=limit)
    if table.count > len(rows):
        others[gettext("Neste rader")] = asked.address(offset=offset + len(rows), limit=limit)
    downloads = {name: asked.address(format=name) for name in _DOWNLOADS}
    return ShownAnswer(replace(table, rows=rows, count=len(rows)), offset + 1, downloads, others)


def _fitting(rows: Sequence[ShownRow]) -> tuple[ShownRow, ...]:
    """The first rows that a page has room for, at least one."""
    sizes = accumulate(sum(_size(cell) for cell in row) for row in rows)
    return tuple(row for place, (row, size) in enumerate(zip(rows, sizes, strict=True)) if size <= _ROOM or not place)


def _size(cell: ShownCell) -> int:
    """About how many bytes a cell is on a page, with its markup."""
    return len(escape(cell.text).encode()) + len(cell.address or "") + _MARKUP


def _disposition(choice: Representation) -> str:
    return "attachment" if choice.media_type == XLSX else "inline"


def _ending(choice: Representation) -> str:
    return "xlsx" if choice.media_type == XLSX else choice.format
