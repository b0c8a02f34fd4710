"""From a unit's probabilities and cues to what it does: its kind, its force and how sure that is."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from graph.extraction.classes import CLASSES, NONE, REPORTED, Array, softmax
from graph.extraction.classifier import Classifier, Model
from graph.extraction.context import contributions
from graph.extraction.cues import Cue
from graph.extraction.explanation import Explanation, explanation
from graph.extraction.feature_names import Name, Sort
from graph.extraction.holding import held_once
from graph.extraction.lexicon import NEUTRAL
from graph.extraction.observations import Observation
from graph.model import BlockKind, Force, Kind

_COLUMNS: Mapping[str, int] = {name: number for number, name in enumerate(CLASSES)}
_OF_CLASS = np.eye(len(CLASSES))
_CORE = (Kind.RECOMMENDATION, Kind.SUPPORT, Kind.OPPOSITION, Kind.CONCERN)
_GRAY = (Kind.ASSESSMENT, Kind.COMMITMENT)
_FORCES = (Force.MUST, Force.SHOULD, Force.NEED, Force.COULD)
_LEAST: Mapping[BlockKind, float] = MappingProxyType({BlockKind.HEADING: 0.5, BlockKind.FOOTNOTE: 0.7})
_LEAST_ELSEWHERE = 0.48
_LEAST_OF_GRAY = 0.4
_SHARE_OF_GRAY = 0.5
# Beyond this no other class can reach its least share.
_SURELY_NOTHING = 0.6
# The annotated documents hold few answers to proposals; what they teach too little of, the lexicon makes up for.
_TRUST: Mapping[str, float] = MappingProxyType(
    {Kind.SUPPORT: 0.6, Kind.OPPOSITION: 0.8, Kind.RECOMMENDATION: 0.3, Kind.CONCERN: 0.3}
)
_OF_LEAD = 0.5
# Either look alone is surer than it is right; these shares of both bring the confidence down to how often they are.
_FIRST_LOOK = 0.42
_SECOND_LOOK = 0.52
_TRUST_ABROAD = 1.2
_ABROAD = 0.75
_POSSIBILITY = re.compile(r"\b(?:kan|kunne|could|may)\b")


class Verdict(NamedTuple):
    """What a unit does, with a confidence between 0 and 1 and the cues that spoke for it.

    `own` says whether it would be taken for a statement of the sender's, `reported` how likely it is somebody else's.
    """

    kind: Kind
    confidence: float
    cues: tuple[str, ...]
    reported: float
    own: bool = True


_ENDORSING = "stiller-seg-bak"
_ENDORSED = Verdict(Kind.SUPPORT, 0.9, (_ENDORSING,), 0.0)


class Judge:
    """Decides what units do, by a model and the lexicon's cues together."""

    def __init__(self, model: Model) -> None:
        self._classifier = Classifier(model)
        self._context = model.context.astype(np.float64)
        self._trained = frozenset(model.card["rules"])

    def verdicts(self, seen: Sequence[Observation], is_foreign: bool = False) -> tuple[Verdict | None, ...]:
        """The verdict on each unit of a document; None where it states nothing.

        `is_foreign` says that the document is in a language that the model has not met, so that the cues must tell.
        """
        if not seen:
            return ()
        shares = self.shares(seen, is_foreign)
        return tuple(map(_verdict, seen, (row.tolist() for row in shares)))

    def explanations(
        self, seen: Sequence[Observation], wanted: Container[int], is_foreign: bool = False
    ) -> Iterator[tuple[int, Explanation]]:
        """What weighed in the decision on the wanted units, each with its number."""
        if not seen:
            return
        shares, first = self.shares(seen, is_foreign), self._classifier.scores(seen)
        second = [] if is_foreign else list(contributions(seen, first, self._context))
        for number, learnt in self._classifier.contributions(seen, wanted):
            share = _ABROAD if is_foreign else _FIRST_LOOK
            parts = [(name, added * share) for name, added in learnt]
            parts += (
                (name, weight * _OF_CLASS[column]) for name, column, weight in self._given(seen[number], is_foreign)
            )
            parts += ((Name(Sort.CONTEXT, name), rows[number] * _SECOND_LOOK) for name, rows in second)
            yield number, explanation(shares[number], parts, seen[number])

    def shares(self, seen: Sequence[Observation], is_foreign: bool = False) -> Array:
        """The probability of each class for each unit, a row each, in the order of `CLASSES`."""
        scores = self._classifier.scores(seen)
        # Part by part, so that a huge document needs no table of all parts at once.
        second = () if is_foreign else contributions(seen, scores, self._context)
        scores *= _ABROAD if is_foreign else _FIRST_LOOK
        for _, rows in second:
            scores += np.multiply(rows, _SECOND_LOOK, out=rows)
            del rows  # before the next ones are made
        for number, observation in enumerate(seen):
            if observation.cues or observation.lead_cues:
                for _, column, weight in self._given(observation, is_foreign):
                    scores[number, column] += weight
        return softmax(scores)

    def _given(self, observation: Observation, is_foreign: bool) -> Iterator[tuple[Name, int, float]]:
        """What each cue adds to the score of a class: for rare kinds, and for rules that the model has not met."""
        for sort, cues, share in ((Sort.CUE, observation.cues, 1.0), (Sort.LEAD_IN, observation.lead_cues, _OF_LEAD)):
            for cue in cues:
                effect = NONE if cue.rule.effect == NEUTRAL else cue.rule.effect
                weight = self._weight(cue, is_foreign)
                if weight and effect in _COLUMNS:
                    yield Name(sort, cue.rule.name), _COLUMNS[effect], share * weight * cue.rule.strength

    def _weight(self, cue: Cue, is_foreign: bool) -> float:
        if is_foreign:
            return _TRUST_ABROAD
        return _FIRST_LOOK * _TRUST.get(cue.rule.effect, 0.0) if cue.rule.name in self._trained else 1.0


