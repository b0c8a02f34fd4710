"""What a model is told of a unit: hashed words, parts of words, cues and context, of which no text can be read back."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from graph.extraction.observations import Observation
from graph.extraction.relations import Features, relations

BUCKETS = 1 << 18
"""How many features the model tells apart; further ones share a place."""

_WORD = re.compile(r"[^\W\d_]+|\d+|[?!:;%§«»@]")
_LONGEST_WORD = 40
_MOST_WORDS = 120
_MOST_CACHED = 60_000
_MOST_SETTINGS = 20_000
_MOST_WORDS_OF_CONTEXT = 40
_PARTS = (3, 4, 5)
_OF_PARTS = crc32(b"# ")
_ENOUGH_FOR_A_PLACE = 8
_OF_SHAPE = 0.5
_OF_RELATIONS = 0.5
_OF_CUES = 0.7
_OF_CONTEXT = 0.5
# Odd factors scatter the same word to other places for each context that it stands in.
_LEAD, _ABOVE, _BEFORE, _AFTER = 40009, 70001, 90001, 110017
_LENGTHS = (20, 40, 70, 110, 160, 220, 300, 450)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as a number, and the places of the features that it gives wherever it stands."""

    number: int
    places: tuple[int, ...]


class FeatureMaker:
    """Makes the features of units; what a word gives is remembered while there is room."""

    def __init__(self) -> None:
        self._known: dict[str, _Word] = {}

    def features(self, seen: Sequence[Observation]) -> Iterator[list[tuple[list[int], float]]]:
        """For each unit of a document, groups of features with the weight of their members."""
        words = [_words(observation.plain) for observation in seen]
        known = [[self._known.get(word) or self._word(word) for word in unit] for unit in words]
        above: dict[str, tuple[list[int], float]] = {}
        for number, (here, found) in enumerate(zip(seen, relations(seen), strict=True)):
            heading = " ".join(here.above[:2])
            if heading not in above:
                above[heading] = _group_in_context(_ABOVE, self._words_of(heading))
            lead = self._words_of(here.above[0]) if here.unit.lead else []
            yield [
                _group_of_words(known[number]),
                _group_of_neighbours(known[number]),
                (_shape(seen, number, words[number]), _OF_SHAPE),
                ([_known_place("cue", cue.rule.name) for cue in here.cues], _OF_CUES),
                (_related(found), _OF_RELATIONS),
                _group_in_context(_LEAD, lead),
                above[heading],
                _group_in_context(_BEFORE, known[number - 1] if number else []),
                _group_in_context(_AFTER, known[number + 1] if number + 1 < len(seen) else []),
            ]

    def _words_of(self, text: str) -> list[_Word]:
        return [self._known.get(word) or self._word(word) for word in _words(text.lower())]

    def _word(self, word: str) -> _Word:
        if len(self._known) > _MOST_CACHED:
            self._known.clear()
        self._known[word] = _Word(crc32(word.encode()), _places_of(word))
        return self._known[word]


def _group_of_words(words: list[_Word]) -> tuple[list[int], float]:
    found: list[int] = []
    for word in words:
        found += word.places
    return found, 1.0 / (max(1, len(words)) ** 0.5 * 2.0)


def _group_of_neighbours(words: list[_Word]) -> tuple[list[int], float]:
    numbers = [word.number for word in words]
    pairs = [(a * 40503 + b * 30011 + 7) % BUCKETS for a, b in pairwise(numbers)]
    triples = [
        (a * 50021 + b * 60013 + c * 20011 + 11) % BUCKETS
        for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False)
    ]
    return [*pairs, *triples], 1.0 / max(1, len(words)) ** 0.5


def _group_in_context(factor: int, words: list[_Word]) -> tuple[list[int], float]:
    found = words[:_MOST_WORDS_OF_CONTEXT]
    return [word.number * factor % BUCKETS for word in found], _OF_CONTEXT / max(1, len(found)) ** 0.5


