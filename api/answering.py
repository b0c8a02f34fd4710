import asyncio
import ipaddress
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from fastapi import Request

from graph.store.limits import Limits
from graph.store.messages import Question, Reply

_A_MOMENT = 0.05
_IPV6 = 6
_CUSTOMER_NETWORK = 64


class Answering(Protocol):
    """What answers the questions that come to this server."""

    @property
    def limits(self) -> Limits:
        """What one query may use."""
        ...

    @property
    def version(self) -> str:
        """What identifies the content of the graph."""
        ...

    @property
    def triples(self) -> int:
        """How many triples the graph holds."""
        ...

    @property
    def modified(self) -> datetime | None:
        """When the graph was written that answers now, where that is known."""
        ...

    async def answer(self, question: Question, client: str = "") -> Reply:
        """The whole answer to a question that a client asks; clients take turns, and each has its budget.

        Raises:
            QueryError: where it is wrong, too heavy or not allowed, too many others wait, or the client asks too much.
        """
        ...


class ClientGoneError(Exception):
    """The client hung up before its answer was there, and the query was stopped."""


async def answered(request: Request, store: Answering, question: Question) -> Reply:
    """The answer to a question, for as long as the client that asked it stays.

    Raises:
        ClientGoneError: where it does not.
        QueryError: where the question is wrong, too heavy or not allowed, too many others wait, or the client asks too
            much.
    """
    loop, asking = asyncio.get_running_loop(), asyncio.current_task()
    assert asking is not None, "requests are answered in tasks"
    watch = _Watch(request, asking)
    # Most answers are there before it is worth looking whether somebody still waits for them.
    timer = loop.call_later(_A_MOMENT, watch.begin)
    try:
        return await store.answer(question, client_of(request))
    except asyncio.CancelledError:
        if watch.is_over and not asking.uncancel():
            raise ClientGoneError from None
        raise
    finally:
        timer.cancel()
        watch.end()


class _Watch:
    """Cancels the task that works on an answer when the client hangs up."""

    def __init__(self, request: Request, asking: asyncio.Task[object]) -> None:
        self.is_over = False
        self._request = request
        self._asking = asking
        self._waiting: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Wait for the client to leave."""
        self._waiting = asyncio.create_task(self._wait())

    def end(self) -> None:
        """Wait no longer."""
        if self._waiting:
            self._waiting.cancel()

    async def _wait(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self.is_over = True
        self._asking.cancel()


def client_of(request: Request) -> str:
    """Who asks: an address, or for IPv6 the network that one customer is given, lest budgets be multiplied."""
    return _customer(request.client.host if request.client else "")


@lru_cache(maxsize=1024)
def _customer(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, _CUSTOMER_NETWORK), strict=False)) if address.version == _IPV6 else host
