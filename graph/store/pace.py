import asyncio
from types import TracebackType
from typing import Self

from graph.store.course import Course
from graph.store.turnstile import Turnstile

_LOOK_EVERY = 0.1


class Pace:
    """Sees to it that a query that takes more than a moment keeps nobody waiting.

    It takes a slow place, or, where none is free, goes on as long as nobody waits for its own; then it is put off: its
    time is over at once.
    """

    def __init__(self, client: str, course: Course, moment: float, places: Turnstile, slow_places: Turnstile) -> None:
        self.put_off = False
        self._client = client
        self._course = course
        self._moment = moment
        self._places = places
        self._slow_places = slow_places
        self._clock: asyncio.Timeout | None = None
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, clock: asyncio.Timeout) -> None:
        """Look after a query that runs until a clock stops it."""
        self._clock = clock
        self._look_in(self._moment)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._timer:
            self._timer.cancel()
        if self._course.is_slow:
            self._slow_places.leave(self._client)

    def _look_in(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self._look)

    def _look(self) -> None:
        if self._slow_places.enter_at_once(self._client):
            self._course.become_slow()
        elif not self._places.has_queue:
            self._look_in(_LOOK_EVERY)
        elif self._clock:
            self.put_off = True
            self._clock.reschedule(asyncio.get_running_loop().time())
