"""The process that holds the graph and begets the processes that answer queries.

It has one thread and talks to the server over one socket: it sends each worker's channel, and is told to hire another
worker, to end one, or to let one run after the others. When the socket closes, because the server stopped in
whatever way, everybody goes home.
"""

import contextlib
import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path
from select import select
from typing import Any

from graph.errors import StandpunktError
from graph.store.embedded import EmbeddedStore
from graph.store.limits import Limits
from graph.store.sources import Source
from graph.store.worker import work

_MESSAGE_BYTES = 4096
_SLOW_NICENESS = 10  # behind the quick ones, and not behind whatever else the machine does


class Broker:
    """Holds the graph, and knows which workers live."""

    def __init__(self, control: socket.socket, store: EmbeddedStore, limits: Limits) -> None:
        self._control = control
        self._store = store
        self._limits = limits
        self._workers: set[int] = set()
        self._said = b""
        self._woken, wake = socket.socketpair()
        wake.setblocking(False)
        self._wake = wake
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)

    def serve(self) -> None:
        """Do what the server says until it says no more."""
        try:
            while self._obey_one_message():
                self._reap()
        finally:
            self._dismiss_all()

    def _obey_one_message(self) -> bool:
        ready, _, _ = select([self._control, self._woken], [], [])
        if self._woken in ready:
            self._woken.recv(_MESSAGE_BYTES)
        if self._control not in ready:
            return True
        received = self._control.recv(_MESSAGE_BYTES)
        *orders, self._said = (self._said + received).split(b"\n")
        for order in orders:
            self._obey(order.split())
        return bool(received)

    def _obey(self, order: list[bytes]) -> None:
        match order:
            case [b"hire"]:
                self._hire()
            case [b"end", worker] if int(worker) in self._workers:
                os.kill(int(worker), signal.SIGKILL)
            case [b"slow", worker] if int(worker) in self._workers:
                _slow_down(int(worker))
            case _:
                pass

    def _hire(self) -> None:
        broker = os.getpid()
        mine, theirs = socket.socketpair()
        worker = os.fork()
        if worker == 0:
            work(self._store, mine, self._limits, broker)
        self._workers.add(worker)
        say(self._control, {"hired": worker}, theirs)
        mine.close()
        theirs.close()

    def _reap(self) -> None:
        for worker in sorted(self._workers):
            ended, status = os.waitpid(worker, os.WNOHANG)
            if ended:
                self._workers.discard(worker)
                say(self._control, {"ended": worker, "status": os.waitstatus_to_exitcode(status)})

    def _dismiss_all(self) -> None:
        for worker in self._workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        for worker in self._workers:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(worker, 0)


def _slow_down(worker: int) -> None:
    with contextlib.suppress(OSError):
        niceness = os.getpriority(os.PRIO_PROCESS, worker)
        os.setpriority(os.PRIO_PROCESS, worker, max(niceness, _SLOW_NICENESS))


def say(control: socket.socket, message: dict[str, Any], *channels: socket.socket) -> None:
    """Send one message, and with it the channels that belong to it."""
    line = json.dumps(message).encode() + b"\n"
    if channels:
        socket.send_fds(control, [line], [channel.fileno() for channel in channels])
    else:
        control.sendall(line)


def main(arguments: list[str]) -> None:
    """Load a graph and serve it; arguments are the number of the control socket, the source and the limits as JSON."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    number, path, limits = arguments
    with socket.socket(fileno=int(number)) as control, contextlib.suppress(ConnectionError):
        try:
            source = Source.at(Path(path))
            store = EmbeddedStore(source.loaded(), source.base)
        except StandpunktError as error:
            say(control, {"failed": str(error)})
            return
        # What is frozen is not visited by the collector, so its pages stay shared with the workers.
        gc.freeze()
        say(control, {"ready": source.version, "triples": len(store.graph)})
        Broker(control, store, Limits(**json.loads(limits))).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
