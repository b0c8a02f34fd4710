"""What pages and data about things cost the server, in processor time, on a graph of any size, beside the limit.

python -m tests.benchmarks.generated DIR --triples 1000000
python -m tests.benchmarks.pages DIR
"""

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import httpx
import psutil

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
_LIMIT = 50.0
"""The milliseconds that 95 of 100 pages stay below."""
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


def _spent(server: psutil.Process, client: httpx.Client, address: str) -> float:
    """The processor time of one answer, in milliseconds."""
    before = _processor_seconds(server)
    client.get(address).raise_for_status()
    return (_processor_seconds(server) - before) * 1000


def _line(kind: str, ending: str, spent: list[float]) -> str:
    ordered = sorted(spent)
    median, p95 = ordered[len(ordered) // 2], ordered[max(0, int(len(ordered) * 0.95) - 1)]
    beside = f"{p95 / _LIMIT:5.2f} of the limit" if ending == ".html" else ""
    return f"{kind:18} {ending:>8}  median {median:6.1f} ms  p95 {p95:6.1f} ms  {beside}"


def main() -> None:
    """Print the processor time of pages and data, by kind of thing, each asked for once; then of all pages together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    every: list[float] = []
    with _served(parser.parse_args().data) as (server, client):
        answer = client.post("/sparql", data={"query": _THINGS}, headers={"accept": "text/csv"})
        paths = ["/doc/" + line.partition("/id/")[2] for line in answer.text.split() if "/id/" in line]
        chosen = random.Random(1)
        for kind, group in groupby(sorted(set(paths)), key=lambda path: path.split("/")[2]):
            known = list(group)
            some = chosen.sample(known, min(_SAMPLE, len(known)))
            for ending in _ENDINGS:
                spent = [_spent(server, client, f"{path}{ending}") for path in some]
                every += spent if ending == ".html" else []
                print(_line(kind, ending, spent), flush=True)
        _print_views(server, client)
    print(_line("all pages", ".html", every), f"({_LIMIT:g} ms for 95 of 100 pages)")


def _print_views(server: psutil.Process, client: httpx.Client) -> None:
    """Print the processor time of the pages about everything and of each view of consultations, each asked twice."""
    answer = client.post("/sparql", data={"query": _CONSULTATIONS}, headers={"accept": "text/csv"})
    consultations = ["/doc/" + line.partition("/id/")[2] for line in answer.text.split()[1:]][:_SAMPLE]
    asked = {"start, lists, feeds": list(_OTHERS)}
    asked |= _ASKED
    asked |= {view: [f"{path}?view={view}" for path in consultations] for view in _VIEWS}
    for name, addresses in asked.items():
        for visitor in ("first", "next"):
            print(_line(f"{name:22}", visitor, [_spent(server, client, address) for address in addresses]), flush=True)


if __name__ == "__main__":
    main()
