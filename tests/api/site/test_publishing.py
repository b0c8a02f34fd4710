import gzip
import hashlib
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
from lxml import etree
from pyoxigraph import Literal, NamedNode, parse

from api.site.places import Place, with_links_to_files
from graph.folder import DataFolder, Manifest
from tests.programs import program
from tests.serving import STANDPUNKT, apache_served, nginx_served

_BASE = "https://data.example.org"
_STATEMENT = f'<{_BASE}/id/statement/s%03d> stp:heldBy <{_BASE}/id/actor/busy> ; skos:prefLabel "Utsagn %d."@nb .\n'
_PREFIXES = """
@prefix stp: <https://w3id.org/standpunkt/ns#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_VOCABULARY = "<https://w3id.org/standpunkt/ns> a owl:Ontology ; skos:prefLabel 'Ord'@nb ."
_GONE = f'<{_BASE}/id/statement/gone> prov:invalidatedAtTime "2026-02-03T10:00:00Z"^^xsd:dateTime .\n'


def _publish(*options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*STANDPUNKT, "publish", "--jobs", "1", *options], capture_output=True, text=True, check=False
    )


def _written(file: Path, *statements: str) -> None:
    consultation = f'<{_BASE}/id/response/r> a stp:Response ; skos:prefLabel "Svar"@nb .\n'
    file.write_text(_PREFIXES + consultation + "".join(statements))


def _times(site: Path) -> dict[str, int]:
    files = (each for each in (site / "public").rglob("*") if each.is_file())
    return {each.relative_to(site / "public").as_posix(): each.stat().st_mtime_ns for each in files}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The data and the site of a publisher where one actor has two statements and one statement was withdrawn."""
    folder = tmp_path_factory.mktemp("small")
    data, site = folder / "data.ttl", folder / "site"
    _written(data, *(_STATEMENT % (number, number) for number in range(2)), _GONE, _VOCABULARY)
    done = _publish("--data", str(data), "--output", str(site), "--base", _BASE)
    assert (done.returncode, done.stderr) == (0, "")
    return data, site


