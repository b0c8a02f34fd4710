import asyncio
import socket
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import pytest
import uvicorn

from api.connections import Connection
from api.serve import listening


def _sent(address: str, request: bytes) -> bytes:
    """What a server answers until it hangs up."""
    where = urlsplit(address)
    received = b""
    with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
        connection.sendall(request)
        while part := connection.recv(65_536):
            received += part
    return received


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /sparql?query=" + b"x" * 10_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414 "),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"x: y\r\n" * 500_000 + b"\r\n", b"431 "),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 not what is spoken here\r\n\r\n", b"400 "),
        (b"GET /sparql?query=\xff HTTP/1.1\r\nHost: x\r\n\r\n", b"400 "),
    ],
    ids=["address", "headers", "another protocol", "no ASCII"],
)
def test_what_is_no_request_is_refused_with_a_reason(address: str, request_line: bytes, status: bytes) -> None:
    received = _sent(address, request_line)
    assert received.startswith(b"HTTP/1.1 " + status)
    head, _, message = received.partition(b"\r\n\r\n")
    assert b"connection: close" in head
    assert message.endswith(b"\n")
    assert _sent(address, b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_who_does_not_ask_in_time_is_hung_up_on_and_who_does_is_not() -> None:
    class Impatient(Connection):
        patience = 0.3

    async def talk(port: int) -> None:
        silent, writer_of_silent = await asyncio.open_connection("127.0.0.1", port)
        slow, writer_of_slow = await asyncio.open_connection("127.0.0.1", port)
        asking, writer_of_asking = await asyncio.open_connection("127.0.0.1", port)
        writer_of_asking.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        writer_of_slow.write(b"GET /")
        while not slow.at_eof():
            writer_of_slow.write(b"x")
            await asyncio.sleep(0.05)
        assert await slow.read() == b""
        assert await silent.read() == b""
        assert (await asking.readuntil(b"late")).startswith(b"HTTP/1.1 200")
        for writer in (writer_of_silent, writer_of_slow, writer_of_asking):
            writer.close()

    _run(Impatient, talk)


async def _late(_scope: object, _receive: object, send: Callable[[dict[str, object]], Awaitable[None]]) -> None:
    """An application that thinks for longer than it gives its clients to ask."""
    await asyncio.sleep(0.6)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": b"late"})


def _run(protocol: type[Connection], talk: Callable[[int], Awaitable[None]]) -> None:
    async def serve() -> None:
        with listening("127.0.0.1", 0) as listener:
            config = uvicorn.Config(_late, http=protocol, lifespan="off", log_level="critical")
            server = uvicorn.Server(config)
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            await asyncio.wait_for(talk(listener.getsockname()[1]), 20)
            server.should_exit = True
            await serving

    asyncio.run(serve())


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET /health HTTP/1.1\r\n",
        b"POST /sparql HTTP/1.1\r\nContent-Type: application/sparql-query\r\nContent-Length: 8\r\n",
    ],
    ids=["GET", "POST"],
)
def test_who_offers_another_protocol_is_answered_in_this_one_and_asks_again_on_a_new_connection(
    address: str, request_head: bytes
) -> None:
    # As the HTTP client of Java does, and so Jena: a connection that said nothing more would hang there.
    offer = (
        b"Host: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n\r\n"
    )
    received = _sent(address, request_head + offer + (b"ASK { } " if request_head.startswith(b"POST") else b""))
    assert received.startswith(b"HTTP/1.1 200 ")
    assert b"connection: close" in received


def test_a_request_that_breaks_off_into_nonsense_is_refused_and_its_connection_closed(address: str) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    assert _sent(address, head + b"Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\nno number\r\n").startswith(
        b"HTTP/1.1 400 "
    )


def test_requests_that_come_at_once_are_answered_one_after_the_other(address: str) -> None:
    asked = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n" * 3
    last = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert _sent(address, asked + last).count(b"HTTP/1.1 200 ") == 4
