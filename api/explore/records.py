from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import Literal, NamedNode

from api.answering import Answering
from api.asking import Row, rows_about
from api.explore.explorable import Explorable, text
from api.languages import best, spoken
from graph.facets.patterns import FACETS
from graph.query.table import last_segment


@dataclass(frozen=True, slots=True)
class Named:
    """Something with what people call it."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is told of one statement; `facets` has its values of each facet, `page` where the document has pages."""

    iri: str
    quote: str
    facets: Mapping[str, tuple[Named, ...]]
    response: Named
    date: str
    page: str
    confidence: str
    attributed: tuple[Named, ...]
    dissent: bool


async def recorded(
    request: Request, store: Answering, explorable: Explorable, statements: Iterable[str]
) -> list[Record]:
    """What is told of some statements, in their order; what the graph no longer has is left out.

    Raises:
        QueryError: where it cannot be found out now.
    """
    wanted = list(statements)
    found: dict[str, list[Row]] = {}
    for row in await rows_about(request, store, "explored", map(NamedNode, wanted)):
        found.setdefault(text(row, "statement"), []).append(row)
    return [_record(iri, found[iri], explorable) for iri in wanted if iri in found]


def _record(iri: str, found: list[Row], explorable: Explorable) -> Record:
    place = explorable.places[iri]
    row = min(found, key=str)
    return Record(
        iri,
        text(row, "quote"),
        {facet: _values(explorable, facet, place) for facet in FACETS},
        Named(text(row, "response"), spoken(row.get("title")) or last_segment(text(row, "response"))),
        text(row, "date"),
        text(row, "page"),
        text(row, "confidence"),
        _attributed(found),
        text(row, "dissent") == "true",
    )


def _values(explorable: Explorable, facet: str, place: int) -> tuple[Named, ...]:
    values = explorable.columns[facet].of_row(place)
    return tuple(Named(value, explorable.names.of(value)) for value in values)


def _attributed(found: Iterable[Row]) -> tuple[Named, ...]:
    """Whose statement it is, where it is reported."""
    names: dict[str, list[Literal]] = {}
    for row in found:
        if whose := text(row, "attributed"):
            name = row.get("name")
            names.setdefault(whose, []).extend([name] if isinstance(name, Literal) else [])
    return tuple(Named(whose, best(known) or last_segment(whose)) for whose, known in sorted(names.items()))
