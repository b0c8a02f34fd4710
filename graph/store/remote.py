"""A graph that lies in another server: anything that answers queries of SPARQL 1.1 over HTTP."""

import asyncio
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import NoReturn, Self
from urllib.parse import urlencode

import httpx
import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat

from graph import __version__
from graph.errors import (
    AnswerTooLargeError,
    InputError,
    Message,
    QueryError,
    RemoteStoreError,
    RemoteTimeoutError,
    StoreBusyError,
)
from graph.store.answers import Answer
from graph.store.embedded import NO_PARAMETERS
from graph.store.limits import Limits
from graph.store.messages import Question
from graph.store.refusal import check_allowed
from graph.store.substitution import self_contained

_RESULTS = "application/sparql-results+json"
_ACCEPTED = f"{_RESULTS}, application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_FORM = "application/x-www-form-urlencoded"
_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?(?:\?[^\s#]*)?", re.ASCII)
_LONGEST_REASON = 500
_IS_HIDDEN = "ASK { FILTER(EXISTS { GRAPH ?g { ?s ?p ?o } } && NOT EXISTS { ?s ?p ?o }) }"
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_SLOW = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT)
_WRONG = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)


def checked_address(address: str) -> str:
    """The address of a server.

    Raises:
        InputError: where it is not an http or https address.
    """
    if not _ADDRESS.fullmatch(address):
        raise InputError(
            "“{address}” is not an address of a server. Give one such as https://host/sparql", address=address
        )
    return address


def without_password(address: str) -> str:
    """An address as it may be shown and logged.

    >>> without_password("https://user:secret@host/sparql")
    'https://host/sparql'
    """
    return re.sub(r"//[^/@]*@", "//", address, count=1)


@dataclass(frozen=True, slots=True)
class Received:
    """What the server with a name has answered."""

    name: str
    media_type: str
    content: bytes

    def answer(self) -> Answer:
        """The answer that the bytes are, to be read in the thread that asks for it.

        Raises:
            RemoteStoreError: where it breaks off, or is something else.
        """
        try:
            if self.media_type == _RESULTS:
                _check_whole(self.content)
                return Answer(pyoxigraph.parse_query_results(BytesIO(self.content), QueryResultsFormat.JSON))
            if graph_format := RdfFormat.from_media_type(self.media_type):
                return Answer([quad.triple for quad in pyoxigraph.parse(self.content, graph_format)])
        except (SyntaxError, TypeError, ValueError, RecursionError) as error:
            raise RemoteStoreError(
                self.name, Message("gives an answer that is broken: {error}", {"error": Message.foreign(str(error))})
            ) from error
        said = self.media_type or Message("nothing in particular")
        reason = Message("does not answer as a SPARQL endpoint does, but with {media_type}", {"media_type": said})
        raise RemoteStoreError(self.name, reason)


def not_reached(error: Exception) -> Message:
    """Why a server gave no answer at all."""
    return Message("cannot be reached: {error}", {"error": Message.foreign(str(error) or type(error).__name__)})


def _check_whole(results: bytes) -> None:
    """Refuse results that are not all there; the engine reads as it goes, and would notice only in the middle."""
    if not {"boolean", "results"} & dict(json.loads(results)).keys():
        raise ValueError("it has neither results nor a boolean")


class Endpoint:
    """A SPARQL endpoint of another server, to be asked while a `with` lasts.

    Its default graph must be the union of its named graphs.
    """

    def __init__(self, address: str, limits: Limits) -> None:
        self.name = without_password(checked_address(address))
        self._address = address
        self._limits = limits
        headers = {"accept": _ACCEPTED, "content-type": _FORM, "user-agent": f"standpunkt/{__version__}"}
        self._client = httpx.AsyncClient(headers=headers, timeout=limits.seconds)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def ask(self, question: Question) -> Received:
        """What the endpoint answers.

        Raises:
            QueryError: where the question is wrong or not allowed, or the answer too large.
            RemoteTimeoutError: where the endpoint takes longer than a query may.
            RemoteStoreError: where it cannot be reached, or fails.
        """
        check_allowed(question.text)
        fields = [
            ("query", self_contained(question.text, question.parameters)),
            *(("default-graph-uri", name) for name in question.default_graphs),
            *(("named-graph-uri", name) for name in question.named_graphs),
        ]
        try:
            async with asyncio.timeout(self._limits.seconds):
                status, media_type, content = await self._sent(urlencode(fields))
        except (TimeoutError, httpx.TimeoutException):
            raise RemoteTimeoutError(self.name, self._limits.seconds) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RemoteStoreError(self.name, not_reached(error)) from error
        if status != HTTPStatus.OK:
            self._refuse(status, content)
        return Received(self.name, media_type, content)

    async def _sent(self, body: str) -> tuple[int, str, bytes]:
        """The status, media type and bytes of what comes back; no more is read than an answer may have."""
        content = bytearray()
        async with self._client.stream("POST", self._address, content=body) as response:
            async for part in response.aiter_bytes():
                content += part
                if len(content) > self._limits.answer:
                    raise AnswerTooLargeError(self._limits.answer)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return response.status_code, media_type, bytes(content)

    def _refuse(self, status: int, content: bytes) -> NoReturn:
        """The error that a refusal of the endpoint is."""
        said = " ".join(content.decode(errors="replace").split())[:_LONGEST_REASON]
        if status in _WRONG:
            reason = Message.foreign(said or str(status))
            raise QueryError("{name} cannot answer the query: {said}", name=self.name, said=reason)
        if status in _SLOW:
            raise RemoteTimeoutError(self.name, self._limits.seconds)
        if status in _BUSY:
            raise StoreBusyError("{name} has too much to do. Try again in a moment.", name=self.name)
        answered = Message.foreign(f"{status}{': ' if said else ''}{said}")
        raise RemoteStoreError(self.name, Message("answers with {answered}", {"answered": answered}))


async def check_union(endpoint: Endpoint) -> None:
    """Refuse an endpoint whose data our queries would not see.

    Raises:
        RemoteStoreError: where its default graph is not the union of its named graphs, or it cannot be asked.
    """
    if (await endpoint.ask(Question(_IS_HIDDEN))).answer():
        raise RemoteStoreError(
            endpoint.name,
            Message("has data in named graphs, but queries do not see them unless they say GRAPH"),
            Message(
                "Let it answer from the union of the named graphs (Oxigraph: --union-default-graph; Fuseki: "
                "tdb2:unionDefaultGraph true)."
            ),
        )


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """A remote graph for programs that ask one question after the other; the same as an embedded one to them."""

    address: str
    limits: Limits

    def query(
        self,
        text: str,
        *,
        parameters: Mapping[str, NamedNode | Literal] = NO_PARAMETERS,
        default_graphs: Iterable[str] = (),
        named_graphs: Iterable[str] = (),
    ) -> Answer:
        """Answer a query; see `Store` and `Endpoint.ask`."""
        question = Question(text, parameters, None, None, tuple(default_graphs), tuple(named_graphs))
        return asyncio.run(self._asked(question)).answer()

    async def _asked(self, question: Question) -> Received:
        async with Endpoint(self.address, self.limits) as endpoint:
            await check_union(endpoint)
            return await endpoint.ask(question)
