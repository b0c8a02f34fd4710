"""The server under load and attack at once: `make siege`, or python -m tests.benchmarks.siege [--seconds 60].

Clients ask small and middling queries as fast as they are answered, each from an address of its own. Once a second
somebody attacks, from a new address each time, so that no budget protects the server. Every answer is compared with
what the same query gives alone.
"""

import argparse
import asyncio
import itertools
import socket
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil

from api.warming import PAGES
from tests.benchmarks.generated import generate
from tests.serving import broker_of, served

TEXT = {"accept": "text/csv, application/n-triples"}
_PAUSE = 0.05
_SETTLING = 5.0
_TOLERANCE = 0.15
_PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"

QUESTIONS = (
    "ASK { ?s a stp:Position }",
    "SELECT * { ?s a stp:Consultation ; ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s a stp:Position }",
    "SELECT ?kind (COUNT(?s) AS ?n) { ?s stp:kind ?kind } GROUP BY ?kind ORDER BY ?kind",
    "SELECT ?actor (COUNT(?s) AS ?n) { ?s stp:stance stance:opposes ; stp:heldBy ?actor } GROUP BY ?actor",
    "CONSTRUCT { ?s stp:heldBy ?actor } { ?s a stp:Concern ; stp:heldBy ?actor }",
    "SELECT ?on ?stance (COUNT(*) AS ?n) { ?s stp:onProposal ?on ; stp:stance ?stance } GROUP BY ?on ?stance",
    "SELECT ?s ?quote { ?s a stp:Opposition ; stp:readingForm ?quote } ORDER BY ?quote LIMIT 50",
)


def _bomb() -> str:
    text = '"aaaaaaaaaa"'
    for _ in range(9):
        text = f'REPLACE({text}, "a", "aaaaaaaaaa")'
    return f"SELECT (STRLEN({text}) AS ?n) {{ }}"


def attacks(elsewhere: str) -> dict[str, str]:
    """Hostile queries by name; `elsewhere` is an address that must not be called."""
    return {
        "cross product": f"SELECT (COUNT(*) AS ?n) {{ {_PRODUCT} }}",
        "sort": f"SELECT * {{ {_PRODUCT} }} ORDER BY ?l ?a",
        "distinct": f"SELECT DISTINCT * {{ {_PRODUCT} }}",
        "string bomb": _bomb(),
        "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<x:>|^!<x:>)* ?b . ?c (!<x:>|^!<x:>)* ?d }",
        "braces": "SELECT * " + "{" * 10_000,
        "ten megabytes": "ASK {} #" + "x" * 10_000_000,
        "service": f"SELECT * {{ SERVICE SILENT <{elsewhere}> {{ ?s ?p ?o }} }}",
        "endless answer": f"SELECT * {{ {_PRODUCT} }}",
    }


@dataclass
class Tally:
    """What happened to the clients that ask, and to those that attack."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    attacks: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    probes: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Siege:
    """A server, for how long it is asked and attacked, and what its answers should be."""

    connections: httpx.AsyncClient
    until: float
    expected: dict[str, list[str]]
    tally: Tally

    async def client(self, number: int) -> None:
        """Ask one question after the other until the time is over."""
        headers = {"x-forwarded-for": f"192.0.2.{number}"}
        for query in itertools.islice(itertools.cycle(QUESTIONS), number, None):
            if time.monotonic() > self.until:
                return
            began = time.monotonic()
            response = await self.connections.get("/sparql", params={"query": query}, headers=headers)
            self.tally.statuses[response.status_code] += 1
            if response.status_code != HTTPStatus.OK:
                await asyncio.sleep(_PAUSE)
                continue
            self.tally.seconds.append(time.monotonic() - began)
            if lines(response) != self.expected[query]:
                self.tally.wrong.append(query)

    async def attackers(self, elsewhere: str) -> None:
        """Send one attack a second, each kind in turn, and wait for none of them."""
        hostile: list[tuple[str, Callable[[int], Awaitable[str]]]] = [
            (name, partial(self._post, query=query.encode())) for name, query in attacks(elsewhere).items()
        ]
        hostile += [("hang up", self._hang_up), ("read nothing", self._read_nothing)]
        running: list[asyncio.Task[None]] = []
        for number, (name, attack) in enumerate(itertools.cycle(hostile)):
            if time.monotonic() > self.until:
                break
            running.append(asyncio.create_task(self._attack(name, attack(number))))
            await asyncio.sleep(1)
        await asyncio.gather(*running)

    async def _attack(self, name: str, attack: Awaitable[str]) -> None:
        """Attack, and see how long somebody new then waits for the answer to a simple query."""
        self.tally.attacks[name][await attack] += 1
        began = time.monotonic()
        headers = {"x-forwarded-for": "203.0.113.1"}
        response = await self.connections.get("/sparql", params={"query": QUESTIONS[0]}, headers=headers)
        self.tally.statuses[response.status_code] += 1
        self.tally.probes[name].append(time.monotonic() - began)

    async def _post(self, number: int, query: bytes) -> str:
        headers = {"content-type": "application/sparql-query", "x-forwarded-for": f"198.51.100.{number % 250}"}
        response = await self.connections.post("/sparql", content=query, headers=headers)
        return str(response.status_code)

    async def _hang_up(self, number: int) -> str:
        writer = await self._begun(number, attacks("http://x/")["cross product"])
        await asyncio.sleep(0.5)
        writer.close()
        return "left"

    async def _read_nothing(self, number: int) -> str:
        writer = await self._begun(number, "SELECT * { ?s ?p ?o } LIMIT 50000")
        await asyncio.sleep(10)
        writer.close()
        return "left"

    async def _begun(self, number: int, query: str) -> asyncio.StreamWriter:
        """A connection over which a query was sent and nothing is read."""
        where = self.connections.base_url
        _, writer = await asyncio.open_connection(where.host, where.port, limit=1)
        client = f"198.51.100.{number % 250}"
        request = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {client}\r\n\r\n"
        writer.write(request.encode())
        return writer


def lines(response: httpx.Response) -> list[str]:
    """What an answer says, whatever order its rows have."""
    return sorted(response.text.splitlines())


def megabytes(server: psutil.Process) -> dict[str, float]:
    """What the process that speaks to clients holds, the one that holds the graph, and all workers together."""
    broker = broker_of(server.pid)
    workers = 0.0
    for worker in broker.children():
        with suppress(psutil.Error):
            workers += worker.memory_info().rss
    sizes = {"server": server.memory_info().rss, "graph": broker.memory_info().rss, "workers": workers}
    return {name: size / 1e6 for name, size in sizes.items()}


async def besiege(address: str, seconds: float, clients: int, listener: socket.socket | None) -> Tally:
    """Ask a server for some seconds, and attack it where there is an address that attacks may try to call."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=clients)
    async with httpx.AsyncClient(
        base_url=address, headers=TEXT, limits=limits, timeout=120, verify=False, trust_env=False
    ) as connections:
        expected = {query: lines(await connections.get("/sparql", params={"query": query})) for query in QUESTIONS}
        siege = Siege(connections, time.monotonic() + seconds, expected, Tally())
        attackers = [siege.attackers(f"http://127.0.0.1:{listener.getsockname()[1]}/")] if listener else []
        await asyncio.gather(*attackers, *(siege.client(number) for number in range(clients)))
    return siege.tally


