import math
import time
from collections.abc import Callable

from graph.errors import BudgetSpentError

_MINUTE = 60.0
_MANY = 10_000


class Budgets:
    """How much processor time each client has spent; it comes back evenly, the whole budget within a minute."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._accounts: dict[str, tuple[float, float]] = {}

    def spent(self, client: str) -> float:
        """The seconds that a client has spent and not yet got back."""
        seconds, at = self._accounts.get(client, (0.0, 0.0))
        return max(0.0, seconds - (self._clock() - at) * self._seconds / _MINUTE)

    def check(self, client: str) -> None:
        """Let a client ask that has something left.

        Raises:
            BudgetSpentError: where it has nothing left; it says when it will have.
        """
        excess = self.spent(client) - self._seconds
        if excess >= 0:
            raise BudgetSpentError(self._seconds, max(1, math.ceil(excess * _MINUTE / self._seconds)))

    def charge(self, client: str, seconds: float) -> None:
        """Note that a query of a client has run for some seconds."""
        self._accounts[client] = (self.spent(client) + seconds, self._clock())
        if len(self._accounts) > _MANY:
            self._accounts = {each: account for each, account in self._accounts.items() if self.spent(each)}
