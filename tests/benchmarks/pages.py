"""What pages and data about things cost the server, in processor time, on a graph of any size, beside the limits.

make benchmark-pages

or, for a graph of another size,

python -m tests.benchmarks.generated DIR --triples 200000
python -m tests.benchmarks.pages DIR

Every page is asked for by its first visitor: of a server that has just started and gathered what it gathers by itself.
What else runs on the machine makes pages take longer, so several servers are asked for the same, one after the other,
and for each page the shortest time counts.
"""

import argparse
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

import httpx
import psutil

from tests.benchmarks.load import await_quiet

_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "serve", "--port", "0", "--data"]
_THINGS = """SELECT ?thing WHERE {
  VALUES ?class { stp:Statement stp:Response org:Organization stp:Verdict stp:Mention stp:Proposal stp:Consultation
    stp:PolicyInstrument skos:Concept skos:ConceptScheme }
  ?thing a ?class
} ORDER BY ?thing"""
_CONSULTATIONS = """SELECT DISTINCT ?consultation WHERE {
  ?proposal stp:number "1" ; dcterms:isPartOf ?consultation .
  ?response stp:respondsTo ?consultation
} ORDER BY ?consultation"""
_VIEWS = ("overview", "matrix", "matrix&by=instruments", "matter&on=1", "demands", "change", "responses")
_OTHERS = ("/", "/consultations", "/feeds/responses.atom", "/feeds/positions.atom")
_ASKED = {
    "explore": [
        "/explore?stance=opposes",
        "/explore?kind=concern&actorKind=kommune",
        "/explore?confidence=0.8&from=2020-01-01&sort=date",
        "/explore?of=statements&view=table&page=7",
        "/explore?q=kommune&stance=asks",
    ],
    "graph view": [
        "/graph-view?over=instrument",
        "/graph-view?view=agreement",
        "/graph-view?view=matrix&over=instrument",
        "/graph-view?iri=/id/instrument/ehds&view=around",
    ],
}
_ENDINGS = (".html", ".ttl", ".jsonld")
_SAMPLE = 40
_PASSES = 3
_LIMIT_OF_THINGS = 50.0
_LIMIT = 80.0
"""The milliseconds that 95 of 100 pages about one thing, and of all pages, stay below."""
_LARGEST = 60.0
"""The kilobytes that a page stays below."""
_PROCESSOR_TIME = 2
"""With the complement of a process's number above it, this is Linux's name of the clock that counts its time."""


@contextmanager
def _served(data: Path) -> Iterator[tuple[psutil.Process, httpx.Client]]:
    limits = ["--budget", "100000"]
    with subprocess.Popen([*_PROGRAM, str(data), *limits], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = next(word for word in process.stderr.readline().split() if word.startswith("http"))
        try:
            with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
                yield psutil.Process(process.pid), client
        finally:
            process.terminate()


def _processor_seconds(server: psutil.Process) -> float:
    """The processor time that the server and the processes that answer for it have had; Linux counts nanoseconds."""
    family = [server.pid, *(child.pid for child in server.children(recursive=True))]
    return sum(time.clock_gettime(~process << 3 | _PROCESSOR_TIME) for process in family)


@dataclass(frozen=True, slots=True)
class Cost:
    """The milliseconds of processor time that an answer took, and its kilobytes."""

    spent: float
    size: float


Costs: TypeAlias = dict[tuple[str, str], list[Cost]]
"""By kind of page and format (or which visitor): what each page cost."""


def _cost(server: psutil.Process, client: httpx.Client, address: str) -> Cost:
    before = _processor_seconds(server)
    answer = client.get(address).raise_for_status()
    return Cost((_processor_seconds(server) - before) * 1000, len(answer.content) / 1000)


def main() -> int:
    """Print the costs of pages and data by kind, then of all pages together; 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    costs = _least([_pass(data) for _ in range(_PASSES)])
    for (kind, which), found in costs.items():
        print(_line(kind, which, found))
    things = [cost for (_, which), found in costs.items() if which == ".html" for cost in found]
    others = [cost for (_, which), found in costs.items() if which == "first" for cost in found]
    print(_line("pages of things", ".html", things), f"(limit: {_LIMIT_OF_THINGS:g} ms for 95 of 100)")
    print(_line("all pages", "first", [*things, *others]), f"(limit: {_LIMIT:g} ms for 95 of 100)")
    largest = max(cost.size for cost in (*things, *others))
    print(f"largest page: {largest:.0f} kB (limit: {_LARGEST:g})")
    return int(_p95(things) > _LIMIT_OF_THINGS or _p95([*things, *others]) > _LIMIT or largest > _LARGEST)


def _least(passes: list[Costs]) -> Costs:
    """The shortest time of each page, whichever pass it was in."""
    return {
        key: [
            min(several, key=lambda cost: cost.spent) for several in zip(*(each[key] for each in passes), strict=True)
        ]
        for key in passes[0]
    }


def _pass(data: Path) -> Costs:
    """What a new server needs for pages and data about some things of each kind, and for the pages about everything."""
    costs: Costs = {}
    with _served(data) as (server, client):
        await_quiet(partial(_processor_seconds, server))  # what the server gathers by itself is no page's time
        chosen = random.Random(1)
        for kind, group in groupby(_documents(client, _THINGS), key=lambda path: path.split("/")[2]):
            known = list(group)
            some = chosen.sample(known, min(_SAMPLE, len(known)))
            for ending in _ENDINGS:
                costs[kind, ending] = [_cost(server, client, f"{path}{ending}") for path in some]
        for kind, addresses in _others(client).items():
            for visitor in ("first", "next"):
                costs[kind, visitor] = [_cost(server, client, address) for address in addresses]
    return costs


def _documents(client: httpx.Client, query: str) -> list[str]:
    """Where the documents are about what a query finds, in order."""
    answer = client.post("/sparql", data={"query": query}, headers={"accept": "text/csv"})
    return sorted({"/doc/" + line.partition("/id/")[2] for line in answer.text.split() if "/id/" in line})


def _others(client: httpx.Client) -> dict[str, list[str]]:
    """The pages about everything, and each view of some consultations."""
    consultations = _documents(client, _CONSULTATIONS)[:_SAMPLE]
    views = {view: [f"{path}?view={view}" for path in consultations] for view in _VIEWS}
    return {"start, lists, feeds": list(_OTHERS)} | _ASKED | views


def _p95(costs: list[Cost]) -> float:
    ordered = sorted(cost.spent for cost in costs)
    return ordered[max(0, int(len(ordered) * 0.95) - 1)]


def _line(kind: str, which: str, costs: list[Cost]) -> str:
    median = statistics.median(cost.spent for cost in costs)
    size = max(cost.size for cost in costs)
    return f"{kind:22} {which:>8}  median {median:6.1f} ms  p95 {_p95(costs):6.1f} ms  up to {size:4.0f} kB"


if __name__ == "__main__":
    sys.exit(main())
