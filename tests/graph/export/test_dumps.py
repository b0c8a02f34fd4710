import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import parse
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from graph.errors import DataFolderError, UnknownNameError
from graph.export.dumps import FORMATS
from graph.export.dumps import dump as pieces
from graph.folder import DataFolder, Manifest

_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "export"]
_CONTEXT = Path(__file__).parents[3] / "ontology" / "context.jsonld"
_LITERALS = (
    '"007"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>',
    '"0.500"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    '"x"@nb-NO',
    '"line\\nbreak \\" quote"',
    '"a next-line \u0085 and a separator \u2028 stay"',
)


def dump(path: Path, format_name: str) -> bytes:
    return b"".join(pieces(path, format_name))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with two graphs and literals that a store would rewrite."""
    data = DataFolder(tmp_path / "data")
    with data.locked():
        graphs = {
            name: data.write_graph(
                name, [f"<http://a/{name}> <http://p> {literal} <http://g/{name}> .\n" for literal in _LITERALS]
            )
            for name in ("response/b", "response/a")
        }
        data.commit(Manifest(1, "https://standpunkt.example", graphs))
    return data.path


def _quads(content: bytes | None, media: str) -> set[tuple[str, str, str, str]]:
    assert content is not None
    found = Dataset().parse(data=content, format=media)
    return {(s.n3(), p.n3(), o.n3(), str(getattr(g, "identifier", g))) for s, p, o, g in found.quads()}


@pytest.mark.parametrize("format_name", sorted(FORMATS))
def test_a_dump_is_the_same_byte_for_byte_in_another_process(consultation: Path, format_name: str) -> None:
    command = [*_PROGRAM, "--format", format_name, "--data", str(consultation)]
    other = subprocess.run(
        command, check=True, capture_output=True, timeout=60, env={**os.environ, "PYTHONHASHSEED": "12345"}
    )
    assert other.stdout == dump(consultation, format_name)


def test_nquads_are_the_lines_of_the_files_in_order(folder: Path) -> None:
    lines = dump(folder, "nquads").decode().split("\n")
    assert lines == [
        *sorted(f"<http://a/response/{key}> <http://p> {literal} <http://g/response/{key}> ."
                for key in "ab" for literal in _LITERALS),
        "",
    ]  # fmt: skip


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses what it deprecates
@pytest.mark.parametrize(("format_name", "media"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_every_format_with_named_graphs_says_the_same(consultation: Path, format_name: str, media: str) -> None:
    assert _quads(dump(consultation, format_name), media) == _quads(dump(consultation, "nquads"), "nquads")


@pytest.mark.parametrize("format_name", ["trig", "jsonld", "turtle"])
def test_literals_are_written_to_the_letter(folder: Path, format_name: str) -> None:
    content = dump(folder, format_name).decode()
    for lexical in ("007", "0.500", "nonNegativeInteger", "\u0085 and a separator \u2028"):
        assert lexical in content


def test_turtle_is_the_union_of_the_graphs(consultation: Path) -> None:
    union = "".join(f"{quad.triple} .\n" for quad in parse(path=consultation))
    turtle = Graph().parse(data=dump(consultation, "turtle"), format="turtle")
    assert isomorphic(turtle, Graph().parse(data=union, format="nt"))


def test_turtle_says_each_triple_once(tmp_path: Path) -> None:
    (tmp_path / "twice.nq").write_text("".join(f"<http://s> <http://p> <http://o> <http://g/{n}> .\n" for n in "ab"))
    assert dump(tmp_path / "twice.nq", "turtle").count(b"<http://o>") == 1


def test_jsonld_is_written_in_our_context_and_needs_nothing_from_elsewhere(consultation: Path) -> None:
    document = json.loads(dump(consultation, "jsonld"))
    assert document["@context"] == json.loads(_CONTEXT.read_text(encoding="utf-8"))["@context"]
    nodes = [node for graph in document["@graph"] for node in graph.get("@graph", [graph])]
    statement = next(node for node in nodes if "Position" in node.get("type", ()))
    assert statement["stance"] in ("supports", "opposes", "critical", "asks")
    assert {selector["type"] for selector in statement["evidence"]["hasSelector"]} == {
        "oa:TextPositionSelector",
        "oa:TextQuoteSelector",
    }


def test_an_unknown_format_and_a_missing_graph_are_told(consultation: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="graphml"):
        dump(consultation, "xlsx")
    with pytest.raises(DataFolderError, match="standpunkt build"):
        dump(tmp_path, "nquads")


def test_a_file_is_written_whole_or_stays_as_it_was(consultation: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    command = [*_PROGRAM, "--format", "turtle", "--output", str(target), "--data"]
    subprocess.run([*command, str(consultation)], check=True, capture_output=True, timeout=60)
    assert len(list(parse(path=target))) > 500
    before = target.read_bytes()
    failed = subprocess.run([*command, str(tmp_path / "none")], check=False, capture_output=True, timeout=60)
    assert failed.returncode == 1
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_cannot_be_written_is_told(consultation: Path, tmp_path: Path) -> None:
    command = [*_PROGRAM, "--data", str(consultation), "--output", str(tmp_path / "no" / "where.nq")]
    failed = subprocess.run(command, check=False, capture_output=True, timeout=60)
    assert failed.returncode == 1
    assert b"cannot be written" in failed.stderr
