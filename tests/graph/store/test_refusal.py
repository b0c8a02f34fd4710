import pytest

from graph.errors import QueryRefusedError
from graph.store.refusal import check_allowed

_ELSEWHERE = "<http://127.0.0.1:9/>"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {_ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent {_ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p ?o . SeRvIcE{_ELSEWHERE}{{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE {_ELSEWHERE} {{ ?s ?p ?o }} }} }}",
        f"DESCRIBE ?s WHERE {{ SERVICE # a comment\n {_ELSEWHERE} {{ ?s ?p ?o }} }}",
        "SELECT * { VALUES ?where { <http://127.0.0.1:9/> } SERVICE ?where { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p 1SERVICE{_ELSEWHERE}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p trueSERVICE {_ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ex:a\\# SERVICE {_ELSEWHERE} {{ }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER(?s<?o) SERVICE {_ELSEWHERE} {{ }} FILTER(?o>?s) }}",
        f"SELECT * {{ ?s ?p '''a'b''' SERVICE {_ELSEWHERE} {{ }} }}",
        f"SELECT * {{ \\u0053ERVICE {_ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ serv\\U00000069ce {_ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"LOAD {_ELSEWHERE}",
        f"l\\u006fad SILENT {_ELSEWHERE}",
    ],
)
def test_no_other_server_is_asked_in_whatever_spelling(query: str) -> None:
    with pytest.raises(QueryRefusedError, match="no other server is asked"):
        check_allowed(query)


@pytest.mark.parametrize("word", ["INSERT DATA", "delete where", "CLEAR ALL #", "Drop graph <http://a>"])
def test_an_update_is_told_that_the_graph_can_only_be_read(word: str) -> None:
    with pytest.raises(QueryRefusedError, match="only be read"):
        check_allowed(f"{word} {{ }}")


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://a> {}" }',
        "SELECT * { ?s ?p '''it's a 'SERVICE' and\n LOAD''' }",
        "SELECT * { ?s <http://example.org/SERVICE> ?o } # SERVICE <http://a> { }",
        "SELECT ?service $LOAD { ?service ?p $LOAD }",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:name ?o ; ex:service ?x }",
        'SELECT * { ?s ?p "en"@service }',
        r'SELECT * { ?s ?p "a quote \" SERVICE" }',
        "PREFIX service: <http://example.org/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
    ],
)
def test_the_words_may_stand_in_strings_names_comments_and_variables(query: str) -> None:
    check_allowed(query)


def test_a_long_run_of_any_letter_is_read_in_linear_time() -> None:
    for part in ("a", "'", '"', "<", "\\", "#", ":", "?", "@", "-", "{", "a-", "<a", "'a ", '""" ', "a:b-", "?-", "-'"):
        check_allowed(part * (200_000 // len(part)))
