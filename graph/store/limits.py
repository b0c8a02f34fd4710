import os
from dataclasses import dataclass, field

_MEGABYTE = 1_000_000


def _two_for_each_core() -> int:
    return 2 * (os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use, and how many may run and wait.

    `seconds` counts from the moment a query begins to run, `patience` is how long it may wait for that; `memory` is
    what it may take beyond the graph itself.
    """

    seconds: float = 10.0
    memory: int = 512 * _MEGABYTE
    answer: int = 20 * _MEGABYTE
    question: int = 100_000
    workers: int = field(default_factory=_two_for_each_core)
    waiting: int = 100
    patience: float = 10.0

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if not getattr(self, name) > 0:
                raise ValueError(f"The limit “{name}” must be more than zero, not {getattr(self, name)}.")
