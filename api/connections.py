import asyncio
from http import HTTPStatus

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

_NOT_HTTP = "This is not a request of HTTP/1.1. Send one, such as GET /sparql?query=…\n"
_ADDRESS_TOO_LONG = "The address is longer than an address may be. Send the query with POST instead.\n"
_HEADERS_TOO_LARGE = "The headers are larger than headers may be. Send fewer of them.\n"
_LINGER_SECONDS = 2.0
_USUAL_BYTES = 65_536
_CONNECT = b"CONNECT"
_OFFERING = (b"connection", b"upgrade", b"http2-settings")


class Connection(HttpToolsProtocol):
    """A client's connection: it must ask in time, and is told what is wrong when its request is no request."""

    patience = 30.0
    """How many seconds the address and headers of a request may take to arrive."""

    _too_late: asyncio.TimerHandle | None = None
    _refused = False
    _in_head = True
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # narrower, as uvicorn's
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._mind_the_time()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        self._stop_waiting()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        if self._refused:
            return
        was_in_head = self._in_head
        self._unset_keepalive_if_required()
        self._feed(data)
        if was_in_head and self._in_head:
            # The parser keeps what has come of a header until the whole of it is there, however much that is.
            self._head_bytes += len(data)
            if self._head_bytes > self._most:
                self.send_400_response("")
        self._mind_the_time()

    def on_message_begin(self) -> None:
        """Begin to read the address and headers of a request."""
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0

    def on_headers_complete(self) -> None:
        """Begin to answer, or refuse what is too long to be read further."""
        self._in_head = False
        self._head_bytes = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if self._head_bytes > self._most:
            raise ValueError(_HEADERS_TOO_LARGE)  # which the parser makes an error of its own
        super().on_headers_complete()

    def _feed(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except HttpParserUpgrade as offer:
            if self._should_upgrade():
                self._decline(data[offer.args[0] :])
        except HttpParserError:
            self.send_400_response("")

    def _should_upgrade(self) -> bool:
        """Whether a request offers another protocol, so that the parser leaves it before its body."""
        return self.parser.should_upgrade() and self.parser.get_method() != _CONNECT

    def _decline(self, rest: bytes) -> None:
        """Read a request anew without the offer of another protocol that it makes, as Java's client always does."""
        line = b"%s %s HTTP/%s" % (self.parser.get_method(), self.url, self.parser.get_http_version().encode())
        kept = [b"%s: %s" % header for header in self.headers if header[0] not in _OFFERING]
        self.parser = HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self._feed(b"\r\n".join((line, *kept, b"connection: close", b"", rest)))

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be understood, and say why."""
        del msg
        self._refused = True
        if self.cycle and not self.cycle.response_complete:
            if self.cycle.response_started:
                self.transport.close()
                return
            # Whoever works on the answer to what came so far learns that nobody waits for it.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.write(_plain(*self._why()))
        # A client that still sends would be cut off by a close, and never read why.
        self.transport.write_eof()
        self.loop.call_later(_LINGER_SECONDS, self.transport.close)

    @property
    def _most(self) -> int:
        """How many bytes an address and headers may have together."""
        return self.config.h11_max_incomplete_event_size or _USUAL_BYTES

    def _why(self) -> tuple[HTTPStatus, str]:
        if self._head_bytes <= self._most:
            return HTTPStatus.BAD_REQUEST, _NOT_HTTP
        if 2 * len(self.url) > self._head_bytes:
            return HTTPStatus.REQUEST_URI_TOO_LONG, _ADDRESS_TOO_LONG
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _HEADERS_TOO_LARGE

    def _mind_the_time(self) -> None:
        """Give a request that has not arrived whole its time, counted from its beginning."""
        if not self._in_head and self.cycle and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._too_late is None:
            self._too_late = self.loop.call_later(self.patience, self.timeout_keep_alive_handler)

    def _stop_waiting(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None


def _plain(status: HTTPStatus, message: str) -> bytes:
    """A response of plain text, after which the connection is closed."""
    content = message.encode()
    headers = (
        b"content-type: text/plain; charset=utf-8",
        b"content-length: %d" % len(content),
        b"connection: close",
    )
    return STATUS_LINE[status] + b"\r\n".join((*headers, b"", content))
