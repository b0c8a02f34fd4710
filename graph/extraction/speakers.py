"""Whose each unit of a document is, followed from sentence to sentence: reports go on without naming their source."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.extraction.attribution import Attributed, Attribution, nameless
from graph.extraction.decision import Verdict
from graph.extraction.observations import Observation
from graph.model import BlockKind, Kind, Mention, Span, Thing

# How likely the model must take a unit for somebody else's before what its words say of that is believed.
_LEAST_WHERE_DOUBTFUL = 0.05
_LEAST_WHERE_THE_SENDER_IS_UNKNOWN = 0.2
_LEAST_WHERE_IT_GOES_ON = 0.02
_SURELY_REPORTED = 0.5
_NEAR = 2
_SHORTEST_STEM = 4
_OWN_VOICE = re.compile(r"@s|\b(?:vi|me|jeg|eg)\b")
_TELLING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.FOOTNOTE})
_CONFIDENCE_OF_WORDS = 0.5
_KINDS = (
    (
        Kind.CONCERN,
        re.compile(r"\b(?:advar|åtvar|varsl|kritis|svak|veik|mangl|manko|bekymr|uro|svikt|uheldig|risik|press|stress)"),
    ),
    (
        Kind.RECOMMENDATION,
        re.compile(r"\b(?:fore?sl|føresl|anbefal|tilrå|ber om|bedt|ba om|oppfordr|oppmod|etterlys|lanser|krev)"),
    ),
    (Kind.SUPPORT, re.compile(r"\b(?:støtt|stør|positiv)")),
)
_ASKS_FOR_INPUT = re.compile(r"\b(?:ber|bad|ba|bedt|spør|spurt|inviter\w{0,3})\b")


class Held(NamedTuple):
    """Who holds what a unit says: the sender where `holder` is None, nobody can tell who where `is_lost`.

    `told` is what it says where its words leave no doubt that it reports somebody, whatever the model makes of it.
    """

    holder: Thing | str | None = None
    is_lost: bool = False
    told: Verdict | None = None


OWN = Held()


@dataclass(slots=True)
class Speakers:
    """Follows one document and tells who holds what its units say.

    `within` gives the mentions in a span, `own` holds the keys of the senders and `own_names` what they are called.
    """

    text: str
    attribution: Attribution
    within: Callable[[Span], Sequence[Mention]]
    own: frozenset[str]
    own_names: Sequence[str]
    last: tuple[int, Thing | str] | None = None
    leads: dict[Span, Thing | str | None] = field(default_factory=dict)

    def holders(self, seen: Sequence[Observation], verdicts: Sequence[Verdict | None]) -> Iterator[Held]:
        """Who holds what each unit of the document says, in their order."""
        for one, verdict in zip(seen, verdicts, strict=True):
            if one.voice.holder is not None:
                held = self._minuted(one)
            else:
                held = self._told(one, verdict) or self._untold(one, verdict)
            if held.holder is not None:
                self.last = (one.unit.block, held.holder)
            yield held

    def _minuted(self, seen: Observation) -> Held:
        """Who holds a unit of minutes that was not adopted: the one it names, else the one who speaks in its part."""
        found = self._attributed(seen, seen.unit.span) if seen.may_report else None
        if found is not None:
            return Held(nameless(found.holder))
        goes_on = self.last is not None and self.last[0] == seen.unit.block and self.attribution.goes_on(seen.quote)
        return Held(self.last[1] if self.last is not None and goes_on else nameless(seen.voice.holder))

    def _told(self, seen: Observation, verdict: Verdict | None) -> Held | None:
        """Who holds a unit by its own words, or by those that introduce its list."""
        found = self._attributed(seen, seen.unit.span) if seen.may_report else None
        if found is not None and found.is_sure:
            return Held(nameless(found.holder), told=_told_by(seen))
        if found is not None and verdict is not None:
            # A name that nobody knows may be the sender's own.
            least = _LEAST_WHERE_DOUBTFUL if self.own_names else _LEAST_WHERE_THE_SENDER_IS_UNKNOWN
            return Held(nameless(found.holder) if verdict.reported >= least else None)
        introduced = self._introduced(seen)
        return Held(introduced) if introduced is not None else None

    def _attributed(self, seen: Observation, span: Span) -> Attributed | None:
        is_whole = span == seen.unit.span
        cues = seen.cues if is_whole else seen.lead_cues
        if is_whole and self.attribution.is_adopted(cues) and _OWN_VOICE.search(seen.plain):
            return None
        found = self.attribution.attributed(self.text, span, self.within(span), self.own, cues)
        return None if found is not None and self._is_own(found) else found

    def _is_own(self, found: Attributed) -> bool:
        """Whether a name is one of the sender's; of a name that nobody knows, its letters are enough."""
        is_stranger = isinstance(found.holder, str)
        return any(
            is_of(found.called, name) or (is_stranger and has_letters(found.called, name)) for name in self.own_names
        )

    def _introduced(self, seen: Observation) -> Thing | str | None:
        """Who holds a list item by the sentence before the list, unless that asks the sender for it."""
        lead = seen.unit.lead
        if lead is None:
            return None
        if lead not in self.leads:
            found = self._attributed(seen, lead)
            is_told = found is not None and found.is_sure and not _ASKS_FOR_INPUT.search(lead.of(self.text))
            self.leads[lead] = nameless(found.holder) if found is not None and is_told else None
        return self.leads[lead]

    def _untold(self, seen: Observation, verdict: Verdict | None) -> Held:
        """Who holds a unit whose words do not say so: the one spoken of before, where it goes on."""
        if verdict is None or self.attribution.is_adopted(seen.cues) or _OWN_VOICE.match(seen.plain):
            return OWN
        is_reported = not verdict.own or verdict.reported > _SURELY_REPORTED
        is_beside = self.last is not None and self.last[0] == seen.unit.block
        may_go_on = verdict.reported >= _LEAST_WHERE_IT_GOES_ON
        goes_on = (may_go_on or is_beside) and self.attribution.goes_on(seen.quote)
        is_another = may_go_on and (self.attribution.is_impersonal(seen.quote) or self._headed(seen) is not None)
        if not (is_reported or goes_on or is_another):
            return OWN
        before = self._before(seen, _NEAR if goes_on else 0) or self._headed(seen)
        return Held(before, is_lost=before is None and is_reported)

    def _headed(self, seen: Observation) -> Thing | None:
        """Whose proposal or view the part tells that a unit stands in, as the heading over it says."""
        if not seen.unit.sections:
            return None
        heading = seen.unit.sections[-1]
        return self.attribution.heads(self.text, heading, self.within(heading), self.own)

    def _before(self, seen: Observation, reach: int) -> Thing | str | None:
        if self.last is None:
            return None
        block, holder = self.last
        if seen.unit.block - block > reach + (seen.unit.kind is BlockKind.LIST_ITEM):
            return None
        self.last = (seen.unit.block, holder)
        return holder


