"""What shapes cannot say of a data folder is found too: changed files, lost texts, repeated facts, loose ends."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from graph.errors import DataFolderError, DuplicateTripleError
from graph.folder import DataFolder, GraphFile, Manifest
from graph.namespaces import STP, W3ID
from graph.validation import Finding, Shapes
from graph.validation.duplicates import check_duplicates, duplicates
from graph.validation.integrity import check_folder

if TYPE_CHECKING:
    from conftest import Realistic

_BASE = "https://standpunkt.example"
_RESPONSE = "response/eksempel-kommune-0123456789ab"


def _written(path: Path, response: "Realistic", graph: str = _RESPONSE) -> tuple[DataFolder, GraphFile]:
    """A data folder that holds one response and nothing of what it refers to."""
    folder = DataFolder(path)
    name = NamedNode(f"{_BASE}/graph/{graph}")
    with folder.locked():
        lines = (f"{triple} {name} .\n" for triple in response.triples)
        file = folder.write_graph(_RESPONSE, lines)
        texts = tuple(folder.write_text(text) for text in response.texts.values())
        folder.commit(Manifest(generation=1, base=_BASE, graphs={_RESPONSE: file}, texts=texts))
    return folder, file


def _violations(folder: DataFolder, shapes: Shapes) -> list[Finding]:
    return [finding for finding in check_folder(folder, shapes.check).findings if finding.is_violation]


def _rules(findings: list[Finding]) -> set[str]:
    return {finding.shape.removeprefix(STP.namespace) for finding in findings}


def test_a_whole_folder_has_no_violations(tmp_path: Path, short: "Realistic", shapes: Shapes) -> None:
    folder, file = _written(tmp_path, short)
    assert _violations(folder, shapes) == []
    assert check_folder(folder, shapes.check).triples == file.triples


def test_what_no_graph_describes_is_a_warning_for_each_thing(
    tmp_path: Path, short: "Realistic", shapes: Shapes
) -> None:
    folder, _ = _written(tmp_path, short)
    loose = {finding.value for finding in check_folder(folder, shapes.check).findings}
    assert f"{_BASE}/id/actor/eksempel-kommune" in loose
    assert f"{W3ID}/id/kind/support" in loose
    assert f"{_BASE}/{_RESPONSE}" not in loose


def test_a_file_that_was_changed_is_named(tmp_path: Path, short: "Realistic", shapes: Shapes) -> None:
    folder, file = _written(tmp_path, short)
    (tmp_path / file.path).write_text("", encoding="utf-8")
    assert [(found.focus, found.label) for found in _violations(folder, shapes)] == [(file.path, _RESPONSE)]


def test_a_file_that_is_missing_is_named(tmp_path: Path, short: "Realistic", shapes: Shapes) -> None:
    folder, file = _written(tmp_path, short)
    (tmp_path / file.path).unlink()
    assert _rules(_violations(folder, shapes)) == {"WholeFileRule"}


def test_a_text_that_is_lost_or_changed_is_named(tmp_path: Path, short: "Realistic", shapes: Shapes) -> None:
    folder, _ = _written(tmp_path, short)
    (text,) = (tmp_path / "texts").glob("*.txt")
    text.write_text("noe annet", encoding="utf-8")
    assert [found.value for found in _violations(folder, shapes)] == [text.stem]
    text.unlink()
    assert _rules(_violations(folder, shapes)) == {"KeptTextRule"}


def test_a_quote_that_was_changed_with_every_digest_put_right_is_found(
    tmp_path: Path, short: "Realistic", shapes: Shapes
) -> None:
    folder, file = _written(tmp_path, short)
    lines = (tmp_path / file.path).read_text(encoding="utf-8").splitlines(keepends=True)
    with folder.locked():
        changed = (line.replace('#exact> "Eksempel kommune støtter', '#exact> "Kommunen støtter') for line in lines)
        graphs = {_RESPONSE: folder.write_graph(_RESPONSE, changed)}
        folder.commit(Manifest(generation=2, base=_BASE, graphs=graphs, texts=folder.manifest().texts))
    assert {found.message("en") for found in _violations(folder, shapes)} == {
        "The quote is not what stands at this place of the text. Build the response anew."
    }


def test_a_graph_in_the_file_of_another_is_named(tmp_path: Path, short: "Realistic", shapes: Shapes) -> None:
    folder, _ = _written(tmp_path, short, graph="response/en-annen")
    assert [found.value for found in _violations(folder, shapes)] == [f"<{_BASE}/graph/response/en-annen>"]


def test_a_folder_without_a_build_is_refused(tmp_path: Path, shapes: Shapes) -> None:
    with pytest.raises(DataFolderError, match="holds no graph"):
        check_folder(DataFolder(tmp_path), shapes.check)


# ── One fact, one graph ──────────────────────────────────────────────────────────────────────────────────────────────

_SAID = "<urn:a> <urn:p> <urn:b>"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, two = tmp_path / "en.nq", tmp_path / "to.nq"
    one.write_text(f"{_SAID} <urn:graph:1> .\n<urn:a> <urn:p> <urn:c> <urn:graph:1> .\n", encoding="utf-8")
    two.write_text(f"<urn:a> <urn:p> <urn:d> <urn:graph:2> .\n{_SAID} <urn:graph:2> .\n", encoding="utf-8")
    return one, two


def test_a_fact_in_two_graphs_is_found(files: tuple[Path, Path]) -> None:
    ((triple, first, second),) = duplicates(files)
    assert (str(triple), first, second) == (_SAID, "urn:graph:1", "urn:graph:2")


def test_a_fact_in_two_graphs_is_refused_with_both_names(files: tuple[Path, Path]) -> None:
    with pytest.raises(DuplicateTripleError, match="stands in urn:graph:1 and in urn:graph:2"):
        check_duplicates(files)


def test_two_graphs_may_speak_of_one_thing(files: tuple[Path, Path]) -> None:
    files[1].write_text("<urn:a> <urn:p> <urn:d> <urn:graph:2> .\n", encoding="utf-8")
    check_duplicates(files)


def test_a_fact_twice_in_one_graph_is_one_fact(files: tuple[Path, Path]) -> None:
    files[1].write_text(f"{_SAID} <urn:graph:1> .\n", encoding="utf-8")
    check_duplicates(files)


def test_the_default_graph_is_a_graph_too(files: tuple[Path, Path]) -> None:
    files[1].write_text(f"{_SAID} .\n", encoding="utf-8")
    assert len(list(duplicates(files))) == 1


def test_a_file_that_is_not_n_quads_is_named(files: tuple[Path, Path]) -> None:
    files[1].write_text("<urn:a", encoding="utf-8")
    with pytest.raises(DataFolderError, match=r"to\.nq cannot be read"):
        check_duplicates(files)


def test_a_repeated_fact_in_a_folder_is_a_finding(tmp_path: Path, short: "Realistic", shapes: Shapes) -> None:
    folder, file = _written(tmp_path, short)
    again = next(iter(short.triples))
    with folder.locked():
        entries = folder.write_graph("entries", [f"{again} <{_BASE}/graph/entries> .\n"])
        graphs = {_RESPONSE: file, "entries": entries}
        folder.commit(Manifest(generation=2, base=_BASE, graphs=graphs, texts=folder.manifest().texts))
    found = [finding for finding in _violations(folder, shapes) if finding.shape.endswith("OneGraphRule")]
    assert [finding.focus for finding in found] == [str(again)]
