"""Who within a body stands behind its response."""

import re

from graph.model import Anchoring
from graph.reading.metadata.letter import Letter
from graph.seeking import in_lower_case, sought

_ASSEMBLIES = (
    *("kommunestyre", "formannskap", "fylkesting", "fylkesutvalg", "bystyre", "byråd", "hovedutvalg", "hovudutval"),
    *("representantskap", "landsstyre", "sentralstyre", "sameting", "hovedstyre", "landsmøte", "regionråd"),
    *("fylkesråd", "styremøte"),
)
_DECIDED = (
    *("vedtatt", "vedteke", "vedtok", "vedtar", "vedtek", "behandlet", "behandla", "handsama", "godkjent", "tiltrådt"),
    *("fattet", "vedtaket", "vedtak"),
)
_UNANIMOUS = ("enstemmig", "einstemmig")
_MINUTES = ("votering", "møtebok", "saksprotokoll", "møteprotokoll", "særutskrift")
_ASSEMBLY = rf"(?:{'|'.join(_ASSEMBLIES)})\w{{0,6}}|utvalg\sfor\s\w{{2,30}}|styret"
_ADOPTED = rf"(?:{'|'.join(_DECIDED)}|sluttet\sseg\stil)"
_POLITICAL = re.compile(
    rf"\b{_ADOPTED}\b[^.\n]{{0,80}}\b(?:{_ASSEMBLY})\b|"
    rf"\b(?:{_ASSEMBLY})(?:s|\si\s[\w -]{{2,40}})?\s(?:\w{{1,20}}\s){{0,6}}?{_ADOPTED}\b|"
    rf"\b(?:{'|'.join(_UNANIMOUS)})\s(?:vedt\w+|behandl\w+)|\b(?:{'|'.join(_MINUTES)})\b",
    re.IGNORECASE,
)
_TELLING = (*_ASSEMBLIES, "utvalg", "styret", *_UNANIMOUS, *_MINUTES)
"""One of these stands in all that tells of an assembly; looked for first, since most letters have none."""
_BEGINS_POLITICAL = (*_TELLING, *_DECIDED, "sluttet")
_OTHERS = re.compile(r"stortinget|regjeringen|nasjonalt?\s", re.IGNORECASE)
_ADMINISTRATIVE = re.compile(
    r"\badministrativ(?:t|e)?\s(?:hørings?|høyrings?)?(?:uttalelse|innspill|svar|behandlet|behandla|nivå|avgitt|innspel|"
    r"utarbeidet|fråsegn|godkjent)|"
    r"\b(?:ikke|ikkje|uten|utan)\s(?:\w{1,20}\s){0,3}?politisk\s(?:behandl|handsam|vedt|forankr)|"
    r"\b(?:innspillet|innspelet|uttalelsen|svaret|høringssvaret)\ser\s(?:avgitt\s|gitt\s|gjeve\s)?administrativt?\b|"
    r"\bbehandlet\sadministrativt\b",
    re.IGNORECASE,
)
_DISSENT = re.compile(
    r"\b(?:mindretallet|mindretalet|dissens\w*|protokolltilførsel\w*|særmerknad\w*|"
    r"mot\s(?:\d{1,2}|en|én|to|tre|fire|fem|seks|sju|sjette)\s(?:stemme|røyst)\w*|med\s\d{1,2}\smot\s\d{1,2}|"
    r"\d{1,2}\s(?:stemmer|røyster)\smot)\b",
    re.IGNORECASE,
)
_SHORT = 6000
_ENOUGH = 60_000


def anchoring(letter: Letter) -> Anchoring | None:
    """Who adopted the response, where it says so; a dissent counts only where something was adopted."""
    text = letter.document.text
    edges = text if len(text) < _SHORT else f"{text[:2500]}\n{text[-2000:]}"
    small = in_lower_case(edges)
    if ("administrativ" in small or "politisk" in small) and _ADMINISTRATIVE.search(edges):
        return Anchoring.ADMINISTRATIVE
    if not any(word in small for word in _TELLING):
        return None
    if any(not _OTHERS.search(match.group()) for match in sought(_POLITICAL, _BEGINS_POLITICAL, edges, small)):
        return Anchoring.DISSENT if _DISSENT.search(text[:_ENOUGH]) else Anchoring.POLITICAL
    return None
