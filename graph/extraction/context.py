"""The second look at each unit: what the first made of it, its neighbours, its list, its paragraph and the document.

People mark what a sentence does in its place: a description among complaints is a complaint more often than one among
proposals. The probabilities of the first look say what stands around a unit better than its words do.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.extraction.classes import CLASSES, NONE, Array, softmax
from graph.extraction.lexicon import NEUTRAL
from graph.extraction.observations import Observation
from graph.extraction.units import Unit
from graph.model import BlockKind

Numbers = TypeVar("Numbers", Array, NDArray[np.int64])

_KINDS: Mapping[BlockKind, int] = {kind: number for number, kind in enumerate(BlockKind)}
_NO_KIND = len(_KINDS)
_OF_KIND = np.eye(_NO_KIND + 1, _NO_KIND)
"""For each kind a row with its column set, and one for none."""
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


class _Part(NamedTuple):
    """Some columns of the second look, all about the same, in blocks beside each other, and what that is called.

    Blocks are made when they are asked for, so that a huge document needs no room for all of them at once.
    """

    name: str
    blocks: Iterable[Array]


def context(seen: Sequence[Observation], scores: Array) -> Array:
    """What the second look sees: a row for each unit of a document, given the scores of the first look."""
    return np.hstack([block for part in _parts(seen, _shares(scores)) for block in part.blocks])


def contributions(seen: Sequence[Observation], scores: Array, weights: Array) -> Iterator[tuple[str, Array]]:
    """What each part of the second look adds to the scores, a row for each unit, with the part's name.

    The scores may change as soon as this has returned.
    """
    return _contributions(seen, _shares(scores), weights)


def _contributions(seen: Sequence[Observation], shares: Array, weights: Array) -> Iterator[tuple[str, Array]]:
    first = 0
    for name, blocks in _parts(seen, shares):
        added = np.zeros((len(seen), weights.shape[1]))
        for block in blocks:
            last = first + block.shape[1]
            added += block @ weights[first:last]
            first = last
        yield name, added
        del added  # before the next ones are made


def _shares(scores: Array) -> Array:
    """The probabilities of the first look, less sure of themselves than it is."""
    return softmax(scores / _CALM)


def _parts(seen: Sequence[Observation], shares: Array) -> Iterator[_Part]:
    blocks = [one.unit.block for one in seen]
    yield _Part("where the odds start", (np.ones((len(seen), 1)),))
    yield from _neighbours(shares, np.log(shares + _LEAST_SHARE), blocks)
    yield _Part("its list or section", _of_others(shares, [_list_or_section(one.unit) for one in seen]))
    yield _Part("its paragraph", _of_others(shares, blocks))
    yield _Part("the whole document", (np.tile(_mean(shares), (len(seen), 1)), _length(len(seen))))
    kinds = np.array([_KINDS[one.unit.kind] for one in seen])
    yield _Part("what kind of unit it is", (_OF_KIND[kinds],))
    yield _Part("what kinds stand around it", (_OF_KIND[_moved(kinds, distance, _NO_KIND)] for distance in (-1, 1)))
    yield _Part("its form", _form(seen))
    yield _Part("its cues together", (_strengths(seen),))


def _neighbours(shares: Array, logs: Array, blocks: Sequence[int]) -> Iterator[_Part]:
    """A unit and the two on either side."""
    unlikely = np.full(len(CLASSES), np.log(_LEAST_SHARE))
    yield _Part("the unit itself", (logs, shares))
    for distance, name in ((-1, "the unit before"), (1, "the unit after")):
        yield _Part(name, _near(_moved(logs, distance, unlikely), _is_shared(blocks, distance)))
    yield _Part("the units further off", (_moved(logs, distance, unlikely) for distance in (-2, 2)))


def _near(near: Array, is_near: Array) -> Iterator[Array]:
    yield near
    yield near * is_near
    yield is_near


def _moved(rows: Numbers, distance: int, absent: Array | float) -> Numbers:
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
    alone = counts == 0
    means = _sums(shares, group)[group]
    means -= shares
    means /= np.where(alone, 1.0, counts)
    means[alone[:, 0]] = _mean(shares)
    return means, alone.astype(np.float64)


def _sums(rows: Array, group: NDArray[np.int64]) -> Array:
    """The sums of the rows of each group, added up in their order."""
    columns = rows.shape[1]
    cells = (group[:, np.newaxis] * columns + np.arange(columns)).ravel()
    return np.asarray(np.bincount(cells, weights=rows.ravel()), dtype=np.float64).reshape(-1, columns)


def _list_or_section(unit: Unit) -> tuple[int, int]:
    return unit.section, unit.lead.start if unit.lead else -1


def _mean(shares: Array) -> Array:
    mean: Array = shares.mean(axis=0)
    return mean


def _length(units: int) -> Array:
    return np.full((units, 1), np.log1p(units))


def _form(seen: Sequence[Observation]) -> Iterator[Array]:
    """How long the units are, and what they look like."""
    quotes = [one.quote for one in seen]
    yield np.log1p(np.fromiter(map(len, quotes), np.float64))[:, np.newaxis]
    properties = list(_properties([one.unit for one in seen], quotes, [quote[-1:] for quote in quotes]))
    form = np.empty((len(seen), len(properties) + 1))
    form[:, 0] = [one.place for one in seen]
    for column, values in enumerate(properties, start=1):
        form[:, column] = np.fromiter(values, np.float64)
    yield form


def _properties(units: Sequence[Unit], quotes: Sequence[str], lasts: Sequence[str]) -> Iterator[Iterable[float]]:
    """What the units look like, one property after another."""
    yield (min(_MOST, unit.place) for unit in units)
    yield (min(_MOST, unit.level) for unit in units)
    yield (min(_MOST, len(unit.sections)) for unit in units)
    yield (unit.lead is not None for unit in units)
    for marks in _MARKS:
        yield [last in marks for last in lasts]
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
