"""Actors and things beyond the registry, folded into one graph, and consultations."""

import pytest
from pyoxigraph import Literal, NamedNode

from graph.iris import Iris
from graph.mapping import consultation_triples, entry_triples, unregistered_actors, unregistered_things
from graph.model import Actor, Consultation, Extraction, Proposal, Response, Thing, ThingType
from graph.namespaces import DCTERMS, ORG, RDF, SCHEMA, SKOS, STP
from graph.triples import Triple

IRIS = Iris("https://standpunkt.example")


def test_one_actor_named_in_two_responses_is_described_once() -> None:
    twice = [Actor("eksempel-kommune", "Eksempel kommune"), Actor("eksempel-kommune", "Eksempel kommune", "kommune")]
    triples = list(entry_triples(twice, [], IRIS))
    assert len([t for t in triples if t.predicate == SKOS.prefLabel]) == 1
    kinds = [t.object for t in triples if t.predicate == ORG.classification]
    assert kinds == [NamedNode("https://w3id.org/standpunkt/id/actor-kind/kommune")]


def test_the_order_of_the_responses_does_not_change_the_entries() -> None:
    actors = [Actor("b", "B"), Actor("a", "A"), Actor("a", "AA")]
    assert list(entry_triples(actors, [], IRIS)) == list(entry_triples(reversed(actors), [], IRIS))


def test_the_registrys_own_are_left_out(response: Response, extraction: Extraction) -> None:
    assert {actor.key for actor in unregistered_actors(response, None)} == {"eksempel-kommune"}
    assert [thing.key for thing in unregistered_things(extraction)] == ["eksempelutvalget"]


def test_a_holder_known_by_name_alone_becomes_an_actor() -> None:
    holder = Thing("eksempelutvalget", ThingType.ACTOR, "Eksempelutvalget", registered=False)
    triples = list(entry_triples([], [holder], IRIS))
    assert any(t.predicate == RDF.type and t.object == ORG.Organization for t in triples)


def test_an_instrument_beyond_the_registry_keeps_its_designation() -> None:
    report = Thing("nou-2099-1", ThingType.INSTRUMENT, "NOU 2099: 1", registered=False, designation="NOU 2099: 1")
    assert any(
        t.predicate == SKOS.notation and t.object == Literal("NOU 2099: 1") for t in entry_triples([], [report], IRIS)
    )


@pytest.mark.parametrize(
    ("designation", "path"),
    [
        ("LOV-2001-02-03-4", "lov/2001/02/03/4"),
        ("LOV-1967-02-10", "lov/1967/02/10"),
        ("FOR-2001-02-03-1234", "forskrift/2001/02/03/1234"),
    ],
)
def test_an_act_beyond_the_registry_is_the_one_that_lovdata_has(designation: str, path: str) -> None:
    act = Thing("prove", ThingType.INSTRUMENT, "prøveloven", registered=False, designation=designation)
    same = [t.object for t in entry_triples([], [act], IRIS) if t.predicate == SCHEMA.sameAs]
    assert same == [NamedNode(f"https://lovdata.no/eli/{path}/nor")]


def test_a_consultation_has_its_proposals_and_the_remainder(consultation: Consultation) -> None:
    triples = list(consultation_triples(consultation, IRIS))
    proposals = [t.subject.value for t in triples if t.object == STP.Proposal]  # type: ignore[union-attr]
    assert [iri.rsplit("-", 1)[1] for iri in proposals] == ["1", "2", "ovrige"]
    assert any(t.predicate == STP.invited for t in triples)
    assert all(t.predicate != DCTERMS.identifier or t.object == Literal("eksempelloven") for t in triples)


def test_a_proposal_continues_those_of_the_earlier_consultation() -> None:
    earlier = Consultation("utredning", {})
    later = Consultation(
        "lov", {"nb": "Lov"}, follows_up=earlier, proposals=(Proposal("1", {"nb": "Plikt"}, continues=("3.1", "3.2")),)
    )
    triples = set(consultation_triples(later, IRIS))
    assert Triple(IRIS.consultation(later), STP.followsUp, IRIS.consultation(earlier)) in triples
    assert {t.object.value for t in triples if t.predicate == STP.continues} == {  # type: ignore[union-attr]
        "https://standpunkt.example/id/proposal/utredning-3-1",
        "https://standpunkt.example/id/proposal/utredning-3-2",
    }
