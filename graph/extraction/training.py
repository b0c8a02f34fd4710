"""Trains the model from annotated documents: the same documents give the same bytes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.extraction.classes import CLASSES, NONE, REPORTED, Array, softmax
from graph.extraction.classifier import Model
from graph.extraction.context import context
from graph.extraction.features import FeatureMaker
from graph.extraction.hashing import BUCKETS
from graph.extraction.observations import Observation
from graph.model import Span, Statement

_LEAST_OVERLAP = 0.5
_PARTS = 4
_EVERY = 2
_DECAY_OF_CONTEXT = 100.0
_STEPS_OF_CONTEXT = 200
_FLAT = 1e-6

Matrix = Any
"""Rows of features, dense or sparse, for both of which numpy and scipy know the same operators."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The units of one annotated document, with the statements that a person marked in it."""

    observations: tuple[Observation, ...]
    statements: tuple[Statement, ...]

    def pieces(self) -> list[tuple[Observation, ...]]:
        """The document whole, and some of its units alone, so that a model can judge an answer of one sentence."""
        return [self.observations, *((one,) for one in self.observations[::_EVERY])]


def labels_of(sample: Sample) -> list[str]:
    """The class of each unit: that of the statement that overlaps it most, if by half of the two together."""
    return [_label(observation.unit.span, sample.statements) for observation in sample.observations]


def _label(span: Span, statements: Sequence[Statement]) -> str:
    best = max(statements, key=lambda statement: span.overlap(statement.span), default=None)
    if best is None or span.overlap(best.span) < _LEAST_OVERLAP:
        return NONE
    return REPORTED if best.is_reported else best.kind.value


def train(samples: Iterable[Sample], rules: Iterable[str], *, decay: float = 2.0, steps: int = 40) -> Model:
    """The model that fits the samples best; `rules` are the cues it has met.

    The first look is fitted with weights held small by `decay`. What the second look learns from is what first looks
    made of documents that they were not fitted to, since it will only ever meet such.
    """
    shown = [sample for sample in samples if sample.observations]
    rows = [features(sample.pieces()) for sample in shown]
    labels = [_numbers(sample) for sample in shown]
    weights = _first_look(rows, labels, decay, steps)
    scores = _scores_of_strangers(rows, labels, decay, steps)
    seen = chain.from_iterable(_contexts(sample, each) for sample, each in zip(shown, scores, strict=True))
    second = _second_look(np.vstack(list(seen)), np.concatenate(labels))
    return Model.of(weights, second, _card(np.concatenate(labels), rules, decay, steps))


def _numbers(sample: Sample) -> NDArray[np.int64]:
    """The number of the class of each unit of each piece."""
    labels = [CLASSES.index(label) for label in labels_of(sample)]
    return np.array([*labels, *labels[::_EVERY]])


def _contexts(sample: Sample, scores: Array) -> Iterator[Array]:
    """What the second look sees of each piece, given the scores of the first look at all of them."""
    start = 0
    for piece in sample.pieces():
        yield context(piece, scores[start : start + len(piece)])
        start += len(piece)


def _card(labels: NDArray[np.int64], rules: Iterable[str], decay: float, steps: int) -> dict[str, Any]:
    return {
        "name": "Standpunkt: what a unit of a consultation response states",
        "method": "two multinomial logistic regressions: over hashed words, parts of words, cues and surroundings; "
        "then over what that made of the unit and of those around it",
        "limits": "Trained on Norwegian responses, real ones to open invitations and written ones to proposals: real "
        "supports and oppositions are rare in them, so that the lexicon adds to the scores of both. Texts in other "
        "languages than Norwegian are judged by few cues. Hashes of words are stored, never the words.",
        "units": len(labels),
        "units by class": {name: int((labels == number).sum()) for number, name in enumerate(CLASSES)},
        "decay": decay,
        "steps": steps,
        "rules": sorted(rules),
    }


