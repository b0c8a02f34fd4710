"""What a request of the SPARQL 1.1 Protocol asks, whichever of its three ways it comes."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.requests import ClientDisconnect

from api.answering import ClientGoneError
from api.refusals import (
    AddressTooLongError,
    BadRequestError,
    ContentTooLargeError,
    TooSlowError,
    UnsupportedTypeError,
)
from graph.errors import Message
from graph.store.limits import Limits

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii"})
_MOST_FIELDS = 64
_SECONDS_FOR_BODY = 30.0
_ENCODED_LENGTH = 9  # one character may take three bytes, and each byte three letters when it is percent-encoded
_READ_ONLY = Message("The graph can only be read here, so updates are refused. Send a query in the parameter “query”.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the graphs that it is to be asked of, and the format that it names; `text` is None without a query."""

    text: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


async def asked(request: Request, limits: Limits) -> Asked:
    """The query of a request.

    Raises:
        RefusalError: where the request is not of the form that the protocol asks for, or too large.
    """
    address = request.scope["query_string"]
    if len(address) > limits.address:
        raise AddressTooLongError(len(address), limits.address)
    in_address = _fields(address)
    posted = await _posted(request, limits.question) if request.method == "POST" else []
    found = _from_fields([*in_address, *posted], limits)
    if found.text is not None and len(found.text) > limits.question:
        raise ContentTooLargeError(
            "The query has {length} characters; it may have {longest}. Make it shorter.",
            length=len(found.text),
            longest=limits.question,
        )
    return found


async def _posted(request: Request, longest: int) -> list[tuple[str, str]]:
    """The fields of a posted form, or a query that was posted as such."""
    content_type, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = content_type.strip().lower()
    _check_charset(parameters)
    if coding := request.headers.get("content-encoding"):
        raise UnsupportedTypeError(
            "Requests are read as they are, not as {coding}. Send it uncompressed.", coding=coding
        )
    if kind == _FORM:
        return _fields(await _body(request, longest * _ENCODED_LENGTH))
    if kind == _QUERY:
        return [("query", _decoded(await _body(request, longest * _ENCODED_LENGTH)))]
    if kind == _UPDATE:
        raise BadRequestError(_READ_ONLY)
    raise UnsupportedTypeError(
        "A query is posted as {form} or as {query}, not as {kind}.",
        form=_FORM,
        query=_QUERY,
        kind=kind or Message("nothing in particular"),
    )


def _from_fields(fields: list[tuple[str, str]], limits: Limits) -> Asked:
    queries, formats = _all(fields, "query"), _all(fields, "format")
    if _all(fields, "update"):
        raise BadRequestError(_READ_ONLY)
    if queries and not queries[0].strip():
        raise BadRequestError("The query is empty. Send one in the parameter “query”.")
    if len(queries) > 1:
        raise BadRequestError("There are {number} queries in the request. Send one at a time.", number=len(queries))
    default_graphs, named_graphs = _all(fields, "default-graph-uri"), _all(fields, "named-graph-uri")
    if len(default_graphs) + len(named_graphs) > limits.graphs:
        raise BadRequestError(
            "At most {most} graphs can be named. Leave them out to ask of all graphs.", most=limits.graphs
        )
    return Asked(queries[0] if queries else None, default_graphs, named_graphs, formats[0] if formats else None)


def _all(fields: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in fields if key == name)


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise BadRequestError("The request is not UTF-8, percent-encoded. Encode it so and send it again.") from None
    except ValueError:
        raise BadRequestError("The request has more than {most} parameters. Send fewer.", most=_MOST_FIELDS) from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise BadRequestError("The query is not UTF-8. Encode it as UTF-8 and send it again.") from None


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        charset = value.strip().strip('"')
        if name.strip().lower() == "charset" and charset.lower() not in _CHARSETS:
            raise UnsupportedTypeError(
                "Queries are read as UTF-8, not as {charset}. Encode it so and send it again.", charset=charset
            )


async def _body(request: Request, longest: int) -> bytes:
    """The body of a request, of which no more is read than it may have, and for no longer than it may take."""
    body = bytearray()
    try:
        async with asyncio.timeout(_SECONDS_FOR_BODY):
            async for part in request.stream():
                body += part
                if len(body) > longest:
                    raise ContentTooLargeError(
                        "The request is larger than {longest} bytes. Send a shorter query.", longest=longest
                    )
    except TimeoutError:
        raise TooSlowError(_SECONDS_FOR_BODY) from None
    except ClientDisconnect:
        raise ClientGoneError from None
    return bytes(body)
