"""Networks as heat maps: a cell for each pair that something joins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from api.languages import number
from api.networks.claims import AGREES, DISAGREES
from api.networks.drawing import tone
from api.networks.telling import Telling
from api.networks.wanted import Wanted
from graph.networks.building import ACTOR, Normalisation, Relation
from graph.networks.ordering import side_by_side

_LEVELS = 4


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What joins one pair, and where its evidence is read: `level` says how much it is of the most there is, from 1."""

    said: str
    tone: str
    level: int
    address: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Actors by what they judge, or by each other; then each pair stands there once, and rows grow by a cell."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[HeatCell | None]]]


def heat_map(telling: Telling) -> HeatMap:
    """The heat map of a network: of those that say most, the first first; of actors by each other, in groups."""
    network, wanted = telling.shown.network, telling.wanted
    if wanted.is_among_actors:
        order = side_by_side(network, are_apart=wanted.relation is Relation.CONFLICT)
        return _mapped(telling, order[:-1], {row: order[:place] for place, row in enumerate(order) if place})
    by_weight = sorted(network, key=lambda iri: (-network.degree(iri, weight="weight"), telling.name(iri), iri))
    actors = [iri for iri in by_weight if network.nodes[iri]["mode"] == ACTOR]
    things = [iri for iri in by_weight if network.nodes[iri]["mode"] != ACTOR]
    return _mapped(telling, things, dict.fromkeys(actors, things))


def _mapped(telling: Telling, columns: Sequence[str], beside: Mapping[str, Iterable[str]]) -> HeatMap:
    most = max((abs(data["weight"]) for _, _, data in telling.shown.network.edges(data=True)), default=1.0)
    rows = [(row, [_cell(telling, row, column, most) for column in those]) for row, those in beside.items()]
    return HeatMap(columns, rows)


def _cell(telling: Telling, row: str, column: str, most: float) -> HeatCell | None:
    if not telling.shown.network.has_edge(row, column):
        return None
    data = telling.shown.network.edges[row, column]
    side = tone(telling.wanted, data)
    level = ceil(_LEVELS * abs(data["weight"]) / most)
    return HeatCell(_said(telling, data, side), side, level, _address(telling, row, column))


def _said(telling: Telling, data: Mapping[str, Any], side: str) -> str:
    """What a cell says: how much speaks for and against, or where that is divided by something, its weight."""
    wanted = telling.wanted
    if wanted.is_among_actors and wanted.normalisation is not Normalisation.NONE:
        return ("−" if side == DISAGREES else "+") + number(round(abs(data["weight"]), 2))
    if wanted.is_among_actors:
        favour = 0 if wanted.relation is Relation.CONFLICT else data["congruence"]
        against = 0 if wanted.relation is Relation.CONGRUENCE else data["conflict"]
    else:
        favour, against = data.get(AGREES, 0), data.get(DISAGREES, 0)
    return " ".join(f"{sign}{number(count)}" for sign, count in (("+", favour), ("−", against)) if count)


def _address(telling: Telling, row: str, column: str) -> str:
    """Where a pair's evidence is read; two actors' by an address that is short, as a page has hundreds of them."""
    wanted = telling.wanted
    if not wanted.is_among_actors:
        return telling.address(row, column)
    usual = Wanted()
    pair = replace(
        wanted,
        normalisation=usual.normalisation,
        kinds=usual.kinds,
        least=usual.least,
        page=usual.page,
        pair=(row, column),
    )
    return pair.address(telling.explorable, view="")
