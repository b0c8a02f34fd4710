from functools import partial

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.negotiation import wants_gzip

_LEAST_BYTES = 1000
_LEVEL = 3  # a quarter larger than at the highest level, in a third of the time
_HEADER = b"accept-encoding"
_PACKED = (".gz", ".pdf")  # what is compressed already


class Compression(GZipMiddleware):
    """Compresses answers for clients that want them so, and tells caches that there are two forms of each."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, minimum_size=_LEAST_BYTES, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and compress its response."""
        # The library looks for the name alone, and so would compress for who writes gzip;q=0.
        if scope["type"] != "http" or (wants_gzip(_accepted(scope)) and not scope["path"].endswith(_PACKED)):
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, partial(_send_as_it_is, send))


def _accepted(scope: Scope) -> str | None:
    """The Accept-Encoding header of a request."""
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == _HEADER), None)


async def _send_as_it_is(send: Send, message: Message) -> None:
    """Send a part of a response that could have been compressed for another client."""
    if message["type"] == "http.response.start":
        MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
    await send(message)
