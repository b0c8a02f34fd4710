import asyncio
import socket

from graph.store.messages import LENGTH_BYTES, Notice, length_of

_READ_BYTES = 1 << 18


class WorkerGoneError(Exception):
    """A worker's channel closed while it was asked, because it ended or was ended."""


class Channel:
    """The server's end of the connection to one worker: a question goes out, and an answer comes back."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        self._connection = connection
        self._received = bytearray()
        self._answer: asyncio.Future[tuple[Notice, bytes]] | None = None
        self._is_open = True
        asyncio.get_running_loop().add_reader(connection, self._receive)

    @property
    def lives(self) -> bool:
        """Whether the channel of an idle worker is open and silent, as it should be."""
        if self._is_open and not self._received:
            try:
                self._connection.recv(1, socket.MSG_PEEK)
            except BlockingIOError:
                return True
            except OSError:
                return False
        return False

    async def ask(self, question: bytes) -> tuple[Notice, bytes]:
        """What the worker answers to the frame of a question.

        Raises:
            WorkerGoneError: where it ends before it has answered.
        """
        loop = asyncio.get_running_loop()
        self._answer = loop.create_future()
        try:
            await loop.sock_sendall(self._connection, question)
        except OSError as error:
            raise WorkerGoneError from error
        if not self._is_open:
            raise WorkerGoneError
        return await self._answer

    def close(self) -> None:
        """End the connection; who waits for an answer learns that the worker is gone."""
        if self._connection.fileno() >= 0:
            asyncio.get_running_loop().remove_reader(self._connection)
            self._connection.close()
        self._lose()

    def _receive(self) -> None:
        try:
            content = self._connection.recv(_READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            content = b""
        if not content:
            asyncio.get_running_loop().remove_reader(self._connection)
            self._lose()
            return
        self._received += content
        self._finish()

    def _finish(self) -> None:
        """Hand the answer over when the whole of it is there."""
        if len(self._received) < LENGTH_BYTES:
            return
        end_of_notice = LENGTH_BYTES + length_of(self._received[:LENGTH_BYTES])
        if len(self._received) < end_of_notice:
            return
        notice = Notice.from_bytes(bytes(self._received[LENGTH_BYTES:end_of_notice]))
        if len(self._received) < end_of_notice + notice.length:
            return
        content = bytes(memoryview(self._received)[end_of_notice:])
        self._received = bytearray()
        if self._answer and not self._answer.done():
            self._answer.set_result((notice, content))

    def _lose(self) -> None:
        self._is_open = False
        if self._answer and not self._answer.done():
            self._answer.set_exception(WorkerGoneError())
