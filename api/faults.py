import logging
from collections.abc import Callable
from http import HTTPStatus

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answering import ClientGoneError

Explain = Callable[[Request, HTTPStatus], Response]


class Faults:
    """Answers with a page where the server itself fails, and writes in its log what happened.

    It stands behind what adds headers and chooses languages, so that this page is like every other.
    """

    def __init__(self, app: ASGIApp, explain: Explain) -> None:
        self._app = app
        self._explain = explain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer it where nobody else does."""
        begun = False

        async def noticing(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noticing)
        except ClientGoneError:
            raise
        except Exception:
            if begun or scope["type"] != "http":
                raise
            logging.getLogger("uvicorn.error").exception("A request to %s failed.", scope["path"])
            await self._explain(Request(scope), HTTPStatus.INTERNAL_SERVER_ERROR)(scope, receive, send)
