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

USUAL = 5
"""How many passes there are where nobody asks for more: the busier the machine, the more find it at rest."""
Given = TypeVar("Given")

Pass: TypeAlias = Callable[[Sequence[Path]], list[tuple[float, ...]]]
"""Given folders of responses, for each of them its figures: sizes and times."""


def shortest(one_pass: Pass, folders: Sequence[Path], passes: int = USUAL) -> tuple[float, ...]:
    """The sums over all responses of the smallest figures of each."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        figures = zip(*pool.map(one_pass, [folders] * passes), strict=True)
        least = [map(min, *of_one) for of_one in figures]
    return tuple(map(sum, zip(*least, strict=True)))


def processor_seconds(task: Callable[[], Given]) -> tuple[float, Given]:
    """What a task takes of this process's processor time, and what it gives."""
    started = time.process_time()
    given = task()
    return time.process_time() - started, given
