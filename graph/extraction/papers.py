"""Plans, reports, schemes and projects that no list holds, by the form in which texts name them."""

import re
from collections.abc import Iterator
from itertools import chain

from graph.extraction.patterns import Designation
from graph.extraction.titles import TITLE, title_length
from graph.iris import slug
from graph.model import Span
from graph.seeking import sought

# Every pattern begins with letters to look for; what stands before them is looked at afterwards.
_OF_A_NAME = re.compile(
    r"-(?:modellen|ordningen|ordninga|prosjektet|programmet|reformen|reforma|planen|strategien|direktivet|forordningen|"
    r"avtalen|utredningen|utgreiinga|meldingen|meldinga|veilederen|rettleiaren|prinsippet|studien|satsingen|satsinga|"
    r"registeret|rapporten)(?!\w)"
)
_NAME_BEFORE = re.compile(r"(?<![\w-])(?P<name>[A-ZÆØÅ][\wÆØÅæøå]{1,24})$")
# fmt: off
_NOBODY = frozenset(
    [
        "IKT", "IT", "KI", "AI", "EU", "EØS", "EPJ", "PLO", "HMS", "HR", "DPS", "TV", "SMS", "PC", "BUP", "HF", "RHF",
        "LIS", "FoU", "OECD", "FN", "Covid", "Corona", "Korona", "Nav", "NAV",
    ]
)
# fmt: on
_QUOTED = (
    re.compile(r"«(?P<title>[A-ZÆØÅ][^«»\n]{3,80}(?:\n[^«»\n]{1,60})?)»"),
    re.compile(r"“(?P<title>[A-ZÆØÅ][^“”\n]{3,80}(?:\n[^“”\n]{1,60})?)”"),
    re.compile(r"\"(?P<title>[A-ZÆØÅ][^\"\n]{3,80}(?:\n[^\"\n]{1,60})?)\""),
)
_PAPER_BEFORE = re.compile(
    r"(?:rapport|veileder|rettleiar|strategi|plan|utredning|utgreiing|melding|retningslinje|veikart|håndbok|handbok|"
    r"brosjyre|notat|undersøkelse)(?:en|et|a|ane|ene)?:?\s{1,3}$",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"(?P<who>Riksrevisjonen|Helsedirektoratet|Helsetilsynet|Folkehelseinstituttet|Sivilombudet)s\s{1,3}"
    r"(?P<what>undersøkelse|undersøking|rapport|veileder|utredning|evaluering|gjennomgang)\s{0,3}"
    rf"(?:\([^()\n]{{1,20}}\)\s{{0,3}})?(?P<of>av|om|for)\s{{1,3}}(?P<title>{TITLE})"
)
_YEARS = r"\s{1,3}\(?(?:19|20)\d{2}(?:\s{0,2}[-–]\s{0,2}(?:20)?\d{2})?\)?"
_NATIONAL = re.compile(
    r"(?<=[a-zæøå,;:«(]\s)(?:Nasjonal[et]?\s{1,3}(?:faglige?\s{1,3}|fagleg\s{1,3})?(?:retningslinjer?|veileder|rettleiar|"
    r"handlingsplan|strategi|plan|opptrappingsplan|kvalitetsregister|rammeverk|program)|"
    r"(?:Opptrappings|Handlings)plan(?:en)?|Veileder|Veikart|Strategi)\s{1,3}(?:for|om|mot|i)\s{1,3}"
    rf"(?P<title>{TITLE})(?P<years>{_YEARS})?"
)
_OWNERS = ("sjonens ", "toratets ", "ilsynets ", "tuttets ", "budets ")
_KINDS = ("Nasjonal", "Opptrappingsplan", "Handlingsplan", "Veileder ", "Veikart ", "Strategi ")
_KIND_WORDS = tuple(kind.rstrip() for kind in _KINDS)
_REACH = 30


def papers(text: str) -> Iterator[Designation]:
    """The plans, reports, schemes and projects that a text names in one of the forms that show a name."""
    yield from _of_a_name(text)
    yield from _quoted(text)
    if any(sign in text for sign in _OWNERS):
        yield from (_of_somebody(text, found) for found in _OF_SOMEBODY.finditer(text))
    if any(sign in text for sign in _KINDS):
        yield from (_national(text, found) for found in sought(_NATIONAL, _KIND_WORDS, text))


def _of_a_name(text: str) -> Iterator[Designation]:
    for found in _OF_A_NAME.finditer(text):
        offset = max(0, found.start() - _REACH)
        name = _NAME_BEFORE.search(text[offset : found.start()])
        if name and name["name"] not in _NOBODY:
            start = offset + name.start()
            yield _named(Span(start, found.end()), text[start : found.end()])


def _quoted(text: str) -> Iterator[Designation]:
    for found in chain.from_iterable(pattern.finditer(text) for pattern in _QUOTED):
        if _PAPER_BEFORE.search(text[max(0, found.start() - _REACH) : found.start()]):
            yield _named(Span(*found.span("title")), found["title"])


def _of_somebody(text: str, found: re.Match[str]) -> Designation:
    end = found.start("title") + title_length(found["title"])
    title = text[found.start("title") : end]
    return _named(Span(found.start(), end), f"{found['who']}s {found['what']} {found['of']} {title}")


def _national(text: str, found: re.Match[str]) -> Designation:
    end = found.start("title") + title_length(found["title"])
    end = found.end() if found["years"] and end == found.end("title") else end
    return _named(Span(found.start(), end), text[found.start() : end])


def _named(span: Span, name: str) -> Designation:
    name = re.sub(r"\s+", " ", re.sub(r"-\n", "-", name)).strip(" .,;:")
    return Designation(span, None, slug(name), name, guessed=True)
