import json
import sqlite3
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from graph.networks.building import Normalisation, Relation, affiliation_network, agreement_network
from graph.networks.claims import Claim, counted, once

_CLAIMS = [
    Claim("a", "roads", "agrees"),
    Claim("a", "roads", "agrees"),
    Claim("a", "ferries", "disagrees"),
    Claim("b", "roads", "agrees"),
    Claim("b", "ferries", "agrees"),
    Claim("c", "tunnels", "agrees"),
]


def _weights(network: "nx.Graph[str]") -> dict[tuple[str, str], float]:
    return {(one, other): weight for one, other, weight in network.edges(data="weight")}


def test_an_affiliation_network_joins_actors_and_what_they_judge() -> None:
    network = affiliation_network(counted(_CLAIMS))
    assert {node: data["mode"] for node, data in network.nodes(data=True)} == {
        **dict.fromkeys("abc", "actor"),
        **dict.fromkeys(("roads", "ferries", "tunnels"), "concept"),
    }
    assert network.edges["a", "roads"] == {"weight": 2, "agrees": 2}
    assert network.edges["a", "ferries"] == {"weight": 1, "disagrees": 1}
    assert nx.is_bipartite(network)


def test_actors_are_joined_by_what_they_judge_alike_or_differently() -> None:
    assert _weights(agreement_network(once(_CLAIMS))) == {("a", "b"): 1}
    assert _weights(agreement_network(counted(_CLAIMS))) == {("a", "b"): 2}
    assert _weights(agreement_network(once(_CLAIMS), Relation.CONFLICT)) == {("a", "b"): 1}
    assert _weights(agreement_network(counted(_CLAIMS), Relation.SUBTRACT)) == {("a", "b"): 1}
    assert _weights(agreement_network(once(_CLAIMS), Relation.SUBTRACT)) == {}
    assert agreement_network(counted(_CLAIMS)).edges["a", "b"] == {"weight": 2, "congruence": 2, "conflict": 1}


def test_weights_are_divided_by_what_two_actors_say() -> None:
    same = [*(Claim("a", concept, "agrees") for concept in "xyz"), *(Claim("b", concept, "agrees") for concept in "xy")]
    found = {each: _weights(agreement_network(once(same), normalisation=each)) for each in Normalisation}
    assert found[Normalisation.AVERAGE] == {("a", "b"): pytest.approx(2 / 2.5)}
    assert found[Normalisation.JACCARD] == {("a", "b"): pytest.approx(2 / 3)}
    assert found[Normalisation.COSINE] == {("a", "b"): pytest.approx(2 / 6**0.5)}


def test_of_nothing_there_is_an_empty_network() -> None:
    assert len(affiliation_network({})) == len(agreement_network({})) == 0


@pytest.fixture(scope="module")
def dna(shared: Path) -> Path:
    """The sample of the Discourse Network Analyzer, and what that program computes from it."""
    return shared / "external" / "dna"


def _coded(file: Path) -> list[tuple[int, Claim]]:
    """The statements of the sample, each with its document."""
    variables = "SELECT ID FROM VARIABLES WHERE StatementTypeId = 1 AND Variable = ?"
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        coded = (
            f"JOIN DATASHORTTEXT d{n} ON d{n}.StatementId = s.ID AND d{n}.VariableId = ({variables}) "
            f"JOIN ENTITIES e{n} ON e{n}.ID = d{n}.Entity "
            for n in (1, 2)
        )
        text = "SELECT s.DocumentId, e1.Value, e2.Value, q.Value FROM STATEMENTS s " + "".join(coded)
        text += "JOIN DATABOOLEAN q ON q.StatementId = s.ID"
        rows = connection.execute(text, ("organization", "concept")).fetchall()
    connection.close()
    return [(document, Claim(actor, concept, str(agrees))) for document, actor, concept, agrees in rows]


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "onemode,congruence,no,include",
        "onemode,conflict,no,include",
        "onemode,subtract,no,include",
        "onemode,congruence,average,include",
        "onemode,congruence,average,document",
    ],
)
def test_the_discourse_network_analyzer_computes_the_same(dna: Path, name: str) -> None:
    expected: dict[str, Any] = json.loads((dna / "expected.json").read_text("utf-8"))
    _, relation, normalisation, duplicates = name.split(",")
    coded = _coded(dna / "sample.dna")
    claims = [claim for _, claim in (dict.fromkeys(coded) if duplicates == "document" else coded)]
    divided = Normalisation.AVERAGE if normalisation == "average" else Normalisation.NONE
    network = agreement_network(counted(claims), Relation(relation), divided)
    found = nx.to_numpy_array(network, nodelist=expected["rows_organization"])
    assert np.allclose(found, np.array(expected["matrices"][name]["matrix"]), atol=1e-8)


@pytest.mark.shared
def test_the_discourse_network_analyzer_finds_the_same_affiliations(dna: Path) -> None:
    expected: dict[str, Any] = json.loads((dna / "expected.json").read_text("utf-8"))
    network = affiliation_network(counted(claim for _, claim in _coded(dna / "sample.dna")))
    rows, columns = expected["rows_organization"], expected["columns_concept"]
    found = [[network.get_edge_data(row, column, {"weight": 0})["weight"] for column in columns] for row in rows]
    assert found == expected["matrices"]["twomode,ignore,no,include"]["matrix"]
