"""What each constraint component lets through and what it stops, told of tiny graphs."""

import pytest
from pyoxigraph import RdfFormat, parse

from graph.errors import ShapesError
from graph.validation import Finding, Severity, Shapes

_PREFIXES = """
@prefix : <https://eksempel.example/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix stp: <https://w3id.org/standpunkt/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def _check(shape: str, data: str) -> tuple[Finding, ...]:
    shapes = Shapes.read(parse(f"{_PREFIXES} :Shape a sh:NodeShape ; {shape} .", format=RdfFormat.TURTLE))
    return shapes.check(tuple(parse(f"{_PREFIXES} {data}", format=RdfFormat.TURTLE)))


def _of_p(constraint: str) -> str:
    return f"sh:targetNode :x ; sh:property [ sh:path :p ; {constraint} ]"


_CONSTRAINTS = [
    ("sh:minCount 1", ":x :p 1", ":x :q 1"),
    ("sh:maxCount 1", ":x :p 1", ":x :p 1 , 2"),
    ("sh:hasValue :a", ":x :p :a , :b", ":x :p :b"),
    ("sh:class :C", ":x :p :a . :a a :C", ":x :p :a . :a a :D"),
    ("sh:class :C", ":x :p :a . :a a :D . :D rdfs:subClassOf :C", ":x :p :a . :D rdfs:subClassOf :C"),
    ("sh:datatype xsd:integer", ":x :p 1", ":x :p 1.0"),
    ("sh:datatype xsd:nonNegativeInteger", ':x :p "7"^^xsd:nonNegativeInteger', ":x :p 7"),
    ("sh:datatype xsd:byte", ':x :p "100"^^xsd:byte', ':x :p "300"^^xsd:byte'),
    ("sh:datatype xsd:date", ':x :p "2024-02-29"^^xsd:date', ':x :p "2023-02-29"^^xsd:date'),
    ("sh:datatype xsd:date", ':x :p "2024-02-29Z"^^xsd:date', ':x :p "29.2.2024"^^xsd:date'),
    ("sh:datatype xsd:dateTime", ':x :p "2024-02-29T10:00:00Z"^^xsd:dateTime', ':x :p "2024-02-29"^^xsd:dateTime'),
    (
        "sh:datatype xsd:dateTime",
        ':x :p "2024-02-29T10:00:00"^^xsd:dateTime',
        ':x :p "2024-02-30T10:00:00"^^xsd:dateTime',
    ),
    ("sh:datatype xsd:decimal", ":x :p 1.5", ':x :p "en halv"^^xsd:decimal'),
    ("sh:datatype xsd:double", ":x :p 1e0", ':x :p "1e"^^xsd:double'),
    ("sh:datatype xsd:boolean", ":x :p true", ':x :p "ja"^^xsd:boolean'),
    ("sh:datatype xsd:gYear", ':x :p "2024"^^xsd:gYear', ':x :p "24"^^xsd:gYear'),
    ("sh:datatype xsd:gYearMonth", ':x :p "2024-02"^^xsd:gYearMonth', ':x :p "2024-13"^^xsd:gYearMonth'),
    ("sh:datatype rdf:langString", ':x :p "a"@nb', ':x :p "a"'),
    ("sh:datatype :own", ':x :p "hva som helst"^^:own', ':x :p "hva som helst"'),
    ("sh:nodeKind sh:IRI", ":x :p :a", ':x :p "a"'),
    ("sh:nodeKind sh:BlankNodeOrLiteral", ':x :p [] , "a"', ":x :p :a"),
    ("sh:in ( :a :b )", ":x :p :a , :b", ":x :p :c"),
    ('sh:pattern "^a.c$"', ':x :p "abc"', ':x :p "ABC"'),
    ('sh:pattern "^a.c$" ; sh:flags "is"', ':x :p "A\\nC"', ':x :p "abd"'),
    ('sh:pattern "/a$"', ":x :p :a", ":x :p []"),
    ("sh:minLength 2", ':x :p "ab"', ':x :p "a"'),
    ("sh:maxLength 2", ':x :p "ab"', ':x :p "abc"'),
    ('sh:languageIn ( "nb" "nn" )', ':x :p "a"@nb , "b"@nn-NO', ':x :p "a"@en'),
    ("sh:uniqueLang true", ':x :p "a"@nb , "b"@nn , "c"', ':x :p "a"@nb , "b"@NB'),
    ("sh:minInclusive 2", ":x :p 2 , 2.5", ":x :p 1"),
    ("sh:maxInclusive 2", ":x :p 2 , 1e0", ":x :p 3"),
    ("sh:minExclusive 2", ":x :p 3", ":x :p 2"),
    ("sh:maxExclusive 2", ":x :p 1", ':x :p "1"'),
    ("sh:lessThan :q", ":x :p 1 ; :q 2", ":x :p 2 ; :q 2"),
    ("sh:lessThan :q", ':x :p "2024-01-01"^^xsd:date ; :q "2024-01-02"^^xsd:date', ':x :p 1 ; :q "2"'),
    (
        "sh:lessThan :q",
        ':x :p "2024-01-01T10:00:00Z"^^xsd:dateTime ; :q "2024-01-01T11:30:00+01:00"^^xsd:dateTime',
        ':x :p "2024-01-01T10:00:00Z"^^xsd:dateTime ; :q "2024-01-01T11:00:00"^^xsd:dateTime',
    ),
    ("sh:lessThanOrEquals :q", ":x :p 2 ; :q 2", ":x :p 3 ; :q 2"),
    ("sh:equals :q", ":x :p 1 , 2 ; :q 2 , 1", ":x :p 1 ; :q 1 , 2"),
    ("sh:disjoint :q", ":x :p 1 ; :q 2", ":x :p 1 , 2 ; :q 2"),
    ("sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]", ":x :p :a . :a :q 1", ":x :p :a"),
    ("sh:property [ sh:path :q ; sh:minCount 1 ]", ":x :p :a . :a :q 1", ":x :p :a"),
    ("sh:not [ sh:class :C ]", ":x :p :a", ":x :p :a . :a a :C"),
    ("sh:and ( [ sh:class :C ] [ sh:class :D ] )", ":x :p :a . :a a :C , :D", ":x :p :a . :a a :C"),
    ("sh:or ( [ sh:class :C ] [ sh:class :D ] )", ":x :p :a . :a a :D", ":x :p :a"),
    ("sh:xone ( [ sh:class :C ] [ sh:class :D ] )", ":x :p :a . :a a :D", ":x :p :a . :a a :C , :D"),
    ("sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 1", ":x :p :a , :b . :a a :C", ":x :p :b"),
    ("sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMaxCount 0", ":x :p :b", ":x :p :a . :a a :C"),
]


@pytest.mark.parametrize(("constraint", "good", "bad"), _CONSTRAINTS)
def test_a_constraint_tells_good_from_bad(constraint: str, good: str, bad: str) -> None:
    assert _check(_of_p(constraint), f"{good} .") == ()
    assert len(_check(_of_p(constraint), f"{bad} .")) == 1


_PATHS = [
    ("( :p :q )", ":x :p :a . :a :q 1", ":x :p :a ; :q 1"),
    ("[ sh:inversePath :p ]", ":a :p :x", ":x :p :a"),
    ("[ sh:inversePath ( :p :q ) ]", ":a :p :b . :b :q :x", ":a :p :x"),
    ("[ sh:alternativePath ( :p :q ) ]", ":x :q 1", ":x :r 1"),
    ("( [ sh:zeroOrMorePath :p ] :q )", ":x :p :a . :a :p :x , :b . :b :q 1", ":x :p :a . :a :p :x"),
    ("( [ sh:oneOrMorePath :p ] :q )", ":x :p :a . :a :q 1", ":x :q 1"),
    ("( [ sh:zeroOrOnePath :p ] :q )", ":x :q 1", ":x :p :a . :a :p :b . :b :q 1"),
]


@pytest.mark.parametrize(("path", "good", "bad"), _PATHS)
def test_a_path_leads_where_sparql_says(path: str, good: str, bad: str) -> None:
    shape = f"sh:targetNode :x ; sh:property [ sh:path {path} ; sh:minCount 1 ]"
    assert _check(shape, f"{good} .") == ()
    assert len(_check(shape, f"{bad} .")) == 1


@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("sh:targetClass :C", 2),
        ("sh:targetSubjectsOf :p", 1),
        ("sh:targetObjectsOf :p", 1),
        ("sh:targetNode :nobody", 1),
        ("sh:targetClass :Nothing", 0),
    ],
)
def test_targets_choose_the_nodes(target: str, count: int) -> None:
    data = ":a a :C ; :p :b . :b a :D . :D rdfs:subClassOf :C ."
    assert len(_check(f"{target} ; sh:class :Missing", data)) == count


def test_a_class_that_is_a_shape_targets_its_own_instances() -> None:
    assert len(_check("a rdfs:Class ; sh:class :Missing", ":a a :Shape .")) == 1


def test_a_deactivated_shape_says_nothing() -> None:
    assert _check("sh:targetNode :x ; sh:class :C ; sh:deactivated true", ":x :p 1 .") == ()
    assert _check(_of_p("sh:minCount 1 ; sh:deactivated true"), ":x :q 1 .") == ()
    assert _check("sh:targetNode :x ; sh:not [ sh:class :C ; sh:deactivated true ]", ":x :p 1 .") != ()


def test_a_closed_shape_allows_only_what_it_speaks_of() -> None:
    shape = "sh:targetNode :x ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ]"
    found = _check(shape, ":x a :C ; :p 1 ; :q 2 .")
    assert [(finding.path, finding.value) for finding in found] == [("<https://eksempel.example/q>", "2")]
    assert _check("sh:targetNode :x ; sh:closed false", ":x :q 2 .") == ()


def test_values_are_compared_as_they_are_written() -> None:
    assert len(_check(_of_p('sh:in ( "01"^^xsd:integer )'), ":x :p 1 .")) == 1


def test_a_triple_given_twice_counts_once() -> None:
    assert _check(_of_p("sh:maxCount 1"), ":x :p 1 . :x :p 1 .") == ()


def test_findings_come_gravest_first() -> None:
    shape = """sh:targetNode :x ;
      sh:property [ sh:path :p ; sh:minCount 1 ; sh:severity sh:Info ] ;
      sh:property [ sh:path :q ; sh:minCount 1 ; sh:severity sh:Warning ] ;
      sh:property [ sh:path :r ; sh:minCount 1 ]"""
    found = _check(shape, ":x :s 1 .")
    assert [finding.severity for finding in found] == [Severity.VIOLATION, Severity.WARNING, Severity.INFO]
    assert [finding.is_violation for finding in found] == [True, False, False]


def test_a_message_is_given_in_the_language_asked_for_or_another() -> None:
    (found,) = _check(_of_p('sh:minCount 1 ; sh:message "Mangler."@nb'), ":x :q 1 .")
    assert (found.message("nb"), found.message("en")) == ("Mangler.", "Mangler.")
    (silent,) = _check(_of_p("sh:minCount 1"), ":x :q 1 .")
    assert silent.message("nb") == "http://www.w3.org/ns/shacl#MinCountConstraintComponent"


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ("sh:targetNode :x ; sh:memberShape [ sh:class :C ]", "uses sh:memberShape"),
        ("sh:targetNode :x ; sh:severity :Grave", "severity"),
        ("sh:targetNode :x ; sh:node :Shape", "refers to itself"),
        ("sh:targetNode :x ; sh:minLength :a", "whole number"),
        ("sh:targetNode :x ; sh:class 1", "needs an IRI"),
        ("sh:targetNode :x ; sh:nodeKind sh:Thing", "not a kind of node"),
        ('sh:targetNode :x ; sh:pattern "("', "is no pattern"),
        ('sh:targetNode :x ; sh:pattern "a" ; sh:flags "z"', "is no pattern"),
        ("sh:targetNode :x ; sh:property [ sh:path 1 ]", "The path"),
        ("sh:targetNode :x ; sh:property [ sh:path :p ; sh:qualifiedMinCount 1 ]", "names no sh:qualifiedValueShape"),
        ("sh:targetNode :x . :C a sh:ConstraintComponent", "constraint component of their own"),
        ("sh:targetNode :x ; sh:sparql [ sh:ask 'ASK {}' ]", "no sh:select"),
        ("sh:targetNode :x ; sh:sparql [ sh:select 'ASK {}' ]", "is not a SELECT query"),
        ("sh:targetNode :x ; sh:sparql [ sh:select 'SELECT $this { $this :p ' ]", "cannot be parsed"),
        ("sh:targetNode :x ; sh:sparql [ sh:select 'SELECT $this { VALUES $this {} }' ]", "uses VALUES"),
        ("sh:targetNode :x ; sh:sparql [ sh:select 'SELECT $this { { SELECT ?a {} } }' ]", "does not select"),
        ("sh:targetNode :x ; sh:sparql [ sh:select 'SELECT $this { { FILTER(BOUND($this)) } }' ]", "is bound"),
    ],
)
def test_what_the_runner_does_not_know_is_refused(shape: str, reason: str) -> None:
    with pytest.raises(ShapesError, match=reason):
        _check(shape, ":x :p 1 .")
