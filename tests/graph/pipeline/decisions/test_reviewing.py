import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.decisions import Reason, Verdict
from graph.errors import InputError
from graph.folder import DataFolder
from graph.pipeline import BuildReport
from graph.pipeline.reviewing import proposed, review
from graph.pipeline.withdrawing import withdraw
from graph.search.index import SearchIndex
from graph.search.searching import Search, search
from graph.store.embedded import open_store
from graph.validation import Shapes
from graph.validation.integrity import check_folder
from tests.graph.pipeline.decisions.asking import AT, LATER, STATEMENT, is_sound, key_of, rows, statements

Build = Callable[..., BuildReport]


def test_a_person_confirms_and_rejects_and_the_graph_says_who_and_when(
    responses: Path, data: Path, built: Build
) -> None:
    [right, *_] = statements(data, "Eksempel kommune støtter forslaget i § 4")
    [wrong, *_] = statements(data, "Eksempelvik kommune støtter forslaget i § 4")
    review(data, [right], Verdict.CONFIRMED, "fagansvarlig", AT)
    review(data, [f"{STATEMENT}{wrong}"], Verdict.REJECTED, "fagansvarlig", AT)
    for _ in range(2):  # as it is, and when it is built from its documents again
        store = open_store(data)
        told = rows(store, f"SELECT ?state {{ <{STATEMENT}{right}> stp:reviewState ?state }}")
        assert [state.rpartition("/")[2] for (state,) in told] == ["confirmed"]
        assert not rows(store, f"SELECT ?p {{ <{STATEMENT}{wrong}> stp:heldBy ?p }}")
        gone = rows(store, f"SELECT ?why {{ <{STATEMENT}{wrong}> a stp:Tombstone ; stp:withdrawalReason ?why }}")
        assert [why.rpartition("/")[2] for (why,) in gone] == ["rejected"]
        decisions = rows(
            store,
            "SELECT ?s ?at ?role { ?d a stp:Decision, prov:Activity ; prov:used ?s ; prov:endedAtTime ?at ; "
            "prov:wasAssociatedWith/skos:prefLabel ?role }",
        )
        assert {statement for statement, *_ in decisions} == {f"{STATEMENT}{right}", f"{STATEMENT}{wrong}"}
        assert {tuple(row[1:]) for row in decisions} == {(AT, "fagansvarlig")}
        assert is_sound(data)
        assert "støtter forslaget i § 4" in "".join(map(DataFolder(data).text, DataFolder(data).manifest().texts))
        built(responses)
    review(data, [wrong], Verdict.REOPENED, "fagansvarlig", LATER)
    built(responses)
    assert wrong in statements(data, "Eksempelvik kommune støtter forslaget i § 4")


def test_a_review_that_is_about_nothing_is_reported(responses: Path, data: Path, built: Build) -> None:
    response = key_of(data, "eksempel-kommune")
    line = {"at": AT, "by": "fagansvarlig", "statement": "0123456789abcdef", "verdict": "confirmed"}
    (data / "reviews" / f"{response}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    report = built(responses)
    [notes] = [record.notes for record in report.records if record.key == response]
    assert any("0123456789abcdef, which is not found any more" in note for note in notes)


def test_all_statements_of_a_response_are_confirmed_at_once(data: Path) -> None:
    response = key_of(data, "eksempelvik-kommune")
    waiting = proposed(data, [response])
    assert len(waiting) > 2
    assert len(review(data, [response], Verdict.CONFIRMED, "fagansvarlig", AT).things) == len(waiting)
    assert proposed(data, [response]) == []
    assert len(proposed(data, [])) > 2


@pytest.mark.parametrize("name", ["Kari Nordmann", "  ", "Ola Hansen"])
def test_a_reviewer_is_a_role_and_not_a_person(data: Path, name: str) -> None:
    with pytest.raises(InputError, match="is no role"):
        review(data, [key_of(data, "eksempelvik-kommune")], Verdict.CONFIRMED, name, AT)


def test_a_statement_that_was_confirmed_and_then_withdrawn_leaves_no_decision(
    data: Path,
) -> None:
    [key, *_] = statements(data, "Eksempel kommune støtter forslaget i § 4")
    review(data, [key], Verdict.CONFIRMED, "fagansvarlig", AT)
    withdraw(data, key, Reason.REQUEST, LATER)
    assert not rows(open_store(data), "SELECT ?d { ?d a stp:Decision }")
    assert list((data / "reviews").iterdir()) == []


def test_only_confirmed_statements_are_published_where_that_is_chosen(
    responses: Path, data: Path, built: Build, tmp_path: Path
) -> None:
    [right, *_] = statements(data, "Eksempel kommune støtter forslaget i § 4")
    review(data, [right], Verdict.CONFIRMED, "fagansvarlig", AT)
    built(responses, publish="confirmed")
    built(responses)  # the choice stays
    store = open_store(data)
    assert rows(store, "SELECT ?s { ?s a stp:Statement }") == [(f"{STATEMENT}{right}",)]
    assert [kind.rpartition("/")[2] for (kind,) in rows(store, "SELECT ?k { ?v stp:verdict ?k }")] == ["supports"]
    assert len(rows(store, "SELECT ?r { ?r stp:publicationStatus publication-status:public }")) == 3
    assert not rows(store, 'SELECT ?m { ?m stp:mentions ?t . ?t skos:prefLabel ?l FILTER(CONTAINS(?l, "EHDS")) }')
    index = SearchIndex(data, tmp_path)
    index.prepare()
    assert search(index, Search("virksomheter")).hits == ()
    assert len(search(index, Search("støtter")).hits) == 1
    assert len(proposed(data, [])) > 5  # those who review still see what waits
    assert not any(finding.is_violation for finding in check_folder(DataFolder(data), Shapes.load().check).findings)
    withdraw(data, right, Reason.REQUEST, AT)
    assert not rows(open_store(data), "SELECT ?s { ?s a stp:Statement }")
    built(responses, publish="marked")
    assert len(rows(open_store(data), "SELECT ?s { ?s a stp:Statement }")) > 5
