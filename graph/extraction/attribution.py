"""Whose stance a sentence reports, where it is not the sender's own."""

import re
from collections.abc import Iterable

from graph.extraction.cues import Cue
from graph.model import Mention, Span, Thing, ThingType

_SAYS = (
    r"(?:foreslår|foreslo|føreslår|føreslo|mener|meiner|meinte|mente|anbefaler|anbefalte|tilrår|tilrådde|peker|pekte|peiker|peikte|"
    r"påpeker|påpekte|skriver|skriv|skrev|viser(?! seg)|viste(?! seg)|understreker|understreka|understreket|fremhever|fremhevet|framhevar|"
    r"konkluderer|konkluderte|slår fast|slo fast|hevder|hevda|hevdet|sier|seier|sa|uttaler|uttalte|beskriver|beskrev|skildrar|advarer|advarte|"
    r"etterlyser|etterlyste|ønsker|ønsket|ber om|ba om|vurderer|vurderte|opplever|opplevde|oppgir|melder om|meldte om|finner at|fant at|legger til grunn|legg til grunn|"
    r"argues|proposes|recommends|states|finds|points out|suggests)"
)
_HAS_SAID = r"(?:har (?:\w+ ){0,2}(?:pekt|peikt|påpekt|foreslått|føreslått|anbefalt|tilrådd|vist|understreket|fremhevet|framheva|konkludert|slått fast|beskrevet|dokumentert|uttalt|advart|meldt|skrevet|etterlyst))"
_SPEAKS = re.compile(rf"\s{{0,3}}(?:\([^)]{{1,80}}\)\s{{0,3}})?(?:\w+\s){{0,2}}?(?:{_SAYS}|{_HAS_SAID})\b")
_SPOKEN_BEFORE = re.compile(rf"\b(?:{_SAYS})\s{{1,3}}(?:\w+\s{{1,3}}){{0,2}}$")
_ACCORDING = re.compile(
    r"\b(?:[Ii]følge|[Ii] følge|[Ii]følgje|[Ii] følgje|[Ff]ølge|[Aa]ccording to|[Ee]tter)\s{1,3}(?:\w+\s{1,3}){0,2}$"
)
_STRANGER = re.compile(
    rf"^(?P<who>(?:[A-ZÆØÅ][\w-]{{2,40}}|Flere|Fleire|Mange|Noen|Andre)(?:\s(?:[A-ZÆØÅ][\w-]{{1,40}}|og|for|i|av)){{0,5}}(?<! og)(?<! for)(?<! i))\s(?:{_SAYS}|{_HAS_SAID})\b"
)
_GENERIC = frozenset(
    "vi me det dette den disse desse dei de eg jeg man ein en i på når dersom hvis vår våre våra som etter slik begge".split()
)
_ADOPTED = frozenset(
    {"stotter", "stiller-seg-bak", "enig", "deler-vurderingen", "positivt", "stotter-ikke", "gar-imot"}
)
_HOLDERS = frozenset({ThingType.ACTOR, ThingType.INSTRUMENT, ThingType.RESPONSE})
_FROM_THE_START = 90


def reported_holder(
    text: str, span: Span, mentions: Iterable[Mention], own: frozenset[str], cues: Iterable[Cue]
) -> Thing | str | None:
    """Who holds what a sentence says, where it reports somebody else and does not adopt it; `own` are senders' keys."""
    if _ADOPTED & {cue.rule.name for cue in cues}:
        return None
    for mention in mentions:
        if mention.thing.type in _HOLDERS and mention.thing.key not in own and _is_speaking(text, span, mention.span):
            return mention.thing
    quote = re.sub(r"\s+", " ", span.of(text)[:200])
    stranger = _STRANGER.match(quote)
    if stranger and stranger["who"].split()[0].lower() not in _GENERIC | own:
        return stranger["who"]
    return None


def _is_speaking(text: str, span: Span, name: Span) -> bool:
    if name.start - span.start > _FROM_THE_START:
        return False
    before = text[max(span.start, name.start - 40) : name.start]
    return bool(
        _SPEAKS.match(text, name.end, min(span.end, name.end + 160))
        or _ACCORDING.search(before)
        or _SPOKEN_BEFORE.search(before)
    )
