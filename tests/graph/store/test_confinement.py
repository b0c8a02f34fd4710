import socket
import subprocess
import sys
from pathlib import Path

import pytest

_UNCHECKED = """
import os, socket, sys
from pathlib import Path
from graph.errors import QueryError
from graph.store.answers import Answer
from graph.store.embedded import open_store
from graph.store.limits import Limits
from graph.store.messages import Question
from graph.store.worker import work

class Unchecked:
    def __init__(self, graph):
        self.graph = graph
    def query(self, text, **_):
        try:
            return Answer(self.graph.query(text))
        except OSError as error:
            raise QueryError(str(error)) from error

store = Unchecked(open_store(Path(sys.argv[1])).graph)
ours, theirs = socket.socketpair()
parent = os.getpid()
if os.fork() == 0:
    work(store, theirs, Limits(seconds=5), parent)
theirs.close()
ours.sendall(Question(sys.argv[2]).to_bytes())
sys.stdout.buffer.write(ours.recv(10_000))
"""


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_query_that_slips_through_still_reaches_no_other_server(consultation: Path, silent: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        port = listener.getsockname()[1]
        query = f"SELECT * {{ SERVICE {silent} <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        subprocess.run(
            [sys.executable, "-c", _UNCHECKED, str(consultation), query], check=True, timeout=30, capture_output=True
        )
        with pytest.raises(TimeoutError):
            listener.accept()
