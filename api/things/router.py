from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import rows
from api.caching import REVALIDATE, entity_tag, not_modified
from api.identities import IdentitiesOf
from api.pages import Pages
from api.questions import question_text
from api.recent import Recent
from api.things.aliases import Aliases
from api.things.annotation import MEDIA_TYPE, PATH, PROFILE, annotation, annotation_path, is_annotation
from api.things.concepts import concepts
from api.things.describing import described
from api.things.document import Document
from api.things.formats import JSON_LD, split, wanted
from api.things.page import ThingPage
from api.things.publishing import Publishing, Showing, ShowSpecially, UnknownThingError
from graph import __version__

_CONSULTATIONS = "/doc/consultation/"


class Things:
    """Everything that the graph names: /id/… leads to the document about it, which is at /doc/… in every format."""

    def __init__(
        self,
        store: Answering,
        identities: IdentitiesOf,
        pages: Pages,
        recent: Recent,
        special: Mapping[NamedNode, ShowSpecially] | None = None,
    ) -> None:
        """The things of a store; those of a class that is `special` can have pages of another kind than the others."""
        self._store = store
        self._identities = identities
        self._publishing = Publishing(store, pages)
        self._aliases = Aliases(store)
        self._recent = recent
        self._special = special or {}

    def router(self) -> APIRouter:
        """The routes of names and documents."""
        router = APIRouter()
        router.add_route("/id/{path:path}", self.name, methods=["GET", "HEAD"])
        router.add_route("/doc/{path:path}", self.document, methods=["GET", "HEAD"])
        router.add_route(f"{PATH}/{{path:path}}.jsonld", self.annotation, methods=["GET", "HEAD"])
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

    async def annotation(self, request: Request) -> Response:
        """The words that a thing rests on, as a Web Annotation."""
        tag = entity_tag(self._store.version, __version__, request.url.path)
        if known := not_modified(request, tag, self._store.modified):
            return known
        document = await self._found(request, f"/doc/{request.path_params['path']}", 1)
        if not is_annotation(document.description):
            raise UnknownThingError(request.url.path)
        headers = {"content-type": MEDIA_TYPE, **REVALIDATE, **({"etag": tag} if tag else {})}
        return Response(annotation(document.description), headers=headers)

    async def document(self, request: Request) -> Response:
        """The document about a thing; a client of Web Annotations is led to that, where there is one."""
        _, fixed = split(request.url.path)
        if fixed is None and PROFILE in request.headers.get("accept", "") and wanted(request) == JSON_LD:
            document = await self._found(request, request.url.path, 1)
            if is_annotation(document.description):
                target = annotation_path(document.path)
                return RedirectResponse(target, HTTPStatus.SEE_OTHER, {"vary": "accept"})
        return await self._publishing.published(request, self._recalled, self._shown)

    async def _recalled(self, request: Request, path: str, page: int) -> Document:
        """The document about what a path means; that about a consultation is asked for again for each of its views.

        Raises:
            UnknownThingError: where it means nothing.
        """
        if not path.startswith(_CONSULTATIONS):
            return await self._found(request, path, page)
        return await self._recent.kept(f"document {page} {path}", lambda: self._found(request, path, page))

    async def _found(self, request: Request, path: str, page: int) -> Document:
        """The document about what a path means.

        Raises:
            UnknownThingError: where it means nothing.
        """
        identities = await self._identities.known(request)
        name = f"/id/{path.removeprefix('/doc/')}"
        for thing in identities.candidates(name):
            description = await described(request, self._store, thing, page)
            if description.exists:
                return Document(description, identities)
        raise UnknownThingError(name)

    async def _shown(self, request: Request, document: Document) -> Showing:
        kinds = [] if document.description.is_withdrawn else [*self._special]
        for kind in kinds:
            if kind in document.description.types and (found := await self._special[kind](request, document)):
                return found
        listed = await concepts(request, self._recent, document)
        return Showing("thing.html", {"thing": ThingPage(document), "concepts": listed, "view": None})
