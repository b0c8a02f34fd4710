import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode

from graph.namespaces import XSD
from graph.query.named import named_queries, terms_in
from graph.store.answers import Answer
from graph.store.embedded import EmbeddedStore
from graph.store.substitution import self_contained

_KEY = {"x": Literal("a")}
_HERE = {
    "actor": "eksempel-kommune",
    "actorKind": "kommune",
    "addressee": "hod",
    "consultation": "eksempelhoring",
    "goal": "ehs-m2",
    "instrument": "ehds",
    "proposal": "1",
    "theme": "personvern",
}


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("SELECT ?s { ?s ?p ?x }", 'SELECT ?s { ?s ?p "a" }'),
        ("SELECT ?s ?x { ?s ?p $x }", 'SELECT ?s ("a" AS ?x) { ?s ?p "a" }'),
        ("SELECT (COUNT(?x) AS ?n) { ?s ?p ?x }", 'SELECT (COUNT("a") AS ?n) { ?s ?p "a" }'),
        ("SELECT * { { SELECT ?s ?x { ?s ?p ?x } } }", 'SELECT * { { SELECT ?s ("a" AS ?given_1) { ?s ?p "a" } } }'),
        ("SELECT ?s { ?s ?p ?o FILTER(BOUND(?x) && ?o = ?x) }", 'SELECT ?s { ?s ?p ?o FILTER(true && ?o = "a") }'),
        ("SELECT ?s { } GROUP BY ?s ?x ORDER BY ?x ?s", 'SELECT ?s { } GROUP BY ?s ("a") ORDER BY ("a") ?s'),
        ("SELECT ?s { ?s ?p ?o } ORDER BY DESC(?x) LIMIT 1", 'SELECT ?s { ?s ?p ?o } ORDER BY DESC("a") LIMIT 1'),
        ('SELECT ?s { ?s ?p "?x" } # ?x', 'SELECT ?s { ?s ?p "?x" } # ?x'),
        ("SELECT ?s { ?s ?p ?xx . VALUES ?x { 1 } }", "SELECT ?s { ?s ?p ?xx . VALUES ?x { 1 } }"),
        ("CONSTRUCT { ?s ?p ?x } { ?s ?p ?x }", 'CONSTRUCT { ?s ?p "a" } { ?s ?p "a" }'),
        ("ASK { ?s ?p ?x }", 'ASK { ?s ?p "a" }'),
    ],
)  # fmt: skip
def test_a_parameter_stands_where_its_variable_stood(query: str, written: str) -> None:
    assert self_contained(query, _KEY) == written


def test_our_prefixes_are_declared_where_they_are_used_and_not_declared() -> None:
    query = "PREFIX skos: <http://mine/> SELECT * { ?s skos:a ?o ; stp:kind kind:concern ; other:b 'org:c' }"
    assert self_contained(query, {}).splitlines()[:-1] == [
        "PREFIX kind: <https://w3id.org/standpunkt/id/kind/>",
        "PREFIX stp: <https://w3id.org/standpunkt/ns#>",
    ]


@pytest.mark.parametrize(
    "value", ['"', "\\", '" } ; DROP ALL #', "a\nb\r\t", "'''", "æøå", "?s", "\u2028\0x7f", "{", "<http://a>"]
)
def test_no_value_changes_what_is_asked(value: str) -> None:
    store = pyoxigraph.Store()
    query = self_contained("SELECT ?x ?y { BIND(STR(?x) AS ?y) }", {"x": Literal(value)})
    (solution,) = store.query(query)
    assert (solution["x"], solution["y"]) == (Literal(value), Literal(value))


def test_terms_keep_their_types_and_languages() -> None:
    store = pyoxigraph.Store()
    for term in (Literal("7", datatype=XSD.integer), Literal("hei", language="nb"), NamedNode("http://a/æ?b=c#d")):
        (solution,) = store.query(self_contained("SELECT ?x { }", {"x": term}))
        assert solution["x"] == term


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_a_named_query_means_the_same_whether_parameters_are_bound_or_written(store: EmbeddedStore, name: str) -> None:
    named = named_queries()[name]
    needed = {each.name: _HERE[each.name] for each in named.header.parameters if each.required}
    given = {each.name: _HERE.get(each.name, each.example or "") for each in named.header.parameters}
    for values in (needed, given, {name: needed.get(name, "") for name in given}):
        terms = terms_in(store, named, values)
        written = store.graph.query(self_contained(named.text, terms), use_default_graph_as_union=True)
        assert _rows(store.query(named.text, parameters=terms)) == _rows(Answer(written))


def _rows(answer: Answer) -> list[dict[str, object]]:
    names = answer.variables
    return [dict(zip(names, row, strict=True)) for row in answer.rows()]
