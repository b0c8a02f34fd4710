"""The named queries in the graph, as SHACL describes queries."""

import pytest
import rdflib
from pyoxigraph import NamedNode, Store
from rdflib.plugins.sparql import prepareQuery

from graph.query.executables import executable_triples, query_iri
from graph.query.named import named_queries, named_query
from graph.store.embedded import EmbeddedStore

_NAMES = sorted(named_queries())
_EXAMPLES = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
SELECT ?name ?text (COUNT(DISTINCT ?keyword) AS ?keywords) WHERE {
  ?query a sh:SPARQLExecutable ; a sh:SPARQLSelectExecutable ; sh:select ?text ; rdfs:comment ?comment ;
    schema:keywords ?keyword .
  FILTER(LANG(?comment) = "en")
  BIND(REPLACE(STR(?query), "^.*/", "") AS ?name)
}
GROUP BY ?name ?text
"""
_PREFIXES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?prefix ?namespace WHERE {
  ?query sh:prefixes/sh:declare ?declaration . ?declaration sh:prefix ?prefix ; sh:namespace ?namespace
}
"""


def _in_graph(store: EmbeddedStore, text: str, **terms: NamedNode) -> list[list[str]]:
    answer = store.query(text, parameters=terms)
    return [[getattr(term, "value", "") for term in row] for row in answer.rows()]


def _as_published(store: EmbeddedStore, name: str) -> str:
    """A query as a tool puts it together that knows nothing of us: prefixes and text from the graph."""
    select = _PREFIXES.replace("?prefix ?namespace WHERE", "?query ?prefix ?namespace WHERE")
    prefixes = [f"PREFIX {row[1]}: <{row[2]}>" for row in _in_graph(store, select, query=query_iri(name))]
    texts = {row[0]: row[1] for row in _in_graph(store, _EXAMPLES)}
    return "\n".join([*prefixes, texts[name]])


def test_every_question_is_found_as_an_example_query(example: EmbeddedStore) -> None:
    assert {row[0] for row in _in_graph(example, _EXAMPLES)} == set(_NAMES)


@pytest.mark.parametrize("name", ["who-opposes", "then-and-now", "what-there-is", "demands-shared-by-many"])
def test_a_published_query_answers_in_an_engine_that_knows_no_prefixes_of_ours(
    example: EmbeddedStore, name: str
) -> None:
    other = Store()
    other.bulk_extend(example.graph)
    expected = list(example.query(named_query(name).text).rows())
    solutions = other.query(_as_published(example, name), use_default_graph_as_union=True)
    assert [tuple(solution) for solution in solutions] == expected  # type: ignore[union-attr, arg-type]


@pytest.mark.parametrize("name", _NAMES)
def test_a_published_query_is_valid_to_another_parser(example: EmbeddedStore, name: str) -> None:
    prepareQuery(_as_published(example, name))


def test_parameters_say_what_they_take(example: EmbeddedStore) -> None:
    asked = """
    PREFIX sh: <http://www.w3.org/ns/shacl#>
    SELECT ?query ?name ?optional ?class ?default WHERE {
      ?query sh:parameter ?parameter . ?parameter sh:path ?path ; sh:optional ?optional ; dcterms:identifier ?name .
      OPTIONAL { ?parameter sh:class ?class }
      OPTIONAL { ?parameter sh:defaultValue ?default }
    } ORDER BY ?name
    """
    stated = _in_graph(example, asked, query=query_iri("positions-on-instrument"))
    instrument = "https://w3id.org/standpunkt/ns#PolicyInstrument"
    assert [row[1:4] for row in stated] == [
        ["consultation", "true", "https://w3id.org/standpunkt/ns#Consultation"],
        ["instrument", "false", instrument],
        ["stance", "true", "http://www.w3.org/2004/02/skos/core#Concept"],
    ]
    assert [row[4] for row in stated] == ["", "ehds", ""]


def test_every_parameter_ends_with_the_name_of_its_variable() -> None:
    variables = {f"{name}#{each.variable}" for name in _NAMES for each in named_query(name).header.parameters}
    paths = {
        str(t.subject) for t in executable_triples(named_queries().values()) if t.predicate.value.endswith("#path")
    }
    assert {path.rpartition("/")[2].rstrip(">") for path in paths} == variables


def test_the_graph_is_rdf_that_others_read() -> None:
    lines = "".join(f"{triple} .\n" for triple in executable_triples(named_queries().values()))
    graph = rdflib.Graph().parse(data=lines, format="nt")
    assert len(graph) == len(set(executable_triples(named_queries().values())))
    assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]
