import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from graph.decisions import Reason, Verdict, withdrawals, write_withdrawals
from graph.errors import DataFolderError, InputError, NotInGraphError
from graph.folder import DataFolder
from graph.pipeline import BuildReport, Options, build
from graph.pipeline.reviewing import proposed, review
from graph.pipeline.withdrawing import restore, withdraw
from graph.search.index import SearchIndex
from graph.search.searching import Search, search
from graph.store.embedded import EmbeddedStore, open_store
from graph.validation import Severity, Shapes
from graph.validation.integrity import check_folder
from tests.graph.pipeline.conftest import write_consultation

Build = Callable[..., BuildReport]

AT = "2026-06-01T10:00:00Z"
LATER = "2026-06-02T10:00:00Z"
STATEMENT = "https://standpunkt.example/id/statement/"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small consultation and what was built of it, once for all tests."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "responses").mkdir()
    write_consultation(folder / "responses")
    build([folder / "responses"], Options(folder / "data"))
    return folder


@pytest.fixture
def responses(first: Path, tmp_path: Path) -> Path:
    """The documents, to be changed at will."""
    return Path(shutil.copytree(first / "responses", tmp_path / "responses"))


@pytest.fixture
def data(first: Path, tmp_path: Path) -> Path:
    """What was built of them."""
    return Path(shutil.copytree(first / "data", tmp_path / "data"))


def _rows(store: EmbeddedStore, text: str) -> list[tuple[str, ...]]:
    return [tuple(getattr(term, "value", "") for term in row) for row in store.query(text).rows()]


def _key(data: Path, part: str) -> str:
    """The key of the only response with a part in its name."""
    [key] = [key for key in DataFolder(data).manifest().records if part in key]
    return key


def _statements(data: Path, words: str) -> list[str]:
    """The keys of the statements that have some words."""
    text = f'SELECT ?s {{ ?s a stp:Statement ; stp:readingForm ?w FILTER(CONTAINS(?w, "{words}")) }} ORDER BY ?s'
    return [iri.removeprefix(STATEMENT) for (iri,) in _rows(open_store(data), text)]


def _holding(data: Path, *words: str) -> set[str]:
    """The files of a data folder, by name, in which any of some words stands, whatever its capitals."""
    held = {path.relative_to(data).as_posix(): path for path in data.rglob("*") if path.is_file()}
    return {
        name
        for name, path in held.items()
        if any(word.lower() in path.read_bytes().decode(errors="replace").lower() for word in words)
    }


def _is_sound(data: Path) -> bool:
    found = check_folder(DataFolder(data), Shapes.load().check).findings
    return not [finding for finding in found if finding.severity is not Severity.INFO]


