"""Demands within a consultation by what they are about, as the named queries on demands tell them apart."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pyoxigraph import NamedNode

from api.explore.explorable import RESPONSE, Explorable
from graph.facets.patterns import NAMED
from graph.namespaces import concept

_ASKS = concept("stance", "asks").value
_PROPOSED = concept("review-state", "proposed").value
_NONE = ("",)

Matter = tuple[str, str, str]
"""What a demand is about, its theme and its addressee, each empty where there is none."""


@dataclass(frozen=True, slots=True)
class SameDemand:
    """Demands that count as the same, how many responses make them, and how many of them were reviewed."""

    matter: Matter
    responses: int
    statements: Sequence[str]
    reviewed: int


@dataclass(frozen=True, eq=False)
class Demands:
    """The demands that were made in a consultation, which can be compared; `alone` are those that nobody else makes."""

    shared: Sequence[SameDemand]
    alone: Sequence[str]


def demands(known: Explorable, consultation: NamedNode, others: Collection[str]) -> Demands:
    """The demands in a consultation; `others` are the proposals that stand for whatever no number has."""
    columns = known.columns
    rows = columns["consultation"].having([consultation.value]) & columns["stance"].having([_ASKS])
    responses, states = columns[RESPONSE].by_row(rows), columns["reviewState"].by_row(rows)
    made: dict[Matter, set[int]] = {}
    for row, matter in _matters(known, rows.nonzero()[0].tolist(), others):
        made.setdefault(matter, set()).add(row)
    asking = {matter: {response for row in those for response in responses[row]} for matter, those in made.items()}
    shared = [
        SameDemand(
            matter,
            len(asking[matter]),
            [known.statements[row] for row in sorted(those)],
            sum(_PROPOSED not in states.get(row, ()) for row in those),
        )
        for matter, those in made.items()
        if len(asking[matter]) > 1
    ]
    joined = {row for matter, those in made.items() if len(asking[matter]) > 1 for row in those}
    alone = {row for those in made.values() for row in those} - joined
    return Demands(shared, [known.statements[row] for row in _by_actor(known, alone)])


def _matters(known: Explorable, rows: Iterable[int], others: Collection[str]) -> Iterator[tuple[int, Matter]]:
    """Each demand with everything that it is known by; one that is about nothing in particular is left out."""
    rows = list(rows)
    named, answered, themes, addressees = (
        _values(known, facet, rows) for facet in (NAMED, "proposal", "theme", "addressee")
    )
    for row in rows:
        about = named.get(row) or [each for each in answered.get(row, ()) if each not in others]
        if about or row in themes:
            for matter in product(about or _NONE, themes.get(row, _NONE), addressees.get(row, _NONE)):
                yield row, matter


def _values(known: Explorable, facet: str, rows: Sequence[int]) -> Mapping[int, Sequence[str]]:
    among = known.rows(known.statements[row] for row in rows)
    return known.columns[facet].by_row(among)


def _by_actor(known: Explorable, rows: Iterable[int]) -> list[int]:
    """Demands with a force, by the names of their first actors, and then by their places."""
    actors, forces, responses = known.columns["actor"], known.columns["force"], known.columns[RESPONSE]

    def key(row: int) -> tuple[tuple[str, str], tuple[str, ...], int, str]:
        called = min((known.names.known.get(actor, {}).get("nb", ""), actor) for actor in actors.of_row(row))
        return called, responses.of_row(row), int(known.starts[row]), known.statements[row]

    return sorted((row for row in rows if forces.of_row(row) and actors.of_row(row)), key=key)
