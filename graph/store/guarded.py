import asyncio
import contextlib
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, Self

from graph import errors
from graph.errors import (
    DataFolderError,
    QueryError,
    QueryMemoryError,
    QueryTimeoutError,
    StandpunktError,
    StoreClosedError,
)
from graph.store.channel import WorkerGoneError
from graph.store.course import Course
from graph.store.crew import Crew
from graph.store.limits import Limits
from graph.store.messages import Notice, Question, Reply
from graph.store.remembered import RememberedReplies
from graph.store.sources import Source, stamp
from graph.store.turns import Turns

_LOOK_EVERY = 1.0
_OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGKILL)  # the second comes from the system
_OUT_OF_STACK = -signal.SIGSEGV
_OUT_OF_TIME = -signal.SIGALRM


class GuardedStore:
    """A graph that strangers may query: in processes of their own, with limits, while the server stays as it is."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self._crew: Crew | None = None
        self._turns = Turns(limits)
        self._remembered = RememberedReplies(limits.remembered)
        self._changed = asyncio.Event()
        self._stamp: tuple[int, ...] = ()
        self._watching: asyncio.Task[None] | None = None
        self._retiring: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        """Load the graph and begin to follow its source: a new generation is served as soon as it is loaded.

        Raises:
            DataFolderError: where there is no graph, or it cannot be read.
        """
        self._stamp = stamp(self.path)
        self._crew = await Crew.gathered(self.path, self.limits)
        self._watching = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        """End all processes."""
        if self._watching:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching
        await asyncio.gather(*self._retiring)
        crew, self._crew = self._crew, None
        if crew:
            await crew.close()

    @property
    def version(self) -> str:
        """What identifies the content of the graph that answers now."""
        return self._crew.version if self._crew else ""

    @property
    def triples(self) -> int:
        """How many triples the graph that answers now holds."""
        return self._crew.triples if self._crew else 0

    @property
    def modified(self) -> datetime | None:
        """When the graph was written that answers now."""
        return datetime.fromtimestamp(self._stamp[-1] // 10**9, UTC) if self._stamp else None

    async def answer(self, question: Question, client: str = "") -> Reply:
        """The whole answer to a question that a client asks.

        Raises:
            QueryError: where it is wrong, too heavy or not allowed, too many others wait, or the client asks too much.
        """
        if len(question.text) > self.limits.question:
            raise QueryError(
                "The query has {length} characters; it may have {longest}. Make it shorter.",
                length=len(question.text),
                longest=self.limits.question,
            )
        crew, sent = await self._present_crew(), question.to_bytes()
        if known := await self._remembered.reply(crew.version, sent):
            return known
        with crew.used():
            try:
                notice, content = await self._turns.run(client, lambda course: self._asked(crew, sent, course))
            except TimeoutError:
                raise _too_slow(self.limits) from None
        if notice.error:
            _raise(notice)
        reply = Reply(notice.kind, notice.format, content, crew.version)
        self._remembered.keep(question, sent, reply)
        return reply

    async def _present_crew(self) -> Crew:
        """The crew that answers now, or the next one where it has just ended."""
        if self._crew and not self._crew.gone.is_set():
            return self._crew
        try:
            async with asyncio.timeout(self.limits.patience):
                while self._crew is None or self._crew.gone.is_set():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise StoreClosedError("The graph is being loaded anew. Try again in a moment.") from None
        return self._crew

    async def _asked(self, crew: Crew, sent: bytes, course: Course) -> tuple[Notice, bytes]:
        """What a worker answers; one that does not in time, or that nobody waits for, is ended and replaced."""
        worker = await crew.worker()
        course.metered(worker.processor_seconds)
        course.when_slow(lambda: crew.slow_down(worker))
        try:
            notice, content = await worker.channel.ask(sent)
        except WorkerGoneError:
            crew.dismiss(worker)
            raise _why_it_ended(await crew.cause_of_end(worker), self.limits) from None
        except BaseException:
            crew.dismiss(worker)
            raise
        if notice.worn or course.is_slow:
            crew.dismiss(worker)
        else:
            crew.release(worker)
        return notice, content

    async def _watch(self) -> None:
        """Replace a crew that is gone, and one whose graph has a newer version."""
        while True:
            crew = self._crew
            if crew is None or crew.gone.is_set():
                self._crew = None
                if crew:
                    await crew.close()
                await self._gather()
            elif self._source_has_changed() and self._is_outdated(crew):
                await self._gather()
                if self._crew is not crew:
                    self._retiring.add(retiring := asyncio.create_task(self._retire(crew)))
                    retiring.add_done_callback(self._retiring.discard)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(
                    self._crew.gone.wait() if self._crew else asyncio.sleep(_LOOK_EVERY), _LOOK_EVERY
                )

    def _source_has_changed(self) -> bool:
        """Whether the source was written to since it was last looked at."""
        before, self._stamp = self._stamp, stamp(self.path)
        return self._stamp != before

    def _is_outdated(self, crew: Crew) -> bool:
        try:
            return Source.at(self.path).version != crew.version
        except DataFolderError:
            return False

    async def _gather(self) -> None:
        """A new crew; where the graph cannot be read, the old one goes on."""
        with contextlib.suppress(StandpunktError):
            self._crew = await Crew.gathered(self.path, self.limits)
            self._changed.set()

    async def _retire(self, crew: Crew) -> None:
        """Close a crew when the last question that was put to it is answered."""
        await crew.quiet.wait()
        await crew.close()


def _raise(notice: Notice) -> NoReturn:
    """The error that a worker reports, as one of ours."""
    known = getattr(errors, notice.error, None)
    error_class = known if isinstance(known, type) and issubclass(known, StandpunktError) else QueryError
    error = error_class.__new__(error_class)
    # The message is whole, while some kinds of error make theirs from what they are about.
    StandpunktError.__init__(error, notice.message)
    raise error


def _too_slow(limits: Limits) -> QueryTimeoutError:
    return QueryTimeoutError(
        "The query took longer than {seconds:g} seconds and was stopped. Ask for less at a time: "
        "name more of what you look for, avoid patterns that share no variable, or add LIMIT.",
        seconds=limits.seconds,
    )


def _why_it_ended(status: int, limits: Limits) -> QueryError:
    """The error for a worker that ended in the middle of a query with an exit code or by a signal."""
    if status == _OUT_OF_TIME:
        return _too_slow(limits)
    if status == _OUT_OF_STACK:
        return QueryError("The query is nested too deeply and was stopped. Write it with fewer levels.")
    if status in _OUT_OF_MEMORY:
        return QueryMemoryError(
            "The query needed more than {megabytes:g} MB of memory and was stopped. Ask for less at a time: name "
            "more of what you look for, or add LIMIT.",
            megabytes=limits.memory / 1e6,
        )
    return QueryError("The query made the process that worked on it fail. Ask it in another way.")
