"""People whom a response names though they neither sent nor signed it, and what tells where they are."""

import re
from collections.abc import Callable, Iterator

from graph.model import Span
from graph.reading.metadata import identity, names
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.signatures import case_officers
from graph.seeking import sought

_WORD = r"[A-ZÆØÅÁČĐŠŽÖÄÉÜ][\wæøåáčđŋšžöäéèüó-]{1,20}"
_PERSON = re.compile(
    rf"(?<![\w-])(?:{_WORD}\s(?:og|&)\s)?{_WORD}(?:\s(?:van|von|de|af|der|[A-ZÆØÅ]\.|{_WORD})){{1,4}}(?![\w-])"
)
_RELATED = re.compile(
    r"(?<!\w)(?i:kone|kona|ektefelle\w?|mannen|samboer(?:en)?|sambuar(?:en)?|mor|moren|mora|far|faren|sønn|sønnen|sonen|datter|"
    r"datteren|dattera|dotter|dottera|bror|broren|søster|søsteren|syster|barna|bestemor|bestefar|nabo|naboen|venn|vennen|"
    r"venninne|venninnen|fastlege|fastlegen|legen|doktor|pasient|pasienten|herr|fru)"
    r"(?:\s(?:min|mi|mitt|mine|vår|vårt|våre))?,?\s(?:(?:doktor|dr\.)\s)?"
    rf"(?P<name>{_WORD}(?:(?:\s|,\s|\s(?:og|&)\s){_WORD}){{0,4}})"
)
_BEGINS_RELATED = (
    *("kone", "kona", "ektefelle", "mannen", "sambo", "sambu", "mor", "far", "søn", "son", "datt", "dott", "bror"),
    *("søster", "syster", "barna", "bestem", "bestef", "nabo", "venn", "fastlege", "legen", "doktor", "pasient"),
    *("herr", "fru"),
)
_FAMILY = re.compile(rf"(?<!\w)[Ff]amili(?:en|a)\s(?P<name>{_WORD})(?![\w-])")
_FAMILY_SENDS = re.compile(
    rf"(?:\b(?:fra|frå|hilsen|helsing)\s|^)familien?a?\s(?P<name>{_WORD})(?![\w-])", re.IGNORECASE
)
_ADDRESS = re.compile(
    rf"(?<![\w-])(?P<with_town>(?:{_WORD}\s){{1,3}}\d{{1,4}}\s?[A-Za-z]?,?\s+(?:NO-)?\d{{4}}\s{_WORD})|"
    rf"\b(?:bor|bur|bodde|budde|bosatt|busett)\s(?:i|på|ved)\s(?P<home>(?:{_WORD}\s){{1,3}}\d{{1,4}}\s?[A-Za-z]?"
    rf"(?:,?\s\d{{4}}\s{_WORD})?)(?!\w)|"
    r"(?<!\w)(?P<english>\d{1,4}[A-Za-z]?\s(?:[A-Z]\w+\s){1,3}(?:Lane|Street|Road|Avenue|Close|Drive|Square|Way|St|Rd))\b"
)
_PHONE = re.compile(r"(?<![\w./-])(?:(?:\+|00)\d{2}[\s.-]?)?\d(?:[\s.\u00a0-]?\d){7}(?![\w/-]|\.\d)")
_DATE = re.compile(r"(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}[.-]\d{2}[.-]\d{2}|(?:19|20)\d{2}[\s.-](?:19|20)\d{2})$")
_BEFORE_MAIL = re.compile(rf"(?P<name>{_WORD}(?:[ ,]{{1,2}}{_WORD}){{1,4}})[\"']?\s?<$")
_REACH = 60


def of_family(letter: Letter) -> str | None:
    """The name of the family that sends or signs a letter as one."""
    lines = [line.text for line in (*letter.opening, *letter.closing) if "famili" in line.small]
    return next((found["name"] for line in lines if (found := _FAMILY_SENDS.search(line))), None)


def in_every_response(letter: Letter, is_known: Callable[[str], bool]) -> Iterator[Span]:
    """Patients and relatives who are named as such, names before personal mail addresses, and case officers' phones.

    `is_known` tells which names are those of things or bodies that are known.
    """
    text = letter.document.text
    for found in sought(_RELATED, _BEGINS_RELATED, text, letter.small):
        if not is_known(found["name"]) and _may_be_person(found["name"]):
            yield Span(*found.span("name"))
    for mail in identity.mails(text, personal=True):
        start = max(0, mail.start - _REACH)
        before = _BEFORE_MAIL.search(text[start : mail.start])
        if before and not names.has_body_word(before["name"]):
            yield Span(start + before.start("name"), start + before.end("name"))
    for _, place in case_officers(letter):
        end = text.find("\n", place)
        yield from _phones(text, place, len(text) if end < 0 else end)


def in_private_letters(letter: Letter, is_known: Callable[[str], bool]) -> Iterator[Span]:
    """Everybody named in a private person's letter, with addresses and phone numbers in whatever form.

    `is_known` tells which names are those of things or bodies that are known.
    """
    text = letter.document.text
    for found in _PERSON.finditer(text):
        if names.is_person(" ".join(found.group().split())) and not is_known(" ".join(found.group().split())):
            yield Span(*found.span())
    yield from (Span(*found.span("name")) for found in _FAMILY.finditer(text))
    yield from (Span(*found.span(found.lastgroup or 0)) for found in _ADDRESS.finditer(text))
    yield from _phones(text, 0, len(text))


def _may_be_person(name: str) -> bool:
    return not names.has_body_word(name) and not names.is_role(name)


def _phones(text: str, start: int, end: int) -> Iterator[Span]:
    for found in _PHONE.finditer(text, start, end):
        if not _DATE.match(found.group()):
            yield Span(*found.span())
