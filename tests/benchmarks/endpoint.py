"""Our endpoint beside its peers on the same million triples: `make benchmark-endpoint`.

What is compared is measured in one run, so that ratios hold on a busy machine too. Peers: pyoxigraph in this process,
which is the limit; Oxigraph's own server; rdflib-endpoint; rdflib in a process of its own.
"""

import argparse
import io
import math
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
from pyoxigraph import QueryResultsFormat

from graph.export.dumps import dump
from graph.namespaces import PREFIXES
from graph.query.named import NamedQuery, named_queries, terms_in
from graph.store.embedded import EmbeddedStore, open_store
from graph.store.limits import Limits
from graph.store.substitution import self_contained
from tests.benchmarks.engines import ours, oxigraph, rdflib_endpoint, step_back
from tests.benchmarks.generated import MILLION, generate
from tests.benchmarks.load import Measured, Target, ask_at_once, ask_once, visit

_ROUNDS = 5
_ROUNDS_OF_SHORT = 20
_SHORT = 0.060
"""Seconds below which a moment's disturbance is a large share of a query, so that it is asked more often."""
_TURNS = 3
_WARM_UP = 5.0
_HEAVY = 0.010
_CLIENTS = (1, 8, 32)
_OF_EACH = 60
_SMALL = (
    ("[] stp:heldBy ?thing", "small-actor-positions"),
    ("[] stp:heldBy ?thing", "small-actor-stances"),
    ("?thing a stp:Proposal", "small-proposal-verdicts"),
    ("?thing a stp:Response", "small-response-statements"),
)
_OURS, _AGAIN = "ours", "ours, asked again"
"""Our server when it works out every answer, which is what is compared, and when it remembers answers, as it does."""
_PATIENCE = 30.0
_RDFLIB_SECONDS = 240
_BARS = {("small queries", "oxigraph"): " (bar: 0.5)", ("small queries", "rdflib-endpoint"): " (bar: 5)"}
_GIVEN = {
    "actor": "eksempeluniversitetet-42",
    "actorKind": "kommune",
    "addressee": "aid",
    "consultation": "eksempelsak-2",
    "goal": "ehs-m4",
    "theme": "personvern",
}
"""What is given for the parameters of named queries on the generated data."""
Queries = Mapping[str, str]


def main() -> None:
    """Generate the data, and print every figure."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.endpoint", description=__doc__)
    parser.add_argument("--triples", type=int, default=MILLION)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each load lasts, in turns")
    parser.add_argument("--without-rdflib", action="store_true", help="leave out the peers that need minutes")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary) / "data"
        manifest = generate(data, chosen.triples)
        print(f"{manifest.triples} triples in {len(manifest.graphs)} graphs")
        dumped = Path(temporary) / "dump.nq"
        with dumped.open("wb") as file:
            file.writelines(dump(data, "nquads"))
        _measure(data, dumped, chosen.seconds, with_rdflib=not chosen.without_rdflib)


def _measure(data: Path, dumped: Path, seconds: float, *, with_rdflib: bool) -> None:
    with ExitStack() as stack:
        targets = {_OURS: stack.enter_context(ours(data))}
        again = {_AGAIN: stack.enter_context(ours(data, Limits().remembered))}
        step_back()
        targets["oxigraph"] = stack.enter_context(oxigraph(dumped))
        opened = open_store(data)
        store = opened.graph
        named, small = _named(opened), _small(store)
        _print_visits(again[_AGAIN])
        _warm_up({**targets, **again}, small)
        _print_latencies(store, {**targets, **again}, named)
        if with_rdflib:
            targets["rdflib-endpoint"] = stack.enter_context(rdflib_endpoint(dumped))
        _print_throughput("small queries", {**targets, **again}, small, seconds)
        mixed = [query for number, query in enumerate(named.values()) for query in (*small[number::40], query)]
        _print_throughput("lookups of one triple", targets, _lookups(small), seconds)
        _print_throughput("mixed load (a named query to every six small ones)", targets, mixed, seconds)
    if with_rdflib:
        _print_rdflib(dumped, named, small)


def _asked() -> Iterator[tuple[NamedQuery, dict[str, str]]]:
    """Every named query with what it needs, and narrowed to a consultation."""
    for query in named_queries().values():
        parameters = {each.name: each for each in query.header.parameters}
        needed = {each.name: _GIVEN[each.name] for each in parameters.values() if each.required and not each.default}
        yield query, needed
        if "consultation" in parameters:
            yield query, {**needed, "consultation": _GIVEN["consultation"]}


def _named(store: EmbeddedStore) -> Queries:
    """What is asked, in a form that every engine understands."""
    return {
        f"{query.name} {given.get('consultation', '')}".strip(): self_contained(
            query.text, terms_in(store, query, given)
        )
        for query, given in _asked()
    }


def _small(store: pyoxigraph.Store) -> list[str]:
    """What pages and scripts ask about single things: an actor, a response, a proposal."""
    found: list[list[str]] = []
    for pattern, name in _SMALL:
        query = Path(__file__).with_name(f"{name}.rq").read_text(encoding="utf-8")
        things = f"SELECT DISTINCT ?thing {{ {pattern} }} ORDER BY SHA1(STR(?thing)) LIMIT {_OF_EACH}"
        solutions = store.query(things, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        found.append([self_contained(query, {"thing": solution["thing"]}) for solution in solutions])
    return [query for queries in zip(*found, strict=False) for query in queries]


def _lookups(small: Sequence[str]) -> list[str]:
    """The least that can be asked: one triple."""
    things = dict.fromkeys(found[0] for query in small if (found := re.search(r"<https?://\S+/id/\S+>", query)))
    return [f"ASK {{ {thing} a <https://w3id.org/standpunkt/ns#Response> }}" for thing in things]


def _warm_up(targets: Mapping[str, Target], queries: Sequence[str]) -> None:
    """Let every process of each engine begin to answer; its first answers cost it memory that it shares so far."""
    for target in targets.values():
        ask_at_once(target, [target.request(query) for query in queries], max(_CLIENTS), _WARM_UP)


def _print_visits(server: Target) -> None:
    """How long the first visitors of named queries' pages wait, once the server does nothing of itself any more."""
    pages = [f"/queries/{query.name}?{urlencode(given)}" for query, given in _asked()]
    found = [ask_once(server, visit(server.port, page), _PATIENCE) for page in pages]
    _print_percentiles(
        f"{len(pages)} pages of named queries to their first visitors", [each or math.inf for each in found]
    )


