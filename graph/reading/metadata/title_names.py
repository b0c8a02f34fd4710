"""The sender's name in the title and in the short lines at the head of a response."""

import re
from collections.abc import Iterator

from graph.reading.metadata import names
from graph.reading.metadata.evidence import Candidate
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.titles import is_heading_like, whole_heading

_CONTRIBUTION = (
    r"(?:innspill(?:snotat)?|innspel|høringssvar|høringsinnspill|høringsuttalelse|høyringssvar|høyringsinnspel|"
    r"høyringsfråsegn|fråsegn|uttalelse|uttale|merknader|notat|svar|kommentarer|tilbakemelding|forslag|syn|response|"
    r"submission|comments)"
)
_SAYS_CONTRIBUTION = re.compile(_CONTRIBUTION)
_FROM = re.compile(rf"\b{_CONTRIBUTION}\b.{{0,160}}?\s[-–—]?\s?(?:fra|frå|from)\s(?P<name>.{{2,160}})", re.IGNORECASE)
_OWNER = re.compile(
    r"(?:^|[–—:]\s)(?P<name>(?!felles|årets|dagens)\w[^.:!?\n]{1,90}?)(?:(?:(?<=\w)['’]?s|['’])|\ssitt|\ssine|\ssin)\s"
    rf"(?:\w{{1,20}}\s){{0,2}}{_CONTRIBUTION}\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"{_CONTRIBUTION}\b[^–—]{{0,120}}\s?[–—]\s(?P<name>(?-i:[A-ZÆØÅ][\w&.-]{{1,40}}(?:\s[\wæøå&.-]{{1,40}}){{0,5}}))$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"^(?P<name>(?-i:[A-ZÆØÅ])[\w &.-]{{2,90}}?)\s?[–—:|]\s(?:\w{{1,20}}\s){{0,2}}{_CONTRIBUTION}\b", re.IGNORECASE
)
_LINE = re.compile(
    r"^(?:og\s)?(?:fra|frå|from)[:\s]\s*(?P<name>(?:(?-i:[A-ZÆØÅ])|nettverk|det\s|den\s).{2,200})$", re.IGNORECASE
)
_ENDS_NAME = re.compile(
    r"\s(?:til|om|vedrørende|vedr\.?|angående|på\svegne|i\sforbindelse|ved|v/|april|mai|januar|februar|mars|juni|juli|"
    r"august|september|oktober|november|desember)(?=\s|$)|\s[-–—]\s|[:;](?=\s|$)|(?<!avd)(?<!AVD)(?<!Avd)\.(?=\s|$)|"
    r"\t|\s{3,}|\s\d{1,2}[./]\s?\d|\s20\d\d\b",
)
_APPOSITION = re.compile(
    r",\s(?:et|en|ei|eit|ein|som|den|det|[A-ZÆØÅ]+s)\s.*$|\sved\s(?:leder|direktør|nettverkets).*$|,\sNHOs\s.*$"
)
_LINES = 25
_OWNER_UNTIL = 1200
_PROPER_WORD = re.compile(r"[A-ZÆØÅ]")


def title_names(letter: Letter, title: str | None) -> Iterator[Candidate[str]]:
    """Names after “fra” and before “sitt innspill” in the title, and after “Fra” at the head."""
    for shown in dict.fromkeys(filter(None, (title, letter.document.properties.get("title")))):
        yield from _in_title(shown, 0)
    lines = letter.opening
    for index, line in enumerate(lines[:_LINES]):
        whole = whole_heading(lines, index)
        if match := _LINE.match(whole):
            yield from named(match["name"], 8.0, "“Fra …” in the opening", line.start)
        if is_heading_like(line):
            yield from _in_title(whole, line.start)


def _in_title(text: str, start: int) -> Iterator[Candidate[str]]:
    if not _SAYS_CONTRIBUTION.search(text.lower()):
        return
    if match := _FROM.search(text):
        yield from named(match["name"], 9.0, "named in the title", start)
    if start < _OWNER_UNTIL and (match := _OWNER.search(text)):
        yield from named(match["name"], 7.5, "owner in the title", start)
    for pattern, found in ((_LAST, "last in the title"), (_FIRST, "first in the title")):
        match = pattern.search(text)
        if match and (names.is_body(match["name"]) or _is_proper(match["name"])):
            yield from named(match["name"], 4.5, found, start)


def _is_proper(name: str) -> bool:
    """Whether every longer word of a name begins with a capital."""
    return all(_PROPER_WORD.match(word) for word in name.split() if len(word) > 3)  # noqa: PLR2004


def named(name: str, score: float, found: str, offset: int) -> Iterator[Candidate[str]]:
    """A name that the words around it give; one in lower case only if it tells that it is a body."""
    tidy = names.tidy(without_apposition(_ENDS_NAME.split(f"{name} ", maxsplit=1)[0]))
    if not names.is_plausible(tidy) or names.is_person(tidy):
        return
    if tidy[0].isupper() or names.is_body(tidy):
        yield Candidate(tidy[0].upper() + tidy[1:], score, found, offset)


def without_apposition(name: str) -> str:
    """A name without what explains it after a comma."""
    return _APPOSITION.sub("", name)
