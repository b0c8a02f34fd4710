"""Trains the model from annotated documents: the same documents give the same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from graph.extraction.classifier import CLASSES, NONE, REPORTED, Model, softmax
from graph.extraction.features import BUCKETS, FeatureMaker
from graph.extraction.observations import Observation
from graph.model import Span, Statement

_LEAST_OVERLAP = 0.5
_HISTORY = 8

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The units of one annotated document, with the statements that a person marked in it."""

    observations: tuple[Observation, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The features of many units, row after row, and the number of the class of each row."""

    members: NDArray[np.int32]
    values: NDArray[np.float32]
    rows: NDArray[np.int32]
    starts: NDArray[np.int64]
    labels: NDArray[np.int64]


def matrix(samples: Iterable[Sample]) -> Matrix:
    """The units of some documents as numbers."""
    maker = FeatureMaker()
    members: list[int] = []
    values: list[float] = []
    counts: list[int] = []
    labels: list[int] = []
    for sample in samples:
        numbers = [CLASSES.index(label) for label in labels_of(sample)]
        # Each unit is shown alone as well, so that the model can judge an answer of one sentence.
        alone = chain.from_iterable(maker.features([observation]) for observation in sample.observations)
        for groups in chain(maker.features(sample.observations), alone):
            before = len(members)
            for group, weight in groups:
                members += group
                values += [weight] * len(group)
            counts.append(len(members) - before)
        labels += numbers * 2
    starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
    rows = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    return Matrix(np.array(members, np.int32), np.array(values, np.float32), rows, starts, np.array(labels, np.int64))


def labels_of(sample: Sample) -> list[str]:
    """The class of each unit: that of the statement that overlaps it most, if by half of the two together."""
    return [_label(observation.unit.span, sample.statements) for observation in sample.observations]


def _label(span: Span, statements: Sequence[Statement]) -> str:
    best = max(statements, key=lambda statement: span.overlap(statement.span), default=None)
    if best is None or span.overlap(best.span) < _LEAST_OVERLAP:
        return NONE
    return REPORTED if best.is_reported else best.kind.value


def train(samples: Iterable[Sample], rules: Iterable[str], *, decay: float = 2.0, steps: int = 40) -> Model:
    """The model that fits the samples best, with weights held small by `decay`; `rules` are the cues it has met."""
    data = matrix(samples)
    weights = _minimum(data, decay, steps)
    card = {
        "name": "Standpunkt: what a unit of a consultation response states",
        "method": "multinomial logistic regression over hashed words, parts of words, cues and context",
        "limits": "Trained on Norwegian responses, most of them to open invitations: supports and oppositions are rare "
        "in them, so that the lexicon adds to the scores of both. Texts in other languages than Norwegian are judged "
        "by few cues. Hashes of words are stored, never the words.",
        "units": len(data.labels),
        "units by class": {name: int((data.labels == number).sum()) for number, name in enumerate(CLASSES)},
        "decay": decay,
        "steps": steps,
        "rules": sorted(rules),
    }
    return Model.of(weights, card)


def _loss(weights: Array, data: Matrix, decay: float) -> tuple[float, Array]:
    """The regularised loss of some weights, and its slope."""
    parts = weights[data.members] * data.values[:, None]
    shares = softmax(np.add.reduceat(parts, data.starts, axis=0))
    count = len(data.labels)
    picked = shares[np.arange(count), data.labels]
    loss = -float(np.log(np.maximum(picked, 1e-12)).sum()) + 0.5 * decay * float((weights**2).sum())
    shares[np.arange(count), data.labels] -= 1.0
    slope = decay * weights
    for number in range(shares.shape[1]):
        pull = data.values * shares[data.rows, number]
        slope[:, number] += np.bincount(data.members, weights=pull, minlength=BUCKETS)
    return loss, slope


def _minimum(data: Matrix, decay: float, steps: int) -> Array:
    """The weights of least loss, by the limited-memory BFGS method with a backtracking line search."""
    weights = np.zeros((BUCKETS, len(CLASSES)))
    loss, slope = _loss(weights, data, decay)
    history: list[tuple[Array, Array, float]] = []
    for _ in range(steps):
        direction = -_scaled(slope, history)
        stride, descent = (1.0 if history else 1.0 / float(np.abs(slope).sum())), float((slope * direction).sum())
        while True:
            trial = weights + stride * direction
            trial_loss, trial_slope = _loss(trial, data, decay)
            if trial_loss <= loss + 1e-4 * stride * descent or stride < 1e-10:  # noqa: PLR2004 - Armijo's rule
                break
            stride /= 2
        moved, turned = trial - weights, trial_slope - slope
        curvature = float((moved * turned).sum())
        if curvature > 0:
            history = [*history, (moved, turned, 1 / curvature)][-_HISTORY:]
        weights, loss, slope = trial, trial_loss, trial_slope
    return weights


def _scaled(slope: Array, history: Sequence[tuple[Array, Array, float]]) -> Array:
    direction = slope.copy()
    shares = []
    for moved, turned, weight in reversed(history):
        share = weight * float((moved * direction).sum())
        direction -= share * turned
        shares.append(share)
    if history:
        moved, turned, _ = history[-1]
        direction *= float((moved * turned).sum()) / float((turned * turned).sum())
    for (moved, turned, weight), share in zip(history, reversed(shares), strict=True):
        direction += moved * (share - weight * float((turned * direction).sum()))
    return direction
