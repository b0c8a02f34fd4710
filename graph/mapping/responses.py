"""A response and everything that was found in it, as the triples of its named graph."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from graph.iris import Iris, text_digest
from graph.mapping.literals import text_literal
from graph.mapping.originals import original_triples
from graph.mapping.statements import Place, mention_parts, statement_iris, statement_parts
from graph.mapping.verdicts import verdict_triples, verdicts
from graph.model import (
    Consultation,
    Extraction,
    Mention,
    Part,
    Publication,
    Response,
    Statement,
    ThingType,
    check_grounding,
)
from graph.namespaces import DCTERMS, FOAF, PROV, RDF, STP, XSD, concept
from graph.triples import Parts, Triple, triples

_ACCESS_RIGHTS = "http://publications.europa.eu/resource/authority/access-right/"
_LANGUAGES = {
    code: NamedNode(f"http://publications.europa.eu/resource/authority/language/{name}")
    for code, name in {"nb": "NOB", "nn": "NNO", "en": "ENG", "da": "DAN", "sv": "SWE", "se": "SME"}.items()
}


def response_triples(
    response: Response, extractions: Sequence[Extraction], consultation: Consultation | None, iris: Iris
) -> Iterator[Triple]:
    """All triples of a response's graph; `extractions` holds one extraction for each part, in order.

    A response that may not be shown yields only that it exists, who sent it, what it answers and why it is held back.

    Raises:
        UngroundedQuoteError: where a quote is not at its place in the text.
    """
    yield from _identity_triples(response, consultation, iris)
    if response.metadata.publication is not Publication.PUBLIC:
        return
    yield from _letter_triples(response, iris)
    named: dict[Statement, NamedNode] = {}
    for part, extraction in zip(response.parts, extractions, strict=True):
        check_grounding(part.document, extraction)
        place = Place.of(response, part.document, consultation, extraction, iris)
        in_part = statement_iris(place, extraction.statements)
        yield from _part_triples(response, part, iris)
        yield from triples(_found_parts(place, extraction, in_part))
        named |= in_part
    yield from _verdict_triples(named, response, consultation, iris)


def _identity_triples(response: Response, consultation: Consultation | None, iris: Iris) -> Iterator[Triple]:
    subject, metadata = iris.response(response), response.metadata
    for kind in (STP.Response, FOAF.Document, PROV.Entity):
        yield Triple(subject, RDF.type, kind)
    yield Triple(subject, DCTERMS.identifier, Literal(response.key))
    yield Triple(subject, STP.publicationStatus, concept("publication-status", metadata.publication))
    for sender in metadata.senders:
        yield Triple(subject, DCTERMS.creator, iris.actor(sender))
    if consultation is not None:
        yield Triple(subject, STP.respondsTo, iris.consultation(consultation))
    if metadata.legal_ground:
        yield Triple(subject, STP.legalGround, Literal(metadata.legal_ground))
    if metadata.replaces:
        yield Triple(subject, DCTERMS.replaces, iris.own("response", metadata.replaces))


def _letter_triples(response: Response, iris: Iris) -> Iterator[Triple]:
    subject, metadata = iris.response(response), response.metadata
    title = metadata.title or "Uten tittel"
    yield Triple(subject, DCTERMS.title, text_literal(title, metadata.language if metadata.title else "nb"))
    yield Triple(subject, STP.outcome, concept("outcome", metadata.outcome))
    if metadata.language in _LANGUAGES:
        yield Triple(subject, DCTERMS.language, _LANGUAGES[metadata.language])
    for addressee in metadata.addressees:
        yield Triple(subject, STP.addressedTo, iris.actor(addressee))
    if metadata.issued:
        yield Triple(subject, DCTERMS.issued, Literal(metadata.issued.isoformat(), datatype=XSD.date))
    if metadata.endorsed:
        yield Triple(subject, STP.endorses, iris.actor(metadata.endorsed))
    if metadata.anchoring:
        yield Triple(subject, STP.anchoring, concept("anchoring", metadata.anchoring))
    for term, value in (
        (STP.theirReference, metadata.their_reference),
        (STP.ourReference, metadata.our_reference),
        (STP.caseNumber, metadata.case_number),
        (DCTERMS.rights, metadata.rights),
    ):
        if value:
            yield Triple(subject, term, Literal(value))
    if metadata.licence:
        yield Triple(subject, DCTERMS.license, NamedNode(metadata.licence))


def _part_triples(response: Response, part: Part, iris: Iris) -> Iterator[Triple]:
    document = part.document
    subject = iris.document(response.key, document.digest)
    sha256 = text_digest(document.text)
    text = iris.text(response.key, sha256)
    yield Triple(iris.response(response), DCTERMS.hasPart, subject)
    yield Triple(subject, RDF.type, FOAF.Document)
    yield Triple(subject, DCTERMS.identifier, Literal(document.digest))
    yield Triple(subject, DCTERMS.format, Literal(document.media_type))
    yield Triple(subject, STP.partRole, concept("part-role", part.role))
    yield from original_triples(response.key, part, iris)
    yield Triple(text, RDF.type, STP.Text)
    yield Triple(text, DCTERMS.identifier, Literal(sha256))
    yield Triple(text, PROV.wasDerivedFrom, subject)
    access = "PUBLIC" if response.metadata.full_text else "RESTRICTED"
    yield Triple(text, DCTERMS.accessRights, NamedNode(f"{_ACCESS_RIGHTS}{access}"))
    yield Triple(text, DCTERMS.extent, Literal(str(len(document.text)), datatype=XSD.integer))


def _found_parts(place: Place, extraction: Extraction, named: Mapping[Statement, NamedNode]) -> Iterator[Parts]:
    # Groups (patients, municipalities) stand on every line of some texts; they count where addressed or concerned.
    counted = (mention for mention in extraction.mentions if mention.thing.type is not ThingType.GROUP)
    mentions = sorted(counted, key=_start)
    starts = [mention.span.start for mention in mentions]
    for statement in extraction.statements:
        yield from statement_parts(statement, place, named)
        first, end = bisect_left(starts, statement.span.start), bisect_left(starts, statement.span.end)
        for mention in mentions[first:end]:
            if statement.span.covers(mention.span):
                yield (named[statement], STP.refersTo, place.iris.thing(mention.thing))
    for mention in mentions:
        yield from mention_parts(mention, place)


def _start(mention: Mention) -> int:
    return mention.span.start


def _verdict_triples(
    named: Mapping[Statement, NamedNode], response: Response, consultation: Consultation | None, iris: Iris
) -> Iterator[Triple]:
    if consultation is not None:
        for found in verdicts(consultation, named):
            yield from verdict_triples(found, response, consultation, named, iris)
