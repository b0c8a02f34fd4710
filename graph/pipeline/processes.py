"""Work spread over processes, so that a document that brings one down costs nothing but itself."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from threading import Thread

from graph.pipeline.garbage import settle
from graph.pipeline.jobs import Job
from graph.pipeline.records import Built
from graph.pipeline.refusals import Refusal
from graph.pipeline.tools import Options, tools
from graph.pipeline.work import work

_CRASHED = "Reading it brought the reader down. Save it anew, for instance by printing it to PDF, and build again."
_START = "fork" if sys.platform == "linux" else "spawn"


def run_all(
    jobs: Sequence[Job], options: Options, progress: Callable[[int, int], None]
) -> Iterator[tuple[int, Built | Refusal]]:
    """Build every job, yielding each job's number and result as they come; `progress` hears how many are done."""
    if not jobs:
        return
    kit = tools(options)  # opened here, so that forked workers share it
    _ = (kit.registry, kit.extractor, kit.shapes)
    settle()
    done, crashed = 0, list[int]()
    with _pool(min(options.jobs, len(jobs))) as pool:
        futures = {pool.submit(work, job, options): number for number, job in enumerate(jobs)}
        try:
            for future in as_completed(futures):
                result = _result(future)
                if result is None:
                    crashed.append(futures[future])
                    continue
                done += 1
                progress(done, len(jobs))
                yield futures[future], result
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    for number in crashed:
        yield number, _alone(jobs[number], options)
        done += 1
        progress(done, len(jobs))


def _pool(processes: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context(_START)
    return ProcessPoolExecutor(max_workers=max(1, processes), mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker whose build was killed ends too; else it would wait for the next document for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)  # nothing is half written that counts: the commit is the parent's


def _result(future: Future[Built | Refusal]) -> Built | Refusal | None:
    """A job's result, or nothing where a process died; then every unfinished job of the pool is without one."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _alone(job: Job, options: Options) -> Built | Refusal:
    """A job in a process of its own: the innocent come through, the one that brings its reader down is refused."""
    with _pool(1) as pool:
        return _result(pool.submit(work, job, options)) or Refusal(job.source.path.name, _CRASHED)
