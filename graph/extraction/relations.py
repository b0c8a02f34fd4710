"""What a unit looks like, what it names and what stands around it, as features spelled out.

What is met again and again is told as a relation: plain values, which stand for some features as long as nobody asks
how they are spelled, behind the function that spells them.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from graph.extraction.observations import Observation

Relation: TypeAlias = tuple[Callable[[Any], list[str]], Any]
Extent: TypeAlias = tuple[str, int, int | None, int]
"""Kind, length, place (the eighth of a text that is long enough to have them) and number within the block."""
Setting: TypeAlias = tuple[str, str, bool, int, bool, bool, bool]
"""Kind, last letter, whether it begins with a capital, number of cues, whether it has a lead-in, adopted, own voice."""
Named: TypeAlias = tuple[tuple[str, ...], str, tuple[str, ...], str, bool, int]
"""Sorts of the things named, kind, effects, sort of the first, whether that is early, how many (if many, only so)."""
Neighbour: TypeAlias = tuple[int, str, str, str, bool, bool]
"""Distance, kind, last letter, kind of the one it is a neighbour of, whether in the same block and section."""

AROUND: Mapping[int, str] = MappingProxyType(
    {-2: "second before", -1: "just before", 1: "just after", 2: "second after"}
)
BESIDE: Mapping[int, str] = MappingProxyType({-1: "before", 1: "after"})
LENGTHS = (20, 40, 70, 110, 160, 220, 300, 450)

OWN_VOICE = ("vi", "me", "we", "vår", "vårt", "våre", "our", "@")
"""Words of which one stands in every text in which those who send it speak of themselves."""
_OWN_VOICE = re.compile(r"\b(?:vi|me|we|vår|vårt|våre|our|@s)\b")
_TOGETHER = ("in another block", "in the same block")
_IN_SECTION = ("in another section", "in the same section")
_ENOUGH_FOR_A_PLACE = 8
_EIGHTHS = 8
_LATEST_IN_BLOCK = 4
_MOST_CUES = 6
_NEAR = 45
_MOST_THINGS = 3


class Look(NamedTuple):
    """What others see of a unit: what its cues are and speak for, its kind, its last letter and where it stands."""

    effects: tuple[str, ...]
    cues: tuple[str, ...]
    kind: str
    last: str
    block: int
    section: int


def look(one: Observation) -> Look:
    """What others see of a unit."""
    cues = tuple([cue.rule.name for cue in one.cues])
    effects = tuple([cue.rule.effect for cue in one.cues])
    if len(effects) > 1:
        effects = tuple(sorted(set(effects)))
    return Look(effects, cues, one.unit.kind, one.quote[-1:], one.unit.block, one.unit.section)


def extent(here: Observation, units: int) -> Relation:
    """How long a unit of a document with so many of them is and where it stands."""
    # Where a short answer has its beginning says nothing of where a letter has its.
    place = int(here.place * _EIGHTHS) if units >= _ENOUGH_FOR_A_PLACE else None
    length = bisect_left(LENGTHS, len(here.quote))
    return names_of_extent, (here.unit.kind, length, place, min(here.unit.place, _LATEST_IN_BLOCK))


def setting(here: Observation, look: Look, *, may_be_own_voice: bool = True) -> Relation:
    """What a unit is like apart from its words."""
    cues, has_lead, is_adopted = min(len(look.cues), _MOST_CUES), here.unit.lead is not None, here.voice.holder is None
    is_own_voice = may_be_own_voice and _OWN_VOICE.search(here.plain) is not None
    own = (look.kind, look.last, here.quote[:1].isupper(), cues, has_lead, is_adopted, is_own_voice)
    return names_of_setting, own


def named(here: Observation, look: Look) -> Relation:
    """What a unit names, if anything."""
    if not here.named:
        return names_of_named, None
    first = here.named[0]
    sorts = tuple(sorted({str(mention.thing.type) for mention in here.named}))
    is_early = first.span.start - here.unit.span.start < _NEAR
    things = min(_MOST_THINGS, len(here.named))
    return names_of_named, (sorts, look.kind, look.effects, str(first.thing.type), is_early, things)


def nearness(number: int, looks: Sequence[Look]) -> Iterator[Relation]:
    """What stands around the unit with a number, the distance first; beyond the next unit only what is there."""
    here = looks[number]
    for distance in AROUND:
        other = number + distance
        if 0 <= other < len(looks):
            effects, cues, kind, last, block, section = looks[other]
            if effects:
                yield names_of_effects, (distance, effects, block == here.block)
            is_beside = section == here.section
            yield names_of_neighbour, (distance, kind, last, here.kind, block == here.block, is_beside)
            if cues and distance in BESIDE:
                yield names_of_cues_beside, (distance, cues)
        elif distance in BESIDE:
            yield names_of_nobody, (distance,)


def names_of_extent(one: Extent) -> list[str]:
    """How long a unit is and where it stands."""
    kind, length, place, in_block = one
    return [
        "always",
        f"kind {kind}",
        f"length {length}",
        f"kind and length {kind} {length // 2}",
        f"place {place}",
        f"in block {in_block}",
    ]


def names_of_setting(one: Setting) -> list[str]:
    """What a unit is like apart from its words."""
    kind, last, is_upper, cues, has_lead, is_adopted, is_own_voice = one
    return [
        f"ends {last}",
        f"starts {is_upper}",
        f"cues {cues}",
        f"has lead {has_lead} {kind}",
        f"voice {is_adopted}",
        "voice own voice" if is_own_voice else "voice no own voice",
    ]


def names_of_named(one: Named | None) -> list[str]:
    """What a unit names, if anything."""
    if one is None:
        return ["named 0 things"]
    sorts, kind, effects, first, is_early, things = one
    return [
        *(f"named {sort} in {kind}" for sort in sorts),
        *(f"named {sort} with {effect}" for sort in sorts for effect in effects),
        f"named {first} first {'early' if is_early else 'late'}",
        f"named {things} things",
    ]


def names_of_effects(one: tuple[int, tuple[str, ...], bool]) -> list[str]:
    """What the cues of a unit at some distance speak for."""
    distance, effects, is_together = one
    return [f"{AROUND[distance]} cue for {effect} {_TOGETHER[is_together]}" for effect in effects]


def names_of_neighbour(one: Neighbour) -> list[str]:
    """What a unit is that stands at some distance from another one."""
    distance, kind, last, other, is_together, is_beside = one
    where, beside = AROUND[distance], BESIDE.get(distance)
    found = [
        f"{where} {kind} beside {other} {_IN_SECTION[is_beside]}",
        f"{where} ends with {last} {_TOGETHER[is_together]}",
    ]
    return [*found, f"kind {beside} {kind} {is_together}"] if beside else found


def names_of_cues_beside(one: tuple[int, tuple[str, ...]]) -> list[str]:
    """The cues of the unit before or after."""
    distance, cues = one
    return [f"cue {BESIDE[distance]} {name}" for name in cues]


def names_of_nobody(one: tuple[int]) -> list[str]:
    """No unit before or after."""
    return [f"none {BESIDE[one[0]]}"]


def names_of_beginning(word: str) -> list[str]:
    """The word that a unit begins with, for each distance at which that stands from another one."""
    return [f"{where} begins with {word}" for where in AROUND.values()]


def names_of_cues(cues: tuple[str, ...]) -> list[str]:
    """The cues of a unit."""
    return [f"cue {name}" for name in cues]


def names_of_own_effects(effects: tuple[str, ...]) -> list[str]:
    """What the cues of a unit speak for."""
    return [f"effect {effect}" for effect in effects]


def names_of_lead_cues(cues: tuple[str, ...]) -> list[str]:
    """The cues of what introduces a unit."""
    return [f"lead cue {name}" for name in cues]


def names_of_opening(kind: str, words: Sequence[str]) -> list[str]:
    """How a unit of a kind begins."""
    first = f"first {kind} {words[0] if words else ''}"
    return [first, "first two " + " ".join(words[:2]), "first three " + " ".join(words[:3])]
