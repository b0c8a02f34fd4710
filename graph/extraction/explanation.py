"""Why a unit was taken for what it was: what weighed for its kind, and what against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.extraction.classes import CLASSES, NONE
from graph.extraction.feature_names import Name, Sort
from graph.extraction.observations import Observation
from graph.model import BlockKind

_TICKED = "a ticked box says what its label says"

Scores = NDArray[np.float64]
"""What something adds to each class, in the order of `CLASSES`, in logarithms of odds."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a feature weighs for a kind against nothing, in logarithms of odds; `words` are those a cue matched."""

    name: Name
    weight: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The probability of each class for a unit, and what each feature added to its score.

    Whatever decides adds its part as scores of some name, so that all of them together give the odds. Where `rule` is
    set, a rule decided alone, and the odds are only what the model would have said.
    """

    shares: Mapping[str, float]
    scores: Mapping[Name, Scores]
    matched: Mapping[str, str]
    rule: str = ""

    def weights(self, kind: str) -> tuple[Weight, ...]:
        """All that weighed for a kind or against it, cues first, then by weight."""
        found = [
            Weight(name, float(scores[CLASSES.index(kind)] - scores[CLASSES.index(NONE)]), self._words(name))
            for name, scores in self.scores.items()
        ]
        return tuple(sorted(found, key=lambda one: (not one.words, -abs(one.weight), one.name)))

    def odds(self, kind: str) -> float:
        """The logarithm of the odds of a kind against nothing."""
        return float(np.log(self.shares[kind]) - np.log(self.shares[NONE]))

    def _words(self, name: Name) -> str:
        return self.matched.get(name.text, "") if name.sort is Sort.CUE else ""


def explanation(shares: Scores, parts: Iterable[tuple[Name, Scores]], unit: Observation) -> Explanation:
    """The explanation of one unit from its probabilities and what each of its features added."""
    scores: dict[Name, Scores] = {}
    for name, added in parts:
        scores[name] = scores[name] + added if name in scores else added
    matched = {cue.rule.name: unit.plain[cue.start : cue.end] for cue in unit.cues}
    rule = _TICKED if unit.unit.kind is BlockKind.TICKED_OPTION else ""
    return Explanation(dict(zip(CLASSES, map(float, shares), strict=True)), scores, matched, rule)
