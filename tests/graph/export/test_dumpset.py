import csv
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import httpx
import networkx as nx
import pandas as pd
import pytest
from csvw import CSVW
from pyld import jsonld
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Dataset

from graph.errors import DataFolderError
from graph.export.dumpset import CHECKSUMS, DumpFolder, write_all
from graph.folder import DUMPS, DataFolder, Manifest
from graph.query.table import short
from tests.benchmarks.generated import generate
from tests.programs import program
from tests.serving import oxigraph_served

_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "export", "--all"]
_TRIPLES = 12_000
_RDF = ("standpunkt.nq.gz", "standpunkt.trig.gz", "standpunkt.jsonld.gz")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated") / "data"
    generate(folder, _TRIPLES)
    return folder


@pytest.fixture(scope="module")
def dumps(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dumps of that folder, unpacked beside the compressed ones."""
    folder = tmp_path_factory.mktemp("dumps")
    for name in write_all(data, folder):
        if name.endswith(".gz"):
            (folder / name.removesuffix(".gz")).write_bytes(gzip.decompress((folder / name).read_bytes()))
    return folder


@pytest.fixture(scope="module")
def tables(dumps: Path) -> dict[str, list[dict[str, str]]]:
    contents = {path.stem: path.read_bytes().decode() for path in dumps.glob("*.csv")}
    return {name: list(csv.DictReader(StringIO(content, newline=""))) for name, content in contents.items()}


def _class(quad: Quad) -> str:
    return short(quad.object.value) if quad.predicate.value.endswith("#type") else ""  # type: ignore[union-attr]


def _triples(data: Path) -> int:
    return DataFolder(data).manifest().triples


def test_dumps_are_the_same_byte_for_byte_whenever_the_data_are(data: Path, dumps: Path, tmp_path: Path) -> None:
    subprocess.run([*_PROGRAM, "--data", data, "--output", tmp_path], check=True, capture_output=True)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(again) == 12
    assert again == {name: (dumps / name).read_bytes() for name in again}


def test_the_checksums_are_those_of_the_files(dumps: Path) -> None:
    lines = (dumps / CHECKSUMS).read_text().splitlines()
    assert len(lines) == 11
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((dumps / name).read_bytes()).hexdigest() == digest


def test_every_dump_of_the_graph_says_what_the_files_say(data: Path, dumps: Path) -> None:
    said = {quad for file in DataFolder(data).graph_files(DataFolder(data).manifest()) for quad in parse(path=file)}
    assert len(said) == _triples(data)
    for name in ("standpunkt.nq", "standpunkt.trig", "standpunkt.jsonld"):
        assert set(parse(path=dumps / name)) == said
    triples = [quad.triple for quad in parse(path=dumps / "standpunkt.ttl")]
    assert len(triples) == len(said)
    assert set(triples) == {quad.triple for quad in said}


def test_another_processor_expands_the_jsonld_to_the_same_graph(dumps: Path) -> None:
    """The processor knows nothing of ours but the document."""
    document = json.loads((dumps / "standpunkt.jsonld").read_text(encoding="utf-8"))
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert set(parse(lines, RdfFormat.N_QUADS)) == set(parse(path=dumps / "standpunkt.nq"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses what it deprecates
@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("standpunkt.nq", "nquads"),
        ("standpunkt.trig", "trig"),
        ("standpunkt.ttl", "turtle"),
        ("standpunkt.jsonld", "json-ld"),
    ],
)
def test_rdflib_loads_every_dump_without_a_warning(
    data: Path, dumps: Path, caplog: pytest.LogCaptureFixture, name: str, media: str
) -> None:
    loaded = Dataset().parse(str(dumps / name), format=media)
    assert sum(1 for _ in loaded.quads()) == _triples(data)
    assert caplog.records == []


def test_an_oxigraph_server_loads_every_dump_and_counts_the_same(data: Path, dumps: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    with oxigraph_served() as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        for name in _RDF:
            media = RdfFormat.from_extension(Path(name).stem.rpartition(".")[2]).media_type  # type: ignore[union-attr]
            content = gzip.decompress((dumps / name).read_bytes())
            client.put("/store", content=content, headers={"content-type": media}).raise_for_status()
            answer = client.get("/query", params={"query": count}, headers={"accept": "text/csv"}).text
            assert int(answer.split()[1]) == _triples(data)


def test_networkx_opens_the_network_with_everything_that_has_a_name(dumps: Path) -> None:
    drawn = nx.read_graphml(dumps / "standpunkt.graphml", force_multigraph=True)
    kinds = "org:Organization", "stp:Response", "stp:Proposal", "stp:Mention"
    named = {quad.subject.value for quad in parse(path=dumps / "standpunkt.nq") if _class(quad) in kinds}
    assert len(named) > 100
    assert named <= set(drawn)
    assert all(node["label"] and node["type"] for _, node in drawn.nodes(data=True))
    assert drawn.number_of_edges() > drawn.number_of_nodes()


@pytest.mark.parametrize(
    ("name", "syntax"), [("standpunkt.nq", "nquads"), ("standpunkt.trig", "trig"), ("standpunkt.ttl", "turtle")]
)
def test_rapper_parses_every_dump_without_complaint(data: Path, dumps: Path, name: str, syntax: str) -> None:
    command = [program("rapper"), "--input", syntax, "--count", str(dumps / name)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    assert "Warning" not in said
    assert "Error" not in said
    assert f"returned {_triples(data)} triples" in said


def test_a_csvw_validator_finds_nothing_wrong_with_the_tables(dumps: Path) -> None:
    """Every datatype, required cell, key and foreign key is as the description says."""
    checked = CSVW(str(dumps / "csv-metadata.json"), validate=True, strict=False)
    assert checked.is_valid
    assert checked.warnings == []


def test_the_validator_would_find_what_is_wrong(dumps: Path, tmp_path: Path) -> None:
    shutil.copytree(dumps, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "senders.csv").open("a", encoding="utf-8") as file:
        file.write("https://a.example/id/response/none,https://a.example/id/actor/none\r\n")
    with pytest.raises(ValueError, match=r"not found in table actors\.csv"):
        assert CSVW(str(tmp_path / "csv-metadata.json"), validate=True, strict=False).is_valid


def test_the_tables_count_what_the_graph_holds(dumps: Path, tables: dict[str, list[dict[str, str]]]) -> None:
    lines = (dumps / "standpunkt.nq").read_text(encoding="utf-8").splitlines()

    def instances(name: str) -> int:
        ending = f"#type> <https://w3id.org/standpunkt/ns#{name}> <https://standpunkt.example/graph/response/"
        return sum(ending in line for line in lines)

    assert len(tables["positions"]) == instances("Position") > 100
    assert len(tables["responses"]) == instances("Response") > 5
    assert len(tables["references"]) == instances("Mention") > 20
    assert {row["actor"] for row in tables["senders"]} <= {row["actor"] for row in tables["actors"]}
    assert {row["position"] for row in tables["references"]} - {""} <= {row["position"] for row in tables["positions"]}


def test_pandas_reads_the_tables_and_joins_them(dumps: Path) -> None:
    positions, senders, actors = (pd.read_csv(dumps / f"{name}.csv.gz") for name in ("positions", "senders", "actors"))
    joined = positions.merge(senders, on="response").merge(actors, on="actor")
    assert len(joined) >= len(positions)
    assert joined["name"].notna().all()
    assert positions["confidence"].between(0, 1).all()
    assert set(positions["stance"]) == {"supports", "opposes", "critical", "asks"}


def test_a_file_gives_the_tables_that_its_data_folder_gives(dumps: Path, tmp_path: Path) -> None:
    write_all(dumps / "standpunkt.nq.gz", tmp_path)
    for path in tmp_path.glob("*.gz"):
        again = gzip.decompress(path.read_bytes())
        assert sorted(again.splitlines()) == sorted(gzip.decompress((dumps / path.name).read_bytes()).splitlines())


def _of_one_graph(tmp_path: Path, number: int, *words: str) -> Iterator[DataFolder]:
    folder = DataFolder(tmp_path / "data")
    with folder.locked():
        lines = [f'<http://a/s> <http://p> "{word}" <http://a/graph/entries> .\n' for word in words]
        folder.commit(Manifest(number, "http://a", {"entries": folder.write_graph("entries", lines)}))
    yield folder


def test_a_build_sweeps_away_the_dumps_of_what_it_replaces(tmp_path: Path) -> None:
    (folder,) = _of_one_graph(tmp_path, 1, "said", "withdrawn")
    dumps = DumpFolder(folder.path)
    dumps.make()
    first = dumps.place
    assert b"withdrawn" in gzip.decompress((first / "standpunkt.nq.gz").read_bytes())
    list(_of_one_graph(tmp_path, 2, "said", "withdrawn"))
    assert dumps.is_made, "the same data need no new dumps"
    list(_of_one_graph(tmp_path, 3, "said"))
    assert not first.exists()
    assert not dumps.is_made
    dumps.make()
    assert b"withdrawn" not in gzip.decompress((dumps.place / "standpunkt.nq.gz").read_bytes())
    assert [path.name for path in (folder.path / DUMPS).iterdir()] == [dumps.place.name]


def test_dumps_of_which_one_is_missing_are_made_again(tmp_path: Path) -> None:
    (folder,) = _of_one_graph(tmp_path, 1, "said")
    dumps = DumpFolder(folder.path)
    dumps.make()
    (dumps.place / "standpunkt.graphml.gz").unlink()
    assert not dumps.is_made
    assert dumps.files() == ()
    dumps.make()
    assert len(dumps.files()) == 11


def test_a_changed_file_is_not_dumped(tmp_path: Path) -> None:
    (folder,) = _of_one_graph(tmp_path, 1, "said")
    (file,) = folder.graph_files(folder.manifest())
    file.write_bytes(file.read_bytes().replace(b"said", b"laid"))
    with pytest.raises(DataFolderError, match="was changed"):
        write_all(folder.path, tmp_path / "dumps")
    assert not (tmp_path / "dumps" / CHECKSUMS).exists()


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (["--format", "trig"], "Leave out --format"),
        (["--output", "-"], "name a folder"),
        (["--output", __file__], "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told(data: Path, options: list[str], part: str) -> None:
    failed = subprocess.run([*_PROGRAM, "--data", data, *options], check=False, capture_output=True, text=True)
    assert failed.returncode in (1, 2)
    assert part in failed.stderr
