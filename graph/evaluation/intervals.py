"""How far a score would move with other documents: bootstrap intervals over documents."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.evaluation.tallies import Counts

_RESAMPLES = 2000
_SEED = 20_250_101
_BOUNDS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a score lies in 95 of 100 resamples of the documents."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Intervals:
    """The intervals of the three scores that counts give."""

    precision: Interval
    recall: Interval
    f1: Interval


def intervals(counts: Sequence[Counts]) -> Intervals | None:
    """The intervals of the scores that the counts of some documents give together; None for fewer than two documents.

    Documents are drawn with replacement, the same ones in every run.
    """
    if len(counts) < 2:  # noqa: PLR2004 - nothing varies within one
        return None
    table = np.array([(one.right, one.predicted, one.gold) for one in counts], dtype=np.float64)
    drawn = np.random.default_rng(_SEED).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), _RESAMPLES)
    right, predicted, gold = (drawn @ table).T
    return Intervals(_bounds(right, predicted), _bounds(right, gold), _bounds(2 * right, predicted + gold))


def _bounds(right: NDArray[np.float64], of: NDArray[np.float64]) -> Interval:
    """The bounds of a share; resamples that leave nothing to divide by have none."""
    known = of > 0
    if not known.any():
        return Interval(0.0, 0.0)
    low, high = np.percentile(right[known] / of[known], _BOUNDS)
    return Interval(float(low), float(high))
