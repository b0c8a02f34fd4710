import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from graph.decisions import Reason, withdrawals, write_withdrawals
from graph.errors import DataFolderError, NotInGraphError
from graph.folder import DataFolder
from graph.pipeline import BuildReport
from graph.pipeline.withdrawing import restore, withdraw
from graph.search.index import SearchIndex
from graph.store.embedded import open_store
from tests.graph.pipeline.decisions.asking import AT, LATER, STATEMENT, holding, is_sound, key_of, rows, statements

Build = Callable[..., BuildReport]


def test_a_withdrawn_response_is_nowhere_and_says_that_it_is_gone(data: Path, tmp_path: Path) -> None:
    SearchIndex(data, tmp_path).prepare()
    key = key_of(data, "eksempelforbundet")
    left = subprocess.run(
        [sys.executable, "-c", "from graph.cli import main; main()", "withdraw", key, "--data", str(data)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"response/{key} is withdrawn (request)" in left.stdout
    assert not (data / "search.sqlite").exists()
    traces = holding(data, "eksempelforbundet")
    assert {name.partition(".")[0] for name in traces} == {"withdrawals"}  # the IRI, which is all that a tombstone has
    store = open_store(data)
    assert not rows(store, f'SELECT ?s {{ ?s stp:expressedIn ?r . ?r dcterms:identifier "{key}" }}')
    [(kind, reason)] = rows(
        store,
        f"SELECT ?kind ?reason {{ <https://standpunkt.example/id/response/{key}> a stp:Tombstone ; "
        "prov:invalidatedAtTime ?at ; stp:withdrawnType ?kind ; stp:withdrawalReason ?reason }",
    )
    assert (kind.rpartition("#")[2], reason.rpartition("/")[2]) == ("Response", "request")
    assert is_sound(data)


def test_no_build_brings_a_withdrawn_response_back_until_somebody_allows_it(
    responses: Path, data: Path, built: Build
) -> None:
    key = key_of(data, "eksempelforbundet")
    withdraw(data, key, Reason.REQUEST, AT)
    (responses / "Eksempelforbundet – svar.txt").rename(responses / "under et annet navn.txt")
    again = built(responses)
    assert key not in again.manifest.records
    assert any("under et annet navn.txt: Withdrawn on 2026-06-01 (request)" in note for note in again.notes)
    assert not holding(data, "under et annet navn")
    restore(data, key)
    assert "stp:Tombstone" not in str(rows(open_store(data), "SELECT ?s { ?s a stp:Tombstone }"))
    assert key in built(responses).manifest.records


def test_a_withdrawn_statement_goes_with_its_words_wherever_they_stand(
    responses: Path,
    data: Path,
) -> None:
    [key, *_] = statements(data, "Eksempel kommune støtter forslaget i § 4")
    before = DataFolder(data).manifest()
    withdraw(data, f"{STATEMENT}{key}", Reason.PERSONAL_DATA, AT)
    assert not holding(data, "Eksempel kommune støtter forslaget i")
    response = key_of(data, "eksempel-kommune")
    [text] = [DataFolder(data).text(digest) for digest in DataFolder(data).manifest().records[response]["texts"]]
    covered = "".join("█" if letter.isalnum() else letter for letter in "Eksempel kommune støtter forslaget i § 4.")
    assert text == (responses / "Eksempel kommune – svar.txt").read_text("utf-8").replace(
        "Eksempel kommune støtter forslaget i § 4.", covered
    )
    assert before.records[response]["kinds"]["support"] == 1
    assert "support" not in DataFolder(data).manifest().records[response]["kinds"]
    assert is_sound(data)


def test_verdicts_that_rested_on_a_withdrawn_statement_are_derived_anew(
    data: Path,
) -> None:
    asked = (
        "SELECT ?kind { ?v a stp:Verdict ; stp:verdict ?kind ; stp:expressedIn ?r ; stp:onProposal/stp:number '1' . "
        f"?r dcterms:identifier '{key_of(data, 'eksempel-kommune')}' }}"
    )
    assert [kind.rpartition("/")[2] for (kind,) in rows(open_store(data), asked)] == ["supports-with-remarks"]
    [support, *_] = statements(data, "Eksempel kommune støtter forslaget")
    withdraw(data, support, Reason.MISTAKE, AT)
    assert [kind.rpartition("/")[2] for (kind,) in rows(open_store(data), asked)] == ["remarks-without-stance"]
    [response] = [key for key in DataFolder(data).manifest().records if "eksempel-kommune" in key]
    text = f"SELECT ?s {{ ?s stp:stance ?x ; stp:expressedIn <https://standpunkt.example/id/response/{response}> ; "
    for (iri,) in rows(open_store(data), f"{text} stp:onProposal/stp:number '1' }}"):
        withdraw(data, iri, Reason.MISTAKE, AT)
    assert rows(open_store(data), asked) == []


@pytest.mark.parametrize("shown", [True, False], ids=["from its document", "from the data folder"])
def test_a_statement_stays_withdrawn_in_every_later_build(
    responses: Path, data: Path, built: Build, shown: bool
) -> None:
    [key, *_] = statements(data, "Eksempel kommune støtter forslaget i § 4")
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
    assert not statements(data, "Eksempel kommune støtter forslaget i § 4")
    assert not holding(data, "Eksempel kommune støtter forslaget i")
    assert is_sound(data)


def test_the_same_build_after_a_withdrawal_gives_the_bytes_that_the_withdrawal_left(
    responses: Path, data: Path, built: Build
) -> None:
    [key, *_] = statements(data, "Registeret bør omfatte alle virksomheter")
    withdraw(data, key, Reason.REQUEST, AT)
    graphs = DataFolder(data).manifest().graphs
    assert built(responses).built == 1
    assert DataFolder(data).manifest().graphs == graphs


def test_a_withdrawal_that_was_interrupted_is_finished_by_the_next_command(data: Path, built: Build) -> None:
    before = (data / "build.json").read_bytes()
    files = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    key = key_of(data, "eksempelforbundet")
    first = withdraw(data, key, Reason.RIGHTS, AT)
    for path, content in files.items():  # as if the power went before build.json was replaced
        path.write_bytes(content)
    assert (data / "build.json").read_bytes() == before
    again = withdraw(data, key, Reason.REQUEST, LATER)
    assert (first.was_so, again.was_so) == (False, True)
    assert [(entry.reason, entry.at) for entry in withdrawals(DataFolder(data))] == [(Reason.RIGHTS, AT)]
    assert not holding(data, "Eksempelforbundet støtter")
    for path, content in files.items():
        path.write_bytes(content)
    built()  # nothing is shown to it: what is kept is kept without what was withdrawn
    assert not holding(data, "Eksempelforbundet støtter")


def test_withdrawing_twice_changes_nothing(data: Path) -> None:
    key = key_of(data, "eksempelforbundet")
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
        restore(data, key_of(data, "eksempelforbundet"))
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_nothing_is_withdrawn_while_a_build_is_at_work(data: Path) -> None:
    with FileLock(data / ".build.lock"), pytest.raises(DataFolderError, match="Another build is writing"):
        withdraw(data, key_of(data, "eksempelforbundet"), Reason.REQUEST, AT)


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
    key = key_of(data, "enhjorning-consult-as")
    withdraw(data, key, Reason.PERSONAL_DATA, AT)
    assert not holding(data, "enhjørning", "enhjorning")
    assert withdraw(data, key, Reason.PERSONAL_DATA, AT).was_so
    built(folder)
    assert not holding(data, "enhjørning", "enhjorning")


def test_withdrawals_are_kept_in_a_list_without_names_or_words(data: Path) -> None:
    [key, *_] = statements(data, "Registeret bør omfatte alle virksomheter")
    withdraw(data, key, Reason.REQUEST, AT)
    [entry] = withdrawals(DataFolder(data))
    assert entry.thing == f"statement/{key}"
    assert all(len(document) == 64 for document in entry.documents)
    listed = (data / "withdrawals.jsonl").read_text(encoding="utf-8")
    assert "egister" not in listed
    write_withdrawals(DataFolder(data), [entry])
    assert (data / "withdrawals.jsonl").read_text(encoding="utf-8") == listed
