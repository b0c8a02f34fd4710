"""Many clients at once over HTTP, in one thread and as little processor time as Python needs for it."""

import selectors
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlencode

import psutil

_READ_BYTES = 1 << 18
_MOMENT, _NOTHING = 2.0, 0.05
"""Seconds, and those of processor time that a server takes in them while it does nothing."""
_END_OF_CHUNKS = b"\r\n0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Target:
    """Where an engine listens for SPARQL, and the process that does."""

    port: int
    path: str
    process: psutil.Process

    @property
    def processor(self) -> float:
        """The seconds of processor time that the engine has taken, with all its processes, also those that ended."""
        seconds = 0.0
        for each in (self.process, *self.process.children(recursive=True)):
            with suppress(psutil.Error):
                times = each.cpu_times()
                seconds += times.user + times.system + times.children_user + times.children_system
        return seconds

    def request(self, query: str) -> bytes:
        """A query as the bytes of a request for JSON."""
        body = urlencode({"query": query}).encode()
        lines = (
            f"POST {self.path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Content-Type: application/x-www-form-urlencoded",
            "Accept: application/sparql-results+json",
            f"Content-Length: {len(body)}",
        )
        return "\r\n".join((*lines, "\r\n")).encode() + body


@dataclass(slots=True)
class Measured:
    """What some clients met: how long each answer took, how many were refusals, for how long they asked, and what
    processor time the engine took meanwhile.
    """

    latencies: list[float] = field(default_factory=list)
    failures: int = 0
    seconds: float = 0.0
    processor: float = 0.0

    @property
    def throughput(self) -> float:
        """Answers per second."""
        return (len(self.latencies) - self.failures) / self.seconds if self.seconds else 0.0

    @property
    def cost(self) -> float:
        """Milliseconds of the engine's processor time for each answer."""
        return 1000 * self.processor / (len(self.latencies) or 1)

    def percentile(self, share: float) -> float:
        """The milliseconds within which a share of the answers came."""
        ordered = sorted(self.latencies) or [0.0]
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Client:
    """One connection, which asks again as soon as it is answered."""

    def __init__(self, target: Target, requests: Iterator[bytes]) -> None:
        self.connection = socket.create_connection(("127.0.0.1", target.port))
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = requests
        self._received = bytearray()
        self._length: int | None = None
        self._asked = 0.0

    def ask(self) -> None:
        """Send the next request."""
        self._received.clear()
        self._length = None
        self._asked = time.perf_counter()
        self.connection.sendall(next(self._requests))

    def take(self, measured: Measured) -> bool:
        """Read what has come; whether the answer is whole."""
        part = self.connection.recv(_READ_BYTES)
        if not part:
            raise ConnectionError("The server closed the connection.")
        self._received += part
        if not self._is_whole():
            return False
        measured.latencies.append(time.perf_counter() - self._asked)
        measured.failures += self._received[9:12] != b"200"
        return True

    def _is_whole(self) -> bool:
        if self._length is None:
            end = self._received.find(b"\r\n\r\n")
            if end < 0:
                return False
            self._length = end + 4 + _announced(bytes(self._received[:end]).lower())
        if self._length < 0:
            return self._received.endswith(_END_OF_CHUNKS)
        return len(self._received) >= self._length


def _announced(head: bytes) -> int:
    """The length of a body by its head; very negative where it comes in chunks."""
    _, found, rest = head.partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else -(1 << 62)


def await_quiet(spent: Callable[[], float]) -> None:
    """Wait until a server does nothing any more, by the seconds of processor time that it has spent."""
    before, now = -1.0, spent()
    while now - before > _NOTHING:
        time.sleep(_MOMENT)
        before, now = now, spent()


def visit(port: int, path: str) -> bytes:
    """A browser's request for a page, as bytes."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n".encode()


def ask_at_once(target: Target, requests: Sequence[bytes], clients: int, seconds: float) -> Measured:
    """Let some clients ask one request after the other, each beginning elsewhere, for some seconds.

    Nobody hangs up on an answer that is on its way, for which a server may have to end what works it out.
    """
    measured, before = Measured(), target.processor
    with selectors.DefaultSelector() as selector:
        for number in range(clients):
            start = number * len(requests) // clients
            client = _Client(target, cycle([*requests[start:], *requests[:start]]))
            selector.register(client.connection, selectors.EVENT_READ, client)
            client.ask()
        began = time.perf_counter()
        while selector.get_map():
            for key, _ in selector.select():
                if key.data.take(measured):
                    if time.perf_counter() - began < seconds:
                        key.data.ask()
                    else:
                        selector.unregister(key.fileobj)
                        key.data.connection.close()
        measured.seconds = time.perf_counter() - began
        measured.processor = target.processor - before
    return measured


def ask_once(target: Target, request: bytes, patience: float) -> float | None:
    """How long one answer takes, in seconds; None where it does not come in time or is a refusal."""
    measured = Measured()
    client = _Client(target, cycle([request]))
    client.connection.settimeout(patience)
    try:
        client.ask()
        while not client.take(measured):
            pass
    except (TimeoutError, ConnectionError):
        return None
    finally:
        client.connection.close()
    return None if measured.failures else measured.latencies[0]
