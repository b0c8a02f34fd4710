import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

import networkx as nx
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from api.asking import rows
from api.caching import REVALIDATE, entity_tag, not_modified
from api.choosing import Choice, Choices
from api.explore.explorable import Explorable
from api.explore.loading import Explorables
from api.explore.titles import titles
from api.headers import POLICY_WITH_ISLAND
from api.identities import IdentitiesOf
from api.languages import VARY, language
from api.networks.claims import CONCERNS, PROPOSALS, Judged, by_stances, by_verdicts
from api.networks.drawing import Drawn, drawn, drawn_around, evidence
from api.networks.heat import heat_map
from api.networks.telling import Telling, as_json, paint
from api.networks.wanted import ADDRESS, VIEWS, Wanted
from api.outbox import Delivery, Outbox
from api.pages import Pages
from api.questions import question_text
from api.refusals import BadRequestError
from api.representations import HTML, content_type, one_of
from api.things.labels import Labels
from api.things.naming import label_rows
from api.words import UnsearchedStore
from graph import __version__
from graph.networks.building import Normalisation, Relation
from graph.networks.writing import as_csv, as_graphml, as_svg
from graph.resources import resource

_TYPES = {
    "html": HTML,
    "json": "application/json",
    "graphml": "application/graphml+xml",
    "csv": "text/csv",
    "svg": "image/svg+xml",
}
_CHOSEN = ("consultation", "actorKind")
"""The facets that the form can narrow a network by."""
_KEPT = 64
_ROWS = 60
_ROWS_BELOW_MAP = 12


class Networks:
    """Networks of actors, and the graph around a thing, as a page and as data."""

    def __init__(
        self,
        store: UnsearchedStore,
        explorables: Explorables,
        identities: IdentitiesOf,
        pages: Pages,
        outbox: Outbox,
    ) -> None:
        self._store = store
        self._explorables = explorables
        self._identities = identities
        self._pages = pages
        self._outbox = outbox
        self._drawing = asyncio.Lock()
        self._claims: dict[str, tuple[Explorable, list[Judged]]] = {}
        self._drawn: OrderedDict[Wanted, tuple[Explorable, Drawn]] = OrderedDict()
        self._has_island = resource("api", "static", "islands", "network.js").is_file()

    def router(self) -> APIRouter:
        """What is asked under which address."""
        router = APIRouter()
        router.add_api_route(ADDRESS, self.network, methods=["GET", "HEAD"])
        return router

    async def network(self, request: Request) -> Response:
        """The network that an address asks for, as a page or as data; a pair of actors leads to what joins them."""
        format_name = one_of(request, _TYPES)
        if format_name == "html":
            return await self._page(request)
        tag = entity_tag(self._store.version, __version__, str(request.url), format_name, language())
        if known := not_modified(request, tag, vary=VARY):
            return known
        wanted = await self._wanted(request)
        if wanted.pair:
            return await self._led_on(request, wanted)
        telling = await self._told(request, wanted)
        headers = {
            "content-type": content_type(_TYPES[format_name]),
            "content-disposition": f'{_disposition(format_name)}; filename="nettverk.{format_name}"',
            "vary": VARY,
            **REVALIDATE,
            **({"etag": tag} if tag else {}),
        }
        async with self._drawing:
            content = await asyncio.to_thread(_written, telling, format_name)
        return Delivery(self._outbox, content, headers)

    async def _wanted(self, request: Request) -> Wanted:
        pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "format"]
        return Wanted.of(pairs, await self._explorables.known(request), await self._identities.known(request))

    async def _told(self, request: Request, wanted: Wanted) -> Telling:
        explorable = await self._explorables.known(request)
        shown = await self._shown(request, replace(wanted, page=1), explorable)
        unnamed = [
            NamedNode(iri) for iri in (*shown.network, wanted.centre) if iri and iri not in explorable.names.known
        ]
        unnamed += [NamedNode(data["property"]) for _, _, data in shown.network.edges(data=True) if "property" in data]
        labels = Labels(await label_rows(request, unnamed)) if unnamed else Labels()
        return Telling(wanted, shown, explorable, labels, (await self._identities.known(request)).path)

    async def _shown(self, request: Request, wanted: Wanted, explorable: Explorable) -> Drawn:
        """The network, made and laid out once for each version of the graph."""
        async with self._drawing:
            kept = self._drawn.get(wanted)
            if kept and kept[0] is explorable:
                self._drawn.move_to_end(wanted)
                return kept[1]
            if wanted.view == "around":
                centre = NamedNode(wanted.centre)
                found = await rows(request, self._store, question_text("around"), thing=centre)
                counted = await rows(request, self._store, question_text("around-counted"), thing=centre)
                count = sum(int(getattr(row["count"], "value", 0)) for row in counted)
                shown = await asyncio.to_thread(drawn_around, wanted, found, count)
            else:
                judged = await self._judged(request, wanted.over, explorable)
                shown = await asyncio.to_thread(drawn, wanted, judged, explorable)
            self._drawn[wanted] = explorable, shown
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
            return shown

    async def _judged(self, request: Request, concern: str, explorable: Explorable) -> list[Judged]:
        """What actors claim, gathered once for each version of the graph."""
        kept = self._claims.get(concern)
        if kept is None or kept[0] is not explorable:
            if concern == PROPOSALS:
                judged = by_verdicts(await rows(request, self._store, question_text("judged-proposals")))
            else:
                judged = await asyncio.to_thread(by_stances, explorable, concern)
            kept = self._claims[concern] = explorable, judged
        return kept[1]

    async def _led_on(self, request: Request, wanted: Wanted) -> Response:
        """The way to the positions that join a pair of actors."""
        explorable = await self._explorables.known(request)
        shown = await self._shown(request, replace(wanted, pair=(), page=1), explorable)
        return RedirectResponse(evidence(wanted, shown, explorable, *wanted.pair), HTTPStatus.SEE_OTHER)

    async def _page(self, request: Request) -> Response:
        """The page, also where something is wrong with what was asked: then with nothing drawn, and what is wrong."""
        complaint = None
        explorable = await self._explorables.known(request)
        try:
            wanted = await self._wanted(request)
            if wanted.pair:
                return await self._led_on(request, wanted)
            telling = await self._told(request, wanted)
        except BadRequestError as error:
            complaint = error.message
            path = (await self._identities.known(request)).path
            telling = Telling(Wanted(), Drawn(nx.Graph()), explorable, Labels(), path)
        response = self._pages.page(
            "network.html",
            HTTPStatus.BAD_REQUEST if complaint else HTTPStatus.OK,
            complaint=complaint,
            has_island=self._has_island and not complaint,
            chosen={facet: request.query_params.get(facet, "") for facet in _CHOSEN},
            **_told_on_page(telling),
        )
        response.headers["content-security-policy"] = POLICY_WITH_ISLAND
        return response