def features(pieces: Sequence[Sequence[Observation]]) -> Matrix:
    """The features of the units of some pieces, a sparse row each."""
    from scipy import sparse  # noqa: PLC0415 - only who trains waits for it

    shares: list[float] = []
    places: list[int] = []
    ends = [0]
    maker = FeatureMaker()
    for _, found in chain.from_iterable(map(maker.features, pieces)):
        for unit in range(len(found)):
            for members, weight in found.groups(unit):
                places += members
                shares += [weight] * len(members)
            ends.append(len(places))
    content = (np.array(shares, np.float32), np.array(places, np.int32), np.array(ends, np.int32))
    return sparse.csr_matrix(content, shape=(len(ends) - 1, BUCKETS))


def _first_look(rows: Sequence[Matrix], labels: Sequence[NDArray[np.int64]], decay: float, steps: int) -> Array:
    """Weights for every feature and class; rare features, which tell more, may weigh more."""
    from scipy import sparse  # noqa: PLC0415 - as above

    data = sparse.vstack(rows).tocsr()
    met = np.unique(data.indices)
    data = data[:, met]
    data.sum_duplicates()
    rarity = _rarity(np.bincount(data.indices, minlength=len(met)), data.shape[0])
    weights = np.zeros((BUCKETS, len(CLASSES)))
    scaled = (data @ sparse.diags(rarity)).tocsr()
    weights[met] = _fitted(scaled, np.concatenate(labels), decay, steps) * rarity[:, np.newaxis]
    return weights


def _rarity(counts: NDArray[np.int64], rows: int) -> NDArray[np.float32]:
    """Inverse document frequency, softened so that what is common still counts."""
    rarity: NDArray[np.float32] = ((np.log((rows + 1) / (counts + 1)) + 0.3) / 3).astype(np.float32)
    return rarity


def _scores_of_strangers(
    rows: Sequence[Matrix], labels: Sequence[NDArray[np.int64]], decay: float, steps: int
) -> list[Array]:
    """What first looks that were fitted to the other documents make of each document."""
    parts = min(_PARTS, len(rows))
    scores: list[Array] = [np.zeros(0)] * len(rows)
    for part in range(parts):
        others = [number for number in range(len(rows)) if number % parts != part or parts == 1]
        weights = _first_look([rows[n] for n in others], [labels[n] for n in others], decay, steps)
        for number in range(part, len(rows), parts):
            scores[number] = rows[number] @ weights
    return scores


def _second_look(seen: Array, labels: NDArray[np.int64]) -> Array:
    """Weights for what the second look sees, fitted to columns of the same spread and given for those as they are.

    The first column is always one; what the means of the others amount to is made part of its weight.
    """
    means, spread = seen.mean(axis=0), seen.std(axis=0)
    varies = spread > _FLAT
    means[~varies], spread[~varies] = 0.0, 1.0
    fitted = _fitted((seen - means) / spread, labels, _DECAY_OF_CONTEXT, _STEPS_OF_CONTEXT)
    weights: Array = fitted / spread[:, np.newaxis]
    weights[0] -= means @ weights
    return weights


def _fitted(data: Matrix, labels: NDArray[np.int64], decay: float, steps: int) -> Array:
    """The weights of least loss of a multinomial logistic regression, held small by `decay` (L2), by L-BFGS."""
    from scipy.optimize import minimize  # noqa: PLC0415 - as above

    shape = (data.shape[1], len(CLASSES))
    turned = data.T.tocsr() if hasattr(data, "tocsr") else data.T
    units = np.arange(len(labels))

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(shape)
        shares = softmax(data @ weights)
        cost = -float(np.log(np.maximum(shares[units, labels], 1e-12)).sum()) + 0.5 * decay * float(flat @ flat)
        shares[units, labels] -= 1.0
        return cost, (turned @ shares + decay * weights).ravel()

    start = np.zeros(shape[0] * shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 8})
    return np.array(found.x, dtype=np.float64).reshape(shape)
