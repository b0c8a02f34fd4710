"""Statements and mentions of a response as parts of triples, which `graph.triples.triples` makes of them at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from pyoxigraph import Literal, NamedNode

from graph.iris import Iris, slug, text_digest
from graph.mapping.evidence import evidence_parts
from graph.mapping.literals import confidence_literal, text_literal
from graph.model import (
    OTHER_PROPOSAL,
    STANCES,
    Consultation,
    Document,
    Extraction,
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
from graph.triples import Parts

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
    """Where statements stand: one document of a response, as values and as the IRIs that every statement needs."""

    response: Response
    document: Document
    consultation: Consultation | None
    iris: Iris
    text_digest: str
    text: NamedNode
    response_iri: NamedNode
    senders: tuple[NamedNode, ...]
    extractor: NamedNode

    @classmethod
    def of(
        cls,
        response: Response,
        document: Document,
        consultation: Consultation | None,
        extraction: Extraction,
        iris: Iris,
    ) -> Self:
        """The place of what an extraction found in a document."""
        sha256 = text_digest(document.text)
        senders = tuple(iris.actor(sender) for sender in response.metadata.senders)
        text, found_by = iris.text(response.key, sha256), iris.extractor(extraction.extractor)
        return cls(response, document, consultation, iris, sha256, text, iris.response(response), senders, found_by)


def statement_iris(place: Place, statements: tuple[Statement, ...]) -> dict[Statement, NamedNode]:
    """The IRI of each statement, by its words and by which occurrence of them in the text it is."""
    text, ordered = place.document.text, sorted(statements, key=lambda one: one.span)
    edges = [0, *(statement.span.start for statement in ordered), len(text)]
    pieces = [folded(text[start:end]) for start, end in pairwise(edges)]
    whole, before = "".join(pieces), 0
    named = {}
    for statement, piece in zip(ordered, pieces, strict=False):
        before += len(piece)
        words = folded(statement.quote)
        earlier = whole.count(words, 0, before)
        occurrence = earlier if earlier and whole.count(words) > 1 else 0
        named[statement] = place.iris.statement(place.response.key, statement, occurrence)
    return named


def statement_parts(statement: Statement, place: Place, named: Mapping[Statement, NamedNode]) -> Iterator[Parts]:
    """One statement: what it is, who holds it, what it is about, and its evidence."""
    subject = named[statement]
    yield (subject, RDF.type, STP.Statement)
    yield (subject, STP.expressedIn, place.response_iri)
    yield (subject, STP.readingForm, text_literal(reading_form(statement.quote), place.response.metadata.language))
    yield (subject, STP.confidence, confidence_literal(statement.confidence))
    yield (subject, STP.reviewState, concept("review-state", "proposed"))
    yield (subject, PROV.wasGeneratedBy, place.extractor)
    if statement.dissent:
        yield (subject, STP.dissent, Literal("true", datatype=XSD.boolean))
    yield from (_reported(subject, statement, place) if statement.is_reported else _own(subject, statement, place))
    yield from _aboutness(subject, statement, place)
    yield from _reason(subject, statement, named)
    yield from evidence_parts(subject, statement.span, place.document, place.text)


def _own(subject: NamedNode, statement: Statement, place: Place) -> Iterator[Parts]:
    yield (subject, RDF.type, CLASSES[statement.kind])
    yield (subject, STP.kind, concept("kind", statement.kind))
    for sender in place.senders:
        yield (subject, STP.heldBy, sender)
    if statement.force is not None and statement.kind is Kind.RECOMMENDATION:
        yield (subject, STP.force, concept("force", statement.force))
    if statement.kind.is_position:
        yield from _position(subject, statement, place)


def _position(subject: NamedNode, statement: Statement, place: Place) -> Iterator[Parts]:
    yield (subject, RDF.type, STP.Position)
    yield (subject, STP.stance, concept("stance", STANCES[statement.kind]))
    if place.consultation is not None and place.consultation.proposals:
        number = statement.proposal or OTHER_PROPOSAL
        yield (subject, STP.onProposal, place.iris.proposal(place.consultation, number))


def _reported(subject: NamedNode, statement: Statement, place: Place) -> Iterator[Parts]:
    yield (subject, RDF.type, STP.ReportedStatement)
    yield (subject, STP.reportedKind, concept("kind", statement.kind))
    yield (subject, STP.attributedTo, place.iris.thing(holder_thing(statement.holder)))
    for sender in place.senders:
        yield (subject, STP.reportedBy, sender)


def holder_thing(holder: Thing | str | None) -> Thing:
    """The one to whom a reported statement is attributed; a name alone becomes an unregistered actor."""
    if isinstance(holder, Thing):
        return holder
    return Thing(slug(holder or ""), ThingType.ACTOR, holder or "", registered=False)


def _aboutness(subject: NamedNode, statement: Statement, place: Place) -> Iterator[Parts]:
    direct = [place.iris.thing(target) for target in statement.targets]
    by_section = [place.iris.thing(target) for target in statement.section_targets]
    for target in direct:
        yield (subject, STP.concernsDirectly, target)
    for target in by_section:
        yield (subject, STP.concernsBySection, target)
    for target in dict.fromkeys(direct + by_section):
        yield (subject, STP.concerns, target)
    if statement.addressee is not None:
        yield (subject, STP.addressee, place.iris.thing(statement.addressee))
    for theme in statement.themes:
        yield (subject, DCTERMS.subject, concept("theme", theme))


def _reason(subject: NamedNode, statement: Statement, named: Mapping[Statement, NamedNode]) -> Iterator[Parts]:
    if statement.justified_by is None:
        return
    start, end = statement.justified_by.start, statement.justified_by.end
    for reason, iri in named.items():
        if reason.span.start == start and reason.span.end == end and iri != subject:
            yield (subject, STP.justifiedBy, iri)


def mention_parts(mention: Mention, place: Place) -> Iterator[Parts]:
    """One place that names a thing."""
    subject = place.iris.mention(place.response.key, place.text_digest, mention)
    thing = place.iris.thing(mention.thing)
    yield (subject, RDF.type, STP.Mention)
    yield (subject, STP.mentions, thing)
    yield (subject, STP.expressedIn, place.response_iri)
    yield (place.response_iri, STP.refersTo, thing)
    yield from evidence_parts(subject, mention.span, place.document, place.text)
