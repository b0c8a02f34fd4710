"""Finds out what pages need of the whole graph before anybody waits for it: once for each version."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Any

from starlette.types import ASGIApp, Message

from api.answering import Answering
from graph.query.named import named_queries

PAGES = (
    "/explore",
    "/",
    "/compare",
    "/graph-view",
    "/graph-view?over=instrument",
    "/graph-view?over=goal",
    "/graph-view?view=agreement",
    "/ns",
)
"""The pages that keep what they find out, those first whose columns others count from."""
_MANY = 100_000
"""Triples; of fewer, named queries are answered within a few hundredths of a second."""
_LOOK_EVERY = 1.0
_AGAIN = 60.0


@asynccontextmanager
async def kept_warm(app: ASGIApp, store: Answering) -> AsyncIterator[None]:
    """Ask an application in the background for its heavy pages, now and whenever the graph has changed.

    A graph whose version is not known is left alone: nothing is kept of it.
    """
    warming = asyncio.create_task(_keep_warm(app, store))
    try:
        yield
    finally:
        warming.cancel()
        with suppress(asyncio.CancelledError):
            await warming


def query_pages(store: Answering) -> tuple[str, ...]:
    """The pages of the named queries that lack nothing, where answers are kept and take longer than a moment."""
    if store.triples < _MANY or not store.limits.remembered:
        return ()
    complete = (
        name
        for name, query in named_queries().items()
        if all(each.default or not each.required for each in query.header.parameters)
    )
    return tuple(f"/queries/{name}" for name in complete)


async def _keep_warm(app: ASGIApp, store: Answering) -> None:
    warmed = ""
    while True:
        version = store.version
        if version == warmed:
            await asyncio.sleep(_LOOK_EVERY)
            continue
        statuses = [await _status(app, *page.partition("?")[::2]) for page in PAGES]
        for page in query_pages(store):
            await _status(app, page, "")  # only once: on a large graph one may be too heavy each time
        # What was gathered stays, so the collector need not visit it again and again while pages are made.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        warmed = version
        if HTTPStatus.SERVICE_UNAVAILABLE in statuses or HTTPStatus.TOO_MANY_REQUESTS in statuses:
            await asyncio.sleep(_AGAIN)
            warmed = ""


async def _status(app: ASGIApp, path: str, query: str) -> int:
    """The status of a page that nobody asked for; an error is that of whoever asks next."""
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept", b"text/html")],
        "client": None,
        "server": None,
    }
    statuses = [HTTPStatus.INTERNAL_SERVER_ERROR.value]

    async def receive() -> Message:
        await asyncio.Event().wait()  # nobody hangs up
        raise AssertionError

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    with suppress(Exception):
        await app(scope, receive, send)
    return statuses[-1]
