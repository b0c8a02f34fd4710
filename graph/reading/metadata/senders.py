"""Who sent a response: everything in it that speaks for a body, weighed."""

import re
from collections.abc import Iterator, Sequence

from graph.model import Actor, BlockKind
from graph.reading.metadata import labels, names
from graph.reading.metadata.bodies import Body, bodies
from graph.reading.metadata.evidence import Candidate
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.titles import is_heading_like, whole_heading
from graph.reading.metadata.voices import voices
from graph.registry import Registry

LEAST = 4.0
_CONTRIBUTION = (
    r"(?:innspill(?:snotat)?|innspel|høringssvar|høringsinnspill|høringsuttalelse|høyringssvar|høyringsinnspel|"
    r"høyringsfråsegn|fråsegn|uttalelse|uttale|merknader|notat|svar|kommentarer|tilbakemelding|forslag|syn|response|"
    r"submission|comments)"
)
_FROM_TITLE = re.compile(
    rf"\b{_CONTRIBUTION}\b.{{0,160}}?\s[-–—]?\s?(?:fra|frå|from)\s(?P<name>.{{2,160}})", re.IGNORECASE
)
_OWNER = re.compile(
    rf"(?:^|[–—:]\s)(?P<name>[\w][^.:!?\n]{{1,90}}?)(?:(?:(?<=\w)['’]?s|['’])|\ssitt|\ssine|\ssin)\s"
    rf"(?:\w{{1,20}}\s){{0,2}}{_CONTRIBUTION}\b",
    re.IGNORECASE,
)
_FROM_LINE = re.compile(
    r"^(?:og\s)?(?:fra|frå|from)[:\s]\s*(?P<name>(?:[A-ZÆØÅ]|nettverk|det\s|den\s).{2,160})$", re.IGNORECASE
)
_LAST = re.compile(
    rf"{_CONTRIBUTION}\b[^–—]{{0,80}}\s?[–—]\s(?P<name>(?-i:[A-ZÆØÅ][\w&.-]{{1,40}}(?:\s[A-ZÆØÅ][\w&.-]{{1,40}}){{0,3}}))$",
    re.IGNORECASE,
)
_BEHALF = re.compile(r"^(?:på\svegn(?:e|er)\sav|on\sbehalf\sof)\s(?P<name>.{2,120})$", re.IGNORECASE)
_FOR = re.compile(r"^for\s(?P<name>[A-ZÆØÅ].{1,100})$", re.IGNORECASE)
_ENDS_TITLE_NAME = re.compile(
    r"\s(?:til|om|vedrørende|vedr\.?|angående|på\svegne|i\sforbindelse|ved|v/|april|mai|januar|februar|mars|juni|juli|"
    r"august|september|oktober|november|desember)(?=\s|$)|\s[–—]\s|[:;.](?=\s|$)|\t|\s{3,}|\s\d{1,2}[./]\s?\d|\s20\d\d\b"
)
_APPOSITION = re.compile(r",\s(?:et|en|ei|eit|ein|som|den|det|NHOs|ved)\s.*$|\sved\s(?:leder|direktør|nettverkets).*$")
_OFFICE_OF = re.compile(
    r"(?:^|[\s,])(?:\w{0,25}(?:leder|leiar|direktør|sekretær|ordfører|rådmann|sjef|president|dekan|rektor)|ceo|head|"
    r"director)(?:\si|\sav|\sfor|\sved|\sof|,|\s[–-])?\s(?P<name>[A-ZÆØÅ].{1,100})$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?:er|har|som|mener|vil|kan|skal|må|bør|godkjent|viser|gir)\b|[a-zæøå]\.\s[A-ZÆØÅ]")
_NAME_LIKE = re.compile(r"[A-ZÆØÅ][\w&-]{2,30}(?:\s[\w&-]{1,30}){0,4}")
_CONTACT = re.compile(r"(?:org\.?\s?n(?:r|ummer)|tlf|telefon|www\.|@|sentralbord|bankgiro|bankkonto)", re.IGNORECASE)
_STEM_OF_DOMAIN = re.compile(
    r"(?:@|www\.|https?://)(?:[\w-]{1,40}\.){0,2}(?P<owner>[\w-]{2,40})\.(?:no|com|org|net|eu)\b"
)
_FREE_MAIL = {"gmail", "hotmail", "online", "outlook", "yahoo", "icloud", "live", "msn", "me", "dep", "regjeringen"}


def senders(letter: Letter, registry: Registry, addressed: Sequence[Actor], title: str | None) -> tuple[Body, ...]:
    """The bodies that could have sent a response, the likeliest first, without those that it is addressed to."""
    candidates = [
        *_labelled(letter),
        *_from_properties(letter),
        *_from_title(letter, title),
        *_from_closing(letter),
        *_from_head(letter),
        *voices(letter),
    ]
    found = bodies(letter, candidates, registry)
    away = {actor.key for actor in addressed}
    return tuple(body for body in found if body.key not in away and body.score >= LEAST)


