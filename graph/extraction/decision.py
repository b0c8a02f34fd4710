"""From the cues of a unit to what it does: its kind, its force and how sure that is, by a scored combination."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from graph.extraction.cues import Cue
from graph.extraction.lexicon import MARKER, NEUTRAL
from graph.model import Force, Kind

_LEAST = 1.4
_PRECEDENCE = (
    Kind.OPPOSITION,
    Kind.SUPPORT,
    Kind.RECOMMENDATION,
    Kind.CONCERN,
    Kind.COMMITMENT,
    Kind.ASSESSMENT,
)
_FORCES = (Force.MUST, Force.SHOULD, Force.NEED, Force.COULD)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a unit does, with a confidence between 0 and 1 and the cues that spoke for it."""

    kind: Kind
    confidence: float
    cues: tuple[str, ...]


def decide(cues: Iterable[Cue], least: float = _LEAST) -> Verdict | None:
    """The kind that the cues speak for most, or None where they do not say enough."""
    found = tuple(cues)
    scores = {kind: _score(found, kind) for kind in _PRECEDENCE}
    kind = max(_PRECEDENCE, key=lambda candidate: (scores[candidate], -_PRECEDENCE.index(candidate)))
    margin = scores[kind] - sum(cue.rule.strength for cue in found if cue.rule.effect == NEUTRAL) - least
    if margin < 0:
        return None
    names = tuple(cue.rule.name for cue in found if cue.rule.effect in (kind, MARKER))
    return Verdict(kind, round(1 / (1 + math.exp(-margin)), 3), names)


def _score(cues: tuple[Cue, ...], kind: Kind) -> float:
    return sum(cue.rule.strength for cue in cues if cue.rule.effect == kind)


def force(cues: Iterable[Cue]) -> Force | None:
    """How strongly a recommendation asks: the force of its strongest cue, the earlier one where two are alike."""
    forced = [cue for cue in cues if cue.rule.force is not None and cue.rule.strength > 0]
    strongest = max(forced, key=lambda cue: (cue.rule.strength, -_FORCES.index(cue.rule.force)), default=None)
    return strongest.rule.force if strongest else None
