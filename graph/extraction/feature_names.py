"""What the hashed features of a unit are, told from the text at hand: the names of features are stored nowhere.

Whoever adds a feature in `features` adds its name here; a test finds the ones without.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from graph.extraction.hashing import (
    ABOVE,
    AFTER,
    BEFORE,
    LEAD,
    MOST_WORDS_OF_CONTEXT,
    number_of,
    parts_of,
    place_in,
    place_of,
    place_of_pair,
    place_of_triple,
    words_in,
)
from graph.extraction.observations import Observation
from graph.extraction.relations import (
    AROUND,
    LENGTHS,
    Extent,
    Setting,
    extent,
    look,
    named,
    names_of_beginning,
    names_of_opening,
    nearness,
    setting,
)
from graph.extraction.vocabulary import Vocabulary


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


def names(seen: Sequence[Observation], number: int) -> Mapping[int, frozenset[Name]]:
    """What hashes to each place, of one unit of a document and of what stands around it; mostly one thing."""
    found: dict[int, set[Name]] = {}
    for place, name in _named_places(seen, number):
        found.setdefault(place, set()).add(name)
    return {place: frozenset(those) for place, those in found.items()}


def _named_places(seen: Sequence[Observation], number: int) -> Iterator[tuple[int, Name]]:
    words = words_in(seen[number].plain)
    yield from _of_words(words)
    yield from _in_contexts(seen, number)
    for spelled, name in chain(_of_unit(seen, number, words), _of_others(seen, number)):
        yield place_of(spelled), name


def _in_contexts(seen: Sequence[Observation], number: int) -> Iterator[tuple[int, Name]]:
    here = seen[number]
    around = (
        (LEAD, Sort.LEAD_IN, here.above[0] if here.unit.lead else ""),
        (ABOVE, Sort.HEADING, " ".join(here.above[:2])),
        (BEFORE, Sort.BEFORE, seen[number - 1].plain if number else ""),
        (AFTER, Sort.AFTER, seen[number + 1].plain if number + 1 < len(seen) else ""),
    )
    for context, sort, text in around:
        for word in words_in(text.lower())[:MOST_WORDS_OF_CONTEXT]:
            yield place_in(context, number_of(word)), Name(sort, word)


def _of_words(words: Sequence[str]) -> Iterator[tuple[int, Name]]:
    for word in words:
        yield from ((place_of(part), Name(Sort.WORD, word)) for part in parts_of(word))
    for a, b in pairwise(words):
        yield place_of_pair(number_of(a), number_of(b)), Name(Sort.WORDS, f"{a} {b}")
    for a, b, c in zip(words, words[1:], words[2:], strict=False):
        yield place_of_triple(number_of(a), number_of(b), number_of(c)), Name(Sort.WORDS, f"{a} {b} {c}")


def _of_unit(seen: Sequence[Observation], number: int, words: Sequence[str]) -> Iterator[tuple[str, Name]]:
    """What a unit is like and names, as it is spelled before it is hashed."""
    here = seen[number]
    own = look(here)
    for (spell, values), told in ((extent(here, len(seen)), _told_extent), (setting(here, own), _told_setting)):
        yield from zip(spell(values), told(values), strict=True)
    for count, spelled in enumerate(names_of_opening(own.kind, words), start=1):
        yield spelled, _form(f"begins with “{' '.join(words[:count])}”")
    spell, values = named(here, own)
    for spelled in spell(values):
        yield spelled, Name(Sort.NAMED, spelled.removeprefix("named "))
    for cue in here.cues:
        yield f"cue {cue.rule.name}", Name(Sort.CUE, cue.rule.name)
        yield f"effect {cue.rule.effect}", Name(Sort.CUE, f"any cue for {cue.rule.effect}")
    yield from ((f"lead cue {cue.rule.name}", Name(Sort.LEAD_IN, cue.rule.name)) for cue in here.lead_cues)


def _told_extent(one: Extent) -> list[Name]:
    """What each feature of an extent says, in their order."""
    kind, length, place, in_block = one
    return [
        ANY_UNIT,
        _form(str(kind)),
        _form(_characters(length)),
        _form(f"{kind} of about this length"),
        _form("in a short text" if place is None else f"eighth {min(place, 7) + 1} of the text"),
        _form(f"sentence {in_block + 1} of its paragraph"),
    ]


def _told_setting(one: Setting) -> list[Name]:
    """What each feature of a setting says, in their order."""
    _, last, is_upper, cues, has_lead, is_adopted, is_own_voice = one
    return [
        _form(f"ends with “{last}”"),
        _form("capital first" if is_upper else "no capital first"),
        _form(f"{cues} cues"),
        _form("with a lead-in" if has_lead else "without a lead-in"),
        ANY_UNIT if is_adopted else _form("minutes, but not what was adopted"),
        _form("own voice" if is_own_voice else "no own voice"),
    ]


def _of_others(seen: Sequence[Observation], number: int) -> Iterator[tuple[str, Name]]:
    """What stands around a unit, as it is spelled before it is hashed."""
    for spell, values in nearness(number, list(map(look, seen))):
        sort = Sort.BEFORE if values[0] < 0 else Sort.AFTER
        yield from ((spelled, Name(sort, _as_told(spelled))) for spelled in spell(values))
    vocabulary = Vocabulary()
    for place, distance in enumerate(AROUND):
        if 0 <= number + distance < len(seen):
            word = vocabulary.first_word(vocabulary.numbers_in(seen[number + distance].plain))
            sort = Sort.BEFORE if distance < 0 else Sort.AFTER
            yield names_of_beginning(word)[place], Name(sort, f"begins with {word}")


def _as_told(spelled: str) -> str:
    """The feature of a neighbour without what says where that stands."""
    where = next((each for each in AROUND.values() if spelled.startswith(each)), None)
    if where:
        return spelled.removeprefix(f"{where} ")
    sort, _, rest = spelled.partition(" ")
    value = rest.partition(" ")[2]
    return {"none": "nothing", "kind": f"a {value.partition(' ')[0]}"}.get(sort, f"cue {value}")


def _characters(length: int) -> str:
    return f"up to {LENGTHS[length]} characters" if length < len(LENGTHS) else f"over {LENGTHS[-1]} characters"


def _form(text: str) -> Name:
    return Name(Sort.FORM, text)
