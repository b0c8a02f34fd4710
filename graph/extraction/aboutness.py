"""What a position is about, and who is asked to act."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from graph.extraction.antecedents import Reading
from graph.extraction.holding import held_once
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
_GOALS = frozenset({ThingType.GOAL, ThingType.INDICATOR})
_REACH = 40
_SOURCE_BEFORE = re.compile(
    r"\b(?:se|sjå|jf|jfr|cf|see)\b\.?(?:\s{1,3}(?:for eksempel|f\.eks\.|til dømes|også|òg|bl\.a\.))?[\s\[(«“]{0,4}$",
    re.IGNORECASE,
)
_POINTED_OUT_BEFORE = re.compile(
    r"\b(?:påpek\w{1,4}|pekt på|peikt på|fremhev\w{1,4}|framhev\w{1,4}|understrek\w{1,4}|vist til)\s{1,3}i\s{1,3}"
    r"(?:(?:den|det|de|dei)\s{1,3})?$"
)
_GIVEN_BEFORE = re.compile(
    r"\b(?:bekymring|innspill|innspel|råd|uttale|uttalelse|fråsegn|rapport|anbefaling|tilråding|høringssvar|høyringssvar|"
    r"svar|forslag|framlegg|tall|tal|brev|notat)\w{0,4}\s{1,3}(?:fra|frå|av)\s{1,3}(?:(?:den|det|de|dei)\s{1,3})?$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"(?:Dette|Det samme|Disse|Desse|This|These)\b")
_OF_WHAT_IS_ANSWERED = re.compile(
    r"\b(?:de[tn]?|dei)\s{1,3}(?:presenterte|beskrevne|foreslåtte|føreslåtte|skisserte|fremlagte|framlagte)\b|"
    r"\b(?:savner|saknar|etterlyser|etterlyse)\s{1,3}(?:\w+\s{1,3}){0,5}(?:beskrivelse|skildring|omtale|drøfting)\w{0,2}\b",
    re.IGNORECASE,
)
_SIGNS_OF_WHAT_IS_ANSWERED = (
    *("presenterte", "beskrevne", "foreslåtte", "føreslåtte", "skisserte", "lagte"),
    *("savner", "saknar", "etterlyse"),
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ«])")
_FAR_BACK = 400
_ACTORS = frozenset({ThingType.ACTOR, ThingType.GROUP})
_MODAL = r"(?:bør|burde|må|should|must)"
# “Kommunene bør …” asks the municipalities; “kommunene må høres” asks whoever should hear them.
_ADVERB = (
    r"(?:ikke|ikkje|også|òg|derfor|difor|likevel|dermed|heller|bare|berre|selv|sjølv|fritt|"
    r"i stedet|i staden|i tillegg|i så fall|i så tilfelle)"
)
_PASSIVE = (
    rf"(?!\s{{1,3}}(?:{_ADVERB}\s{{1,3}}){{0,2}}"
    r"(?:\w{2,30}es|\w{2,30}ast|\w{1,30}is|bli|verte|få|kunne|ha|be|stå\s{1,3}frit?t)\b)"
)
_ACTS_AFTER = re.compile(
    r"\s{0,3}(?:\([^)]{1,40}\)\s{0,3})?(?:(?:derfor|difor|også|selv|sjølv|dermed)\s{1,3})?" + rf"{_MODAL}\b{_PASSIVE}"
)
_ACTS_BEFORE = re.compile(
    rf"(?:\b{_MODAL}|\b(?:ber|be|oppfordrer?|oppmodar?|oppmoder?|anmoder?|utfordrer?|henstiller? til|urge|ask)"
    r"|\bklokt av|\bopp til)\s{1,3}(?:(?:vi|derfor|difor|også|dermed|den|det|de|dei|the)\s{1,3}){0,2}$",
    re.IGNORECASE,
)


class Aboutness:
    """Tells targets and addressees from the mentions in and above a unit.

    `own` are the keys of the senders, `reading` is what the text mentions and what the response as a whole is about.
    """

    def __init__(self, text: str, reading: Reading, own: frozenset[str], addressees: Addressees) -> None:
        self._text = text
        self._mentions = reading.mentions
        self._starts = [mention.span.start for mention in reading.mentions]
        self._subjects = reading.subjects
        self._reports = reading.reports
        self._own = own
        self._above: dict[Span, tuple[Thing, ...]] = {}
        self._never = addressees.never
        self._never_about = addressees.never_about
        self._names = tuple(name.lower() for name in addressees.names)
        names = "|".join(re.escape(name) for name in addressees.names)
        self._collective = re.compile(rf"\b\w{{0,30}}(?:{names})\b", re.IGNORECASE) if names else None

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions in a span, other than of the senders."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return tuple(m for m in self._mentions[first:last] if m.span.end <= span.end and m.thing.key not in self._own)

    def targets(self, unit: Unit, apart_from: Iterable[Thing | str | None]) -> tuple[Thing, ...]:
        """What a position is about.

        It is what the position names, else what the sentence before names where it points back to that, else what the
        response answers where it speaks of “det presenterte bildet” or misses a description.
        """
        left_out = {thing for thing in apart_from if isinstance(thing, Thing)}
        named = [thing for thing in self._named(unit.span) if thing not in left_out]
        if not named and unit.place and _POINTS_BACK.match(self._text, unit.span.start):
            named = self._named(_sentence_before(self._text, unit.span.start))
        if not named and self._is_of_what_is_answered(unit.span):
            named = list(self._subjects)
        return held_once(tuple(dict.fromkeys(named)))

    def _is_of_what_is_answered(self, span: Span) -> bool:
        plain = span.of(self._text).lower()
        may_be = any(map(plain.__contains__, _SIGNS_OF_WHAT_IS_ANSWERED))
        return may_be and _OF_WHAT_IS_ANSWERED.search(self._text, span.start, span.end) is not None

    def _named(self, span: Span) -> list[Thing]:
        mentions = self.within(span)
        about = (one for one in self._before_a_source(span, mentions) if self._is_about(span, one, mentions))
        return [self._meant(mention) for mention in about]

    def _before_a_source(self, span: Span, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """The mentions of a position up to where it says where to read more."""
        for mention in mentions:
            if _SOURCE_BEFORE.search(self._before(span, mention)):
                return
            yield mention

    def _before(self, span: Span, mention: Mention) -> str:
        return self._text[max(span.start, mention.span.start - _REACH) : mention.span.start]

    def section_targets(self, unit: Unit, targets: tuple[Thing, ...]) -> tuple[Thing, ...]:
        """What the question and the nearest heading that name something make a unit about, else what is answered."""
        found: list[Thing] = []
        if unit.question is not None:
            found += self._named_above(unit.question)
        headings = (self._named_above(span) for span in reversed(unit.sections))
        found += next(filter(None, headings), ())
        return held_once(tuple(dict.fromkeys(thing for thing in found or self._subjects if thing not in targets)))

    def _named_above(self, span: Span) -> tuple[Thing, ...]:
        """What a heading names; a goal only where it is one of what the response answers, if anybody knows what."""
        if span not in self._above:
            named = [mention.thing for mention in self.within(span) if mention.thing.type in _BY_SECTION]
            self._above[span] = tuple(one for one in named if one.type not in _GOALS or self._is_of_subject(one))
        return self._above[span]

    def _is_of_subject(self, goal: Thing) -> bool:
        return not self._subjects or any(goal.name.startswith(f"{subject.name}/") for subject in self._subjects)

    def _is_about(self, span: Span, mention: Mention, mentions: Sequence[Mention]) -> bool:
        """Whether a mention is what its position is about, not an owner, a giver or a part of another name."""
        if mention.thing.type not in _ABOUT or mention.thing.key in self._never_about:
            return False
        if any(_holds(other, mention) for other in mentions):
            return False
        before = self._before(span, mention)
        return not _POINTED_OUT_BEFORE.search(before) and (
            mention.thing.type is not ThingType.ACTOR
            or self._report(mention) is not None
            or not (_is_genitive(mention, self._text) or _GIVEN_BEFORE.search(before))
        )

    def _report(self, mention: Mention) -> Thing | None:
        """The report that the name of a committee stands for."""
        return self._reports.get(mention.thing.key) if mention.thing.type is ThingType.ACTOR else None

    def _meant(self, mention: Mention) -> Thing:
        return self._report(mention) or mention.thing

    def addressee(self, span: Span, mentions: Iterable[Mention]) -> Thing | None:
        """Who should act, where a position says so."""
        for mention in mentions:
            is_actor = mention.thing.type in _ACTORS and mention.thing.key not in self._never
            if is_actor and self._is_asked(span, mention.span):
                return mention.thing
        if self._collective is not None and self._names_some(span):
            for found in self._collective.finditer(self._text, span.start, span.end):
                if self._is_asked(span, Span(*found.span())):
                    name = found.group()[0].upper() + found.group()[1:].lower()
                    return Thing(slug(name), ThingType.ACTOR, name, False)
        return None

    def _names_some(self, span: Span) -> bool:
        """Whether a position holds the letters of anybody who could be asked though nobody knows them by name."""
        plain = span.of(self._text).lower()
        return any(map(plain.__contains__, self._names))

    def _is_asked(self, span: Span, name: Span) -> bool:
        before = self._text[max(span.start, name.start - 40) : name.start]
        acts = _ACTS_AFTER.match(self._text, name.end, min(span.end, name.end + 80))
        return bool(acts or _ACTS_BEFORE.search(before))


def _sentence_before(text: str, start: int) -> Span:
    """The sentence that ends where another one starts, or its last part where it is long."""
    first = max(0, start - _FAR_BACK)
    before = text[first:start].rstrip()
    ends = [found.end() for found in _SENTENCE_END.finditer(before, 0, max(0, len(before) - 1))]
    return Span(first + (ends[-1] if ends else 0), start)


def _holds(outer: Mention, inner: Mention) -> bool:
    """Whether a mention is a part of the name that another one is."""
    return outer.span != inner.span and outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _is_genitive(mention: Mention, text: str) -> bool:
    return mention.span.of(text).endswith("s") and not mention.thing.name.endswith("s")
