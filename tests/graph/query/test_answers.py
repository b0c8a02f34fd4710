"""What the named queries answer on the example consultation."""

import difflib
from random import Random

import pyoxigraph
import pytest

from graph.query.named import NamedQuery, named_queries, named_query, terms_in
from graph.store.embedded import EmbeddedStore
from tests.graph.query.answers import answers, digest, stored, values_for

_NAMES = sorted(named_queries())
_RENEW = "Run python -m tests.graph.query.answers, and read what git diff shows of answers.txt."
_LOOK = "Read what git diff shows of answers.txt, then run python -m tests.graph.query.answers --looked-at."


def _rows(store: EmbeddedStore, named: NamedQuery, **values: str) -> list[dict[str, object]]:
    answer = store.query(named.text, parameters=terms_in(store, named, {**_needed(named), **values}))
    names = answer.variables
    return [dict(zip(names, row, strict=True)) for row in answer.rows()]


def _needed(named: NamedQuery) -> dict[str, str]:
    """The examples of what a query needs."""
    return {each.name: each.example for each in named.header.parameters if each.required and each.example}


def test_the_answers_are_those_that_were_written_down(example: EmbeddedStore) -> None:
    written, found = stored()[0].splitlines(), (answers(example) + "\n").splitlines()
    assert found == written, f"{_RENEW}\n" + "\n".join(difflib.unified_diff(written, found, lineterm="", n=2))


def test_somebody_has_looked_at_the_answers() -> None:
    text, mark = stored()
    assert mark == digest(text), _LOOK


@pytest.mark.parametrize("name", _NAMES)
def test_every_question_has_an_answer(example: EmbeddedStore, name: str) -> None:
    named = named_query(name)
    assert _rows(example, named)
    assert list(example.query(named.text, parameters=terms_in(example, named, values_for(name))).rows())


def test_every_example_of_a_parameter_can_be_given(example: EmbeddedStore) -> None:
    for name in _NAMES:
        named = named_query(name)
        for parameter in named.header.parameters:
            assert parameter.example, f"{name}: {parameter.name} has no example"
            list(_rows(example, named, **{parameter.name: parameter.example}))


def test_an_answer_stands_in_one_order_however_the_graph_is_stored(example: EmbeddedStore) -> None:
    quads = list(example.graph)
    Random(1).shuffle(quads)
    shuffled = EmbeddedStore(pyoxigraph.Store())
    shuffled.graph.bulk_extend(quads)
    for name in _NAMES:
        assert _rows(example, named_query(name)) == _rows(shuffled, named_query(name)), name


@pytest.mark.parametrize("name", _NAMES)
def test_labels_stand_where_the_registry_and_the_schemes_have_them(example: EmbeddedStore, name: str) -> None:
    named = named_query(name)
    labels = [column.variable for column in named.header.columns if column.variable.endswith("Label")]
    for row in _rows(example, named):
        for variable in labels:
            label, thing = row[variable], row[variable.removesuffix("Label")]
            assert label is None or thing is not None, (
                f"{name} names a {variable.removesuffix('Label')} that is not there"
            )
            if thing is not None and variable != "responseLabel":
                assert getattr(label, "language", None), f"{name}: {thing} has no name"


def test_a_consultation_narrows_every_question_that_takes_one(example: EmbeddedStore) -> None:
    for name in _NAMES:
        named = named_query(name)
        parameters = {each.name: each for each in named.header.parameters}
        if "consultation" not in parameters:
            continue
        everything = _rows(example, named)
        narrowed = _rows(example, named, consultation="eksempel-utredning-samhandling")
        assert narrowed != everything, name
        for row in narrowed:
            found = row.get("consultation")
            assert found is None or str(found).endswith("eksempel-utredning-samhandling>"), name


def test_a_consultation_leaves_out_the_responses_to_the_other(example: EmbeddedStore) -> None:
    later = _rows(example, named_query("who-answered"), consultation="eksempel-digital-samhandling")
    earlier = _rows(example, named_query("who-answered"), consultation="eksempel-utredning-samhandling")
    assert len(later) + len(earlier) == len(_rows(example, named_query("who-answered")))


def test_who_changed_who_is_new_and_who_is_silent(example: EmbeddedStore) -> None:
    def said(change: str) -> set[tuple[str, str]]:
        rows = _rows(example, named_query("then-and-now"), change=change)
        return {(row["proposalNumber"].value, row["actorLabel"].value) for row in rows}  # type: ignore[attr-defined]

    assert ("1", "Eksempelrådet for personvern") in said("changed")
    assert ("1", "Eksempelby kommune") in said("unchanged")
    assert {("1", "Eksempeluniversitetet"), ("5", "Eksempel kommune")} <= said("new")
    assert said("silent") == {
        ("1", "Eksempel fylkeskommune"),
        ("3", "Eksempel fylkeskommune"),
        ("5", "Eksempeltilsynet"),
    }


def test_a_demand_that_nobody_else_makes_is_not_among_those_that_are_shared(example: EmbeddedStore) -> None:
    sole = {str(row["statement"]) for row in _rows(example, named_query("demands-nobody-else-makes"))}
    shared = _rows(example, named_query("demands-shared-by-many"), least="2")
    quotes = {str(row["quote"]) for row in _rows(example, named_query("demands-nobody-else-makes"))}
    assert sole
    assert shared
    assert not quotes & {str(row["example"]) for row in shared}
