"""From a unit's probabilities and cues to what it does: its kind, its force and how sure that is."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from graph.extraction.classifier import CLASSES, NONE, REPORTED, Classifier, softmax
from graph.extraction.cues import Cue
from graph.extraction.explanation import Explanation, explanation
from graph.extraction.feature_names import Name, Sort
from graph.extraction.lexicon import NEUTRAL
from graph.extraction.observations import Observation
from graph.model import BlockKind, Force, Kind

_CORE = (Kind.RECOMMENDATION, Kind.SUPPORT, Kind.OPPOSITION, Kind.CONCERN)
_GRAY = (Kind.ASSESSMENT, Kind.COMMITMENT)
_FORCES = (Force.MUST, Force.SHOULD, Force.NEED, Force.COULD)
_LEAST: Mapping[BlockKind, float] = MappingProxyType({BlockKind.HEADING: 0.5, BlockKind.FOOTNOTE: 0.7})
_LEAST_ELSEWHERE = 0.42
_LEAST_OF_GRAY = 0.4
# The annotated documents hold few answers to proposals; what they teach too little of, the lexicon makes up for.
_TRUST: Mapping[str, float] = MappingProxyType(
    {Kind.SUPPORT: 0.8, Kind.OPPOSITION: 1.5, Kind.RECOMMENDATION: 0.4, Kind.CONCERN: 0.4}
)
_OF_LEAD = 0.5
# The model and the cues together are surer than they are right; this brings the confidence down to how often they are.
_TEMPERATURE = 1.3
_TRUST_ABROAD = 1.5
_POSSIBILITY = re.compile(r"\b(?:kan|kunne|could|may)\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a unit does, with a confidence between 0 and 1 and the cues that spoke for it.

    `own` says whether it would be taken for a statement of the sender's, `reported` how likely it is somebody else's.
    """

    kind: Kind
    confidence: float
    cues: tuple[str, ...]
    reported: float
    own: bool = True


class Judge:
    """Decides what units do, by a model and the lexicon's cues together."""

    def __init__(self, classifier: Classifier, trained_rules: Iterable[str]) -> None:
        self._classifier = classifier
        self._trained = frozenset(trained_rules)

    def verdicts(self, seen: Sequence[Observation], is_foreign: bool = False) -> tuple[Verdict | None, ...]:
        """The verdict on each unit of a document; None where it states nothing.

        `is_foreign` says that the document is in a language that the model has not met, so that the cues must tell.
        """
        if not seen:
            return ()
        shares = self.shares(seen, is_foreign)
        return tuple(_verdict(observation, row) for observation, row in zip(seen, shares, strict=True))

    def explanations(
        self, seen: Sequence[Observation], wanted: Container[int], is_foreign: bool = False
    ) -> Iterator[tuple[int, Explanation]]:
        """What weighed in the decision on the wanted units, each with its number."""
        shares = self.shares(seen, is_foreign)
        for number, learnt in self._classifier.contributions(seen, wanted):
            given = self._given(seen[number], is_foreign)
            parts = ((name, added / _TEMPERATURE) for name, added in chain(given, learnt))
            yield number, explanation(shares[number], parts, seen[number])

    def shares(self, seen: Sequence[Observation], is_foreign: bool = False) -> NDArray[np.float64]:
        """The probability of each class for each unit, a row each, in the order of `CLASSES`."""
        scores = self._classifier.scores(seen)
        for number, observation in enumerate(seen):
            for _, added in self._given(observation, is_foreign):
                scores[number] += added
        return softmax(scores / _TEMPERATURE)

    def _given(self, observation: Observation, is_foreign: bool) -> Iterator[tuple[Name, NDArray[np.float64]]]:
        """What each cue adds to the model's scores: for rare kinds, and for rules that the model has not met."""
        for sort, cues, share in ((Sort.CUE, observation.cues, 1.0), (Sort.LEAD_IN, observation.lead_cues, _OF_LEAD)):
            for cue in cues:
                is_known = cue.rule.name in self._trained and not is_foreign
                weight = _TRUST.get(cue.rule.effect, 0.0) if is_known else _TRUST_ABROAD if is_foreign else 1.0
                effect = NONE if cue.rule.effect == NEUTRAL else cue.rule.effect
                if weight and effect in CLASSES:
                    added = np.zeros(len(CLASSES))
                    added[CLASSES.index(effect)] = share * weight * cue.rule.strength
                    yield Name(sort, cue.rule.name), added


def _verdict(observation: Observation, shares: NDArray[np.float64]) -> Verdict | None:
    by_class = dict(zip(CLASSES, map(float, shares), strict=True))
    if observation.unit.kind is BlockKind.TICKED_OPTION:
        return _of_tick(observation)
    if observation.unit.kind is BlockKind.FORM_QUESTION:
        return None
    reported = by_class[REPORTED]
    core = sum(by_class[kind] for kind in _CORE)
    least = _LEAST.get(observation.unit.kind, _LEAST_ELSEWHERE)
    if core + reported >= least:
        kind = max(_CORE, key=lambda one: by_class[one])
        own = core >= least
    else:
        own = True
        kind = max(_GRAY, key=lambda one: by_class[one])
        if by_class[kind] < _LEAST_OF_GRAY:
            return None
    return Verdict(kind, round(by_class[kind], 3), _names(observation.cues, kind), reported, own)


def _of_tick(observation: Observation) -> Verdict | None:
    """A ticked box says what its label says; one of several alternatives is supported."""
    for cue in observation.cues:
        if cue.rule.effect in (Kind.SUPPORT, Kind.OPPOSITION) and cue.rule.units:
            return Verdict(Kind(cue.rule.effect), 0.9, (cue.rule.name,), 0.0)
    if "alternativ" in observation.plain:
        return Verdict(Kind.SUPPORT, 0.7, (), 0.0)
    return None


def _names(cues: Iterable[Cue], kind: Kind) -> tuple[str, ...]:
    return tuple(cue.rule.name for cue in cues if cue.rule.effect == kind)


def force(cues: Iterable[Cue], plain: str) -> Force:
    """How strongly a recommendation asks: the force of its strongest cue, the earlier one where two are alike.

    One without a word of force could be done where it says “kan”, and should be where it does not.
    """
    forced = [
        (cue.rule.strength, cue.rule.force) for cue in cues if cue.rule.force is not None and cue.rule.strength > 0
    ]
    strongest = max(forced, key=lambda one: (one[0], -_FORCES.index(one[1])), default=None)
    if strongest is not None:
        return strongest[1]
    return Force.COULD if _POSSIBILITY.search(plain) else Force.SHOULD
