import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest

from graph.errors import BudgetSpentError
from graph.store.limits import Limits
from graph.store.turns import Course, Turns


def _run(steps: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(steps, 10))


def _lasting(seconds: float) -> Callable[[Course], Awaitable[str]]:
    """A query that takes some time."""

    async def query(course: Course) -> str:
        await asyncio.sleep(seconds)
        return "slow" if course.is_slow else "quick"

    return query


class _Endless:
    """Queries that run until they are told to end; it remembers their runs."""

    def __init__(self) -> None:
        self.courses: list[Course] = []
        self.stopped = 0
        self.end = asyncio.Event()

    async def __call__(self, course: Course) -> str:
        self.courses.append(course)
        try:
            await self.end.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        return "slow" if course.is_slow else "quick"


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 — a condition over several things, in a test
        await asyncio.sleep(0.001)


def test_a_quick_query_never_waits_for_slow_ones_however_many() -> None:
    async def steps() -> None:
        turns, endless = Turns(Limits(seconds=60, quick=0.02, workers=2)), _Endless()
        slow = [asyncio.create_task(turns.run(str(client), endless)) for client in range(6)]
        await _until(lambda: endless.stopped == 5)
        assert await turns.run("quick", _lasting(0)) == "quick"
        assert not any(each.done() for each in slow)
        endless.end.set()
        assert await asyncio.gather(*slow) == ["slow"] * 6

    _run(steps())


def test_a_slow_query_goes_on_where_there_is_room_and_begins_anew_where_there_is_none() -> None:
    async def steps() -> None:
        turns, endless = Turns(Limits(seconds=60, quick=0.02, workers=2)), _Endless()
        asked = [asyncio.create_task(turns.run(client, endless)) for client in "ab"]
        await _until(lambda: endless.stopped == 1)
        endless.end.set()
        await asyncio.gather(*asked)
        assert [course.is_slow for course in endless.courses] == [True, False, True]

    _run(steps())


def test_a_query_that_takes_too_long_is_stopped_and_its_places_are_free() -> None:
    async def steps() -> None:
        turns = Turns(Limits(seconds=0.05, quick=0.01, workers=2))
        endless = [turns.run("a", _lasting(60)) for _ in range(3)]
        outcomes = await asyncio.gather(*endless, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [TimeoutError] * 3
        assert await asyncio.gather(*(turns.run("b", _lasting(0.02)) for _ in range(4))) == ["slow"] * 4

    _run(steps())


def test_what_is_to_happen_when_a_query_is_slow_happens() -> None:
    told: list[str] = []

    async def query(course: Course) -> None:
        course.when_slow(lambda: told.append("slow"))
        await asyncio.sleep(0.05)

    async def steps() -> None:
        turns = Turns(Limits(seconds=5, quick=0.01, workers=2))
        await turns.run("a", query)

    _run(steps())
    assert told == ["slow"]


def test_a_client_that_has_spent_its_budget_is_refused_even_when_it_waits_already() -> None:
    async def steps() -> None:
        turns = Turns(Limits(seconds=5, quick=1, workers=1, budget=0.05))
        asked = [asyncio.create_task(turns.run("greedy", _lasting(0.06))) for _ in range(3)]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [str, BudgetSpentError, BudgetSpentError]
        assert await turns.run("modest", _lasting(0)) == "quick"

    _run(steps())


def test_the_query_of_a_client_that_leaves_is_cancelled_and_its_place_is_free() -> None:
    async def steps() -> None:
        turns = Turns(Limits(seconds=60, quick=0.01, workers=1))
        for seconds in (0, 0.03):
            leaving = asyncio.create_task(turns.run("a", _lasting(60)))
            await asyncio.sleep(seconds)
            leaving.cancel()
            with pytest.raises(asyncio.CancelledError):
                await leaving
        assert await turns.run("b", _lasting(0)) == "quick"

    _run(steps())
