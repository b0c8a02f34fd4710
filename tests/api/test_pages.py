import csv
import io
import re

import httpx
import pytest

from graph.query.named import named_queries

_PAGE = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_the_start_page_shows_figures_and_where_to_begin(client: httpx.Client) -> None:
    page = client.get("/", headers=_PAGE).text
    assert re.search(r"<dt>Høringssvar</dt><dd>6</dd>", page)
    assert "Av 13 utsagn er 1 gjennomgått av et menneske" in page
    assert "maskinelt foreslått, ikke gjennomgått" in page
    assert "/doc/consultation/" in page
    listed = client.get("/queries", headers=_PAGE).text
    assert set(re.findall(r'href="/queries/([a-z-]+)"', listed)) == set(named_queries())


def test_a_parameter_narrows_page_and_data_alike(client: httpx.Client) -> None:
    page = client.get("/queries/who-opposes", params={"proposal": "2"}, headers=_PAGE).text
    assert "Én rad." in page
    assert 'value="2"' in page
    assert 'href="/queries/who-opposes?proposal=2&amp;format=csv"' in page
    data = client.get("/queries/who-opposes", params={"proposal": "2", "format": "csv"})
    assert [row["actorLabel"] for row in csv.DictReader(io.StringIO(data.text))] == ["Eksempel kommune"]
    assert data.headers["content-disposition"] == 'inline; filename="who-opposes.csv"'


def test_a_visitor_asks_for_an_actor_by_name(client: httpx.Client) -> None:
    page = client.get("/queries/what-an-actor-says", params={"actor": "eksempel kommune "}, headers=_PAGE).text
    assert "Ingen treff" not in page
    assert 'value="eksempel kommune "' in page


def test_what_nobody_reviewed_is_marked(client: httpx.Client) -> None:
    assert '<p class="note">' in client.get("/queries/who-opposes", headers=_PAGE).text
    assert '<p class="note">' not in client.get("/queries/who-did-not-answer", headers=_PAGE).text


def test_names_and_quotes_lead_to_their_pages_and_those_to_further_questions(client: httpx.Client) -> None:
    page = client.get("/queries/who-opposes", headers=_PAGE).text
    for kind in ("actor", "proposal", "response", "statement"):
        onward = next(iter(re.findall(rf'href="(/id/{kind}/[^"]+)"', page)))
        assert client.get(onward, headers=_PAGE, follow_redirects=True).status_code == 200
    actor = client.get("/doc/actor/eksempel-kommune", headers=_PAGE).text
    (asked,) = set(re.findall(r'href="(/queries/what-an-actor-says[^"]+)"', actor))
    assert client.get(asked.replace("&amp;", "&"), headers=_PAGE).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "part"),
    [
        ("/queries/nobody-asked", 404, "who-opposes"),
        ("/queries/who-opposes?nope=1", 400, "who-opposes takes: consultation ("),
        ("/queries/who-opposes?proposal=1&proposal=2", 400, "“proposal” stands twice"),
        ("/queries/who-opposes?format=turtle", 406, "xlsx"),
        ("/queries/what-an-actor-says?format=csv", 400, "“actor” is missing"),
        ("/queries/what-an-actor-says?actor=Ingen", 400, "no actor called so. It takes the name, key or IRI"),
        ("/queries/positions-to-review?kind=a%20b", 400, "“kind” is “a b”. It takes one of recommendation"),
        ("/queries/who-opposes?limit=none", 400, "“limit” is “none”. It takes a whole number from 1"),
        ("/queries/who-opposes?offset=-1", 400, "a whole number from 0"),
        ("/queries/who-opposes?language=se", 400, "nb or en"),
    ],
)
def test_what_is_wrong_with_an_address_is_told(client: httpx.Client, path: str, status: int, part: str) -> None:
    response = client.get(path)
    assert (response.status_code, part in response.text) == (status, True)


def test_what_a_visitor_writes_is_shown_as_text(client: httpx.Client) -> None:
    evil = '"><script>alert(1)</script>'
    for path in ("/queries/who-opposes", "/sparql"):
        page = client.get(path, params={"proposal": evil, "query": evil}, headers=_PAGE).text
        assert "<script>" not in page


def test_pages_need_no_script_and_nothing_from_elsewhere(client: httpx.Client) -> None:
    for path in ("/", "/queries", "/queries/verdict-matrix", "/sparql", "/nowhere"):
        response = client.get(path, headers=_PAGE)
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r'<script(?! type="module" src="/static/)|<style|\sstyle=|\son\w+=', response.text)
        for source in re.findall(r'(?:src|href)="([^"]+)"', response.text):
            assert source.startswith(("/", "#", "?"))


def test_what_pages_refer_to_is_there(client: httpx.Client) -> None:
    page = client.get("/", headers=_PAGE).text
    for path in set(re.findall(r'(?:src|href)="(/[^"]*)"', page)):
        assert client.get(path, headers=_PAGE, follow_redirects=True).status_code == 200


def test_a_monitor_can_ask_how_it_goes(client: httpx.Client) -> None:
    answer = client.get("/health").json()
    assert answer["status"] == "ok"
    assert answer["triples"] > 700
