"""What a model is told of a unit: hashed words, parts of words, cues and context, of which no text can be read back."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from graph.extraction.bundles import Bundles, BundlesOf
from graph.extraction.classes import Array
from graph.extraction.hashing import (
    ABOVE,
    AFTER,
    BEFORE,
    LEAD,
    MOST_WORDS_OF_CONTEXT,
    place_in,
    place_of,
    place_of_pair,
    place_of_triple,
    places_of,
)
from graph.extraction.observations import Observation
from graph.extraction.ragged import Numbers, Ragged
from graph.extraction.relations import (
    AROUND,
    OWN_VOICE,
    extent,
    look,
    named,
    names_of_beginning,
    names_of_cues,
    names_of_lead_cues,
    names_of_opening,
    names_of_own_effects,
    nearness,
    setting,
)
from graph.extraction.vocabulary import Vocabulary

_AT_ONCE = 1000
_MOST_KNOWN = 60_000
_FURTHEST = max(AROUND)
_OF_PARTS = 0.5
_OF_SHAPE = 0.5
_OF_CUES = 0.7
_OF_CONTEXT = 0.5


@dataclass(frozen=True, slots=True)
class Features:
    """The features of some units: `words` and `bundled` are numbers of words and of bundles, `single` places."""

    vocabulary: Vocabulary
    bundles: Bundles
    words: Ragged
    bundled: tuple[Ragged, ...]
    single: tuple[Ragged, ...]

    def __len__(self) -> int:
        return len(self.words)

    def groups(self, unit: int) -> Iterator[tuple[list[int], float]]:
        """The places of the features of one unit, in groups with the weight of their members."""
        yield [p for word in self.words.of_unit(unit) for p in self.vocabulary[word]], float(self.words.shares[unit])
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
            if self._known.is_much:
                self._known = _Known()
            yield first, _Window(self._known, seen, first, min(len(seen), first + _AT_ONCE)).features()


class _Known:
    """The words and bundles that have been met."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.own_voice = frozenset(map(self.vocabulary.number, OWN_VOICE))
        self.bundles = Bundles()
        self.of = BundlesOf(self.bundles)
        self._contexts: dict[tuple[int, tuple[str, ...]], int] = {}
        self._beginnings: dict[str, int] = {}

    @property
    def is_much(self) -> bool:
        """Whether it is time to begin anew, so that memory stays bounded."""
        return len(self.bundles) + self.vocabulary.pieces > _MOST_KNOWN

    def in_context(self, context: int, texts: tuple[str, ...]) -> int:
        """The bundle of the words of some texts in one of the contexts."""
        number = self._contexts.get((context, texts))
        if number is None:
            words = self.vocabulary.numbers_in(" ".join(texts).lower())[:MOST_WORDS_OF_CONTEXT]
            number = self.bundles.add(array("i", place_in(context, self.vocabulary.hashes[words])))
            self._contexts[context, texts] = number
        return number

    def beginning(self, word: str) -> int:
        """The first of the bundles of a word with which a unit begins, one for each distance, one after another."""
        number = self._beginnings.get(word)
        if number is None:
            number = len(self.bundles)
            for place in places_of(names_of_beginning(word)):
                self.bundles.add(array("i", (place,)))
            self._beginnings[word] = number
        return number


class _Window:
    """Units of a document from one number to another, with two on either side for what stands around them."""

    def __init__(self, known: _Known, seen: Sequence[Observation], first: int, last: int) -> None:
        start = max(0, first - _FURTHEST)
        self._known = known
        self._units = len(seen)
        self._around = seen[start : last + _FURTHEST]
        self._own = range(first - start, last - start)
        self._words = [known.vocabulary.numbers_in(one.plain) for one in self._around]
        self._looks = [look(one) for one in self._around]

    def features(self) -> Features:
        """The features of the units, without those on either side."""
        words = self._words[self._own.start : self._own.stop]
        parts = Ragged.of(words, _OF_PARTS / _roots(list(map(len, words))))
        bundled = (self._shapes(), self._cues(), self._leads(), self._headings())
        return Features(
            self._known.vocabulary, self._known.bundles, parts, bundled, (self._openings(), *self._orders())
        )

    def _shapes(self) -> Ragged:
        first_words = map(self._known.vocabulary.first_word, self._words)
        beginnings = list(map(self._known.beginning, first_words))
        return Ragged.of([self._shape(number, beginnings) for number in self._own], _OF_SHAPE)

    def _shape(self, number: int, beginnings: Sequence[int]) -> list[int]:
        here, own, of = self._around[number], self._looks[number], self._known.of
        may_be_own = self._known.vocabulary.may_hold(self._known.own_voice, self._words[number], here.plain)
        shape = (extent(here, self._units), setting(here, own, may_be_own_voice=may_be_own), named(here, own))
        found = [of[names][values] for names, values in chain(shape, nearness(number, self._looks))]
        for place, distance in enumerate(AROUND):
            if 0 <= number + distance < len(beginnings):
                found.append(beginnings[number + distance] + place)
        if here.cues:
            found.append(of[names_of_own_effects][tuple([cue.rule.effect for cue in here.cues])])
        if here.lead_cues:
            found.append(of[names_of_lead_cues][tuple([cue.rule.name for cue in here.lead_cues])])
        return found

    def _cues(self) -> Ragged:
        cues, of = (self._looks[number].cues for number in self._own), self._known.of[names_of_cues]
        return Ragged.of([[of[each]] if each else [] for each in cues], _OF_CUES)

    def _leads(self) -> Ragged:
        own = (self._around[number] for number in self._own)
        return self._of_texts(LEAD, [one.above[:1] if one.unit.lead else () for one in own])

    def _headings(self) -> Ragged:
        return self._of_texts(ABOVE, [self._around[number].above[:2] for number in self._own])

    def _of_texts(self, context: int, texts: Iterable[tuple[str, ...]]) -> Ragged:
        found = [self._known.in_context(context, each) for each in texts]
        sizes = list(map(len, map(self._known.bundles.__getitem__, found)))
        return Ragged(np.array(found, dtype=np.int64), np.arange(len(found)) + 1, _OF_CONTEXT / _roots(sizes))

    def _openings(self) -> Ragged:
        words = self._known.vocabulary.words
        first = ([words[word] for word in self._words[number][:3]] for number in self._own)
        kinds = (self._looks[number].kind for number in self._own)
        names = map(names_of_opening, kinds, first)
        return Ragged.of([list(map(place_of, each)) for each in names], _OF_SHAPE)

    def _orders(self) -> Iterator[Ragged]:
        """What the order of words tells: those that follow each other, and those of the units beside."""
        numbers = self._known.vocabulary.hashes[list(chain.from_iterable(self._words))]
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
