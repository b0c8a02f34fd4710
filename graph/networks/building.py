from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.networks.claims import Counts

ACTOR = "actor"
CONCEPT = "concept"
Numbers = NDArray[np.float64]


class Relation(StrEnum):
    """What joins two actors: concepts that they judge alike, or differently, or the first less the second."""

    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    SUBTRACT = "subtract"


class Normalisation(StrEnum):
    """What a weight between two actors is divided by, so that those who say much are not close to everybody.

    `average` is the mean of how many claims the two make, `jaccard` how many claims they make in all, those that they
    share once, `cosine` the product of the lengths of their vectors of claims.
    """

    NONE = "none"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"


def affiliation_network(counts: Counts) -> "nx.Graph[str]":
    """The two-mode network of actors and concepts.

    Nodes have a `mode`, edges a `weight`, how many claims they stand for, and for each qualifier how many of these.
    """
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted({claim.actor for claim in counts}), mode=ACTOR)
    network.add_nodes_from(sorted({claim.concept for claim in counts}), mode=CONCEPT)
    for claim, count in sorted(counts.items()):
        edge = network.get_edge_data(claim.actor, claim.concept, {"weight": 0})
        changed = {"weight": edge["weight"] + count, claim.qualifier: edge.get(claim.qualifier, 0) + count}
        network.add_edge(claim.actor, claim.concept, **{**edge, **changed})
    return network


def agreement_network(
    counts: Counts,
    relation: Relation = Relation.CONGRUENCE,
    normalisation: Normalisation = Normalisation.NONE,
) -> "nx.Graph[str]":
    """The one-mode network of actors.

    For each concept and qualifier, the counts of two actors are multiplied; the sum over all is the weight. An edge has
    its `weight` after normalisation, and `congruence` and `conflict` as counted; there is none where the relation is
    zero.
    """
    actors = sorted({claim.actor for claim in counts})
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(actors, mode=ACTOR)
    if not actors:
        return network
    judged = _matrices(counts, actors)
    congruence = np.tensordot(judged, judged, axes=([0, 2], [0, 2]))
    conflict = judged.sum(axis=0) @ judged.sum(axis=0).T - congruence
    chosen = {Relation.CONGRUENCE: congruence, Relation.CONFLICT: conflict}.get(relation, congruence - conflict)
    weights = np.divide(chosen, _DIVISORS[normalisation](judged, chosen))
    for one, other in zip(*map(np.ndarray.tolist, np.nonzero(np.triu(chosen, k=1))), strict=True):
        network.add_edge(
            actors[one],
            actors[other],
            weight=float(weights[one, other]),
            congruence=float(congruence[one, other]),
            conflict=float(conflict[one, other]),
        )
    return network


def _matrices(counts: Counts, actors: Iterable[str]) -> Numbers:
    """How often each actor judges each concept in each way: by qualifier, actor and concept."""
    qualifiers = {qualifier: place for place, qualifier in enumerate(sorted({claim.qualifier for claim in counts}))}
    rows = {actor: place for place, actor in enumerate(actors)}
    columns = {concept: place for place, concept in enumerate(sorted({claim.concept for claim in counts}))}
    found = np.zeros((len(qualifiers), len(rows), len(columns)))
    for claim, count in counts.items():
        found[qualifiers[claim.qualifier], rows[claim.actor], columns[claim.concept]] = count
    return found


def _undivided(judged: Numbers, chosen: Numbers) -> Numbers:
    del judged
    return np.ones_like(chosen)


def _average(judged: Numbers, chosen: Numbers) -> Numbers:
    del chosen
    activity = judged.sum(axis=(0, 2))
    return np.asarray(np.add.outer(activity, activity) / 2, np.float64)


def _jaccard(judged: Numbers, chosen: Numbers) -> Numbers:
    activity = judged.sum(axis=(0, 2))
    return np.asarray(np.maximum(np.add.outer(activity, activity) - np.abs(chosen), 1.0), np.float64)


def _cosine(judged: Numbers, chosen: Numbers) -> Numbers:
    del chosen
    lengths = np.sqrt((judged**2).sum(axis=(0, 2)))
    return np.asarray(np.maximum(np.multiply.outer(lengths, lengths), 1.0), np.float64)


_DIVISORS: Mapping[Normalisation, Callable[[Numbers, Numbers], Numbers]] = {
    Normalisation.NONE: _undivided,
    Normalisation.AVERAGE: _average,
    Normalisation.JACCARD: _jaccard,
    Normalisation.COSINE: _cosine,
}