def _told_by(seen: Observation) -> Verdict | None:
    """What a unit says that surely reports somebody, by the words for it alone."""
    if seen.unit.kind not in _TELLING:
        return None
    kind = next((kind for kind, words in _KINDS if words.search(seen.plain)), Kind.ASSESSMENT)
    return Verdict(kind, _CONFIDENCE_OF_WORDS, (), reported=1.0)


def is_of(called: str, name: str) -> bool:
    """Whether somebody's full name can be meant by a shorter one.

    >>> is_of("NEF", "Norsk Eksempelforening"), is_of("Eksempelforeningen", "Norsk eksempelforening")
    (True, True)
    >>> is_of("Helsedirektoratet", "Norsk Eksempelforening")
    False
    """
    words = re.findall(r"\w+", name.lower())
    called = re.sub(r"\s*\(.*", "", called).removesuffix("s")
    first = called.split()[0] if called.strip() else ""
    if not first[1:].islower():
        return first.lower() in ("".join(word[0] for word in words), *words)
    stem = re.sub(r"(?:en|et|a)$", "", called.lower())
    return len(stem) > _SHORTEST_STEM and stem in " ".join(words)


def has_letters(called: str, name: str) -> bool:
    """Whether an abbreviation can be made of a name's letters.

    >>> has_letters("NPF", "Norsk Prøveforbund"), has_letters("NPF", "Eksempelforeningen")
    (True, False)
    """
    first = called.split(maxsplit=1)[0].removesuffix("s") if called.split() else ""
    letters = iter(name.lower())
    is_short = first.isupper() or not first[1:].islower()
    return is_short and first[:1].lower() == name[:1].lower() and all(letter in letters for letter in first.lower())
