"""The named graphs: each is a document of its own, with everything that it says."""

from collections import Counter
from dataclasses import replace

from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import rows
from api.identities import IdentitiesOf
from api.pages import Pages
from api.questions import question_text
from api.things.describing import fact_of
from api.things.description import Description, Fact
from api.things.document import Document
from api.things.labels import Labels
from api.things.naming import label_rows
from api.things.page import Shown, ThingPage
from api.things.publishing import Publishing, Showing, UnknownThingError
from graph.namespaces import RDF

_MOST_SHOWN = 200


class Graphs:
    """The named graphs under /graph."""

    def __init__(self, store: Answering, identities: IdentitiesOf, pages: Pages) -> None:
        self._store = store
        self._identities = identities
        self._publishing = Publishing(store, pages)

    def router(self) -> APIRouter:
        """The route of named graphs."""
        router = APIRouter()
        router.add_route("/graph/{path:path}", self.document, methods=["GET", "HEAD"])
        return router

    async def document(self, request: Request) -> Response:
        """What a named graph says."""
        return await self._publishing.published(request, self._found, self._shown)

    async def _found(self, request: Request, path: str, page: int) -> Document:
        """The graph that a path names.

        Raises:
            UnknownThingError: where there is none.
        """
        identities = await self._identities.known(request)
        for graph in identities.candidates(path):
            if found := await rows(request, self._store, question_text("graph"), thing=graph):
                said = Description(graph, tuple(map(fact_of, found)), (), (), Labels(made=False), page)
                return Document(said, identities)
        raise UnknownThingError(path)

    async def _shown(self, request: Request, document: Document) -> Showing:
        facts = document.description.facts
        things = _things(facts)
        kinds = Counter(fact.value for fact in facts if fact.property == RDF.type and isinstance(fact.value, NamedNode))
        named = [*things[:_MOST_SHOWN], *kinds]
        labels = Labels(await label_rows(request, named))
        values = {
            "thing": ThingPage(replace(document, description=replace(document.description, labels=Labels()))),
            "triples": len(facts),
            "kinds": [(_member(document, labels, kind), count) for kind, count in kinds.most_common()],
            "things": [_member(document, labels, each) for each in things[:_MOST_SHOWN]],
            "count": len(things),
        }
        return Showing("graph.html", values)


def _things(facts: tuple[Fact, ...]) -> list[NamedNode]:
    """What a graph describes, without the parts of it."""
    found = {fact.subject.value: fact.subject for fact in facts if "#" not in fact.subject.value}
    return [found[name] for name in sorted(found)]


def _member(document: Document, labels: Labels, thing: NamedNode) -> Shown:
    return Shown(labels.best(thing), document.identities.path(thing.value), thing.value, note=labels.note(thing, ""))
