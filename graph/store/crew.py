import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import DataFolderError, StoreClosedError
from graph.store.channel import Channel
from graph.store.limits import Limits

_MESSAGE_BYTES = 4096
_MOST_CHANNELS = 64
_FAREWELL = 5.0
_PROCESSOR_TIME = 2
"""With the complement of a process's number above it, this is Linux's name of the clock that counts its time."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One process that answers queries, by its number, and the channel to it."""

    number: int
    channel: Channel

    def processor_seconds(self) -> float | None:
        """How much processor time the process has had, or None where it is gone or the system does not tell."""
        try:
            return time.clock_gettime(~self.number << 3 | _PROCESSOR_TIME)
        except OSError:
            return None


class Crew:
    """A broker process with its workers, all of one version of the graph."""

    def __init__(self, process: "subprocess.Popen[bytes]", control: socket.socket, limits: Limits) -> None:
        self.version = ""
        self.triples = 0
        self.gone = asyncio.Event()
        self._process = process
        self._control = control
        self._limits = limits
        self._idle: asyncio.LifoQueue[Worker | None] = asyncio.LifoQueue()  # warm ones first
        self._workers: dict[int, Worker] = {}
        self._ends: dict[int, asyncio.Future[int]] = {}
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._said = b""
        self._channels: deque[int] = deque()
        self._users = 0
        self.quiet = asyncio.Event()
        self.quiet.set()

    @classmethod
    async def gathered(cls, path: Path, limits: Limits) -> "Crew":
        """A crew that is ready to answer questions about the graph of a data folder or an RDF file.

        Raises:
            DataFolderError: where there is no graph, or it cannot be read.
            StoreClosedError: where the processes cannot be started.
        """
        control, theirs = socket.socketpair()
        control.setblocking(False)
        command = [sys.executable, "-P", "-m", "graph.store.broker"]
        arguments = [str(theirs.fileno()), str(path), json.dumps(asdict(limits))]
        try:
            process = subprocess.Popen(  # noqa: S603, ASYNC220 — our own program; starting it takes milliseconds
                [*command, *arguments],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        except OSError as error:
            control.close()
            raise StoreClosedError(
                "The process that holds the graph cannot be started: {error}.", error=error
            ) from error
        finally:
            theirs.close()
        crew = cls(process, control, limits)
        await crew._begin()
        return crew

    async def _begin(self) -> None:
        asyncio.get_running_loop().add_reader(self._control, self._listen)
        try:
            await self._ready
        except BaseException:
            await self.close()
            raise
        for _ in range(self._limits.workers):
            self._say("hire")

    @contextmanager
    def used(self) -> Iterator[None]:
        """While a question is put to this crew, it is not `quiet`."""
        self._users += 1
        self.quiet.clear()
        try:
            yield
        finally:
            self._users -= 1
            if not self._users:
                self.quiet.set()

    async def worker(self) -> Worker:
        """The next worker that is free, in the order in which they were asked for.

        Raises:
            StoreClosedError: where the crew is gone.
        """
        while True:
            worker = await self._idle.get()
            if worker is None:
                self._idle.put_nowait(None)
                raise StoreClosedError("The processes that answer queries have ended. Try again in a moment.")
            if worker.channel.lives:
                return worker
            self.dismiss(worker)

    def release(self, worker: Worker) -> None:
        """Let a worker that has answered take the next question."""
        self._idle.put_nowait(worker)

    def dismiss(self, worker: Worker) -> None:
        """End a worker, whatever it does, and hire another in its place."""
        if self._workers.pop(worker.number, None) is not None:
            worker.channel.close()
            self._say(f"end {worker.number}")
            self._say("hire")

    def slow_down(self, worker: Worker) -> None:
        """Let a worker run after those whose queries are quick."""
        self._say(f"slow {worker.number}")

    async def cause_of_end(self, worker: Worker) -> int:
        """The exit code of a worker that has ended: the negative number of a signal, or 0 where it is not known."""
        end = self._ends.setdefault(worker.number, asyncio.get_running_loop().create_future())
        try:
            return await asyncio.wait_for(asyncio.shield(end), 1.0)
        except TimeoutError:
            return 0
        finally:
            self._ends.pop(worker.number, None)

    async def close(self) -> None:
        """End all processes and wait until they have ended."""
        if self._control.fileno() >= 0:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
        self._vanish()
        try:
            await asyncio.to_thread(self._process.wait, _FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)
        self._workers.clear()

    def _say(self, order: str) -> None:
        with contextlib.suppress(OSError):
            self._control.send(order.encode() + b"\n")

    def _listen(self) -> None:
        """Take what the broker says; an empty message means that it is gone."""
        try:
            received, channels, _, _ = socket.recv_fds(self._control, _MESSAGE_BYTES, _MOST_CHANNELS)
        except BlockingIOError:
            return
        except OSError:
            received, channels = b"", []
        self._channels.extend(channels)
        if not received:
            asyncio.get_running_loop().remove_reader(self._control)
            self._vanish()
            return
        *lines, self._said = (self._said + received).split(b"\n")
        for line in lines:
            self._take(json.loads(line))

    def _take(self, message: dict[str, str | int]) -> None:
        match message:
            case {"ready": str(version), "triples": int(triples)}:
                self.version, self.triples = version, triples
                self._ready.set_result(None)
            case {"failed": str(reason)}:
                self._ready.set_exception(DataFolderError(reason))
            case {"hired": int(number)}:
                channel = Channel(socket.socket(fileno=self._channels.popleft()))
                self._workers[number] = Worker(number, channel)
                self._idle.put_nowait(self._workers[number])
            case {"ended": int(number), "status": int(status)}:
                self._learn_of_end(number, status)
            case _:
                pass

    def _learn_of_end(self, number: int, status: int) -> None:
        # An end that nobody asks about, after an order or while idle, is not worth remembering.
        if number in self._workers or number in self._ends:
            end = self._ends.setdefault(number, asyncio.get_running_loop().create_future())
            if not end.done():
                end.set_result(status)

    def _vanish(self) -> None:
        """Forget everybody, and wake those who wait for a worker."""
        self.gone.set()
        if not self._ready.done():
            self._ready.set_exception(StoreClosedError("The process that holds the graph ended before it was ready."))
        for worker in self._workers.values():
            worker.channel.close()
        self._idle.put_nowait(None)
