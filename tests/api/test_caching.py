import gzip
import shutil
import time
from pathlib import Path

import httpx
import pytest

from tests.serving import served

_COUNT = {"query": "SELECT (COUNT(*) AS ?n) { ?s a stp:Response }"}
_EVERYTHING = {"query": "SELECT * { ?s ?p ?o }"}


def _get(client: httpx.Client, params: dict[str, str] | None = None, **headers: str) -> httpx.Response:
    return client.get(
        "/sparql", params=params or _COUNT, headers={key.replace("_", "-"): headers[key] for key in headers}
    )


def test_who_has_the_answer_already_is_told_so(client: httpx.Client) -> None:
    tag = _get(client).headers["etag"]
    again = _get(client, if_none_match=f'"other", {tag}')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.head("/sparql", params=_COUNT, headers={"if-none-match": tag}).status_code == 304
    assert _get(client, if_none_match='"other"').status_code == 200


def test_who_would_take_a_page_of_triples_too_is_told_so_of_rows(client: httpx.Client) -> None:
    accept = "text/csv, text/html;q=0.1"
    tag = _get(client, accept=accept).headers["etag"]
    assert _get(client, accept=accept, if_none_match=tag).status_code == 304


def test_an_answer_to_a_form_is_not_kept(client: httpx.Client) -> None:
    assert "etag" not in client.post("/sparql", data=_COUNT).headers


def test_another_question_or_format_is_another_answer(client: httpx.Client) -> None:
    tags = {
        _get(client).headers["etag"],
        _get(client, accept="text/csv").headers["etag"],
        _get(client, _EVERYTHING).headers["etag"],
        _get(client, {**_COUNT, "default-graph-uri": "http://example.org/"}).headers["etag"],
        _get(client, {**_COUNT, "named-graph-uri": "http://example.org/"}).headers["etag"],
    }
    assert len(tags) == 5


def test_a_new_version_of_the_graph_is_another_answer(consultation: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.trig"
    shutil.copy(consultation, data)
    with served(data) as (_, address), httpx.Client(base_url=address, trust_env=False) as client:
        tag = _get(client).headers["etag"]
        data.write_text(data.read_text() + "<http://a> a <https://w3id.org/standpunkt/ns#Response> .\n")
        for _ in range(100):
            response = _get(client, if_none_match=tag)
            if response.status_code == 200:
                break
            time.sleep(0.1)
        assert response.json()["results"]["bindings"][0]["n"]["value"] == "8"


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?now) {}", "SELECT (rand() AS ?chance) {}"])
def test_what_is_different_each_time_is_not_kept(client: httpx.Client, query: str) -> None:
    assert "etag" not in _get(client, {"query": query}).headers


def test_an_error_and_a_page_are_not_kept(client: httpx.Client) -> None:
    wrong = _get(client, {"query": "SELECT"})
    assert ("etag" in wrong.headers, wrong.headers["cache-control"]) == (False, "no-store")
    assert "etag" not in _get(client, accept="text/html").headers


def test_an_answer_is_compressed_for_who_wants_it_so(client: httpx.Client) -> None:
    plain = _get(client, _EVERYTHING, accept_encoding="identity")
    packed = _get(client, _EVERYTHING, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.num_bytes_downloaded < len(plain.content) / 3
    assert sorted(map(str, packed.json()["results"]["bindings"])) == sorted(
        map(str, plain.json()["results"]["bindings"])
    )
    for response in (plain, packed):
        assert {"accept", "accept-encoding"} <= set(response.headers["vary"].lower().split(", "))


@pytest.mark.parametrize("wanted", ["", "identity", "br", "gzip;q=0", "gzip;q=0, *"])
def test_an_answer_is_not_compressed_for_who_does_not(client: httpx.Client, wanted: str) -> None:
    assert "content-encoding" not in _get(client, _EVERYTHING, accept_encoding=wanted).headers


def test_a_compressed_answer_is_a_whole_gzip_stream(client: httpx.Client) -> None:
    request = client.build_request("GET", "/sparql", params=_EVERYTHING, headers={"accept-encoding": "gzip"})
    response = client.send(request, stream=True)
    assert gzip.decompress(b"".join(response.iter_raw())).endswith(b"]}}")
