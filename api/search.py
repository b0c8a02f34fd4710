from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from api.answering import client_of
from api.identities import IdentitiesOf
from api.languages import best
from api.outbox import Delivery, Outbox
from api.pages import Pages
from api.refusals import BadRequestError
from api.representations import HTML, one_of
from api.things.labels import Labels
from api.things.naming import label_rows
from api.words import UnsearchedStore
from graph.errors import SearchError
from graph.search.excerpts import excerpt
from graph.search.records import as_csv, as_json
from graph.search.searching import KINDS, Found, Hit, Named, Scope, Search

TYPES: Mapping[str, str] = {"json": "application/json", "csv": "text/csv", "html": HTML}
_FILTERS = ("kind", "actor", "consultation")
_PARAMETERS = ("q", "in", *_FILTERS, "limit", "page", "format")
HITS = 20
MOST_HITS = 1000
MOST_PAGES = 10_000


def search_router(store: UnsearchedStore, identities: IdentitiesOf, pages: Pages, outbox: Outbox) -> APIRouter:
    """Full-text search in statements and responses."""
    router = APIRouter()

    @router.api_route("/search", methods=["GET", "HEAD"])
    async def search(request: Request) -> Response:
        """The hits of a search, as a page or as data."""
        format_name = one_of(request, TYPES)
        given = _given(request)
        wanted = _wanted(given)
        if format_name == "html":
            return await _page(request, given, wanted)
        found = await store.search(wanted, client_of(request))
        if format_name == "csv":
            return _delivery(as_csv(found), "text/csv; charset=utf-8")
        more = _address(given, wanted, 1) if wanted.offset + wanted.limit < found.total else None
        return _delivery(as_json(wanted, found, next=more), "application/json")

    async def _page(request: Request, given: Mapping[str, str], wanted: Search) -> Response:
        found, complaint = None, None
        if wanted.written.strip():
            try:
                found = await store.search(wanted, client_of(request))
            except SearchError as error:
                complaint = error.message
        status = HTTPStatus.BAD_REQUEST if complaint else HTTPStatus.OK
        shown = _shown(given, wanted, found) if found else {}
        names = Labels(await label_rows(request, _things(found.hits)) if found else (), made=False)
        path = (await identities.known(request)).path if found else None
        said = {"given": given, "wanted": wanted, "kinds": KINDS, "complaint": complaint, "found": found, "path": path}
        return pages.page("search.html", status, called=partial(_called, names), **said, **shown)

    def _delivery(content: bytes, content_type: str) -> Response:
        return Delivery(outbox, content, {"content-type": content_type, "vary": "accept"})

    return router


def _things(hits: Iterable[Hit]) -> Iterator[NamedNode]:
    """Whatever hits name."""
    for hit in hits:
        yield from (NamedNode(each.iri) for each in (hit.response, *hit.senders, hit.attributed) if each)


def _called(names: Labels, thing: Named) -> str:
    """What a thing is called for the reader, or else as the search has it."""
    return best([label.text for label in names.of(NamedNode(thing.iri))]) or thing.name


def _given(request: Request) -> dict[str, str]:
    """The parameters of a request that are not empty.

    Raises:
        BadRequestError: where one is not known, or stands there twice.
    """
    pairs = request.query_params.multi_items()
    for name, _ in pairs:
        if name not in _PARAMETERS:
            raise BadRequestError(
                "A search has no parameter “{name}”. Use: {parameters}.", name=name, parameters=", ".join(_PARAMETERS)
            )
    if len(dict(pairs)) < len(pairs):
        raise BadRequestError("A parameter stands twice in the address. Give each of them once.")
    return {name: value for name, value in pairs if value.strip()}


def _wanted(given: Mapping[str, str]) -> Search:
    """What is searched for.

    Raises:
        BadRequestError: where a parameter has a value that it cannot have.
    """
    scope = given.get("in", Scope.STATEMENTS.value)
    if scope not in list(Scope):
        raise BadRequestError(
            "A search is in {statements} or {texts}, not in “{scope}”.",
            statements=Scope.STATEMENTS,
            texts=Scope.TEXTS,
            scope=scope,
        )
    if (kind := given.get("kind")) not in (None, *KINDS):
        raise BadRequestError(
            "There is no kind of statement called “{kind}”. Use one of: {kinds}.", kind=kind, kinds=", ".join(KINDS)
        )
    limit = _number(given, "limit", HITS, MOST_HITS)
    offset = (_number(given, "page", 1, MOST_PAGES) - 1) * limit
    filters = {name: given.get(name) for name in _FILTERS}
    return Search(given.get("q", ""), Scope(scope), **filters, limit=limit, offset=offset)


def _number(given: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= most):
        raise BadRequestError(
            "“{name}” is a whole number from 1 to {most}, not “{text}”.", name=name, most=most, text=text[:40]
        )
    return int(text)


def _address(given: Mapping[str, str], wanted: Search, step: int, **other: str) -> str:
    """The address of the same search, so many pages further on."""
    page = wanted.offset // wanted.limit + 1 + step
    return f"/search?{urlencode({**given, 'page': str(page), **other})}"


def _shown(given: Mapping[str, str], wanted: Search, found: Found) -> dict[str, object]:
    """What a page shows of the hits, and where it leads."""
    last = wanted.offset + len(found.hits)
    addresses = {name: _address(given, wanted, 0, format=name) for name in ("csv", "json")}
    return {
        "hits": [(hit, excerpt(hit)) for hit in found.hits],
        "downloads": addresses,
        "before": _address(given, wanted, -1) if wanted.offset else None,
        "after": _address(given, wanted, 1) if last < found.total else None,
        "first": wanted.offset + 1,
        "last": last,
    }
