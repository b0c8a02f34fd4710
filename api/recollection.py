from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from api.answering import Answering

Found = TypeVar("Found")


class Recollection(Generic[Found]):
    """Something that is found out once for each version of the graph, or each time where versions are not known."""

    def __init__(self, store: Answering) -> None:
        self._store = store
        self._version = ""
        self._found: Found | None = None

    async def recalled(self, find: Callable[[], Awaitable[Found]]) -> Found:
        """What was found for the version that answers now, or is found now."""
        version = self._store.version
        if self._found is None or not version or self._version != version:
            self._found, self._version = await find(), version
        return self._found
