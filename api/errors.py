from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from api.negotiation import negotiate
from api.pages import Pages
from api.refusals import headers_of, status_of
from api.representations import HTML
from graph.errors import StandpunktError

_A_DAY = 86_400
_ADVICE = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address. The start page / shows what there is.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address cannot be asked in this way. Use one of: {methods}.",
}


def refused(request: Request, error: StandpunktError, pages: Pages) -> Response:
    """What a client is told whose request is not answered."""
    return _message(request, status_of(error), str(error), headers_of(error), pages)


def refused_by_router(request: Request, error: HTTPException, pages: Pages) -> Response:
    """What a client is told for whose address or method there is nothing."""
    status = HTTPStatus(error.status_code)
    headers = dict(error.headers or {})
    if "Allow" in headers:
        headers["Allow"] = ", ".join(sorted(headers["Allow"].replace(" ", "").split(",")))
    if request.method == "OPTIONS" and status is HTTPStatus.METHOD_NOT_ALLOWED:
        return _methods(headers.get("Allow", "GET"))
    advice = _ADVICE.get(status, f"{status.phrase}.").format(methods=headers.get("Allow", "GET"))
    return _message(request, status, advice, headers, pages)


def _methods(allowed: str) -> Response:
    """What may be asked of an address, also by pages of others, which browsers ask about first."""
    methods = f"{allowed}, OPTIONS"
    headers = {
        "allow": methods,
        "access-control-allow-methods": methods,
        "access-control-allow-headers": "*",
        "access-control-max-age": str(_A_DAY),
    }
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)


def _message(request: Request, status: HTTPStatus, message: str, headers: dict[str, str], pages: Pages) -> Response:
    """A page for browsers, and plain text for programs."""
    if negotiate(request.headers.get("accept"), ["text/plain", HTML]) == HTML:
        response = pages.page("error.html", status, code=status.value, message=message)
    else:
        response = PlainTextResponse(message + "\n", status, {"vary": "accept"})
    response.headers.update({**headers, "cache-control": "no-store"})
    return response
