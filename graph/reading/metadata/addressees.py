"""Whom a response is addressed to."""

import re
from collections.abc import Iterator

from graph.iris import actor_key, slug
from graph.model import Actor, BlockKind
from graph.reading.metadata import labels, names
from graph.reading.metadata.bodies import registered
from graph.reading.metadata.edge_names import closing_names
from graph.reading.metadata.evidence import Candidate
from graph.reading.metadata.kinds import actor_kind
from graph.reading.metadata.letter import Letter, Line
from graph.reading.metadata.titles import is_heading_like, whole_heading
from graph.registry import Registry

LEAST = 4.0
_BY_PLACE = ("address block", "a line of its own in the opening")
"""Where a letterhead may stand just as well: who signs the letter is not its addressee."""
_LONGEST_NAME = 8
_EARLY = 12
_LABELLED = re.compile(r":\s?[\w\d]|\d/\d")
_LONGEST_ADDRESS_LINE = 90
_TO = re.compile(r"^(?:notat\s)?til[:\s]\s*(?:leder\sav\s)?(?P<name>(?-i:[A-ZÆØÅ]).{2,120})$", re.IGNORECASE)
_SENT = re.compile(
    r"innspill(?:snotat)?|innspel|notat|høringssvar|høringsinnspill|høringsuttalelse|uttalelse|fråsegn|brev|svar|"
    r"henvendelse|forslag|^fra\s",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"\stil\s", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"\s(?:fra|frå|om|v/|ved|vedr\w*|vedrørende|sitt|sine|sin|for|av|april|mai|–|—|-)(?=\s|$)|\s[–—-]\s|[:.(](?=\s|$)|"
    r"\s\d{1,4}\b|\t|(?<=\w)s\s(?=arbeid|møte|utredning|forslag|høring|oppfølging|mandat|rapport)",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"^(?:postboks|pb\.?|boks|p\.o\.|box)\s?\d|^\d{4}\s[A-ZÆØÅ]", re.IGNORECASE)
_ATTENTION = re.compile(r"^(?:att|v/|ved)\b", re.IGNORECASE)
_OWN_CONTACT = re.compile(
    r"org\.?\s?nr|telefon|tlf|www\.|sentralbord|foretaksregister|bankgiro|postadresse", re.IGNORECASE
)
_RETURN = re.compile(
    r"(?:send\w*|sendes|returneres|returner|lever\w*|sendast|e-post\stil|epost\stil)\b[^@]{0,120}?"
    r"(?<![\w.-])(?P<mail>[\w.-]{1,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3})",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.-])(?P<mail>[\w.-]{1,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3})")


def addressees(letter: Letter, registry: Registry) -> tuple[Candidate[Actor], ...]:
    """The bodies that a response is addressed to, by the strongest way in which it names any; maybe none."""
    signed = {slug(name.value) for name in closing_names(letter)} if letter.is_signed else set()
    found = [
        candidate
        for candidate in _candidates(letter, registry)
        if candidate.score >= LEAST and not (candidate.found in _BY_PLACE and slug(candidate.value.name) in signed)
    ]
    if not found:
        return ()
    ranked = sorted(found, key=lambda candidate: (-candidate.score, candidate.offset))
    first, strongest = ranked[0], ranked[0].score
    chosen: dict[str, Candidate[Actor]] = {}
    for candidate in ranked:
        if candidate.score >= strongest - 1 and candidate.found == first.found:
            chosen.setdefault(candidate.value.key, candidate)
    return tuple(chosen.values())


def _candidates(letter: Letter, registry: Registry) -> Iterator[Candidate[Actor]]:
    for value, line in labels.values(letter, "addressee"):
        yield from _named(value, 10.0, "labelled as addressee", line.start, registry)
    recipient = letter.document.properties.get("recipient", "")
    yield from _named(recipient.split("<")[0].strip(' "'), 9.0, "the e-mail's recipient", 0, registry)
    yield from _by_mail(recipient, 7.0, "the e-mail's recipient", registry)
    yield from _from_lines(letter, registry)
    yield from _by_mail(letter.head, 5.0, "where the form is to be sent", registry)


def _from_lines(letter: Letter, registry: Registry) -> Iterator[Candidate[Actor]]:
    lines = letter.opening
    for index, line in enumerate(lines):
        if line.kind is BlockKind.PAGE_FURNITURE:
            continue
        if match := _TO.match(line.text):
            yield from _named(match["name"], 9.0, "“Til …” in the opening", line.start, registry)
        if index < _EARLY and _MAIL.fullmatch(line.text) and not _is_own_contact(lines, index):
            yield from _by_mail(line.text, 5.3, "a mail address in the opening", registry)
        if _is_block(lines, index):
            yield from _named(line.text, 8.0, "address block", line.start, registry)
        elif index < 20 and len(line.text) < 60 and registry.actor_named(names.tidy(line.text)):  # noqa: PLR2004
            yield from _named(line.text, 4.5, "a line of its own in the opening", line.start, registry)
        if is_heading_like(line):
            yield from _from_title(whole_heading(lines, index), 6.0 - index * 0.05, line.start, registry)


