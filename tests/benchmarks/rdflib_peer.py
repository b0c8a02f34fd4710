"""rdflib as a peer: loads a dump, then answers the queries that come on standard input and prints what each takes."""

import signal
import sys
import time

from rdflib import Dataset

_names_and_queries = sys.stdin.read().split("\0")
_dump, _seconds = sys.argv[1:]
_dataset = Dataset(default_union=True)
_began = time.perf_counter()
_dataset.parse(_dump, format="nquads")
print(f"  {'loading':58} {(time.perf_counter() - _began) * 1e3:10.1f}", flush=True)
signal.alarm(int(_seconds))
for _name, _query in zip(_names_and_queries[::2], _names_and_queries[1::2], strict=True):
    _began = time.perf_counter()
    try:
        _dataset.query(_query).serialize(format="json")
    except Exception as error:  # noqa: BLE001 — it raises whatever it likes for what it cannot evaluate
        print(f"  {_name:58} not answered: {error}", flush=True)
    else:
        print(f"  {_name:58} {(time.perf_counter() - _began) * 1e3:10.1f}", flush=True)