def test_a_withdrawn_response_is_nowhere_and_says_that_it_is_gone(data: Path, tmp_path: Path) -> None:
    SearchIndex(data, tmp_path).prepare()
    key = _key(data, "eksempelforbundet")
    left = subprocess.run(
        [sys.executable, "-c", "from graph.cli import main; main()", "withdraw", key, "--data", str(data)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"response/{key} is withdrawn (request)" in left.stdout
    assert not (data / "search.sqlite").exists()
    traces = _holding(data, "eksempelforbundet")
    assert {name.partition(".")[0] for name in traces} == {"withdrawals"}  # the IRI, which is all that a tombstone has
    store = open_store(data)
    assert not _rows(store, f'SELECT ?s {{ ?s stp:expressedIn ?r . ?r dcterms:identifier "{key}" }}')
    [(kind, reason)] = _rows(
        store,
        f"SELECT ?kind ?reason {{ <https://standpunkt.example/id/response/{key}> a stp:Tombstone ; "
        "prov:invalidatedAtTime ?at ; stp:withdrawnType ?kind ; stp:withdrawalReason ?reason }",
    )
    assert (kind.rpartition("#")[2], reason.rpartition("/")[2]) == ("Response", "request")
    assert _is_sound(data)


def test_no_build_brings_a_withdrawn_response_back_until_somebody_allows_it(
    responses: Path, data: Path, built: Build
) -> None:
    key = _key(data, "eksempelforbundet")
    withdraw(data, key, Reason.REQUEST, AT)
    (responses / "Eksempelforbundet – svar.txt").rename(responses / "under et annet navn.txt")
    again = built(responses)
    assert key not in again.manifest.records
    assert any("under et annet navn.txt: Withdrawn on 2026-06-01 (request)" in note for note in again.notes)
    assert not _holding(data, "under et annet navn")
    restore(data, key)
    assert "stp:Tombstone" not in str(_rows(open_store(data), "SELECT ?s { ?s a stp:Tombstone }"))
    assert key in built(responses).manifest.records


def test_a_withdrawn_statement_goes_with_its_words_wherever_they_stand(
    responses: Path,
    data: Path,
) -> None:
    [key, *_] = _statements(data, "Eksempel kommune støtter forslaget i § 4")
    before = DataFolder(data).manifest()
    withdraw(data, f"{STATEMENT}{key}", Reason.PERSONAL_DATA, AT)
    assert not _holding(data, "Eksempel kommune støtter forslaget i")
    response = _key(data, "eksempel-kommune")
    [text] = [DataFolder(data).text(digest) for digest in DataFolder(data).manifest().records[response]["texts"]]
    covered = "".join("█" if letter.isalnum() else letter for letter in "Eksempel kommune støtter forslaget i § 4.")
    assert text == (responses / "Eksempel kommune – svar.txt").read_text("utf-8").replace(
        "Eksempel kommune støtter forslaget i § 4.", covered
    )
    assert before.records[response]["kinds"]["support"] == 1
    assert "support" not in DataFolder(data).manifest().records[response]["kinds"]
    assert _is_sound(data)


def test_verdicts_that_rested_on_a_withdrawn_statement_are_derived_anew(
    data: Path,
) -> None:
    asked = (
        "SELECT ?kind { ?v a stp:Verdict ; stp:verdict ?kind ; stp:expressedIn ?r ; stp:onProposal/stp:number '1' . "
        f"?r dcterms:identifier '{_key(data, 'eksempel-kommune')}' }}"
    )
    assert [kind.rpartition("/")[2] for (kind,) in _rows(open_store(data), asked)] == ["supports-with-remarks"]
    [support, *_] = _statements(data, "Eksempel kommune støtter forslaget")
    withdraw(data, support, Reason.MISTAKE, AT)
    assert [kind.rpartition("/")[2] for (kind,) in _rows(open_store(data), asked)] == ["remarks-without-stance"]
    [response] = [key for key in DataFolder(data).manifest().records if "eksempel-kommune" in key]
    text = f"SELECT ?s {{ ?s stp:stance ?x ; stp:expressedIn <https://standpunkt.example/id/response/{response}> ; "
    for (iri,) in _rows(open_store(data), f"{text} stp:onProposal/stp:number '1' }}"):
        withdraw(data, iri, Reason.MISTAKE, AT)
    assert _rows(open_store(data), asked) == []


@pytest.mark.parametrize("shown", [True, False], ids=["from its document", "from the data folder"])
def test_a_statement_stays_withdrawn_in_every_later_build(
    responses: Path, data: Path, built: Build, shown: bool
) -> None:
    [key, *_] = _statements(data, "Eksempel kommune støtter forslaget i § 4")
    withdraw(data, key, Reason.REQUEST, AT)
    graphs = DataFolder(data).manifest().graphs
    if shown:  # under another key, so that the statement would have another name as well
        sidecar = responses / "Eksempel kommune – svar.toml"
        sidecar.write_text('key = "helt-annet"\n', encoding="utf-8")
        built(responses)
    else:
        (responses / "Eksempel kommune – svar.txt").unlink()
        built(responses)
        assert DataFolder(data).manifest().graphs == graphs
    assert not _statements(data, "Eksempel kommune støtter forslaget i § 4")
    assert not _holding(data, "Eksempel kommune støtter forslaget i")
    assert _is_sound(data)


def test_the_same_build_after_a_withdrawal_gives_the_bytes_that_the_withdrawal_left(
    responses: Path, data: Path, built: Build
) -> None:
    [key, *_] = _statements(data, "Registeret bør omfatte alle virksomheter")
    withdraw(data, key, Reason.REQUEST, AT)
    graphs = DataFolder(data).manifest().graphs
    assert built(responses).built == 1
    assert DataFolder(data).manifest().graphs == graphs


def test_a_withdrawal_that_was_interrupted_is_finished_by_the_next_command(data: Path, built: Build) -> None:
    before = (data / "build.json").read_bytes()
    files = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    key = _key(data, "eksempelforbundet")
    first = withdraw(data, key, Reason.RIGHTS, AT)
    for path, content in files.items():  # as if the power went before build.json was replaced
        path.write_bytes(content)
    assert (data / "build.json").read_bytes() == before
    again = withdraw(data, key, Reason.REQUEST, LATER)
    assert (first.was_so, again.was_so) == (False, True)
    assert [(entry.reason, entry.at) for entry in withdrawals(DataFolder(data))] == [(Reason.RIGHTS, AT)]
    assert not _holding(data, "Eksempelforbundet støtter")
    for path, content in files.items():
        path.write_bytes(content)
    built()  # nothing is shown to it: what is kept is kept without what was withdrawn
    assert not _holding(data, "Eksempelforbundet støtter")


def test_withdrawing_twice_changes_nothing(data: Path) -> None:
    key = _key(data, "eksempelforbundet")
    withdraw(data, key, Reason.REQUEST, AT)
    before = (data / "build.json").read_bytes()
    assert withdraw(data, key, Reason.RIGHTS, LATER).was_so
    assert (data / "build.json").read_bytes() == before


def test_a_name_that_is_not_there_is_refused_and_nothing_is_written(data: Path) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    for name in (
        "ingen",
        "0123456789abcdef",
        "https://example.org/id/response/x",
        "actor/eksempel-kommune",
        "",
        "../x",
    ):
        with pytest.raises(NotInGraphError, match="There is no response or statement"):
            withdraw(data, name, Reason.REQUEST, AT)
    with pytest.raises(NotInGraphError):
        restore(data, _key(data, "eksempelforbundet"))
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_nothing_is_withdrawn_while_a_build_is_at_work(data: Path) -> None:
    with FileLock(data / ".build.lock"), pytest.raises(DataFolderError, match="Another build is writing"):
        withdraw(data, _key(data, "eksempelforbundet"), Reason.REQUEST, AT)


def test_nothing_is_withdrawn_from_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="holds no graph"):
        withdraw(tmp_path / "nothing", "x", Reason.REQUEST, AT)
    assert not (tmp_path / "nothing").exists()


def test_a_list_of_withdrawals_that_cannot_be_read_stops_every_build(responses: Path, data: Path, built: Build) -> None:
    (data / "withdrawals.jsonl").write_text('{"thing": "response/x"\n', encoding="utf-8")
    with pytest.raises(DataFolderError, match=r"withdrawals\.jsonl, line 1, is not a decision"):
        built(responses)


def test_a_response_withdrawn_for_the_sake_of_a_person_leaves_no_iri_that_may_hold_a_name(
    tmp_path: Path, data: Path, built: Build
) -> None:
    folder = tmp_path / "inn"
    folder.mkdir()
    text = "Enhjørning Consult AS\n\nHøringssvar\n\nEnhjørning Consult AS støtter forslaget om plikt til deling.\n"
    (folder / "svar.txt").write_text(text, encoding="utf-8")
    built(folder)
    key = _key(data, "enhjorning-consult-as")
    withdraw(data, key, Reason.PERSONAL_DATA, AT)
    assert not _holding(data, "enhjørning", "enhjorning")
    assert withdraw(data, key, Reason.PERSONAL_DATA, AT).was_so
    built(folder)
    assert not _holding(data, "enhjørning", "enhjorning")


def test_a_person_confirms_and_rejects_and_the_graph_says_who_and_when(
    responses: Path, data: Path, built: Build
) -> None:
    [right, *_] = _statements(data, "Eksempel kommune støtter forslaget i § 4")
    [wrong, *_] = _statements(data, "Eksempelvik kommune støtter forslaget i § 4")
    review(data, [right], Verdict.CONFIRMED, "fagansvarlig", AT)
    review(data, [f"{STATEMENT}{wrong}"], Verdict.REJECTED, "fagansvarlig", AT)
    for _ in range(2):  # as it is, and when it is built from its documents again
        store = open_store(data)
        told = _rows(store, f"SELECT ?state {{ <{STATEMENT}{right}> stp:reviewState ?state }}")
        assert [state.rpartition("/")[2] for (state,) in told] == ["confirmed"]
        assert not _rows(store, f"SELECT ?p {{ <{STATEMENT}{wrong}> stp:heldBy ?p }}")
        gone = _rows(store, f"SELECT ?why {{ <{STATEMENT}{wrong}> a stp:Tombstone ; stp:withdrawalReason ?why }}")
        assert [why.rpartition("/")[2] for (why,) in gone] == ["rejected"]
        decisions = _rows(
            store,
            "SELECT ?s ?at ?role { ?d a stp:Decision, prov:Activity ; prov:used ?s ; prov:endedAtTime ?at ; "
            "prov:wasAssociatedWith/skos:prefLabel ?role }",
        )
        assert {statement for statement, *_ in decisions} == {f"{STATEMENT}{right}", f"{STATEMENT}{wrong}"}
        assert {tuple(row[1:]) for row in decisions} == {(AT, "fagansvarlig")}
        assert _is_sound(data)
        assert "støtter forslaget i § 4" in "".join(map(DataFolder(data).text, DataFolder(data).manifest().texts))
        built(responses)
    review(data, [wrong], Verdict.REOPENED, "fagansvarlig", LATER)
    built(responses)
    assert wrong in _statements(data, "Eksempelvik kommune støtter forslaget i § 4")


def test_a_review_that_is_about_nothing_is_reported(responses: Path, data: Path, built: Build) -> None:
    response = _key(data, "eksempel-kommune")
    line = {"at": AT, "by": "fagansvarlig", "statement": "0123456789abcdef", "verdict": "confirmed"}
    (data / "reviews" / f"{response}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    report = built(responses)
    [notes] = [record.notes for record in report.records if record.key == response]
    assert any("0123456789abcdef, which is not found any more" in note for note in notes)


def test_all_statements_of_a_response_are_confirmed_at_once(data: Path) -> None:
    response = _key(data, "eksempelvik-kommune")
    waiting = proposed(data, [response])
    assert len(waiting) > 2
    assert len(review(data, [response], Verdict.CONFIRMED, "fagansvarlig", AT).things) == len(waiting)
    assert proposed(data, [response]) == []
    assert len(proposed(data, [])) > 2


@pytest.mark.parametrize("name", ["Kari Nordmann", "  ", "Ola Hansen"])
def test_a_reviewer_is_a_role_and_not_a_person(data: Path, name: str) -> None:
    with pytest.raises(InputError, match="is no role"):
        review(data, [_key(data, "eksempelvik-kommune")], Verdict.CONFIRMED, name, AT)


def test_a_statement_that_was_confirmed_and_then_withdrawn_leaves_no_decision(
    data: Path,
) -> None:
    [key, *_] = _statements(data, "Eksempel kommune støtter forslaget i § 4")
    review(data, [key], Verdict.CONFIRMED, "fagansvarlig", AT)
    withdraw(data, key, Reason.REQUEST, LATER)
    assert not _rows(open_store(data), "SELECT ?d { ?d a stp:Decision }")
    assert list((data / "reviews").iterdir()) == []


def test_only_confirmed_statements_are_published_where_that_is_chosen(
    responses: Path, data: Path, built: Build, tmp_path: Path
) -> None:
    [right, *_] = _statements(data, "Eksempel kommune støtter forslaget i § 4")
    review(data, [right], Verdict.CONFIRMED, "fagansvarlig", AT)
    built(responses, publish="confirmed")
    built(responses)  # the choice stays
    store = open_store(data)
    assert _rows(store, "SELECT ?s { ?s a stp:Statement }") == [(f"{STATEMENT}{right}",)]
    assert [kind.rpartition("/")[2] for (kind,) in _rows(store, "SELECT ?k { ?v stp:verdict ?k }")] == ["supports"]
    assert len(_rows(store, "SELECT ?r { ?r stp:publicationStatus publication-status:public }")) == 3
    assert not _rows(store, 'SELECT ?m { ?m stp:mentions ?t . ?t skos:prefLabel ?l FILTER(CONTAINS(?l, "EHDS")) }')
    index = SearchIndex(data, tmp_path)
    index.prepare()
    assert search(index, Search("virksomheter")).hits == ()
    assert len(search(index, Search("støtter")).hits) == 1
    assert len(proposed(data, [])) > 5  # those who review still see what waits
    assert not any(finding.is_violation for finding in check_folder(DataFolder(data), Shapes.load().check).findings)
    withdraw(data, right, Reason.REQUEST, AT)
    assert not _rows(open_store(data), "SELECT ?s { ?s a stp:Statement }")
    built(responses, publish="marked")
    assert len(_rows(open_store(data), "SELECT ?s { ?s a stp:Statement }")) > 5


def test_withdrawals_are_kept_in_a_list_without_names_or_words(data: Path) -> None:
    [key, *_] = _statements(data, "Registeret bør omfatte alle virksomheter")
    withdraw(data, key, Reason.REQUEST, AT)
    [entry] = withdrawals(DataFolder(data))
    assert entry.thing == f"statement/{key}"
    assert all(len(document) == 64 for document in entry.documents)
    listed = (data / "withdrawals.jsonl").read_text(encoding="utf-8")
    assert "egister" not in listed
    write_withdrawals(DataFolder(data), [entry])
    assert (data / "withdrawals.jsonl").read_text(encoding="utf-8") == listed
