from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from api.about import about_router
from api.answering import ClientGoneError
from api.compression import Compression
from api.consultations.pages import Consultations
from api.dataset.about import About
from api.dataset.router import DatasetPages
from api.editor import editor_router
from api.errors import failed, nobody_there, refused, refused_by_router
from api.explore.loading import Explorables
from api.explore.router import Explore
from api.faults import Explain, Faults
from api.feeds import Feeds
from api.figures.figures import Figures
from api.headers import SecurityHeaders
from api.home import Home
from api.identities import IdentitiesOf
from api.languages import LanguageChoice
from api.networks.router import Networks
from api.outbox import Outbox
from api.pages import Pages
from api.privacy import privacy_router
from api.profiles.comparing import comparing_router
from api.queries import Queries
from api.reader.originals import Originals
from api.recent import Recent
from api.search import search_router
from api.sparql import SparqlEndpoint
from api.things.graphs import Graphs
from api.things.naming import Names
from api.things.router import Things
from api.things.vocabulary import Vocabulary
from api.views import Views
from api.words import UnsearchedStore
from graph import __version__
from graph.errors import StandpunktError
from graph.namespaces import STP


def create_app(
    store: UnsearchedStore, about: About | None = None, folder: Path | None = None, *further: APIRouter
) -> ASGIApp:
    """The web application over a store that is open for as long as the application runs.

    `about` tells who publishes; the files of `folder` can be had as they are; `further` are routes of the caller.
    """
    told = about or About.read()
    pages, outbox, identities = Pages(about=told), Outbox(), IdentitiesOf(store)
    recent = Recent(store)
    explorables = Explorables(store)
    figures = Figures(explorables)
    originals = Originals(store, identities, folder)
    special = {
        **Views(store, recent, figures, folder, originals).special(),
        STP.Consultation: Consultations(store, recent, figures).showing,
    }
    app = _framework(pages)
    app.state.names = Names(store)
    app.include_router(Home(store, identities, pages, recent).router())
    app.include_router(about_router(pages))
    app.include_router(Feeds(store, identities, recent).router())
    app.include_router(Queries(store, identities, pages, recent, outbox).router())
    app.include_router(editor_router(store, identities))
    app.include_router(search_router(store, identities, pages, outbox))
    app.include_router(comparing_router(store, identities, pages))
    app.include_router(Explore(store, explorables, identities, pages, outbox).router())
    app.include_router(Networks(store, explorables, identities, pages, outbox).router())
    app.include_router(originals.router())
    app.include_router(Things(store, identities, pages, recent, special).router())
    app.include_router(Graphs(store, identities, pages).router())
    app.include_router(Vocabulary(store, identities, pages).router())
    app.include_router(DatasetPages(store, identities, pages, told, folder).router())
    app.include_router(privacy_router(pages, told))
    for router in further:
        app.include_router(router)
    app.mount("/static", StaticFiles(packages=[("api", "static")]))
    endpoint = Faults(SparqlEndpoint(store, identities, pages, outbox), _explaining(pages))
    return SecurityHeaders(Compression(LanguageChoice(_Junction(endpoint, app))))


class _Junction:
    """Hands requests to the endpoint, and all others to the pages."""

    def __init__(self, endpoint: ASGIApp, pages: ASGIApp) -> None:
        self._endpoint = endpoint
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        chosen = self._endpoint if scope["path"] == "/sparql" else self._pages
        await chosen(scope, receive, send)


def _framework(pages: Pages) -> FastAPI:
    """An application without pages, which says of errors what we say of them."""
    app = FastAPI(title="Standpunkt", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)

    @app.exception_handler(StandpunktError)
    async def _refuse(request: Request, error: StandpunktError) -> Response:
        return refused(request, error, pages)

    @app.exception_handler(HTTPException)
    async def _refuse_by_router(request: Request, error: HTTPException) -> Response:
        return refused_by_router(request, error, pages)

    @app.exception_handler(ClientGoneError)
    async def _nobody_there(request: Request, error: ClientGoneError) -> Response:
        del request, error
        return nobody_there()

    app.add_middleware(Faults, explain=_explaining(pages))
    return app


def _explaining(pages: Pages) -> Explain:
    return lambda request, status: failed(request, status, pages)
