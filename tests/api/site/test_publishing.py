import hashlib
import os
import re
import shutil
import signal
import subprocess
import time
from html import unescape
from pathlib import Path

import pytest
from lxml import etree
from pyoxigraph import Literal, NamedNode, parse

from api.site.places import Place, with_links_to_files
from tests.publishing import GONE, STATEMENT, published, write_statements
from tests.serving import STANDPUNKT


def _times(site: Path) -> dict[str, int]:
    files = (each for each in (site / "public").rglob("*") if each.is_file())
    return {each.relative_to(site / "public").as_posix(): each.stat().st_mtime_ns for each in files}


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
    done = published("--data", str(data), "--output", str(site))
    assert done.returncode == 0
    assert " 0 written, " in done.stdout
    assert _times(site) == before


def test_what_changed_is_written_and_what_vanished_is_removed(copy: tuple[Path, Path]) -> None:
    data, site = copy
    before = _times(site)
    write_statements(data, STATEMENT % (0, 0), STATEMENT % (7, 7), GONE)
    done = published("--data", str(data), "--output", str(site))
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
    assert published("--data", str(data), "--output", str(site)).returncode == 0
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
    done = published("--data", str(small[0]), "--output", str(tmp_path / "site"), *options)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site" / "public").exists()


def test_a_folder_that_holds_something_else_is_left_alone(small: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("precious")
    done = published("--data", str(small[0]), "--output", str(tmp_path))
    assert (done.returncode, "holds something else already (letter.txt)" in done.stderr) == (1, True)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_place_that_cannot_be_written_is_said(small: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = published("--data", str(small[0]), "--output", str(tmp_path / "file" / "site"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_leaves_the_site_is_notwrite_statements() -> None:
    for path in ("/doc/../../etc/passwd", "/doc/actor/../x", "/doc/a\0b", f"/doc/actor/{'a' * 300}", "/doc//x"):
        assert not Place(path).is_possible, path


def test_other_markup_of_a_page_is_left_alone() -> None:
    page = (
        '<p data-x="/search">«href="/search"» &lt;a href=&quot;/search&quot;&gt;</p><a href="https://x.example/id/y">'
    )
    assert with_links_to_files(page, Place("/"), None) == page.replace('«href="/search"»', '«href="/search"»')
