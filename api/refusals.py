"""Why a request is not answered: errors that carry their HTTP status, and the status of each error of the graph.

RefusalError
  BadRequestError          400   the request is not of the form that the protocol asks for
  NotAcceptableError       406   none of the wanted media types can be had
  TooSlowError             408   the request did not arrive in time
  ContentTooLargeError     413   the request is too large
  AddressTooLongError      414   the address of the request is too long
  UnsupportedTypeError     415   the body is of a type that is not understood
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType

from graph.errors import (
    AnswerTooLargeError,
    BudgetSpentError,
    InputError,
    QueryError,
    QueryFormatError,
    QueryMemoryError,
    QueryTimeoutError,
    RemoteStoreError,
    RemoteTimeoutError,
    StandpunktError,
    StoreBusyError,
    StoreClosedError,
    UnknownFunctionError,
    UnknownNameError,
)


class RefusalError(StandpunktError):
    """A request that is not answered."""

    status = HTTPStatus.BAD_REQUEST


class BadRequestError(RefusalError):
    """The request is not of the form that the protocol asks for."""


class NotAcceptableError(RefusalError):
    """None of the media types that the request wants can be had."""

    status = HTTPStatus.NOT_ACCEPTABLE

    def __init__(self, names: Sequence[str], media_types: Sequence[str]) -> None:
        super().__init__(
            "None of the formats that you accept can be had. Send Accept with one of {media_types}, or add "
            "format= with one of {names}.",
            media_types=", ".join(media_types),
            names=", ".join(dict.fromkeys(names)),
        )


class ContentTooLargeError(RefusalError):
    """The request is larger than a request may be."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class TooSlowError(RefusalError):
    """The request did not arrive in time."""

    status = HTTPStatus.REQUEST_TIMEOUT

    def __init__(self, seconds: float) -> None:
        super().__init__(
            "The request did not arrive within {seconds:g} seconds. Send it again, all at once.", seconds=seconds
        )


class AddressTooLongError(RefusalError):
    """The address of the request is longer than an address may be."""

    status = HTTPStatus.REQUEST_URI_TOO_LONG

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(
            "The address has {length} bytes after the question mark; it may have {longest}. Send the query "
            "with POST instead.",
            length=length,
            longest=longest,
        )


class UnsupportedTypeError(RefusalError):
    """The body of the request is of a type that is not understood."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


_STATUSES: Mapping[type[StandpunktError], HTTPStatus] = MappingProxyType(
    {
        QueryFormatError: HTTPStatus.NOT_ACCEPTABLE,
        QueryTimeoutError: HTTPStatus.SERVICE_UNAVAILABLE,
        QueryMemoryError: HTTPStatus.SERVICE_UNAVAILABLE,
        RemoteStoreError: HTTPStatus.BAD_GATEWAY,
        RemoteTimeoutError: HTTPStatus.GATEWAY_TIMEOUT,
        AnswerTooLargeError: HTTPStatus.SERVICE_UNAVAILABLE,
        BudgetSpentError: HTTPStatus.TOO_MANY_REQUESTS,
        StoreBusyError: HTTPStatus.SERVICE_UNAVAILABLE,
        StoreClosedError: HTTPStatus.SERVICE_UNAVAILABLE,
        UnknownNameError: HTTPStatus.NOT_FOUND,
        UnknownFunctionError: HTTPStatus.UNPROCESSABLE_ENTITY,
        QueryError: HTTPStatus.BAD_REQUEST,
        InputError: HTTPStatus.BAD_REQUEST,
    }
)
_WORTH_ANOTHER_TRY = (StoreBusyError, StoreClosedError)
_TRY_AGAIN_SECONDS = 2


def status_of(error: StandpunktError) -> HTTPStatus:
    """The HTTP status that says what kind of error this is."""
    if isinstance(error, RefusalError):
        return error.status
    fitting = (status for known, status in _STATUSES.items() if isinstance(error, known))
    return next(fitting, HTTPStatus.INTERNAL_SERVER_ERROR)


def headers_of(error: StandpunktError) -> dict[str, str]:
    """The headers that go with an error: when to try again, where that helps."""
    if isinstance(error, BudgetSpentError):
        return {"Retry-After": str(error.wait)}
    return {"Retry-After": str(_TRY_AGAIN_SECONDS)} if isinstance(error, _WORTH_ANOTHER_TRY) else {}
