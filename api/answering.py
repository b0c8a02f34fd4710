import asyncio
import ipaddress
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from fastapi import Request

from graph.store.guarded import Reply
from graph.store.limits import Limits
from graph.store.messages import Question

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
    answering = asyncio.create_task(store.answer(question, client_of(request)))
    try:
        # Most answers are there before it is worth looking whether somebody still waits for them.
        await asyncio.wait({answering}, timeout=_A_MOMENT)
        if not answering.done():
            await _while_somebody_waits(request, answering)
        return answering.result()
    finally:
        if not answering.done():
            answering.cancel()
            await asyncio.wait({answering})


async def _while_somebody_waits(request: Request, answering: asyncio.Task[Reply]) -> None:
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            raise ClientGoneError
    finally:
        leaving.cancel()
        await asyncio.wait({leaving})


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


async def _left(request: Request) -> None:
    """Wait until the client hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
