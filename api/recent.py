from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeVar

from fastapi import Request
from pyoxigraph import Literal, NamedNode

from api.answering import Answering, answered
from api.asking import Row, rows
from graph.store.guarded import Reply
from graph.store.messages import Question

Found = TypeVar("Found")
_MOST = 256
_MOST_ROWS = 20_000


class Recent:
    """Answers to what pages ask again and again, kept as long as the graph stays the same and there is room."""

    def __init__(self, store: Answering) -> None:
        self._store = store
        self._version = ""
        self._rows: OrderedDict[str, Sequence[Row]] = OrderedDict()
        self._replies: OrderedDict[str, Reply] = OrderedDict()

    async def rows(self, request: Request, text: str, **terms: NamedNode | Literal) -> Sequence[Row]:
        """The rows that answer a question.

        Raises:
            QueryError: where it cannot be answered now.
        """
        key = self._key(text, terms)
        if key in self._rows:
            self._rows.move_to_end(key)
            return self._rows[key]
        version, found = self._store.version, await rows(request, self._store, text, **terms)
        if len(found) <= _MOST_ROWS and version and version == self._store.version:
            _keep(self._rows, key, found)
        return found

    async def reply(self, request: Request, text: str, **terms: NamedNode | Literal) -> Reply:
        """The answer to a question, as JSON.

        Raises:
            QueryError: where it cannot be answered now.
        """
        key = self._key(text, terms)
        if key in self._replies:
            self._replies.move_to_end(key)
            return self._replies[key]
        found = await answered(request, self._store, Question(text, terms, solutions="json", graph=None))
        if found.version and found.version == self._store.version:
            _keep(self._replies, key, found)
        return found

    def _key(self, text: str, terms: dict[str, NamedNode | Literal]) -> str:
        """What names a question; all answers are forgotten where the graph has changed."""
        if self._version != self._store.version:
            self._version = self._store.version
            self._rows.clear()
            self._replies.clear()
        return repr((text, sorted((name, str(term)) for name, term in terms.items())))


def _keep(kept: OrderedDict[str, Found], key: str, found: Found) -> None:
    kept[key] = found
    while len(kept) > _MOST:
        kept.popitem(last=False)
