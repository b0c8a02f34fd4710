from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.answering import Answering
from api.asking import rows
from api.caching import REVALIDATE, entity_tag, http_date, not_modified
from api.identities import IdentitiesOf
from api.pages import Pages
from api.questions import question_text
from api.refusals import RefusalError
from api.things.aliases import Aliases
from api.things.describing import described
from api.things.document import Document
from api.things.formats import Format, split, wanted, written
from api.things.links import header, links
from api.things.page import ThingPage
from graph import __version__


class UnknownThingError(RefusalError):
    """There is nothing of that name, and there never was."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, path: str) -> None:
        super().__init__(f"Nothing is called {path} here. Search for words at /search, or begin at /.")


class NoSuchPageError(RefusalError):
    """A thing has not so many pages."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, path: str, pages: int) -> None:
        super().__init__(f"{path} has {pages} pages. Ask with page= for one from 1 to {pages}, or leave it out.")


class Things:
    """Everything that the graph names: /id/… leads to the document about it, which is at /doc/… in every format."""

    def __init__(self, store: Answering, identities: IdentitiesOf, pages: Pages) -> None:
        self._store = store
        self._identities = identities
        self._pages = pages
        self._aliases = Aliases(store)

    def router(self) -> APIRouter:
        """The routes of names and documents."""
        router = APIRouter()
        router.add_route("/id/{path:path}", self.name, methods=["GET", "HEAD"])
        router.add_route("/doc/{path:path}", self.document, methods=["GET", "HEAD"])
        return router

    async def name(self, request: Request) -> Response:
        """What a name itself answers: see the document about it."""
        path = f"/id/{request.path_params['path']}"
        identities = await self._identities.known(request)
        for thing in identities.candidates(path):
            if await rows(request, self._store, question_text("exists"), thing=thing):
                target = identities.document_path(thing.value)
                return RedirectResponse(target, HTTPStatus.SEE_OTHER, {"link": f'<{target}>; rel="describedby"'})
        if (main := await self._aliases.main(request, path)) is None:
            raise UnknownThingError(path)
        return RedirectResponse(identities.path(main.value) or main.value, HTTPStatus.MOVED_PERMANENTLY)

    async def document(self, request: Request) -> Response:
        """The document about a thing, in the format that the address ends with or the client accepts most."""
        path, fixed = split(f"/{request.path_params['path']}")
        chosen, page = fixed or wanted(request), _number(request)
        tag = entity_tag(self._store.version, __version__, path, chosen.ending, page)
        if known := not_modified(request, tag, self._store.modified):
            return known
        document = await self._found(request, f"/id{path}", page)
        headers = {"link": header(links(document, chosen)), **REVALIDATE}
        if tag:
            headers["etag"] = tag
        if self._store.modified:
            headers["last-modified"] = http_date(self._store.modified)
        if fixed is None:
            headers |= {"vary": "accept", "content-location": document.address(page, chosen.ending)}
        return self._written(document, chosen, headers)

    async def _found(self, request: Request, path: str, page: int) -> Document:
        """The document about what a path means.

        Raises:
            UnknownThingError: where it means nothing.
            NoSuchPageError: where it has no such page.
        """
        identities = await self._identities.known(request)
        for thing in identities.candidates(path):
            description = await described(request, self._store, thing, page)
            if description.exists:
                if page > description.pages:
                    raise NoSuchPageError(path, description.pages)
                return Document(description, identities)
        raise UnknownThingError(path)

    def _written(self, document: Document, chosen: Format, headers: dict[str, str]) -> Response:
        status = HTTPStatus.GONE if document.description.is_withdrawn else HTTPStatus.OK
        if chosen.is_page:
            response = self._pages.page(
                "thing.html", status, thing=ThingPage(document), links=[*links(document, chosen)]
            )
        else:
            response = Response(written(document, chosen), status, {"content-type": chosen.content_type})
        del response.headers["vary"]
        response.headers.update(headers)
        return response


def _number(request: Request) -> int:
    """The number of the page that a request asks for.

    Raises:
        NoSuchPageError: where it is no number of a page.
    """
    text = request.query_params.get("page", "1")
    if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0):
        raise NoSuchPageError(request.url.path, 1)
    return int(text)
