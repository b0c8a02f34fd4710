"""Many short lists of numbers as one long one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from graph.extraction.classes import Array

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Numbers of rows for each of some units, one after another, and how much the rows of each unit weigh.

    Those of unit `n` end at `ends[n]`, where those of the next begin; `shares` has one weight for each unit.
    """

    numbers: Numbers
    ends: Numbers
    shares: Array

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]], shares: Sequence[float] | Array | float = 1.0) -> "Ragged":
        """Lists of numbers, one for each unit, each list with its weight or all with the same."""
        ends = np.cumsum(list(map(len, lists)), dtype=np.int64)
        joined = np.fromiter(chain.from_iterable(lists), np.int64, int(ends[-1]) if lists else 0)
        return cls(joined, ends, np.full(len(lists), shares))

    def part(self, first: int, last: int) -> "Ragged":
        """The same for some of the units."""
        start = int(self.ends[first - 1]) if first else 0
        end = int(self.ends[last - 1]) if last else 0
        return Ragged(self.numbers[start:end], self.ends[first:last] - start, self.shares[first:last])

    def __len__(self) -> int:
        return len(self.ends)

    def of_unit(self, unit: int) -> list[int]:
        """The numbers of one unit."""
        start = int(self.ends[unit - 1]) if unit else 0
        return [int(number) for number in self.numbers[start : self.ends[unit]]]

    def sums(self, rows: NDArray[np.int8] | NDArray[np.int32]) -> Array:
        """For each unit, the weighted sum of its rows of a table."""
        sums = np.zeros((len(self.ends), rows.shape[1]))
        starts = np.concatenate(([0], self.ends[:-1]))
        filled = starts < self.ends
        if filled.any():
            taken = rows.take(self.numbers, axis=0)
            sums[filled] = np.add.reduceat(taken, starts[filled], axis=0, dtype=np.int32)
        sums *= self.shares[:, np.newaxis]
        return sums
