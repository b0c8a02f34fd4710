"""The network that an address asks for, laid out: what pages and files are made of."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

import networkx as nx

from api.asking import Row
from api.explore.explorable import Explorable, text
from api.explore.wanted import Wanted as Explored
from api.networks.claims import AGREES, DISAGREES, PROPOSALS, STANCES, Judged
from api.networks.wanted import Wanted
from graph.facets.patterns import Filter
from graph.networks.building import ACTOR, CONCEPT, affiliation_network, agreement_network
from graph.networks.claims import Claim, counted, once
from graph.networks.layout import Places, places
from graph.networks.narrowing import around, heaviest, strongest

MOST_NODES = 500
MOST_EDGES = 1_500
_MOST_ON_MAP: Mapping[str, Mapping[str, int]] = {
    "matrix": {ACTOR: 40, CONCEPT: 12},
    "agreement-matrix": {ACTOR: 20},
}
_MOST_NAMED = 12
DIVIDED, PLAIN = "divided", "plain"
SAYING = "saying"
_SAYINGS = frozenset({"statement", "response", "verdict", "document", "mention"})


@dataclass(frozen=True, eq=False)
class Drawn:
    """A network that can be looked at, how large it was before it was narrowed, and the claims that it is made of."""

    network: "nx.Graph[str]"
    nodes: int = 0
    edges: int = 0
    claims: tuple[Claim, ...] = ()

    @cached_property
    def places(self) -> Places:
        """Where its nodes stand, which takes seconds to find out where they are many."""
        return places(self.network)

    @cached_property
    def sides(self) -> Mapping[str, Mapping[str, AbstractSet[str]]]:
        """How each actor judges each concept."""
        found: dict[str, dict[str, set[str]]] = {}
        for claim in self.claims:
            found.setdefault(claim.actor, {}).setdefault(claim.concept, set()).add(claim.qualifier)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return self.edges == self.network.number_of_edges()


def drawn(wanted: Wanted, judged: Iterable[Judged], explorable: Explorable) -> Drawn:
    """The network of actors that an address asks for."""
    claims = _claims(wanted, judged, explorable)
    if wanted.is_among_actors:
        network = agreement_network(once(claims), wanted.relation, wanted.normalisation)
    else:
        network = affiliation_network(counted(claims))
    if wanted.centre in network:
        is_actor = wanted.centre in explorable.columns["actor"].places
        network = around(network, wanted.centre, 2 if is_actor and not wanted.is_among_actors else 1)
    elif wanted.centre and not _judged_alone(wanted, explorable):
        network = nx.Graph()
    return _narrowed(wanted, network, claims)


def drawn_around(wanted: Wanted, found: Iterable[Row], count: int) -> Drawn:
    """A thing with what was found of the things that it is joined to, `count` of them altogether."""
    network: nx.Graph[str] = nx.Graph()
    for row in found:
        other = text(row, "other")
        if other != wanted.centre:
            network.add_nodes_from((iri, {"mode": _mode(iri), "kind": _kind(iri)}) for iri in (wanted.centre, other))
            network.add_edge(wanted.centre, other, weight=1, property=text(row, "property"))
    return replace(_narrowed(wanted, network, ()), nodes=count + 1, edges=count)


def _narrowed(wanted: Wanted, network: "nx.Graph[str]", claims: Iterable[Claim]) -> Drawn:
    least = float(wanted.least or 0)
    if wanted.is_heat_map:
        shown = heaviest(network, least=least, nodes=_MOST_ON_MAP[wanted.view])
    else:
        shown = strongest(network, least=least, edges=MOST_EDGES, nodes=MOST_NODES)
    weighty = sum(abs(weight) >= least for _, _, weight in network.edges(data="weight", default=0.0))
    return Drawn(shown, len(network), weighty, tuple(claims))


def _claims(wanted: Wanted, judged: Iterable[Judged], explorable: Explorable) -> list[Claim]:
    """The claims that are wanted; an agreement around something that is judged is one on that alone."""
    only = wanted.centre if _judged_alone(wanted, explorable) else ""
    kinds, consultations = set(wanted.kinds), set(wanted.consultations)
    return [
        each.claim
        for each in judged
        if (not consultations or each.consultation in consultations)
        and (not kinds or kinds & set(explorable.kinds.get(each.claim.actor, ())))
        and (not only or each.claim.concept == only)
    ]


def _judged_alone(wanted: Wanted, explorable: Explorable) -> bool:
    """Whether actors are to be joined by how they judge one thing."""
    return wanted.is_among_actors and wanted.centre in explorable.columns[wanted.over].places


def _kind(iri: str) -> str:
    """What kind of thing an IRI of ours names: what stands after /id/ in it."""
    return iri.partition("/id/")[2].partition("/")[0]


def _mode(iri: str) -> str:
    """Whether a thing is an actor, something that is spoken of, or something that is said."""
    kind = _kind(iri)
    if kind == ACTOR:
        return ACTOR
    return SAYING if kind in _SAYINGS else CONCEPT


def tone(wanted: Wanted, data: Mapping[str, object]) -> str:
    """Whether an edge tells of agreeing, disagreeing or both, or of neither."""
    if wanted.view == "around":
        return PLAIN
    if wanted.is_among_actors:
        against = wanted.relation == "conflict" or float(str(data["weight"])) < 0
        return DISAGREES if against else AGREES
    if AGREES in data and DISAGREES in data:
        return DIVIDED
    return AGREES if AGREES in data else DISAGREES


def evidence(wanted: Wanted, shown: Drawn, explorable: Explorable, one: str, other: str) -> str:
    """Where the positions are read that an edge tells of."""
    actors = explorable.columns["actor"].places
    if wanted.is_among_actors:
        chosen = {"actor": (one, other), wanted.over: _shared(wanted, shown, one, other)}
    else:
        actor, concept = (one, other) if shown.network.nodes[one]["mode"] == ACTOR and one in actors else (other, one)
        chosen = {"actor": (actor,), wanted.over: (concept,)}
        if wanted.over != PROPOSALS:  # a verdict rests on all positions, other claims on those that take sides
            sides = shown.network.edges[one, other]
            chosen["stance"] = tuple(stance for stance, side in STANCES.items() if side in sides)
    if wanted.consultations:
        chosen["consultation"] = wanted.consultations
    known = {
        facet: tuple(iri for iri in iris if iri in explorable.columns[facet].places) for facet, iris in chosen.items()
    }
    return Explored(Filter(chosen=known)).address(explorable)


def _shared(wanted: Wanted, shown: Drawn, one: str, other: str) -> tuple[str, ...]:
    """What two actors judge alike, or differently where that joins them; none where these are too many to name."""
    mine, theirs = shown.sides.get(one, {}), shown.sides.get(other, {})
    both = sorted(mine.keys() & theirs.keys())
    alike = {concept for concept in both if mine[concept] & theirs[concept]}
    unlike = {concept for concept in both if len(mine[concept] | theirs[concept]) > 1}
    fitting = {"congruence": alike, "conflict": unlike}.get(wanted.relation, alike | unlike)
    return tuple(concept for concept in both if concept in fitting) if len(fitting) <= _MOST_NAMED else ()
