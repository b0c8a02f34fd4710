"""The engines that are compared, each started on the same data as its users would start it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import httpx
import psutil

from tests.benchmarks.load import Target, await_quiet
from tests.serving import free_port

_OURS = """
import sys
from pathlib import Path
from api.serve import listening, run, serve_until_stopped
from graph.store.limits import Limits
with listening("127.0.0.1", int(sys.argv[2])) as listener:
    # One client asks everything here, which would soon spend a stranger's budget.
    run(serve_until_stopped(Path(sys.argv[1]), listener, Limits(budget=1e9, remembered=int(sys.argv[3]))))
"""
_START = 300.0
_NICENESS = 5


def step_back() -> None:
    """Let this process, and the peers that it starts, run at the priority that our workers have.

    On a busy machine others would otherwise take more from ours. Our server must have been started before.
    """
    os.nice(_NICENESS)


@contextmanager
def ours(data: Path, remembered: int = 0) -> Iterator[Target]:
    """Standpunkt's server on a data folder, which keeps so many bytes of answers for whoever asks the same again."""
    port = free_port()
    with _running([sys.executable, "-P", "-c", _OURS, str(data), str(port), str(remembered)], port) as process:
        target = Target(port, "/sparql", process)
        # The index of words is made beside the server when it starts, and would cost it time while it is measured;
        # so would what it finds out of itself before anybody asks.
        address = f"http://127.0.0.1:{port}/search?q=forslag"
        while httpx.get(address, timeout=_START, trust_env=False).status_code != HTTPStatus.OK:
            time.sleep(1)
        await_quiet(lambda: target.processor)
        yield target


@contextmanager
def oxigraph(dump: Path) -> Iterator[Target]:
    """Oxigraph's own server, with the data in memory."""
    port = free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    with _running([program, "serve", "--union-default-graph", "--bind", f"127.0.0.1:{port}"], port) as process:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_START)
        with dump.open("rb") as content:
            headers = {"content-type": "application/n-quads", "content-length": str(dump.stat().st_size)}
            connection.request("POST", "/store", content, headers)
            answer = connection.getresponse()
            assert answer.status in {201, 204}, answer.read()
        connection.close()
        yield Target(port, "/query", process)


@contextmanager
def rdflib_endpoint(dump: Path) -> Iterator[Target]:
    """rdflib-endpoint with rdflib's own store in memory."""
    port = free_port()
    program = str(Path(sys.executable).with_name("rdflib-endpoint"))
    with _running([program, "serve", "--host", "127.0.0.1", "--port", str(port), str(dump)], port) as process:
        yield Target(port, "/", process)


@contextmanager
def _running(command: list[str], port: int) -> Iterator[psutil.Process]:
    """A server, from the moment it can be reached."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(process, port)
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{process.args} did not begin to listen.")