def wait_until_settled(server: psutil.Process, address: str) -> None:
    """Wait until a server has made its index of words, in a process that then ends, and gathered what pages count."""
    while len(server.children()) > 1:
        time.sleep(_PAUSE)
    for page in PAGES:  # it gathers them by itself, and its memory grows by that once
        httpx.get(f"{address}{page}", headers={"accept": "text/html"}, timeout=120).raise_for_status()


def failures(tally: Tally, before: dict[str, float], after: dict[str, float], listener: socket.socket) -> Iterator[str]:
    """What should not have happened."""
    if tally.wrong:
        yield f"{len(tally.wrong)} wrong answers, such as to {tally.wrong[0]}"
    everything = {str(status) for status in tally.statuses} | {each for kind in tally.attacks.values() for each in kind}
    unexpected = everything - {"200", "400", "413", "429", "503", "left"}
    if unexpected:
        yield f"answers with status {', '.join(sorted(unexpected))}"
    for name in ("server", "graph"):
        if after[name] > before[name] * (1 + _TOLERANCE):
            yield f"the memory of the {name} grew from {before[name]:.0f} to {after[name]:.0f} MB"
    listener.setblocking(False)
    with suppress(BlockingIOError):
        listener.accept()
        yield "a query called another server"


def report(tally: Tally, seconds: float, clients: int) -> None:
    """Print what happened."""
    cuts = [cut * 1000 for cut in statistics.quantiles(tally.seconds, n=100)]
    answered = len(tally.seconds)
    disturbed = "one attack a second, each from a new address" if tally.attacks else "undisturbed"
    print(f"{clients} clients for {seconds:g} s, {disturbed}")
    print(f"  answered: {answered} ({answered / seconds:.0f} a second), wrong: {len(tally.wrong)}")
    print(f"  median {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms, at most {max(cuts):.0f} ms")
    print("  statuses: " + ", ".join(f"{status} ({count})" for status, count in sorted(tally.statuses.items())))
    for name, outcomes in tally.attacks.items():
        answered_with = ", ".join(f"{outcome} ({count})" for outcome, count in sorted(outcomes.items()))
        after = max(tally.probes[name]) * 1000
        print(f"  {name}: {answered_with}; then a simple query took at most {after:.0f} ms")


def main(arguments: list[str]) -> int:
    """Run the siege and print the figures; 1 where something happened that should not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--triples", type=int, default=200_000)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
        manifest = generate(Path(folder), chosen.triples)
        print(f"{manifest.triples} triples")
        with served(Path(folder), "--remembered", "0") as (process, address):
            server = psutil.Process(process.pid)
            wait_until_settled(server, address)
            calm = asyncio.run(besiege(address, chosen.seconds / 4, chosen.clients, None))
            time.sleep(_SETTLING)
            before = megabytes(server)
            tally = asyncio.run(besiege(address, chosen.seconds, chosen.clients, listener))
            time.sleep(_SETTLING)
            after = megabytes(server)
        report(calm, chosen.seconds / 4, chosen.clients)
        report(tally, chosen.seconds, chosen.clients)
        for name, size in before.items():
            print(f"  memory of the {name}: {size:.0f} MB before, {after[name]:.0f} MB after")
        wrong = list(failures(tally, before, after, listener))
    print(*(f"FAILED: {each}" for each in wrong), sep="\n") if wrong else print("held")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
