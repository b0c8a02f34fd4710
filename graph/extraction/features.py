"""What a model is told of a unit: hashed words, parts of words, cues and context, of which no text can be read back."""

import re
from collections.abc import Iterator, Sequence
from zlib import crc32

from graph.extraction.observations import Observation

BUCKETS = 1 << 18
"""How many features the model tells apart; further ones share a place."""

_WORD = re.compile(r"[^\W\d_]+|\d+|[?!:;%§«»@]")
_LONGEST_WORD = 40
_MOST_WORDS = 120
_MOST_CACHED = 60_000
_PARTS = (3, 4, 5)
_LENGTHS = (20, 40, 70, 110, 160, 220, 300, 450)


class FeatureMaker:
    """Makes the features of units; what a word gives is remembered while it lives."""

    def __init__(self) -> None:
        self._own: dict[str, tuple[int, ...]] = {}
        self._prefixed: dict[tuple[str, str], int] = {}

    def features(self, seen: Sequence[Observation], number: int) -> list[tuple[list[int], float]]:
        """Groups of features of one unit among those of its document, each with the weight of its members."""
        here = seen[number]
        words = _words(here.plain)
        before = seen[number - 1] if number else None
        after = seen[number + 1] if number + 1 < len(seen) else None
        groups = [
            self._word_group(words),
            self._pair_group(words),
            ([_place(name) for name in _shape(here, words, before, after)], 0.5),
            ([_place(f"cue {cue.rule.name}") for cue in here.cues], 0.7),
            self._context_group("lead", " ".join(here.above[:1]) if here.unit.lead else ""),
            self._context_group("above", " ".join(here.above[:2])),
            self._context_group("before", before.plain if before else ""),
            self._context_group("after", after.plain if after else ""),
        ]
        return [group for group in groups if group[0]]

    def _word_group(self, words: list[str]) -> tuple[list[int], float]:
        found = [feature for word in words for feature in self._of_word(word)]
        return found, 1.0 / (max(1, len(words)) ** 0.5 * 2.0)

    def _of_word(self, word: str) -> tuple[int, ...]:
        if word not in self._own:
            if len(self._own) > _MOST_CACHED:
                self._own.clear()
            self._own[word] = tuple(_place(name) for name in _parts(word))
        return self._own[word]

    def _pair_group(self, words: list[str]) -> tuple[list[int], float]:
        pairs = [_place(f"2 {first} {second}") for first, second in zip(words, words[1:], strict=False)]
        triples = [_place(f"3 {a} {b} {c}") for a, b, c in zip(words, words[1:], words[2:], strict=False)]
        return [*pairs, *triples], 1.0 / max(1, len(words)) ** 0.5

    def _context_group(self, where: str, text: str) -> tuple[list[int], float]:
        words = _words(text.lower())[:40]
        return [self._in_context(where, word) for word in words], 0.5 / max(1, len(words)) ** 0.5

    def _in_context(self, where: str, word: str) -> int:
        key = (where, word)
        if key not in self._prefixed:
            if len(self._prefixed) > _MOST_CACHED:
                self._prefixed.clear()
            self._prefixed[key] = _place(f"{where} {word}")
        return self._prefixed[key]


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


def _shape(here: Observation, words: list[str], before: Observation | None, after: Observation | None) -> Iterator[str]:
    unit = here.unit
    length = sum(len(here.quote) > limit for limit in _LENGTHS)
    yield "always"
    yield f"kind {unit.kind}"
    yield f"length {length}"
    yield f"kind and length {unit.kind} {length // 2}"
    yield f"place {int(here.place * 8)}"
    yield f"in block {min(unit.place, 4)}"
    yield f"ends {here.quote[-1:]}"
    yield f"starts {here.quote[:1].isupper()}"
    yield f"cues {min(len(here.cues), 6)}"
    yield from (f"first {unit.kind.value[:4]} {word}" for word in words[:1])
    yield "first two " + " ".join(words[:2])
    yield "first three " + " ".join(words[:3])
    yield f"has lead {unit.lead is not None} {unit.kind}"
    yield f"voice {here.voice.holder is None}"
    yield from (f"effect {cue.rule.effect}" for cue in here.cues)
    yield from (f"lead cue {cue.rule.name}" for cue in here.lead_cues)
    for name, neighbour in (("before", before), ("after", after)):
        if neighbour is None:
            yield f"none {name}"
        else:
            same = neighbour.unit.block == unit.block
            yield f"kind {name} {neighbour.unit.kind} {same}"
            yield from (f"cue {name} {cue.rule.name}" for cue in neighbour.cues)
