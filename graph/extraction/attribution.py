"""Whose stance a sentence reports, where it is not the sender's own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.extraction.cues import Cue
from graph.extraction.lexicon import Reporting
from graph.extraction.saying import Forms
from graph.model import Mention, Span, Thing, ThingType

_HOLDERS = frozenset({ThingType.ACTOR, ThingType.INSTRUMENT, ThingType.RESPONSE, ThingType.GROUP})
# A scheme, a model or an act takes no stance, a report does.
_MUTE = re.compile(r"(?:ordning|modell|tilskudd|tilskot|finansiering|prosjekt|system|lov|lova|forskrift)(?:en|a|et)?$")
_IF = re.compile(r"(?:Dersom|Hvis|Om|Viss|Selv om|Sjølv om|If)\s")
_FROM_THE_START = 90
_OPENING = 40
_TELLS_OF = re.compile(
    r"(?<=s)\s{1,3}(?:forslag|framlegg|vurdering|tilråding|anbefaling|konklusjon|syn|beskrivelse|skildring|innstilling)\w{0,3}"
)
_REACH = 170
_LONGEST_OPENING = 200
_LONGEST_SO = 40


_WORD_OF_BODIES = (
    r"(?i:\b\w{0,40}(?:kommun|foren|forein|forbund|lag|lista|råd|utval|nettverk|sent(?:er|re)|institut|universitet|"
    r"partiet|foretak|direktorat|departement|tilsyn|verket|etaten|konsern|selskap|economics|consult|analys|research|"
    r"innstilling|forslag)\w{0,3}\b|\b(?:group|partners|health|tech|norge|noreg|norway|unge|barna|kors)\b)"
)
_WORD_OF_PERSONS = r"[A-ZÆØÅ][a-zæøåéèöäü]{1,20}(?:-[A-ZÆØÅ]\w{1,20})?"
_PERSON = re.compile(
    rf"(?!(?:Den|Det|De|Dei|Norsk|Norske|Norges|Oslo|Nord|Sør|Vest|Øst|The)\s)(?!.*{_WORD_OF_BODIES})"
    r"(?i:(?:representanten|medlemmet|medlemmen|ordfører|ordførar|utvalgsleder|utvalsleiar)\s)?"
    rf"{_WORD_OF_PERSONS}(?:\s(?:[A-ZÆØÅ]\.|{_WORD_OF_PERSONS})){{1,3}}",
)
PERSON = "Privatperson"
"""What a person is called to whom a statement is attributed: nobody's name becomes an IRI."""


@lru_cache(1000)
def nameless(holder: Thing | str | None) -> Thing | str | None:
    """Who holds a statement, without the name where it is a person's.

    >>> nameless("Kari Nordmann"), nameless("Eksempelpartiet"), nameless("Norsk Eksempelforening")
    ('Privatperson', 'Eksempelpartiet', 'Norsk Eksempelforening')
    """
    is_person = isinstance(holder, str) and ("█" in holder or _PERSON.fullmatch(holder))
    return PERSON if is_person else holder


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who holds what a sentence says by its words, and what it calls them.

    `is_sure` says that the words can hardly be read otherwise.
    """

    holder: Thing | str
    called: str
    is_sure: bool


class Attribution:
    """Recognises reported speech by the lexicon's words for saying."""

    def __init__(self, reporting: Reporting) -> None:
        self._forms = Forms(reporting)
        self._adopting = reporting.adopting
        self._pronouns = reporting.pronouns

    def is_adopted(self, cues: Iterable[Cue]) -> bool:
        """Whether the sender makes its own what it says."""
        return not self._adopting.isdisjoint(cue.rule.name for cue in cues)

    def goes_on(self, quote: str) -> bool:
        """Whether a sentence tells what the one spoken of before says further."""
        return bool(self._forms.goes_on.match(quote))

    def is_impersonal(self, quote: str) -> bool:
        """Whether a sentence tells what is said without saying by whom."""
        return bool(self._forms.impersonal.match(quote))

    def heads(self, text: str, heading: Span, mentions: Iterable[Mention], own: frozenset[str]) -> Thing | None:
        """Whose proposal or view a heading says that its part tells: “Utvalgets forslag”."""
        for mention in mentions:
            is_first = mention.span.start == heading.start and mention.thing.key not in own
            if is_first and _can_speak(mention.thing) and _TELLS_OF.fullmatch(text, mention.span.end, heading.end):
                return mention.thing
        return None

    def attributed(
        self, text: str, span: Span, mentions: Iterable[Mention], own: frozenset[str], cues: Sequence[Cue]
    ) -> Attributed | None:
        """Who holds what a sentence says, where it reports somebody else and does not adopt it.

        `mentions` are those within the sentence, `own` the keys of those who send the response.
        """
        quote = span.of(text)
        if _IF.match(quote) or self._forms.as_they_say.match(quote) or self._forms.answers(quote):
            return None
        found = list(self._known(text, span, mentions, own))
        sure = next((one for one in found if one.is_sure), None)
        if sure is not None or self.is_adopted(cues):
            return sure
        return found[0] if found else self._stranger(quote)

    def _known(self, text: str, span: Span, mentions: Iterable[Mention], own: frozenset[str]) -> Iterator[Attributed]:
        # A committee speaks rather than its report, which its name stands for as well.
        for mention in sorted(mentions, key=lambda one: (one.span.start, one.thing.type is not ThingType.ACTOR)):
            if _can_speak(mention.thing) and mention.thing.key not in own:
                is_sure = self._is_speaking(text, span, mention.span)
                is_group = mention.thing.type is ThingType.GROUP
                if is_sure or (is_sure is not None and not is_group):
                    yield Attributed(mention.thing, mention.span.of(text), is_sure and not is_group)

    def _is_speaking(self, text: str, span: Span, name: Span) -> bool | None:
        """Whether the one who bears a name surely speaks in a sentence; None where nothing says so."""
        forms = self._forms
        before = text[span.start : name.start]
        if len(before) > _LONGEST_OPENING or forms.so_they_say.search(before, max(0, len(before) - _LONGEST_SO)):
            return None
        after = text[name.start : min(span.end, name.end + _REACH)]
        length = name.end - name.start
        is_owner = after[length - 1] == "s" and text[name.end : name.end + 1].isspace()
        if (
            forms.inverted.fullmatch(before)
            or forms.by_them.search(before)
            or (is_owner and forms.in_their_view.search(before) and forms.view.match(after, length))
            or (forms.has_inverted.fullmatch(before) and forms.said.match(after, length))
            or (forms.within.fullmatch(before) and forms.it_says.search(after))
        ):
            return True
        if (forms.paper if is_owner else forms.speaks).match(after, length) or forms.own_paper.match(after, length):
            return bool(forms.opening.fullmatch(before)) if len(before) <= _FROM_THE_START else None
        if forms.according.search(before):
            return len(before) <= _OPENING and "," not in before and not forms.own_voice.match(before)
        return None

    def _stranger(self, quote: str) -> Attributed | None:
        found = self._forms.stranger.match(re.sub(r"\s+", " ", quote[:_LONGEST_OPENING]))
        is_name = found and found["who"].split()[0].lower() not in self._pronouns and not _MUTE.search(found["who"])
        return Attributed(found["who"], found["who"], is_sure=False) if found and is_name else None


def _can_speak(thing: Thing) -> bool:
    return thing.type in _HOLDERS and not (thing.type is ThingType.INSTRUMENT and _MUTE.search(thing.name))
