import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from graph.errors import DataFolderError, StoreClosedError
from graph.search.index import SearchIndex
from graph.search.searching import Scope, Search, search
from tests.answers import build_answers, write_answers


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """A data folder of one's own."""
    return Path(shutil.copytree(data, tmp_path / "data", ignore=shutil.ignore_patterns("search.sqlite")))


def _index(data: Path, tmp_path: Path) -> SearchIndex:
    (tmp_path / "spare").mkdir(exist_ok=True)
    return SearchIndex(data, tmp_path / "spare")


def _total(index: SearchIndex, written: str, scope: Scope = Scope.STATEMENTS) -> int:
    index.prepare()
    return search(index, Search(written, scope)).total


def _write(responses: Path, name: str, sentence: str) -> None:
    text = f"{name}\n\nHøringssvar\n\n{sentence}\n\nMed hilsen\n\n{name}\n"
    (responses / f"{name}.txt").write_text(text, encoding="utf-8")


def test_an_index_is_made_once_and_lies_in_the_data_folder(copy: Path, tmp_path: Path) -> None:
    index = _index(copy, tmp_path)
    assert not index.is_current()
    assert _total(index, "register") == 3
    assert index.is_current()
    before = (copy / "search.sqlite").stat()
    index.prepare()
    assert (copy / "search.sqlite").stat() == before
    assert not [path for path in copy.iterdir() if path.name.endswith((".part", "-wal", "-journal"))]


def test_an_index_follows_the_builds_and_keeps_what_has_not_changed(tmp_path: Path) -> None:
    responses, data = tmp_path / "responses", tmp_path / "data"
    write_answers(responses)
    build_answers(responses, data)
    index = _index(data, tmp_path)
    assert _total(index, "sykkelparkering") == 0
    rows = _rows(index, "SELECT id, words FROM places")
    _write(responses, "Eksempelnes kommune", "Vi støtter forslaget om sykkelparkering.")
    build_answers(responses, data)
    assert _total(index, "sykkelparkering") == 1
    assert set(rows) < set(_rows(index, "SELECT id, words FROM places"))
    assert _same_as_made_anew(index, tmp_path)


def test_a_build_in_which_nothing_is_new_leaves_the_index_as_it_is(tmp_path: Path) -> None:
    responses, data = tmp_path / "responses", tmp_path / "data"
    write_answers(responses)
    build_answers(responses, data)
    index = _index(data, tmp_path)
    index.prepare()
    build_answers(responses, data)
    assert index.is_current()


def test_what_a_sidecar_changes_is_indexed_anew(tmp_path: Path) -> None:
    responses, data = tmp_path / "responses", tmp_path / "data"
    write_answers(responses)
    build_answers(responses, data)
    index = _index(data, tmp_path)
    assert _total(index, "kaffeautomat") == 1
    (responses / "Eksempelforbundet.toml").write_text('title = "Et annet navn"\n', encoding="utf-8")
    build_answers(responses, data)
    assert not index.is_current()
    index.prepare()
    (hit,) = search(index, Search("kaffeautomat")).hits
    assert hit.response.name == "Et annet navn"
    assert _same_as_made_anew(index, tmp_path)


def test_what_is_held_back_later_leaves_no_word_behind(tmp_path: Path) -> None:
    responses, data = tmp_path / "responses", tmp_path / "data"
    write_answers(responses)
    build_answers(responses, data)
    index = _index(data, tmp_path)
    assert _total(index, "kaffeautomat", Scope.TEXTS) == 1
    (responses / "Eksempelforbundet.toml").write_text('publication = "withheld"\n', encoding="utf-8")
    build_answers(responses, data)
    assert not (data / "search.sqlite").exists()
    assert _total(index, "kaffeautomat", Scope.TEXTS) == 0
    assert b"kaffeautomat" not in (data / "search.sqlite").read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0damaged", os.urandom(5000)], ids=["empty", "damaged", "noise"]
)
def test_a_damaged_index_is_made_again(copy: Path, tmp_path: Path, content: bytes) -> None:
    (copy / "search.sqlite").write_bytes(content)
    assert _total(_index(copy, tmp_path), "register") == 3


def test_an_index_by_other_rules_is_made_again(copy: Path, tmp_path: Path) -> None:
    index = _index(copy, tmp_path)
    index.prepare()
    with sqlite3.connect(copy / "search.sqlite") as connection:
        connection.execute("UPDATE made SET rules = 'others'")
    connection.close()
    assert not index.is_current()
    assert _total(index, "register") == 3


def test_a_folder_that_cannot_be_written_to_is_searched_all_the_same(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != copy)
    index = _index(copy, tmp_path)
    assert _total(index, "register") == 3
    assert index.is_current()
    assert not (copy / "search.sqlite").exists()


def test_an_rdf_file_is_searched_by_its_statements(tmp_path: Path) -> None:
    index = _index(Path(__file__).parents[1] / "query" / "data.trig", tmp_path)
    index.prepare()
    found = search(index, Search("forslag OR register OR plikt OR må OR bør"))
    assert found.total > 3
    assert all(hit.statement for hit in found.hits)


def test_a_file_that_says_nothing_of_statements_gives_no_hits(tmp_path: Path) -> None:
    file = tmp_path / "other.ttl"
    file.write_text("<http://a> <http://b> 'ord' .")
    assert _total(_index(file, tmp_path), "ord") == 0


def test_without_a_graph_or_with_a_damaged_one_the_way_out_is_said(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="standpunkt build"):
        _index(tmp_path / "nothing", tmp_path).prepare()
    next((copy / "texts").glob("*.txt")).unlink()
    with pytest.raises(DataFolderError, match="Build its response again"):
        _index(copy, tmp_path).prepare()
    assert not (copy / "search.sqlite").exists()


def test_an_index_that_is_gone_again_is_said_to_be_made_anew(copy: Path, tmp_path: Path) -> None:
    index = _index(copy, tmp_path)
    assert not index.exists
    with pytest.raises(StoreClosedError, match="Try again in a moment"), index.opened():
        pytest.fail("there is no index")


def _rows(index: SearchIndex, query: str) -> list[tuple[object, ...]]:
    with index.opened() as connection:
        return [tuple(row) for row in connection.execute(query)]


def _same_as_made_anew(index: SearchIndex, tmp_path: Path) -> bool:
    """Whether an index that was carried on finds the same, as well, as one that is made from nothing."""
    anew = shutil.copytree(index.source, tmp_path / "anew", ignore=shutil.ignore_patterns("search.sqlite"))
    other = SearchIndex(Path(anew), tmp_path / "spare")
    other.prepare()
    wanted = [Search(word, scope, limit=1000) for word in ("kommune", "register*", "vi") for scope in Scope]
    return [search(index, each) for each in wanted] == [search(other, each) for each in wanted]
