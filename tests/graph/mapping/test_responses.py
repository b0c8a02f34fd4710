"""A response becomes the triples of its graph."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import UngroundedQuoteError
from graph.iris import Iris
from graph.mapping import response_triples
from graph.model import Consultation, Extraction, Publication, Response, Span
from graph.namespaces import OA, PREFIXES, RDF, STP, XSD, concept
from graph.triples import Triple

IRIS = Iris("https://standpunkt.example")


@pytest.fixture
def triples(response: Response, extraction: Extraction, consultation: Consultation) -> list[Triple]:
    """The graph of the small response."""
    return list(response_triples(response, (extraction,), consultation, IRIS))


def ask(triples: list[Triple], query: str) -> list[tuple[str, ...]]:
    """The rows of a query over some triples, as strings."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    rows = store.query(query, prefixes=dict(PREFIXES))
    return [tuple(term.value if term else "" for term in row) for row in rows]  # type: ignore[union-attr]


def has(triples: list[Triple], term: NamedNode, value: NamedNode | Literal) -> bool:
    """Whether any subject has this value."""
    return any(triple.predicate == term and triple.object == value for triple in triples)


def test_every_quote_stands_at_its_offsets(triples: list[Triple], response: Response) -> None:
    found = {(t.subject.value, t.predicate): t.object for t in triples}  # type: ignore[union-attr]
    starts = [(subject, term) for (subject, term) in found if term == OA.start]
    assert len(starts) == 7
    for subject, _ in starts:
        start, end = (int(found[subject, term].value) for term in (OA.start, OA.end))  # type: ignore[union-attr]
        exact = found[subject.replace("#position", "#quote"), OA.exact]
        assert response.document.text[start:end] == exact.value  # type: ignore[union-attr]


def test_an_ungrounded_quote_is_refused(response: Response, extraction: Extraction) -> None:
    first = replace(extraction.statements[0], span=Span(0, 26))
    tampered = replace(extraction, statements=(first, *extraction.statements[1:]))
    with pytest.raises(UngroundedQuoteError, match="from 0 to 26"):
        list(response_triples(response, (tampered,), None, IRIS))


def test_equal_words_at_two_places_are_two_statements(triples: list[Triple]) -> None:
    supports = {t.subject for t in triples if t.predicate == RDF.type and t.object == STP.Support}
    assert len(supports) == 2


def test_a_minoritys_dissent_is_marked_whoever_holds_it(response: Response, extraction: Extraction) -> None:
    reported = replace(extraction.statements[4], dissent=True)
    triples = list(response_triples(response, (replace(extraction, statements=(reported,)),), None, IRIS))
    assert has(triples, STP.dissent, Literal("true", datatype=XSD.boolean))


def test_the_quote_is_kept_as_it_stands_and_given_in_reading_form(triples: list[Triple]) -> None:
    assert has(triples, OA.exact, Literal("innbyggerne trenger for-\nutsigbarhet"))
    assert has(triples, STP.readingForm, Literal("innbyggerne trenger forutsigbarhet", language="nb"))


def test_a_reported_statement_is_held_by_nobody_and_has_no_stance(triples: list[Triple]) -> None:
    reported = next(t.subject for t in triples if t.object == STP.ReportedStatement)
    terms = {t.predicate for t in triples if t.subject == reported}
    assert {STP.attributedTo, STP.reportedBy, STP.reportedKind} <= terms
    assert terms.isdisjoint({STP.heldBy, STP.stance, STP.kind, STP.onProposal})


def test_a_recommendation_points_at_its_reason(triples: list[Triple]) -> None:
    reason = next(t.object for t in triples if t.predicate == STP.justifiedBy)
    assert Triple(reason, RDF.type, STP.Assessment) in triples  # type: ignore[arg-type]


def test_a_position_outside_every_proposal_goes_to_the_remainder(triples: list[Triple]) -> None:
    remainder = NamedNode("https://standpunkt.example/id/proposal/eksempelloven-ovrige")
    assert has(triples, STP.onProposal, remainder)


def test_the_verdict_names_the_positions_that_it_rests_on(triples: list[Triple]) -> None:
    rows = ask(
        triples,
        "SELECT ?verdict (COUNT(?position) AS ?n) WHERE { ?v a stp:Verdict ; stp:verdict ?verdict ; "
        "prov:wasDerivedFrom ?position . ?position a stp:Position } GROUP BY ?verdict",
    )
    assert rows == [(concept("verdict-kind", "supports-with-remarks").value, "3")]


def test_superclasses_and_superproperties_are_written_out(triples: list[Triple]) -> None:
    assert not ask(
        triples, "SELECT ?s WHERE { ?s a stp:Support FILTER NOT EXISTS { ?s a stp:Position, stp:Statement } }"
    )
    assert not ask(triples, "SELECT ?s WHERE { ?s stp:concernsDirectly ?x FILTER NOT EXISTS { ?s stp:concerns ?x } }")


def test_the_page_of_a_statement_is_given(triples: list[Triple]) -> None:
    rows = ask(triples, "SELECT DISTINCT ?p WHERE { ?s stp:force force:should ; stp:evidence / stp:page ?p }")
    assert rows == [("2",)]


@pytest.mark.parametrize("status", [Publication.TO_BE_ASSESSED, Publication.WITHHELD])
def test_a_response_that_is_held_back_shows_only_that_it_exists(
    response: Response, extraction: Extraction, status: Publication
) -> None:
    metadata = replace(response.metadata, publication=status, legal_ground="offl. § 13")
    triples = list(response_triples(replace(response, metadata=metadata), (extraction,), None, IRIS))
    assert {t.subject for t in triples} == {IRIS.response(response)}
    assert not any("støtter" in str(t) or "Høringssvar" in str(t) for t in triples)
    assert has(triples, STP.publicationStatus, concept("publication-status", status))


def test_no_triple_hangs_on_a_blank_node(triples: list[Triple]) -> None:
    assert all(isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode | Literal) for t in triples)


def test_the_same_values_give_the_same_triples(
    response: Response, extraction: Extraction, consultation: Consultation, triples: list[Triple]
) -> None:
    assert list(response_triples(response, (extraction,), consultation, IRIS)) == triples
