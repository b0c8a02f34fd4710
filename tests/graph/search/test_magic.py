from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph.errors import SearchError
from graph.search.index import SearchIndex
from graph.search.magic import facts, open_searched, searches_in

_NONE: dict[str, NamedNode | Literal] = {}


@pytest.mark.parametrize(
    ("query", "searches"),
    [
        ('SELECT * { ?p stp:matches "frist" }', ["frist"]),
        ("SELECT * { ?p stp:matches 'frist' . ?p a stp:Position }", ["frist"]),
        ('SELECT * { ?p a stp:Position ; stp:matches """to\nord""" ; stp:heldBy ?a }', ["to\nord"]),
        ('SELECT * { ?p stp:matches "\\"en frase\\" OR å" }', ['"en frase" OR å']),
        ('SELECT * { ?p stp:matches "frist" , "gebyr" }', ["frist", "gebyr"]),
        ('SELECT * { { ?p stp:matches "a1" } UNION { ?p stp:matches "b1" } }', ["a1", "b1"]),
        ('SELECT * { ?p <https://w3id.org/standpunkt/ns#matches> "frist" }', ["frist"]),
        ('PREFIX x: <https://w3id.org/standpunkt/ns#> SELECT * { [ x:matches "frist" ] }', ["frist"]),
        ('SELECT * { FILTER EXISTS { ?p stp:matches "frist" } }', ["frist"]),
        ('SELECT * { ?a ^stp:heldBy / stp:matches "frist" }', ["frist"]),
        ('PREFIX stp: <http://other/> SELECT * { ?p stp:matches "frist" }', []),
        ('SELECT * { ?p <http://other/matches> "frist" }', []),
        ('SELECT * { ?p ?q "stp:matches" } # stp:matches "frist"', []),
        ("SELECT * { stp:matches a ?type }", []),
        ("SELECT * { ?p stp:stance ?s }", []),
    ],
)
def test_what_a_query_searches_for_is_known_before_it_runs(query: str, searches: list[str]) -> None:
    assert [literal.value for literal in searches_in(query, _NONE)] == searches


def test_a_parameter_can_be_searched_for() -> None:
    query = "SELECT * { ?p stp:matches ?words }"
    assert searches_in(query, {"words": Literal("frist")}) == (Literal("frist"),)
    with pytest.raises(SearchError, match="must be known before the query runs, and \\?words is not"):
        searches_in(query, _NONE)
    with pytest.raises(SearchError, match="must be known"):
        searches_in(query, {"words": NamedNode("http://a")})


def _answer(data: Path, query: str, **parameters: Literal) -> list[str]:
    rows = open_searched(data).query(query, parameters=parameters).rows()
    return [str(row[0].value) for row in rows if row[0]]


def test_positions_are_found_and_joined_with_everything_else_in_the_graph(data: Path) -> None:
    query = """
    SELECT ?words WHERE {
      ?position stp:matches "kommuner tilskudd" ; a stp:Position ; stp:heldBy / skos:prefLabel ?actor ;
                stp:relevance ?relevance ; stp:readingForm ?words .
    } ORDER BY DESC(?relevance) ?actor"""
    assert [words[:28] for words in _answer(data, query)] == [
        "Staten bør gi tilskot til sm",
        "Staten bør gi tilskudd til s",
    ]


def test_responses_are_found_by_what_stands_anywhere_in_their_texts(data: Path) -> None:
    query = 'SELECT ?title { ?response a stp:Response ; stp:matches "Åsen" ; dcterms:title ?title }'
    assert _answer(data, query) == ["Høringssvar – eksempelloven"]


def test_what_matches_one_search_and_not_another_is_told_apart(data: Path) -> None:
    both = 'SELECT ?p { ?p stp:matches "register" , "hjelpemid*" ; a stp:Statement }'
    one = 'SELECT ?p { ?p stp:matches "register" ; a stp:Statement FILTER NOT EXISTS { ?p stp:matches "hjelpemid*" } }'
    assert (len(_answer(data, both)), len(_answer(data, one))) == (2, 1)


def test_a_search_with_a_language_is_the_string_that_the_query_says(data: Path) -> None:
    assert len(_answer(data, 'SELECT ?p { ?p stp:matches "register"@nb ; a stp:Statement }')) == 3


def test_after_the_query_the_graph_says_no_more_of_what_matched(data: Path) -> None:
    graph = open_searched(data)
    assert bool(graph.query('ASK { ?p stp:matches "register" ; stp:relevance ?r }'))
    assert not graph.query("ASK { ?p stp:relevance ?r }")


def test_more_hits_than_a_query_can_be_given_are_an_error(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.search.magic._MOST_HITS", 2)
    with pytest.raises(SearchError, match="more than 2 places"):
        facts(index, [Literal("register")])
