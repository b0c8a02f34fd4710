import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from api.answering import client_of
from api.caching import REVALIDATE, entity_tag, not_modified
from api.explore.downloads import as_csv, as_json_ld, as_table, triples
from api.explore.explorable import Explorable
from api.explore.finding import Relevance, Selection, selected, statements
from api.explore.loading import Explorables
from api.explore.records import Record, recorded
from api.explore.shown import choices, facets, others, pieces
from api.explore.titles import titles
from api.explore.wanted import ADDRESS, PAGE, SORTS, Wanted
from api.headers import POLICY_WITH_ISLAND
from api.identities import Identities, IdentitiesOf
from api.languages import VARY, gettext, language
from api.outbox import Delivery, Outbox
from api.pages import Pages, unreviewed
from api.refusals import BadRequestError
from api.representations import HTML, XLSX, content_type, one_of
from api.words import UnsearchedStore
from graph import __version__
from graph.errors import SearchError
from graph.facets.patterns import FACETS, SCOPES, composed
from graph.query.workbook import Sheet, workbook
from graph.resources import resource

_TYPES = {"html": HTML, "csv": "text/csv", "xlsx": XLSX, "jsonld": "application/ld+json"}

_KEPT = 16


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What an address asks for, among what, and which rows that are."""

    wanted: Wanted
    explorable: Explorable
    selection: Selection


class Explore:
    """Positions by facets, as a page and as data."""

    def __init__(
        self,
        store: UnsearchedStore,
        explorables: Explorables,
        identities: IdentitiesOf,
        pages: Pages,
        outbox: Outbox,
    ) -> None:
        self._store = store
        self._identities = identities
        self._pages = pages
        self._outbox = outbox
        self._explorables = explorables
        # Files are made in a thread of this process; one at a time leaves it to those who wait for pages.
        self._making = asyncio.Lock()
        self._relevances: OrderedDict[tuple[str, str], Relevance] = OrderedDict()
        self._has_island = resource("api", "static", "islands", "explore.js").is_file()

    def router(self) -> APIRouter:
        """What is asked under which address."""
        router = APIRouter()
        router.add_api_route(ADDRESS, self.explore, methods=["GET", "HEAD"])
        return router

    async def explore(self, request: Request) -> Response:
        """The statements that an address asks for: a page of them for people, or all of them as data."""
        format_name = one_of(request, _TYPES)
        if format_name == "html":
            return await self._page(request)
        tag = entity_tag(self._store.version, __version__, str(request.url), format_name, language())
        if known := not_modified(request, tag, vary=VARY):
            return known
        found = await self._found(request, facetted=False)
        headers = {
            "content-type": content_type(_TYPES[format_name]),
            "content-disposition": f'attachment; filename="standpunkter.{format_name}"',
            "vary": VARY,
            **REVALIDATE,
            **({"etag": tag} if tag else {}),
        }
        return Delivery(self._outbox, await self._data(request, found, format_name), headers)

    async def _found(self, request: Request, *, facetted: bool = True) -> _Found:
        explorable = await self._explorables.known(request)
        pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "format"]
        wanted = Wanted.of(pairs, explorable)
        relevance = await self._relevance(request, wanted.filter.words)
        return _Found(wanted, explorable, selected(wanted, explorable, relevance, tuple(FACETS) if facetted else ()))

    async def _relevance(self, request: Request, words: str) -> Relevance:
        """How well each statement fits some words; kept, since who chooses facets asks for the same words again."""
        if not words:
            return {}
        key = (self._store.version, words)
        found = self._relevances.get(key) or await self._store.scores(words, client_of(request))
        if self._store.version:
            self._relevances[key] = found
            self._relevances.move_to_end(key)
        if len(self._relevances) > _KEPT:
            self._relevances.popitem(last=False)
        return found

    async def _data(self, request: Request, found: _Found, format_name: str) -> bytes:
        chosen = statements(found.explorable, found.selection.order)
        if format_name == "jsonld":
            parts = await triples(request, self._store, chosen)
            async with self._making:
                return await asyncio.to_thread(as_json_ld, parts)
        records = await recorded(request, self._store, found.explorable, chosen)
        if format_name == "csv":
            return await asyncio.to_thread(as_csv, records)
        sheet = await self._sheet(request, found, records)
        async with self._making:
            return await asyncio.to_thread(workbook, sheet)

    async def _sheet(self, request: Request, found: _Found, records: list[Record]) -> Sheet:
        """What a workbook shows: the records, and how they were chosen."""
        base = str(request.base_url).rstrip("/")
        said = {
            gettext("Utvalg"): f"{base}{found.wanted.address(found.explorable)}",
            gettext("Spørringen"): composed(found.wanted.filter),
            gettext("Utgave av grafen"): self._store.version,
            gettext("Programvare"): f"Standpunkt {__version__}",
            gettext("Forbehold"): gettext(
                "Utsagn som ingen har bekreftet, er %(unreviewed)s. Les ordlyden før du siterer."
            )
            % {"unreviewed": unreviewed()},
        }
        identities = await self._identities.known(request)
        language_of_sheet = "en" if language() == "en" else "nb"
        return Sheet(as_table(records, titles()), said, language_of_sheet, partial(_absolute, identities, base))

    async def _page(self, request: Request) -> Response:
        """The page, also where something is wrong with what was asked: then with nothing found, and what is wrong."""
        try:
            found, complaint = await self._found(request), None
        except (BadRequestError, SearchError) as error:
            found, complaint = await self._nothing(request), error.message
        wanted, known, selection = found.wanted, found.explorable, found.selection
        first = (wanted.page - 1) * PAGE
        rows = selection.order[first : first + PAGE]
        records = await recorded(request, self._store, known, statements(known, rows))
        query = composed(wanted.filter)
        response = self._pages.page(
            "explore.html",
            HTTPStatus.BAD_REQUEST if complaint else HTTPStatus.OK,
            complaint=complaint,
            wanted=wanted,
            words=request.query_params.get("q", ""),
            total=selection.total,
            first=first + 1,
            records=[(record, pieces(record, wanted.filter.words)) for record in records],
            facets=list(facets(wanted, known, selection)),
            choices=list(choices(wanted, known)),
            others=others(wanted, known, selection.total),
            downloads={name: wanted.address(known, format=name) for name in _TYPES if name != "html"},
            query=query,
            query_address=f"/sparql?{urlencode({'query': query})}",
            titles=titles(),
            scopes=tuple(SCOPES),
            sorts=SORTS,
            path=(await self._identities.known(request)).path,
            has_island=self._has_island,
        )
        response.headers["content-security-policy"] = POLICY_WITH_ISLAND
        return response

    async def _nothing(self, request: Request) -> _Found:
        """All facets to choose from, and no rows."""
        known = await self._explorables.known(request)
        everything = selected(Wanted(), known, {})
        return _Found(Wanted(), known, replace(everything, order=everything.order[:0]))


def _absolute(identities: Identities, base: str, iri: str) -> str | None:
    """Where the server that was asked tells of what an IRI names."""
    path = identities.path(iri)
    return f"{base}{path}" if path else None
