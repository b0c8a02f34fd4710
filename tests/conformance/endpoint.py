"""The tests of the suite put to an endpoint over HTTP, as forms that are posted."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from tests.conformance.comparison import same
from tests.conformance.results import read_file, read_result
from tests.conformance.suite import Case, Kind, Suite

_NOTHING = "urn:x-empty:graph"
_ACCEPT = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "srx": "application/sparql-results+xml",
    "srj": "application/sparql-results+json",
}
_ANY = "application/sparql-results+json, application/n-triples"
_ACCEPTED = (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY)
"""A query that calls a function that does not exist is valid: it is understood, and refused for what it asks."""
Headers = dict[str, str]


class Outcome(StrEnum):
    """How a test went; `VALUE` means that the values are right but written in another way."""

    EXACT = "exact"
    VALUE = "value"
    MISS = "miss"

    @property
    def passed(self) -> bool:
        """Whether the endpoint gave what was expected, by value."""
        return self is not Outcome.MISS


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint sent back."""

    status: int
    headers: Headers
    content: bytes

    @property
    def media_type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


class Endpoint:
    """A connection to a SPARQL endpoint that sends what it is given, and corrects nothing."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        assert parts.hostname
        self._path = parts.path
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def send(self, method: str, rest: str = "", body: bytes | None = None, headers: Headers | None = None) -> Answer:
        """Send one request to the endpoint's path with something behind it."""
        self._connection.putrequest(method, self._path + rest)
        for name, value in (headers or {}).items():
            self._connection.putheader(name, value)
        if body is not None:
            self._connection.putheader("content-length", str(len(body)))
        self._connection.endheaders(body)
        response = self._connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read())

    def ask(self, fields: list[tuple[str, str]], accept: str) -> Answer:
        """Post a form."""
        headers = {"content-type": "application/x-www-form-urlencoded", "accept": accept}
        return self.send("POST", "", urlencode(fields).encode(), headers)


@contextmanager
def connected(address: str) -> Iterator[Endpoint]:
    """A connection to an endpoint, for a while."""
    endpoint = Endpoint(address)
    try:
        yield endpoint
    finally:
        endpoint.close()


def outcome(suite: Suite, case: Case, endpoint: Endpoint) -> Outcome:
    """How a test goes."""
    answer = endpoint.ask(_fields(suite, case), _ACCEPT.get((case.result or "").rpartition(".")[2], _ANY))
    if case.kind is Kind.REJECTION:
        return Outcome.EXACT if answer.status == HTTPStatus.BAD_REQUEST else Outcome.MISS
    if case.kind is Kind.ACCEPTANCE:
        return Outcome.EXACT if answer.status in _ACCEPTED else Outcome.MISS
    if answer.status != HTTPStatus.OK:
        return Outcome.MISS
    assert case.result, f"{case.name} has no result"
    found = read_result(answer.content, answer.media_type)
    expected = read_file(suite.content(case.result), case.result)
    if same(found, expected, lax=case.lax, exactly=True):
        return Outcome.EXACT
    return Outcome.VALUE if same(found, expected, lax=case.lax) else Outcome.MISS


def _fields(suite: Suite, case: Case) -> list[tuple[str, str]]:
    """A query with the graphs that it is asked of; they take the place of the data that a store would be given."""
    text = suite.text(case.query)
    if case.kind is Kind.REJECTION:
        return [("query", text)]
    fields = [("query", f"BASE <{case.query}>\n{text}")]
    if suite.named_in(case):
        return fields
    fields += [("default-graph-uri", graph) for graph in case.default_graphs or (_NOTHING,)]
    return fields + [("named-graph-uri", graph) for graph in case.named_graphs]
