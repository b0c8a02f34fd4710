"""Full-text search beside a store: on pages of its own, and within the queries that the store is asked."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self, TypeVar

from api.answering import Answering
from graph.errors import Message, SearchError, StandpunktError, StoreBusyError
from graph.search.index import SearchIndex
from graph.search.magic import facts, scores, searches_in
from graph.search.preparing import prepare_apart
from graph.search.searching import Found, Search, search
from graph.store.embedded import SUPPOSED
from graph.store.limits import Limits
from graph.store.messages import Question, Reply
from graph.store.turns import Turns

_NO_INDEX = Message(
    "The graph lies in another server here, and its words cannot be searched. Ask with a filter instead, such as "
    'FILTER(CONTAINS(LCASE(?words), "samtykke")).'
)
Given = TypeVar("Given")


class UnsearchedStore:
    """A store that has no index of words, and says so to whoever searches."""

    def __init__(self, store: Answering) -> None:
        self._store = store

    @property
    def limits(self) -> Limits:
        """What one query may use."""
        return self._store.limits

    @property
    def version(self) -> str:
        """What identifies the content of the graph."""
        return self._store.version

    @property
    def triples(self) -> int:
        """How many triples the graph holds."""
        return self._store.triples

    @property
    def modified(self) -> datetime | None:
        """When the graph was written that answers now, where that is known."""
        return self._store.modified

    async def answer(self, question: Question, client: str = "") -> Reply:
        """The whole answer to a question.

        Raises:
            QueryError: where it is wrong, too heavy or not allowed, too many others wait, or the client asks too much.
        """
        if searches_in(question.text, question.parameters):
            raise SearchError(_NO_INDEX)
        return await self._store.answer(question, client)

    async def search(self, wanted: Search, client: str = "") -> Found:
        """What is found of what a client searches for.

        Raises:
            QueryError: where it cannot be understood, too many others wait, or the client asks too much.
        """
        del wanted, client
        raise SearchError(_NO_INDEX)

    async def scores(self, written: str, client: str = "") -> Mapping[str, float]:
        """The statements and responses that words are found in, and how relevant each is.

        Raises:
            QueryError: where it cannot be understood, too many others wait, or the client asks too much.
        """
        del written, client
        raise SearchError(_NO_INDEX)


class SearchedStore(UnsearchedStore):
    """A store whose graph can also be searched for words; the index follows the graph's version."""

    def __init__(self, store: Answering, source: Path) -> None:
        super().__init__(store)
        self._source = source
        self._spare = TemporaryDirectory(prefix="standpunkt-")
        self._index = SearchIndex(source, Path(self._spare.name))
        self._indexed = ""
        self._making: asyncio.Task[StandpunktError | None] | None = None
        self._turns = Turns(store.limits)

    async def __aenter__(self) -> Self:
        """Begin to make the index of a data folder, so that it is there when somebody searches."""
        if self._source.is_dir():
            self._make()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop what is being made."""
        if self._making:
            self._making.cancel()
            await asyncio.wait([self._making])
        self._spare.cleanup()

    async def answer(self, question: Question, client: str = "") -> Reply:
        """The whole answer to a question, in which `stp:matches` searches.

        Raises:
            QueryError: where it is wrong, too heavy or not allowed, too many others wait, or the client asks too much.
        """
        if searches := searches_in(question.text, question.parameters):
            found = await self._looked_up(client, lambda: facts(self._index, searches))
            graphs = (*question.default_graphs, SUPPOSED.value) if question.default_graphs else ()
            question = replace(question, facts=found, default_graphs=graphs)
        return await self._store.answer(question, client)

    async def search(self, wanted: Search, client: str = "") -> Found:
        """What is found of what a client searches for.

        Raises:
            QueryError: where it cannot be understood, too many others wait, or the client asks too much.
        """
        return await self._looked_up(client, lambda: search(self._index, wanted))

    async def scores(self, written: str, client: str = "") -> Mapping[str, float]:
        """The statements and responses that words are found in, and how relevant each is.

        Raises:
            QueryError: where it cannot be understood, too many others wait, or the client asks too much.
        """
        return await self._looked_up(client, lambda: scores(self._index, written))

    async def _looked_up(self, client: str, look: Callable[[], Given]) -> Given:
        await self._ready()
        return await self._turns.run(client, lambda _: asyncio.to_thread(look))

    async def _ready(self) -> None:
        """Wait until the index holds what the graph says now, but not for ever.

        Raises:
            StoreBusyError: where it is still being made.
            StoreClosedError: where it cannot be made.
        """
        if self._indexed == self._store.version and self._index.exists:
            return
        making = self._making or self._make()
        await asyncio.wait([making], timeout=self.limits.patience)
        if not making.done():
            raise StoreBusyError("The index of words is being made. Try again in a moment.")
        if error := making.result():
            raise error

    def _make(self) -> asyncio.Task[StandpunktError | None]:
        self._making = asyncio.create_task(self._made())
        return self._making

    async def _made(self) -> StandpunktError | None:
        """Make the index; returns why it cannot be made, which is nobody's business until somebody searches."""
        version = self._store.version
        try:
            if not await asyncio.to_thread(self._index.is_current):
                await prepare_apart(self._index)
            self._indexed = version
        except StandpunktError as error:
            return error
        finally:
            self._making = None
        return None
