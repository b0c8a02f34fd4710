"""Whether a response may be shown, or a person must look at it first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.model import Consultation, Metadata, Publication
from graph.reading.metadata.identity import identity_numbers
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.persons import PRIVATE

_GROUND = re.compile(
    r"(?:jf\.?\s?|ihht\.?\s?|i\s?henhold\stil\s|etter\s)?(?P<ground>(?:offl|off\.?\s?lova?|offentleglov[ai]|offentlighetslov(?:en|a)|"
    r"offentligl(?:ova|oven)|fvl|forvaltningslov(?:en|a)|sikkerhetsloven|beskyttelsesinstruksen|personopplysningsloven)\.?\s?"
    r"§{1,2}\s?\d{1,3}(?:\s(?:første|andre|annet|tredje|fjerde|femte|nr\.?\s?\d{1,2}|bokstav\s\w|ledd|og|,|jf\.?|fvl\.?|"
    r"forvaltningsloven|§{1,2}\s?\d{1,3}))*)",
    re.IGNORECASE,
)
_MARKINGS = (
    ("Strengt fortrolig", re.compile(r"^\W*(?:gradering\W+)?strengt\sfortrol\w+\b", re.IGNORECASE)),
    ("Fortrolig", re.compile(r"^\W*(?:gradering\W+|følsomhet\W+)?(?:fortrolig|fortruleg|"
        r"konfidensiel[lt]t?|confidential)\W*(?:\([^)]{1,40}\))?\W*$", re.IGNORECASE)),
    ("Unntatt offentlighet", re.compile(
        r"(?:^|\W)(?:unntatt\s(?:fra\s)?offentli[gh]\w+|unnat?t?ek[ea]n?\s(?:frå\s)?offentleg\w+|unntatt\soff\w*|"
        r"u\.\s?off\.?|ikke\soffentlig|ikkje\soffentleg)(?=\W|$)", re.IGNORECASE)),
    ("Intern", re.compile(
        r"^\W*(?:(?:gradering|følsomhet|klassifisering|sikkerhetsnivå|tilgang|informasjonsklasse)\W+)?"
        r"(?:kun\s(?:til\s|for\s)?intern\sbruk|intern(?:t|\sbruk)?)\W*(?:\([^)]{1,30}\)\W*)?$", re.IGNORECASE)),
)  # fmt: skip
_SIGNS = ("fortrol", "fortrul", "konfid", "confid", "unt", "unnt", "unnate", "off", "intern")
_LONGEST_MARKING = 120
_IN_SENTENCE = re.compile(r"\s(?:er|blir|bør|må|skal|være|som|at|ikkje\ser)\s|[a-zæøå]{4}\.\s[A-ZÆØÅ]", re.IGNORECASE)
_ILLNESS = re.compile(
    r"(?<!\w)(?:(?:[Jj]eg|[Ee]g)\s(?:\w+\s){0,5}?(?:syk|sjuk|diagnose\w*|diagnostisert|kreft|uføre?|innlagt|operert|epilepsi|diabetes|"
    r"bipolar|depresjon|depresjonen|psykose|rusmisbruk\w*|ME|MS|ALS|hiv|kronisk|smerter|hjerneslag|autisme|ADHD|medisiner|"
    r"behandlet\sfor|lider\sav)|(?:[Mm]in|[Mm]i|[Mm]itt|[Mm]ine)\s(?:egen\s|eigen\s)?(?:sykdom|sjukdom|diagnose|kreft|behandling|uførhet|lidelse|helse|"
    r"epilepsi|diabetes|depresjon|innleggelse|innlegging|operasjon|medisin\w*|pasientjournal|funksjonsnedsettelse)|"
    r"(?:[Mm]in|[Mm]i|[Mm]itt|[Vv]år|[Vv]årt)\s(?:mann|kone|ektefelle|samboer|mor|far|sønn|son|datter|dotter|bror|søster|barn)\s(?:\w+\s){0,6}?"
    r"(?:syk|sjuk|diagnose\w*|kreft|demens|innlagt|rus\w*|psykisk|autisme|ADHD|epilepsi|døde|lider))(?!\w)",
)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A publication status with what it rests on."""

    status: Publication = Publication.PUBLIC
    reasons: tuple[str, ...] = ()
    legal_ground: str | None = None


def assessed(letter: Letter, *, private: bool) -> Assessment:
    """What a document says against its own publication; anything of the kind leaves the decision to a person."""
    reasons = [*_markings(letter)]
    ground = next((ground for _, ground in reasons if ground), None)
    found = [reason for reason, _ in reasons]
    if any(True for _ in identity_numbers(letter.document.text)):
        found.append("Holds a national identity number")
        ground = ground or "offl. § 26"
    if private and _ILLNESS.search(letter.document.text):
        found.append("A private person tells of their own or their family's health")
        ground = ground or "offl. § 13, jf. fvl. § 13"
    if not found:
        return Assessment()
    return Assessment(Publication.TO_BE_ASSESSED, tuple(dict.fromkeys(found)), ground)


def with_attachments(metadata: Metadata, attached: Iterable[Letter]) -> Metadata:
    """The metadata of a response whose attachments speak against its publication as much as its letter does."""
    private = any(sender.kind == PRIVATE for sender in metadata.senders)
    found = [assessed(letter, private=private) for letter in attached]
    reasons = tuple(dict.fromkeys((*metadata.publication_reasons, *(why for one in found for why in one.reasons))))
    grounds = (metadata.legal_ground, *(one.legal_ground for one in found))
    if not reasons or metadata.publication is Publication.WITHHELD:
        return metadata
    return replace(
        metadata,
        publication=Publication.TO_BE_ASSESSED,
        publication_reasons=reasons,
        legal_ground=next(filter(None, grounds), None),
    )


def with_terms(metadata: Metadata, consultation: Consultation | None) -> Metadata:
    """The metadata of a response with the terms of its consultation where it says nothing of them itself."""
    if consultation is None:
        return metadata
    return replace(
        metadata,
        rights=metadata.rights or consultation.rights,
        licence=metadata.licence or consultation.licence,
        full_text=consultation.full_text if metadata.full_text is None else metadata.full_text,
        original=consultation.original if metadata.original is None else metadata.original,
        signatories_stay=(
            consultation.signatories_stay if metadata.signatories_stay is None else metadata.signatories_stay
        ),
    )


def publishable(metadata: Metadata) -> Metadata:
    """What may be told: all of a public response; of one that is held back, who sent it, to what, and why it waits."""
    if metadata.publication is Publication.PUBLIC:
        return metadata
    return Metadata(
        senders=metadata.senders,
        publication=metadata.publication,
        legal_ground=metadata.legal_ground,
        publication_reasons=metadata.publication_reasons,
        consultation=metadata.consultation,
        replaces=metadata.replaces,
    )


def _markings(letter: Letter) -> Iterator[tuple[str, str | None]]:
    """The markings that stand on lines of their own, with the legal ground that each gives."""
    for index, line in enumerate(letter.lines if _has_sign(letter.small) else ()):
        if len(line.text) > _LONGEST_MARKING or not _has_sign(line.small) or _IN_SENTENCE.search(line.text):
            continue
        name = next((name for name, pattern in _MARKINGS if pattern.search(line.text)), None)
        if name:
            following = letter.lines[index + 1].text if index + 1 < len(letter.lines) else ""
            ground = _GROUND.search(f"{line.text} {following}")
            yield f"Marked “{name}”", " ".join(ground["ground"].split()).rstrip(" ,") if ground else None


def _has_sign(small: str) -> bool:
    return any(map(small.__contains__, _SIGNS))
