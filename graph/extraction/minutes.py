"""Who speaks where in the minutes of a council: only what was adopted is the body's own position."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model import Block, BlockKind, Document

_TITLE = re.compile(
    r"\b(?:saksprotokoll|møteprotokoll|møtebok|saksfr[ae]mlegg|protokollutskrift|særutskrift|utskrift fra møte)\b",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"(?:[\w-]{2,40}\s)?(?:enstemmig |endelig |samrøystes )?(?:vedtak|vedtakspunkt|uttalelse|fråsegn|uttale)"
    r"(?: som (?:ble |blei )?vedtatt)?(?: i sak.{0,30})?\s*:?",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"(?:(?P<who>[\w -]{3,60}?)s?\s)?"
    r"(?:innstilling|tilråding|forslag til vedtak|framlegg til vedtak|forslag til uttalelse|framlegg til fråsegn|"
    r"behandling|handsaming|votering|røysting|avstemning|saksopplysninger|saksopplysningar|vurdering|vurderinga|"
    r"saksutgreiing|saksutredning|bakgrunn|sammendrag|samandrag|alternativt forslag|endringsforslag|fremsatte forslag|"
    r"framsette framlegg)(?:\s(?:(?:fra|frå|til|av)\s(?P<by>[\w -]{3,40}?)|.{0,40}?))?\s*:?",
    re.IGNORECASE,
)
_ADVISES = re.compile(r"innstilling|tilråding|til vedtak|til uttalelse|til fråsegn|vurdering", re.IGNORECASE)
_ADVISER = re.compile(r"direktør|rådmann|administrasjon|sekretariat|statsforvalt|leder|leiar", re.IGNORECASE)
_DISSENT = re.compile(
    r"(?:protokolltilførs(?:el|le)|protokollmerknad|særmerknad|mindretall\w*|mindretal\w*|dissens)\b"
    r"(?:.{0,40}?\b(?:fra|frå)\s(?P<who>[\w .&-]{2,50}?)\s*:?$|.{0,60})",
    re.IGNORECASE,
)
_BY_A_MEMBER = r"(?:\s(?:\((?P<party>[\w .&-]{1,30})\)|(?:v/|ved)\s?[\w .-]{2,40}?))?"
_MOVED = re.compile(
    rf"^(?P<who>[\w█][\w█ .&-]{{1,60}}?){_BY_A_MEMBER}\s"
    r"(?:fremmet|fremma|framsatte|fremsatte|sette fram|la fram|la frem|fremja|foreslo|gjorde framlegg|kom med)\b"
    r"(?:.{0,120}?(?:forslag|framlegg)|\s.{0,40}?punkt)",
    re.IGNORECASE,
)
_FROM = re.compile(r"^(?:Fra|Frå|Forslag fra|Framlegg frå)\s(?P<who>[\w][\w .&-]{1,50}?)\s?:", re.IGNORECASE)
_SHORTEST_PARTY = 4
_DEFAULT_HOLDER = "Saksframlegget"


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a block holds: the body's own where `holder` is None; `dissent` marks a minority's."""

    holder: str | None = None
    dissent: bool = False


OWN = Voice()


def voices(document: Document) -> Mapping[int, Voice]:
    """The voice of each block by its number; empty for a document that is not minutes with an adopted decision."""
    if not _is_minutes(document):
        return {}
    return dict(_walk(document))


def _is_minutes(document: Document) -> bool:
    headings = [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.HEADING]
    has_decision = any(_ADOPTED.fullmatch(heading.strip()) for heading in headings)
    has_motion = any(_PROPOSED.fullmatch(heading.strip()) for heading in headings)
    return has_decision and (has_motion or bool(_TITLE.search(document.text[:2000])))


def _walk(document: Document) -> Iterator[tuple[int, Voice]]:
    part = voice = Voice(_DEFAULT_HOLDER)
    for number, block in enumerate(document.blocks):
        text = block.span.of(document.text)
        if block.kind is BlockKind.HEADING:
            part = voice = _voice_of_heading(text.strip(), part, block)
        elif part.holder is not None and (mover := _mover(text)):
            voice = Voice(mover, part.dissent)
        yield number, voice


def _mover(text: str) -> str | None:
    """Who moves what a block says: a party where it is named, else the member."""
    if moved := _MOVED.match(text[:300]):
        party = moved["party"]
        return party.strip() if party and len(party) >= _SHORTEST_PARTY else moved["who"].strip()
    found = _FROM.match(text[:100])
    return found["who"].strip() if found else None


def _voice_of_heading(heading: str, before: Voice, block: Block) -> Voice:
    if dissent := _DISSENT.match(heading):
        return Voice(dissent["who"] or dissent.group().split(":")[0].strip() or "Mindretallet", dissent=True)
    if _ADOPTED.fullmatch(heading):
        return OWN
    if proposed := _PROPOSED.fullmatch(heading):
        return Voice(_adviser(proposed["who"] or proposed["by"], heading, before))
    # A lesser heading within the decision, the proposal or the dissent belongs to it.
    return before if block.level != 1 else Voice(_DEFAULT_HOLDER)


def _adviser(named: str | None, heading: str, before: Voice) -> str:
    """Who speaks under a heading: the one it names, else the one whose advice came before, if it is advice as well."""
    if named and (_ADVISER.search(named) or not heading.lower().startswith(("behandling", "handsaming"))):
        return named.strip()[0].upper() + named.strip()[1:]
    goes_on = before.holder is not None and _ADVISER.search(before.holder) and _ADVISES.search(heading)
    return before.holder if goes_on and before.holder else _DEFAULT_HOLDER
