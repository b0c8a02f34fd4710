import networkx as nx

from graph.networks.layout import places
from graph.networks.narrowing import around, strongest


def _two_camps() -> "nx.Graph[str]":
    network: nx.Graph[str] = nx.Graph()
    for camp in ("left", "right"):
        names = [f"{camp}-{number}" for number in range(5)]
        network.add_edges_from(((one, other) for one in names for other in names if one < other), weight=4.0)
    network.add_edge("left-0", "right-0", weight=0.5)
    return network


def test_a_layout_is_the_same_each_time_whatever_the_order_of_the_nodes() -> None:
    network = _two_camps()
    turned: nx.Graph[str] = nx.Graph()
    turned.add_nodes_from(reversed(list(network.nodes)))
    turned.add_edges_from((other, one, data) for one, other, data in reversed(list(network.edges(data=True))))
    assert places(network) == places(turned)


def test_those_who_agree_stand_together() -> None:
    found = places(_two_camps())

    def apart(one: str, other: str) -> float:
        return float((found[one][0] - found[other][0]) ** 2 + (found[one][1] - found[other][1]) ** 2)

    assert max(apart("left-1", f"left-{number}") for number in range(5)) < apart("left-1", "right-1")
    assert all(-1.01 <= value <= 1.01 for place in found.values() for value in place)


def test_nothing_and_a_single_node_can_be_laid_out() -> None:
    lone: nx.Graph[str] = nx.Graph()
    assert places(lone) == {}
    lone.add_node("a")
    assert places(lone) == {"a": (0.0, 0.0)}


def test_the_strongest_edges_stay_and_bring_their_ends() -> None:
    network = _two_camps()
    assert strongest(network, least=1.0, edges=100, nodes=100).number_of_edges() == 20
    assert strongest(network, edges=3, nodes=100).number_of_edges() == 3
    assert len(strongest(network, edges=100, nodes=6)) <= 6
    assert strongest(network, edges=100, nodes=100).edges["left-0", "right-0"] == {"weight": 0.5}


def test_what_is_around_a_node_ends_after_some_steps() -> None:
    network = _two_camps()
    assert set(around(network, "right-0", 1)) == {*(f"right-{number}" for number in range(5)), "left-0"}
    assert set(around(network, "left-1", 2)) == {*(f"left-{number}" for number in range(5)), "right-0"}
    assert len(around(network, "nobody", 2)) == 0
