import httpx
import pytest


@pytest.mark.parametrize("path", ["/sparql", "/queries", "/queries/who-opposes", "/"])
def test_a_page_of_others_may_ask(client: httpx.Client, path: str) -> None:
    asks_first = {
        "origin": "https://elsewhere.example",
        "access-control-request-method": "GET",
        "access-control-request-headers": "x-requested-with",
    }
    response = client.options(path, headers=asks_first)
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert "GET" in response.headers["access-control-allow-methods"]
    assert response.headers["access-control-allow-headers"] == "*"
    assert "access-control-allow-credentials" not in response.headers


def test_an_address_tells_how_it_may_be_asked(client: httpx.Client) -> None:
    allowed = client.options("/sparql").headers["allow"]
    assert {each.strip() for each in allowed.split(",")} == {"GET", "HEAD", "POST", "OPTIONS"}
    assert {each.strip() for each in client.put("/sparql").headers["allow"].split(",")} == {"GET", "HEAD", "POST"}


def test_answers_and_errors_may_be_read_by_pages_of_others(client: httpx.Client) -> None:
    for query in ("ASK {}", "WRONG"):
        response = client.get("/sparql", params={"query": query}, headers={"origin": "https://elsewhere.example"})
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["access-control-expose-headers"] == "*"
