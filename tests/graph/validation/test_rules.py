"""Rules in SPARQL: asked of all nodes at once where that says the same, else one by one."""

import pytest
from pyoxigraph import RdfFormat, parse

from graph.validation import Finding, Shapes
from graph.validation.asking import stands_for_one_node

_PREFIXES = """
@prefix : <https://eksempel.example/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
: sh:declare [ sh:prefix "ex" ; sh:namespace "https://eksempel.example/"^^xsd:anyURI ] .
"""
_DATA = """
:a a :C ; :p 1 , 2 .
:b a :C ; :p 3 .
:c a :D ; :p 1 .
:D rdfs:label "D" .
[] a :C ; :p 4 .
"""


def _check(select: str, shape: str = "sh:targetClass :C", data: str = _DATA) -> tuple[Finding, ...]:
    rule = f'sh:sparql [ sh:prefixes : ; sh:message "Feil."@nb ; sh:select """{select}""" ]'
    shapes = Shapes.read(parse(f"{_PREFIXES} :Shape a sh:NodeShape ; {shape} ; {rule} .", format=RdfFormat.TURTLE))
    return shapes.check(tuple(parse(f"{_PREFIXES} {data}", format=RdfFormat.TURTLE)))


def _found(findings: tuple[Finding, ...]) -> list[tuple[str, str | None]]:
    return sorted((finding.focus[-2:], finding.value) for finding in findings if not finding.focus.startswith("_:"))


def test_a_rule_finds_the_nodes_that_break_it_and_the_value_to_blame() -> None:
    found = _check("SELECT DISTINCT $this ?value WHERE { $this ex:p ?value . FILTER (?value < 3) }")
    assert _found(found) == [("/a", "1"), ("/a", "2")]
    assert {finding.message("nb") for finding in found} == {"Feil."}


def test_a_rule_without_a_value_blames_the_node() -> None:
    assert _found(_check("SELECT $this WHERE { $this ex:p 3 }")) == [("/b", "https://eksempel.example/b")]


def test_a_rule_may_name_the_path() -> None:
    (found,) = _check("SELECT $this ?path WHERE { $this ex:p 3 . BIND (ex:p AS ?path) }")
    assert found.path == "<https://eksempel.example/p>"


def test_blank_nodes_are_found_too() -> None:
    assert len(_check("SELECT $this WHERE { $this ex:p 4 }")) == 1
    assert len(_check("SELECT $this WHERE { { $this ex:p 4 } UNION { $this ex:p 5 } }")) == 1


def test_a_rule_of_a_property_shape_speaks_of_its_path() -> None:
    rule = (
        'sh:sparql [ sh:prefixes : ; sh:select "SELECT $this ?value WHERE { $this $PATH ?value FILTER (?value = 3) }" ]'
    )
    shapes = Shapes.read(
        parse(f"{_PREFIXES} :Shape sh:targetClass :C ; sh:property [ sh:path :p ; {rule} ] .", format=RdfFormat.TURTLE)
    )
    (found,) = shapes.check(tuple(parse(f"{_PREFIXES} {_DATA}", format=RdfFormat.TURTLE)))
    assert (found.path, found.value) == ("<https://eksempel.example/p>", "3")


def test_a_rule_that_counts_is_asked_node_by_node() -> None:
    found = _check("SELECT $this (COUNT(?v) AS ?value) WHERE { $this ex:p ?v } GROUP BY $this HAVING (COUNT(?v) > 1)")
    assert _found(found) == [("/a", "2")]


def test_subclasses_in_the_data_are_targets_too() -> None:
    found = _check("SELECT $this WHERE { $this ex:p 1 }", data=f"{_DATA} :D rdfs:subClassOf :C .")
    assert [focus for focus, _ in _found(found)] == ["/a", "/c"]


def test_a_deactivated_rule_says_nothing() -> None:
    rule = "sh:sparql [ sh:prefixes : ; sh:deactivated true ; sh:select 'SELECT $this WHERE { $this ex:p 3 }' ]"
    shapes = Shapes.read(parse(f"{_PREFIXES} :Shape sh:targetClass :C ; {rule} .", format=RdfFormat.TURTLE))
    assert shapes.check(tuple(parse(f"{_PREFIXES} {_DATA}", format=RdfFormat.TURTLE))) == ()


@pytest.mark.parametrize(
    ("query", "one_by_one"),
    [
        ("SELECT $this { $this ex:p ?o FILTER NOT EXISTS { ?o ex:q $this } }", False),
        ("SELECT $this { $this ex:p ?o OPTIONAL { ?o ex:q ?r } }", False),
        ("SELECT $this { $this ex:p ?o OPTIONAL { ?o ex:q ?r OPTIONAL { ?r ex:s ?t } } }", True),
        ("SELECT $this { { $this ex:p ?o } UNION { $this ex:q ?o } }", True),
        ("SELECT $this { $this ex:p ?o } LIMIT 1", True),
        ("SELECT $this { GRAPH ?g { $this ex:p ?o } }", True),
    ],
)
def test_only_queries_of_one_group_are_asked_of_all_nodes_at_once(query: str, one_by_one: bool) -> None:
    assert stands_for_one_node(query) is one_by_one


@pytest.mark.parametrize("piece", ["a-", "a:.", "<a", '"a\n', "'", '"""', "{ ", "?a ", "\\"])
def test_a_query_of_any_shape_is_read_in_linear_time(piece: str) -> None:
    query = piece * 100_000
    assert stands_for_one_node(query) is (piece == "{ ")
