import os
import signal
import socket
from dataclasses import replace
from typing import NoReturn

from graph.errors import StandpunktError
from graph.store.confinement import confine, follow_to_the_grave, peak_memory, start_clock, stop_clock
from graph.store.embedded import EmbeddedStore
from graph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from graph.store.limits import Limits
from graph.store.messages import LENGTH_BYTES, Notice, Question, length_of

_WORN_SHARE = 4
_READ_BYTES = 1 << 16


def work(store: EmbeddedStore, channel: socket.socket, limits: Limits, parent: int) -> NoReturn:
    """Answer the questions that come over a channel, one after the other, until it closes or this process is worn."""
    try:
        _prepare(channel, limits, parent)
        _serve(store, channel, limits)
        os._exit(0)
    finally:
        # Whatever is raised must not travel on: further up stands the broker's code, which ends all workers.
        os._exit(1)


def _prepare(channel: socket.socket, limits: Limits, parent: int) -> None:
    for number in (signal.SIGCHLD, signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    follow_to_the_grave(parent)
    confine(channel.fileno(), limits)


def _serve(store: EmbeddedStore, channel: socket.socket, limits: Limits) -> None:
    fresh = peak_memory()
    worn = False
    while not worn and (content := _frame(channel)) is not None:
        start_clock(limits)
        notice, body = _answered(store, Question.from_bytes(content), limits)
        # Memory that one query made the process take is not given back, so the next would have less.
        worn = peak_memory() - fresh > limits.memory // _WORN_SHARE
        channel.sendall(replace(notice, worn=worn).to_bytes() + body)
        stop_clock()


def _answered(store: EmbeddedStore, question: Question, limits: Limits) -> tuple[Notice, bytes]:
    """The bytes of an answer, all of them, so that what is announced as an answer is a whole one."""
    try:
        with store.supposing(question.facts):
            answer = store.query(
                question.text,
                parameters=question.parameters,
                default_graphs=question.default_graphs,
                named_graphs=question.named_graphs,
            )
            chosen = answer.fitting(
                SOLUTION_FORMATS.get(question.solutions or ""), GRAPH_FORMATS.get(question.graph or "")
            )
            body = answer.serialised(chosen, limits.answer)
    except StandpunktError as error:
        return Notice(error=type(error).__name__, message=error.message), b""
    except MemoryError:
        os.abort()  # which is how the engine ends when it gets no memory
    return Notice(len(body), answer.kind, chosen.name), body


def _frame(channel: socket.socket) -> bytes | None:
    """The next frame of a channel, or None at its end; there is never more than one at a time."""
    received = bytearray()
    while len(received) < LENGTH_BYTES or len(received) < LENGTH_BYTES + length_of(received[:LENGTH_BYTES]):
        part = channel.recv(_READ_BYTES)
        if not part:
            return None
        received += part
    return bytes(received[LENGTH_BYTES:])
