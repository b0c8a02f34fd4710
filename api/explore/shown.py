"""What the page shows: facets with their counts, and one page of records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from api.explore.explorable import Explorable, collated
from api.explore.finding import Selection
from api.explore.records import Record
from api.explore.wanted import PAGE, Wanted
from graph.errors import SearchError
from graph.facets.patterns import FACETS
from graph.search.excerpts import Piece
from graph.search.expression import Expression
from graph.search.searching import marks

_SHOWN = 8
_MOST = 150
"""So many values are listed where all are asked for: more would make the page larger than a page should be."""
_OPEN = ("kind", "stance", "actorKind")


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value of a facet: what stands for it in an address, what it is called, and how many there would be."""

    key: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet with the values that are listed, the most frequent first, and how many others there are.

    `is_whole` says that as many are listed as can be.
    """

    name: str
    values: tuple[ShownValue, ...]
    others: int
    is_open: bool
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that restricts what is shown, and the address without it."""

    facet: str
    name: str
    address: str


def facets(wanted: Wanted, explorable: Explorable, selection: Selection) -> Iterator[ShownFacet]:
    """The facets that have something to choose."""
    for facet in FACETS:
        chosen = set(wanted.filter.chosen.get(facet, ()))
        counts = {**dict.fromkeys(chosen, 0), **selection.counts[facet]}
        values = [
            ShownValue(explorable.key(facet, iri), explorable.names.of(iri), count, iri in chosen)
            for iri, count in counts.items()
        ]
        values.sort(key=lambda value: (not value.is_chosen, -value.count, collated(value.name), value.key))
        whole = wanted.whole == facet
        shown = values[: max(_MOST if whole else _SHOWN, len(chosen))]
        if values:
            opened = facet in _OPEN or whole or bool(chosen)
            yield ShownFacet(facet, tuple(shown), len(values) - len(shown), opened, whole)


def choices(wanted: Wanted, explorable: Explorable) -> Iterator[Choice]:
    """The values of facets that are chosen, each with the address without it."""
    for facet, values in wanted.filter.chosen.items():
        for iri in values:
            address = wanted.without(facet, iri).address(explorable)
            yield Choice(facet, explorable.names.of(iri), address)


def pieces(record: Record, words: str) -> tuple[Piece, ...]:
    """The words of a record, with those marked that were searched for."""
    if not words:
        return (Piece(record.quote),)
    try:
        terms = Expression.read(words).terms
    except SearchError:
        return (Piece(record.quote),)
    found, at = [], 0
    for mark in marks(record.quote, terms):
        found += [Piece(record.quote[at : mark.start]), Piece(record.quote[mark.start : mark.end], is_mark=True)]
        at = mark.end
    return tuple(piece for piece in (*found, Piece(record.quote[at:])) if piece.text)


def others(wanted: Wanted, explorable: Explorable, total: int) -> Mapping[str, str]:
    """The addresses of the pages before and after."""
    found = {}
    if wanted.page > 1:
        last = max(1, -(-total // PAGE))
        found["prev"] = replace(wanted, page=min(wanted.page - 1, last)).address(explorable)
    if wanted.page * PAGE < total:
        found["next"] = replace(wanted, page=wanted.page + 1).address(explorable)
    return found
