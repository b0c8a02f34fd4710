import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.folder import DataFolder, Manifest
from tests.programs import program
from tests.publishing import BASE, GONE, STATEMENT, VOCABULARY, published, write_statements
from tests.serving import apache_served, nginx_served, served

_SERVERS = {"nginx": nginx_served, "apache2": apache_served}


@pytest.fixture(scope="module")
def site_beside_a_live_server(small: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with links to a live server."""
    site = tmp_path_factory.mktemp("beside") / "site"
    options = ["--data", str(small[0]), "--output", str(site), "--endpoint", "https://live.example"]
    assert published(*options).returncode == 0
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
        lines = [f'<{BASE}/id/actor/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "A" <{BASE}/graph/entries> .\n']
        folder.commit(Manifest(1, BASE, {"entries": folder.write_graph("entries", lines)}))
    site = tmp_path / "site"
    assert published("--data", str(folder.path), "--output", str(site)).stdout
    for name, serve in _SERVERS.items():
        program(name)
        with serve(site) as address, httpx.Client(base_url=address, trust_env=False) as client:
            answer = client.get("/dumps/standpunkt.nq.gz", headers={"accept-encoding": "gzip"})
            assert (answer.status_code, answer.headers["content-type"]) == (200, "application/gzip")
            assert "content-encoding" not in answer.headers
            assert gzip.decompress(answer.content).decode() == "".join(lines)
            described = client.get("/dumps/csv-metadata.json")
            assert described.headers["content-type"] == "application/csvm+json"


@pytest.fixture(scope="module", params=_SERVERS)
def busy(request: pytest.FixtureRequest, many: Path) -> Iterator[httpx.Client]:
    """nginx or Apache with the site of somebody who says so much that it takes several pages."""
    program(request.param)
    with _SERVERS[request.param](many) as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That site."""
    folder = tmp_path_factory.mktemp("many")
    write_statements(folder / "data.ttl", *(STATEMENT % (number, number) for number in range(250)))
    published("--data", str(folder / "data.ttl"), "--output", str(folder / "site"))
    return folder / "site"


@pytest.mark.parametrize("ending", [".html", ".ttl"])
def test_pages_of_one_document_lead_to_each_other(busy: httpx.Client, ending: str) -> None:
    asked, seen = f"/doc/actor/busy{ending}", []
    while asked:
        answer = busy.get(asked, headers={"accept": "text/html"})
        assert answer.status_code == 200
        led = dict(reversed(pair) for pair in re.findall(r'<([^>]+)>; rel="([a-z-]+)"', answer.headers["link"]))
        assert led["canonical"] == f"{BASE}/doc/actor/busy{'?' if '?' in asked else ''}{asked.partition('?')[2]}"
        assert (seen[-1] if seen else None) == led.get("prev")
        seen.append(asked)
        asked = led.get("next", "")
    assert len(seen) == 3


def test_very_many_pages_need_no_rules_of_their_own(many: Path) -> None:
    for name in ("nginx/maps.conf", "apache/site.conf"):
        assert "?page=3>" not in (many / name).read_text("utf-8")


_ODD = ("blåbær", "a%20b", "50%25", "a.b(c)'d$e;f,g", "borte%20vekk")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Data of somebody who gives things odd names, and their site."""
    folder = tmp_path_factory.mktemp("odd")
    named = (f'<{BASE}/id/actor/{key}> skos:prefLabel "Rart"@nb .\n' for key in _ODD[:-1])
    gone = GONE.replace("/statement/gone", f"/actor/{_ODD[-1]}")
    write_statements(folder / "data.ttl", *named, gone, VOCABULARY)
    done = published("--data", str(folder / "data.ttl"), "--output", str(folder / "site"), "--signposts")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "data.ttl", folder / "site"


@contextmanager
def _live(data: Path) -> Iterator[str]:
    with served(data, "--workers", "1") as (_, address):
        yield address


@pytest.mark.parametrize("server", ["live", *_SERVERS])
def test_a_name_with_odd_characters_resolves(odd: tuple[Path, Path], server: str) -> None:
    data, site = odd
    serving = _live(data) if server == "live" else _SERVERS[server](site)
    with serving as address, httpx.Client(base_url=address, trust_env=False) as client:
        for key in _ODD:
            led = client.get(f"/id/actor/{key}")
            assert led.status_code == 303, key
            answer = client.get(led.headers["location"], headers={"accept": "text/turtle"})
            assert answer.status_code == (410 if key == _ODD[-1] else 200), key
            assert f"<{BASE}/id/actor/{key}>" in answer.text.replace("\\", "")
