"""When the query of which client runs, and for how long.

Every query begins at once or when its turn comes. One that runs longer than a moment goes on in a slow place, of which
there are fewer than places; where none is free it is stopped, and begins anew when one is. So heavy queries, however
many, never keep the quick ones waiting.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from graph.store.budgets import Budgets
from graph.store.limits import Limits
from graph.store.turnstile import Turnstile

Given = TypeVar("Given")


class _PutOffError(Exception):
    """A query turned out to be slow while all slow places were taken."""


class Course:
    """One run of a query, which may become slow."""

    def __init__(self, *, slow: bool = False) -> None:
        self.is_slow = slow
        self._told: Callable[[], None] | None = None

    def when_slow(self, told: Callable[[], None]) -> None:
        """Have something done as soon as the query counts as slow."""
        self._told = told
        if self.is_slow:
            told()

    def become_slow(self) -> None:
        """Count as slow from now on."""
        self.is_slow = True
        if self._told:
            self._told()


class Turns:
    """Gives the queries of all clients their turns, in fair order and within the clients' budgets."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._budgets = Budgets(limits.budget)
        self._places = self._turnstile(limits.workers)
        self._slow_places = self._turnstile(limits.slow)

    async def run(self, client: str, query: Callable[[Course], Awaitable[Given]]) -> Given:
        """What a client's query gives; it may be begun twice, and is cancelled when its time is over.

        Raises:
            BudgetSpentError: where the client has spent its budget.
            StoreBusyError: where too many others wait, or the turn does not come in time.
            TimeoutError: where the query takes longer than a query may.
        """
        self._budgets.check(client)
        try:
            async with self._places.place(client):
                self._budgets.check(client)
                async with self._paced(client) as course:
                    return await query(course)
        except _PutOffError:
            return await self._slowly(client, query)

    async def _slowly(self, client: str, query: Callable[[Course], Awaitable[Given]]) -> Given:
        """What a query gives that is known to be slow."""
        async with (
            self._slow_places.place(client),
            self._places.place(client),
            self._charged(client),
            asyncio.timeout(self._limits.seconds),
        ):
            self._budgets.check(client)
            return await query(Course(slow=True))

    @asynccontextmanager
    async def _paced(self, client: str) -> AsyncIterator[Course]:
        """The time of a query, of which all but the first moment is spent in a slow place."""
        loop, course = asyncio.get_running_loop(), Course()
        in_slow_place = put_off = False
        try:
            async with self._charged(client), asyncio.timeout(self._limits.seconds) as clock:

                def slow_down() -> None:
                    nonlocal in_slow_place, put_off
                    in_slow_place = self._slow_places.enter_at_once(client)
                    put_off = not in_slow_place
                    if in_slow_place:
                        course.become_slow()
                    else:
                        clock.reschedule(loop.time())

                timer = loop.call_later(self._limits.quick, slow_down)
                try:
                    yield course
                finally:
                    timer.cancel()
        except TimeoutError:
            if put_off:
                raise _PutOffError from None
            raise
        finally:
            if in_slow_place:
                self._slow_places.leave(client)

    @asynccontextmanager
    async def _charged(self, client: str) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            yield
        finally:
            self._budgets.charge(client, loop.time() - began)

    def _turnstile(self, places: int) -> Turnstile:
        return Turnstile(places, self._limits.waiting, self._limits.patience, self._budgets.spent)
