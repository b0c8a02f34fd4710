"""The gate itself: a realistic response passes, findings say where, and time grows with the response."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import ShapesError
from graph.namespaces import DCTERMS, OA, RDF, STP
from graph.triples import Triple
from graph.validation import Finding, Severity, Shapes
from graph.validation.data import Data

if TYPE_CHECKING:
    from conftest import Realistic


def _with(triples: tuple[Triple, ...], change: dict[Triple, Triple | None]) -> tuple[Triple, ...]:
    changed = (change.get(triple, triple) for triple in triples)
    return tuple(triple for triple in changed if triple is not None)


def _first(triples: tuple[Triple, ...], predicate: NamedNode) -> Triple:
    return next(triple for triple in triples if triple.predicate == predicate)


def test_a_realistic_response_passes_the_gate(shapes: Shapes, realistic: "Realistic") -> None:
    assert shapes.check(realistic.triples, realistic.texts) == ()


def test_a_response_passes_as_quads_of_its_graph_too(shapes: Shapes, short: "Realistic") -> None:
    graph = NamedNode("https://standpunkt.example/graph/response/svar")
    quads = [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in short.triples]
    assert shapes.check(quads, short.texts) == ()


def test_texts_may_be_called_by_their_iri(shapes: Shapes, short: "Realistic") -> None:
    iri = next(triple.subject for triple in short.triples if triple.object == STP.Text)
    assert isinstance(iri, NamedNode)
    wrong = {iri.value: "noe annet"}
    assert {finding.shape for finding in shapes.check(short.triples, wrong)} == {f"{STP.namespace}EvidenceShape"}
    assert shapes.check(short.triples, {iri.value: next(iter(short.texts.values()))}) == ()


def test_a_tampered_quote_is_found_with_its_words_and_document(shapes: Shapes, short: "Realistic") -> None:
    quote = _first(short.triples, OA.exact)
    tampered = Triple(quote.subject, quote.predicate, Literal("Vi går imot alt."))
    (found,) = shapes.check(_with(short.triples, {quote: tampered}), short.texts)
    assert isinstance(quote.subject, NamedNode)
    assert found == Finding(
        focus=quote.subject.value.replace("#quote", "#evidence"),
        shape=f"{STP.namespace}EvidenceShape",
        component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
        severity=Severity.VIOLATION,
        value="Vi går imot alt.",
        term='"Vi går imot alt."',
        messages={
            "en": "The quote is not what stands at this place of the text. Build the response anew.",
            "nb": "Sitatet er ikke det som står på dette stedet i teksten. Bygg høringssvaret på nytt.",
        },
        label="Vi går imot alt.",
        document="Høringssvar om eksempelloven",
        key="eksempel-kommune-0123456789ab",
        quote="Vi går imot alt.",
    )


def test_without_the_text_the_quotes_are_not_compared(shapes: Shapes, short: "Realistic") -> None:
    quote = _first(short.triples, OA.exact)
    tampered = Triple(quote.subject, quote.predicate, Literal("Vi går imot alt."))
    assert shapes.check(_with(short.triples, {quote: tampered})) == ()


def test_the_document_itself_is_named_in_its_findings(shapes: Shapes, short: "Realistic") -> None:
    form = _first(short.triples, DCTERMS.format)
    (found,) = shapes.check(_with(short.triples, {form: None}), short.texts)
    assert (found.document, found.key) == ("Høringssvar om eksempelloven", "eksempel-kommune-0123456789ab")
    assert found.quote is None


def test_a_node_without_a_name_is_called_by_its_iri(shapes: Shapes) -> None:
    actor = NamedNode("https://standpunkt.example/id/actor/ukjent")
    found = shapes.check([Triple(actor, RDF.type, STP.StakeholderGroup)])
    assert {finding.label for finding in found} == {"ukjent"}
    assert {finding.document for finding in found} == {None}


def test_the_same_findings_come_in_the_same_order_however_the_triples_come(shapes: Shapes, short: "Realistic") -> None:
    damaged = tuple(triple for triple in short.triples if triple.predicate not in (STP.heldBy, OA.prefix))
    assert shapes.check(damaged, short.texts) == shapes.check(tuple(reversed(damaged)), short.texts)
    assert len(shapes.check(damaged, short.texts)) > 1


def test_every_rule_about_responses_is_also_written_in_python(shapes: Shapes, realistic: "Realistic") -> None:
    data = Data(realistic.triples, realistic.texts)
    assert not list(shapes.results(data))
    assert "store" not in vars(data)


def test_shapes_of_ones_own_are_added_to_the_shipped_ones(tmp_path: Path, short: "Realistic") -> None:
    own = tmp_path / "egne.ttl"
    own.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix stp: <https://w3id.org/standpunkt/ns#> .
        <#CaseShape> a sh:NodeShape ; sh:targetSubjectsOf stp:outcome ;
          sh:property [ sh:path stp:caseNumber ; sh:minCount 1 ; sh:message "Oppgi saksnummer."@nb ] .""",
        encoding="utf-8",
    )
    (found,) = Shapes.load(own).check(short.triples, short.texts)
    assert found.message("nb") == "Oppgi saksnummer."


@pytest.mark.parametrize("content", ["<a", None])
def test_shapes_that_cannot_be_read_are_named(tmp_path: Path, content: str | None) -> None:
    own = tmp_path / "egne.ttl"
    if content is not None:
        own.write_text(content, encoding="utf-8")
    with pytest.raises(ShapesError, match=r"egne\.ttl"):
        Shapes.load(own)