def _told_on_page(telling: Telling) -> Mapping[str, object]:
    wanted, explorable = telling.wanted, telling.explorable
    rows = _ROWS_BELOW_MAP if wanted.is_heat_map else _ROWS
    first = (wanted.page - 1) * rows
    others = {"prev": first > 0, "next": first + rows < telling.shown.network.number_of_edges()}
    steps = {"prev": wanted.page - 1, "next": wanted.page + 1}
    return {
        "wanted": wanted,
        "telling": telling,
        "edges": list(telling.edges(first, first + rows)),
        "others": {
            name: replace(wanted, page=steps[name]).address(explorable) for name, exists in others.items() if exists
        },
        "heat": heat_map(telling) if wanted.is_heat_map else None,
        "centre_name": telling.name(wanted.centre) if wanted.centre else "",
        "centre_path": telling.path(wanted.centre) if wanted.centre else "",
        "files": {name: wanted.address(explorable, format=name) for name in _TYPES if name != "html"},
        "views": VIEWS,
        "concerns": CONCERNS,
        "relations": tuple(Relation),
        "normalisations": tuple(Normalisation),
        "titles": titles(),
        "choices": {facet: _choices(explorable, facet) for facet in _CHOSEN},
    }


def _choices(explorable: Explorable, facet: str) -> Choices:
    """What can be chosen of a facet: of many values, those of most statements."""
    column = explorable.columns[facet]
    counted = column.counts(column.known)
    return Choices.of(
        Choice(explorable.key(facet, iri), explorable.names.of(iri), frozenset({iri.casefold()}))
        for iri in sorted(counted, key=lambda iri: (-counted[iri], iri))
    )


def _written(telling: Telling, format_name: str) -> bytes:
    network, places = telling.shown.network, telling.shown.places
    if format_name == "json":
        return as_json(telling)
    if format_name == "graphml":
        return as_graphml(network, telling.name, places)
    if format_name == "csv":
        return as_csv(network, telling.name)
    return as_svg(network, telling.name, places, paint(telling.wanted), "Standpunkt")


def _disposition(format_name: str) -> str:
    """What the page itself shows is shown, the rest is kept."""
    return "inline" if format_name in {"json", "svg"} else "attachment"
