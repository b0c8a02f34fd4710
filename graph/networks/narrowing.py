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
