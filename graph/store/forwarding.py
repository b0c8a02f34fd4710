import asyncio
from datetime import datetime
from typing import Self

from graph.errors import RemoteTimeoutError, StandpunktError
from graph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from graph.store.limits import Limits
from graph.store.messages import Question, Reply
from graph.store.remote import Endpoint, Received, check_union
from graph.store.turns import Turns

_COUNT = "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }"


class ForwardingStore:
    """A remote graph that strangers may query: in turns and within budgets, with answers in every format."""

    version = ""
    """The content of the graph is not known to stay the same."""
    modified: datetime | None = None

    def __init__(self, address: str, limits: Limits) -> None:
        self.limits = limits
        self.triples = 0
        self._endpoint = Endpoint(address, limits)
        self._turns = Turns(limits)

    async def __aenter__(self) -> Self:
        """Make sure that the endpoint is there and can be used.

        Raises:
            QueryError: where it is not.
        """
        try:
            await check_union(self._endpoint)
            self.triples = await self._counted()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self._endpoint.__aexit__()

    async def answer(self, question: Question, client: str = "") -> Reply:
        """The whole answer to a question that a client asks.

        Raises:
            QueryError: where it is wrong or not allowed, the endpoint fails, too many others wait, or the client asks
                too much.
        """
        try:
            received = await self._turns.run(client, lambda _: self._endpoint.ask(question))
        except TimeoutError:
            raise RemoteTimeoutError(self._endpoint.name, self.limits.seconds) from None
        return await asyncio.to_thread(self._written, received, question)

    def _written(self, received: Received, question: Question) -> Reply:
        """What was received in the format that was asked for."""
        answer = received.answer()
        chosen = answer.fitting(SOLUTION_FORMATS.get(question.solutions or ""), GRAPH_FORMATS.get(question.graph or ""))
        content = answer.serialised(chosen, self.limits.answer)
        return Reply(answer.kind, chosen.name, content, self.version)

    async def _counted(self) -> int:
        """How many triples there are; 0 where the endpoint does not tell."""
        try:
            (row,) = (await self._endpoint.ask(Question(_COUNT))).answer().rows()
            return int(str(getattr(row[0], "value", 0)))
        except (StandpunktError, ValueError):
            return 0
