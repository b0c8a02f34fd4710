"""What the server finds out before anybody asks."""

import asyncio
from typing import cast

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from api.answering import Answering
from api.warming import PAGES, kept_warm, query_pages
from graph.store.limits import Limits


class _Graph:
    """A graph whose version changes."""

    def __init__(self, version: str, triples: int = 1_000_000, limits: Limits | None = None) -> None:
        self.version = version
        self.triples = triples
        self.limits = limits or Limits()


def _query_pages(graph: _Graph) -> tuple[str, ...]:
    return query_pages(cast("Answering", graph))


_VISITED = (*PAGES, *_query_pages(_Graph("one")))


class _Application:
    """Notes which pages it is asked for, and fails at one of them."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[str] = asyncio.Queue()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.asked.put("?".join(filter(None, (scope["path"], scope["query_string"].decode()))))
        if scope["path"] == "/compare":
            raise OSError
        await PlainTextResponse("")(scope, receive, send)


async def _asked(*versions: str) -> list[str]:
    """What is asked for while the graph has one version after the other, each until enough pages were asked for."""
    graph, application = _Graph(versions[0]), _Application()
    asked = []
    async with kept_warm(application, cast("Answering", graph)), asyncio.timeout(20):
        for version in versions:
            graph.version = version
            asked += [await application.asked.get() for _ in _VISITED]
    return asked


def test_the_heavy_pages_and_named_queries_are_asked_for_once_for_each_version() -> None:
    assert asyncio.run(_asked("one", "two")) == [*_VISITED, *_VISITED]


def test_named_queries_that_lack_nothing_are_visited_where_they_take_long_and_answers_are_kept() -> None:
    assert "/queries/who-opposes" in _query_pages(_Graph("one"))
    assert "/queries/positions-of-actor-kind" not in _query_pages(_Graph("one"))  # of which kind is for visitors to say
    assert not _query_pages(_Graph("one", triples=10_000))
    assert not _query_pages(_Graph("one", limits=Limits(remembered=0)))


def test_nothing_is_asked_of_a_graph_whose_version_nobody_knows() -> None:
    async def asked() -> int:
        application = _Application()
        async with kept_warm(application, cast("Answering", _Graph(""))):
            await asyncio.sleep(0.05)
        return application.asked.qsize()

    assert asyncio.run(asked()) == 0
