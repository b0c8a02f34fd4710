"""What a position is about, and who is asked to act."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from graph.extraction.lexicon import Addressees
from graph.extraction.units import Unit
from graph.iris import slug
from graph.model import Mention, Span, Thing, ThingType

_ABOUT = frozenset(
    {
        ThingType.INSTRUMENT,
        ThingType.GOAL,
        ThingType.INDICATOR,
        ThingType.SOLUTION,
        ThingType.ACTOR,
        ThingType.RESPONSE,
    }
)
_BY_SECTION = _ABOUT - {ThingType.ACTOR}
_ACTORS = frozenset({ThingType.ACTOR, ThingType.GROUP})
_MODAL = r"(?:bør|burde|må|should|must)"
# “Kommunene bør …” asks the municipalities; “kommunene må høres” asks whoever should hear them.
_PASSIVE = r"(?!\s{1,3}(?:\w+\s{1,3}){0,2}?(?:\w{2,30}e[st]|\w{2,30}ast|bli|verte|få|kunne|ha|be)\b)"
_ACTS_AFTER = re.compile(
    rf"\s{{0,3}}(?:\([^)]{{1,40}}\)\s{{0,3}})?(?:(?:derfor|difor|også|selv|sjølv|dermed)\s{{1,3}})?{_MODAL}\b{_PASSIVE}"
)
_ACTS_BEFORE = re.compile(
    rf"(?:\b{_MODAL}|\b(?:ber|oppfordrer|oppmodar|oppmoder|utfordrer|urge|ask)|\bklokt av|\bopp til)"
    r"\s{1,3}(?:(?:derfor|difor|også|dermed|den|det|de|dei|the)\s{1,3}){0,2}$",
    re.IGNORECASE,
)


class Aboutness:
    """Tells targets and addressees from the mentions in and above a unit; `own` are the keys of the senders."""

    def __init__(self, text: str, mentions: Sequence[Mention], own: frozenset[str], addressees: Addressees) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]
        self._own = own
        self._never = addressees.never
        names = "|".join(re.escape(name) for name in addressees.names)
        self._collective = re.compile(rf"\b(?:{names})\b", re.IGNORECASE) if names else None

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions in a span, other than of the senders."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return tuple(m for m in self._mentions[first:last] if m.span.end <= span.end and m.thing.key not in self._own)

    def targets(self, mentions: Iterable[Mention], apart_from: Iterable[Thing | str | None]) -> tuple[Thing, ...]:
        """What the mentions in a position make it about."""
        left_out = [thing for thing in apart_from if isinstance(thing, Thing)]
        named = (m.thing for m in mentions if m.thing.type in _ABOUT and m.thing not in left_out)
        return tuple(dict.fromkeys(named))

    def section_targets(self, unit: Unit, targets: tuple[Thing, ...]) -> tuple[Thing, ...]:
        """What the question or the nearest heading that names something makes a unit about."""
        above = [span for span in (unit.question, *reversed(unit.sections)) if span is not None]
        for span in above:
            named = [m.thing for m in self.within(span) if m.thing.type in _BY_SECTION and m.thing not in targets]
            if named:
                return tuple(dict.fromkeys(named))
        return ()

    def addressee(self, span: Span, mentions: Iterable[Mention]) -> Thing | None:
        """Who should act, where a position says so."""
        for mention in mentions:
            is_actor = mention.thing.type in _ACTORS and mention.thing.key not in self._never
            if is_actor and self._is_asked(span, mention.span):
                return mention.thing
        if self._collective is not None:
            for found in self._collective.finditer(self._text, span.start, span.end):
                if self._is_asked(span, Span(*found.span())):
                    name = found.group()[0].upper() + found.group()[1:].lower()
                    return Thing(slug(name), ThingType.ACTOR, name, False)
        return None

    def _is_asked(self, span: Span, name: Span) -> bool:
        before = self._text[max(span.start, name.start - 40) : name.start]
        acts = _ACTS_AFTER.match(self._text, name.end, min(span.end, name.end + 80))
        return bool(acts or _ACTS_BEFORE.search(before))
