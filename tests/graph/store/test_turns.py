import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest

from graph.errors import BudgetSpentError
from graph.store.course import Course
from graph.store.limits import Limits
from graph.store.turns import Turns


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
        assert await turns.run("quick", _lasting(0)) == "quick"
        assert not any(each.done() for each in slow)
        endless.end.set()
        assert len(await asyncio.gather(*slow)) == 6

    _run(steps())


def test_a_slow_query_keeps_its_place_as_long_as_nobody_waits_for_it() -> None:
    async def steps() -> None:
        turns, endless = Turns(Limits(seconds=60, quick=0.02, workers=2)), _Endless()
        slow = [asyncio.create_task(turns.run(client, endless)) for client in "ab"]
        await _until(lambda: any(course.is_slow for course in endless.courses))
        await asyncio.sleep(0.3)
        assert endless.stopped == 0
        assert await turns.run("c", _lasting(0)) == "quick"
        assert endless.stopped == 1
        endless.end.set()
        assert await asyncio.gather(*slow) == ["slow"] * 2
        assert [course.is_slow for course in endless.courses] == [True, False, True]

    _run(steps())


def test_a_query_that_takes_too_long_is_stopped_and_its_places_are_free() -> None:
    async def steps() -> None:
        turns = Turns(Limits(seconds=0.05, quick=0.01, workers=2))
        endless = [turns.run("a", _lasting(60)) for _ in range(3)]
        outcomes = await asyncio.gather(*endless, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [TimeoutError] * 3
        for turnstile in (turns._places, turns._slow_places):
            assert not turnstile.has_queue
            assert not turnstile._inside
        assert await turns.run("b", _lasting(0)) == "quick"

    _run(steps())


def test_a_client_is_charged_what_its_query_has_used_and_not_how_long_it_waited_for_a_processor() -> None:
    async def steps() -> None:
        turns = Turns(Limits(seconds=60, workers=1))
        shown = iter([5.0, 7.0])

        async def query(course: Course) -> None:
            course.metered(lambda: next(shown))

        await turns.run("a", query)
        assert 1.9 < turns._budgets.spent("a") <= 2

    _run(steps())


def test_where_no_meter_tells_the_time_that_has_passed_counts() -> None:
    async def steps() -> None:
        course = Course()
        course.metered(lambda: None)
        await asyncio.sleep(0.05)
        assert course.used >= 0.05

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
