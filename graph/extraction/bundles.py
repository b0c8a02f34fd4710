"""Features that always come together, such as the parts of a word, as one thing with a number."""

from collections.abc import Callable, Hashable
from typing import Any, TypeAlias

from graph.extraction.hashing import Places, places_of
from graph.extraction.ragged import Ragged

Names: TypeAlias = Callable[[Any], list[str]]


class Bundles:
    """Bundles of features, numbered in the order in which they are met."""

    def __init__(self) -> None:
        self._places: list[Places] = []

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: int) -> Places:
        """The places of the features of a bundle."""
        return self._places[number]

    def add(self, places: Places) -> int:
        """The number of a new bundle."""
        self._places.append(places)
        return len(self._places) - 1

    def since(self, number: int) -> Ragged:
        """The places of the bundles from a number on."""
        return Ragged.of(self._places[number:])


class BundlesBy(dict[Hashable, int]):
    """The numbers of bundles by what they are spelled from; one is made when it is first asked for."""

    def __init__(self, bundles: Bundles, names: Names) -> None:
        super().__init__()
        self._bundles = bundles
        self._names = names

    def __missing__(self, key: Hashable) -> int:
        self[key] = number = self._bundles.add(places_of(self._names(key)))
        return number


class BundlesOf(dict[Names, BundlesBy]):
    """All bundles, by the functions that spell the names of their features."""

    def __init__(self, bundles: Bundles) -> None:
        super().__init__()
        self._bundles = bundles

    def __missing__(self, names: Names) -> BundlesBy:
        self[names] = made = BundlesBy(self._bundles, names)
        return made
