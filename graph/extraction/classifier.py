"""A multinomial linear model over hashed features, kept as plain numbers."""

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.extraction.bundles import Bundles
from graph.extraction.classes import CLASSES, Array
from graph.extraction.feature_names import UNNAMED, Name, names
from graph.extraction.features import FeatureMaker
from graph.extraction.hashing import BUCKETS
from graph.extraction.observations import Observation
from graph.extraction.vocabulary import Vocabulary

_WEIGHTS = "weights.npy"
_CONTEXT = "context.npy"
_CARD = "card.json"

Summed = TypeVar("Summed", Bundles, Vocabulary)


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
        self._words = _Sums[Vocabulary](self._weights)
        self._bundles = _Sums[Bundles](self._weights)

    def scores(self, seen: Sequence[Observation]) -> Array:
        """One row for each unit, in the order of `CLASSES`: logarithms of odds that `softmax` makes probabilities."""
        scores = np.zeros((len(seen), len(CLASSES)))
        for first, features in self._maker.features(seen):
            rows = scores[first : first + len(features)]
            rows += features.words.sums(self._words.of(features.vocabulary))
            bundles = self._bundles.of(features.bundles)
            for table, raggeds in ((bundles, features.bundled), (self._weights, features.single)):
                for ragged in raggeds:
                    rows += ragged.sums(table)
        scores *= self._scales
        return scores

    def contributions(
        self, seen: Sequence[Observation], wanted: Container[int]
    ) -> Iterator[tuple[int, tuple[tuple[Name, Array], ...]]]:
        """The numbers of the wanted units, with what each of their features adds to their scores, all of it together.

        A feature may come several times.
        """
        for first, features in self._maker.features(seen):
            for unit in range(len(features)):
                if first + unit in wanted:
                    called = names(seen, first + unit)
                    yield first + unit, tuple(self._named(called, features.groups(unit)))

    def _named(
        self, called: Mapping[int, frozenset[Name]], groups: Iterable[tuple[Sequence[int], float]]
    ) -> Iterator[tuple[Name, Array]]:
        for members, share in groups:
            for place in members:
                sharing = called.get(place) or [UNNAMED]
                scores = self._weights[place] * self._scales * share / len(sharing)
                yield from ((name, scores) for name in sharing)


class _Sums(Generic[Summed]):
    """The summed weights of words or bundles, worked out once for each."""

    def __init__(self, weights: NDArray[np.int8]) -> None:
        self._weights = weights
        self._summed: Summed | None = None
        self._known = 0
        self._sums = np.zeros((0, len(CLASSES)), dtype=np.int32)

    def of(self, summed: Summed) -> NDArray[np.int32]:
        """A row for each that there is so far."""
        if summed is not self._summed:
            self._summed, self._known = summed, 0
        if self._known < len(summed):
            added = summed.since(self._known).sums(self._weights)
            if len(summed) > len(self._sums):
                room = np.zeros((len(summed), len(CLASSES)), dtype=np.int32)
                self._sums = np.concatenate((self._sums, room))
            self._sums[self._known : len(summed)] = added
            self._known = len(summed)
        return self._sums
