"""What the page of a thing shows before what the graph says of it, such as a text to read or what an actor holds."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from pathlib import Path
from typing import Protocol

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.figures.figures import Figures
from api.profiles.actors import profile
from api.profiles.subjects import subject
from api.reader.originals import Originals
from api.reader.reader import Reader
from api.reader.reading import Reading
from api.reader.texts import Texts
from api.recent import Recent
from api.things.concepts import concepts
from api.things.document import Document
from api.things.page import ThingPage
from api.things.publishing import Show, Showing
from graph.namespaces import FOAF, ORG, SKOS, STP


class View(Protocol):
    """What a page shows of a thing, the template that shows it, and the island that makes it livelier."""

    @property
    def template(self) -> str:
        """The name of the template."""
        ...

    @property
    def told_first(self) -> Collection[NamedNode]:
        """The properties of the thing that the page begins with."""
        ...

    @property
    def island(self) -> str:
        """The name of the island; empty where there is none."""
        ...


_ACTORS = (ORG.Organization, ORG.OrganizationalUnit, ORG.Post, FOAF.Person, STP.StakeholderGroup)
_SUBJECTS = (STP.PolicyInstrument, STP.Goal, STP.Indicator, STP.DigitalSolution, SKOS.Concept)
Viewing = Callable[[Request, Document], Awaitable[View | None]]


class Views:
    """Makes the pages of responses, of actors, and of what they take a stand on.

    Where page= is asked for, and where there is nothing to view, the page shows what the graph says and no more.
    """

    def __init__(
        self, store: Answering, recent: Recent, figures: Figures, folder: Path | None, originals: Originals
    ) -> None:
        self._store = store
        self._recent = recent
        self._figures = figures
        self._reader = Reader(store, Texts(store, folder), originals)

    def special(self) -> Mapping[NamedNode, Show]:
        """What shows the things of a class."""
        return {
            STP.Response: self._showing(self._reader.reading),
            **dict.fromkeys(_ACTORS, self._showing(self._profile)),
            **dict.fromkeys(_SUBJECTS, self._showing(self._subject)),
        }

    async def _profile(self, request: Request, document: Document) -> View | None:
        return await profile(request, self._store, self._figures.counting, document)

    async def _subject(self, request: Request, document: Document) -> View | None:
        is_theme = "/id/theme/" in document.description.thing.value
        is_concept = SKOS.Concept in document.description.types
        if is_concept and not is_theme:
            return None
        return await subject(request, self._store, self._figures.counting, document)

    def _showing(self, viewing: Viewing) -> Show:
        async def show(request: Request, document: Document) -> Showing:
            view = None if "page" in request.query_params else await viewing(request, document)
            values = {
                "thing": ThingPage(document),
                "concepts": await concepts(request, self._recent, document),
                "view": view,
                "island": view.island if view else "",
                "frames": isinstance(view, Reading) and view.is_beside,
            }
            return Showing("thing.html", values)

        return show
