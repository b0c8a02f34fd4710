"""The words that texts are made of, each with a number, so that what is to be known of a word is worked out once."""

from array import array
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from graph.extraction.hashing import (
    LONGEST_WORD,
    MOST_CHARACTERS,
    MOST_WORDS,
    Places,
    number_of,
    parts_of,
    places_of,
    words_in,
)
from graph.extraction.parts import parts_together
from graph.extraction.ragged import Ragged

_MARKS = frozenset("?!:;%§«»@")


class Vocabulary:
    """The words, figures and marks that have been met, numbered in that order; each number is that of a bundle too."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._hashes = array("q")
        self._are_words = bytearray()
        self._numbers: dict[str, int] = {}
        self._pieces = _Pieces(self)

    def numbers_in(self, plain: str) -> list[int]:
        """The numbers of the words of a text, as many as features are made of."""
        pieces = map(self._pieces.__getitem__, plain[:MOST_CHARACTERS].split())
        return list(islice(chain.from_iterable(pieces), MOST_WORDS))

    def first_word(self, numbers: list[int]) -> str:
        """The first of some words, figures and marks that is a word."""
        return next((self.words[number] for number in numbers if self._are_words[number]), "")

    def may_hold(self, wanted: frozenset[int], numbers: list[int], plain: str) -> bool:
        """Whether a text with the numbers of its words given may hold one of some; surely not where it says no."""
        is_cut = len(numbers) == MOST_WORDS or len(plain) > MOST_CHARACTERS
        return is_cut or not wanted.isdisjoint(numbers)

    @property
    def hashes(self) -> NDArray[np.int64]:
        """For each word what stands for it in features; no word may be added while this is held."""
        return np.asarray(self._hashes)

    @property
    def pieces(self) -> int:
        """How many different pieces of texts are remembered."""
        return len(self._pieces)

    def number(self, word: str) -> int:
        """The number of a word, a new one where it has none."""
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self._hashes.append(number_of(word))
            self._are_words.append(not (word in _MARKS or word[0].isdecimal()))
        return number

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, number: int) -> Places:
        """The places of the parts of a word."""
        return places_of(parts_of(self.words[number]))

    def since(self, number: int) -> Ragged:
        """The places of the parts of the words from a number on."""
        return parts_together(self.words[number:])


class _Pieces(dict[str, tuple[int, ...]]):
    """The numbers of the words in what stands between spaces."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, piece: str) -> tuple[int, ...]:
        words = [piece[:LONGEST_WORD]] if piece.isalpha() else words_in(piece)
        numbers = tuple(map(self._vocabulary.number, words))
        if len(piece) <= LONGEST_WORD:
            self[piece] = numbers
        return numbers
