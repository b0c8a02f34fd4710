"""Processes that each hold the graph and write files, as many at once as wanted."""

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Self

from api.site.press import Order, Plan, Press
from api.site.records import Record
from graph.errors import StandpunktError

_TOGETHER = 8
_FAREWELL_SECONDS = 10
_ENDED = (
    "A process that writes the site ended in the middle of it, perhaps because memory ran out. Run the same command "
    "again, with fewer --jobs; it goes on where it stopped."
)


class PublishingError(StandpunktError):
    """The site cannot be written to its end."""


def planned(order: Order) -> Plan:
    """What is known of a site before it is written, from a process that is gone afterwards, and the graph with it.

    Raises:
        PublishingError: where there is no graph, or it cannot be read.
    """
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, context, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
            found = pool.submit(_planned, order).result()
    except BrokenProcessPool:
        raise PublishingError(_ENDED) from None
    if isinstance(found, PublishingError):
        raise found
    return found


class Crew:
    """Some processes that publish addresses, a few at a time."""

    def __init__(self, order: Order, size: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._members = [self._hired(order) for _ in range(size)]

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        for process, connection in self._members:
            connection.close()
            process.terminate()
            process.join(_FAREWELL_SECONDS)

    def published(self, waiting: list[str]) -> Iterator[Record]:
        """The records of all addresses that wait, also of those that are added while this is read.

        Raises:
            PublishingError: where a process cannot go on.
        """
        connections = [connection for _, connection in self._members]
        busy = set[int]()
        while waiting or busy:
            for number in range(len(connections)):
                if waiting and number not in busy:
                    connections[number].send([waiting.pop() for _ in range(min(_TOGETHER, len(waiting)))])
                    busy.add(number)
            ready = wait([connections[number] for number in busy])
            for number in [number for number in busy if connections[number] in ready]:
                busy.remove(number)
                yield from _received(connections[number])

    def _hired(self, order: Order) -> tuple[BaseProcess, "Connection[Any, Any]"]:
        mine, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(order, theirs), daemon=True)
        process.start()
        theirs.close()
        return process, mine


def _received(connection: "Connection[Any, Any]") -> list[Record]:
    try:
        found = connection.recv()
    except EOFError:
        raise PublishingError(_ENDED) from None
    if isinstance(found, Exception):
        raise found
    records: list[Record] = found
    return records


def _planned(order: Order) -> Plan | PublishingError:
    try:
        with Press(order) as press:
            return press.plan()
    except StandpunktError as error:
        return PublishingError(str(error))


def _work(order: Order, connection: "Connection[Any, Any]") -> None:
    """Publish what a connection asks for, until it closes; what goes wrong is sent back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that gave the order ends this one
    try:
        with Press(order) as press:
            while True:
                connection.send(press.published(connection.recv()))
    except EOFError:
        pass
    except StandpunktError as error:
        connection.send(PublishingError(str(error)))
    except OSError as error:
        connection.send(error)
