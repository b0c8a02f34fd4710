"""Words and features as numbers, from which no text can be read back."""

import re
from array import array
from collections.abc import Iterable, Iterator
from typing import TypeAlias, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 18
"""How many features the model tells apart; further ones share a place."""

LEAD, ABOVE, BEFORE, AFTER = 40009, 70001, 90001, 110017
"""Odd factors that scatter the same word to other places for each context that it stands in."""

MOST_WORDS_OF_CONTEXT = 40

LONGEST_WORD = 40

PARTS = (3, 4, 5)
"""How many letters make a part of a word."""

MOST_WORDS, MOST_CHARACTERS = 120, 2000
"""How much of a unit features are made of."""

_WORD = re.compile(r"[^\W\d_]+|\d+|[?!:;%§«»@]")

Numbers = TypeVar("Numbers", int, NDArray[np.int64])
Places: TypeAlias = "array[int]"


def words_in(plain: str) -> list[str]:
    """The words, figures and marks of a text that features are made of."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain[:MOST_CHARACTERS])[:MOST_WORDS]]


def number_of(word: str) -> int:
    """A word as a number."""
    return crc32(word.encode())


def place_of(name: str) -> int:
    """The place of the feature that bears a name."""
    return crc32(name.encode()) % BUCKETS


def places_of(names: Iterable[str]) -> Places:
    """The places of features that bear names."""
    return array("i", map(place_of, names))


def place_of_pair(first: Numbers, second: Numbers) -> Numbers:
    """The place of two words that follow each other, given as numbers."""
    return (first * 40503 + second * 30011 + 7) % BUCKETS


def place_of_triple(first: Numbers, second: Numbers, third: Numbers) -> Numbers:
    """The place of three words that follow each other, given as numbers."""
    return (first * 50021 + second * 60013 + third * 20011 + 11) % BUCKETS


def place_in(context: int, word: Numbers) -> Numbers:
    """The place of a word, given as a number, in one of the contexts."""
    return word * context % BUCKETS


def whole_name(word: str) -> str:
    """The name of a word as a whole."""
    return f"1 {word}"


def part_name(letters: str) -> str:
    """The name of some letters of a word."""
    return f"# {letters}"


def parts_of(word: str) -> Iterator[str]:
    """The names of what a word is made of: itself, and every three, four and five letters that follow each other."""
    yield whole_name(word)
    marked = f"<{word}>"
    for size in PARTS:
        yield from (part_name(marked[start : start + size]) for start in range(len(marked) - size + 1))
