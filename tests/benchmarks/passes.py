"""How long something takes on a machine that others share.

What else runs there takes up to half of a processor's speed for seconds at a time, also from the processor time of a
process, and can only make it longer. So each small piece of work is done in several passes, and its shortest time
counts. A pass is a process of its own: none finds what another one has remembered.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias, TypeVar

PASSES = 5
Given = TypeVar("Given")

Pass: TypeAlias = Callable[[Sequence[Path]], list[tuple[float, ...]]]
"""Given folders of responses, for each of them its figures: sizes and times."""


def shortest(one_pass: Pass, folders: Sequence[Path]) -> tuple[float, ...]:
    """The sums over all responses of the smallest figures of each."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        passes = pool.map(one_pass, [folders] * PASSES)
        least = [map(min, *figures) for figures in zip(*passes, strict=True)]
    return tuple(map(sum, zip(*least, strict=True)))


def processor_seconds(task: Callable[[], Given]) -> tuple[float, Given]:
    """What a task takes of this process's processor time, and what it gives."""
    started = time.process_time()
    given = task()
    return time.process_time() - started, given
