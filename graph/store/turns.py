"""When the query of which client runs, and for how long.

Every query begins at once or when its turn comes. One that takes more than a moment goes on in a slow place, of
which there are fewer than places. Where none is free it keeps its place only as long as nobody waits for it; then it is
stopped, and begins anew in the next slow place. So heavy queries, however many, never keep the quick ones waiting.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from graph.store.budgets import Budgets
from graph.store.course import Course
from graph.store.limits import Limits
from graph.store.pace import Pace
from graph.store.turnstile import Turnstile

Given = TypeVar("Given")


class _PutOffError(Exception):
    """A query turned out to be slow while all slow places were taken and others waited for its place."""


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
        async with self._places.place(client):
            self._budgets.check(client)
            with suppress(_PutOffError):
                return await self._quickly(client, query)
        async with self._slow_places.place(client), self._places.place(client):
            self._budgets.check(client)
            return await self._patiently(client, query)

    async def _quickly(self, client: str, query: Callable[[Course], Awaitable[Given]]) -> Given:
        """What a query gives of which it is not known yet whether it is slow."""
        course = Course()
        with (
            self._charged(client, course),
            Pace(client, course, self._limits.quick, self._places, self._slow_places) as pace,
        ):
            try:
                async with asyncio.timeout(self._limits.seconds) as clock:
                    pace.begin(clock)
                    return await query(course)
            except TimeoutError:
                if pace.put_off:
                    raise _PutOffError from None
                raise

    async def _patiently(self, client: str, query: Callable[[Course], Awaitable[Given]]) -> Given:
        """What a query gives that is known to be slow and has a slow place."""
        course = Course(slow=True)
        with self._charged(client, course):
            async with asyncio.timeout(self._limits.seconds):
                return await query(course)

    @contextmanager
    def _charged(self, client: str, course: Course) -> Iterator[None]:
        try:
            yield
        finally:
            self._budgets.charge(client, course.used)

    def _turnstile(self, places: int) -> Turnstile:
        return Turnstile(places, self._limits.waiting, self._limits.patience, self._budgets.spent)
