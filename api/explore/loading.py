import asyncio
import csv
import io
import time
from collections.abc import Iterable, Iterator

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering, answered
from api.asking import rows_about
from api.explore.explorable import Cells, Explorable, Found, Names, explorable
from api.questions import about, question_text
from graph.facets.patterns import PATTERNS, column_query
from graph.store.messages import Question

_ASKED = tuple(facet for facet in PATTERNS if facet not in {"actorKind", "consultation", "language"})
"""The facets that statements have themselves, and not through their responses and actors."""

_RESPONSES = 500
_FRESH = 60.0
"""How many seconds columns are kept of a graph whose version is not known."""


class Explorables:
    """What can be explored of the graph that answers now; it is gathered once for each version."""

    def __init__(self, store: Answering) -> None:
        self._store = store
        self._gathering = asyncio.Lock()
        self._gathered: Explorable | None = None
        self._version = ""
        self._at = 0.0

    async def known(self, request: Request) -> Explorable:
        """What can be explored.

        Raises:
            QueryError: where it cannot be found out now.
        """
        async with self._gathering:
            if self._gathered is None or not self._is_current():
                version, at = self._store.version, time.monotonic()
                self._gathered = await self._gather(request)
                self._version, self._at = version, at
            return self._gathered

    @property
    def gathered(self) -> Explorable | None:
        """What can be explored, where it is known of the graph that answers now; nothing is asked for it."""
        return self._gathered if self._version and self._version == self._store.version else None

    def _is_current(self) -> bool:
        version = self._store.version
        return version == self._version if version else time.monotonic() - self._at < _FRESH

    async def _gather(self, request: Request) -> Explorable:
        responses = await self._rows(request, question_text("explorable-responses"))
        statements: list[Cells] = []
        verdicts: list[Cells] = []
        pairs: dict[str, list[Cells]] = {facet: [] for facet in _ASKED}
        for some in _batches(dict.fromkeys(row[0] for row in responses), _RESPONSES):
            statements += await self._rows(request, about("explorable", some))
            verdicts += await self._rows(request, about("explorable-verdicts", some))
            for facet in _ASKED:
                pairs[facet] += await self._rows(request, column_query(facet, some))
        pairs["actorKind"] = await self._rows(request, question_text("actor-kinds"))
        named = await self._names(
            request, {row[-1] for facet in pairs for row in pairs[facet]} | {row[2] for row in responses}
        )
        return await asyncio.to_thread(explorable, Found(statements, responses, pairs, named, verdicts))

    async def _names(self, request: Request, things: Iterable[str]) -> Names:
        """The names of all values."""
        wanted = map(NamedNode, sorted(filter(None, things)))
        return Names.read(await rows_about(request, self._store, "facet-names", wanted))

    async def _rows(self, request: Request, query: str) -> list[Cells]:
        """The rows of an answer as text, which is many times faster than as terms; what is open is empty."""
        reply = await answered(request, self._store, Question(query, solutions="csv", graph=None))
        return await asyncio.to_thread(_cells, reply.content)


def _cells(content: bytes) -> list[Cells]:
    lines = csv.reader(io.StringIO(content.decode(), newline=""))
    next(lines, None)
    return [tuple(line) for line in lines]


def _batches(names: Iterable[str], size: int) -> Iterator[list[NamedNode]]:
    """Some things at a time, since a question can only be so long."""
    known = [NamedNode(name) for name in names]
    return (known[first : first + size] for first in range(0, len(known), size))
