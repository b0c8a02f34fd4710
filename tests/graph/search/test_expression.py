import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.errors import SearchError
from graph.search.expression import Expression

_HOSTILE = ['"', '""', "'", "(", ")", "*", "-", "NOT", "AND", "OR", "NEAR", "^", ":", "{a}", "+", "\\", "\0", "x", "å"]


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("kommuner", 'stems : "kommun"'),
        ("store kommuner", '(stems : "stor" AND stems : "kommun")'),
        ("store AND kommuner", '(stems : "stor" AND stems : "kommun")'),
        ('"store kommuner"', 'words : "store kommuner"'),
        ("“store kommuner”", 'words : "store kommuner"'),
        ("«store kommuner»", 'words : "store kommuner"'),
        ("kommun*", 'words : "kommun" *'),
        ('"store kommun*"', 'words : "store kommun" *'),
        ("e-helse", 'stems : "e hels"'),
        ("frist OR gebyr", '(stems : "frist" OR stems : "gebyr")'),
        ("plan NOT frist", '((stems : "plan") NOT (stems : "frist"))'),
        ("plan -frist", '((stems : "plan") NOT (stems : "frist"))'),
        ("plan (frist OR gebyr)", '(stems : "plan" AND (stems : "frist" OR stems : "gebyr"))'),
        ("a b OR c", '((stems : "a" AND stems : "b") OR stems : "c")'),
        ("frist og gebyr", '(stems : "frist" AND stems : "og" AND stems : "gebyr")'),
        ("((plan", 'stems : "plan"'),
        ("plan) frist", '(stems : "plan" AND stems : "frist")'),
        ('"plan', 'words : "plan"'),
        ("AND plan OR", 'stems : "plan"'),
        ("NOT NOT plan", 'stems : "plan"'),
        ("§ 4", 'stems : "4"'),
    ],
)
def test_what_people_write_means_what_they_expect(written: str, meaning: str) -> None:
    assert Expression.read(written).text == meaning


@pytest.mark.parametrize("written", ["", "  ", "§", '""', "AND", "(", "*", "\0"])
def test_without_a_word_there_is_nothing_to_search_for(written: str) -> None:
    with pytest.raises(SearchError, match="no word to search for"):
        Expression.read(written)


@pytest.mark.parametrize("written", ["NOT frist", "-frist", "plan OR NOT frist"])
def test_only_what_to_leave_out_is_not_enough(written: str) -> None:
    with pytest.raises(SearchError, match="only what to leave out"):
        Expression.read(written)


@pytest.mark.parametrize("written", ["a" * 1001, "a " * 65, "(" * 40 + "a" + ")" * 40, "a*"])
def test_a_search_has_limits_that_are_said(written: str) -> None:
    with pytest.raises(SearchError):
        Expression.read(written)


@given(some.one_of(some.text(), some.lists(some.sampled_from(_HOSTILE)).map(" ".join)))
def test_whatever_is_written_the_index_understands_it_or_it_is_refused(written: str) -> None:
    try:
        meaning = Expression.read(written).text
    except SearchError:
        return
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE matches USING fts5(words, stems, content='', tokenize='ascii')")
        connection.execute("SELECT rowid FROM matches WHERE matches MATCH ?", (meaning,)).fetchall()
    connection.close()
