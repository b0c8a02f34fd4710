import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from graph import __version__
from graph.namespaces import DCTERMS, OWL, PREFIXES, RDF, RDFS, SKOS, STP, W3ID, XSD

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
PATHS = sorted(FOLDER.rglob("*.ttl"))
NAMESPACES = [namespace for namespace in PREFIXES.values() if not namespace.startswith(W3ID)]


def triples(*names: str) -> Iterator[Triple]:
    for path in [FOLDER / name for name in names] or PATHS:
        yield from (quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))


def terms() -> list[NamedNode]:
    return list(
        dict.fromkeys(t.subject for t in triples("standpunkt.ttl") if t.subject.value.startswith(f"{W3ID}/ns#"))
    )


def test_the_constants_are_the_terms_that_the_vocabulary_declares() -> None:
    assert sorted(STP) == sorted(term.value.removeprefix(STP.namespace) for term in terms())


def test_every_own_term_that_is_used_is_declared() -> None:
    declared = {term.value for term in terms()}
    used = {
        node.value
        for triple in triples()
        for node in (triple.subject, triple.predicate, triple.object)
        if isinstance(node, NamedNode) and node.value.startswith(STP.namespace)
    }
    assert used <= declared


def test_every_term_has_one_label_and_definition_in_bokmal_and_english() -> None:
    for predicate in (SKOS.prefLabel, SKOS.definition):
        found: dict[str, Counter[str]] = {term.value: Counter() for term in terms()}
        for triple in triples("standpunkt.ttl"):
            if triple.predicate == predicate:
                found[triple.subject.value][triple.object.language] += 1
        assert {term: counts for term, counts in found.items() if counts != {"nb": 1, "en": 1}} == {}


def test_notes_come_in_bokmal_and_english_together() -> None:
    for predicate in (SKOS.scopeNote, SKOS.example):
        found: dict[str, set[str]] = {}
        for triple in triples("standpunkt.ttl"):
            if triple.predicate == predicate:
                found.setdefault(triple.subject.value, set()).add(triple.object.language)
        assert all(languages == {"nb", "en"} for languages in found.values())


def test_every_term_is_a_class_or_property_and_says_where_it_is_defined() -> None:
    types = {t.subject: t.object for t in triples("standpunkt.ttl") if t.predicate == RDF.type}
    defined = {t.subject: t.object.value for t in triples("standpunkt.ttl") if t.predicate == RDFS.isDefinedBy}
    for term in terms():
        name = term.value.removeprefix(STP.namespace)
        kinds = {OWL.Class} if name[0].isupper() else {OWL.ObjectProperty, OWL.DatatypeProperty}
        assert types[term] in kinds
        assert defined[term] == f"{W3ID}/ns"


def test_the_vocabulary_holds_no_restrictions_so_that_rules_stand_in_the_shapes_only() -> None:
    assert {t.object for t in triples("standpunkt.ttl") if t.predicate == RDF.type} == {
        OWL.Class,
        OWL.DatatypeProperty,
        OWL.ObjectProperty,
        OWL.Ontology,
    }


def test_subclasses_and_domains_within_the_vocabulary_are_classes() -> None:
    classes = {t.subject for t in triples("standpunkt.ttl") if t.object == OWL.Class}
    own = [t for t in triples("standpunkt.ttl") if t.predicate in (RDFS.subClassOf, RDFS.domain)]
    assert {t.object for t in own if t.object.value.startswith(STP.namespace)} <= classes


def test_the_header_names_the_version_of_the_software_and_its_licence() -> None:
    header = {t.predicate: t.object.value for t in triples("standpunkt.ttl") if t.subject.value == f"{W3ID}/ns"}
    assert header[OWL.versionInfo] == __version__
    assert header[OWL.versionIRI] == f"{W3ID}/ns/{__version__}"
    assert header[DCTERMS.license] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_alignment_speaks_of_own_terms_only_and_points_outwards() -> None:
    declared = set(terms())
    for triple in triples("alignment.ttl"):
        assert triple.subject in declared
        assert triple.predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso)
        assert any(triple.object.value.startswith(namespace) for namespace in NAMESPACES)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_prefixes_are_the_shared_ones_and_end_in_a_hash_or_slash(path: Path) -> None:
    declared = dict(re.findall(r"@prefix ([\w-]*): <([^>]*)> \.", path.read_text(encoding="utf-8")))
    assert all(namespace.endswith(("#", "/")) for namespace in declared.values())
    assert {**declared, **PREFIXES, "vann": "http://purl.org/vocab/vann/"} == {
        **PREFIXES,
        "vann": "http://purl.org/vocab/vann/",
    }


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_literals_say_something_and_dates_exist(path: Path) -> None:
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        if isinstance(quad.object, Literal):
            assert quad.object.value.strip() == quad.object.value != ""
            if quad.object.datatype == XSD.date:
                date.fromisoformat(quad.object.value)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_there_are_no_blank_nodes(path: Path) -> None:
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)


def test_no_triple_stands_twice_in_the_files() -> None:
    counts = Counter(str(triple) for triple in triples())
    assert [triple for triple, count in counts.items() if count > 1] == []
