"""What a unit looks like, what it names and what stands around it, as features spelled out."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from graph.extraction.observations import Observation

AROUND: Mapping[int, str] = MappingProxyType(
    {-2: "second before", -1: "just before", 1: "just after", 2: "second after"}
)
BESIDE: Mapping[int, str] = MappingProxyType({-1: "before", 1: "after"})
LENGTHS = (20, 40, 70, 110, 160, 220, 300, 450)

_OWN_VOICE = re.compile(r"\b(?:vi|me|we|vår|vårt|våre|our|@s)\b")
_MARKS = frozenset("?!:;%§«»@")
_ENOUGH_FOR_A_PLACE = 8
_EIGHTHS = 8
_LATEST_IN_BLOCK = 4
_MOST_CUES = 6
_NEAR = 45
_MOST_THINGS = 3


class Setting(NamedTuple):
    """What a unit is like apart from its words; `place` is the eighth of a text that is long enough to have them."""

    kind: str
    length: int
    place: int | None
    in_block: int
    last: str
    is_upper: bool
    cues: int
    has_lead: bool
    is_adopted: bool
    is_own_voice: bool


class Look(NamedTuple):
    """What others see of a unit: what its cues are and speak for, its kind and its last letter."""

    effects: tuple[str, ...]
    cues: tuple[str, ...]
    kind: str
    last: str


class Nearness(NamedTuple):
    """A unit that stands at some distance from one of a kind; without a look where nothing stands there."""

    distance: int
    kind: str
    look: Look | None
    is_together: bool
    is_beside: bool


class Named(NamedTuple):
    """The sorts of things that a unit names, in what company, how early the first, and how many, if many, only so."""

    sorts: tuple[str, ...]
    kind: str
    effects: tuple[str, ...]
    first: str
    is_early: bool
    things: int


def setting(here: Observation, units: int) -> Setting:
    """What a unit of a document with so many of them is like."""
    return Setting(
        kind=str(here.unit.kind),
        length=bisect_left(LENGTHS, len(here.quote)),
        # Where a short answer has its beginning says nothing of where a letter has its.
        place=int(here.place * _EIGHTHS) if units >= _ENOUGH_FOR_A_PLACE else None,
        in_block=min(here.unit.place, _LATEST_IN_BLOCK),
        last=here.quote[-1:],
        is_upper=here.quote[:1].isupper(),
        cues=min(len(here.cues), _MOST_CUES),
        has_lead=here.unit.lead is not None,
        is_adopted=here.voice.holder is None,
        is_own_voice=_OWN_VOICE.search(here.plain) is not None,
    )


def names_of_setting(one: Setting) -> list[str]:
    """The features of a setting."""
    return [
        "always",
        f"kind {one.kind}",
        f"length {one.length}",
        f"kind and length {one.kind} {one.length // 2}",
        f"place {one.place}",
        f"in block {one.in_block}",
        f"ends {one.last}",
        f"starts {one.is_upper}",
        f"cues {one.cues}",
        f"has lead {one.has_lead} {one.kind}",
        f"voice {one.is_adopted}",
        "voice own voice" if one.is_own_voice else "voice no own voice",
    ]


def look(one: Observation) -> Look:
    """What others see of a unit."""
    cues = tuple([cue.rule.name for cue in one.cues])
    effects = tuple(sorted({cue.rule.effect for cue in one.cues})) if len(cues) > 1 else _effects(one)
    return Look(effects, cues, str(one.unit.kind), one.quote[-1:])


def _effects(one: Observation) -> tuple[str, ...]:
    return tuple([cue.rule.effect for cue in one.cues])


def first_word(words: Sequence[str]) -> str:
    """The first of some words, figures and marks that is a word."""
    return next((word for word in words if word[0] not in _MARKS and not word[0].isdecimal()), "")


def name_of_beginning(beginning: tuple[int, str]) -> str:
    """The feature of a unit that stands at some distance and begins with a word."""
    distance, word = beginning
    return f"{AROUND[distance]} begins with {word}"


def opening(kind: str, words: Sequence[str]) -> tuple[str, str, str]:
    """The features of how a unit of a kind begins."""
    first = f"first {kind} {words[0] if words else ''}"
    return first, "first two " + " ".join(words[:2]), "first three " + " ".join(words[:3])


def nearness(number: int, looks: Sequence[Look], seen: Sequence[Observation]) -> Iterator[Nearness]:
    """What stands around the unit with a number; beyond the next unit only what is there."""
    here, kind = seen[number].unit, looks[number].kind
    for distance in AROUND:
        other = number + distance
        if 0 <= other < len(seen):
            unit = seen[other].unit
            together, beside = unit.block == here.block, unit.section == here.section
            yield Nearness(distance, kind, looks[other], together, beside)
        elif distance in BESIDE:
            yield Nearness(distance, kind, None, False, False)


def names_of_nearness(near: Nearness) -> list[str]:
    """The features of a unit that stands near."""
    beside = BESIDE.get(near.distance)
    if near.look is None:
        return [f"none {beside}"]
    found = list(_names_around(near, near.look))
    if beside:
        found.append(f"kind {beside} {near.look.kind} {near.is_together}")
        found += (f"cue {beside} {name}" for name in near.look.cues)
    return found


def _names_around(near: Nearness, look: Look) -> Iterator[str]:
    where = AROUND[near.distance]
    together = "in the same block" if near.is_together else "in another block"
    section = "in the same section" if near.is_beside else "in another section"
    yield from (f"{where} cue for {effect} {together}" for effect in look.effects)
    yield f"{where} {look.kind} beside {near.kind} {section}"
    yield f"{where} ends with {look.last} {together}"


def named(here: Observation, look: Look) -> Named | None:
    """What a unit names, if anything."""
    if not here.named:
        return None
    first = here.named[0]
    sorts = tuple(sorted({str(mention.thing.type) for mention in here.named}))
    is_early = first.span.start - here.unit.span.start < _NEAR
    things = min(_MOST_THINGS, len(here.named))
    return Named(sorts, look.kind, look.effects, str(first.thing.type), is_early, things)


def names_of_named(one: Named | None) -> list[str]:
    """The features of what a unit names."""
    if one is None:
        return ["named 0 things"]
    return [
        *(f"named {sort} in {one.kind}" for sort in one.sorts),
        *(f"named {sort} with {effect}" for sort in one.sorts for effect in one.effects),
        f"named {one.first} first {'early' if one.is_early else 'late'}",
        f"named {one.things} things",
    ]
