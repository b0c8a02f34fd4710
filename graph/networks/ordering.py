import networkx as nx
import numpy as np


def side_by_side(network: "nx.Graph[str]", *, are_apart: bool = False) -> list[str]:
    """The nodes in an order that puts beside each other those that are joined most strongly, so that groups are seen.

    Nodes are clustered by the mean of what joins them, and the clusters turned so that neighbours are as close as can
    be. `are_apart` says that edges tell who stands against each other. The order is the same for the same network.
    """
    from scipy.cluster.hierarchy import leaves_list, linkage  # noqa: PLC0415 - only who looks at a heat map waits for it
    from scipy.spatial.distance import squareform  # noqa: PLC0415 - as above

    nodes = sorted(network)
    if not network.number_of_edges():
        return nodes
    likeness = nx.to_numpy_array(network, nodes, weight="weight") * (-1 if are_apart else 1)
    distances = likeness.max() - likeness
    np.fill_diagonal(distances, 0)
    order = leaves_list(linkage(squareform(distances), "average", optimal_ordering=True))
    return [nodes[place] for place in order.tolist()]
