"""The shape files keep the house rules: both languages, declared terms, lists that equal the schemes."""

import re

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import Graph

from graph.namespaces import DCTERMS, OWL, PREFIXES, RDF, RDFS, SKOS, STP, W3ID
from graph.reading import declarations
from graph.resources import resource, turtle_files
from graph.validation.asking import stands_for_one_node
from graph.validation.combinations import COMPONENTS
from graph.validation.index import Index, Term, Values
from graph.validation.shapes import shape_triples
from graph.validation.terms import SH

_CHECKED_SCHEMES = (
    *("actor-kind", "anchoring", "consultation-kind", "force", "goal-kind", "instrument-kind", "kind", "outcome"),
    *("part-role", "publication-status", "review-state", "solution-kind", "verdict-kind", "verification"),
)


@pytest.fixture(scope="module")
def shapes() -> Index:
    return Index(shape_triples())


@pytest.fixture(scope="module")
def ontology() -> Index:
    files = turtle_files("ontology")
    return Index(quad for file in files for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE, base_iri=W3ID))


def _languages(values: Values) -> set[str | None]:
    return {value.language for value in values if isinstance(value, Literal) and value.value.strip()}


def test_every_file_says_in_both_languages_what_it_is(shapes: Index) -> None:
    files = {file.name.removesuffix(".ttl") for file in turtle_files("shapes")}
    headers = {f"{W3ID}/shapes/{name}" for name in files}
    assert {node.value for node in shapes.instances(OWL.Ontology)} == headers
    for header in shapes.instances(OWL.Ontology):
        for term in (DCTERMS.title, DCTERMS.description):
            assert _languages(shapes.values(header, term)) == {"nb", "en"}


def test_the_shapes_conform_to_the_shapes_of_shacl_itself() -> None:
    shapes = Graph()
    for file in turtle_files("shapes"):
        shapes.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    conforms, _, message = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, message


def test_every_shape_has_a_name_in_both_languages(shapes: Index) -> None:
    for shape in shapes.instances(SH.NodeShape):
        assert _languages(shapes.values(shape, RDFS.label)) == {"nb", "en"}, shape


def _speakers(shapes: Index) -> set[Term]:
    """Shapes with constraints, and rules: whatever can be broken, and so must speak."""
    broken = {node for component in COMPONENTS for node in shapes.column(component)}
    silent = set(shapes.inverse(SH.qualifiedValueShape))
    silent |= {member for head in shapes.inverse(SH["or"]) for member in shapes.items(head)}
    return (broken | set(shapes.inverse(SH.sparql))) - silent


def test_whatever_can_be_broken_says_in_both_languages_how_to_mend_it(shapes: Index) -> None:
    for speaker in _speakers(shapes):
        assert _languages(shapes.values(speaker, SH.message)) == {"nb", "en"}, speaker
        assert len(shapes.values(speaker, SH.message)) == 2


def test_messages_name_keys_that_the_declarations_know(shapes: Index) -> None:
    messages = [text.value for texts in shapes.column(SH.message).values() for text in texts]
    known = {*declarations._SIDECAR_KEYS, *declarations._CONSULTATION_KEYS, *declarations._PROPOSAL_KEYS}
    named = {key for message in messages for key in re.findall(r"(\w+) = ", message)}
    assert named
    assert named <= known


def test_shapes_speak_of_declared_terms_only(shapes: Index, ontology: Index) -> None:
    used = {node.value for node in shapes.nodes() if isinstance(node, NamedNode)}
    own = {iri for iri in used if iri.startswith(STP.namespace) and not iri.endswith(("Shape", "Rule"))}
    declared = {node.value for node in ontology.column(RDF.type) if isinstance(node, NamedNode)}
    assert own - {STP.namespace} <= declared


def test_prefixes_of_rules_are_those_of_queries(shapes: Index) -> None:
    for declaration, names in shapes.column(SH.prefix).items():
        space = shapes.value(declaration, SH["namespace"])
        assert space is not None
        assert [PREFIXES[name.value] for name in names] == [space.value]


@pytest.mark.parametrize("scheme", _CHECKED_SCHEMES)
def test_allowed_values_are_the_concepts_of_the_scheme(shapes: Index, ontology: Index, scheme: str) -> None:
    start = f"{W3ID}/id/{scheme}/"
    concepts = {node.value for node in ontology.column(SKOS.inScheme) if node.value.startswith(start)}
    lists = [{item.value for item in shapes.items(head)} for head in shapes.inverse(SH["in"])]
    if (allowed := [members for members in lists if members <= concepts]) == []:
        pytest.fail(f"No sh:in in shapes/vocabulary.ttl lists the concepts of {scheme}; it must list them all.")
    assert concepts in allowed, f"Add to shapes/vocabulary.ttl: {sorted(concepts - set().union(*allowed))}"


def test_every_rule_can_be_asked_of_all_nodes_at_once(shapes: Index) -> None:
    queries = [query.value for values in shapes.column(SH.select).values() for query in values]
    assert [query for query in queries if stands_for_one_node(query)] == []


def test_rules_do_not_ask_how_a_literal_is_written(shapes: Index) -> None:
    queries = [query.value.lower() for values in shapes.column(SH.select).values() for query in values]
    assert [query for query in queries if "datatype(" in query or "lang(" in query] == []


@pytest.mark.parametrize("name", ["core", "provenance", "vocabulary", "recommended"])
def test_files_are_written_by_the_house_rules(name: str) -> None:
    lines = resource("shapes", f"{name}.ttl").read_text(encoding="utf-8").splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert all(line.endswith(("#> .", "/> .")) for line in prefixes)
    assert [line for line in lines if len(line) > 130 or line != line.rstrip() or "\t" in line] == []


def test_recommendations_are_never_violations() -> None:
    recommended = Index(
        parse(resource("shapes", "recommended.ttl").read_bytes(), format=RdfFormat.TURTLE, base_iri=W3ID)
    )
    speakers = list(recommended.column(SH.message))
    assert all(recommended.value(node, SH.severity) in (SH.Warning, SH.Info) for node in speakers)
