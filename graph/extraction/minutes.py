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
    r"(?:innstilling|tilråding|forslag til vedtak|framlegg til vedtak|forslag til uttalelse|behandling|handsaming|"
    r"votering|røysting|avstemning|saksopplysninger|saksopplysningar|vurdering|saksutgreiing|saksutredning|bakgrunn|"
    r"alternativt forslag|endringsforslag|fremsatte forslag|framsette framlegg)(?:\s.{0,30})?\s*:?",
    re.IGNORECASE,
)
_DISSENT = re.compile(
    r"(?:protokolltilførs(?:el|le)|protokollmerknad|særmerknad|mindretall\w*|dissens)\b.{0,60}", re.IGNORECASE
)
_MOVED = re.compile(
    r"^(?P<who>[\w][\w .&-]{1,60}?)(?:\s\([\w ]{1,20}\))?\s"
    r"(?:fremmet|fremma|framsatte|fremsatte|sette fram|la fram|fremja|foreslo)\s.{0,120}?(?:forslag|framlegg)",
    re.IGNORECASE,
)
_FROM = re.compile(r"^(?:Fra|Frå|Forslag fra|Framlegg frå)\s(?P<who>[\w][\w .&-]{1,50}?)\s?:", re.IGNORECASE)
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
        elif part.holder is not None and (moved := _MOVED.match(text[:300]) or _FROM.match(text[:100])):
            voice = Voice(moved["who"].strip(), part.dissent)
        yield number, voice


def _voice_of_heading(heading: str, before: Voice, block: Block) -> Voice:
    if dissent := _DISSENT.match(heading):
        return Voice(dissent.group().split(":")[0].strip() or "Mindretallet", dissent=True)
    if _ADOPTED.fullmatch(heading):
        return OWN
    if proposed := _PROPOSED.fullmatch(heading):
        return Voice((proposed["who"] or _DEFAULT_HOLDER).strip())
    # A lesser heading within the decision, the proposal or the dissent belongs to it.
    return before if block.level != 1 else Voice(_DEFAULT_HOLDER)
