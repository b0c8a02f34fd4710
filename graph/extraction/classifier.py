"""A multinomial linear model over hashed features, kept as plain numbers."""

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.extraction.classes import CLASSES, Array
from graph.extraction.feature_names import UNNAMED, Name, names
from graph.extraction.features import BUCKETS, FeatureMaker
from graph.extraction.observations import Observation

_WEIGHTS = "weights.npy"
_CONTEXT = "context.npy"
_CARD = "card.json"


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt, and what is known of its making.

    `weights` of the first look are bytes, a row for each feature and a column for each class, with the scale of each
    column in `scales`; `context` are those of the second look.
    """

    weights: NDArray[np.int8]
    scales: tuple[float, ...]
    context: NDArray[np.float32]
    card: dict[str, Any]

    @classmethod
    def load(cls, folder: Traversable | Path) -> "Model":
        """The model in a folder."""
        card = json.loads((folder / _CARD).read_text(encoding="utf-8"))
        return cls(_array(folder / _WEIGHTS), tuple(card["scales"]), _array(folder / _CONTEXT), card)

    @classmethod
    def of(cls, weights: Array, context: Array, card: dict[str, Any]) -> "Model":
        """The model with weights as trained; those of the first look are rounded to a byte each."""
        scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
        rounded = np.rint(weights / scales).astype(np.int8)
        listed = tuple(round(float(scale), 9) for scale in scales)
        return cls(
            rounded, listed, context.astype(np.float32), {**card, "classes": list(CLASSES), "scales": list(listed)}
        )

    @property
    def digest(self) -> str:
        """Stands for the model's numbers."""
        numbers = self.weights.tobytes() + repr(self.scales).encode() + self.context.tobytes()
        return hashlib.sha256(numbers).hexdigest()

    def save(self, folder: Path) -> None:
        """Write the model into a folder, in the same bytes for the same model."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, numbers in ((_WEIGHTS, self.weights), (_CONTEXT, self.context)):
            content = BytesIO()
            np.save(content, numbers, allow_pickle=False)
            (folder / name).write_bytes(content.getvalue())
        card = json.dumps(self.card, ensure_ascii=False, indent=2, sort_keys=True)
        (folder / _CARD).write_text(card + "\n", encoding="utf-8")


def _array(file: Traversable | Path) -> NDArray[Any]:
    return np.asarray(np.load(BytesIO(file.read_bytes()), allow_pickle=False))


class Classifier:
    """The first look at each unit of a document: what its own words, its cues and its place say."""

    def __init__(self, model: Model) -> None:
        assert model.weights.shape == (BUCKETS, len(CLASSES))
        # Bytes are looked up faster than numbers of four, since more of them stay near the processor.
        self._weights = np.ascontiguousarray(model.weights)
        self._scales = np.array(model.scales)
        self._maker = FeatureMaker()

    def scores(self, seen: Sequence[Observation]) -> Array:
        """One row for each unit, in the order of `CLASSES`: logarithms of odds that `softmax` makes probabilities."""
        scores = np.zeros((len(seen), len(CLASSES)))
        for number, groups in enumerate(self._maker.features(seen)):
            sizes = [len(members) for members, _ in groups]
            members = np.fromiter(chain.from_iterable(members for members, _ in groups), np.int64, sum(sizes))
            shares = np.repeat(np.array([weight for _, weight in groups], dtype=np.float32), sizes)
            scores[number] = shares @ self._weights.take(members, axis=0).astype(np.float32)
        scores *= self._scales
        return scores

    def contributions(
        self, seen: Sequence[Observation], wanted: Container[int]
    ) -> Iterator[tuple[int, tuple[tuple[Name, Array], ...]]]:
        """The numbers of the wanted units, with what each of their features adds to their scores, all of it together.

        A feature may come several times.
        """
        for number, groups in enumerate(self._maker.features(seen)):
            if number in wanted:
                yield number, tuple(self._named(names(seen, number), groups))

    def _named(
        self, called: Mapping[int, frozenset[Name]], groups: Iterable[tuple[Sequence[int], float]]
    ) -> Iterator[tuple[Name, Array]]:
        for members, share in groups:
            for place in members:
                sharing = called.get(place) or [UNNAMED]
                scores = self._weights[place] * self._scales * share / len(sharing)
                yield from ((name, scores) for name in sharing)
