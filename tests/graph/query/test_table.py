from graph.query.table import aligned, as_table, short
from graph.store.embedded import EmbeddedStore


def test_columns_are_as_wide_as_their_widest_cell(store: EmbeddedStore) -> None:
    table = as_table(store.query('SELECT ?a ?b { VALUES (?a ?b) { ("én" "x") ("to\\ntre" UNDEF) } } ORDER BY ?a'))
    assert list(aligned(table)) == ["a       b", "------  -", "to tre", "én      x"]


def test_iris_are_shortened_by_the_longest_prefix_that_fits() -> None:
    assert short("https://w3id.org/standpunkt/ns#Position") == "stp:Position"
    assert short("https://w3id.org/standpunkt/id/stance/asks") == "stance:asks"
    assert short("https://w3id.org/standpunkt/id/stance/") == "https://w3id.org/standpunkt/id/stance/"
    assert short("https://w3id.org/standpunkt/id/stance/a/b") == "https://w3id.org/standpunkt/id/stance/a/b"
