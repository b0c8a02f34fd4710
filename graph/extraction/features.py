"""What a model is told of a unit: hashed words, parts of words, cues and context, of which no text can be read back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph.extraction.bundles import Bundles, BundlesBy
from graph.extraction.classes import Array
from graph.extraction.hashing import (
    ABOVE,
    AFTER,
    BEFORE,
    LEAD,
    MOST_WORDS_OF_CONTEXT,
    number_of,
    place_in,
    place_of,
    place_of_pair,
    place_of_triple,
    places_in,
    places_of,
    places_of_parts,
    words_in,
)
from graph.extraction.observations import Observation
from graph.extraction.ragged import Numbers, Ragged
from graph.extraction.relations import (
    AROUND,
    Named,
    Nearness,
    Setting,
    first_word,
    look,
    name_of_beginning,
    named,
    names_of_named,
    names_of_nearness,
    names_of_setting,
    nearness,
    opening,
    setting,
)

_AT_ONCE = 1000
_FURTHEST = max(AROUND)
_OF_SHAPE = 0.5
_OF_CUES = 0.7
_OF_CONTEXT = 0.5


@dataclass(frozen=True, slots=True)
class Features:
    """The features of some units: `bundled` are numbers of `bundles`, `single` are places."""

    bundles: Bundles
    bundled: tuple[Ragged, ...]
    single: tuple[Ragged, ...]

    def __len__(self) -> int:
        return len(self.bundled[0])

    def groups(self, unit: int) -> Iterator[tuple[list[int], float]]:
        """The places of the features of one unit, in groups with the weight of their members."""
        for ragged in self.bundled:
            places = [place for number in ragged.of_unit(unit) for place in self.bundles[number]]
            yield places, float(ragged.shares[unit])
        for ragged in self.single:
            yield ragged.of_unit(unit), float(ragged.shares[unit])


class FeatureMaker:
    """Makes the features of units; which bundles there are is remembered from document to document."""

    def __init__(self) -> None:
        self._known = _Known()

    def features(self, seen: Sequence[Observation]) -> Iterator[tuple[int, Features]]:
        """The features of the units of a document, so many at once as memory may hold, with the number of the first."""
        for first in range(0, len(seen), _AT_ONCE):
            if self._known.bundles.are_many:
                self._known = _Known()
            yield first, _Window(self._known, seen, first, min(len(seen), first + _AT_ONCE)).features()


class _Numbers(dict[str, int]):
    """Words as numbers, worked out once."""

    def __missing__(self, word: str) -> int:
        self[word] = number = number_of(word)
        return number


class _Known:
    """The bundles that have been met, by what they are made of."""

    def __init__(self) -> None:
        self.bundles = Bundles()
        self.numbers = _Numbers()
        self.words = BundlesBy[str](self.bundles, places_of_parts)
        self.leads = BundlesBy[str](self.bundles, lambda text: places_in(LEAD, text))
        self.headings = BundlesBy[str](self.bundles, lambda text: places_in(ABOVE, text))
        self.settings = BundlesBy[Setting](self.bundles, lambda key: places_of(names_of_setting(key)))
        self.nearness = BundlesBy[Nearness](self.bundles, lambda key: places_of(names_of_nearness(key)))
        self.beginnings = BundlesBy[tuple[int, str]](self.bundles, lambda key: places_of([name_of_beginning(key)]))
        self.named = BundlesBy[Named | None](self.bundles, lambda key: places_of(names_of_named(key)))
        self.cues = BundlesBy[tuple[str, ...]](self.bundles, lambda key: places_of(f"cue {name}" for name in key))
        self.effects = BundlesBy[tuple[str, ...]](self.bundles, lambda key: places_of(f"effect {one}" for one in key))
        self.lead_cues = BundlesBy[tuple[str, ...]](
            self.bundles, lambda key: places_of(f"lead cue {name}" for name in key)
        )


class _Window:
    """Units of a document from one number to another, with two on either side for what stands around them."""

    def __init__(self, known: _Known, seen: Sequence[Observation], first: int, last: int) -> None:
        start = max(0, first - _FURTHEST)
        self._known = known
        self._units = len(seen)
        self._around = seen[start : last + _FURTHEST]
        self._own = range(first - start, last - start)
        self._words = [words_in(one.plain) for one in self._around]
        self._looks = [look(one) for one in self._around]

    def features(self) -> Features:
        """The features of the units, without those on either side."""
        bundled = (self._parts(), self._shapes(), self._cues(), self._leads(), self._headings())
        return Features(self._known.bundles, bundled, (self._openings(), *self._orders()))

    def _parts(self) -> Ragged:
        words = [self._words[number] for number in self._own]
        found = [[self._known.words[word] for word in each] for each in words]
        return Ragged.of(found, 0.5 / _roots([len(each) for each in words]))

    def _shapes(self) -> Ragged:
        first_words = [first_word(words) for words in self._words]
        return Ragged.of([self._shape(number, first_words) for number in self._own], [_OF_SHAPE] * len(self._own))

    def _shape(self, number: int, first_words: Sequence[str]) -> list[int]:
        here, known = self._around[number], self._known
        found = [known.settings[setting(here, self._units)], known.named[named(here, self._looks[number])]]
        found += [known.nearness[near] for near in nearness(number, self._looks, self._around)]
        found += [
            known.beginnings[distance, first_words[number + distance]]
            for distance in AROUND
            if 0 <= number + distance < len(first_words)
        ]
        if here.cues:
            found.append(known.effects[tuple([cue.rule.effect for cue in here.cues])])
        if here.lead_cues:
            found.append(known.lead_cues[tuple([cue.rule.name for cue in here.lead_cues])])
        return found

    def _cues(self) -> Ragged:
        cues = [self._looks[number].cues for number in self._own]
        return Ragged.of([[self._known.cues[each]] if each else [] for each in cues], [_OF_CUES] * len(cues))

    def _leads(self) -> Ragged:
        own = [self._around[number] for number in self._own]
        return self._of_texts(self._known.leads, [one.above[0] if one.unit.lead else "" for one in own])

    def _headings(self) -> Ragged:
        own = [self._around[number] for number in self._own]
        return self._of_texts(self._known.headings, [" ".join(one.above[:2]) for one in own])

    def _of_texts(self, known: BundlesBy[str], texts: Sequence[str]) -> Ragged:
        found = [known[text] for text in texts]
        sizes = [len(self._known.bundles[number]) for number in found]
        return Ragged.of([[number] for number in found], _OF_CONTEXT / _roots(sizes))

    def _openings(self) -> Ragged:
        places = [list(map(place_of, opening(self._looks[n].kind, self._words[n]))) for n in self._own]
        return Ragged.of(places, [_OF_SHAPE] * len(places))

    def _orders(self) -> Iterator[Ragged]:
        """What the order of words tells: those that follow each other, and those of the units beside."""
        known = self._known.numbers
        numbers = np.array([known[word] for words in self._words for word in words], dtype=np.int64)
        counts = np.array([len(words) for words in self._words], dtype=np.int64)
        unit = np.repeat(np.arange(len(counts)), counts)
        shares = 1.0 / _roots(counts)
        pairs = place_of_pair(numbers[:-1], numbers[1:])[unit[:-1] == unit[1:]]
        yield self._own_part(pairs, np.maximum(counts - 1, 0), shares)
        triples = place_of_triple(numbers[:-2], numbers[1:-1], numbers[2:])[unit[:-2] == unit[2:]]
        yield self._own_part(triples, np.maximum(counts - 2, 0), shares)
        near = numbers[np.arange(len(numbers)) - (np.cumsum(counts) - counts)[unit] < MOST_WORDS_OF_CONTEXT]
        sizes = np.pad(np.minimum(counts, MOST_WORDS_OF_CONTEXT), 1)
        for context, distance in ((BEFORE, 0), (AFTER, 2)):
            yield self._own_part(place_in(context, near), sizes, _OF_CONTEXT / _roots(sizes), distance)

    def _own_part(self, places: Numbers, counts: Numbers, shares: Array, moved: int = 0) -> Ragged:
        """The part of what was found for all units around that is of the units themselves."""
        return Ragged(places, np.cumsum(counts), shares).part(self._own.start + moved, self._own.stop + moved)


def _roots(counts: Sequence[int] | Numbers) -> Array:
    """The roots of some counts, that of nothing as that of one, so that a long unit weighs no more than a short one."""
    roots: Array = np.sqrt(np.maximum(1, counts))
    return roots
