"""What the pages about things cost the server, in processor time and in time on the clock, on a graph of any size.

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
_ENDINGS = (".html", ".ttl", ".jsonld")
_SAMPLE = 40


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
    family = [server, *server.children(recursive=True)]
    return sum(sum(member.cpu_times()[:2]) for member in family)


def _measured(server: psutil.Process, client: httpx.Client, paths: list[str], ending: str) -> str:
    times = []
    before = _processor_seconds(server)
    for path in paths:
        start = time.perf_counter()
        client.get(f"{path}{ending}").raise_for_status()
        times.append(time.perf_counter() - start)
    used = (_processor_seconds(server) - before) / len(paths)
    p95 = sorted(times)[max(0, int(len(times) * 0.95) - 1)]
    return f"{ending:>8}  {used * 1000:6.1f} ms of processor  p95 {p95 * 1000:6.0f} ms on the clock"


def main() -> None:
    """Print the cost of pages and data, by kind of thing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    with _served(parser.parse_args().data) as (server, client):
        answer = client.post("/sparql", data={"query": _THINGS}, headers={"accept": "text/csv"})
        paths = ["/doc/" + line.partition("/id/")[2] for line in answer.text.split() if "/id/" in line]
        chosen = random.Random(1)
        for kind, group in groupby(sorted(set(paths)), key=lambda path: path.split("/")[2]):
            known = list(group)
            some = chosen.sample(known, min(_SAMPLE, len(known)))
            for ending in _ENDINGS:
                print(f"{kind:18} {len(known):6}", _measured(server, client, some, ending))


if __name__ == "__main__":
    main()
