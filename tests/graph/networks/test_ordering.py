from itertools import combinations, groupby
from random import Random

import networkx as nx

from graph.networks.narrowing import heaviest
from graph.networks.ordering import side_by_side

_CAMPS = {f"{name}-{number}": number % 3 for name in "abcd" for number in range(3)}


def _network(*, joined: bool) -> "nx.Graph[str]":
    """Three camps whose names are mixed: joined by what they share, or by what they oppose each other on."""
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(_CAMPS, mode="actor")
    for one, other in combinations(_CAMPS, 2):
        if (_CAMPS[one] == _CAMPS[other]) is joined:
            network.add_edge(one, other, weight=5.0)
        elif joined:
            network.add_edge(one, other, weight=-1.0 if 0 in (_CAMPS[one], _CAMPS[other]) else 1.0)
    return network


def test_those_who_stand_together_are_side_by_side() -> None:
    for network, are_apart in ((_network(joined=True), False), (_network(joined=False), True)):
        order = side_by_side(network, are_apart=are_apart)
        assert sorted(order) == sorted(_CAMPS)
        assert len([camp for camp, _ in groupby(order, key=_CAMPS.get)]) == 3


def test_the_order_is_the_same_each_time_whatever_the_order_of_the_nodes() -> None:
    network = _network(joined=True)
    turned: nx.Graph[str] = nx.Graph()
    nodes = list(network)
    Random(1).shuffle(nodes)
    turned.add_nodes_from(nodes)
    turned.add_edges_from((other, one, data) for one, other, data in reversed(list(network.edges(data=True))))
    assert side_by_side(network) == side_by_side(turned)


def test_what_is_joined_to_nothing_or_to_one_other_has_an_order_too() -> None:
    network: nx.Graph[str] = nx.Graph()
    assert side_by_side(network) == []
    network.add_nodes_from("ba")
    assert side_by_side(network) == ["a", "b"]
    network.add_edge("a", "b", weight=-2.0)
    assert sorted(side_by_side(network)) == ["a", "b"]


def test_of_each_mode_the_heaviest_nodes_stay_with_all_that_joins_them() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(("big", "middle", "small"), mode="actor")
    network.add_nodes_from(("much", "little"), mode="concept")
    network.add_weighted_edges_from(
        [("big", "much", -9.0), ("big", "little", 0.5), ("middle", "much", 3.0), ("middle", "little", 1.0)]
    )
    network.add_edge("small", "little", weight=2.0)
    found = heaviest(network, nodes={"actor": 2, "concept": 2})
    assert {frozenset(edge) for edge in found.edges} == {
        frozenset(edge) for edge in [("big", "much"), ("big", "little"), ("middle", "much"), ("middle", "little")]
    }
    assert found.nodes["big"] == {"mode": "actor"}
    assert set(heaviest(network, nodes={"actor": 1, "concept": 1})) == {"big", "much"}
    assert set(heaviest(network, least=3.0, nodes={"actor": 3, "concept": 2})) == {"big", "middle", "much"}
