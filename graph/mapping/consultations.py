"""A consultation, its proposals and whom it invited, as the triples of its named graph."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph.iris import Iris
from graph.mapping.literals import text_literal
from graph.model import OTHER_PROPOSAL, Consultation, Proposal
from graph.namespaces import DCTERMS, PROV, RDF, SKOS, STP, XSD, concept
from graph.triples import Triple

_REMAINDER = Proposal(
    OTHER_PROPOSAL,
    MappingProxyType({"en": "Other remarks", "nb": "Øvrige merknader", "nn": "Andre merknader"}),
)


def consultation_triples(consultation: Consultation, iris: Iris) -> Iterator[Triple]:
    """What no response can say of a consultation; of a registered one only what the registry does not hold already.

    Every consultation with proposals also has the one that takes the rest, “Øvrige merknader”.
    """
    subject = iris.consultation(consultation)
    if not consultation.registered:
        yield from _description_triples(subject, consultation, iris)
    if consultation.follows_up:
        yield Triple(subject, STP.followsUp, iris.consultation(consultation.follows_up))
    for actor in consultation.invited:
        yield Triple(subject, STP.invited, iris.actor(actor))
    if consultation.proposals:
        for proposal in (*consultation.proposals, _REMAINDER):
            yield from _proposal_triples(proposal, consultation, iris)


def _description_triples(subject: NamedNode, consultation: Consultation, iris: Iris) -> Iterator[Triple]:
    yield Triple(subject, RDF.type, STP.Consultation)
    yield Triple(subject, RDF.type, PROV.Activity)
    yield Triple(subject, DCTERMS.identifier, Literal(consultation.key))
    yield Triple(subject, STP.consultationKind, concept("consultation-kind", consultation.kind))
    yield from _name_triples(subject, consultation.title)
    if consultation.asked_by:
        yield Triple(subject, STP.askedBy, iris.actor(consultation.asked_by))
    if consultation.deadline:
        yield Triple(subject, STP.deadline, Literal(consultation.deadline.isoformat(), datatype=XSD.date))
    if consultation.case_number:
        yield Triple(subject, STP.caseNumber, Literal(consultation.case_number))
    for instrument in consultation.instruments:
        yield Triple(subject, STP.consultsOn, iris.thing(instrument))


def _proposal_triples(proposal: Proposal, consultation: Consultation, iris: Iris) -> Iterator[Triple]:
    subject = iris.proposal(consultation, proposal.number)
    yield Triple(subject, RDF.type, STP.Proposal)
    yield Triple(subject, DCTERMS.isPartOf, iris.consultation(consultation))
    yield Triple(subject, STP.number, Literal(proposal.number))
    yield from _name_triples(subject, proposal.title)
    for section in proposal.sections:
        yield Triple(subject, STP.section, Literal(section))
    for alternative in proposal.alternatives:
        yield Triple(subject, STP.alternative, Literal(alternative))
    if consultation.follows_up:
        for number in proposal.continues:
            yield Triple(subject, STP.continues, iris.proposal(consultation.follows_up, number))


def _name_triples(subject: NamedNode, names: Mapping[str, str]) -> Iterator[Triple]:
    for language, name in names.items():
        yield Triple(subject, SKOS.prefLabel, text_literal(name, language))
