"""What names mean in their document: “strategien”, “utvalget”, “Mål 3” and others that need what was said before."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from graph.extraction.goals import THESE, Goals, references
from graph.extraction.joining import joined
from graph.extraction.lexicon import ContextName, Lexicon
from graph.extraction.mentions import Gazetteer, Naming
from graph.extraction.surroundings import Surroundings, surroundings
from graph.model import Consultation, Mention, Response, Span, Thing, ThingType
from graph.registry import Entry, Registry

_OF = re.compile(r"\s{1,3}(?:i|in|av|of|under)\s{1,3}(?:(?:den|det|the)\s{1,3})?")
_APPOSED = re.compile(r"\s{1,3}[«“\"(\[]?")
_GOALS = frozenset({ThingType.GOAL, ThingType.INDICATOR})
_QUOTES = frozenset("«“")
_GOALS_BY_ANY_NAME = frozenset({"visjon", "malgruppe"})
_REPORT = "nou"
_NEAR = 400
_JUST_NAMED = 600
_NEAR_IN_A_LIST = 60
_DEEPEST_NESTING = 8
_MOST_REMEMBERED = 100
_LONG_NAME = 60


@dataclass(slots=True)
class _Discourse:
    """What a document has named up to a place, the last named last, and what is named at each place.

    `last` is the thing that was named last, `together` the goals, and the
    indicators, that the last name of any stood for.
    """

    order: dict[Thing, int] = field(default_factory=dict)
    at: Mapping[int, Thing] = field(default_factory=dict)
    fits: dict[tuple[str, Thing], bool] = field(default_factory=dict)
    last: Thing | None = None
    together: dict[ThingType, tuple[Thing, ...]] = field(default_factory=dict)

    def add(self, thing: Thing, place: int) -> None:
        self.order.pop(thing, None)
        self.order[thing] = place
        if len(self.order) > _MOST_REMEMBERED:
            del self.order[next(iter(self.order))]

    def latest(self, wanted: Iterable[Thing]) -> Thing | None:
        kept = set(wanted)
        return next((thing for thing in reversed(self.order) if thing in kept), None)

    def is_near(self, thing: Thing, place: int, reach: int = _NEAR) -> bool:
        """Whether a thing was named within some characters before a place."""
        return thing in self.order and place - self.order[thing] < reach


@dataclass(frozen=True, slots=True)
class Reading:
    """The mentions of a text in their order, and the instruments that the response as a whole is about.

    `reports` gives the report of a committee by the committee's key.
    """

    mentions: tuple[Mention, ...]
    subjects: tuple[Thing, ...] = ()
    reports: Mapping[str, Thing] = field(default_factory=dict)


class Reader:
    """Finds what a document mentions, whatever it calls it."""

    def __init__(self, registry: Registry, lexicon: Lexicon) -> None:
        self._gazetteer = Gazetteer(registry, lexicon)
        self._registry = registry
        self._entries: Mapping[Thing, Entry] = {entry.thing: entry for entry in registry.entries}
        self._contexts = {name.phrase: name for name in lexicon.context_names}
        self._goals = Goals(registry)
        self._reports = _reports(registry.entries)

    def read(self, text: str, response: Response, consultation: Consultation | None) -> Reading:
        """What a text mentions, and what it is about."""
        namings = self._gazetteer.namings(text)
        around = surroundings(self._registry, response, consultation, text, namings)
        at = {naming.span.start: naming.things[0] for naming in namings if naming.things and not naming.contextual}
        discourse = _Discourse(at=at)
        found: list[Mention] = []
        for naming in self._with_references(text, namings):
            together = list(self._resolved(text, naming, discourse, around))
            for mention in together:
                self._note(mention, discourse)
            if together and together[0].thing.type in _GOALS:
                discourse.together[together[0].thing.type] = tuple(mention.thing for mention in together)
            found += together
        found += self._reports_of_committees(found)
        return Reading(
            joined(text, sorted(found, key=lambda one: (one.span, one.thing))), around.subjects, self._reports
        )

    def _note(self, mention: Mention, discourse: _Discourse) -> None:
        """Whoever speaks of a goal still speaks of the instrument that it belongs to."""
        discourse.add(mention.thing, mention.span.start)
        discourse.last = mention.thing
        entry = self._entries.get(mention.thing)
        if entry and entry.parent and mention.thing.type in _GOALS:
            parent = self._registry.entry(ThingType.INSTRUMENT, entry.parent)
            if parent and parent.thing in discourse.order:
                discourse.add(parent.thing, mention.span.start)

    def _reports_of_committees(self, found: Iterable[Mention]) -> Iterator[Mention]:
        """The reports that a document refers to by their committees alone, each where the committee is named first."""
        named = {mention.thing for mention in found}
        for mention in found:
            report = self._reports.get(mention.thing.key) if mention.thing.type is ThingType.ACTOR else None
            if report is not None and report not in named:
                named.add(report)
                yield Mention(mention.span, report)

    def _with_references(self, text: str, namings: tuple[Naming, ...]) -> list[Naming | re.Match[str]]:
        starts = [naming.span.start for naming in namings]
        ends = [naming.span.end for naming in namings]
        loose = [found for found in references(text) if not _is_taken(found, starts, ends)]
        return sorted((*namings, *loose), key=_place)

    def _resolved(
        self, text: str, naming: Naming | re.Match[str], discourse: _Discourse, around: Surroundings
    ) -> Iterator[Mention]:
        if isinstance(naming, Naming):
            thing = self._named(text, naming, discourse, around)
            if thing is not None:
                yield Mention(naming.span, thing)
        else:
            span = Span(*naming.span())
            yield from (Mention(span, thing) for thing in self._referred(text, naming, discourse, around))

    def _named(self, text: str, naming: Naming, discourse: _Discourse, around: Surroundings) -> Thing | None:
        quote = naming.span.of(text)
        if naming.contextual:
            known = self._named_next(text, naming, discourse) or self._meant(naming, discourse, around)
            if known and known.type in _GOALS and not discourse.is_near(known, naming.span.start):
                return None
            return known or self._by_company(text, naming, discourse, around)
        if naming.things[0].key in around.cases:
            return around.cases[naming.things[0].key]
        fitting = [thing for thing in naming.things if self._is_credible(quote, thing, around)]
        if len(fitting) > 1:
            return discourse.latest(fitting) or fitting[0]
        return fitting[0] if fitting else None

    def _named_next(self, text: str, naming: Naming, discourse: _Discourse) -> Thing | None:
        """What follows a name that it introduces: “stortingsmeldingen Et godt eksempel”."""
        context = self._contexts.get(naming.phrase)
        gap = _APPOSED.match(text, naming.span.end)
        following = discourse.at.get(gap.end()) if gap else None
        return following if following and context and self._fits(context, following, discourse.fits) else None

    def _meant(self, naming: Naming, discourse: _Discourse, around: Surroundings) -> Thing | None:
        """What a name in a context means.

        It is the sender (“senteret” in a centre's own letter), else what was just named, else what the response
        answers (that first where several things share a name), else what was named last or is known around it.
        """
        context = self._contexts.get(naming.phrase)
        place = naming.span.start
        just_named = [one for one in reversed(discourse.order) if discourse.is_near(one, place, _JUST_NAMED)]
        is_shared = bool(naming.things) or (context is not None and context.answered)
        nearby = (*around.subjects, *just_named) if is_shared else (*just_named, *around.subjects)
        known = chain(around.senders, nearby, reversed(discourse.order), around.things())
        for thing in chain(around.senders, nearby) if context and context.near else known:
            if thing in naming.things or (context and self._fits(context, thing, discourse.fits)):
                return thing
        return None

    def _by_company(self, text: str, naming: Naming, discourse: _Discourse, around: Surroundings) -> Thing | None:
        """What a name means that is first met here: a goal of something named, or one more of what stands before it."""
        before = discourse.last
        company = self._entries.get(before) if before else None
        is_near = before is not None and discourse.is_near(before, naming.span.start, _NEAR_IN_A_LIST)
        for thing in naming.things:
            entry = self._entries[thing]
            if thing.type in _GOALS:
                if self._is_named_goal(text, naming.span, entry, around):
                    return thing
                if is_near and company and (company.kind, company.parent) == (entry.kind, entry.parent):
                    return thing
            elif is_near and company and company.kind == entry.kind:
                return thing
        return None

    def _is_named_goal(self, text: str, span: Span, entry: Entry, around: Surroundings) -> bool:
        if all(entry.parent != thing.key for thing in around.things()):
            return False
        before = f" {text[max(0, span.start - _NEAR_IN_A_LIST) : span.start].strip()}".replace("«", " ")
        is_numbered = entry.number is not None and before.endswith(f" {entry.number}")
        is_quoted = not _QUOTES.isdisjoint(text[max(0, span.start - 1) : span.start + 1])
        return is_numbered or is_quoted or entry.kind in _GOALS_BY_ANY_NAME

    def _is_credible(self, quote: str, thing: Thing, around: Surroundings) -> bool:
        """Whether a goal's name is one here: its wording is ordinary unless the document names what it belongs to."""
        if thing.type not in _GOALS:
            return True
        entry = self._entries.get(thing)
        if entry is None or len(quote) > _LONG_NAME:
            return True
        has_parent = entry.parent is None or any(entry.parent == other.key for other in around.things())
        return has_parent and quote[0].isupper()

    def _referred(
        self, text: str, found: re.Match[str], discourse: _Discourse, around: Surroundings
    ) -> Iterator[Thing]:
        """The goals that a number or “de strategiske målene” stands for, of the instrument named next or before."""
        if found.re is THESE:
            kind = ThingType.INDICATOR if found["what"].startswith("indi") else ThingType.GOAL
            yield from discourse.together.get(kind, ())
            return
        of = _OF.match(text, found.end())
        following = discourse.at.get(of.end()) if of else None
        known = (following,) if following else chain(reversed(discourse.order), around.things())
        yield from self._goals.meant(found, known)

    def _fits(self, context: ContextName, thing: Thing, known: dict[tuple[str, Thing], bool]) -> bool:
        """Whether a name can stand for a thing; what was found in the document before is `known`."""
        key = (context.phrase, thing)
        if key not in known:
            entry = self._entries.get(thing)
            name = (entry.name if entry else thing.name).lower().replace("-", " ")
            is_of_kind = entry is not None and entry.kind in context.kinds
            bears_word = any(word in name for word in context.words)
            known[key] = thing.type in context.types and (is_of_kind or bears_word)
        return known[key]


def _reports(entries: Iterable[Entry]) -> Mapping[str, Thing]:
    """The report of each committee that has given one and no more."""
    reports: dict[str, list[Thing]] = {}
    for entry in entries:
        if entry.kind == _REPORT:
            for publisher in entry.publishers:
                reports.setdefault(publisher, []).append(entry.thing)
    return {key: things[0] for key, things in reports.items() if len(things) == 1}


def _is_taken(found: re.Match[str], starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether one of some spans, given in their order, overlaps a match. Only nested spans can hide another."""
    after = bisect_left(starts, found.end())
    return any(end > found.start() for end in ends[max(0, after - _DEEPEST_NESTING) : after])


def _place(naming: Naming | re.Match[str]) -> tuple[int, int]:
    span = naming.span if isinstance(naming, Naming) else Span(*naming.span())
    return span.start, -span.end