def _words(plain: str) -> list[str]:
    return [word[:_LONGEST_WORD] for word in _WORD.findall(plain[:2000])[:_MOST_WORDS]]


def _place(name: str) -> int:
    return crc32(name.encode()) % BUCKETS


def _parts(word: str) -> Iterator[str]:
    yield f"1 {word}"
    marked = f"<{word}>"
    for size in _PARTS:
        for start in range(len(marked) - size + 1):
            yield f"# {marked[start : start + size]}"


def _places_of(word: str) -> tuple[int, ...]:
    """The places of the parts of a word, as `_place` gives them, with the beginning that all share hashed once."""
    whole, marked = _place(f"1 {word}"), f"<{word}>"
    starts = [(start, size) for size in _PARTS for start in range(len(marked) - size + 1)]
    if marked.isascii():
        letters = marked.encode()
        return (whole, *[crc32(letters[start : start + size], _OF_PARTS) % BUCKETS for start, size in starts])
    return (whole, *[crc32(marked[start : start + size].encode(), _OF_PARTS) % BUCKETS for start, size in starts])


def _shape(seen: Sequence[Observation], number: int, words: list[str]) -> list[int]:
    """What a unit is like apart from its words, and what stands before and after it."""
    here = seen[number]
    unit, kind = here.unit, here.unit.kind.value
    length = bisect_left(_LENGTHS, len(here.quote))
    # Where a short answer has its beginning says nothing of where a letter has its.
    place = int(here.place * 8) if len(seen) >= _ENOUGH_FOR_A_PLACE else None
    return [
        *_setting(kind, length, place, min(unit.place, 4)),
        *_signs(here.quote[-1:], here.quote[:1].isupper(), min(len(here.cues), 6)),
        _place(f"first {kind} {words[0] if words else ''}"),
        _place("first two " + " ".join(words[:2])),
        _place("first three " + " ".join(words[:3])),
        _known_place("has lead", f"{unit.lead is not None} {kind}"),
        _known_place("voice", f"{here.voice.holder is None}"),
        *(_known_place("effect", cue.rule.effect) for cue in here.cues),
        *(_known_place("lead cue", cue.rule.name) for cue in here.lead_cues),
        *_neighbour("before", seen[number - 1] if number else None, unit.block),
        *_neighbour("after", seen[number + 1] if number + 1 < len(seen) else None, unit.block),
    ]


def _related(found: list[Features]) -> list[int]:
    return [place for where, whats in found for place in _places(where, whats)]


@lru_cache(_MOST_CACHED)
def _places(where: str, whats: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(_place(f"{where} {what}") for what in whats)


@lru_cache(_MOST_SETTINGS)
def _setting(kind: str, length: int, place: int | None, place_in_block: int) -> tuple[int, ...]:
    names = (
        "always",
        f"kind {kind}",
        f"length {length}",
        f"kind and length {kind} {length // 2}",
        f"place {place}",
        f"in block {place_in_block}",
    )
    return tuple(map(_place, names))


@lru_cache(_MOST_SETTINGS)
def _signs(last: str, is_upper: bool, cues: int) -> tuple[int, ...]:
    return tuple(map(_place, (f"ends {last}", f"starts {is_upper}", f"cues {cues}")))


@lru_cache(_MOST_SETTINGS)
def _known_place(sort: str, name: str) -> int:
    """The place of a feature whose name comes from the lexicon or the code, so that few are met again and again."""
    return _place(f"{sort} {name}")


def _neighbour(where: str, neighbour: Observation | None, block: int) -> list[int]:
    if neighbour is None:
        return [_known_place("none", where)]
    kind = f"{neighbour.unit.kind.value} {neighbour.unit.block == block}"
    cues = (_known_place(f"cue {where}", cue.rule.name) for cue in neighbour.cues)
    return [_known_place(f"kind {where}", kind), *cues]
