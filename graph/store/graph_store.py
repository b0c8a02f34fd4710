"""Graphs of another server, replaced and removed by the SPARQL 1.1 Graph Store HTTP Protocol."""

import re
from http import HTTPStatus
from typing import Self

import httpx
from pyoxigraph import NamedNode

from graph import __version__
from graph.errors import Message, RemoteStoreError
from graph.store.remote import checked_address, not_reached, without_password

_SECONDS = 300.0
_LONGEST_REASON = 300
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_NOT_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)
_OTHERS = "Oxigraph has it at …/store, Fuseki at …/data, GraphDB and RDF4J at …/repositories/NAME/rdf-graphs/service"
_LAYOUTS = (
    (re.compile(r"(https?://[^/]+)/query"), r"\1/store"),
    (re.compile(r"(https?://[^/]+/.+)/(?:query|sparql)"), r"\1/data"),
    (re.compile(r"(https?://[^/]+/(?:.+/)?repositories/[^/]+)"), r"\1/rdf-graphs/service"),
)


def usual_graph_store(store: str) -> str | None:
    """Where the Graph Store Protocol usually is of a server whose endpoint has an address; None where nothing is usual.

    >>> usual_graph_store("http://localhost:7878/query"), usual_graph_store("http://localhost:3030/horing/sparql")
    ('http://localhost:7878/store', 'http://localhost:3030/horing/data')
    >>> usual_graph_store("http://localhost:7200/repositories/horing")
    'http://localhost:7200/repositories/horing/rdf-graphs/service'
    """
    for layout, path in _LAYOUTS:
        if layout.fullmatch(store):
            return layout.sub(path, store)
    return None


class GraphStore:
    """The graphs of another server, each of which can be replaced and removed."""

    def __init__(self, address: str) -> None:
        self.name = without_password(checked_address(address))
        self._address = address
        self._client = httpx.Client(headers={"user-agent": f"standpunkt/{__version__}"}, timeout=_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def replace(self, graph: NamedNode, triples: bytes) -> None:
        """Make a graph hold some N-Triples and nothing else.

        Raises:
            RemoteStoreError: where the server cannot be reached, or does not take it.
        """
        self._ask("PUT", graph, triples)

    def remove(self, graph: NamedNode) -> None:
        """Make a graph hold nothing.

        Raises:
            RemoteStoreError: where the server cannot be reached, or does not do it.
        """
        self._ask("DELETE", graph)

    def _ask(self, method: str, graph: NamedNode, content: bytes = b"") -> None:
        headers = {"content-type": "application/n-triples"} if method == "PUT" else {}
        address = httpx.URL(self._address).copy_add_param("graph", graph.value)
        try:
            response = self._client.request(method, address, content=content, headers=headers)
        except httpx.HTTPError as error:
            raise RemoteStoreError(self.name, not_reached(error)) from error
        if not response.is_success and (method, response.status_code) != ("DELETE", HTTPStatus.NOT_FOUND):
            raise self._refusal(graph, response)

    def _refusal(self, graph: NamedNode, response: httpx.Response) -> RemoteStoreError:
        """What to say of a graph that the server did not take."""
        if response.status_code in _REFUSED:
            remedy = Message("Give a name and password in its address (https://user:password@…).")
            return RemoteStoreError(self.name, Message("lets only some write"), remedy)
        if response.status_code in _NOT_THERE:
            remedy = Message(
                "Name the address of its Graph Store Protocol with --graph-store ({others}).", {"others": _OTHERS}
            )
            return RemoteStoreError(self.name, Message("takes no graphs"), remedy)
        said = " ".join(response.text.split())[:_LONGEST_REASON]
        answered = Message.foreign(f"{response.status_code} {said}")
        reason = Message("did not take {graph}: {answered}", {"graph": str(graph), "answered": answered})
        return RemoteStoreError(self.name, reason, Message("Push again to go on from there, or ask whoever runs it."))
