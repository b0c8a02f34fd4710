from collections import Counter
from collections.abc import Mapping

import networkx as nx


def strongest(network: "nx.Graph[str]", *, least: float = 0.0, edges: int, nodes: int) -> "nx.Graph[str]":
    """The part of a network that can be looked at: its strongest edges that weigh at least so much, and their ends.

    Edges are taken by the size of their weights, those of equal size by their ends, until there are as many as asked
    for; one that would bring more nodes than asked for is passed over.
    """
    found: nx.Graph[str] = nx.Graph()
    weighed = [(-abs(data["weight"]), *sorted((one, other))) for one, other, data in network.edges(data=True)]
    for strength, one, other in sorted(weighed):
        fresh = len({one, other} - found.nodes)
        if -strength >= least and found.number_of_edges() < edges and found.number_of_nodes() + fresh <= nodes:
            found.add_edge(one, other)
    return _within(network, found)


def heaviest(network: "nx.Graph[str]", *, least: float = 0.0, nodes: Mapping[str, int]) -> "nx.Graph[str]":
    """The part of a network that can be looked at as a table: of each mode the nodes with the heaviest edges.

    All edges between these that weigh at least so much are there, and of the nodes those that have any. Nodes of equal
    weight are taken by their names.
    """
    strengths = Counter[str]()
    for one, other, data in network.edges(data=True):
        if abs(data["weight"]) >= least:
            strengths.update({one: abs(data["weight"]), other: abs(data["weight"])})
    chosen: list[str] = []
    for mode, count in nodes.items():
        those = [node for node in strengths if network.nodes[node]["mode"] == mode]
        chosen += sorted(those, key=lambda node: (-strengths[node], node))[:count]
    found: nx.Graph[str] = nx.Graph()
    edges = network.subgraph(chosen).edges(data=True)
    found.add_edges_from((one, other) for one, other, data in edges if abs(data["weight"]) >= least)
    return _within(network, found)


def around(network: "nx.Graph[str]", centre: str, steps: int) -> "nx.Graph[str]":
    """What is within so many steps of a node; nothing where the network does not have it."""
    found: nx.Graph[str] = nx.Graph()
    if centre in network:
        found.add_edges_from(nx.ego_graph(network, centre, radius=steps).edges)
    return _within(network, found)


def _within(network: "nx.Graph[str]", part: "nx.Graph[str]") -> "nx.Graph[str]":
    """A part of a network with all that the network says of it, nodes and edges in order."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from((node, network.nodes[node]) for node in sorted(part.nodes))
    for one, other in sorted(tuple(sorted(edge)) for edge in part.edges):
        found.add_edge(one, other, **network.edges[one, other])
    return found
