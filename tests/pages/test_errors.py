"""What a visitor is told whose request is not answered, and the visits that never were."""

import asyncio
import logging
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from api.errors import failed
from api.faults import Faults
from api.pages import Pages
from tests.pages.asking import page
from tests.serving import served

_PAGE = {"accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nowhere", 404, "Søk etter det, eller begynn på en av sidene under"),
        ("/doc/actor/ingen", 404, "Ingenting heter /id/actor/ingen her"),
        ("/queries/who-opposes?format=docx", 406, "Be om et av formatene som er nevnt under"),
        ("/search?q=a&format=docx", 406, "json, csv, html"),
        ("/queries/nobody-asked", 404, "who-opposes"),
    ],
)
def test_a_page_says_what_to_do_next(address: str, path: str, status: int, said: str) -> None:
    text = page(address, path, status)
    assert said in text
    assert 'action="/search"' in text
    assert 'href="/consultations"' in text


def test_who_asks_too_much_is_told_when_to_come_back(example_folder: Path) -> None:
    with (
        served(example_folder, "--budget", "0.01") as (_, address),
        httpx.Client(trust_env=False, timeout=30) as client,
    ):
        for _ in range(40):
            answer = client.get(f"{address}/queries/verdict-matrix?limit=500", headers=_PAGE)
            if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                break
        assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
        assert int(answer.headers["retry-after"]) > 0
        assert "Vent litt og prøv igjen" in answer.text


async def _broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise RuntimeError("the disk is on fire")


def test_a_failure_of_the_server_is_a_page_that_tells_nothing_of_its_inside(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("uvicorn", "uvicorn.error"):  # which servers that ran before may have silenced
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        monkeypatch.setattr(logging.getLogger(name), "disabled", False)
    caplog.set_level(logging.ERROR, "uvicorn.error")
    app = Faults(_broken, explain=lambda request, status: failed(request, status, Pages()))

    async def visited() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.get("/anything", headers=_PAGE)

    answer = asyncio.run(visited())
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Noe gikk galt hos oss" in answer.text
    assert "disk" not in answer.text
    assert "the disk is on fire" in caplog.text


def test_every_answer_says_what_a_browser_may_do_with_it(address: str) -> None:
    for path in ("/", "/nowhere", "/sparql", "/feeds/responses.atom", "/static/style.css", "/doc/stance/opposes.ttl"):
        headers = httpx.get(address + path, headers={"accept": "text/html, */*;q=0.1"}, trust_env=False).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "set-cookie" not in headers
