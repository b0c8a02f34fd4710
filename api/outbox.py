import asyncio
import contextlib
from collections.abc import Mapping

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

_CAPACITY = 200_000_000
_SECONDS = 120.0
_CHUNK = 1 << 16
_TRY_AGAIN = "Too many large answers are on their way. Try again in a moment, or ask for less at a time.\n"


class Outbox:
    """The answers that are on their way, which together may not fill the memory however slowly clients read."""

    def __init__(self, capacity: int = _CAPACITY, seconds: float = _SECONDS) -> None:
        self.capacity = capacity
        self.seconds = seconds
        self.used = 0


class Delivery(Response):
    """An answer that is handed over in pieces, as fast as its client reads but not for ever."""

    def __init__(self, outbox: Outbox, content: bytes, headers: Mapping[str, str]) -> None:
        super().__init__(headers={**headers, "content-length": str(len(content))})
        self._outbox = outbox
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer, or say that there is no room for it now.

        Where the client has not read it in time, it is left unfinished, and the server closes the connection.
        """
        outbox, size = self._outbox, len(self._content)
        if outbox.used + size > outbox.capacity:
            await PlainTextResponse(_TRY_AGAIN, 503, headers={"retry-after": "10"})(scope, receive, send)
            return
        outbox.used += size
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(outbox.seconds):
                    await self._send(send)
        finally:
            outbox.used -= size

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        rest = memoryview(self._content)
        while len(rest) > _CHUNK:
            await send({"type": "http.response.body", "body": bytes(rest[:_CHUNK]), "more_body": True})
            rest = rest[_CHUNK:]
        await send({"type": "http.response.body", "body": bytes(rest)})