def _print_latencies(store: pyoxigraph.Store, targets: Mapping[str, Target], named: Queries) -> None:
    """For each query the shortest of some rounds on every engine, in turns, once every process has begun to answer."""
    for query in named.values():
        _in_process(store, query)
        for target in targets.values():
            ask_once(target, target.request(query), _PATIENCE)
    print(f"\n{'named query, ms':48} in process     ours oxigraph  ours/in process")
    ratios, shortest_of_ours = list[float](), list[float]()
    everything: dict[str, list[float]] = {engine: [] for engine in targets}
    for name, query in named.items():
        inside, outside = list[float](), {engine: list[float]() for engine in targets}
        for number in range(_ROUNDS_OF_SHORT):
            if number >= _ROUNDS and min(inside) > _SHORT:
                break
            inside.append(_in_process(store, query))
            for engine, target in targets.items():
                if (seconds := ask_once(target, target.request(query), _PATIENCE)) is not None:
                    outside[engine].append(seconds)
        limit, ours, peer = (min(found, default=math.nan) for found in (inside, outside[_OURS], outside["oxigraph"]))
        counts = limit >= _HEAVY and bool(outside[_OURS])
        ratios += [ours / limit] if counts else []
        for engine, found in outside.items():
            everything[engine] += found[:_ROUNDS]
        shortest_of_ours += [ours] if outside[_OURS] else []
        ratio = f"{ours / limit:16.2f}" if counts else "" if outside[_OURS] else "  refused: too much"
        print(f"{name:48} {limit * 1e3:10.1f} {ours * 1e3:8.1f} {peer * 1e3:8.1f} {ratio}")
    print(
        f"latency over HTTP to in process, queries of 10 ms or more: median {statistics.median(ratios):.2f}, "
        f"largest {max(ratios):.2f} (bar: 1.3)"
    )
    _print_percentiles("whole answers, the shortest of each", shortest_of_ours)
    for engine, found in everything.items():
        _print_percentiles(f"whole answers, all of {engine}", found)


def _print_percentiles(what: str, seconds: Sequence[float]) -> None:
    middle, p95 = (_percentile(seconds, share) * 1e3 for share in (0.5, 0.95))
    print(f"{what}: p50 {middle:.0f} ms, p95 {p95:.0f} ms (bar of ours as it comes: p95 300 ms)")


def _percentile(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[int(share * len(seconds))]


def _in_process(store: pyoxigraph.Store, query: str) -> float:
    began = time.perf_counter()
    answer = store.query(query, use_default_graph_as_union=True)
    answer.serialize(io.BytesIO(), QueryResultsFormat.JSON)
    return time.perf_counter() - began


def _print_throughput(title: str, targets: Mapping[str, Target], queries: Sequence[str], seconds: float) -> None:
    """Answers per second, how long they took, and what processor time each cost: of each engine its best turn.

    What else runs on the machine slows whoever is asked just then, so the engines are asked in turns.
    """
    for clients in _CLIENTS:
        print(f"\n{title}, clients: {clients:<4} answers/s   p50 ms   p95 ms  CPU ms  failures")
        turns: dict[str, list[Measured]] = {engine: [] for engine in targets}
        for engine, target in [*targets.items()] * _TURNS:
            requests = [target.request(query) for query in queries]
            turns[engine].append(ask_at_once(target, requests, clients, seconds / _TURNS))
        found = {engine: max(several, key=lambda each: each.throughput) for engine, several in turns.items()}
        for engine, measured in found.items():
            times = f"{measured.percentile(0.5):8.1f} {measured.percentile(0.95):8.1f} {measured.cost:7.2f}"
            print(f"  {engine:{len(title) + 14}} {measured.throughput:9.1f} {times} {measured.failures:9}")
        own = {engine: found.pop(engine) for engine in (_OURS, _AGAIN) if engine in found}
        for engine, peer in found.items():
            for name, measured in own.items():
                ratio = f"{measured.throughput / peer.throughput:.2f}" if peer.throughput else "–"
                bar = _BARS.get((title, engine), "") if name == _OURS else ""
                print(f"  {name}/{engine}: {ratio} of the throughput{bar}")


def _print_rdflib(dumped: Path, named: Queries, small: Sequence[str]) -> None:
    """What rdflib needs in a process of its own; it is stopped when it has had enough time."""
    print(f"\nrdflib in process, ms (stopped after {_RDFLIB_SECONDS} s of queries)")
    command = [sys.executable, "-m", "tests.benchmarks.rdflib_peer", str(dumped), str(_RDFLIB_SECONDS)]
    queries = {f"small query {number}": query for number, query in enumerate(small[:6])} | dict(named)
    content = "\0".join(part for pair in queries.items() for part in pair)
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as process:
        process.communicate(content)


if __name__ == "__main__":
    main()
