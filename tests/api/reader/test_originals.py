"""Originals are sent as the files they are, from addresses beside their responses, and from nowhere else."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from graph.decisions import Reason
from graph.folder import DataFolder
from graph.pipeline import Options, build
from graph.pipeline.withdrawing import withdraw
from graph.resources import resource
from tests.programs import program
from tests.publishing import published
from tests.serving import apache_served, nginx_served, served

_SERVERS = {"nginx": nginx_served, "apache2": apache_served}
_WITHOUT = "/doc/response/eksempelbygda-kommune-endelig"
_CONTENT = resource("graph", "example", "responses", "eksempeluniversitetet.pdf").read_bytes()


def _path(folder: Path) -> str:
    """The address of the only response of the example whose original is kept."""
    [key] = [key for key, record in DataFolder(folder).manifest().records.items() if record["original"]]
    return f"/doc/response/{key}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with that response and nothing else, which is soon published."""
    folder = tmp_path_factory.mktemp("originals")
    (folder / "svar.pdf").write_bytes(_CONTENT)
    (folder / "svar.toml").write_text("original = true\nsignatories = true\nfull_text = true\n", encoding="utf-8")
    build([folder], Options(folder / "data"))
    data = DataFolder(folder / "data")
    manifest = data.manifest()
    graphs = {name: graph for name, graph in manifest.graphs.items() if name.startswith("response/")}
    with data.locked():
        data.commit(replace(manifest, graphs=graphs))
    return data.path


@pytest.fixture(scope="module")
def client(example_folder: Path) -> Iterator[httpx.Client]:
    """Somebody who asks a server of the example."""
    with served(example_folder) as (_, address), httpx.Client(base_url=address, trust_env=False, timeout=60) as found:
        yield found


@pytest.fixture(scope="module")
def original(example_folder: Path) -> str:
    """The address of an original."""
    return f"{_path(example_folder)}/original.pdf"


