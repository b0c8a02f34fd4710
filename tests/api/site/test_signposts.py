import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from tests.programs import program
from tests.serving import apache_served, files_served, nginx_served

_BASE = "https://standpunkt.example"
_ENDINGS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_PUBLISH = [sys.executable, "-P", "-c", "from api.site.command import publish; publish()"]


@pytest.fixture(scope="module")
def site_with_signposts(described: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented consultation, for a host that serves files and nothing else."""
    folder = tmp_path_factory.mktemp("signposts") / "site"
    subprocess.run([*_PUBLISH, "--data", str(described), "--output", str(folder), "--signposts"], check=True)
    return folder


@pytest.fixture(scope="module")
def host(site_with_signposts: Path) -> Iterator[httpx.Client]:
    """A host that knows files, and the index of a folder."""
    with (
        files_served(site_with_signposts / "public") as address,
        httpx.Client(base_url=address, trust_env=False, follow_redirects=True) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def names(described: Path) -> list[str]:
    """The paths of the names of all things, without those of their parts, and of another name of one."""
    subjects = {getattr(quad.subject, "value", "") for quad in parse(path=described)}
    paths = {urlsplit(each).path.removeprefix("/standpunkt") for each in subjects if "/id/" in each and "#" not in each}
    return [*sorted(paths), "/id/actor/slv"]


def _led(client: httpx.Client, path: str) -> tuple[str, httpx.Response]:
    """Where a browser comes to that follows what a page tells it."""
    signpost = client.get(path)
    assert signpost.status_code == 200, path
    assert signpost.headers["content-type"].startswith("text/html")
    (target,) = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', signpost.text)
    (canonical,) = re.findall(r'<link rel="canonical" href="([^"]+)">', signpost.text)
    assert target == f"{canonical.removeprefix(_BASE)}.html"
    return signpost.text, client.get(target)


def test_every_name_leads_to_the_page_and_the_data_about_what_it_names(host: httpx.Client, names: list[str]) -> None:
    assert len(names) > 200
    for name in names:
        signpost, page = _led(host, name)
        assert page.status_code == 200
        data = dict(re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">', signpost))
        assert len(data) == 5
        told = {
            frozenset(str(quad) for quad in parse(host.get(address).content, _ENDINGS[ending]))
            for address in data.values()
            if (ending := f".{address.rpartition('.')[2]}") in _ENDINGS
        }
        assert len(told) == 1


@pytest.mark.parametrize("path", ["/doc/actor/hod", "/catalogue", "/ns", "/.well-known/void", "/queries/who-opposes"])
def test_an_address_without_an_ending_leads_to_its_page(host: httpx.Client, path: str) -> None:
    assert _led(host, path)[1].status_code == 200


def test_what_is_not_found_has_a_page_where_hosts_look_for_it(site_with_signposts: Path, host: httpx.Client) -> None:
    assert host.get("/id/actor/nobody").status_code == 404
    root = site_with_signposts / "public"
    assert (root / "404.html").read_text("utf-8") == (root / "errors/404.html").read_text("utf-8")
    sums = (site_with_signposts / "SHA256SUMS").read_text("utf-8")
    assert all(f"  public/{each}\n" in sums for each in ("404.html", "id/actor/hod/index.html"))


@pytest.mark.parametrize(("name", "serve"), [("nginx", nginx_served), ("apache2", apache_served)])
def test_signposts_are_passed_over_by_a_server_that_knows_better(
    site_with_signposts: Path, name: str, serve: type
) -> None:
    program(name)
    with serve(site_with_signposts) as address, httpx.Client(base_url=address, trust_env=False) as client:
        assert client.get("/id/actor/hod").status_code == 303
        assert client.get("/id/actor/slv").headers["location"] == "/id/actor/dmp"
        assert client.get("/doc/actor/hod", headers={"accept": "text/turtle"}).text.startswith("@prefix")
        assert "http-equiv" not in client.get("/catalogue").text
