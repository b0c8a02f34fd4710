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
def address(consultation: Path) -> Iterator[str]:
    """A server with two workers that gives each client two seconds in a minute."""
    options = (
        "--seconds",
        "2.5",
        "--quick",
        "0.3",
        "--workers",
        "2",
        "--budget",
        "2",
        "--waiting",
        "20",
        "--patience",
        "5",
    )
    with served(consultation, *options) as (_, found):
        yield found


def _from(client: str) -> dict[str, str]:
    return {"x-forwarded-for": client}


def test_who_has_used_its_budget_is_told_when_to_come_again_and_others_are_answered(address: str) -> None:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        assert client.get("/sparql", params=_PRODUCT, headers=_from("192.0.2.1")).status_code == 503
        refused = client.get("/sparql", params=_SIMPLE, headers=_from("192.0.2.1"))
        assert (refused.status_code, "2 seconds of processing time" in refused.text) == (429, True)
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert client.get("/sparql", params=_SIMPLE, headers=_from("192.0.2.2")).status_code == 200


def test_another_address_in_the_same_network_of_a_customer_is_the_same_client(address: str) -> None:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        client.get("/sparql", params=_PRODUCT, headers=_from("2001:db8:1:2::1"))
        assert client.get("/sparql", params=_SIMPLE, headers=_from("2001:db8:1:2:ffff::9")).status_code == 429
        assert client.get("/sparql", params=_SIMPLE, headers=_from("2001:db8:1:3::1")).status_code == 200


def test_a_client_that_floods_the_queue_takes_no_turn_of_others(address: str) -> None:
    async def ask_all() -> tuple[list[httpx.Response], list[httpx.Response]]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits, trust_env=False) as client:
            flood = [
                asyncio.create_task(client.get("/sparql", params=_PRODUCT, headers=_from("192.0.2.3")))
                for _ in range(50)
            ]
            await asyncio.sleep(0.3)
            others = [client.get("/sparql", params=_SIMPLE, headers=_from(f"192.0.2.{100 + n}")) for n in range(10)]
            return list(await asyncio.gather(*others)), list(await asyncio.gather(*flood))

    others, flood = asyncio.run(ask_all())
    assert [response.status_code for response in others] == [200] * 10
    assert {response.status_code for response in flood} == {429, 503}
