import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from graph.errors import StoreBusyError
from graph.store.turnstile import Turnstile


class _Visits:
    """Clients at a turnstile, and the order in which they come in."""

    def __init__(self, places: int = 1, waiting: int = 10, patience: float = 10, **spent: float) -> None:
        self.turnstile = Turnstile(places, waiting, patience, lambda client: spent.get(client, 0))
        self.order: list[str] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def come(self, *clients: str) -> None:
        for client in clients:
            self._tasks.append(asyncio.create_task(self._visit(client)))
            await asyncio.sleep(0)

    async def outcomes(self) -> list[str]:
        results = await asyncio.gather(*self._tasks, return_exceptions=True)
        return [type(result).__name__ if result else "let in" for result in results]

    def give_up(self, visit: int) -> None:
        self._tasks[visit].cancel()

    async def _visit(self, client: str) -> None:
        async with self.turnstile.place(client):
            self.order.append(client)
            await asyncio.sleep(0.01)


def _run(steps: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(steps, 10))


def test_a_client_with_one_question_comes_before_the_second_of_a_client_with_many() -> None:
    async def steps() -> None:
        visits = _Visits(places=2)
        await visits.come("many", "many", "many", "many", "one")
        await visits.outcomes()
        assert visits.order == ["many", "many", "one", "many", "many"]

    _run(steps())


def test_who_has_spent_least_is_next() -> None:
    async def steps() -> None:
        visits = _Visits(heavy=30.0, light=0.5)
        await visits.come("heavy", "heavy", "light")
        await visits.outcomes()
        assert visits.order == ["heavy", "light", "heavy"]

    _run(steps())


def test_nobody_comes_past_those_who_wait() -> None:
    async def steps() -> None:
        visits = _Visits()
        await visits.come("a", "b", "c", "d")
        await visits.outcomes()
        assert visits.order == ["a", "b", "c", "d"]

    _run(steps())


def test_a_full_queue_turns_away_the_last_of_whoever_waits_for_most() -> None:
    async def steps() -> None:
        visits = _Visits(waiting=3)
        await visits.come("many", "many", "many", "many", "many", "one")
        assert await visits.outcomes() == [
            "let in", "let in", "let in", "StoreBusyError", "StoreBusyError", "let in",
        ]  # fmt: skip

    _run(steps())


def test_who_waits_too_long_is_turned_away_and_the_place_is_not_lost() -> None:
    async def steps() -> None:
        visits = _Visits(patience=0.005)
        await visits.come("a", "b")
        assert await visits.outcomes() == ["let in", "StoreBusyError"]
        await visits.come("c")
        assert await visits.outcomes() == ["let in", "StoreBusyError", "let in"]

    _run(steps())


@pytest.mark.parametrize("turns_before", range(4))
def test_who_gives_up_leaves_its_turn_to_the_next(turns_before: int) -> None:
    async def steps() -> None:
        turnstile = Turnstile(1, 10, 10, lambda _: 0)
        assert turnstile.enter_at_once("first")
        waiting = asyncio.create_task(_pass_through(turnstile, "impatient"))
        following = asyncio.create_task(_pass_through(turnstile, "following"))
        await asyncio.sleep(0)
        turnstile.leave("first")
        for _ in range(turns_before):
            await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait_for(following, 1)
        assert turnstile.enter_at_once("last")
        assert not turnstile.enter_at_once("one more")

    _run(steps())


def test_a_queue_that_holds_only_its_own_turns_a_client_away() -> None:
    async def steps() -> None:
        turnstile = Turnstile(1, 1, 10, lambda _: 0)
        assert turnstile.enter_at_once("a")
        waiting = asyncio.create_task(_pass_through(turnstile, "a"))
        await asyncio.sleep(0)
        with pytest.raises(StoreBusyError, match="Too many"):
            await _pass_through(turnstile, "a")
        turnstile.leave("a")
        await waiting

    _run(steps())


async def _pass_through(turnstile: Turnstile, client: str) -> None:
    async with turnstile.place(client):
        await asyncio.sleep(0)
