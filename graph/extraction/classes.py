"""What the model tells apart, and probabilities over it."""

import numpy as np
from numpy.typing import NDArray

from graph.model import Kind

NONE = "none"
REPORTED = "reported"
CLASSES = (NONE, *(kind.value for kind in Kind), REPORTED)
"""No statement, the kinds of statement, and what somebody else is said to think."""

Array = NDArray[np.float64]
"""A row for each unit, mostly with a column for each class in the order of `CLASSES`."""


def softmax(scores: Array) -> Array:
    """Scores as probabilities, row by row."""
    shares: Array = scores - scores.max(axis=1, keepdims=True, initial=-np.inf)
    np.exp(shares, out=shares)
    shares /= shares.sum(axis=1, keepdims=True)
    return shares
