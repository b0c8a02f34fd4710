"""What readers see of a graph as people decide about it, on a server that goes on running."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import httpx
import pytest

from graph.decisions import Reason, Verdict
from graph.folder import DataFolder
from graph.pipeline import Options, build
from graph.pipeline.reviewing import proposed, review
from graph.pipeline.withdrawing import withdraw
from tests.graph.pipeline.conftest import write_consultation

Serve = Callable[..., AbstractContextManager[tuple["Popen[str]", str]]]

_AT = "2026-06-01T10:00:00Z"
_PAGE = {"accept": "text/html"}
_STATEMENTS = "SELECT ?s { ?s a stp:Statement }"
_SECONDS = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small consultation and what was built of it, in which one statement is confirmed."""
    place = tmp_path_factory.mktemp("published")
    (place / "in").mkdir()
    write_consultation(place / "in")
    build([place / "in"], Options(place / "data"))
    support = next(one for one in proposed(place / "data", []) if one.words.startswith("Eksempel kommune støtter"))
    review(place / "data", [support.key], Verdict.CONFIRMED, "fagansvarlig", _AT)
    return place


@pytest.fixture(scope="module")
def client(serve: Serve, folder: Path) -> Iterator[httpx.Client]:
    """A client of a server that runs all the while."""
    with (
        serve(folder / "data", "--workers", "1", "--budget", "6000") as (_, address),
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        yield client


def _found(client: httpx.Client, text: str) -> int:
    answer = client.get("/sparql", params={"query": text, "format": "json"}).json()
    return len(answer["results"]["bindings"])


def _hits(client: httpx.Client, words: str, where: str = "statements") -> int:
    """How many hits a search has, once the words are looked up in what the graph says now."""
    for _ in range(_SECONDS * 5):
        answer = client.get("/search", params={"q": words, "in": where, "format": "json"})
        if answer.status_code == 200:
            return int(answer.json()["total"])
        time.sleep(0.2)
    raise TimeoutError(answer.text)


def _until(holds: Callable[[], bool]) -> None:
    """Wait for the server to follow what has changed in the folder."""
    for _ in range(_SECONDS * 5):
        if holds():
            return
        time.sleep(0.2)
    raise TimeoutError("The server does not follow.")


def test_all_statements_are_shown_marked_and_counts_are_split(client: httpx.Client) -> None:
    count = _found(client, _STATEMENTS)
    assert count > 6
    assert f"Av {count} utsagn er 1 gjennomgått av et menneske" in client.get("/", headers=_PAGE).text
    data_set = client.get("/catalogue", headers=_PAGE).text
    assert "<dt>Utsagn: bekreftet</dt><dd>1</dd>" in data_set
    assert f"<dt>Utsagn: maskinelt foreslått, ikke gjennomgått</dt><dd>{count - 1}</dd>" in data_set
    void = client.get("/.well-known/void.nt").text
    assert '#confirmed> <http://rdfs.org/ns/void#entities> "1"' in void
    for path in ("/queries/contested-proposals", "/queries/positions-by-actor", "/explore"):
        assert "maskinelt foreslått, ikke gjennomgått" in client.get(path, headers=_PAGE).text, path
    assert '<p class="note">' not in client.get("/queries/who-did-not-answer", headers=_PAGE).text


def test_whoever_cites_a_statement_says_whether_anybody_has_confirmed_it(client: httpx.Client, folder: Path) -> None:
    waiting = proposed(folder / "data", [])[0]
    asked = "SELECT ?s { ?s stp:reviewState review-state:confirmed }"
    found = client.get("/sparql", params={"query": asked, "format": "json"}).json()["results"]["bindings"]
    confirmed = found[0]["s"]["value"].rpartition("/")[2]
    for key, is_marked in ((waiting.key, True), (confirmed, False)):
        citation = client.get(f"/doc/statement/{key}", headers=_PAGE).text.partition("Siter dette")[2]
        assert ("Maskinelt foreslått, ikke gjennomgått." in citation.partition("</aside>")[0]) is is_marked


def test_a_text_that_is_not_cleared_is_quoted_and_not_shown(client: httpx.Client, folder: Path) -> None:
    key = next(key for key in DataFolder(folder / "data").manifest().records if "eksempelvik" in key)
    page = client.get(f"/doc/response/{key}", headers=_PAGE).text
    assert "Hele teksten vises ikke" in page
    assert "takker for muligheten" not in page
    asked = "SELECT ?t { ?t a stp:Text ; dcterms:accessRights ?r FILTER(STRENDS(STR(?r), 'RESTRICTED')) }"
    assert _found(client, asked) == 3


def test_where_only_confirmed_statements_are_published_nothing_else_is_anywhere(
    client: httpx.Client, folder: Path
) -> None:
    build([folder / "in"], Options(folder / "data", publish="confirmed"))
    _until(lambda: _found(client, _STATEMENTS) == 1)
    assert "Av 1 utsagn er 1 gjennomgått" in client.get("/", headers=_PAGE).text
    assert (_hits(client, "støtter"), _hits(client, "virksomheter")) == (1, 0)
    assert _found(client, "SELECT ?v { ?v a stp:Verdict }") == 1
    for path in ("/data.nq", "/.well-known/void.nt", "/feeds/positions.atom", "/explore?format=csv"):
        content = client.get(path).text
        assert "fristen blir for kort" not in content, path  # beyond what stands around the confirmed statement
    page = client.get("/catalogue", headers=_PAGE).text
    assert "<dt>Utsagn: maskinelt foreslått" not in page
    build([folder / "in"], Options(folder / "data", publish="marked"))
    _until(lambda: _found(client, _STATEMENTS) > 1)


def test_a_running_server_follows_a_withdrawal(client: httpx.Client, folder: Path) -> None:
    key = next(key for key in DataFolder(folder / "data").manifest().records if "forbundet" in key)
    path = f"/doc/response/{key}"
    assert client.get(path, headers=_PAGE).status_code == 200
    assert _hits(client, "Eksempelforbundet", "texts") > 0
    withdraw(folder / "data", key, Reason.REQUEST, _AT)
    _until(lambda: client.get(path, headers=_PAGE).status_code == 410)
    assert "2026-06-01" in client.get(path, headers=_PAGE).text
    assert client.get(f"/id/response/{key}").status_code == 303
    _until(lambda: _hits(client, "Eksempelforbundet", "texts") == 0)
    for place in ("/", "/data.nq", "/queries/who-answered", "/sitemap/responses-1.xml", "/feeds/responses.atom"):
        content = client.get(place).text
        assert "Eksempelforbundet støtter" not in content, place
