from collections.abc import Mapping
from types import MappingProxyType

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
POLICY_WITH_ISLAND = f"{POLICY}; script-src 'self'; connect-src 'self'"
"""For a page that our own script makes livelier: still nothing inline, and nothing from or to elsewhere."""

FRAMES = "frame-src 'self'"
"""What is added for a page that shows one of our own documents in a frame."""
POLICY_OF_ORIGINAL = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
"""For the files of others, which our own pages may frame: nothing of what is in them may run or send anything."""

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "content-security-policy": POLICY,
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        # The data are public and are read without credentials, so pages of others may ask for them.
        "access-control-allow-origin": "*",
        "access-control-expose-headers": "*",
    }
)
"""What goes with every response."""
_ENCODED = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())
_ENCODED_POLICY = b"content-security-policy"
_NOT_MODIFIED = 304


class SecurityHeaders:
    """Says with every response what a browser may do with it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its response."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                if message["status"] == _NOT_MODIFIED:
                    # What a browser keeps was sent with the policy of its page, which this must not replace.
                    given.add(_ENCODED_POLICY)
                added = [header for header in _ENCODED if header[0] not in given]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self._app(scope, receive, send_with_headers)
