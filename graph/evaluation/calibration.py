"""Whether the confidence says how often a prediction is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions with a confidence between `low` and `high`: how many, how sure and how often right."""

    low: float
    high: float
    number: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The expected calibration error, and the bins that it is the mean over."""

    error: float
    bins: tuple[Bin, ...]


def calibration(judged: Iterable[tuple[float, bool]]) -> Calibration:
    """The calibration of predictions, each with its confidence (0 to 1) and whether it is right, in ten equal bins.

    >>> calibration([(0.9, True), (0.9, False)]).error
    0.4
    """
    sorted_in: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        sorted_in.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, right))
    bins = tuple(_bin(number, members) for number, members in sorted(sorted_in.items()))
    count = sum(one.number for one in bins)
    error = sum(one.number * abs(one.confidence - one.right) for one in bins) / count if count else 0.0
    return Calibration(error, bins)


def _bin(number: int, members: Sequence[tuple[float, bool]]) -> Bin:
    count = len(members)
    confidence = sum(confidence for confidence, _ in members) / count
    return Bin(number / _BINS, (number + 1) / _BINS, count, confidence, sum(right for _, right in members) / count)
