"""Equal tuples as one, so that a huge text does not hold thousands of the same."""

from functools import lru_cache
from typing import Any


@lru_cache(1000)
def held_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same values, in the tuple that those who asked before hold, if it is remembered."""
    return values
