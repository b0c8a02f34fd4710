from datetime import date
from decimal import Decimal

import pytest

from graph.facets.patterns import FACETS, SCOPES, Filter, composed
from graph.store.embedded import EmbeddedStore

_HOSTILE = 'a" . ?x ?y ?z } # \\ \n'


@pytest.mark.parametrize("facet", FACETS)
def test_every_facet_makes_a_query_that_can_be_asked(example: EmbeddedStore, facet: str) -> None:
    values = {facet: ["https://standpunkt.example/id/nothing/1", "https://standpunkt.example/id/nothing/2"]}
    assert list(example.query(composed(Filter(chosen=values))).rows()) == []


def test_everything_can_be_asked_at_once(example: EmbeddedStore) -> None:
    values = {facet: ["https://standpunkt.example/id/nothing/1"] for facet in FACETS}
    wanted = Filter("reported", values, "", date(2020, 1, 1), date(2026, 1, 1), Decimal("0.5"))
    assert list(example.query(composed(wanted)).rows()) == []


def test_words_are_a_string_whatever_is_written() -> None:
    assert '?statement stp:matches "a\\" . ?x ?y ?z } # \\\\ \\n" .' in composed(Filter(words=_HOSTILE))


def test_what_is_no_iri_never_gets_into_a_query() -> None:
    with pytest.raises(ValueError, match="IRI"):
        composed(Filter(chosen={"actor": ["https://a/> } DROP ALL #"]}))


def test_each_scope_is_a_class_of_the_vocabulary(example: EmbeddedStore) -> None:
    counts = {scope: len(list(example.query(composed(Filter(scope))).rows())) for scope in SCOPES}
    assert counts["positions"] + counts["reported"] < counts["statements"]
    assert counts["reported"] > 0
