import asyncio
from collections.abc import Callable


class Course:
    """One run of a query: how much processor time it has used, and whether it counts as slow."""

    def __init__(self, *, slow: bool = False) -> None:
        self.is_slow = slow
        self._told: Callable[[], None] | None = None
        self._meter: Callable[[], float | None] = lambda: None
        self._metered_from: float | None = None
        self._began = asyncio.get_running_loop().time()

    @property
    def used(self) -> float:
        """The seconds of processor time that it has used; those that have passed, where no meter tells."""
        now = self._meter()
        if now is None or self._metered_from is None:
            return asyncio.get_running_loop().time() - self._began
        return now - self._metered_from

    def metered(self, meter: Callable[[], float | None]) -> None:
        """Count what a meter shows from now on, for as long as it shows something."""
        self._meter, self._metered_from = meter, meter()

    def when_slow(self, told: Callable[[], None]) -> None:
        """Have something done as soon as it counts as slow."""
        self._told = told
        if self.is_slow:
            told()

    def become_slow(self) -> None:
        """Count as slow from now on."""
        self.is_slow = True
        if self._told:
            self._told()
