import json
import re
import subprocess
from pathlib import Path

import httpx
from pyld import jsonld
from pyoxigraph import NamedNode

from tests.api.things.reading import LABELS, embedded, triples
from tests.programs import program


def test_every_format_says_the_same(client: httpx.Client, paths: dict[str, NamedNode]) -> None:
    one_of_each_kind = {path.split("/")[2]: path for path in paths}
    assert len(one_of_each_kind) > 15
    for path in one_of_each_kind.values():
        told = triples(client.get(f"{path}.nt").content, ".nt")
        for ending in (".ttl", ".rdf", ".jsonld"):
            assert triples(client.get(f"{path}{ending}").content, ending) == told
        compact = client.get(f"{path}.json")
        assert compact.content == client.get(f"{path}.jsonld").content
        expanded = jsonld.to_rdf(compact.json(), {"format": "application/n-quads"})
        assert triples(expanded.encode(), ".nt") == told
        assert embedded(client.get(f"{path}.html").text) <= told


def test_every_document_of_the_static_site_says_the_same_in_every_format_and_labels_what_it_mentions(
    site: Path,
) -> None:
    documents = sorted((site / "public" / "doc").rglob("*.nt"))
    assert len(documents) > 200
    for document in documents:
        told = triples(document.read_bytes(), ".nt")
        for ending in (".ttl", ".rdf", ".jsonld"):
            assert triples(document.with_suffix(ending).read_bytes(), ending) == told, document
        assert document.with_suffix(".json").read_bytes() == document.with_suffix(".jsonld").read_bytes()
        assert embedded(document.with_suffix(".html").read_text("utf-8")) <= told, document
        labelled = {triple.subject for triple in told if triple.predicate.value in LABELS}
        mentioned = {triple.object for triple in told if isinstance(triple.object, NamedNode)}
        about = {triple.object for triple in told if triple.predicate.value.endswith("primaryTopic")}
        ours = {each for each in mentioned if "/standpunkt/id/" in each.value or "standpunkt.example/id/" in each.value}
        assert ours <= labelled | about, document


_OF_RAPPER = {".ttl": "turtle", ".nt": "ntriples", ".rdf": "rdfxml"}


def _rapped(rapper: str, file: Path) -> set[bytes]:
    """What another parser reads in a file, and complains about in nothing."""
    command = [rapper, "--input", _OF_RAPPER[file.suffix], "--output", "ntriples", str(file)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert not re.search(rb"error|warning", done.stderr, re.IGNORECASE), (file, done.stderr)
    return set(done.stdout.splitlines())


def test_another_parser_reads_the_same_in_every_format_of_everything(site: Path) -> None:
    """Documents, vocabulary, graphs, catalogue and VoID, each in every format that the parser knows."""
    rapper = program("rapper")
    documents = [file.with_suffix("") for file in sorted((site / "public").rglob("*.nt"))]
    assert {document.parent.name for document in documents} >= {"public", "graph", ".well-known", "actor", "statement"}
    for document in documents:
        told = [_rapped(rapper, document.with_name(f"{document.name}{ending}")) for ending in _OF_RAPPER]
        assert told[0]
        assert told[0] == told[1] == told[2], document


def test_another_processor_expands_the_json_ld_of_everything_to_the_same_graph(site: Path) -> None:
    files = sorted((site / "public").rglob("*.jsonld"))
    assert len(files) > 200
    for file in (each for each in files if each.with_suffix(".nt").is_file()):
        expanded = jsonld.to_rdf(json.loads(file.read_bytes()), {"format": "application/n-quads"})
        assert triples(expanded.encode(), ".nt") == triples(file.with_suffix(".nt").read_bytes(), ".nt"), file
