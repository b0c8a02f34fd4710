import asyncio
import contextlib
from typing import Protocol

from fastapi import Request

from graph.store.guarded import Reply
from graph.store.limits import Limits
from graph.store.messages import Question


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

    async def answer(self, question: Question) -> Reply:
        """The whole answer to a question.

        Raises:
            QueryError: where it is wrong, too heavy or not allowed, or too many others wait.
        """
        ...


class ClientGoneError(Exception):
    """The client hung up before its answer was there, and the query was stopped."""


async def answered(request: Request, store: Answering, question: Question) -> Reply:
    """The answer to a question, for as long as the client that asked it stays.

    Raises:
        ClientGoneError: where it does not.
        QueryError: where the question is wrong, too heavy or not allowed, or too many others wait.
    """
    answering = asyncio.create_task(store.answer(question))
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            raise ClientGoneError
        return answering.result()
    finally:
        for task in (answering, leaving):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await asyncio.gather(answering, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    """Wait until the client hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
