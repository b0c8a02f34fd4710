"""What may be given for parameters, and what is said of what may not."""

import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import ParameterError
from graph.namespaces import DCTERMS, RDF, STP, W3ID, XSD
from graph.query.named import named_query, terms_in
from graph.store.embedded import EmbeddedStore

_BASE = "https://standpunkt.example/id"


def _term(store: EmbeddedStore, name: str, parameter: str, value: str, **others: str) -> NamedNode | Literal:
    named = named_query(name)
    variable = next(each.variable for each in named.header.parameters if each.name == parameter)
    return terms_in(store, named, {parameter: value, **others})[variable]


@pytest.mark.parametrize(
    ("name", "parameter", "value", "term"),
    [
        ("what-an-actor-says", "actor", "eksempel-kommune", NamedNode(f"{_BASE}/actor/eksempel-kommune")),
        ("what-an-actor-says", "actor", " Eksempel KOMMUNE ", NamedNode(f"{_BASE}/actor/eksempel-kommune")),
        (
            "what-an-actor-says",
            "actor",
            f"{_BASE}/actor/eksempel-kommune",
            NamedNode(f"{_BASE}/actor/eksempel-kommune"),
        ),
        ("what-an-actor-says", "actor", "slv", NamedNode(f"{W3ID}/id/actor/dmp")),
        ("positions-on-instrument", "instrument", "EHDS", NamedNode(f"{W3ID}/id/instrument/ehds")),
        ("positions-on-goal", "goal", "ehs-m2", NamedNode(f"{W3ID}/id/goal/ehs-m2")),
        ("positions-on-theme", "theme", "Personvern", NamedNode(f"{W3ID}/id/theme/personvern")),
        ("who-opposes", "proposal", "2", NamedNode(f"{_BASE}/proposal/eksempelhoring-2")),
        ("who-opposes", "proposal", "eksempelhoring-2", NamedNode(f"{_BASE}/proposal/eksempelhoring-2")),
        ("who-opposes", "proposal", "Plikt til å dele", NamedNode(f"{_BASE}/proposal/eksempelhoring-1")),
        ("who-opposes", "consultation", "eksempelhoring", NamedNode(f"{_BASE}/consultation/eksempelhoring")),
        ("positions-to-review", "kind", "concern", NamedNode(f"{W3ID}/id/kind/concern")),
        ("positions-to-review", "kind", "Innvending", NamedNode(f"{W3ID}/id/kind/concern")),
        ("positions-to-review", "kind", f"{W3ID}/id/kind/concern", NamedNode(f"{W3ID}/id/kind/concern")),
        ("positions-to-review", "most", "0,25", Literal("0.25", datatype=XSD.decimal)),
        ("demands-shared-by-many", "least", "4", Literal("4", datatype=XSD.integer)),
        ("references-over-time", "from", "2025-01-31", Literal("2025-01-31", datatype=XSD.date)),
        ("references-over-time", "period", "month", Literal("month")),
    ],
)
def test_a_value_becomes_a_term_of_its_parameters_type(
    store: EmbeddedStore, name: str, parameter: str, value: str, term: NamedNode | Literal
) -> None:
    assert _term(store, name, parameter, value) == term


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("what-an-actor-says", {}, "“actor” is missing. It takes the name, key or IRI of an actor, for example actor="),
        (
            "what-an-actor-says",
            {"actor": "Ingen"},
            "“actor” is “Ingen”, but the graph has no actor called so. It takes",
        ),
        ("what-an-actor-says", {"actor": "ehds"}, "no actor called so"),
        ("what-an-actor-says", {"actor": "http://nowhere.example/"}, "no actor called so"),
        ("what-an-actor-says", {"actor": "http://a b"}, "“actor” is “http://a b”. It takes the name, key or IRI"),
        ("what-an-actor-says", {"actor": "x" * 3000}, "has 3000 characters"),
        (
            "who-opposes",
            {"forslag": "1"},
            "There is no parameter “forslag”. who-opposes takes: consultation (the name,",
        ),
        (
            "who-opposes",
            {"proposal": "99"},
            "no proposal called so. It takes the name, number, key or IRI of a proposal",
        ),
        ("what-there-is", {"x": "1"}, "what-there-is takes: none"),
        ("positions-to-review", {"kind": "ros"}, "one of recommendation, support, opposition, concern"),
        ("positions-to-review", {"most": "1.5"}, "a number from 0 to 1, for example most=0.5"),
        ("positions-to-review", {"most": "nan"}, "a number from 0 to 1"),
        ("positions-to-review", {"most": "1e400"}, "a number from 0 to 1"),
        ("demands-shared-by-many", {"least": "to"}, "a whole number from 1 to 100000, for example least=2"),
        ("demands-shared-by-many", {"least": "2.5"}, "a whole number"),
        ("references-over-time", {"from": "31.01.2025"}, "a date, written year-month-day, for example from=2024-01-01"),
        ("references-over-time", {"period": "week"}, "one of year, month"),
        ("references-over-time", {"instrument": ""}, "“instrument” is missing"),
    ],
)
def test_what_is_wrong_names_the_parameter_what_it_takes_and_an_example(
    store: EmbeddedStore, name: str, values: dict[str, str], said: str
) -> None:
    with pytest.raises(ParameterError, match=re.escape(said)):
        terms_in(store, named_query(name), values)


def test_an_empty_value_takes_a_default_away(store: EmbeddedStore) -> None:
    assert "most" not in terms_in(store, named_query("positions-to-review"), {"most": " "})


def test_a_number_that_two_consultations_have_needs_the_consultation(store: EmbeddedStore) -> None:
    twice = EmbeddedStore(type(store.graph)())
    twice.graph.bulk_extend(store.graph)
    for proposal in store.query("SELECT ?p { ?p a stp:Proposal }").rows():
        again = NamedNode(str(proposal[0]).strip("<>").replace("eksempelhoring", "andre"))
        other = NamedNode(f"{_BASE}/consultation/andre")
        twice.graph.extend(
            [
                Quad(again, RDF.type, STP.Proposal),
                Quad(again, STP.number, Literal(again.value.rpartition("-")[2])),
                Quad(again, DCTERMS.isPartOf, other),
                Quad(other, RDF.type, STP.Consultation),
                Quad(other, DCTERMS.identifier, Literal("andre")),
            ]
        )
    with pytest.raises(
        ParameterError, match=r"several things are called so\. Give its consultation too, or the IRI of"
    ):
        _term(twice, "who-opposes", "proposal", "1")
    found = _term(twice, "who-opposes", "proposal", "1", consultation="andre")
    assert found == NamedNode(f"{_BASE}/proposal/andre-1")


@pytest.mark.parametrize("value", ['" } #', "concern> . ?s ?p ?o . <http://a", "\x00", "?x", "'''", "\\u003e", "a\nb"])
def test_hostile_values_stay_values(store: EmbeddedStore, value: str) -> None:
    for name, parameter in (("what-an-actor-says", "actor"), ("who-opposes", "proposal"), ("asked-of", "addressee")):
        with pytest.raises(ParameterError, match="called so"):
            _term(store, name, parameter, value)
    for parameter in ("kind", "most"):
        with pytest.raises(ParameterError, match="It takes"):
            _term(store, "positions-to-review", parameter, value)
