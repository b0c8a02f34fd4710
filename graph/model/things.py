"""What statements are about and documents name."""

from dataclasses import dataclass

from graph.model.names import Name


class ThingType(Name):
    """What a mention or a target names; the value is also the type's segment in IRIs."""

    INSTRUMENT = "instrument"
    GOAL = "goal"
    INDICATOR = "indicator"
    SOLUTION = "solution"
    ACTOR = "actor"
    GROUP = "group"
    CONSULTATION = "consultation"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something with an IRI that a statement can be about; an unregistered one is minted from designation or name."""

    key: str
    type: ThingType
    name: str
    registered: bool = True
    designation: str | None = None

    def __hash__(self) -> int:
        """Few things share a key."""
        return hash(self.key)
