"""Clients that share a server; behind a proxy on this machine, each is known by the address that the proxy tells."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.serving import served

_SIMPLE = {"query": "ASK { ?s a stp:Position }"}
_PRODUCT = {"query": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6)) + " }"}


@pytest.fixture(scope="module")
def frugal(consultation: Path) -> Iterator[httpx.Client]:
    """A server that gives each client less processor time in a minute than one query takes."""
    with (
        served(consultation, "--budget", "0.0001", "--workers", "1", "--remembered", "0") as (_, address),
        httpx.Client(base_url=address, timeout=30, trust_env=False) as client,
    ):
        yield client


def _asked(server: httpx.Client, client: str) -> httpx.Response:
    return server.get("/sparql", params=_SIMPLE, headers={"x-forwarded-for": client})


def test_who_has_used_its_budget_is_told_when_to_come_again_and_others_are_answered(frugal: httpx.Client) -> None:
    assert _asked(frugal, "192.0.2.1").status_code == 200
    refused = _asked(frugal, "192.0.2.1")
    assert (refused.status_code, "0.0001 seconds of processor time" in refused.text) == (429, True)
    assert int(refused.headers["retry-after"]) >= 1
    assert _asked(frugal, "192.0.2.2").status_code == 200


def test_another_address_in_the_same_network_of_a_customer_is_the_same_client(frugal: httpx.Client) -> None:
    assert _asked(frugal, "2001:db8:1:2::1").status_code == 200
    assert _asked(frugal, "2001:db8:1:2:ffff::9").status_code == 429
    assert _asked(frugal, "2001:db8:1:3::1").status_code == 200


def test_a_client_that_floods_the_queue_takes_no_turn_of_others(consultation: Path) -> None:
    options = ("--seconds", "60", "--quick", "0.3", "--workers", "2", "--waiting", "20", "--patience", "60")
    options += ("--remembered", "0")

    async def ask_all(address: str) -> None:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits, trust_env=False) as client:
            greedy = {"x-forwarded-for": "192.0.2.3"}
            flood = [asyncio.create_task(client.get("/sparql", params=_PRODUCT, headers=greedy)) for _ in range(50)]
            await asyncio.wait(flood, return_when=asyncio.FIRST_COMPLETED)
            others = [
                client.get("/sparql", params=_SIMPLE, headers={"x-forwarded-for": f"192.0.2.{number}"})
                for number in range(100, 110)
            ]
            assert [response.status_code for response in await asyncio.gather(*others)] == [200] * 10
            turned_away = [each.result().status_code for each in flood if each.done()]
            assert set(turned_away) == {503}
            assert len(turned_away) < 50
            for each in flood:
                each.cancel()
            await asyncio.gather(*flood, return_exceptions=True)

    with served(consultation, *options) as (_, address):
        asyncio.run(ask_all(address))
