from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row
from api.identities import IdentitiesOf
from api.pages import Pages
from api.questions import question_text
from api.recent import Recent
from api.things.labels import Labels
from api.things.naming import label_rows
from graph.namespaces import STP
from graph.query.named import named_queries, named_query

_READY = ("then-and-now", "demands-shared-by-many", "who-did-not-answer")
_CLASSES: Mapping[str, NamedNode] = {"goals": STP.Goal, "instruments": STP.PolicyInstrument}
_MOST_ON_START = 6


@dataclass(frozen=True, slots=True)
class ShownConsultation:
    """A consultation as a list shows it."""

    address: str
    name: str
    asker: str
    deadline: str
    responses: int
    invited: int


@dataclass(frozen=True, slots=True)
class Debated:
    """A goal or an instrument, and how many positions concern it."""

    address: str
    name: str
    count: int


class Home:
    """The start page, the list of consultations, and what a monitor asks."""

    def __init__(self, store: Answering, identities: IdentitiesOf, pages: Pages, recent: Recent) -> None:
        self._store = store
        self._identities = identities
        self._pages = pages
        self._recent = recent

    def router(self) -> APIRouter:
        """The routes of these pages."""
        router = APIRouter()
        for path, answer in (("/", self.start), ("/consultations", self.consultations), ("/health", self.health)):
            router.add_api_route(path, answer, methods=["GET", "HEAD"])
        return router

    async def start(self, request: Request) -> Response:
        """What the data set holds, where to begin, and the questions that can be put to it."""
        (figures,) = await self._recent.rows(request, named_query("what-there-is").text)
        consultations = await self._consultations(request)
        return self._pages.page(
            "home.html",
            figures={name: _number(figures, name) for name in figures},
            consultations=consultations[:_MOST_ON_START],
            more=len(consultations) - _MOST_ON_START,
            debated={name: await self._debated(request, kind) for name, kind in _CLASSES.items()},
            ready=[named_query(name) for name in _READY],
            questions=len(named_queries()),
            triples=self._store.triples,
        )

    async def consultations(self, request: Request) -> Response:
        """All consultations that somebody answered."""
        return self._pages.page("consultations.html", consultations=await self._consultations(request))

    async def health(self) -> Response:
        """Whether the server answers, and with which version of the graph."""
        return JSONResponse({"status": "ok", "version": self._store.version, "triples": self._store.triples})

    async def _consultations(self, request: Request) -> list[ShownConsultation]:
        found = {
            row["consultation"]: row for row in await self._recent.rows(request, named_query("consultations").text)
        }
        names = [node for row in found.values() for node in (row["consultation"], row.get("askedBy"))]
        labels, identities = await self._labels(request, names), await self._identities.known(request)
        return [
            ShownConsultation(
                identities.document_path(consultation.value),
                labels.best(consultation),
                labels.best(asker) if isinstance(asker := row.get("askedBy"), NamedNode) else "",
                str(getattr(row.get("deadline"), "value", "")),
                _number(row, "responses"),
                _number(row, "invited"),
            )
            for consultation, row in found.items()
            if isinstance(consultation, NamedNode)
        ]

    async def _debated(self, request: Request, kind: NamedNode) -> list[Debated]:
        found = await self._recent.rows(request, question_text("debated"), **{"class": kind})
        labels = await self._labels(request, [row["thing"] for row in found])
        identities = await self._identities.known(request)
        return [
            Debated(identities.document_path(thing.value), labels.best(thing), _number(row, "count"))
            for row in found
            if isinstance(thing := row["thing"], NamedNode)
        ]

    async def _labels(self, request: Request, things: Sequence[object]) -> Labels:
        names = [thing for thing in things if isinstance(thing, NamedNode)]
        return Labels(await label_rows(request, names) if names else ())


def _number(row: Row, name: str) -> int:
    return int(getattr(row[name], "value", 0))
