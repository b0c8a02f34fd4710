from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar, cast

from fastapi import Request
from pyoxigraph import Literal, NamedNode

from api.answering import Answering, answered
from api.asking import Row, rows
from graph.store.messages import Question, Reply

Found = TypeVar("Found")
_MOST = 256


class Recent:
    """What pages find out again and again, kept as long as the graph stays the same; the least used goes first."""

    def __init__(self, store: Answering) -> None:
        self._store = store
        self._version = ""
        self._kept: OrderedDict[str, object] = OrderedDict()

    async def rows(self, request: Request, text: str, **terms: NamedNode | Literal) -> Sequence[Row]:
        """The rows that answer a question.

        Raises:
            QueryError: where it cannot be answered now.
        """
        return await self.kept(_key("rows", text, terms), lambda: rows(request, self._store, text, **terms))

    async def reply(self, request: Request, text: str, **terms: NamedNode | Literal) -> Reply:
        """The answer to a question, as JSON.

        Raises:
            QueryError: where it cannot be answered now.
        """
        question = Question(text, terms, solutions="json", graph=None)
        return await self.kept(_key("reply", text, terms), lambda: answered(request, self._store, question))

    async def kept(self, key: str, find: Callable[[], Awaitable[Found]]) -> Found:
        """What was found under a key for the graph that answers now, or is found now."""
        version = self._store.version
        if version != self._version:
            self._version = version
            self._kept.clear()
        if key in self._kept:
            self._kept.move_to_end(key)
            return cast("Found", self._kept[key])
        found = await find()
        if version and version == self._store.version == self._version:
            self._kept[key] = found
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found


def _key(kind: str, text: str, terms: dict[str, NamedNode | Literal]) -> str:
    return repr((kind, text, sorted((name, str(term)) for name, term in terms.items())))
