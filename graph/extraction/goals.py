"""Goals and indicators by number, and goals as a group: “Mål 3”, “indikatorene 1.1–1.4”, “de strategiske målene”."""

import re
from collections.abc import Iterable, Iterator, Mapping

from graph.model import Thing, ThingType
from graph.registry import Entry, Registry
from graph.seeking import in_lower_case, sought

NUMBERED = re.compile(
    r"\b(?P<what>[Mm]ål|[Hh]ovedmål|[Dd]elmål|[Mm]åleindikator|[Mm]ålindikator|[Ii]ndikator|[Gg]oal|[Ii]ndicator)"
    r"(?:en|ene|et|a|ane|s)?\s{1,3}(?P<first>\d{1,2}(?:\.?\d{1,2}|\.?[A-F])?)(?!\d|\s?(?:prosent|%|år))"
    r"(?:\s{0,2}(?:[–-]|til|og)\s{0,2}(?P<last>\d{1,2}(?:\.\d{1,2})?)(?!\d|\.\d))?"
)
"""Goals or indicators by their number; a match may stand for a range of them."""
GROUPED = re.compile(r"\b(?P<which>overordne\w{1,4}|strategiske?)\s{1,3}mål(?:ene|a)?\b", re.IGNORECASE)
"""The goals of an instrument as a group."""
THESE = re.compile(
    r"\b(?:[Dd]isse|[Dd]esse|[Tt]hese)\s{1,3}(?:måle?)?(?P<what>indikatorene|indikatorane|målene|måla|goals|indicators)\b"
)
"""The goals or indicators that were named together before."""
_BEGINNINGS = (
    (NUMBERED, ("mål", "hovedmål", "delmål", "indikator", "indicator", "goal")),
    (GROUPED, ("overordne", "strategisk")),
    (THESE, ("disse", "desse", "these")),
)
_MOST_IN_A_RANGE = 12


def references(text: str) -> Iterator[re.Match[str]]:
    """The places where a text may speak of goals without their names, pattern by pattern."""
    lowered = in_lower_case(text)
    for pattern, beginnings in _BEGINNINGS:
        yield from sought(pattern, beginnings, text, lowered)


class Goals:
    """The goals and indicators of a registry, by the instrument that they belong to."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._goals: dict[str, dict[str, Thing]] = {}
        self._indicators: dict[str, dict[str, Thing]] = {}
        for entry in sorted(registry.entries, key=lambda one: (_is_overarching(one), one.thing.key)):
            if entry.parent and entry.number and _is_called_by_number(entry):
                where = self._indicators if entry.thing.type is ThingType.INDICATOR else self._goals
                where.setdefault(entry.parent, {}).setdefault(_plain_number(entry.number), entry.thing)

    def meant(self, found: re.Match[str], known: Iterable[Thing]) -> Iterator[Thing]:
        """The goals that a match stands for, of the first known thing that has such goals."""
        if found.re is NUMBERED:
            numbered = self._indicators if "ndi" in found["what"].lower() else self._goals
            instrument = _first_with(numbered, known)
            if instrument is not None:
                numbers = _numbers(found["first"], found["last"])
                yield from (thing for number in numbers if (thing := numbered[instrument.key].get(number)))
        elif (instrument := _first_with(self._goals, known)) is not None:
            yield self._group(instrument, found["which"])

    def _group(self, instrument: Thing, which: str) -> Thing:
        which = "overordnede" if which.lower().startswith("over") else "strategiske"
        key = f"{instrument.key}-{which}-mal"
        entry = self._registry.entry(ThingType.GOAL, key)
        return entry.thing if entry else Thing(key, ThingType.GOAL, f"{instrument.name}/{which} mål", False)


def _first_with(numbered: Mapping[str, Mapping[str, Thing]], known: Iterable[Thing]) -> Thing | None:
    return next((one for one in known if one.type is ThingType.INSTRUMENT and one.key in numbered), None)


def _is_called_by_number(entry: Entry) -> bool:
    """Whether “mål 3” or “indikator 3” can mean an entry: action areas and commitments are called otherwise."""
    is_indicator = entry.thing.type is ThingType.INDICATOR
    return is_indicator or (entry.thing.type is ThingType.GOAL and bool(entry.kind and entry.kind.endswith("mal")))


def _is_overarching(entry: Entry) -> bool:
    # “Mål 1” means the first of the numbered goals, not the first of the overarching aims.
    return entry.kind is not None and entry.kind.startswith(("overord", "visjon", "malgruppe"))


def _plain_number(number: str) -> str:
    return re.sub(r"\.(?=[A-Z])", "", number.upper())


def _numbers(first: str, last: str | None) -> list[str]:
    start = _plain_number(first)
    if last is None:
        return [start]
    stem, _, low = start.rpartition(".")
    other_stem, _, high = last.rpartition(".")
    if stem != other_stem or not (low.isdigit() and high.isdigit()) or not 0 <= int(high) - int(low) < _MOST_IN_A_RANGE:
        return [start, last]
    return [f"{stem}.{number}".lstrip(".") for number in range(int(low), int(high) + 1)]
