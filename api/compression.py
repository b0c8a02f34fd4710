from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.negotiation import wants_gzip

_LEAST_BYTES = 1000
_LEVEL = 3  # a quarter larger than at the highest level, in a third of the time
_HEADER = b"accept-encoding"
_PACKED = ".gz"  # what a file of ours is compressed with already


class Compression(GZipMiddleware):
    """Compresses answers for clients that want them so, and tells caches that there are two forms of each."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, minimum_size=_LEAST_BYTES, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and compress its response."""
        # The library looks for the name alone, and so would compress for who writes gzip;q=0.
        if scope["type"] == "http" and (
            scope["path"].endswith(_PACKED) or not wants_gzip(Headers(scope=scope).get("accept-encoding"))
        ):
            scope = {**scope, "headers": [header for header in scope["headers"] if header[0] != _HEADER]}
        await super().__call__(scope, receive, send)
