import gzip
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph.errors import (
    AnswerTooLargeError,
    DataFolderError,
    QueryError,
    QueryFormatError,
    QueryRefusedError,
    QuerySyntaxError,
    UnknownFunctionError,
)
from graph.store.answers import AnswerKind
from graph.store.embedded import EmbeddedStore, open_store
from graph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS, answer_format
from graph.store.sources import Source

_GRAPH = "https://standpunkt.example/graph/response/eksempel-kommune-1"


def _count(store: EmbeddedStore, text: str, **graphs: tuple[str, ...]) -> int:
    return len(list(store.query(text, **graphs).rows()))


def test_queries_see_the_union_of_all_graphs_and_know_our_prefixes(store: EmbeddedStore) -> None:
    assert _count(store, "SELECT ?s { ?s a stp:Response }") == 7


def test_from_and_the_named_graphs_narrow_what_is_seen(store: EmbeddedStore) -> None:
    assert _count(store, f"SELECT ?s FROM <{_GRAPH}> {{ ?s a stp:Response }}") == 1
    assert _count(store, "SELECT ?s { ?s a stp:Response }", default_graphs=(_GRAPH,)) == 1
    assert _count(store, "SELECT ?s { GRAPH ?g { ?s a stp:Response } }", named_graphs=(_GRAPH,)) == 1
    assert _count(store, "SELECT ?s { ?s a stp:Response }", named_graphs=(_GRAPH,)) == 0


@pytest.mark.parametrize(
    "query", ["{?s a stp:Response} #" + "x" * 90_000, "{?s!(skos:prefLabel|^stp:kind)?o.?s a stp:Response}"]
)
def test_our_prefixes_are_known_wherever_they_stand(store: EmbeddedStore, query: str) -> None:
    assert _count(store, f"SELECT DISTINCT ?s{query}") == 7


def test_a_graph_must_be_named_by_an_absolute_iri(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="absolute IRI"):
        store.query("ASK {}", default_graphs=("not an iri",))


def test_parameters_are_terms_and_never_become_part_of_the_query(store: EmbeddedStore) -> None:
    hostile = Literal('" } DROP ALL #')
    assert not list(store.query("SELECT ?s ?name { ?s skos:prefLabel ?name }", parameters={"name": hostile}).rows())
    known = NamedNode("https://w3id.org/standpunkt/id/actor/hod")
    (row,) = store.query("SELECT ?s ?n { ?s skos:prefLabel ?n }", parameters={"s": known}).rows()
    assert row == (known, Literal("Helse- og omsorgsdepartementet", language="nb"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?s {\n ?s ?p\n WRONG }", "line 3, column"),
        ("SELECT ?s { ?s nope:p ?o }", "The prefix “nope:” is not declared"),
        ("", "line 1, column 1"),
    ],
)
def test_a_syntax_error_names_its_place_and_what_was_expected(store: EmbeddedStore, text: str, message: str) -> None:
    with pytest.raises(QuerySyntaxError, match=message) as found:
        store.query(text)
    assert len(str(found.value)) < 700


def test_a_function_that_does_not_exist_is_named(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownFunctionError, match=r"There is no function <http://example\.org/f> here"):
        store.query("SELECT (<http://example.org/f>(1) AS ?x) { }").serialised(SOLUTION_FORMATS["json"])


def test_true_may_be_written_in_capitals(store: EmbeddedStore) -> None:
    assert store.query("ASK { FILTER(TRUE) }")


