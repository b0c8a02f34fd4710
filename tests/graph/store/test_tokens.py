import pytest

from graph.store.tokens import depends_on_the_moment, names_its_graphs, with_plain_truths


def test_a_query_says_with_from_which_graphs_it_is_about() -> None:
    assert names_its_graphs("SELECT * FROM <http://a> { }")
    assert not names_its_graphs('SELECT * { ?from ?p "FROM" }')


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "StrUUID()", "BNODE()"])
def test_a_query_may_give_something_else_each_time(call: str) -> None:
    assert depends_on_the_moment(f"SELECT ({call} AS ?x) {{ }}")


def test_the_words_of_the_moment_may_stand_in_names_strings_and_variables() -> None:
    assert not depends_on_the_moment('SELECT ?now { ?now ex:now "NOW()" . ?s <http://now/RAND()> ?uuid } # NOW()')


def test_true_and_false_may_be_written_in_capitals() -> None:
    text = 'SELECT (TRUE AS ?True) { ?s ex:TRUE "FALSE", False FILTER(?x = true) } # TRUE'
    assert with_plain_truths(text) == 'SELECT (true AS ?True) { ?s ex:TRUE "FALSE", false FILTER(?x = true) } # TRUE'
