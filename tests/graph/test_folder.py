"""The data folder: a generation counts whole or not at all."""

import os
import resource
import stat
from pathlib import Path

import pytest

from graph.errors import DataFolderError
from graph.folder import DataFolder, Manifest
from graph.model import Block, BlockKind, Layout, Span

LINE = "<https://a.example/s> <https://a.example/p> <https://a.example/o> <https://a.example/g> .\n"
OTHER = LINE.replace("/o>", "/o2>")
BASE = "https://standpunkt.example"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A data folder that is ready to be written."""
    found = DataFolder(tmp_path / "data")
    with found.locked():
        pass
    return found


def committed(folder: DataFolder, generation: int, *lines: str) -> Manifest:
    """A generation with one graph."""
    manifest = Manifest(generation, BASE, graphs={"entries": folder.write_graph("entries", lines)})
    folder.commit(manifest)
    return manifest


def test_a_folder_without_a_build_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="standpunkt build"):
        DataFolder(tmp_path / "nothing").manifest()


def test_what_is_committed_is_read_back(folder: DataFolder) -> None:
    manifest = committed(folder, 1, LINE)
    assert folder.manifest() == manifest
    assert [path.read_text() for path in folder.graph_files(manifest)] == [LINE]
    assert manifest.triples == 1


def test_a_graph_is_sorted_and_without_repetition(folder: DataFolder) -> None:
    written = folder.write_graph("response/svar-1", [OTHER, LINE, OTHER])
    assert (folder.path / written.path).read_text() == OTHER + LINE
    assert written.path.startswith("responses/svar-1.")


def test_the_order_of_the_triples_does_not_change_the_file(folder: DataFolder) -> None:
    assert folder.write_graph("entries", [LINE, OTHER]) == folder.write_graph("entries", [OTHER, LINE])


def test_files_that_no_generation_names_are_swept_and_the_users_own_are_not(folder: DataFolder) -> None:
    committed(folder, 1, LINE)
    old = folder.graph_files(folder.manifest())[0]
    own = folder.path / "dump.nq"
    own.write_text(LINE)
    committed(folder, 2, OTHER)
    assert not old.exists()
    assert own.exists()


def test_files_written_without_a_commit_change_nothing(folder: DataFolder) -> None:
    manifest = committed(folder, 1, LINE)
    folder.write_graph("entries", [OTHER])
    assert folder.manifest() == manifest
    assert folder.graph_files(manifest)[0].read_text() == LINE


def test_two_builds_do_not_write_at_once(folder: DataFolder) -> None:
    with folder.locked(), pytest.raises(DataFolderError, match="Another build"), DataFolder(folder.path).locked():
        pass


def test_a_text_is_kept_by_its_content_and_a_tampered_one_is_refused(folder: DataFolder) -> None:
    digest = folder.write_text("Vi støtter forslaget.")
    assert folder.text(digest) == "Vi støtter forslaget."
    (folder.path / "texts" / f"{digest}.txt").write_text("Vi støtter ikke forslaget.")
    with pytest.raises(DataFolderError, match="was changed"):
        folder.text(digest)


def test_a_damaged_commit_is_named_with_the_way_out(folder: DataFolder) -> None:
    (folder.path / "build.json").write_text('{"format": 1, ')
    with pytest.raises(DataFolderError, match=r"build\.json cannot be read"):
        folder.manifest()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(DataFolderError, match="cannot be written"), DataFolder(tmp_path / "data").locked():
        pass


def test_a_file_that_cannot_be_written_whole_leaves_the_last_generation(folder: DataFolder) -> None:
    manifest = committed(folder, 1, LINE)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        with pytest.raises(DataFolderError, match="The last generation is intact"):
            folder.write_graph("entries", [OTHER])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert folder.manifest() == manifest
    assert not list(folder.path.glob(".*.part"))


def test_a_layout_is_kept_by_its_content_and_read_back(folder: DataFolder) -> None:
    blocks = (Block(Span(0, 5), BlockKind.HEADING, 1), Block(Span(6, 30), BlockKind.PARAGRAPH))
    layout = Layout(blocks, (0, 12), (Span(9, 16),))
    digest = folder.write_layout(layout)
    assert folder.layout(digest) == layout
    folder.commit(Manifest(1, BASE, layouts=(digest,)))
    assert folder.manifest().layouts == (digest,)
    folder.commit(Manifest(2, BASE))
    with pytest.raises(DataFolderError, match="Build its response again"):
        folder.layout(digest)
