import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from graph.cli.push import push as command
from graph.errors import DataFolderError, RemoteStoreError
from graph.export.pushing import Pushed, push
from graph.folder import DataFolder, Manifest
from graph.store.graph_store import usual_graph_store
from graph.store.limits import Limits
from graph.store.remote import RemoteStore
from tests.misbehaving import Conduct, answer, hang_up, misbehaving
from tests.serving import oxigraph_served

_BASE = "https://standpunkt.example"
_COUNT = "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Another server that takes graphs."""
    with oxigraph_served() as address:
        yield address


@pytest.fixture
def empty(server: str) -> str:
    """The same server with nothing in it."""
    httpx.post(f"{server}/update", data={"update": "DROP ALL"}).raise_for_status()
    return server


def _commit(data: Path, *keys: str, more: str = "") -> DataFolder:
    """A generation with one graph for each key."""
    folder = DataFolder(data)
    with folder.locked():
        graphs = {
            f"response/{key}": folder.write_graph(f"response/{key}", _lines(key, more if key == keys[0] else ""))
            for key in keys
        }
        folder.commit(Manifest(1, _BASE, graphs))
    return folder


def _lines(key: str, more: str) -> list[str]:
    graph = f"<{_BASE}/graph/response/{key}>"
    literal = f'" {graph} .\\n{more}"'
    return [f"<http://a/{key}> <http://b> {literal} {graph} .\n", f'<http://a/{key}> <http://b> "007" {graph} .\n']


def _pushed(folder: DataFolder, server: str, *, everything: bool = False) -> Pushed:
    return push(folder, f"{server}/query", f"{server}/store", lambda *_: None, everything=everything)


def _there(server: str) -> dict[str, int]:
    """How many triples each graph of the server holds, without our record."""
    rows = RemoteStore(f"{server}/query", Limits()).query(_COUNT).rows()
    counts = {row[0].value.rpartition("/")[2]: int(row[1].value) for row in rows}  # type: ignore[union-attr]
    counts.pop("pushed", None)
    return counts


def test_graphs_are_put_there_and_only_what_has_changed_is_sent_again(empty: str, tmp_path: Path) -> None:
    assert _pushed(_commit(tmp_path, "a", "b"), empty) == Pushed(2, 0, 0)
    assert _there(empty) == {"a": 2, "b": 2}
    assert _pushed(_commit(tmp_path, "a", "b"), empty) == Pushed(0, 0, 2)
    assert _pushed(_commit(tmp_path, "a", "b", more="changed"), empty) == Pushed(1, 0, 1)
    assert bool(RemoteStore(f"{empty}/query", Limits()).query('ASK { ?s ?p ?o FILTER(CONTAINS(?o, "changed")) }'))
    assert _there(empty) == {"a": 2, "b": 2}
    assert _pushed(DataFolder(tmp_path), empty, everything=True) == Pushed(2, 0, 0)


def test_graphs_that_are_gone_are_removed_and_those_of_others_left_alone(empty: str, tmp_path: Path) -> None:
    other = "<http://a> <http://b> <http://c> <http://others/graph/response/c> ."
    httpx.post(f"{empty}/store", content=other, headers={"content-type": "application/n-quads"}).raise_for_status()
    _pushed(_commit(tmp_path, "a", "b"), empty)
    assert _pushed(_commit(tmp_path, "b"), empty) == Pushed(0, 1, 1)
    assert _there(empty) == {"b": 2, "c": 1}


def test_a_graph_that_was_lost_there_is_sent_again(empty: str, tmp_path: Path) -> None:
    folder = _commit(tmp_path, "a", "b")
    _pushed(folder, empty)
    httpx.delete(f"{empty}/store", params={"graph": f"{_BASE}/graph/response/a"}).raise_for_status()
    assert _pushed(folder, empty) == Pushed(1, 0, 1)


def test_a_push_that_was_stopped_goes_on_where_it_was(empty: str, tmp_path: Path) -> None:
    folder = _commit(tmp_path, "a", "b", "c")
    _lose(folder, "c")
    with pytest.raises(DataFolderError, match="Build the graph again"):
        _pushed(folder, empty)
    assert _there(empty) == {"a": 2, "b": 2}
    assert _pushed(_commit(tmp_path, "a", "b", "c"), empty) == Pushed(1, 0, 2)


def test_what_is_said_to_be_there_is_there_even_when_a_push_stops_in_the_middle(empty: str, tmp_path: Path) -> None:
    before = _commit(tmp_path / "before", "a", "b")
    _pushed(before, empty)
    after = _commit(tmp_path / "after", "a", "b", more="changed")
    shutil.rmtree(tmp_path / "after" / "responses")
    with pytest.raises(DataFolderError):
        _pushed(after, empty)
    assert _pushed(before, empty) == Pushed(1, 0, 1)


def _lose(folder: DataFolder, key: str) -> None:
    (folder.path / folder.manifest().graphs[f"response/{key}"].path).unlink()


@pytest.mark.parametrize(
    ("conduct", "said"),
    [
        (answer("404 Not Found", b""), "takes no graphs. Name the address of its Graph Store"),
        (answer("405 Method Not Allowed", b""), "takes no graphs"),
        (answer("401 Unauthorized", b""), "Give a name and password in its address"),
        (answer("500 Oh", b"disk full"), "did not take .*: 500 disk full. Push again"),
        (hang_up, "cannot be reached"),
    ],
)  # fmt: skip
def test_a_server_that_does_not_take_graphs_is_a_clear_error(
    empty: str, tmp_path: Path, conduct: Conduct, said: str
) -> None:
    folder = _commit(tmp_path, "a")
    with misbehaving(conduct) as address, pytest.raises(RemoteStoreError, match=said):
        push(folder, f"{empty}/query", address, lambda *_: None)


def test_the_usual_places_of_known_servers_are_known() -> None:
    assert usual_graph_store("http://h:7878/query") == "http://h:7878/store"
    assert usual_graph_store("https://h/fuseki/ds/query") == "https://h/fuseki/ds/data"
    assert usual_graph_store("https://h/repositories/r") == "https://h/repositories/r/rdf-graphs/service"
    assert usual_graph_store("https://h/sparql") is None


def test_the_command_says_what_it_did(empty: str, tmp_path: Path) -> None:
    folder = _commit(tmp_path, "a", "b")
    done = CliRunner().invoke(command, ["--store", f"{empty}/query", "--data", str(folder.path)])
    assert done.output == "2 graphs replaced, 0 removed, 0 unchanged.\n"
    unknown = CliRunner().invoke(command, ["--store", f"{empty}/sparql", "--data", str(folder.path)])
    assert (unknown.exit_code, "--graph-store" in unknown.output) == (2, True)
