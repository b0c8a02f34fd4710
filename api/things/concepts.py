from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import NamedNode

from api.languages import spoken
from api.questions import question_text
from api.recent import Recent
from api.things.document import Document
from graph.namespaces import SKOS


@dataclass(frozen=True, slots=True)
class ShownConcept:
    """A concept of a scheme, and how often it is used."""

    address: str
    label: str
    definition: str
    uses: int


async def concepts(request: Request, recent: Recent, document: Document) -> list[ShownConcept]:
    """The concepts of a document that is about a scheme; none for others."""
    if SKOS.ConceptScheme not in document.description.types:
        return []
    found = await recent.rows(request, question_text("concepts"), thing=document.description.thing)
    return [
        ShownConcept(
            document.identities.path(concept.value) or concept.value,
            spoken(row.get("label")) or concept.value,
            spoken(row.get("definition")),
            int(getattr(row["uses"], "value", 0)),
        )
        for row in found
        if isinstance(concept := row["concept"], NamedNode)
    ]