def owners_of_addresses(letter: Letter) -> frozenset[str]:
    """The names in the web and mail addresses of a letter's head and foot, without those of free mail."""
    near = "\n".join(line.text for line in (*letter.opening[:15], *letter.lines[-15:]))
    return frozenset(match["owner"].lower() for match in _STEM_OF_DOMAIN.finditer(near)) - _FREE_MAIL


def _labelled(letter: Letter) -> Iterator[Candidate[str]]:
    for value, line in labels.values(letter, "sender"):
        if not names.is_person(value) and "@" not in value:
            yield Candidate(_APPOSITION.sub("", value), 12.0, "labelled as sender", line.start)


def _from_properties(letter: Letter) -> Iterator[Candidate[str]]:
    properties = letter.document.properties
    for key, score in (("sender", 8.0), ("author", 1.5)):
        name = properties.get(key, "").split("<")[0].strip(' "')
        if name and "@" not in name and not names.is_person(name) and names.is_body(name):
            yield Candidate(name, score, f"the file's {key}", 0)


def _from_title(letter: Letter, title: str | None) -> Iterator[Candidate[str]]:
    """Names after “fra” and before “sitt innspill” in the title and in the short lines of the opening."""
    shown = [(title, 0)] if title else []
    lines = letter.opening
    for index, line in enumerate(lines[:25]):
        if is_heading_like(line):
            whole = whole_heading(lines, index)
            yield from _from_line(whole, line.start)
            shown.append((whole, line.start))
    for text, start in shown:
        if match := _FROM_TITLE.search(text):
            yield from _named(match["name"], 9.0, "named in the title", start)
        if match := _OWNER.search(text):
            yield from _named(match["name"], 7.5, "owner in the title", start)

        if match := _LAST.search(text):
            yield from _named(match["name"], 4.5, "last in the title", start)


def _from_line(text: str, start: int) -> Iterator[Candidate[str]]:
    if match := _FROM_LINE.match(text):
        yield from _named(match["name"], 8.0, "“Fra …” in the opening", start)


def _named(name: str, score: float, found: str, offset: int) -> Iterator[Candidate[str]]:
    """A name that the words around it give; one in lower case only if it tells that it is a body."""
    cut = _APPOSITION.sub("", _ENDS_TITLE_NAME.split(f"{name} ", maxsplit=1)[0])
    tidy = names.tidy(cut)
    if not names.is_plausible(tidy) or names.is_person(tidy):
        return
    if tidy[0].isupper() or names.is_body(tidy):
        yield Candidate(tidy[0].upper() + tidy[1:], score, found, offset)


def _from_closing(letter: Letter) -> Iterator[Candidate[str]]:
    """Bodies in the signature, and those whose office somebody signs in."""
    weight = 6.0 if letter.is_signed else 4.0
    for line in letter.closing:
        text = line.text
        if len(text) > 110 or line.kind is BlockKind.FOOTNOTE or "http" in text:  # noqa: PLR2004
            continue
        if match := _BEHALF.match(text):
            yield from _named(match["name"], 9.0, "signed on behalf of", line.start)
        elif match := _FOR.match(text):
            yield from _named(match["name"], 7.0, "signed for", line.start)
        elif match := _OFFICE_OF.search(text):
            yield from _named(match["name"], weight - 1, "office of the signatory", line.start)
        elif _CONTACT.search(text) or names.person_at_start(text) or _SENTENCE.search(text) or not text[0].isupper():
            continue
        elif names.is_body(text) and not names.is_role(text):
            yield Candidate(names.tidy(text), weight, "in the signature", line.start)
        elif letter.is_signed and _NAME_LIKE.fullmatch(text) and not names.is_role(text):
            yield Candidate(names.tidy(text), 3.0, "in the signature", line.start)


def _from_head(letter: Letter) -> Iterator[Candidate[str]]:
    """Bodies in the letterhead and in lines of contact details at the head and foot."""
    for index, line in enumerate(letter.lines[:8]):
        marked = line.kind is BlockKind.LETTERHEAD
        text = re.split(r"\s[|◦•–]\s|\t|\s{3,}|\s\d{1,2}\.\d{1,2}\.", line.text)[0]
        if index < 6 + 4 * marked and len(text) < 80 and names.is_body(text) and text[0].isupper():  # noqa: PLR2004
            near = " ".join(other.text for other in letter.lines[index : index + 6])
            score = 3.5 + 1.0 * marked + 1.5 * bool(_CONTACT.search(near)) - 0.3 * index
            yield Candidate(names.tidy(text), score, "letterhead", line.start)
    for line in letter.lines[-20:]:
        if _CONTACT.search(line.text) and len(line.text) < 200:  # noqa: PLR2004
            first = re.split(r"\s[|◦•–-]\s|,", line.text)[0]
            if names.is_body(first) and first[0].isupper() and len(first) < 80:  # noqa: PLR2004
                yield Candidate(names.tidy(first), 4.0, "contact details", line.start)
