"""What a unit names and what stands around it, as features spelled out, each with where it comes from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.extraction.observations import Observation

NAMED, VOICE = "named", "voice"
AROUND = {-2: "second before", -1: "just before", 1: "just after", 2: "second after"}
_OWN_VOICE = re.compile(r"\b(?:vi|me|we|vår|vårt|våre|our|@s)\b")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 45
_MOST_COUNTED = 3
_MOST_REMEMBERED = 20_000

Features = tuple[str, tuple[str, ...]]
"""Where some features come from, and what they are."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What others see of a unit: what its cues speak for, its kind, its last letter and its first word."""

    effects: tuple[str, ...]
    kind: str
    last: str
    first_word: str


def relations(seen: Sequence[Observation]) -> Iterator[list[Features]]:
    """For each unit of a document, what it names, whose voice it has, and what its neighbours look like."""
    looks = [_look(one) for one in seen]
    for number, here in enumerate(seen):
        found = [(NAMED, _named(here, looks[number])), (VOICE, (_voice(here),))]
        for distance, where in AROUND.items():
            if 0 <= number + distance < len(seen):
                found.append((where, _neighbour(here, seen[number + distance], looks[number + distance])))
        yield found


def _look(one: Observation) -> _Look:
    effects = tuple(sorted({cue.rule.effect for cue in one.cues})) if one.cues else ()
    first = _FIRST_WORD.search(one.plain)
    return _Look(effects, one.unit.kind.value, one.quote[-1:], first.group() if first else "")


def _voice(here: Observation) -> str:
    return "own voice" if _OWN_VOICE.search(here.plain) else "no own voice"


def _named(here: Observation, look: _Look) -> tuple[str, ...]:
    if not here.named:
        return ("0 things",)
    kinds = tuple(sorted({mention.thing.type.value for mention in here.named}))
    first = here.named[0]
    place = "early" if first.span.start - here.unit.span.start < _NEAR else "late"
    return (
        *_named_beside_cues(kinds, look.kind, look.effects),
        f"{first.thing.type.value} first {place}",
        f"{min(_MOST_COUNTED, len(here.named))} things",
    )


def _neighbour(here: Observation, other: Observation, look: _Look) -> tuple[str, ...]:
    is_together = other.unit.block == here.unit.block
    is_beside = other.unit.sections == here.unit.sections
    form = _neighbour_form(look.effects, look.kind, look.last, here.unit.kind.value, is_together, is_beside)
    return (*form, f"begins with {look.first_word}")


@lru_cache(_MOST_REMEMBERED)
def _named_beside_cues(kinds: tuple[str, ...], unit: str, effects: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *(f"{kind} in {unit}" for kind in kinds),
        *(f"{kind} with {effect}" for kind in kinds for effect in effects),
    )


@lru_cache(_MOST_REMEMBERED)
def _neighbour_form(  # noqa: PLR0913, PLR0917 - each argument is part of what is remembered
    effects: tuple[str, ...], kind: str, last: str, here: str, is_together: bool, is_beside: bool
) -> tuple[str, ...]:
    together = "in the same block" if is_together else "in another block"
    beside = "in the same section" if is_beside else "in another section"
    return (
        *(f"cue for {effect} {together}" for effect in effects),
        f"{kind} beside {here} {beside}",
        f"ends with {last} {together}",
    )
