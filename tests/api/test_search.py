import csv
import io
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.answers import build_answers, write_answers
from tests.serving import served

Folders = tuple[Path, Path]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Some answers, and the data folder that they are built into."""
    folder = tmp_path_factory.mktemp("search")
    write_answers(folder / "responses")
    build_answers(folder / "responses", folder / "data")
    return folder / "responses", folder / "data"


@pytest.fixture(scope="module")
def client(folders: Folders) -> Iterator[httpx.Client]:
    """Somebody who asks a server that serves them."""
    with served(folders[1]) as (_, address), httpx.Client(base_url=address, timeout=30, trust_env=False) as found:
        yield found


def _total(client: httpx.Client, **parameters: str) -> int:
    response = client.get("/search", params=parameters)
    assert response.status_code == 200, response.text
    return int(response.json()["total"])


def test_hits_are_json_for_programs(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "helsetenester tilskot", "limit": "1"}).json()
    assert (page["query"], page["in"], page["total"], page["limit"]) == ("helsetenester tilskot", "statements", 2, 1)
    (hit,) = page["hits"]
    assert hit["actors"] == [
        {"iri": "https://standpunkt.example/id/actor/eksempeldal-kommune", "name": "Eksempeldal kommune"}
    ]
    assert hit["kind"]["iri"].endswith("/kind/recommendation")
    assert hit["excerpt"].startswith("Staten bør gi tilskot")
    following = client.get(page["next"]).json()
    assert following["hits"][0]["actors"][0]["name"] == "Eksempel kommune"
    assert following["next"] is None


def test_hits_are_csv_for_spreadsheets(client: httpx.Client) -> None:
    response = client.get("/search", params={"q": "gebyr"}, headers={"accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert {row["actors"] for row in rows} == {"Eksempel kommune", "Eksempelforbundet"}
    assert all(row["statementIri"].startswith("https://") and row["start"].isdecimal() for row in rows)


def test_hits_are_a_page_for_people(client: httpx.Client) -> None:
    response = client.get("/search", params={"q": "<gebyr>", "kind": "opposition"}, headers={"accept": "text/html"})
    assert response.status_code == 200
    assert "<mark>gebyrer</mark>" in response.text
    assert 'value="&lt;gebyr&gt;"' in response.text
    assert '<option value="opposition" selected>' in response.text
    assert "Ett treff." in response.text
    for path in re.findall(r'href="(/id/[^"]+)"', response.text):
        assert client.get(path, headers={"accept": "text/html"}, follow_redirects=True).status_code == 200
    assert 'href="/id/actor/eksempelforbundet"' in response.text
    empty = client.get("/search", headers={"accept": "text/html"})
    assert (empty.status_code, "treff" in empty.text) == (200, False)


def test_filters_and_scopes_restrict(client: httpx.Client) -> None:
    assert _total(client, q="gebyr") == 2
    assert _total(client, q="gebyr", actor="Eksempelforbundet") == 1
    assert _total(client, q="Åsen") == 0
    assert _total(client, q="Aasen", **{"in": "texts"}) == 1
    assert _total(client, q="gebyr", kind="concern") == 1
    assert _total(client, q="hemmelig* OR vannverk*", **{"in": "texts"}) == 0


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({}, "no word to search for"),
        ({"q": "§"}, "no word to search for"),
        ({"q": "NOT frist"}, "only what to leave out"),
        ({"q": "x" * 2000}, "may have 1000"),
        ({"q": "frist", "actor": "Ukjent"}, "Nothing in the graph is called “Ukjent”"),
        ({"q": "frist", "in": "dreams"}, "in statements or texts"),
        ({"q": "frist", "kind": "wish"}, "recommendation"),
        ({"q": "frist", "page": "0"}, "from 1 to"),
        ({"q": "frist", "page": "²"}, "from 1 to"),
        ({"q": "frist", "limit": "1001"}, "from 1 to 1000"),
        ({"q": "frist", "limit": "9" * 50}, "from 1 to 1000"),
        ({"query": "frist"}, "Use: q, in,"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_with_the_way_out(
    client: httpx.Client, parameters: dict[str, str], said: str
) -> None:
    response = client.get("/search", params=parameters)
    assert response.status_code == 400
    assert said in response.text


def test_a_page_says_what_is_wrong_beside_the_form(client: httpx.Client) -> None:
    response = client.get("/search", params={"q": "NOT frist"}, headers={"accept": "text/html"})
    assert response.status_code == 400
    assert 'role="alert"' in response.text
    assert 'value="NOT frist"' in response.text


def test_a_format_that_there_is_not_is_refused(client: httpx.Client) -> None:
    assert client.get("/search", params={"q": "frist", "format": "docx"}).status_code == 406
    assert client.get("/search", params={"q": "frist"}, headers={"accept": "image/png"}).status_code == 406
    assert client.post("/search", data={"q": "frist"}).status_code == 405


@pytest.mark.parametrize("q", ["'\"; DROP TABLE places; --", "NEAR(a b)", "{words} : a", "\0a", "å" * 900, "-" * 900])
def test_nothing_that_is_written_breaks_the_search(client: httpx.Client, q: str) -> None:
    assert client.get("/search", params={"q": q}).status_code in {200, 400}
    assert _total(client, q="gebyr") == 2


def test_a_query_searches_for_words(client: httpx.Client) -> None:
    query = 'SELECT ?p ?r { ?p stp:matches "helsetjenester" ; a stp:Position ; stp:relevance ?r } ORDER BY DESC(?r)'
    assert len(_bindings(client, query=query)) == 2
    assert client.post("/sparql", data={"query": "ASK { ?p stp:relevance ?r }"}).json()["boolean"] is False


def test_a_query_over_some_graphs_searches_in_these(client: httpx.Client) -> None:
    query = 'SELECT ?p ?g { ?p stp:matches "helsetjenester" . GRAPH ?g { ?p a stp:Position } }'
    graphs = [found["g"]["value"] for found in _bindings(client, query=query)]
    assert len(set(graphs)) == 2
    position = 'SELECT ?p { ?p stp:matches "helsetjenester" ; a stp:Position }'
    assert len(_bindings(client, query=position, **{"default-graph-uri": graphs[0]})) == 1


def _bindings(client: httpx.Client, **parameters: str) -> list[dict[str, dict[str, str]]]:
    response = client.get("/sparql", params=parameters)
    assert response.status_code == 200, response.text
    found: list[dict[str, dict[str, str]]] = response.json()["results"]["bindings"]
    return found


def test_a_query_is_told_what_is_wrong_with_its_search(client: httpx.Client) -> None:
    for query, said in (
        ('SELECT * { ?p stp:matches "NOT a" }', "only what to leave out"),
        ("SELECT * { ?p stp:matches ?words }", "known before the query runs"),
    ):
        response = client.get("/sparql", params={"query": query})
        assert (response.status_code, said in response.text) == (400, True)


def test_a_new_generation_is_searched_without_a_restart(folders: Folders, tmp_path: Path) -> None:
    responses = Path(shutil.copytree(folders[0], tmp_path / "responses"))
    data = Path(shutil.copytree(folders[1], tmp_path / "data"))
    with served(data) as (_, address), httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        assert _total(client, q="sykkelparkering") == 0
        text = "Eksempelnes kommune\n\nHøringssvar\n\nVi støtter forslaget om sykkelparkering.\n"
        (responses / "Eksempelnes kommune.txt").write_text(text, encoding="utf-8")
        build_answers(responses, data)
        until = time.monotonic() + 30
        while not _total(client, q="sykkelparkering") and time.monotonic() < until:
            time.sleep(0.1)
        assert _total(client, q="sykkelparkering") == 1


def test_an_index_that_is_lost_is_made_again(folders: Folders, tmp_path: Path) -> None:
    data = Path(shutil.copytree(folders[1], tmp_path / "data"))
    with served(data) as (_, address), httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        assert _total(client, q="gebyr") == 2
        (data / "search.sqlite").unlink()
        assert _total(client, q="gebyr") == 2
        assert (data / "search.sqlite").is_file()
