"""What the hashed features of a unit are, told from the text at hand: the names of features are stored nowhere.

Whoever adds a feature in `features` adds its name here; a test finds the ones without.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from zlib import crc32

from graph.extraction.features import (
    _ABOVE,
    _AFTER,
    _BEFORE,
    _ENOUGH_FOR_A_PLACE,
    _LEAD,
    _LENGTHS,
    BUCKETS,
    _parts,
    _place,
    _words,
)
from graph.extraction.observations import Observation
from graph.extraction.relations import AROUND, NAMED, VOICE, relations


class Sort(StrEnum):
    """Where a feature comes from."""

    CUE = "cue"
    WORD = "word"
    WORDS = "words"
    FORM = "form"
    LEAD_IN = "lead-in"
    HEADING = "heading"
    BEFORE = "before"
    AFTER = "after"
    NAMED = "named"
    CONTEXT = "context"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """What a feature is, for a reader: where it comes from, and the words or the property that it stands for."""

    sort: Sort
    text: str


ANY_UNIT = Name(Sort.FORM, "any unit")
"""What holds of nearly every unit, so that it tells where the odds start."""

UNNAMED = Name(Sort.OTHER, "")

_SORTS = {
    NAMED: Sort.NAMED,
    VOICE: Sort.FORM,
    **{where: Sort.BEFORE if distance < 0 else Sort.AFTER for distance, where in AROUND.items()},
}


def names(seen: Sequence[Observation], number: int) -> Mapping[int, frozenset[Name]]:
    """What hashes to each place, of one unit of a document and of what stands around it; mostly one thing."""
    found: dict[int, set[Name]] = {}
    for place, name in _named_places(seen, number):
        found.setdefault(place, set()).add(name)
    return {place: frozenset(those) for place, those in found.items()}


def _named_places(seen: Sequence[Observation], number: int) -> Iterator[tuple[int, Name]]:
    here, words = seen[number], _words(seen[number].plain)
    yield from _of_words(words)
    yield from ((_place(f"cue {cue.rule.name}"), Name(Sort.CUE, cue.rule.name)) for cue in here.cues)
    yield from ((_place(spelled), name) for spelled, name in _of_form(seen, number, words))
    first = max(0, number + min(AROUND))
    window = seen[first : number + max(AROUND) + 1]
    for where, whats in list(relations(window))[number - first]:
        yield from ((_place(f"{where} {what}"), Name(_SORTS[where], what)) for what in whats)
    around = (
        (_LEAD, Sort.LEAD_IN, here.above[0] if here.unit.lead else ""),
        (_ABOVE, Sort.HEADING, " ".join(here.above[:2])),
        (_BEFORE, Sort.BEFORE, seen[number - 1].plain if number else ""),
        (_AFTER, Sort.AFTER, seen[number + 1].plain if number + 1 < len(seen) else ""),
    )
    for factor, sort, text in around:
        yield from ((_number(word) * factor % BUCKETS, Name(sort, word)) for word in _words(text.lower()))


def _of_words(words: Sequence[str]) -> Iterator[tuple[int, Name]]:
    for word in words:
        yield from ((_place(part), Name(Sort.WORD, word)) for part in _parts(word))
    for a, b in pairwise(words):
        yield (_number(a) * 40503 + _number(b) * 30011 + 7) % BUCKETS, Name(Sort.WORDS, f"{a} {b}")
    for a, b, c in zip(words, words[1:], words[2:], strict=False):
        place = (_number(a) * 50021 + _number(b) * 60013 + _number(c) * 20011 + 11) % BUCKETS
        yield place, Name(Sort.WORDS, f"{a} {b} {c}")


def _of_form(seen: Sequence[Observation], number: int, words: Sequence[str]) -> Iterator[tuple[str, Name]]:
    """What a unit is like apart from its words, as it is spelled before it is hashed."""
    here = seen[number]
    unit, kind, length = here.unit, here.unit.kind.value, bisect_left(_LENGTHS, len(here.quote))
    place = int(here.place * 8) if len(seen) >= _ENOUGH_FOR_A_PLACE else None
    yield "always", ANY_UNIT
    yield f"kind {kind}", _form(kind)
    yield f"length {length}", _form(_characters(length))
    yield f"kind and length {kind} {length // 2}", _form(f"{kind} of about this length")
    yield f"place {place}", _form("in a short text" if place is None else f"eighth {min(place, 7) + 1} of the text")
    yield f"in block {min(unit.place, 4)}", _form(f"sentence {min(unit.place, 4) + 1} of its paragraph")
    yield f"ends {here.quote[-1:]}", _form(f"ends with “{here.quote[-1:]}”")
    yield (
        f"starts {here.quote[:1].isupper()}",
        _form("capital first" if here.quote[:1].isupper() else "no capital first"),
    )
    yield f"cues {min(len(here.cues), 6)}", _form(f"{len(here.cues)} cues")
    yield f"first {kind} {words[0] if words else ''}", _form(f"begins with “{' '.join(words[:1])}”")
    yield "first two " + " ".join(words[:2]), _form(f"begins with “{' '.join(words[:2])}”")
    yield "first three " + " ".join(words[:3]), _form(f"begins with “{' '.join(words[:3])}”")
    yield f"has lead {unit.lead is not None} {kind}", _form("with a lead-in" if unit.lead else "without a lead-in")
    is_own = here.voice.holder is None
    yield f"voice {is_own}", ANY_UNIT if is_own else _form("minutes, but not what was adopted")
    yield from ((f"effect {cue.rule.effect}", Name(Sort.CUE, f"any cue for {cue.rule.effect}")) for cue in here.cues)
    yield from ((f"lead cue {cue.rule.name}", Name(Sort.LEAD_IN, cue.rule.name)) for cue in here.lead_cues)
    yield from _of_neighbour("before", Sort.BEFORE, seen[number - 1] if number else None, unit.block)
    yield from _of_neighbour("after", Sort.AFTER, seen[number + 1] if number + 1 < len(seen) else None, unit.block)


def _of_neighbour(where: str, sort: Sort, neighbour: Observation | None, block: int) -> Iterator[tuple[str, Name]]:
    if neighbour is None:
        yield f"none {where}", Name(sort, "nothing")
        return
    kind, is_same_block = neighbour.unit.kind.value, neighbour.unit.block == block
    yield f"kind {where} {kind} {is_same_block}", Name(sort, f"a {kind}")
    yield from ((f"cue {where} {cue.rule.name}", Name(sort, f"cue {cue.rule.name}")) for cue in neighbour.cues)


def _characters(length: int) -> str:
    return f"up to {_LENGTHS[length]} characters" if length < len(_LENGTHS) else f"over {_LENGTHS[-1]} characters"


def _form(text: str) -> Name:
    return Name(Sort.FORM, text)


def _number(word: str) -> int:
    return crc32(word.encode())
