import os
from dataclasses import dataclass, field

_MEGABYTE = 1_000_000


def _two_for_each_core() -> int:
    return 2 * (os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use, how many may run and wait, and how much one client may ask.

    `seconds` counts from the moment a query begins to run, `patience` is how long it may wait for that; `memory` is
    what it may take beyond the graph itself. A query that runs longer than `quick` seconds counts as slow: half of the
    workers are kept for the others. `budget` is how many seconds of processor time a client may use in a minute.
    `answer` counts bytes, `question` characters, `address` bytes of a request's address, and `graphs` those that a
    request may name. `remembered` is how many bytes of answers are kept for whoever asks the same again; it may be 0.
    """

    seconds: float = 10.0
    quick: float = 1.0
    memory: int = 512 * _MEGABYTE
    answer: int = 20 * _MEGABYTE
    question: int = 100_000
    address: int = 32_000
    graphs: int = 10
    workers: int = field(default_factory=_two_for_each_core)
    waiting: int = 100
    patience: float = 10.0
    budget: float = 60.0
    remembered: int = 32 * _MEGABYTE

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value = getattr(self, name)
            if not (value > 0 or (value == 0 and name == "remembered")):
                raise ValueError(f"The limit “{name}” must be more than zero, not {value}.")

    @property
    def slow(self) -> int:
        """How many slow queries may run at once; the other workers are kept for quick ones."""
        return max(1, self.workers // 2)
