from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType

import pyoxigraph
from fastapi import APIRouter, Request, Response
from pyoxigraph import QueryResultsFormat

from api.answering import Answering, answered
from api.identities import IdentitiesOf
from api.outbox import Delivery, Outbox
from api.pages import Pages
from api.refusals import BadRequestError
from api.representations import HTML, wanted
from graph.query.named import NamedQuery, named_queries, named_query
from graph.query.naming import LOOKUP, asked_for, found
from graph.store.answers import Answer
from graph.store.messages import Question

_FORMAT = "format"


def queries_router(store: Answering, identities: IdentitiesOf, pages: Pages, outbox: Outbox) -> APIRouter:
    """The named queries: a list, and each with its answer."""
    router = APIRouter()

    @router.api_route("/queries", methods=["GET", "HEAD"])
    async def queries() -> Response:
        """All named queries, by subject."""
        return pages.page("queries.html", groups=by_subject(named_queries()))

    @router.api_route("/queries/{name}", methods=["GET", "HEAD"])
    async def query(name: str, request: Request) -> Response:
        """The answer to a named query, as a page or as data."""
        named = named_query(name)
        values = _values(request)
        choice = wanted(request).solutions
        if choice is None:
            raise BadRequestError("A named query gives rows. Ask for them as html, json, xml, csv or tsv.")
        named.bound(values)  # what is wrong without looking is said without asking the store
        terms = named.bound({**values, **await _meant(request, store, named, values)})
        reply = await answered(request, store, Question(named.text, terms, solutions=choice.format, graph=None))
        if choice.media_type == HTML:
            return pages.query(named, values, reply, await identities.known(request))
        headers = {
            "content-type": choice.content_type,
            "vary": "accept",
            "content-disposition": f'inline; filename="{name}.{choice.format}"',
        }
        return Delivery(outbox, reply.content, headers)

    return router


def by_subject(queries: Mapping[str, NamedQuery]) -> Mapping[str, tuple[NamedQuery, ...]]:
    """Named queries under the first of their tags."""
    groups: dict[str, tuple[NamedQuery, ...]] = {}
    for named in queries.values():
        subject = named.header.tags[0]
        groups[subject] = (*groups.get(subject, ()), named)
    return MappingProxyType(dict(sorted(groups.items())))


async def _meant(request: Request, store: Answering, named: NamedQuery, values: Mapping[str, str]) -> Mapping[str, str]:
    """What the names mean that stand where keys may stand.

    Raises:
        QueryError: where nothing has a name, or several things have it.
    """
    meant = {}
    for name, asked in asked_for(named, values):
        reply = await answered(request, store, Question(LOOKUP, asked, graph=None))
        solutions = pyoxigraph.parse_query_results(BytesIO(reply.content), QueryResultsFormat.JSON)
        meant[name] = found(values[name].strip(), Answer(solutions))
    return meant


def _values(request: Request) -> dict[str, str]:
    """The parameters that the address gives values."""
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != _FORMAT]
    values = dict(pairs)
    if len(values) < len(pairs):
        raise BadRequestError("A parameter stands twice in the address. Give each of them once.")
    return values
