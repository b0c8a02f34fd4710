import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool

from api.answering import Answering
from api.asking import Row, rows
from api.caching import REVALIDATE, not_modified
from api.dataset import catalogue, void
from api.dataset.about import About
from api.dataset.catalogue import Catalogue, Consultation
from api.dataset.dumps import PATH as DUMPS
from api.dataset.dumps import Dumps
from api.dataset.files import Part, parts
from api.dataset.kinds import holds_triples, kind_of
from api.dataset.sitemap import CLASSES, PER_LIST, Addresses
from api.dataset.versions import known_versions
from api.dataset.void import Statistics
from api.identities import Identities, IdentitiesOf
from api.pages import Pages
from api.questions import part, question_text
from api.recollection import Recollection
from api.things.description import Description, Fact
from api.things.document import Document
from api.things.labels import Labels
from api.things.page import ThingPage
from api.things.publishing import Publishing, Showing, UnknownThingError
from graph.namespaces import OWL
from graph.triples import Triple

_XML = "application/xml"
_LIST = re.compile(r"([a-z]+)-([1-9]\d{0,5})")


class DatasetPages:
    """What is told of the data set as a whole: catalogue, VoID, files, and what robots want to know."""

    def __init__(
        self, store: Answering, identities: IdentitiesOf, pages: Pages, about: About, folder: Path | None
    ) -> None:
        self._store = store
        self._identities = identities
        self._publishing = Publishing(store, pages)
        self._about = about
        self._folder = folder
        self._statistics = Recollection[Statistics](store)
        self._parts = Recollection[Mapping[str, Part]](store)
        self._dumps = Dumps(store, folder)

    def router(self) -> APIRouter:
        """The routes of the data set."""
        router = self._dumps.router()
        for path, answer in (
            ("/robots.txt", self.robots),
            ("/sitemap.xml", self.sitemap),
            ("/sitemap/{name}.xml", self.documents),
            (void.PATH, self.void),
            (f"{void.PATH}.{{ending}}", self.void),
            (catalogue.PATH, self.catalogue),
            (f"{catalogue.PATH}.{{ending}}", self.catalogue),
            ("/data.nq", self.file),
            ("/data/{key}.nq", self.file),
        ):
            router.add_route(path, answer, methods=["GET", "HEAD"])
        return router

    async def robots(self, request: Request) -> Response:
        """What robots are asked to leave alone."""
        return Response((await self._addresses(request)).robots(), media_type="text/plain")

    async def sitemap(self, request: Request) -> Response:
        """The list of lists of documents."""
        usage = (await self._counted(request)).usage
        counts = {row["term"]: int(getattr(row["count"], "value", 0)) for row in usage}
        known = {name: counts.get(kind, 0) for name, kind in CLASSES.items()}
        return Response((await self._addresses(request)).index(known), media_type=_XML)

    async def documents(self, request: Request) -> Response:
        """One list of documents."""
        found = _LIST.fullmatch(request.path_params["name"])
        if found is None or found[1] not in CLASSES:
            raise UnknownThingError(request.url.path)
        text = part("instances", PER_LIST, PER_LIST * (int(found[2]) - 1))
        things = await rows(request, self._store, text, **{"class": CLASSES[found[1]]})
        if not things:
            raise UnknownThingError(request.url.path)
        identities = await self._identities.known(request)
        names = (thing.value for row in things if isinstance(thing := row["thing"], NamedNode))
        paths = sorted(identities.document_path(name) for name in names if identities.path(name))
        return Response((await self._addresses(request)).documents(paths), media_type=_XML)

    async def void(self, request: Request) -> Response:
        """The data set in the words of VoID."""
        return await self._publishing.published(request, self._void, self._shown, bool(await self._dumps.known()))

    async def catalogue(self, request: Request) -> Response:
        """The data set for the national catalogue, which is another as soon as dumps are there, or a note is."""
        state = (bool(await self._dumps.known()), known_versions(self._folder)[-1:])
        return await self._publishing.published(request, self._catalogue, self._shown, *state)

    async def file(self, request: Request) -> Response:
        """All of the graph, or what belongs to one consultation, as the files have it."""
        found = (await self._known_parts()).get(request.path_params.get("key", ""))
        if found is None:
            raise UnknownThingError(request.url.path)
        tag = f'"{found.sha256[:32]}"'
        if known := not_modified(request, tag, self._store.modified):
            return known
        if not all(file.exists() for file in found.files):
            return Response("The graph is being replaced. Try again in a moment.\n", HTTPStatus.SERVICE_UNAVAILABLE)
        headers = {"content-length": str(found.size), "etag": tag, **REVALIDATE}
        content = [] if request.method == "HEAD" else found.pieces()
        return StreamingResponse(content, headers=headers, media_type="application/n-quads")

    async def _void(self, request: Request, path: str, page: int) -> Document:
        identities = await self._identities.known(request)
        dumps = [catalogue.data_path("")] if await self._known_parts() else []
        dumps += [f"{DUMPS}/{each.path.name}" for each in await self._dumps.known() if holds_triples(each.path.name)]
        triples = void.void_triples(identities, await self._counted(request), dumps)
        return _document(NamedNode(f"{identities.base}{path}"), triples, identities, page)

    async def _catalogue(self, request: Request, path: str, page: int) -> Document:
        identities = await self._identities.known(request)
        found = await rows(request, self._store, question_text("datasets"))
        told = Catalogue(
            identities,
            self._about,
            _consultations(found),
            await self._known_parts(),
            self._store.modified,
            await self._dumps.known(),
            known_versions(self._folder),
        )
        return _document(NamedNode(f"{identities.base}{path}"), told.triples(), identities, page)

    async def _shown(self, request: Request, document: Document) -> Showing:
        found = await rows(request, self._store, question_text("datasets"))
        statistics = await self._counted(request)
        values = {
            "thing": ThingPage(document),
            "about": self._about,
            "consultations": [(each, document.identities.path(each.name.value)) for each in _consultations(found)],
            "parts": await self._known_parts(),
            "dumps": [(each, kind_of(each.path.name)) for each in await self._dumps.known()],
            "versions": known_versions(self._folder)[::-1],
            "statistics": statistics,
            "states": statistics.counted_states,
            "has_vocabulary": any(row["term"] == OWL.Ontology for row in statistics.usage),
            "path": catalogue.data_path,
        }
        return Showing("dataset.html", values)

    async def _counted(self, request: Request) -> Statistics:
        async def count() -> Statistics:
            usage, links, states = [
                tuple(await rows(request, self._store, question_text(name))) for name in ("usage", "linksets", "states")
            ]
            return Statistics(self._store.triples, usage, links, states)

        return await self._statistics.recalled(count)

    async def _known_parts(self) -> Mapping[str, Part]:
        return await self._parts.recalled(lambda: run_in_threadpool(parts, self._folder))

    async def _addresses(self, request: Request) -> Addresses:
        return Addresses((await self._identities.known(request)).base, self._store.modified)


def _document(name: NamedNode, triples: Iterable[Triple], identities: Identities, page: int) -> Document:
    # What the data set says of itself all has IRIs.
    facts = tuple(Fact(one.subject, one.predicate, one.object) for one in triples)  # type: ignore[arg-type]  # as above
    return Document(Description(name, facts, (), (), Labels(made=False), page), identities)


def _consultations(found: list[Row]) -> tuple[Consultation, ...]:
    """The consultations that rows tell of, with their names by language; there is a row for each name."""
    known: dict[str, Consultation] = {}
    for row in found:
        name, key, label = row["consultation"], getattr(row["key"], "value", ""), row.get("label")
        assert isinstance(name, NamedNode), "a consultation has an IRI"
        titles = dict(known[key].titles) if key in known else {"nb": key}
        titles[getattr(label, "language", None) or "nb"] = getattr(label, "value", key)
        first, last = (getattr(row.get(each), "value", None) for each in ("first", "last"))
        known[key] = Consultation(name, key, titles, int(getattr(row["responses"], "value", 0)), first, last)
    return tuple(known.values())
