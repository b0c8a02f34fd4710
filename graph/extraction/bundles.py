"""Features that always come together, such as the parts of a word, as one thing with a number."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from graph.extraction.hashing import Places

_MOST = 60_000

Key = TypeVar("Key", bound=Hashable)


class Bundles:
    """Bundles of features, numbered in the order in which they are met."""

    def __init__(self) -> None:
        self._places: list[Places] = []

    def __len__(self) -> int:
        return len(self._places)

    @property
    def are_many(self) -> bool:
        """Whether it is time to begin anew, so that memory stays bounded."""
        return len(self._places) > _MOST

    def __getitem__(self, number: int) -> Places:
        """The places of the features of a bundle."""
        return self._places[number]

    def add(self, places: Places) -> int:
        """The number of a new bundle."""
        self._places.append(places)
        return len(self._places) - 1

    def since(self, number: int) -> list[Places]:
        """The bundles from a number on."""
        return self._places[number:]


class BundlesBy(dict[Key, int], Generic[Key]):
    """The numbers of bundles by what they are made of; one that is not there yet is made when it is asked for."""

    def __init__(self, bundles: Bundles, places: Callable[[Key], Places]) -> None:
        super().__init__()
        self._bundles = bundles
        self._places = places

    def __missing__(self, key: Key) -> int:
        self[key] = number = self._bundles.add(self._places(key))
        return number
