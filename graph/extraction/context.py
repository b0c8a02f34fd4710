"""The second look at each unit: what the first made of it, its neighbours, its list, its paragraph and the document.

People mark what a sentence does in its place: a description among complaints is a complaint more often than one among
proposals. The probabilities of the first look say what stands around a unit better than its words do.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.extraction.classes import CLASSES, NONE, Array, softmax
from graph.extraction.lexicon import NEUTRAL
from graph.extraction.observations import Observation
from graph.extraction.units import Unit
from graph.model import BlockKind

_KINDS: Mapping[BlockKind, int] = {kind: number for number, kind in enumerate(BlockKind)}
_CLASS_OF_EFFECT: Mapping[str, int] = {
    NEUTRAL: CLASSES.index(NONE),
    **{name: number for number, name in enumerate(CLASSES)},
}
_CALM = 1.2
_LEAST_SHARE = 1e-3
_MOST = 6
_OF_LEAD = 0.5
_DIGIT = re.compile(r"\d")
_MARKS = (".!", "?", ":")


@dataclass(frozen=True, slots=True)
class _Part:
    """Some columns of the second look, all about the same, in blocks beside each other, and what that is called."""

    name: str
    blocks: tuple[Array, ...]


def context(seen: Sequence[Observation], scores: Array) -> Array:
    """What the second look sees: a row for each unit of a document, given the scores of the first look."""
    return np.hstack([block for part in _parts(seen, scores) for block in part.blocks])


def contributions(seen: Sequence[Observation], scores: Array, weights: Array) -> Iterator[tuple[str, Array]]:
    """What each part of the second look adds to the scores, a row for each unit, with the part's name."""
    first = 0
    for part in _parts(seen, scores):
        added = np.zeros((len(seen), weights.shape[1]))
        for block in part.blocks:
            last = first + block.shape[1]
            added += block @ weights[first:last]
            first = last
        yield part.name, added


def _parts(seen: Sequence[Observation], scores: Array) -> Iterator[_Part]:
    shares = softmax(scores / _CALM)
    logs = np.log(shares + _LEAST_SHARE)
    unlikely = np.full(len(CLASSES), np.log(_LEAST_SHARE))
    blocks = [one.unit.block for one in seen]
    yield _Part("where the odds start", (np.ones((len(seen), 1)),))
    yield _Part("the unit itself", (logs, shares))
    for distance, name in ((-1, "the unit before"), (1, "the unit after")):
        near, is_near = _moved(logs, distance, unlikely), _is_shared(blocks, distance)
        yield _Part(name, (near, near * is_near, is_near))
    further = [_moved(logs, distance, unlikely) for distance in (-2, 2)]
    yield _Part("the units further off", tuple(further))
    yield _Part("its list or section", _of_others(shares, [_list_or_section(one.unit) for one in seen]))
    yield _Part("its paragraph", _of_others(shares, blocks))
    yield _Part("the whole document", (np.tile(_mean(shares), (len(seen), 1)), _length(len(seen))))
    kinds = np.eye(len(_KINDS))[[_KINDS[one.unit.kind] for one in seen]]
    yield _Part("what kind of unit it is", (kinds,))
    yield _Part("what kinds stand around it", (_moved(kinds, -1, 0.0), _moved(kinds, 1, 0.0)))
    quotes = [one.quote for one in seen]
    yield _Part("its form", (np.log1p(_column(map(len, quotes))), np.hstack(list(map(_column, _forms(seen, quotes))))))
    yield _Part("its cues together", (_strengths(seen),))


def _column(numbers: Iterable[float]) -> Array:
    """Numbers below each other."""
    return np.fromiter(numbers, np.float64)[:, np.newaxis]


def _moved(rows: Array, distance: int, absent: Array | float) -> Array:
    """For each unit the row of the one at some distance, or what is said where there is none."""
    moved = np.empty_like(rows)
    moved[:] = absent
    if distance < 0:
        moved[-distance:] = rows[:distance]
    else:
        moved[:-distance] = rows[distance:]
    return moved


def _is_shared(blocks: Sequence[int], distance: int) -> Array:
    """Whether the unit at some distance stands in the same block."""
    numbers = np.array(blocks, dtype=np.float64)[:, np.newaxis]
    return np.asarray(_moved(numbers, distance, -1.0) == numbers, dtype=np.float64)


def _of_others(shares: Array, keys: Sequence[Hashable]) -> tuple[Array, Array]:
    """The mean probabilities of the other units with the same key, and whether there are none."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    group = np.array([numbers[key] for key in keys])
    counts = np.bincount(group)[group][:, np.newaxis] - 1.0
    columns = shares.shape[1]
    cells = (group[:, np.newaxis] * columns + np.arange(columns)).ravel()
    sums = np.bincount(cells, weights=shares.ravel(), minlength=len(numbers) * columns).reshape(-1, columns)
    alone = counts == 0
    means = np.where(alone, _mean(shares), (sums[group] - shares) / np.where(alone, 1.0, counts))
    return means, alone.astype(np.float64)


def _list_or_section(unit: Unit) -> tuple[int, int]:
    return unit.section, unit.lead.start if unit.lead else -1


def _mean(shares: Array) -> Array:
    mean: Array = shares.mean(axis=0)
    return mean


def _length(units: int) -> Array:
    return np.full((units, 1), np.log1p(units))


def _forms(seen: Sequence[Observation], quotes: Sequence[str]) -> Iterator[Iterable[float]]:
    """What the units look like, one property after another."""
    units = [one.unit for one in seen]
    yield (one.place for one in seen)
    yield (min(_MOST, unit.place) for unit in units)
    yield (min(_MOST, unit.level) for unit in units)
    yield (min(_MOST, len(unit.sections)) for unit in units)
    yield (unit.lead is not None for unit in units)
    lasts = [quote[-1:] for quote in quotes]
    yield from ((last in marks for last in lasts) for marks in _MARKS)
    yield (quote[:1].isupper() for quote in quotes)
    yield (_DIGIT.search(quote) is not None for quote in quotes)
    yield (min(_MOST, quote.count(",")) for quote in quotes)


def _strengths(seen: Sequence[Observation]) -> Array:
    """How strongly the cues speak for each class."""
    strengths = np.zeros((len(seen), len(CLASSES)))
    for row, one in enumerate(seen):
        for cues, share in ((one.cues, 1.0), (one.lead_cues, _OF_LEAD)):
            for cue in cues:
                number = _CLASS_OF_EFFECT.get(cue.rule.effect)
                if number is not None:
                    strengths[row, number] += share * cue.rule.strength
    return strengths
