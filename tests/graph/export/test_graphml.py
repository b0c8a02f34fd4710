from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from graph.export.dumps import dump

_BASE = "https://standpunkt.example/id"
_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def network(consultation: Path) -> "nx.MultiDiGraph[str]":
    """The invented consultation as other tools read it."""
    return nx.read_graphml(BytesIO(b"".join(dump(consultation, "graphml"))), force_multigraph=True)


def test_everything_with_a_name_is_a_node_that_carries_it(network: "nx.MultiDiGraph[str]") -> None:
    labels = {label: types for _, label, types in (
        (iri, node["label"], node["type"]) for iri, node in network.nodes(data=True)
    )}  # fmt: skip
    assert labels["Eksempelrådet"] == "org:Organization"
    assert labels["Plikt til å dele"] == "stp:Proposal"
    assert labels["Det europeiske helsedataområdet"] == "stp:PolicyInstrument"
    assert labels["Enklere arbeidshverdag"] == "stp:Goal"
    assert labels["Finansiering"] == "skos:Concept"
    assert labels["Vi kan ikke støtte delingsplikten."] == "stp:Opposition | stp:Position | stp:Statement"


def test_edges_carry_the_name_of_their_property(network: "nx.MultiDiGraph[str]") -> None:
    edges = network.get_edge_data(f"{_BASE}/statement/s04", f"{_BASE}/actor/eksempel-kommune")
    assert [edge["property"] for edge in edges.values()] == ["stp:heldBy"]
    towards = network.get_edge_data(f"{_BASE}/statement/s04", "https://w3id.org/standpunkt/id/instrument/ehds")
    assert sorted(edge["label"] for edge in towards.values()) == ["concerns", "concernsDirectly", "refersTo"]


def test_attributes_keep_their_types_and_the_evidence_belongs_to_the_statement(
    network: "nx.MultiDiGraph[str]",
) -> None:
    statement = network.nodes[f"{_BASE}/statement/s04"]
    assert statement["stp:confidence"] == pytest.approx(0.82)
    assert statement["stp:page"] == 1
    assert isinstance(statement["oa:start"], int)
    assert statement["oa:exact"] == "Vi går imot betaling etter folketall, jf. EHDS."
    assert network.nodes[f"{_BASE}/statement/s10"]["stp:dissent"] is True
    assert network.nodes["https://w3id.org/standpunkt/id/actor/dmp"]["dcterms:identifier"] == "dmp | slv"
    assert not [iri for iri in network if iri.endswith("#evidence")]


def test_nothing_is_said_that_gephi_does_not_understand(consultation: Path) -> None:
    root = ET.fromstring(b"".join(dump(consultation, "graphml")))
    keys = root.findall(f"{_GRAPHML}key")
    names = [(key.get("for"), key.get("attr.name")) for key in keys]
    assert len(set(names)) == len(names)
    assert {key.get("attr.type") for key in keys} <= {"string", "long", "int", "double", "boolean"}
    edges = [edge.get("id") for edge in root.iter(f"{_GRAPHML}edge")]
    assert len(set(edges)) == len(edges)


def test_characters_that_xml_cannot_hold_are_marked(tmp_path: Path) -> None:
    (tmp_path / "odd.nt").write_text('<http://s> <http://p> "a\\u000Cb\\u0000" .\n')
    network = nx.read_graphml(BytesIO(b"".join(dump(tmp_path / "odd.nt", "graphml"))))
    assert network.nodes["http://s"]["http://p"] == "a\ufffdb\ufffd"


def test_what_several_graphs_say_of_a_thing_and_of_its_evidence_is_one_node(tmp_path: Path) -> None:
    (tmp_path / "apart.trig").write_text(
        "@prefix stp: <https://w3id.org/standpunkt/ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .\n"
        "<http://g/1> { <http://s> stp:evidence <http://e> ; <http://p> <http://t> . }\n"
        '<http://g/2> { <http://e> a oa:SpecificResource ; oa:hasSelector <http://q> ; <http://p> "b" . }\n'
        '<http://g/3> { <http://q> a oa:TextQuoteSelector ; oa:exact "words" ; oa:hasSelector <http://e> . }\n'
        '<http://g/4> { <http://s> <http://p> "a" . <http://t> <http://p> <http://nowhere> . }\n'
    )
    drawn = nx.read_graphml(BytesIO(b"".join(dump(tmp_path / "apart.trig", "graphml"))))
    assert dict(drawn.nodes(data="oa:exact")) == {"http://s": "words", "http://t": None}
    assert drawn.nodes["http://s"]["http://p"] == "a | b"
    assert drawn.nodes["http://t"]["http://p"] == "http://nowhere"
    assert list(drawn.edges) == [("http://s", "http://t")]
