"""Makes the files of the site by asking the application for them, as a client would."""

import asyncio
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from importlib.resources.abc import Traversable
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Self

import httpx
from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from api.app import create_app
from api.asking import rows
from api.dataset.about import About
from api.identities import Identities, IdentitiesOf
from api.languages import LANGUAGES
from api.pages import Pages
from api.questions import question_text
from api.representations import HTML
from api.site.places import ERRORS, EXPLANATION, Place, leads, read_at, with_links_to_files
from api.site.profiles import Profile
from api.site.records import File, Record, Terms
from api.site.resident import ResidentStore
from api.site.writing import write
from api.things.aliases import Aliases
from api.words import UnsearchedStore
from graph.resources import resource

_WRITABLE = (HTTPStatus.OK, HTTPStatus.GONE)
_WITH_LEADS = (HTML, "application/xml", "text/plain")
_NO_FILE = "no file can have such a name"
_BEGINNINGS = ("/", "/catalogue", EXPLANATION, "/.well-known/void", "/robots.txt", "/sitemap.xml")
_NOBODY = MappingProxyType({"type": "http", "headers": []})
_NOTHING = "/nothing-is-here"
_NO_TYPE = "application/x-nothing"


@dataclass(frozen=True, slots=True)
class Order:
    """What is published: the graph at a path and who publishes it, into which folder, and beside which live server.

    `signposts` tells whether the names of things are to lead somewhere where nothing but files is served.
    """

    data: Path
    about: Path | None
    root: Path
    endpoint: str | None
    signposts: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a site before it is written: what its names begin with, what it depends on, where to begin.

    `aliases` are where other keys of things lead, by the paths that they would have as names.
    """

    base: str
    terms: Terms
    beginnings: list[str]
    aliases: dict[str, str]


class Press:
    """The application over a graph in memory, which is asked for one address after the other.

    Raises:
        DataFolderError: where there is no graph, or it cannot be read.
    """

    def __init__(self, order: Order) -> None:
        self._order = order
        store = ResidentStore(order.data)
        self._store = UnsearchedStore(store)
        self._about = About.read(order.about)
        self._sections: dict[str, dict[str, int]] = {}
        self._runner = asyncio.Runner()
        self.identities: Identities = self._runner.run(IdentitiesOf(self._store).known(Request(dict(_NOBODY))))
        folder = order.data if order.data.is_dir() else None
        explanation = APIRouter()
        explanation.add_api_route(EXPLANATION, self._explanation)
        app = create_app(self._store, self._about, folder, explanation)
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False),  # a failure is a problem of one address
            base_url=self.identities.base,
            headers={"accept-encoding": "identity"},
            timeout=None,  # noqa: S113 — nothing waits for a network here
        )

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self._runner.run(self._client.aclose())
        self._runner.close()

    def plan(self) -> Plan:
        """What is known before anything is written."""
        terms = Terms.now(self._store.version, self._store.modified, self._about, self._order.endpoint)
        named = self._runner.run(self._named())
        static = [f"/static/{name}" for name in _names(resource("api", "static"))]
        others = self._runner.run(Aliases(self._store).known(Request(dict(_NOBODY))))
        aliases = {path: self.identities.path(thing.value) or thing.value for path, thing in others.items()}
        return Plan(self.identities.base, terms, [ERRORS, *_BEGINNINGS, *static, *named], aliases)

    def published(self, addresses: Iterable[str]) -> list[Record]:
        """What was written for addresses, each with all its formats."""
        return [self._runner.run(self._published(address)) for address in addresses]

    async def _published(self, address: str) -> Record:
        place = Place.of(address)
        assert place is not None, "what only a live server answers is not published"
        if address == ERRORS:
            return await self._errors()
        if not place.is_possible:
            return Record(address, problem=_NO_FILE)
        answer = await self._asked(place)
        if answer.status_code not in _WRITABLE:
            return Record(address, problem=f"{answer.status_code} {HTTPStatus(answer.status_code).phrase}")
        others: list[Place] = []
        if place.is_page:  # a file that something leads to in one format is no more than that
            alternates = [] if place.view else _related(answer, "alternate")
            others += [found for each in alternates if (data := Place.of(each)) for found in _here_too(place, data)]
            others += [replace(place, language=each) for each in LANGUAGES]
        answers = {place.file: (place, answer)}
        for other in others:
            if other.file not in answers:
                answers[other.file] = (other, await self._asked(other))
        if place.is_page:
            await self._read(read_at(answer.text, place))
        files = [self._written(*each) for each in answers.values()]
        return Record(address, tuple(files), tuple(_leads(answer, place, self.identities.base)))

    async def _read(self, responses: Iterable[str]) -> None:
        """Find out in which sections of responses their statements stand."""
        for path in set(responses) - self._sections.keys():
            found = self._sections.setdefault(path, {})
            place: Place | None = Place(path)
            for number in count(1):
                if place is None or (answer := await self._asked(place)).status_code != HTTPStatus.OK:
                    break
                found |= dict.fromkeys(re.findall(r'\bid="s-([^"]+)"', answer.text), number)
                further = f"section={number + 1}"
                place = Place(path, view=further) if further in answer.text else None

    async def _errors(self) -> Record:
        """What is said where nothing is, as pages and as texts, and where nothing is acceptable."""
        files = []
        for language in LANGUAGES:
            place = Place(f"{ERRORS}/404", language=language)
            files.append(self._written(place, await self._asked(replace(place, path=_NOTHING))))
        for name, path in (("404", _NOTHING), ("406", _BEGINNINGS[1])):
            answer = await self._client.get(path, headers={"accept": f"{_NO_TYPE}, text/plain;q=0.1"})
            files.append(self._written(Place(f"{ERRORS}/{name}.txt"), answer))
        return Record(ERRORS, tuple(files))

    async def _asked(self, place: Place) -> httpx.Response:
        headers = {"accept": f"{HTML}, */*;q=0.1", "accept-language": place.language}
        return await self._client.get(place.address, headers=headers)

    def _written(self, place: Place, answer: httpx.Response) -> File:
        """Write the file of an answer."""
        content = answer.content
        if _is(answer, HTML):
            content = with_links_to_files(answer.text, place, self._order.endpoint, self._sections).encode()
        changed = write(self._order.root, place.file, content)
        profile = Profile.of(place.document.path, place.page, answer.status_code, answer.headers)
        return File(place.file, hashlib.sha256(content).hexdigest(), len(content), profile, changed)

    async def _explanation(self) -> Response:
        """The page that stands in for what only a live server answers."""
        return Pages(about=self._about).page("live.html", endpoint=self._order.endpoint)

    async def _named(self) -> list[str]:
        nobody = Request(dict(_NOBODY))
        things = [row["thing"] for row in await rows(nobody, self._store, question_text("things"))]
        graphs = [row["graph"] for row in await rows(nobody, self._store, question_text("graphs"))]
        names = [name.value for name in (*things, *graphs) if isinstance(name, NamedNode)]
        return [self.identities.document_path(name) for name in names if self.identities.path(name)]


def _here_too(page: Place, data: Place) -> Iterator[Place]:
    """Where data beside a page stand; those of another document, whose page it is too, also at its own address."""
    yield data
    ending = data.path.removeprefix(data.document.path)
    if ending and data.document.path != page.path:
        yield replace(data, path=f"{page.path}{ending}")


def _leads(answer: httpx.Response, here: Place, base: str) -> Iterator[str]:
    """Where an answer leads, each address once and in no format."""
    found = [address for relation in ("prev", "next") for address in _related(answer, relation)]
    if any(_is(answer, media_type) for media_type in _WITH_LEADS):
        found += leads(answer.text, here, base)
    places = [place.document.address for address in found if (place := Place.of(address))]
    yield from dict.fromkeys(places)


def _related(answer: httpx.Response, relation: str) -> list[str]:
    """The addresses of this site that an answer's Link header gives for a relation."""
    return re.findall(f'<(/[^>]+)>; rel="{relation}"', answer.headers.get("link", ""))


def _is(answer: httpx.Response, media_type: str) -> bool:
    return str(answer.headers.get("content-type", "")).startswith(media_type)


def _names(folder: Traversable, before: str = "") -> Iterator[str]:
    """The names of all files below a folder."""
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_dir():
            yield from _names(item, f"{before}{item.name}/")
        else:
            yield f"{before}{item.name}"
