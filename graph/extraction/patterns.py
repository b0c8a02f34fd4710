"""Designations that follow a pattern: NOU, white papers, bills, acts and regulations of Norway and of the EU."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from graph.iris import instrument_key, slug
from graph.model import Span

_MONTH_NAMES = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_SESSION = r"\(\s{0,3}(?P<first>\d{4})\s{0,3}[-–]\s{0,3}(?P<last>\d{2,4})\s{0,3}\)"
_TITLE_NUMBER = r"\s{0,3}(?:nr\.?\s{0,3})?(?P<number>\d{1,3})\s{0,3}"
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Designation:
    """An instrument named by its designation; `key` is what the graph calls it."""

    span: Span
    designation: str
    key: str
    name: str


def _session(found: re.Match[str], form: str) -> str:
    last = found["last"]
    last = found["first"][:2] + last if len(last) < _YEAR_DIGITS else last
    return form.format(
        number=found["number"], letter=found.groupdict().get("letter") or "", session=f"{found['first']}–{last}"
    )


def _european(found: re.Match[str]) -> str:
    year, number = found["a"], found["b"]
    # Until 2014 the number came first: (EU) nr. 910/2014.
    if len(number) == _YEAR_DIGITS and (len(year) < _YEAR_DIGITS or found["nr"]):
        year, number = number, year
    return f"(EU) {year}/{int(number)}"


def _enacted(found: re.Match[str]) -> str:
    prefix = "FOR" if found["what"].lower().startswith("for") else "LOV"
    number = f"-{found['number']}" if found["number"] else ""
    return f"{prefix}-{found['year']}-{_MONTHS[found['month'].lower()]:02}-{int(found['day']):02}{number}"


_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        ("NOU",),
        re.compile(r"\bNOU\s{0,3}(?P<year>\d{4})\s{0,3}:\s{0,3}(?P<number>\d{1,2})\b"),
        lambda m: f"NOU {m['year']}: {int(m['number'])}",
    ),
    (
        ("eld", "St."),
        re.compile(
            r"\b(?:Meld\.?\s{0,3}St\.?|St\.?\s{0,3}[Mm]eld\.?|Stortingsmelding(?:en|a)?)" + _TITLE_NUMBER + _SESSION
        ),
        lambda m: _session(m, "Meld. St. {number} ({session})"),
    ),
    (
        ("rop", "prp"),
        re.compile(
            r"\b(?:Prop\.?|Ot\.?\s{0,3}prp\.?|St\.?\s{0,3}prp\.?)"
            + _TITLE_NUMBER
            + r"(?P<letter>[LS]{0,2})\s{0,3}"
            + _SESSION
        ),
        lambda m: _session(m, "Prop. {number} {letter} ({session})").replace("  ", " "),
    ),
    (
        ("Innst",),
        re.compile(r"\bInnst\.?" + _TITLE_NUMBER + r"(?P<letter>[LS]{1,2})\s{0,3}" + _SESSION),
        lambda m: _session(m, "Innst. {number} {letter} ({session})"),
    ),
    (
        ("Dokument",),
        re.compile(r"\bDokument\s{0,3}(?P<series>\d{1,2})\s{0,3}:\s{0,3}(?P<number>\d{1,3})\s{0,3}" + _SESSION),
        lambda m: f"Dokument {m['series']}:" + _session(m, "{number} ({session})"),
    ),
    (
        ("(E",),
        re.compile(r"\((?:EU|EF|EC|EØF)\)\s{0,3}(?P<nr>[Nn]r\.?|[Nn]o\.?)?\s{0,3}(?P<a>\d{1,4})/(?P<b>\d{1,4})\b"),
        _european,
    ),
    (
        ("/E",),
        re.compile(r"\b(?P<a>\d{4})/(?P<b>\d{1,4})(?P<nr>)/(?:EU|EF|EC|EØF)\b"),
        _european,
    ),
    (
        ("COM",),
        re.compile(r"\bCOM\s{0,3}\(?(?P<year>\d{4})\)?\s{0,3}(?P<number>\d{1,4})\b"),
        lambda m: f"COM({m['year']}) {m['number']}",
    ),
    (("LOV-", "FOR-"), re.compile(r"\b(?:LOV|FOR)-\d{4}-\d{2}-\d{2}(?:-\d{1,5})?\b"), lambda m: m.group()),
    (
        ("ov ", "krift ", "ov\n", "krift\n"),
        re.compile(
            r"\b(?P<what>[Ll]ov|[Ff]orskrift)\s{1,3}(?:av\s{1,3})?(?P<day>\d{1,2})\.\s{0,3}(?P<month>"
            + "|".join(_MONTHS)
            + r")\s{1,3}(?P<year>\d{4})(?:\s{1,3}nr\.?\s{0,3}(?P<number>\d{1,5}))?"
        ),
        _enacted,
    ),
)
_SECTION = r"(?P<tail>s?(?:\s{0,3}§§?\s{0,3}\d{1,3}(?:-\d{1,3})?)?)"
# Two patterns with letters to look for are faster than one with a choice at its start.
_SHORT_NAME_ENDS = (
    re.compile(r"lov(?:en|a)(?=s?(?!\w))" + _SECTION),
    re.compile(r"forskrift(?:en|a)(?=s?(?!\w))" + _SECTION),
)
_SHORT_NAME_START = re.compile(r"(?<![\w-])(?:[A-ZÆØÅa-zæøå]{3,30}-\s{0,2}og\s{1,3})?[A-ZÆØÅa-zæøå]{4,40}$")
_LONGEST_START = 80
_NOT_AN_ACT = re.compile(
    r"^(?:ramme|sær|special|spesial|tjeneste|teneste|fullmakts|ny|for|velferds|helse|endrings)(?:lov|forskrift)"
)


def designations(text: str, short_names: Mapping[str, str]) -> Iterator[Designation]:
    """The designations in a text; `short_names` gives that of acts known by a short name, both in lower case."""
    for signs, pattern, form in _PATTERNS:
        for found in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            designation = form(found)
            yield Designation(Span(*found.span()), designation, instrument_key(designation), designation)
    for ending in chain.from_iterable(pattern.finditer(text) for pattern in _SHORT_NAME_ENDS):
        if named := _short_named(text, ending, short_names):
            yield named


def _short_named(text: str, ending: re.Match[str], short_names: Mapping[str, str]) -> Designation | None:
    offset = max(0, ending.start() - _LONGEST_START)
    start = _SHORT_NAME_START.search(text[offset : ending.start()])
    if start is None:
        return None
    span = Span(offset + start.start(), ending.end())
    name = re.sub(r"\s+", " ", start.group() + ending.group().removesuffix(ending["tail"])).lower()
    name = re.sub(r"lova$", "loven", re.sub(r"forskrifta$", "forskriften", name))
    if _NOT_AN_ACT.match(name):
        return None
    kind = "lov" if name.endswith("loven") else "forskrift"
    designation = short_names.get(name, name.capitalize())
    return Designation(span, designation, f"{kind}-{slug(name)}", name.capitalize())