@pytest.fixture
def copy(small: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """The same, to be changed."""
    data, site = small
    shutil.copytree(site, tmp_path / "site")
    return Path(shutil.copy2(data, tmp_path)), tmp_path / "site"


def test_every_link_of_the_pages_leads_to_a_file(site: Path) -> None:
    root = site / "public"
    pages = sorted(root.rglob("*.html"))
    assert len(pages) > 600
    for page in pages:
        for address in re.findall(r'(?:href|src|action)="([/?][^"]*)"', page.read_text("utf-8")):
            target = unescape(address).partition("#")[0].removeprefix("/")
            assert (root / (target or "index.html")).is_file(), (page, address)


def test_every_iri_of_the_graph_has_a_page_and_data(site: Path, described: Path) -> None:
    quads = list(parse(path=described))
    terms = {term for quad in quads for term in (*quad.triple, quad.graph_name)}
    terms |= {term.datatype for term in terms if isinstance(term, Literal)}
    bases = ("https://standpunkt.example/", "https://w3id.org/standpunkt/")
    ours = {term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith(bases)}
    paths = {"/" + iri.removeprefix(bases[0]).removeprefix(bases[1]).partition("#")[0] for iri in ours}
    assert {"/ns", "/ns/0.1.0", "/graph/ontology", "/id/actor/hod"} <= paths
    for path in sorted(paths):
        place = Place.of(path)
        assert place, path
        for ending in (".html", ".ttl", ".jsonld", ".nt", ".rdf", ".json"):
            assert (site / "public" / place.file.replace(".html", ending)).is_file(), (path, ending)


def test_a_page_exists_in_every_language_and_leads_on_in_it(site: Path) -> None:
    page = (site / "public/doc/actor/eksempel-kommune--nn.html").read_text("utf-8")
    assert '<html lang="nn">' in page
    assert 'href="/catalogue--nn.html"' in page or 'href="/queries--nn.html"' in page
    assert 'href="/doc/actor/eksempel-kommune.html" lang="nb"' in page
    assert 'href="/doc/actor/eksempel-kommune--en.html" lang="en"' in page
    usual = (site / "public/doc/actor/eksempel-kommune.html").read_text("utf-8")
    assert '<html lang="nb">' in usual


def test_what_only_a_live_server_answers_is_explained(site: Path) -> None:
    start = (site / "public/index.html").read_text("utf-8")
    assert 'action="/live.html"' in start
    assert "standpunkt serve" in (site / "public/live.html").read_text("utf-8")
    assert not (site / "public/search.html").exists()


def test_every_consultation_has_its_feeds_as_files(site: Path) -> None:
    consultations = [each.stem for each in (site / "public/doc/consultation").glob("*.nt")]
    assert consultations
    for key in consultations:
        page = (site / f"public/doc/consultation/{key}.html").read_text("utf-8")
        for name in ("responses", "positions"):
            address = f"/feeds/consultation/{key}/{name}.atom"
            assert f'href="{address}"' in page
            feed = etree.fromstring((site / f"public{address}").read_bytes())
            assert feed.findtext("{*}id") == f"https://standpunkt.example{address}"
            assert feed.find("{*}entry") is not None


def test_the_sums_are_those_of_all_files(site: Path) -> None:
    sums = dict(reversed(line.split("  ", 1)) for line in (site / "SHA256SUMS").read_text("utf-8").splitlines())
    files = [each for each in (site / "public").rglob("*") if each.is_file()]
    assert sums == {each.relative_to(site).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def test_the_named_queries_that_need_no_value_are_answered_in_every_format(site: Path) -> None:
    folder = site / "public" / "queries"
    assert {each.suffix for each in folder.glob("who-opposes.*")} == {".html", ".csv", ".tsv", ".json", ".xml", ".xlsx"}
    assert (folder / "what-an-actor-says.html").is_file()
    assert not (folder / "what-an-actor-says.csv").exists()


def test_an_unchanged_site_is_not_written_again(copy: tuple[Path, Path]) -> None:
    data, site = copy
    before = _times(site)
    done = _publish("--data", str(data), "--output", str(site))
    assert done.returncode == 0
    assert " 0 written, " in done.stdout
    assert _times(site) == before


def test_what_changed_is_written_and_what_vanished_is_removed(copy: tuple[Path, Path]) -> None:
    data, site = copy
    before = _times(site)
    _written(data, _STATEMENT % (0, 0), _STATEMENT % (7, 7), _GONE)
    done = _publish("--data", str(data), "--output", str(site))
    assert (done.returncode, done.stderr) == (1, "Nothing at /ns: 404 Not Found; /doc/response/r leads there.\n")
    after = _times(site)
    assert {"doc/statement/s007.html", "doc/statement/s007.ttl"} <= set(after) - set(before)
    assert {"doc/statement/s001.html", "doc/statement/s001.ttl"} <= set(before) - set(after)
    assert after["doc/statement/s000.ttl"] == before["doc/statement/s000.ttl"]
    assert after["doc/actor/busy.ttl"] != before["doc/actor/busy.ttl"]
    assert not any("Utsagn 1." in each.read_text("utf-8") for each in (site / "public/doc").rglob("*.ttl"))


def test_a_file_that_is_missing_or_cut_off_is_written_again(copy: tuple[Path, Path]) -> None:
    data, site = copy
    missing, cut = site / "public/doc/actor/busy.nt", site / "public/doc/actor/busy.ttl"
    whole = missing.read_bytes(), cut.read_bytes()
    missing.unlink()
    cut.write_bytes(whole[1][:10])
    (site / "public/stray.html").write_text("x")
    assert _publish("--data", str(data), "--output", str(site)).returncode == 0
    assert (missing.read_bytes(), cut.read_bytes()) == whole
    assert not (site / "public/stray.html").exists()


def test_a_run_that_was_killed_goes_on_where_it_stopped(small: tuple[Path, Path], tmp_path: Path) -> None:
    data, site = small
    output = tmp_path / "site"
    command = [*STANDPUNKT, "publish", "--data", str(data), "--output", str(output), "--jobs", "1"]
    with subprocess.Popen(command, start_new_session=True) as process:
        while len(list(output.glob("public/queries/*"))) < 40 and process.poll() is None:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
    written = _times(output)
    assert 40 <= len(written) < len(_times(site))
    assert not (output / "SHA256SUMS").exists()
    assert subprocess.run(command, check=False).returncode == 0
    assert (output / "SHA256SUMS").read_text() == (site / "SHA256SUMS").read_text()
    assert not list(output.rglob("*.part"))
    kept = [name for name, when in written.items() if _times(output).get(name) == when]
    assert len(kept) > len(written) / 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--base", "https://other.example"], "Build the graph with --base https://other.example"),
        (["--base", "not an address"], "is not an address"),
        (["--endpoint", "gopher"], "Give that of a live server"),
        (["--data", "nowhere"], "holds no graph"),
        (["--about", "nowhere.toml"], "cannot be read as TOML"),
    ],
)
def test_what_cannot_be_published_is_said(
    small: tuple[Path, Path], tmp_path: Path, options: list[str], said: str
) -> None:
    done = _publish("--data", str(small[0]), "--output", str(tmp_path / "site"), *options)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site" / "public").exists()


