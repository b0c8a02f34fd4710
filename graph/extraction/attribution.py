"""Whose stance a sentence reports, where it is not the sender's own."""

import re
from collections.abc import Iterable

from graph.extraction.cues import Cue
from graph.extraction.lexicon import Reporting
from graph.model import Mention, Span, Thing, ThingType

_HOLDERS = frozenset({ThingType.ACTOR, ThingType.INSTRUMENT, ThingType.RESPONSE})
_FROM_THE_START = 90
_REACH_BEFORE = 40
_REACH_AFTER = 160
_A_FEW_WORDS = r"(?:\w+\s{1,3}){0,2}"
_IN_BRACKETS = r"(?:\([^)]{1,80}\)\s{0,3})?"


_WORD_OF_BODIES = (
    r"(?i:\b\w{0,40}(?:kommun|foren|forein|forbund|lag|lista|råd|utval|nettverk|sent(?:er|re)|institut|universitet|"
    r"partiet|foretak|direktorat|departement|tilsyn|verket|etaten|konsern|selskap|economics|consult|analys|research|"
    r"innstilling|forslag)\w{0,3}\b|\b(?:group|partners|health|tech|norge|noreg|norway|unge|barna|kors)\b)"
)
_WORD_OF_PERSONS = r"[A-ZÆØÅ][a-zæøåéèöäü]{1,20}(?:-[A-ZÆØÅ]\w{1,20})?"
_PERSON = re.compile(
    rf"(?!(?:Den|Det|De|Dei|Norsk|Norske|Norges|Oslo|Nord|Sør|Vest|Øst|The)\s)(?!.*{_WORD_OF_BODIES})"
    r"(?i:(?:representanten|medlemmet|medlemmen|ordfører|ordførar)\s)?"
    rf"{_WORD_OF_PERSONS}(?:\s(?:[A-ZÆØÅ]\.|{_WORD_OF_PERSONS})){{1,3}}",
)
PERSON = "Privatperson"
"""What a person is called to whom a statement is attributed: nobody's name becomes an IRI."""


def nameless(holder: Thing | str | None) -> Thing | str | None:
    """Who holds a statement, without the name where it is a person's.

    >>> nameless("Kari Nordmann"), nameless("Eksempelpartiet"), nameless("Norsk Eksempelforening")
    ('Privatperson', 'Eksempelpartiet', 'Norsk Eksempelforening')
    """
    return PERSON if isinstance(holder, str) and _PERSON.fullmatch(holder) else holder


class Attribution:
    """Recognises reported speech by the lexicon's words for saying."""

    def __init__(self, reporting: Reporting) -> None:
        says = "|".join(map(re.escape, reporting.says))
        has_said = "|".join(map(re.escape, reporting.has_said))
        speaks = rf"(?:(?:{says})|har (?:\w+ ){{0,2}}(?:{has_said}))\b(?! seg)"
        according = "|".join(map(re.escape, reporting.according))
        self._opens_according = re.compile(rf"(?:{according})\b", re.IGNORECASE)
        self._goes_on = re.compile(rf"(?:Den|Det|De|Dei|It|They)\s{speaks}")
        strangers = "|".join(reporting.strangers)
        self._speaks = re.compile(rf"\s{{0,3}}{_IN_BRACKETS}{_A_FEW_WORDS}?{speaks}")
        self._spoken_before = re.compile(rf"\b(?:{says})\s{{1,3}}(?:(?:den|det|også|derfor|difor)\s)?$")
        self._according = re.compile(rf"\b(?:{according})\s{{1,3}}{_A_FEW_WORDS}$", re.IGNORECASE)
        self._stranger = re.compile(
            rf"^(?P<who>(?:[A-ZÆØÅ][\w-]{{2,40}}|(?i:{strangers}))(?:\s(?:[A-ZÆØÅ][\w-]{{1,40}}|og|for|i|av)){{0,5}}"
            rf"(?<! og)(?<! for)(?<! i))\s{speaks}"
        )
        self._adopting = reporting.adopting
        self._pronouns = reporting.pronouns

    def is_adopted(self, cues: Iterable[Cue]) -> bool:
        """Whether the sender makes its own what it says."""
        return not self._adopting.isdisjoint(cue.rule.name for cue in cues)

    def is_explicit(self, quote: str) -> bool:
        """Whether a sentence opens by saying that it tells what somebody else says."""
        return bool(self._opens_according.match(quote))

    def goes_on(self, quote: str) -> bool:
        """Whether a sentence tells what the one spoken of before says further."""
        return bool(self._goes_on.match(quote))

    def holder(
        self, text: str, span: Span, mentions: Iterable[Mention], own: frozenset[str], cues: Iterable[Cue]
    ) -> Thing | str | None:
        """Who holds what a sentence says, where it reports somebody else and does not adopt it.

        `mentions` are those within the sentence, `own` the keys of those who send the response.
        """
        if self.is_adopted(cues):
            return None
        for mention in mentions:
            is_other = mention.thing.type in _HOLDERS and mention.thing.key not in own
            if is_other and self._is_speaking(text, span, mention.span):
                return mention.thing
        stranger = self._stranger.match(re.sub(r"\s+", " ", span.of(text)[:200]))
        if stranger and stranger["who"].split()[0].lower() not in self._pronouns:
            return stranger["who"]
        return None

    def _is_speaking(self, text: str, span: Span, name: Span) -> bool:
        if name.start - span.start > _FROM_THE_START:
            return False
        before = text[max(span.start, name.start - _REACH_BEFORE) : name.start]
        speaks = self._speaks.match(text, name.end, min(span.end, name.end + _REACH_AFTER))
        return bool(speaks or self._according.search(before) or self._spoken_before.search(before))
