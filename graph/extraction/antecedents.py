"""What names mean in their document: “strategien”, “utvalget”, “Mål 3” and others that need what was said before."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from graph.extraction.lexicon import ContextName, Lexicon
from graph.extraction.mentions import Gazetteer, Naming
from graph.model import Consultation, Mention, Response, Span, Thing, ThingType
from graph.registry import Entry, Registry

_NUMBERED = re.compile(
    r"\b(?P<what>[Mm]ål|[Hh]ovedmål|[Dd]elmål|[Mm]åleindikator|[Mm]ålindikator|[Ii]ndikator|[Gg]oal|[Ii]ndicator)"
    r"(?:en|ene|et|a|ane|s)?\s{1,3}(?P<first>\d{1,2}(?:\.?\d{1,2}|\.?[A-F])?)(?!\d|\s?(?:prosent|%|år))"
    r"(?:\s{0,2}(?:[–-]|til|og)\s{0,2}(?P<last>\d{1,2}(?:\.\d{1,2})?)(?![\d.]))?"
)
_GOALS_AS_A_GROUP = re.compile(r"\b(?P<which>overordne\w{1,4}|strategiske?)\s{1,3}mål(?:ene|a)?\b", re.IGNORECASE)
_OF = re.compile(r"\s{1,3}(?:i|in|av|of|under)\s{1,3}(?:(?:den|det|the)\s{1,3})?")
_GOALS = frozenset({ThingType.GOAL, ThingType.INDICATOR})
_GOALS_BY_ANY_NAME = frozenset({"visjon", "malgruppe"})
_NEAR_A_GOAL = 400
_NEAR_IN_A_LIST = 60
_DEEPEST_NESTING = 8
_MOST_REMEMBERED = 100
_LONG_NAME = 30
_MOST_IN_A_RANGE = 12


@dataclass(slots=True)
class _Discourse:
    """What a document has named up to a place, the last named last, and what is named at each place."""

    order: dict[Thing, int] = field(default_factory=dict)
    at: Mapping[int, Thing] = field(default_factory=dict)
    fits: dict[tuple[str, Thing], bool] = field(default_factory=dict)

    def add(self, thing: Thing, place: int) -> None:
        self.order.pop(thing, None)
        self.order[thing] = place
        if len(self.order) > _MOST_REMEMBERED:
            del self.order[next(iter(self.order))]

    def latest(self, wanted: Iterable[Thing]) -> Thing | None:
        kept = set(wanted)
        return next((thing for thing in reversed(self.order) if thing in kept), None)


class Reader:
    """Finds what a document mentions, whatever it calls it."""

    def __init__(self, registry: Registry, lexicon: Lexicon) -> None:
        self._gazetteer = Gazetteer(registry, lexicon)
        self._registry = registry
        self._entries: Mapping[Thing, Entry] = {entry.thing: entry for entry in registry.entries}
        self._contexts = {name.phrase: name for name in lexicon.context_names}
        self._goals = _goals_by_number(registry.entries)

    def mentions(self, text: str, response: Response, consultation: Consultation | None) -> tuple[Mention, ...]:
        """The mentions of a text in their order."""
        namings = self._gazetteer.namings(text)
        around = self._around(response, consultation, namings)
        at = {naming.span.start: naming.things[0] for naming in namings if naming.things and not naming.contextual}
        discourse = _Discourse(at=at)
        found: list[Mention] = []
        for naming in self._with_references(text, namings):
            for mention in self._resolved(text, naming, discourse, around):
                found.append(mention)
                discourse.add(mention.thing, mention.span.start)
        return tuple(sorted(found, key=lambda one: (one.span, one.thing)))

    def _around(
        self, response: Response, consultation: Consultation | None, namings: tuple[Naming, ...]
    ) -> tuple[Thing, ...]:
        """What the response is known to be about or to speak to, and what it names anywhere; the surest last."""
        named = dict.fromkeys(thing for naming in namings if not naming.contextual for thing in naming.things)
        instruments = consultation.instruments if consultation else ()
        people = (*response.metadata.addressees, *response.metadata.senders)
        actors = [entry.thing for actor in people if (entry := self._registry.entry(ThingType.ACTOR, actor.key))]
        return (*reversed(tuple(named)[:_MOST_REMEMBERED]), *instruments, *actors)

    def _with_references(self, text: str, namings: tuple[Naming, ...]) -> list[Naming | re.Match[str]]:
        starts = [naming.span.start for naming in namings]
        ends = [naming.span.end for naming in namings]
        loose: list[Naming | re.Match[str]] = []
        for pattern in (_NUMBERED, _GOALS_AS_A_GROUP):
            loose += [found for found in pattern.finditer(text) if not _is_taken(found, starts, ends)]
        return sorted((*namings, *loose), key=_place)

    def _resolved(
        self, text: str, naming: Naming | re.Match[str], discourse: _Discourse, around: tuple[Thing, ...]
    ) -> Iterator[Mention]:
        if isinstance(naming, Naming):
            thing = self._named(text, naming, discourse, around)
            if thing is not None:
                yield Mention(naming.span, thing)
        else:
            span = Span(*naming.span())
            yield from (Mention(span, thing) for thing in self._referred(text, naming, discourse, around))

    def _named(self, text: str, naming: Naming, discourse: _Discourse, around: tuple[Thing, ...]) -> Thing | None:
        quote = naming.span.of(text)
        if naming.contextual:
            known = self._meant(naming, discourse, around)
            if known and known.type in _GOALS and not self._is_near(known, naming.span, discourse):
                return None
            return known or self._by_company(text, naming, discourse, around)
        fitting = [thing for thing in naming.things if self._is_credible(quote, thing, around)]
        if len(fitting) > 1:
            return discourse.latest(fitting) or fitting[0]
        return fitting[0] if fitting else None

    def _meant(self, naming: Naming, discourse: _Discourse, around: tuple[Thing, ...]) -> Thing | None:
        """What a name in a context means: the sender, else what was named last, else what is known around it.

        “Senteret” in a centre's own letter is that centre.
        """
        context = self._contexts.get(naming.phrase)
        sender = around[-1:] if around and around[-1].type is ThingType.ACTOR else ()
        for thing in chain(sender, reversed(discourse.order), reversed(around)):
            if thing in naming.things or (context and self._fits(context, thing, discourse.fits)):
                return thing
        return None

    def _by_company(self, text: str, naming: Naming, discourse: _Discourse, around: tuple[Thing, ...]) -> Thing | None:
        """What a name means that is first met here: a goal of something named, or one more of what stands before it."""
        before = next(reversed(discourse.order), None)
        company = self._entries.get(before) if before else None
        is_near = before is not None and naming.span.start - discourse.order[before] < _NEAR_IN_A_LIST
        for thing in naming.things:
            entry = self._entries[thing]
            if thing.type in _GOALS:
                if self._is_named_goal(text, naming.span, entry, around):
                    return thing
            elif is_near and company and company.kind == entry.kind:
                return thing
        return None

    def _is_named_goal(self, text: str, span: Span, entry: Entry, around: tuple[Thing, ...]) -> bool:
        if all(entry.parent != thing.key for thing in around):
            return False
        before = f" {text[max(0, span.start - _NEAR_IN_A_LIST) : span.start].strip()}".replace("«", " ")
        is_numbered = entry.number is not None and before.endswith(f" {entry.number}")
        return is_numbered or text[span.start - 1] in "«“" or entry.kind in _GOALS_BY_ANY_NAME

    def _is_credible(self, quote: str, thing: Thing, around: tuple[Thing, ...]) -> bool:
        """Whether a goal's name is one here: its wording is ordinary unless the document names what it belongs to."""
        if thing.type not in _GOALS:
            return True
        entry = self._entries.get(thing)
        if entry is None or len(quote) > _LONG_NAME:
            return True
        has_parent = entry.parent is None or any(entry.parent == other.key for other in around)
        return has_parent and (" " in quote or quote[0].isupper())

    def _referred(
        self, text: str, found: re.Match[str], discourse: _Discourse, around: tuple[Thing, ...]
    ) -> Iterator[Thing]:
        """The goals that a number or “de strategiske målene” stands for, of the instrument named next or before."""
        of = _OF.match(text, found.end())
        following = discourse.at.get(of.end()) if of else None
        around = (*around, following) if following else around
        discourse = _Discourse() if following else discourse
        if found.re is _NUMBERED:
            yield from self._numbered_goals(found, discourse, around)
        else:
            yield from self._goals_as_a_group(found, discourse, around)

    def _is_near(self, goal: Thing, span: Span, discourse: _Discourse) -> bool:
        """Whether a goal was named so shortly before that “målet” can mean it."""
        return span.start - discourse.order.get(goal, -_NEAR_A_GOAL) < _NEAR_A_GOAL

    def _fits(self, context: ContextName, thing: Thing, known: dict[tuple[str, Thing], bool]) -> bool:
        """Whether a name can stand for a thing; what was found in the document before is `known`."""
        key = (context.phrase, thing)
        if key not in known:
            entry = self._entries.get(thing)
            name = thing.name.lower().replace("-", " ")
            is_of_kind = entry is not None and entry.kind in context.kinds
            bears_word = any(word in name for word in context.words)
            known[key] = thing.type in context.types and (is_of_kind or bears_word)
        return known[key]

    def _numbered_goals(
        self, found: re.Match[str], discourse: _Discourse, around: tuple[Thing, ...]
    ) -> Iterator[Thing]:
        is_indicator = "ndi" in found["what"].lower()
        numbered = self._goals[is_indicator]
        instrument = self._current(numbered, discourse, around)
        if instrument is not None:
            for number in _numbers(found["first"], found["last"]):
                if thing := numbered[instrument.key].get(number):
                    yield thing

    def _goals_as_a_group(
        self, found: re.Match[str], discourse: _Discourse, around: tuple[Thing, ...]
    ) -> Iterator[Thing]:
        instrument = self._current(self._goals[False], discourse, around)
        if instrument is not None:
            which = "overordnede" if found["which"].lower().startswith("over") else "strategiske"
            key = f"{instrument.key}-{which}-mal"
            entry = self._registry.entry(ThingType.GOAL, key)
            yield entry.thing if entry else Thing(key, ThingType.GOAL, f"{instrument.name}: {which} mål", False)

    def _current(
        self, numbered: Mapping[str, Mapping[str, Thing]], discourse: _Discourse, around: tuple[Thing, ...]
    ) -> Thing | None:
        known = chain(reversed(discourse.order), reversed(around))
        return next((one for one in known if one.type is ThingType.INSTRUMENT and one.key in numbered), None)


def _goals_by_number(entries: Iterable[Entry]) -> tuple[Mapping[str, dict[str, Thing]], Mapping[str, dict[str, Thing]]]:
    """The goals, and the indicators, by the instrument that they belong to and their number."""
    goals: dict[str, dict[str, Thing]] = {}
    indicators: dict[str, dict[str, Thing]] = {}
    for entry in sorted(entries, key=lambda one: (_is_overarching(one), one.thing.key)):
        if entry.parent and entry.number and _is_called_by_number(entry):
            where = indicators if entry.thing.type is ThingType.INDICATOR else goals
            where.setdefault(entry.parent, {}).setdefault(_plain_number(entry.number), entry.thing)
    return goals, indicators


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


def _is_taken(found: re.Match[str], starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether one of some spans, given in their order, overlaps a match. Only nested spans can hide another."""
    after = bisect_left(starts, found.end())
    return any(end > found.start() for end in ends[max(0, after - _DEEPEST_NESTING) : after])


def _place(naming: Naming | re.Match[str]) -> tuple[int, int]:
    span = naming.span if isinstance(naming, Naming) else Span(*naming.span())
    return span.start, -span.end
