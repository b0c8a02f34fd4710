from collections import Counter, defaultdict
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.model import STANCES, Anchoring, Force, Kind, Outcome, Publication, Stance, VerdictKind
from graph.namespaces import DCTERMS, PREFIXES, RDF, SKOS, W3ID
from graph.validation import Shapes

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
QUADS = [quad for name in ("kinds.ttl", "themes.ttl") for quad in parse(path=FOLDER / name, format=RdfFormat.TURTLE)]
CONCEPTS = sorted(quad.subject.value for quad in QUADS if quad.object == SKOS.Concept)
SCHEMES = sorted(quad.subject.value for quad in QUADS if quad.object == SKOS.ConceptScheme)


def objects(subject: str, predicate: NamedNode) -> list[str]:
    return [q.object.value for q in QUADS if q.subject.value == subject and q.predicate == predicate]


def keys(scheme: str) -> set[str]:
    start = f"{W3ID}/id/{scheme}/"
    return {concept.removeprefix(start) for concept in CONCEPTS if concept.startswith(start)}


@pytest.mark.parametrize(
    ("scheme", "values"),
    [
        ("kind", Kind),
        ("stance", Stance),
        ("force", Force),
        ("outcome", Outcome),
        ("anchoring", Anchoring),
        ("publication-status", Publication),
        ("part-role", ["main", "attachment", "short-version"]),
        ("review-state", ["proposed", "confirmed", "corrected"]),
        ("verification", ["verified", "partly", "unverified"]),
        ("verdict-kind", [*VerdictKind, "not-mentioned", "did-not-answer"]),
    ],
)
def test_a_scheme_holds_exactly_the_values_that_the_software_knows(scheme: str, values: list[str]) -> None:
    assert keys(scheme) == {str(value) for value in values}


def test_every_position_kind_has_its_stance_in_the_scheme() -> None:
    assert {str(stance) for stance in STANCES.values()} == keys("stance")


def test_every_scheme_and_concept_has_label_and_definition_in_three_languages() -> None:
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for quad in QUADS:
        if quad.predicate in (SKOS.prefLabel, SKOS.definition):
            found[quad.subject.value, quad.predicate.value][quad.object.language] += 1
    for subject in [*SCHEMES, *CONCEPTS]:
        assert found[subject, SKOS.prefLabel.value] == {"nb": 1, "nn": 1, "en": 1}
        assert found[subject, SKOS.definition.value] == {"nb": 1, "nn": 1, "en": 1}


def test_every_concept_is_in_the_scheme_that_its_address_names() -> None:
    for concept in CONCEPTS:
        scheme, key = concept.removeprefix(f"{W3ID}/id/").split("/")
        assert objects(concept, SKOS.inScheme) == [f"{W3ID}/id/scheme/{scheme}"]
        assert objects(concept, DCTERMS.identifier) == [key]
        assert f"{W3ID}/id/scheme/{scheme}" in SCHEMES


def test_nothing_is_wrong_with_our_schemes() -> None:
    assert Shapes.of_vocabularies().check(QUADS) == ()


def test_themes_are_mapped_to_eurovoc_and_los_by_their_own_addresses() -> None:
    targets = {q.object.value for q in QUADS if q.predicate.value.endswith("Match")}
    assert len(targets) > 50
    assert all(target.startswith(("http://eurovoc.europa.eu/", "https://psi.norge.no/los/")) for target in targets)


def test_every_prefix_of_a_scheme_leads_to_concepts() -> None:
    schemes = {scheme.rpartition("/")[2] for scheme in SCHEMES}
    named = {namespace.removeprefix(f"{W3ID}/id/").rstrip("/") for namespace in PREFIXES.values() if W3ID in namespace}
    assert schemes <= named


def test_kinds_are_concepts_or_schemes_and_nothing_else() -> None:
    types = {quad.object for quad in QUADS if quad.predicate == RDF.type}
    assert types == {SKOS.Concept, SKOS.ConceptScheme}