def test_a_folder_that_holds_something_else_is_left_alone(small: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("precious")
    done = _publish("--data", str(small[0]), "--output", str(tmp_path))
    assert (done.returncode, "holds something else already (letter.txt)" in done.stderr) == (1, True)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_place_that_cannot_be_written_is_said(small: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = _publish("--data", str(small[0]), "--output", str(tmp_path / "file" / "site"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_leaves_the_site_is_not_written() -> None:
    for path in ("/doc/../../etc/passwd", "/doc/actor/../x", "/doc/a\0b", f"/doc/actor/{'a' * 300}", "/doc//x"):
        assert not Place(path).is_possible, path


def test_other_markup_of_a_page_is_left_alone() -> None:
    page = (
        '<p data-x="/search">«href="/search"» &lt;a href=&quot;/search&quot;&gt;</p><a href="https://x.example/id/y">'
    )
    assert with_links_to_files(page, Place("/"), None) == page.replace('«href="/search"»', '«href="/search"»')


_SERVERS = {"nginx": nginx_served, "apache2": apache_served}


@pytest.fixture(scope="module")
def site_beside_a_live_server(small: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with links to a live server."""
    site = tmp_path_factory.mktemp("beside") / "site"
    options = ["--data", str(small[0]), "--output", str(site), "--endpoint", "https://live.example"]
    assert _publish(*options).returncode == 0
    return site


@pytest.fixture(scope="module", params=_SERVERS)
def beside_a_live_server(request: pytest.FixtureRequest, site_beside_a_live_server: Path) -> Iterator[httpx.Client]:
    """nginx or Apache with that site."""
    program(request.param)
    serve = _SERVERS[request.param]
    with serve(site_beside_a_live_server) as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


def test_a_live_server_gets_what_only_it_can_answer(beside_a_live_server: httpx.Client) -> None:
    answer = beside_a_live_server.post("/sparql?query=x")
    assert (answer.status_code, answer.headers["location"]) == (307, "https://live.example/sparql?query=x")
    start = beside_a_live_server.get("/")
    assert 'action="https://live.example/search"' in start.text
    assert "form-action 'self' https://live.example;" in start.headers["content-security-policy"]


def test_the_server_says_that_what_was_withdrawn_is_gone(beside_a_live_server: httpx.Client) -> None:
    assert beside_a_live_server.get("/id/statement/gone").status_code == 303
    for accept in ("text/html", "text/turtle", "application/ld+json", "application/rdf+xml"):
        answer = beside_a_live_server.get("/doc/statement/gone", headers={"accept": accept})
        assert answer.status_code == 410
        assert "2026-02-03" in answer.text
        assert answer.headers["content-type"].startswith(accept)
        assert 'rel="canonical"' in answer.headers["link"]
    assert beside_a_live_server.get("/doc/statement/gone.ttl").status_code == 410


def test_dumps_arrive_as_they_are_and_not_as_an_encoding(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    with folder.locked():
        lines = [
            f'<{_BASE}/id/actor/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "A" <{_BASE}/graph/entries> .\n'
        ]
        folder.commit(Manifest(1, _BASE, {"entries": folder.write_graph("entries", lines)}))
    site = tmp_path / "site"
    assert _publish("--data", str(folder.path), "--output", str(site)).stdout
    for name, serve in _SERVERS.items():
        program(name)
        with serve(site) as address, httpx.Client(base_url=address, trust_env=False) as client:
            answer = client.get("/dumps/standpunkt.nq.gz", headers={"accept-encoding": "gzip"})
            assert (answer.status_code, answer.headers["content-type"]) == (200, "application/gzip")
            assert "content-encoding" not in answer.headers
            assert gzip.decompress(answer.content).decode() == "".join(lines)
            described = client.get("/dumps/csv-metadata.json")
            assert described.headers["content-type"] == "application/csvm+json"
