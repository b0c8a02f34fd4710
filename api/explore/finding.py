from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from api.explore.explorable import Explorable
from api.explore.wanted import Wanted
from graph.facets.columns import Rows
from graph.facets.narrowing import narrowed
from graph.facets.patterns import FACETS, SCOPES

Relevance = Mapping[str, float]
"""How well each statement fits the words that are searched for; empty where none are."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The rows that an address asks for, in its order, and for each facet how many there would be with each value."""

    order: NDArray[np.int64]
    counts: Mapping[str, Mapping[str, int]]

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return len(self.order)


def selected(
    wanted: Wanted, explorable: Explorable, relevance: Relevance, counted: Sequence[str] = tuple(FACETS)
) -> Selection:
    """The rows that an address asks for, in its order."""
    chosen = wanted.filter
    among = explorable.of_class(SCOPES[chosen.scope].value) & _within(wanted, explorable)
    if chosen.words:
        among &= explorable.rows(relevance)
    found = narrowed(explorable.columns, chosen.chosen, among, counted)
    rows = np.flatnonzero(found.rows)
    keys = _keys(wanted.sort, rows, explorable, relevance)
    return Selection(rows if keys is None else rows[np.argsort(keys, kind="stable")], found.counts)


def _within(wanted: Wanted, explorable: Explorable) -> Rows:
    """The rows whose days and confidences are wanted; what is not known is within no limit."""
    chosen, days = wanted.filter, explorable.days
    found = np.ones(len(days), np.bool_)
    if chosen.since:
        found &= days >= chosen.since.toordinal()
    if chosen.until:
        found &= (days > 0) & (days <= chosen.until.toordinal())
    if chosen.confidence is not None:
        found &= explorable.confidences >= float(chosen.confidence)
    return found


def _keys(
    sort: str, rows: NDArray[np.int64], explorable: Explorable, relevance: Relevance
) -> NDArray[np.float64] | None:
    """What rows are sorted by, the least first; those of one key stay in the order of actors and texts."""
    if sort == "date":
        return -explorable.days[rows].astype(np.float64)
    if sort == "confidence":
        return -np.nan_to_num(explorable.confidences[rows], nan=-1.0)
    if sort == "relevance" and relevance:
        return np.array([-relevance[explorable.statements[row]] for row in rows], np.float64)
    return None


def statements(explorable: Explorable, rows: Iterable[int]) -> list[str]:
    """The statements of some rows."""
    return [explorable.statements[row] for row in rows]