def test_relative_iris_stand_under_the_base_of_the_data(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text("<a> <b> <c> .")
    store = open_store(tmp_path / "data.ttl")
    assert store.query("ASK { <a> <b> <https://standpunkt.example/c> }")


@pytest.mark.parametrize("name", ["data.ttl", "data.ttl.gz"])
def test_a_file_may_be_compressed(tmp_path: Path, name: str) -> None:
    content = b"<http://a> <http://b> <http://c> ."
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    assert _count(open_store(tmp_path / name), "SELECT * { ?s ?p ?o }") == 1


@pytest.mark.parametrize(
    "content", [b"plain", gzip.compress(b"<http://a> <http://b> <http://c> .")[:-9]], ids=["not gzip", "cut off"]
)
def test_a_compressed_file_that_is_damaged_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data.nt.gz").write_bytes(content)
    with pytest.raises(DataFolderError, match=r"data\.nt\.gz cannot be read"):
        open_store(tmp_path / "data.nt.gz")


def test_triples_outside_all_named_graphs_are_part_of_the_union(tmp_path: Path) -> None:
    (tmp_path / "data.trig").write_text("<http://a> <http://b> 1 . <http://g> { <http://a> <http://b> 2 }")
    store = open_store(tmp_path / "data.trig")
    assert _count(store, "SELECT * { ?s ?p ?o }") == 2
    assert _count(store, "SELECT * { GRAPH ?g { ?s ?p ?o } }") == 1


def test_service_is_refused_before_anything_runs(store: EmbeddedStore) -> None:
    with pytest.raises(QueryRefusedError):
        store.query("ASK { SERVICE SILENT <http://127.0.0.1:9/> { } }")


@pytest.mark.parametrize("name", sorted(SOLUTION_FORMATS))
def test_rows_and_yes_or_no_can_be_had_in_every_format(store: EmbeddedStore, name: str) -> None:
    rows = store.query("SELECT ?name { ?s skos:prefLabel ?name }")
    assert "Eksempelrådet" in rows.serialised(answer_format(name)).decode()
    assert store.query("ASK { ?s a stp:Position }").serialised(answer_format(name))


@pytest.mark.parametrize("name", sorted(GRAPH_FORMATS))
def test_triples_can_be_had_in_every_format(store: EmbeddedStore, name: str) -> None:
    triples = store.query("CONSTRUCT { ?s a stp:Response } WHERE { ?s a stp:Response }")
    assert triples.kind is AnswerKind.GRAPH
    assert "eksempeltilsynet-1" in triples.serialised(answer_format(name)).decode()


def test_turtle_declares_the_prefixes_that_it_uses(store: EmbeddedStore) -> None:
    turtle = store.query("CONSTRUCT { ?s a stp:Response } WHERE { ?s a stp:Response }").serialised(
        GRAPH_FORMATS["turtle"]
    )
    assert turtle.startswith(b"@prefix stp: <https://w3id.org/standpunkt/ns#> .\n\n<https://")


def test_an_answer_has_no_format_of_another_kind(store: EmbeddedStore) -> None:
    with pytest.raises(QueryFormatError, match="text/turtle"):
        store.query("DESCRIBE <http://example.org/>").fitting(SOLUTION_FORMATS["csv"], None)


def test_rows_and_truth_are_not_mistaken_for_each_other(store: EmbeddedStore) -> None:
    assert store.query("ASK { ?s a stp:Position }")
    with pytest.raises(QueryError, match="SELECT"):
        list(store.query("ASK { }").rows())
    with pytest.raises(QueryError, match="ASK"):
        bool(store.query("SELECT * { }"))


def test_an_answer_larger_than_allowed_is_an_error_and_not_cut_off(store: EmbeddedStore) -> None:
    with pytest.raises(AnswerTooLargeError, match="LIMIT"):
        store.query("SELECT * { ?s ?p ?o }").serialised(SOLUTION_FORMATS["json"], longest=5000)


def test_where_there_is_no_graph_the_way_to_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="standpunkt build"):
        open_store(tmp_path)


def test_a_file_that_is_not_rdf_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("this is not Turtle")
    (tmp_path / "letter.docx").write_text("")
    with pytest.raises(DataFolderError, match=r"broken\.ttl is not valid RDF"):
        open_store(tmp_path / "broken.ttl")
    with pytest.raises(DataFolderError, match=r"letter\.docx is neither"):
        open_store(tmp_path / "letter.docx")


def test_a_source_that_changes_has_another_version(tmp_path: Path) -> None:
    file = tmp_path / "data.nt"
    file.write_text("<http://a> <http://b> <http://c> .\n")
    before = Source.at(file).version
    file.write_text("<http://a> <http://b> <http://d2> .\n")
    assert Source.at(file).version != before
