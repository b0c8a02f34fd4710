import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from graph.errors import Message, StoreBusyError

_FULL = Message("Too many queries wait already. Try again in a moment.")
_TOO_LATE = Message("Other queries took all the time. Try again in a moment.")
_Turn = asyncio.Future[None]


class Turnstile:
    """Lets so many in at once; of the clients that wait, the one that has fewest inside and spent least is next."""

    def __init__(self, places: int, waiting: int, patience: float, spent: Callable[[str], float]) -> None:
        self._free = places
        self._most_waiting = waiting
        self._patience = patience
        self._spent = spent
        self._inside: Counter[str] = Counter()
        self._waiting: dict[str, deque[_Turn]] = {}

    @property
    def has_queue(self) -> bool:
        """Whether somebody waits for a place."""
        return bool(self._waiting)

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[None]:
        """A place inside, when it is this client's turn.

        Raises:
            StoreBusyError: where too many others wait, or the turn does not come in time.
        """
        if self._waiting or not self.enter_at_once(client):
            await self._wait(client)
        try:
            yield
        finally:
            self.leave(client)

    def enter_at_once(self, client: str) -> bool:
        """Take a place where one is free; who does must leave it."""
        if self._free <= 0:
            return False
        self._free -= 1
        self._inside[client] += 1
        return True

    def leave(self, client: str) -> None:
        """Give a place back, and let the next one in."""
        self._free += 1
        self._inside[client] -= 1
        if not self._inside[client]:
            del self._inside[client]
        self._let_in()

    async def _wait(self, client: str) -> None:
        turn = self._queued(client)
        try:
            async with asyncio.timeout(self._patience):
                await turn
        except BaseException as error:
            self._forget(client, turn)
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.leave(client)  # the turn came in the moment in which nobody wanted it any more
            if isinstance(error, TimeoutError):
                raise StoreBusyError(_TOO_LATE) from None
            raise

    def _queued(self, client: str) -> _Turn:
        """A turn to wait for; where the queue is full, it takes the last one of whoever waits for most.

        Raises:
            StoreBusyError: where that is the client itself.
        """
        if sum(map(len, self._waiting.values())) >= self._most_waiting:
            greediest = max(self._waiting, key=lambda each: len(self._waiting[each]))
            if len(self._waiting[greediest]) <= len(self._waiting.get(client, ())) + 1:
                raise StoreBusyError(_FULL)
            last = self._waiting[greediest][-1]
            self._forget(greediest, last)
            if not last.done():
                last.set_exception(StoreBusyError(_FULL))
        turn: _Turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        return turn

    def _let_in(self) -> None:
        while self._waiting and self._free > 0:
            client = min(self._waiting, key=lambda each: (self._inside[each], self._spent(each)))
            turn = self._waiting[client][0]
            self._forget(client, turn)
            if not turn.done():
                self.enter_at_once(client)
                turn.set_result(None)

    def _forget(self, client: str, turn: _Turn) -> None:
        """Take a turn out of the queue, if it is still there."""
        turns = self._waiting.get(client, deque())
        if turn in turns:
            turns.remove(turn)
            if not turns:
                del self._waiting[client]