@pytest.fixture(scope="module")
def site(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small folder as a static site."""
    folder = tmp_path_factory.mktemp("published") / "site"
    done = published("--data", str(small), "--output", str(folder), "--signposts")
    assert "original" not in done.stderr  # but that the registry is missing
    return folder


def test_an_original_arrives_byte_for_byte(client: httpx.Client, original: str) -> None:
    answer = client.get(original, headers={"accept-encoding": "gzip", "accept": "text/html"})
    assert (answer.status_code, answer.content) == (200, _CONTENT)
    assert answer.headers["content-type"] == "application/pdf"
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-disposition"].startswith("inline;")


def test_nothing_in_an_original_may_run_and_only_our_pages_may_frame_it(client: httpx.Client, original: str) -> None:
    headers = client.get(original).headers
    policy = headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "sandbox", "frame-ancestors 'self'"} <= set(policy)
    assert headers["x-content-type-options"] == "nosniff"


def test_a_client_can_ask_for_parts_and_whether_it_has_them(client: httpx.Client, original: str) -> None:
    whole = client.get(original)
    tag = whole.headers["etag"]
    assert tag == f'"{hashlib.sha256(_CONTENT).hexdigest()[:32]}"'
    part = client.get(original, headers={"range": "bytes=5-9", "if-range": tag})
    assert (part.status_code, part.content) == (206, _CONTENT[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{len(_CONTENT)}"
    assert client.get(original, headers={"range": "bytes=5-9", "if-range": '"other"'}).content == _CONTENT
    assert client.get(original, headers={"range": "bytes=99999999-"}).status_code == 416
    again = client.get(original, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert "last-modified" in whole.headers
    modified = {"if-modified-since": whole.headers["last-modified"]}
    assert client.get(original, headers=modified).status_code == 304


def test_its_head_is_that_of_the_file_without_its_bytes(client: httpx.Client, original: str) -> None:
    head, whole = client.head(original), client.get(original)
    told = ("content-length", "content-type", "etag", "content-security-policy", "accept-ranges")
    assert (head.status_code, head.content) == (200, b"")
    assert [head.headers[name] for name in told] == [whole.headers[name] for name in told]
    assert client.post(original).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        f"{_WITHOUT}/original.pdf",
        "/doc/response/nobody/original.pdf",
        "/doc/response/..%2F..%2Foriginals/original.pdf",
        "/doc/response/%2e%2e/original.pdf",
        "/doc/response/%00/original.pdf",
        "/doc/response/original.pdf",
        f"{_WITHOUT}/original.pdf/more",
        f"/originals/{hashlib.sha256(_CONTENT).hexdigest()}.pdf",
    ],
)
def test_there_is_nothing_where_no_original_is_kept(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert b"%PDF" not in answer.content


def test_a_withdrawn_original_is_gone_as_its_response_is(small: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(small, tmp_path / "data"))
    path = _path(data)
    withdraw(data, path.rpartition("/")[2], Reason.REQUEST, "2026-06-01T10:00:00Z")
    with served(data) as (_, address):
        answers = [httpx.get(address + each, trust_env=False, timeout=60) for each in (path, f"{path}/original.pdf")]
    assert [answer.status_code for answer in answers] == [410, 410]


def test_an_original_that_is_not_what_it_was_is_not_sent(small: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(small, tmp_path / "data"))
    path = f"{_path(data)}/original.pdf"
    [file] = (data / "originals").iterdir()
    with served(data) as (_, address):
        assert httpx.get(address + path, trust_env=False, timeout=60).status_code == 200
        file.write_bytes(b"%PDF-1.4 something else")
        assert httpx.get(address + path, trust_env=False, timeout=60).status_code == 404


def test_the_graph_says_where_the_original_is(client: httpx.Client, original: str) -> None:
    query = "SELECT ?url ?size { ?response dcterms:hasPart ?d . ?d schema:contentUrl ?url ; schema:contentSize ?size }"
    found = client.get("/sparql", params={"query": query, "format": "csv"}).text.split()
    assert found[1:] == [f"https://standpunkt.example{original},{len(_CONTENT)}"]
    [document] = client.get(
        "/sparql", params={"query": "SELECT ?d { ?d schema:contentUrl ?url }", "format": "csv"}
    ).text.split()[1:]
    page = client.get(document.replace("https://standpunkt.example/id/", "/doc/"), headers={"accept": "text/html"})
    assert f'href="{original}"' in page.text


def test_the_site_holds_the_original_and_leads_to_it(site: Path, original: str) -> None:
    root = site / "public"
    assert (root / original.removeprefix("/")).read_bytes() == _CONTENT
    assert [path.name for path in root.rglob("*.pdf")] == ["original.pdf"]
    for ending in ("", "--nn", "--en"):
        page, beside = (
            (root / f"{original.removesuffix('/original.pdf').removeprefix('/')}{view}{ending}.html").read_text("utf-8")
            for view in ("", "--view-original.beside")
        )
        assert "<iframe" not in page
        assert f'href="{original}#page=1"' in page
        assert f'src="{original}#navpanes=0' in beside


def test_the_site_loses_the_original_that_is_withdrawn(site: Path, small: Path, original: str, tmp_path: Path) -> None:
    data, copy = (Path(shutil.copytree(each, tmp_path / each.name)) for each in (small, site))
    withdraw(data, original.split("/")[3], Reason.REQUEST, "2026-06-01T10:00:00Z")
    assert "1 removed" not in published("--data", str(data), "--output", str(copy)).stdout
    assert list((copy / "public").rglob("*.pdf")) == []


@pytest.mark.parametrize("server", _SERVERS)
def test_web_servers_send_it_as_we_do(site: Path, client: httpx.Client, original: str, server: str) -> None:
    program(server)
    told = ("content-type", "content-security-policy", "x-content-type-options", "cache-control", "accept-ranges")
    expected = client.get(original).headers
    with _SERVERS[server](site) as address:
        answer = httpx.get(address + original, trust_env=False)
        part = httpx.get(address + original, headers={"range": "bytes=5-9"}, trust_env=False)
        page = httpx.get(address + original.removesuffix("/original.pdf"), trust_env=False)
        missing = httpx.get(f"{address}/doc/response/nobody/original.pdf", trust_env=False)
    assert (answer.status_code, answer.content) == (200, _CONTENT)
    assert {name: answer.headers.get(name) for name in told} == {name: expected[name] for name in told}
    assert (part.status_code, part.content) == (206, _CONTENT[5:10])
    assert page.status_code == 200
    assert missing.status_code == 404
