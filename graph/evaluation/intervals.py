"""How far a score would move with other documents: bootstrap intervals over documents."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.evaluation.tallies import Counts

_RESAMPLES = 2000
_SEED = 20_250_101
_BOUNDS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a score lies in 95 of 100 resamples of the documents."""

    low: float
    high: float


def interval(counts: Sequence[Counts]) -> Interval | None:
    """The interval of the F1 that the counts of some documents give together; None for fewer than two documents.

    Documents are drawn with replacement, the same ones in every run.
    """
    if len(counts) < 2:  # noqa: PLR2004 - nothing varies within one
        return None
    table = np.array([(one.right, one.predicted + one.gold) for one in counts], dtype=np.float64)
    drawn = np.random.default_rng(_SEED).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), _RESAMPLES)
    right, both = (drawn @ table).T
    scores = np.divide(2 * right, both, out=np.zeros_like(both), where=both > 0)
    low, high = np.percentile(scores, _BOUNDS)
    return Interval(float(low), float(high))
