"""docs/queries.md tells what is so."""

import re

import pytest

from graph.query.named import NamedQuery, terms_in
from graph.query.table import as_table
from graph.store.embedded import EmbeddedStore
from tests.graph.query.documentation import DOCUMENT, written

_TEXT = DOCUMENT.read_text(encoding="utf-8")
_SPARQL = re.findall(r"```sparql\n(.*?)```", _TEXT, re.DOTALL)


def test_the_list_of_questions_is_that_of_the_headers() -> None:
    assert written(_TEXT) == _TEXT, "Run python -m tests.graph.query.documentation."


@pytest.mark.parametrize("text", _SPARQL, ids=["one of your own", "as data"])
def test_the_queries_of_the_document_give_rows(example: EmbeddedStore, text: str) -> None:
    query = NamedQuery.read("mine", text)
    assert list(example.query(query.text, parameters=terms_in(example, query, {})).rows())


def test_the_query_of_ones_own_has_the_columns_and_parameters_that_the_document_tells(example: EmbeddedStore) -> None:
    query = NamedQuery.read("mine", _SPARQL[0])
    terms = terms_in(example, query, {"least": "0.8", "consultation": "eksempel-digital-samhandling"})
    table = as_table(example.query(query.text, parameters=terms), query.header.columns, "en")
    assert table.headings == ("Actor", "Words", "Sure")
    assert table.rows
    assert all(float(row[2].text) >= 0.8 and "frist" in row[1].text.lower() for row in table.rows)
