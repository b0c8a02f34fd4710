from collections.abc import Mapping

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_SEED = 20
_ROUNDS = 120
_MANY = 200
_NEARER = -0.45
Places = Mapping[str, tuple[float, float]]


def places(network: "nx.Graph[str]") -> Places:
    """Where each node is drawn, between -1 and 1: the same for the same network, on every machine with the same numpy.

    Nodes that much joins are near each other. The nodes begin on a circle in their order, so that a network that
    changes little is drawn much as before.
    """
    nodes = sorted(network.nodes)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    if not nodes:
        return {}
    drawn: nx.Graph[str] = nx.Graph()
    drawn.add_nodes_from(nodes)
    for one, other, weight in sorted(network.edges(data="weight", default=1.0)):
        drawn.add_edge(one, other, weight=float(np.log1p(abs(weight))))
    circle = nx.circular_layout(drawn)
    rounds = _ROUNDS if len(nodes) < _MANY else _ROUNDS // 2
    spread = 1.6 / np.sqrt(len(nodes))
    found = nx.spring_layout(drawn, pos=circle, k=spread, iterations=rounds, weight="weight", seed=_SEED)
    return dict(zip(nodes, _drawn_in(np.array([found[node] for node in nodes])), strict=True))


def _drawn_in(points: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Points between -1 and 1; those that stand far out are drawn in, so that the many in the middle have room."""
    points = points - np.median(points, axis=0)
    distances = np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)
    nearer = points * distances**_NEARER
    rounded = np.round(nearer / np.abs(nearer).max(), 4)
    return [(x, y) for x, y in rounded.tolist()]