def _verdict(observation: Observation, shares: Sequence[float]) -> Verdict | None:
    if observation.unit.kind is BlockKind.TICKED_OPTION:
        return _of_tick(observation)
    if observation.unit.kind is BlockKind.FORM_QUESTION or shares[0] > _SURELY_NOTHING:
        return None
    least = _LEAST.get(observation.unit.kind, _LEAST_ELSEWHERE)
    core, gray = (sum([shares[_COLUMNS[kind]] for kind in kinds]) for kinds in (_CORE, _GRAY))
    reported = shares[_COLUMNS[REPORTED]]
    # Whether a unit states anything is asked apart from whether it only gives a reason or makes a promise.
    is_own = core >= least * (1.0 - gray) and core >= _SHARE_OF_GRAY * gray
    if is_own or core + reported >= least:
        kind = max(_CORE, key=lambda one: shares[_COLUMNS[one]])
        # How sure it is that this is the kind, given that the unit does more than give a reason.
        confidence = round(shares[_COLUMNS[kind]] / (1.0 - gray), 3)
        return Verdict(kind, confidence, _names(observation.cues, kind), reported, is_own)
    kind = max(_GRAY, key=lambda one: shares[_COLUMNS[one]])
    share = shares[_COLUMNS[kind]]
    if share < _LEAST_OF_GRAY:
        return None
    return Verdict(kind, round(share, 3), _names(observation.cues, kind), reported)


def _of_tick(observation: Observation) -> Verdict | None:
    """A ticked box says what its label says; one of several alternatives is supported."""
    for cue in observation.cues:
        if cue.rule.effect in (Kind.SUPPORT, Kind.OPPOSITION) and cue.rule.units:
            return Verdict(Kind(cue.rule.effect), 0.9, (cue.rule.name,), 0.0)
    if "alternativ" in observation.plain:
        return Verdict(Kind.SUPPORT, 0.7, (), 0.0)
    return None


def with_endorsement(seen: Sequence[Observation], verdicts: Sequence[Verdict | None]) -> tuple[Verdict | None, ...]:
    """The verdicts on a response that endorses another's: what says so is support, whatever else the sentence says."""
    return tuple(
        verdict or (_ENDORSED if any(cue.rule.name == _ENDORSING for cue in one.cues) else None)
        for one, verdict in zip(seen, verdicts, strict=True)
    )


def _names(cues: Iterable[Cue], kind: Kind) -> tuple[str, ...]:
    return held_once(tuple([cue.rule.name for cue in cues if cue.rule.effect == kind]))


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
