"""The vocabulary: one document about all its terms, whose names lead to their places in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from pyoxigraph import Literal, NamedNode

from api.answering import Answering
from api.asking import Row, rows
from api.identities import Identities, IdentitiesOf
from api.languages import best
from api.pages import Pages
from api.questions import question_text
from api.recollection import Recollection
from api.things.describing import fact_of, mentioned
from api.things.description import Description, Fact
from api.things.document import Document
from api.things.labels import Labels
from api.things.naming import label_rows
from api.things.page import Shown, ThingPage
from api.things.publishing import Publishing, Showing, UnknownThingError
from graph.namespaces import OWL, RDF, RDFS, SKOS, W3ID

_NS = NamedNode(f"{W3ID}/ns")
_RELATIONS = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.seeAlso)


@dataclass(frozen=True, slots=True)
class Use:
    """How often a term is used, and by what for example."""

    count: int = 0
    example: Shown | None = None


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term as its vocabulary's page shows it."""

    name: str
    label: str
    english: str
    definition: str
    notes: tuple[str, ...]
    relations: tuple[tuple[str, tuple[Shown, ...]], ...]
    use: Use


class Vocabulary:
    """The vocabulary under /ns."""

    def __init__(self, store: Answering, identities: IdentitiesOf, pages: Pages) -> None:
        self._store = store
        self._identities = identities
        self._publishing = Publishing(store, pages)
        self._usage = Recollection[tuple[Sequence[Row], Labels]](store)

    def router(self) -> APIRouter:
        """The routes of the vocabulary and of its present version."""
        router = APIRouter()
        for path in ("/ns", "/ns.{ending}", "/ns/{version}"):
            router.add_route(path, self.document, methods=["GET", "HEAD"])
        return router

    async def document(self, request: Request) -> Response:
        """The document about the vocabulary."""
        return await self._publishing.published(request, self._found, self._shown)

    async def _found(self, request: Request, path: str, page: int) -> Document:
        """The document, where the graph holds the vocabulary, in the version that is asked for.

        Raises:
            UnknownThingError: where it does not.
        """
        facts = tuple(map(fact_of, await rows(request, self._store, question_text("vocabulary"), thing=_NS)))
        names = {_NS, *(fact.value for fact in facts if fact.property == OWL.versionIRI)}
        if not facts or NamedNode(f"{W3ID}{path}") not in names:
            raise UnknownThingError(path)
        labels = Labels(await label_rows(request, mentioned(_NS, facts)))
        return Document(Description(_NS, facts, (), (), labels, page), await self._identities.known(request))

    async def _shown(self, request: Request, document: Document) -> Showing:
        usage = _uses(*await self._usage.recalled(lambda: self._counted(request)), document.identities)
        page = ThingPage(document)
        terms = [_term(page, facts, usage.get(term)) for term, facts in _by_term(document.description.facts).items()]
        is_class = {fact.subject.value for fact in document.description.facts if fact.value == OWL.Class}
        classes = [term for term in terms if f"{_NS.value}#{term.name}" in is_class]
        properties = [term for term in terms if term not in classes]
        return Showing("vocabulary.html", {"thing": page, "classes": classes, "properties": properties})

    async def _counted(self, request: Request) -> tuple[Sequence[Row], Labels]:
        found = await rows(request, self._store, question_text("usage"))
        examples = [example for row in found if isinstance(example := row["example"], NamedNode)]
        return found, Labels(await label_rows(request, examples))


def _uses(found: Sequence[Row], labels: Labels, identities: Identities) -> Mapping[NamedNode, Use]:
    return {term: _use(row, labels, identities) for row in found if isinstance(term := row["term"], NamedNode)}


def _use(row: Row, labels: Labels, identities: Identities) -> Use:
    example = row["example"]
    if not isinstance(example, NamedNode) or (path := identities.path(example.value)) is None:
        return Use(int(getattr(row["count"], "value", 0)), None)
    return Use(int(getattr(row["count"], "value", 0)), Shown(labels.best(example), path, example.value))


def _by_term(facts: tuple[Fact, ...]) -> dict[NamedNode, list[Fact]]:
    terms: dict[NamedNode, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.subject.value):
        if fact.subject != _NS:
            terms.setdefault(fact.subject, []).append(fact)
    return terms


def _term(page: ThingPage, facts: list[Fact], use: Use | None) -> ShownTerm:
    labels = page.document.description.labels
    term = facts[0].subject
    return ShownTerm(
        term.value.partition("#")[2],
        labels.best(term),
        _english(term, labels),
        _text(facts, SKOS.definition),
        tuple(text for name in (SKOS.scopeNote, SKOS.example) if (text := _text(facts, name))),
        tuple((labels.best(name), shown) for name in _RELATIONS if (shown := _values(page, facts, name))),
        use or Use(),
    )


def _english(term: NamedNode, labels: Labels) -> str:
    """What a term is called in English, where that is not what its name says already."""
    found = next((label.text.value for label in labels.of(term) if label.text.language == "en"), "")
    return "" if found.replace(" ", "").casefold() == term.value.partition("#")[2].casefold() else found


def _text(facts: list[Fact], name: NamedNode) -> str:
    return best([fact.value for fact in facts if fact.property == name and isinstance(fact.value, Literal)])


def _values(page: ThingPage, facts: list[Fact], name: NamedNode) -> tuple[Shown, ...]:
    return tuple(page.shown(fact.value) for fact in facts if fact.property == name and fact.value != RDF.type)
