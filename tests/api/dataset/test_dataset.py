import gzip
import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen
from xml.etree import ElementTree as ET

import httpx
import pyshacl
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, SH, SKOS, VOID, Namespace

from graph.folder import DataFolder, Manifest
from graph.versions import record_version
from tests.benchmarks.generated import generate

Serve = Callable[..., AbstractContextManager[tuple["Popen[str]", str]]]

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_DCAT3 = Namespace("http://www.w3.org/ns/dcat#")
_ADMS = Namespace("http://www.w3.org/ns/adms#")
_BUILD = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "build"]
_BASE = "https://standpunkt.example"
_EU_THEMES = "http://publications.europa.eu/resource/authority/data-theme/"
_ABOUT = """
licence = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
[publisher]
name = "Eksempel kommune"
organisation_number = "999999999"
homepage = "https://kommune.example"
[contact]
name = "Postmottak"
email = "post@kommune.example"
"""


@pytest.fixture(scope="module")
def publisher(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A municipality that publishes a generated data folder."""
    folder = tmp_path_factory.mktemp("published")
    made = generate(folder / "data", 12_000)
    record_version(DataFolder(folder / "data"), Manifest(0, made.base), made)
    (folder / "about.toml").write_text(_ABOUT)
    options = ("--workers", "1", "--about", str(folder / "about.toml"))
    with (
        serve(folder / "data", *options) as (_, address),
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        _wait_for_dumps(client)
        yield client


def _wait_for_dumps(client: httpx.Client) -> None:
    """Until the dumps are there, which are begun when somebody asks; before, the server says to come again."""
    for _ in range(300):
        answer = client.get("/dumps/SHA256SUMS.txt")
        if answer.status_code == 200:
            return
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        time.sleep(0.2)
    raise TimeoutError("The dumps are not made.")


def _graph(client: httpx.Client, path: str) -> rdflib.Graph:
    answer = client.get(path, headers={"accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    return rdflib.Graph().parse(data=answer.text, format="turtle")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pyshacl uses what rdflib no longer recommends
def test_the_catalogue_conforms_to_the_national_profile(publisher: httpx.Client, shared: Path) -> None:
    shapes = shared / "external" / "dcat-ap-no"
    _, report, _ = pyshacl.validate(
        _graph(publisher, "/catalogue"),
        shacl_graph=str(shapes / "DCAT-AP-NO-shacl_shapes_2.00.ttl"),
        ont_graph=str(shapes / "ontologies.ttl"),
        do_owl_imports=False,
    )
    assert isinstance(report, rdflib.Graph)
    violations = report.subjects(SH.resultSeverity, SH.Violation)
    assert [str(report.value(each, SH.resultMessage)) for each in violations] == []


def test_the_catalogue_has_what_version_3_of_the_profile_asks(publisher: httpx.Client) -> None:
    graph = _graph(publisher, "/catalogue")
    needed = {
        DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.themeTaxonomy),
        DCAT.Dataset: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.theme),
        DCAT.Distribution: (DCAT.accessURL, DCTERMS.format, DCTERMS.license),
        DCAT.DataService: (DCTERMS.title, DCTERMS.publisher, DCAT.contactPoint, DCAT.endpointURL),
        FOAF.Agent: (FOAF.name,),
        VCARD.Organization: (VCARD.fn, VCARD.hasURL),
    }
    for kind, properties in needed.items():
        things = list(graph.subjects(RDF.type, kind))
        assert things
        assert all(list(graph.objects(thing, name)) for thing in things for name in properties)
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        assert any(str(theme).startswith(_EU_THEMES) for theme in graph.objects(dataset, DCAT.theme))
        languages = [getattr(title, "language", None) for title in graph.objects(dataset, DCTERMS.title)]
        assert "nb" in languages
        assert len(languages) == len(set(languages))
    agent = rdflib.URIRef("https://data.norge.no/organizations/999999999")
    assert graph.value(agent, FOAF.name) == rdflib.Literal("Eksempel kommune", "nb")


def test_every_file_of_the_catalogue_is_there_with_its_size_and_checksum(publisher: httpx.Client) -> None:
    graph = _graph(publisher, "/catalogue")
    spdx = Namespace("http://spdx.org/rdf/terms#")
    files = list(graph.subjects(DCAT.downloadURL))
    assert len(files) >= 11
    for file in files:
        answer = publisher.get(str(graph.value(file, DCAT.downloadURL)).removeprefix(_BASE))
        packed = graph.value(file, DCAT.compressFormat)
        assert answer.headers["content-type"] == str(packed or graph.value(file, DCAT.mediaType)).partition("types/")[2]
        assert len(answer.content) == int(str(graph.value(file, DCAT.byteSize)))
        checksum = graph.value(graph.value(file, spdx.checksum), spdx.checksumValue)
        assert str(checksum).lower() == hashlib.sha1(answer.content).hexdigest()
        again = publisher.get(answer.request.url.path, headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304
    everything = publisher.get("/data.nq")
    total = publisher.get("/health").json()["triples"]
    assert everything.text.count("\n") == total
    assert hashlib.sha256(everything.content).hexdigest() in publisher.get("/catalogue.html").text
    assert publisher.head("/data.nq").headers["content-length"] == str(len(everything.content))


def test_the_catalogue_tells_of_every_dump(publisher: httpx.Client) -> None:
    graph = _graph(publisher, "/catalogue")
    lines = publisher.get("/dumps/SHA256SUMS.txt").text.splitlines()
    named = {line.split("  ")[1] for line in lines} - {"csv-metadata.json"}
    packed = list(graph.subjects(DCAT.compressFormat))
    assert {str(graph.value(each, DCAT.downloadURL)).rpartition("/")[2] for each in packed} == named
    formats = {str(graph.value(each, DCTERMS["format"])).rpartition("/")[2] for each in packed}
    assert formats == {"RDF_N_QUADS", "RDF_TRIG", "RDF_TURTLE", "JSON_LD", "XML", "CSV"}
    page = publisher.get("/catalogue.html").text
    for line in lines:
        digest, name = line.split("  ")
        assert name == "csv-metadata.json" or (digest in page and f"/dumps/{name}" in page)


def test_a_dump_is_sent_as_it_is_whole_or_in_part(publisher: httpx.Client) -> None:
    whole = publisher.get("/dumps/standpunkt.nq.gz")
    assert "content-encoding" not in whole.headers
    assert gzip.decompress(whole.content).count(b"\n") == publisher.get("/health").json()["triples"]
    part = publisher.get("/dumps/standpunkt.nq.gz", headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    head = publisher.head("/dumps/standpunkt.nq.gz")
    assert head.headers["content-length"] == str(len(whole.content))
    known = publisher.get("/dumps/standpunkt.nq.gz", headers={"if-none-match": whole.headers["etag"]})
    assert known.status_code == 304


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_table_is_there_by_the_name_that_its_description_has(publisher: httpx.Client, encoding: str) -> None:
    """So that a client of CSV on the Web that begins at the description finds what it describes."""
    described = publisher.get("/dumps/csv-metadata.json").json()["tables"]
    for table in described:
        answer = publisher.get(f"/dumps/{table['url']}", headers={"accept-encoding": encoding})
        assert answer.headers.get("content-encoding", "identity") == encoding
        columns = [column["name"] for column in table["tableSchema"]["columns"]]
        assert answer.text.splitlines()[0].split(",") == columns
        packed = publisher.get(f"/dumps/{table['url']}.gz")
        assert gzip.decompress(packed.content) == answer.content


@pytest.mark.parametrize("ending", ["nq", "trig", "ttl", "jsonld", "graphml"])
def test_a_dump_is_unpacked_for_who_leaves_out_that_it_is_packed(publisher: httpx.Client, ending: str) -> None:
    packed = publisher.get(f"/dumps/standpunkt.{ending}.gz")
    assert publisher.get(f"/dumps/standpunkt.{ending}").content == gzip.decompress(packed.content)


def test_the_catalogue_tells_the_versions_with_dates_and_notes(serve: Serve, tmp_path: Path) -> None:
    answer = tmp_path / "svar.txt"
    for number, note in ((1, "Første utgave"), (2, "")):
        answer.write_text(f"Eksempelvik kommune\n\nVi støtter forslag {number}.\n", encoding="utf-8")
        command = [*_BUILD, str(answer), "--data", str(tmp_path / "data"), *(["--note", note] if note else [])]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    with (
        serve(tmp_path / "data", "--workers", "1") as (_, address),
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        graph, page = _graph(client, "/catalogue"), client.get("/catalogue.html").text
    dataset = rdflib.URIRef(f"{_BASE}/id/dataset/standpunkt")
    current = graph.value(dataset, _DCAT3.hasCurrentVersion)
    (before,) = graph.objects(current, PROV.wasRevisionOf)
    assert set(graph.objects(dataset, _DCAT3.hasVersion)) == {current, before}
    assert graph.value(before, _ADMS.versionNotes) == rdflib.Literal("Første utgave", "nb")
    assert {note.language for note in graph.objects(current, _ADMS.versionNotes)} == {"nb", "nn", "en"}  # type: ignore[attr-defined]
    assert graph.value(dataset, _DCAT3.version) == graph.value(current, _DCAT3.version)
    issued = [graph.value(each, DCTERMS.issued).toPython() for each in (before, current)]  # type: ignore[union-attr]
    assert issued == sorted(issued)
    assert "Første utgave" in page


def test_void_counts_what_a_query_counts(publisher: httpx.Client) -> None:
    graph = _graph(publisher, "/.well-known/void")
    dataset = rdflib.URIRef(f"{_BASE}/id/dataset/standpunkt")
    assert int(str(graph.value(dataset, VOID.triples))) == publisher.get("/health").json()["triples"]
    counts = {
        str(graph.value(part, VOID["class"])): str(graph.value(part, VOID.entities))
        for part in graph.objects(dataset, VOID.classPartition)
    }
    query = "SELECT ?class (COUNT(*) AS ?count) WHERE { ?thing a ?class } GROUP BY ?class"
    rows = publisher.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    assert counts == {row["class"]["value"]: row["count"]["value"] for row in rows}
    assert list(graph.objects(dataset, VOID.exampleResource))
    dumps = {str(dump).removeprefix(_BASE) for dump in graph.objects(dataset, VOID.dataDump)}
    assert dumps == {"/data.nq", *(f"/dumps/standpunkt.{ending}.gz" for ending in ("nq", "trig", "ttl", "jsonld"))}
    targets = {str(target) for target in graph.objects(predicate=VOID.objectsTarget)}
    assert {"http://eurovoc.europa.eu/", "http://data.europa.eu/"} <= targets
    for example in graph.objects(dataset, VOID.exampleResource):
        path = re.sub(r"https://[^/]+(/standpunkt)?/id/", "/id/", str(example))
        assert publisher.get(path, follow_redirects=True).status_code == 200


def test_robots_find_every_document_in_the_lists(publisher: httpx.Client) -> None:
    robots = publisher.get("/robots.txt").text
    (index,) = re.findall(r"Sitemap: (\S+)", robots)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    lists = ET.fromstring(publisher.get(index.removeprefix(_BASE)).content).findall("s:sitemap/s:loc", space)
    documents = [
        str(place.text).removeprefix(_BASE)
        for each in lists
        for place in ET.fromstring(publisher.get(str(each.text).removeprefix(_BASE)).content).findall(
            "s:url/s:loc", space
        )
    ]
    assert len(documents) > 500
    for path in documents[::40]:
        assert publisher.get(path).status_code == 200
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?response a stp:Response }"
    answer = publisher.get("/sparql", params={"query": query, "format": "csv"}).text
    assert sum("/doc/response/" in path for path in documents) == int(answer.split()[1])


def test_the_page_of_the_data_set_leads_to_the_files(publisher: httpx.Client) -> None:
    page = publisher.get("/catalogue", headers={"accept": "text/html"}).text
    assert "Utgiver: Eksempel kommune" in page
    for address in set(re.findall(r'href="(/[^"]+)"', page)):
        answer = publisher.get(address, headers={"accept": "text/html, */*;q=0.5"}, follow_redirects=True)
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap/statement-0.xml",
        "/sitemap/statement-999.xml",
        "/sitemap/x.xml",
        "/data/x.nq",
        "/dumps/x",
        "/dumps/..%2fbuild.json",
    ],
)
def test_what_is_not_there_is_not_found(publisher: httpx.Client, path: str) -> None:
    assert publisher.get(path).status_code == 404


def test_a_file_served_alone_has_a_catalogue_without_files_and_says_that_nobody_publishes_it(
    client: httpx.Client,
) -> None:
    graph = _graph(client, "/catalogue")
    assert list(graph.subjects(DCAT.downloadURL)) == []
    assert len(list(graph.subjects(RDF.type, DCAT.Dataset))) == 2
    assert rdflib.Literal("Utgiver ikke oppgitt", "nb") in set(graph.objects(predicate=FOAF.name))
    assert (None, SKOS.inScheme, None) in graph


@pytest.mark.parametrize("path", ["/catalogue", "/.well-known/void"])
def test_a_description_of_the_data_set_says_where_it_stands_and_in_which_formats(
    publisher: httpx.Client, path: str
) -> None:
    links = publisher.get(path, headers={"accept": "text/turtle"}).headers["link"]
    assert f'<https://standpunkt.example{path}>; rel="canonical"' in links
    for ending in (".html", ".jsonld", ".nt", ".rdf"):
        assert f'<{path}{ending}>; rel="alternate"' in links
        assert publisher.get(f"{path}{ending}").status_code == 200
