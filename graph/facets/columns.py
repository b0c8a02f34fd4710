from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.bool_]
"""Which of the rows are meant: one truth value for each."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The values that rows have of one facet; a row may have none, or several, and each of them once.

    `rows` and `codes` are the pairs of a row and the place of its value in `values`, in the order of the rows.
    """

    size: int
    values: tuple[str, ...]
    rows: NDArray[np.int64]
    codes: NDArray[np.int64]
    places: Mapping[str, int]

    @classmethod
    def of(cls, size: int, pairs: Iterable[tuple[int, str]]) -> Self:
        """A column for so many rows, from pairs of a row and a value in any order."""
        known = sorted(set(pairs))
        values = tuple(sorted({value for _, value in known}))
        places = {value: place for place, value in enumerate(values)}
        rows = np.fromiter((row for row, _ in known), np.int64, len(known))
        codes = np.fromiter((places[value] for _, value in known), np.int64, len(known))
        return cls(size, values, rows, codes, places)

    def having(self, values: Collection[str]) -> Rows:
        """The rows that have one of some values; a value that no row has changes nothing."""
        found = np.zeros(self.size, np.bool_)
        wanted = [self.places[value] for value in values if value in self.places]
        # One value is compared many times faster than looked up among several.
        found[self.rows[self.codes == wanted[0] if len(wanted) == 1 else np.isin(self.codes, wanted)]] = True
        return found

    @property
    def known(self) -> Rows:
        """The rows that have any value."""
        found = np.zeros(self.size, np.bool_)
        found[self.rows] = True
        return found

    def counts(self, among: Rows) -> Mapping[str, int]:
        """How many of some rows have each value; values that none of them has are left out."""
        counted = np.bincount(self.codes[among[self.rows]], minlength=len(self.values))
        return {self.values[place]: int(counted[place]) for place in np.flatnonzero(counted)}

    def by_row(self, among: Rows) -> dict[int, list[str]]:
        """The values of each of some rows; rows without any are left out."""
        chosen = among[self.rows]
        found: dict[int, list[str]] = {}
        for row, code in zip(self.rows[chosen].tolist(), self.codes[chosen].tolist(), strict=True):
            found.setdefault(row, []).append(self.values[code])
        return found

    def of_row(self, row: int) -> tuple[str, ...]:
        """The values of one row."""
        first, last = np.searchsorted(self.rows, (row, row + 1))
        return tuple(self.values[code] for code in self.codes[first:last])
