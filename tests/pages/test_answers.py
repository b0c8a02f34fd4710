"""Answers to named queries, of which some are longer than a page should be."""

from collections.abc import Iterator

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from graph.query.named import named_queries

_MOST_BYTES = 60_000
_LONG = "/queries/who-supports-with-remarks"


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    """Somebody who reads the pages of the example."""
    with httpx.Client(base_url=address, headers={"accept": "text/html"}, trust_env=False, timeout=60) as found:
        yield found


@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_their_pages_are_small(client: httpx.Client, code: str) -> None:
    for name, query in named_queries().items():
        given = {each.name: each.example or "" for each in query.header.parameters if each.required}
        page = client.get(f"/queries/{name}", params=given, headers={"accept-language": code})
        assert page.status_code == 200, name
        assert len(page.content) < _MOST_BYTES, name


def test_rows_that_a_page_has_no_room_for_stand_on_the_next(client: httpx.Client) -> None:
    path, parts = _LONG, list[int]()
    while path:
        page = LexborHTMLParser(client.get(path).text)
        parts.append(len(page.css("tbody tr")))
        following = [each for each in page.css("[role=status] a") if each.text() == "Neste rader"]
        path = following[0].attributes["href"] or "" if following else ""
    rows = client.get(_LONG, params={"format": "json"}).json()["results"]["bindings"]
    assert len(parts) > 1
    assert sum(parts) == len(rows)
