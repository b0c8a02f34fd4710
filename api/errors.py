from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from api.languages import gettext
from api.negotiation import negotiate
from api.pages import Pages
from api.refusals import headers_of, status_of
from api.representations import HTML
from graph.errors import Message, StandpunktError

_A_DAY = 86_400
_CLIENT_CLOSED_REQUEST = 499
_NOT_FOUND = Message("There is nothing at this address. The start page / shows what there is.")
_FAILED = Message("The server failed, and what happened stands in its log. Try again in a moment.")


def _explanations() -> Mapping[HTTPStatus, tuple[str, str]]:
    """What happened, and what to do next, in the language of the page."""
    return {
        HTTPStatus.NOT_FOUND: (
            gettext("Her er det ingenting"),
            gettext(
                "Adressen er feil, eller det som sto her, er borte. Søk etter det, eller begynn på en av sidene under."
            ),
        ),
        HTTPStatus.GONE: (
            gettext("Det er trukket tilbake"),
            gettext("Det som sto her, er fjernet for godt. Har du lastet det ned, så slett det hos deg."),
        ),
        HTTPStatus.NOT_ACCEPTABLE: (
            gettext("Det finnes ikke i det formatet"),
            gettext("Be om et av formatene som er nevnt under, eller åpne adressen i en nettleser."),
        ),
        HTTPStatus.TOO_MANY_REQUESTS: (
            gettext("Du har spurt om mye på kort tid"),
            gettext("Vent litt og prøv igjen. Skal du ha mye, er det bedre å laste ned hele datasettet."),
        ),
        HTTPStatus.SERVICE_UNAVAILABLE: (
            gettext("Det ble for mye akkurat nå"),
            gettext("Prøv igjen om et øyeblikk, eller spør om mindre."),
        ),
        HTTPStatus.INTERNAL_SERVER_ERROR: (
            gettext("Noe gikk galt hos oss"),
            gettext(
                "Feilen er skrevet i loggen. Prøv igjen, og si fra til den som gir ut dataene hvis det skjer igjen."
            ),
        ),
    }


def _explanation(status: HTTPStatus) -> tuple[str, str]:
    usual = gettext("Det gikk ikke"), gettext("Under står hva som var galt, og hva du kan gjøre.")
    return _explanations().get(status, usual)


def refused(request: Request, error: StandpunktError, pages: Pages) -> Response:
    """What a client is told whose request is not answered."""
    return _answer(request, status_of(error), error.message, headers_of(error), pages)


def refused_by_router(request: Request, error: HTTPException, pages: Pages) -> Response:
    """What a client is told for whose address or method there is nothing."""
    status = HTTPStatus(error.status_code)
    headers = dict(error.headers or {})
    if "Allow" in headers:
        headers["Allow"] = ", ".join(sorted(headers["Allow"].replace(" ", "").split(",")))
    if request.method == "OPTIONS" and status is HTTPStatus.METHOD_NOT_ALLOWED:
        return _methods(headers.get("Allow", "GET"))
    return _answer(request, status, _advice(status, headers.get("Allow", "GET")), headers, pages)


def _advice(status: HTTPStatus, methods: str) -> Message:
    """What to say of an address or method for which there is nothing."""
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        return Message("This address cannot be asked in this way. Use one of: {methods}.", {"methods": methods})
    return _NOT_FOUND if status is HTTPStatus.NOT_FOUND else Message.foreign(f"{status.phrase}.")


def failed(request: Request, status: HTTPStatus, pages: Pages) -> Response:
    """What a client is told where the server fails."""
    return _answer(request, status, _FAILED, {}, pages)


def nobody_there() -> Response:
    """What is noted of a request whose client hung up before it was answered; nobody reads it."""
    return Response(status_code=_CLIENT_CLOSED_REQUEST)


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


def _answer(request: Request, status: HTTPStatus, message: Message, headers: dict[str, str], pages: Pages) -> Response:
    """A page for browsers, and plain text for programs."""
    if negotiate(request.headers.get("accept"), ["text/plain", HTML]) == HTML:
        title, advice = _explanation(status)
        response = pages.page("error.html", status, code=status.value, title=title, advice=advice, message=message)
    else:
        response = PlainTextResponse(f"{message}\n", status, {"vary": "accept"})
    response.headers.update({**headers, "cache-control": "no-store"})
    return response
