"""How the endpoint does in the W3C's tests of queries, by folder: `python -m tests.conformance [SUITE]`."""

import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from tests.conformance.endpoint import Outcome, connected, outcome
from tests.conformance.misses import MISSES
from tests.conformance.suite import Suite
from tests.serving import served

_SUITE = Path(__file__).resolve().parents[3] / "shared" / "external" / "rdf-tests" / "sparql"


def main(folder: Path) -> None:
    """Run all tests against a server of our own, and print how many pass."""
    suite = Suite(folder)
    cases = suite.cases()
    by_folder: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data.nq"
        pyoxigraph.serialize(suite.data(cases), str(data), RdfFormat.N_QUADS)
        with served(data) as (_, address), connected(f"{address}/sparql") as endpoint:
            for case in cases:
                by_folder[case.name.partition("#")[0]][outcome(suite, case, endpoint)] += 1
    for name, outcomes in sorted(by_folder.items()):
        print(_line(name, outcomes))
    print(_line("all", sum(by_folder.values(), Counter())))
    for cause, names in MISSES.items():
        print(f"\n{len(names)} missed: {cause}", *names, sep="\n  ")


def _line(name: str, outcomes: Counter[Outcome]) -> str:
    exactly, all_of_them = outcomes[Outcome.EXACT], outcomes.total()
    return f"{name:34} {all_of_them - outcomes[Outcome.MISS]:4} of {all_of_them:3} by value, {exactly:3} to the letter"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _SUITE)
