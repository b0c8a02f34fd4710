from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from graph.facets.columns import Column, Rows


@dataclass(frozen=True, slots=True, eq=False)
class Narrowed:
    """The rows that are left, and for each facet how many there would be with each of its values."""

    rows: Rows
    counts: Mapping[str, Mapping[str, int]]

    @property
    def total(self) -> int:
        """How many rows are left."""
        return int(np.count_nonzero(self.rows))


def narrowed(
    columns: Mapping[str, Column], chosen: Mapping[str, Collection[str]], among: Rows, counted: Collection[str]
) -> Narrowed:
    """What is left of some rows when values of facets are chosen.

    Values of one facet are alternatives, facets combine. A facet is counted with what is chosen of all the others, but
    not with its own values, so that each count tells what one more alternative would bring. `counted` names the facets
    whose counts are wanted.
    """
    kept = {name: columns[name].having(values) for name, values in chosen.items() if values}
    missed = sum((~rows for rows in kept.values()), np.zeros(among.shape, np.int64))
    counts = {}
    for name in counted:
        others = missed - ~kept[name] if name in kept else missed
        counts[name] = columns[name].counts(among & (others == 0))
    return Narrowed(among & (missed == 0), counts)
