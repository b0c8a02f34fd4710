"""Servers as people start them, for tests that speak to them over HTTP."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "serve", "--port", "0"]


@contextmanager
def served(data: Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server as people start it, and the address that it prints."""
    command = [*_PROGRAM, "--data", str(data), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            printed = process.stderr.readline()
            yield process, next(word for word in printed.split() if word.startswith("http")).rstrip("/")
        finally:
            process.terminate()
            process.wait(10)


def broker_of(server: int) -> psutil.Process:
    """The process that holds the graph for a server; its children answer the queries."""
    children = psutil.Process(server).children()
    return next(child for child in children if "graph.store.broker" in child.cmdline())
