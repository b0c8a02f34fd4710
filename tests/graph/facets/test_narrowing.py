import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.facets.columns import Column
from graph.facets.narrowing import narrowed

_ROWS = 6
_VALUES = "abc"
_FACETS = ("colour", "shape", "size")
_PAIRS = st.lists(st.tuples(st.integers(0, _ROWS - 1), st.sampled_from(_VALUES)), max_size=12)
_TABLES = st.fixed_dictionaries(dict.fromkeys(_FACETS, _PAIRS))
_CHOICES = st.fixed_dictionaries(dict.fromkeys(_FACETS, st.sets(st.sampled_from([*_VALUES, "unknown"]))))


def _everything() -> np.ndarray:
    return np.ones(_ROWS, np.bool_)


def _rows(table: dict[str, list[tuple[int, str]]], chosen: dict[str, set[str]]) -> set[int]:
    """The rows that have one of the chosen values of every facet of which some are chosen, one by one."""
    return {
        row
        for row in range(_ROWS)
        if all(
            (row, *values) == (row,) or any((row, value) in table[facet] for value in values)
            for facet, values in chosen.items()
        )
    }


@given(_TABLES, _CHOICES)
def test_values_of_a_facet_are_alternatives_and_facets_combine(
    table: dict[str, list[tuple[int, str]]], chosen: dict[str, set[str]]
) -> None:
    columns = {facet: Column.of(_ROWS, pairs) for facet, pairs in table.items()}
    found = narrowed(columns, chosen, _everything(), _FACETS)
    assert set(np.flatnonzero(found.rows)) == _rows(table, chosen)
    assert found.total == len(_rows(table, chosen))


@given(_TABLES, _CHOICES)
def test_a_count_says_how_many_rows_one_value_would_give_with_what_the_other_facets_have(
    table: dict[str, list[tuple[int, str]]], chosen: dict[str, set[str]]
) -> None:
    columns = {facet: Column.of(_ROWS, pairs) for facet, pairs in table.items()}
    found = narrowed(columns, chosen, _everything(), _FACETS)
    for facet in _FACETS:
        for value in _VALUES:
            assert found.counts[facet].get(value, 0) == len(_rows(table, {**chosen, facet: {value}}))


def test_rows_that_are_not_among_those_that_are_meant_are_not_counted() -> None:
    column = Column.of(3, [(0, "a"), (1, "a"), (2, "b")])
    found = narrowed({"colour": column}, {}, np.array([True, False, False]), ["colour"])
    assert (found.total, found.counts) == (1, {"colour": {"a": 1}})


def test_a_row_tells_its_values_each_once() -> None:
    column = Column.of(3, [(2, "b"), (0, "a"), (2, "a"), (2, "b")])
    assert [column.of_row(row) for row in range(3)] == [("a",), (), ("a", "b")]
    assert Column.of(0, []).counts(np.zeros(0, np.bool_)) == {}
