import asyncio
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_NOT_HTTP = "This is not a request of HTTP/1.1. Send one, such as GET /sparql?query=…\n"
_ADDRESS_TOO_LONG = "The address is longer than an address may be. Send the query with POST instead.\n"
_HEADERS_TOO_LARGE = "The headers are larger than headers may be. Send fewer of them.\n"
_LINGER_SECONDS = 2.0
_BEGUN = (h11.IDLE, h11.SEND_RESPONSE)


class Connection(H11Protocol):
    """A client's connection: it must ask in time, and is told what is wrong when its request is no request."""

    patience = 30.0
    """How many seconds the address and headers of a request may take to arrive."""

    _too_late: asyncio.TimerHandle | None = None
    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._mind_the_time()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        self._stop_waiting()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        if not self._refused:
            super().data_received(data)
            self._mind_the_time()

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be understood, and say why."""
        del msg
        self._refused = True
        if self.conn.our_state not in _BEGUN:
            self.transport.close()
            return
        status, message = self._why()
        content = message.encode()
        headers = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(content))}
        response = h11.Response(
            status_code=status, headers=[*headers.items(), ("connection", "close")], reason=status.phrase.encode()
        )
        for event in (response, h11.Data(data=content), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        # A client that still sends would be cut off by a close, and never read why.
        self.transport.write_eof()
        self.loop.call_later(_LINGER_SECONDS, self.transport.close)

    def _why(self) -> tuple[HTTPStatus, str]:
        received, _ = self.conn.trailing_data
        if len(received) <= (self.config.h11_max_incomplete_event_size or 0):
            return HTTPStatus.BAD_REQUEST, _NOT_HTTP
        if b"\n" not in received:
            return HTTPStatus.REQUEST_URI_TOO_LONG, _ADDRESS_TOO_LONG
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _HEADERS_TOO_LARGE

    def _mind_the_time(self) -> None:
        """Give a request that has not arrived whole its time, counted from its beginning."""
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._too_late is None:
            self._too_late = self.loop.call_later(self.patience, self.timeout_keep_alive_handler)

    def _stop_waiting(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None