def _from_title(heading: str, score: float, start: int, registry: Registry) -> Iterator[Candidate[Actor]]:
    """The first body that follows a “til” in a title, after the word for what is sent."""
    first = _SENT.search(heading)
    for match in _TOWARDS.finditer(heading, first.end()) if first else ():
        found = list(
            _named(heading[match.end() :][:_LONGEST_ADDRESS_LINE], score, "named in the title", start, registry)
        )
        if found:
            yield from found
            return


def _is_block(lines: tuple[Line, ...], index: int) -> bool:
    """Whether a line begins the receiver's address: a postal address or “Att.” follows, no own contact details."""
    text, following = lines[index].text, [line.text for line in lines[index + 1 : index + 5]]
    near = next((distance for distance, other in enumerate(following[:3]) if _is_address_of(text, other)), None)
    if near is None or len(text) > _LONGEST_ADDRESS_LINE or _POSTAL.match(text) or _LABELLED.search(text):
        return False
    if near > 0 and (not names.is_body(following[0]) or _is_another(lines[index], lines[index + 1])):
        return False
    return not any(_OWN_CONTACT.search(other) for other in following)


def _is_another(line: Line, following: Line) -> bool:
    """Whether a body of its own follows after a gap: what stands above it is a letterhead, not its address."""
    gap = following.start - line.start - len(line.text)
    return gap > 1 and actor_kind(following.text) != "annet"


def _is_own_contact(lines: tuple[Line, ...], index: int) -> bool:
    """Whether the lines around one give the sender's own contact details."""
    return any(_OWN_CONTACT.search(line.text) for line in lines[max(0, index - 3) : index + 4])


def _is_address_of(name: str, text: str) -> bool:
    """Whether a line is a postal address, an “Att.”, or the mail address of the body that another line names."""
    return bool(_POSTAL.match(text) or _ATTENTION.match(text)) or ("@" in text and _is_mail_of(name, text))


def _is_mail_of(name: str, text: str) -> bool:
    """Whether a line is the mail address of the body that another line names."""
    mail = _MAIL.fullmatch(re.sub(r"^e-?post:?\s", "", text, flags=re.IGNORECASE))
    return bool(mail) and slug(name)[:6] in slug(text)


def _named(value: str, score: float, found: str, offset: int, registry: Registry) -> Iterator[Candidate[Actor]]:
    """The bodies that a value names: registered ones, and others that tell by their name that they are bodies."""
    cut = _AFTER_NAME.split(f"{value} ", maxsplit=1)[0]
    for part in re.split(r",\s(?=[A-ZÆØÅ])|\sog\s(?=[A-ZÆØÅ])|\s?/\s?", cut) if cut else ():
        name = names.tidy(part)
        if not name or name.lower() in {"til", "fra"}:
            continue
        actor = _begins_with(name, registry)
        if actor is not None:
            yield Candidate(actor, score, found, offset)
        elif (
            names.is_body(name) and name[0].isupper() and name.count(" ") < _LONGEST_NAME and not names.is_person(name)
        ):
            unregistered = Actor(actor_key(name), name, actor_kind(name))
            yield Candidate(unregistered, score - 2, found, offset)


def _begins_with(name: str, registry: Registry) -> Actor | None:
    """The registered actor with whose name some words begin."""
    words = name.split()
    tried = (registered(" ".join(words[:count]), registry) for count in range(min(len(words), _LONGEST_NAME), 0, -1))
    return next(filter(None, tried), None)


def _by_mail(text: str, score: float, found: str, registry: Registry) -> Iterator[Candidate[Actor]]:
    """The registered actor that owns the domain to which a response is sent."""
    pattern = _RETURN if score <= 5 else _MAIL  # noqa: PLR2004 (in running text, only an address to send to)
    for match in pattern.finditer(text) if "@" in text else ():
        box, _, domain = match["mail"].rpartition("@")
        tried = (match["mail"], box, *_owners(domain))
        actor = next(filter(None, (registry.actor_named(name) or registry.actor(name) for name in tried)), None)
        if actor is not None:
            yield Candidate(actor, score, found, match.start())


def _owners(domain: str) -> Iterator[str]:
    """The words of a mail domain that could name its owner, the nearest to the top first."""
    for word in reversed(domain.split(".")[:-1]):
        yield word
        if word != slug(word):
            yield slug(word)
