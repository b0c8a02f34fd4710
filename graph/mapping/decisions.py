"""What people have decided, as triples: who decided what when, and a tombstone for what is no longer there."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from graph.decisions import Review, Verdict, Withdrawal
from graph.iris import Iris, digest, slug
from graph.namespaces import FOAF, PROV, RDF, SKOS, STP, XSD, concept
from graph.triples import Triple

TOMBSTONES: Mapping[str, NamedNode] = {
    "response": STP.Response,
    "document": FOAF.Document,
    "text": STP.Text,
    "statement": STP.Statement,
    "mention": STP.Mention,
    "verdict": STP.Verdict,
}
"""What may leave a tombstone, by the segment of its IRI."""

_DECIDED = {
    Verdict.CONFIRMED: concept("review-state", "confirmed"),
    Verdict.REJECTED: concept("withdrawal-reason", "rejected"),
    Verdict.REOPENED: concept("review-state", "proposed"),
}


def withdrawal_triples(withdrawals: Iterable[Withdrawal], iris: Iris) -> Iterator[Triple]:
    """The tombstones that withdrawals leave: that something was withdrawn, when, and for which kind of reason."""
    for each in withdrawals:
        for end in each.tombstones:
            kind, _, key = end.partition("/")
            yield from _tombstone(kind, iris.own(kind, key), each.reason, each.at)


def review_triples(response: str, reviews: Iterable[Review], iris: Iris) -> Iterator[Triple]:
    """The decisions on a response's statements; a statement whose last review rejects it leaves a tombstone."""
    last = dict[str, Review]()
    for review in reviews:
        last[review.statement] = review
        subject = iris.own("decision", digest(response, review.statement, review.verdict, review.by, review.at))
        reviewer = iris.own("reviewer", slug(review.by))
        yield Triple(subject, RDF.type, STP.Decision)
        yield Triple(subject, RDF.type, PROV.Activity)
        yield Triple(subject, PROV.used, iris.own("statement", review.statement))
        yield Triple(subject, STP.decided, _DECIDED[review.verdict])
        yield Triple(subject, PROV.endedAtTime, Literal(review.at, datatype=XSD.dateTime))
        yield Triple(subject, PROV.wasAssociatedWith, reviewer)
        yield Triple(reviewer, RDF.type, PROV.Agent)
        yield Triple(reviewer, SKOS.prefLabel, Literal(review.by, language="nb"))
    for statement, review in last.items():
        if review.verdict is Verdict.REJECTED:
            yield from _tombstone("statement", iris.own("statement", statement), "rejected", review.at)


def _tombstone(kind: str, subject: NamedNode, reason: str, at: str) -> Iterator[Triple]:
    yield Triple(subject, RDF.type, STP.Tombstone)
    yield Triple(subject, STP.withdrawnType, TOMBSTONES[kind])
    yield Triple(subject, STP.withdrawalReason, concept("withdrawal-reason", reason))
    yield Triple(subject, PROV.invalidatedAtTime, Literal(at, datatype=XSD.dateTime))
