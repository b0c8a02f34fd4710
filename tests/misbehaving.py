"""Servers that do not answer as they should, for tests of what becomes of that."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, repeat

Conduct = Callable[[socket.socket], None]


def answer(
    status: str, content: bytes, media_type: str = "application/sparql-results+json", length: int = 0
) -> Conduct:
    """Answer every request alike; `length` is announced in place of the true one."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length or len(content)}\r\n"

    def conduct(connection: socket.socket) -> None:
        connection.sendall(f"{head}Connection: close\r\n\r\n".encode() + content)

    return conduct


def never(connection: socket.socket) -> None:
    """Keep everybody waiting."""
    del connection
    time.sleep(5)


def drip(connection: socket.socket) -> None:
    """Send a little now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n")
    for _ in range(50):
        connection.sendall(b" ")
        time.sleep(0.1)


def hang_up(connection: socket.socket) -> None:
    """Say nothing and go."""
    del connection


@contextmanager
def misbehaving(*conducts: Conduct) -> Iterator[str]:
    """A server that deals with its requests in some ways, one after the other and the last ever after; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_serve, args=(listener, conducts), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"


def _serve(listener: socket.socket, conducts: Sequence[Conduct]) -> None:
    for conduct in chain(conducts, repeat(conducts[-1])):
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_deal_with, args=(connection, conduct), daemon=True).start()


def _deal_with(connection: socket.socket, conduct: Conduct) -> None:
    with connection:
        try:
            received = b""
            while b"\r\n\r\n" not in received:
                received += connection.recv(65_536) or b"\r\n\r\n"
            conduct(connection)
        except OSError:
            return
