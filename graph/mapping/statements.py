"""Statements and mentions of a response as triples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graph.iris import Iris, slug
from graph.mapping.evidence import evidence_triples
from graph.mapping.literals import confidence_literal, text_literal
from graph.model import (
    OTHER_PROPOSAL,
    STANCES,
    Consultation,
    Document,
    Kind,
    Mention,
    Response,
    Statement,
    Thing,
    ThingType,
    folded,
    reading_form,
)
from graph.namespaces import DCTERMS, PROV, RDF, STP, XSD, concept

CLASSES: Mapping[Kind, NamedNode] = {
    Kind.RECOMMENDATION: STP.Recommendation,
    Kind.SUPPORT: STP.Support,
    Kind.OPPOSITION: STP.Opposition,
    Kind.CONCERN: STP.Concern,
    Kind.ASSESSMENT: STP.Assessment,
    Kind.COMMITMENT: STP.Commitment,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where statements stand: the response, one of its documents, and the consultation that it answers."""

    response: Response
    document: Document
    consultation: Consultation | None
    extractor: str
    iris: Iris
    text_digest: str

    @property
    def text(self) -> NamedNode:
        """The IRI of the text that offsets count in."""
        return self.iris.text(self.response.key, self.text_digest)


def statement_iris(place: Place, statements: tuple[Statement, ...]) -> dict[Statement, NamedNode]:
    """The IRI of each statement, by its words and by which occurrence of them in the text it is."""
    whole = folded(place.document.text)
    return {
        statement: place.iris.statement(
            place.response.key, statement, _occurrence(statement, place.document.text, whole)
        )
        for statement in statements
    }


def _occurrence(statement: Statement, text: str, whole: str) -> int:
    words = folded(statement.quote)
    if whole.count(words) <= 1:
        return 0
    return folded(text[: statement.span.start]).count(words)


def statement_triples(statement: Statement, place: Place, named: Mapping[Statement, NamedNode]) -> Iterator[Triple]:
    """One statement: what it is, who holds it, what it is about, and its evidence."""
    subject = named[statement]
    yield Triple(subject, RDF.type, STP.Statement)
    yield Triple(subject, STP.expressedIn, place.iris.response(place.response))
    yield Triple(
        subject, STP.readingForm, text_literal(reading_form(statement.quote), place.response.metadata.language)
    )
    yield Triple(subject, STP.confidence, confidence_literal(statement.confidence))
    yield Triple(subject, STP.reviewState, concept("review-state", "proposed"))
    yield Triple(subject, PROV.wasGeneratedBy, place.iris.extractor(place.extractor))
    yield from (
        _reported_triples(subject, statement, place)
        if statement.is_reported
        else _own_triples(subject, statement, place)
    )
    yield from _aboutness_triples(subject, statement, place)
    yield from _reason_triples(subject, statement, named)
    yield from evidence_triples(subject, statement.span, place.document, place.text)


def _own_triples(subject: NamedNode, statement: Statement, place: Place) -> Iterator[Triple]:
    yield Triple(subject, RDF.type, CLASSES[statement.kind])
    yield Triple(subject, STP.kind, concept("kind", statement.kind))
    for sender in place.response.metadata.senders:
        yield Triple(subject, STP.heldBy, place.iris.actor(sender))
    if statement.force is not None and statement.kind is Kind.RECOMMENDATION:
        yield Triple(subject, STP.force, concept("force", statement.force))
    if statement.dissent:
        yield Triple(subject, STP.dissent, Literal("true", datatype=XSD.boolean))
    if statement.kind.is_position:
        yield from _position_triples(subject, statement, place)


def _position_triples(subject: NamedNode, statement: Statement, place: Place) -> Iterator[Triple]:
    yield Triple(subject, RDF.type, STP.Position)
    yield Triple(subject, STP.stance, concept("stance", STANCES[statement.kind]))
    if place.consultation is not None and place.consultation.proposals:
        number = statement.proposal or OTHER_PROPOSAL
        yield Triple(subject, STP.onProposal, place.iris.proposal(place.consultation, number))


def _reported_triples(subject: NamedNode, statement: Statement, place: Place) -> Iterator[Triple]:
    yield Triple(subject, RDF.type, STP.ReportedStatement)
    yield Triple(subject, STP.reportedKind, concept("kind", statement.kind))
    yield Triple(subject, STP.attributedTo, place.iris.thing(holder_thing(statement.holder)))
    for sender in place.response.metadata.senders:
        yield Triple(subject, STP.reportedBy, place.iris.actor(sender))


def holder_thing(holder: Thing | str | None) -> Thing:
    """The one to whom a reported statement is attributed; a name alone becomes an unregistered actor."""
    if isinstance(holder, Thing):
        return holder
    return Thing(slug(holder or ""), ThingType.ACTOR, holder or "", registered=False)


def _aboutness_triples(subject: NamedNode, statement: Statement, place: Place) -> Iterator[Triple]:
    direct = [place.iris.thing(target) for target in statement.targets]
    by_section = [place.iris.thing(target) for target in statement.section_targets]
    for target in direct:
        yield Triple(subject, STP.concernsDirectly, target)
    for target in by_section:
        yield Triple(subject, STP.concernsBySection, target)
    for target in dict.fromkeys(direct + by_section):
        yield Triple(subject, STP.concerns, target)
    if statement.addressee is not None:
        yield Triple(subject, STP.addressee, place.iris.thing(statement.addressee))
    for theme in statement.themes:
        yield Triple(subject, DCTERMS.subject, concept("theme", theme))


def _reason_triples(subject: NamedNode, statement: Statement, named: Mapping[Statement, NamedNode]) -> Iterator[Triple]:
    if statement.justified_by is None:
        return
    for reason, iri in named.items():
        if reason.span == statement.justified_by and iri != subject:
            yield Triple(subject, STP.justifiedBy, iri)


def mention_triples(mention: Mention, place: Place) -> Iterator[Triple]:
    """One place that names a thing."""
    response = place.iris.response(place.response)
    subject = place.iris.mention(place.response.key, place.text_digest, mention)
    yield Triple(subject, RDF.type, STP.Mention)
    yield Triple(subject, STP.mentions, place.iris.thing(mention.thing))
    yield Triple(subject, STP.expressedIn, response)
    yield Triple(response, STP.refersTo, place.iris.thing(mention.thing))
    yield from evidence_triples(subject, mention.span, place.document, place.text)
