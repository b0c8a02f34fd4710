"""Designations that follow a pattern: papers of the Storting and the government, acts, EU acts, cases, standards."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.iris import instrument_key
from graph.model import Span
from graph.seeking import sought

_MONTH_NAMES = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
DATE = (
    r"(?P<day>\d{1,2})\.\s{0,3}(?P<month>" + "|".join(_MONTHS) + r"|\d{1,2}\.)\s{0,3}(?P<year>\d{4})"
    r"(?:,?\s{1,3}nr\.?\s{0,3}(?P<number>\d{1,5}))?"
)
"""The date and number of an act, as in “2. juli 1999 nr. 63”."""
_SESSION = r"\(?\s{0,3}(?P<first>(?:1[89]|20)\d{2})\s{0,3}[-–/]\s{0,3}(?P<last>\d{4}|\d{2})(?!\d)\s{0,3}\)?"
_TITLE_NUMBER = r"\s{0,3}(?:[Nn]r\.?\s{0,3})?(?P<number>\d{1,3})\s{0,3}"
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Designation:
    """An instrument named by its designation, or by a name alone; `key` is what the graph calls it.

    `guessed` says that the name was found by its form alone, so that a known name in its place is surer.
    """

    span: Span
    designation: str | None
    key: str
    name: str
    guessed: bool = False


def _session(found: re.Match[str], form: str) -> str:
    last = found["last"]
    last = found["first"][:2] + last if len(last) < _YEAR_DIGITS else last
    groups = found.groupdict()
    return form.format(
        number=found["number"],
        letter=groups.get("letter") or "",
        series=groups.get("series") or "",
        session=f"{found['first']}–{last}",
    ).replace("  ", " ")


def _european(found: re.Match[str]) -> str:
    year, number = found["a"], found["b"]
    # Until 2014 the number came first: (EU) nr. 910/2014.
    if len(number) == _YEAR_DIGITS and (len(year) < _YEAR_DIGITS or found["nr"]):
        year, number = number, year
    # Directives of the last century bear two digits of their year: 95/46/EF.
    year = f"19{year}" if len(year) == len("95") else year
    return f"(EU) {year}/{int(number)}"


def enacted(found: re.Match[str]) -> str:
    """What Lovdata calls the act whose kind (`what`) and date a match holds."""
    prefix = "FOR" if found["what"].lower().startswith("for") else "LOV"
    month = _MONTHS.get(found["month"].lower()) or int(found["month"].rstrip("."))
    number = f"-{found['number']}" if found["number"] else ""
    return f"{prefix}-{found['year']}-{month:02}-{int(found['day']):02}{number}"


def _at_lovdata(found: re.Match[str]) -> str:
    return f"{'FOR' if found['what'] == 'forskrift' else 'LOV'}-{found['date']}"


def _standard(found: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", f"{found['body']} {found['number']}")


_Form = Callable[[re.Match[str]], str]
_Pattern = tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str], _Form]
"""Letters of which some stand in every text with a match, those that a match begins with, and what is made of one."""
_NATIONAL: tuple[_Pattern, ...] = (
    (
        ("NOU",),
        ("NOU",),
        re.compile(r"\bNOU\s{0,3}(?P<year>(?:19|20)\d{2})\s{0,3}[:/–-]\s{0,3}(?P<number>\d{1,2})\b"),
        lambda m: f"NOU {m['year']}: {int(m['number'])}",
    ),
    (
        ("Meld", "meld.", "tortingsmelding", "til Stortinget"),
        ("Meld", "meld", "St", "stortingsmelding"),
        re.compile(
            r"\b(?:Meld\.?\s{0,3}St\.?|St\.?\s{0,3}[Mm]eld\.?|[Ss]tortingsmelding(?:en|a)?|"
            r"[Mm]elding(?:en|a)?\s{1,3}til\s{1,3}Stortinget)" + _TITLE_NUMBER + _SESSION
        ),
        lambda m: _session(m, "Meld. St. {number} ({session})"),
    ),
    (
        ("rop",),
        ("Prop",),
        re.compile(
            r"\bProp(?:\.|osisjon)?" + _TITLE_NUMBER + r"(?P<letter>L\s{0,2}S|LS|L|S)?(?![a-zæøå])\s{0,3}" + _SESSION
        ),
        lambda m: _session(m, "Prop. {number} {letter} ({session})"),
    ),
    (
        ("prp",),
        ("Ot", "St"),
        re.compile(r"\b(?P<series>Ot|St)\.?\s{0,3}prp\.?" + _TITLE_NUMBER + _SESSION),
        lambda m: _session(m, "{series}.prp. nr. {number} ({session})"),
    ),
    (
        ("nnst",),
        ("Innst", "innst"),
        re.compile(
            r"\b[Ii]nnst(?:\.|illing(?:en)?)?\s{0,3}(?P<letter>[LSO])\.?\s{0,3}nr\.?\s{0,3}(?P<number>\d{1,3})\s{0,3}"
            + _SESSION
        ),
        lambda m: _session(m, "Innst. {letter}. nr. {number} ({session})"),
    ),
    (
        ("nnst",),
        ("Innst",),
        re.compile(r"\bInnst\.?" + _TITLE_NUMBER + r"(?P<letter>[LS]{1,2})\s{0,3}" + _SESSION),
        lambda m: _session(m, "Innst. {number} {letter} ({session})"),
    ),
    (
        ("Dok",),
        ("Dok",),
        re.compile(
            r"\bDok(?:\.|ument)?\s{0,3}(?:nr\.?\s{0,3})?(?P<series>\d{1,2})\s{0,3}:\s{0,3}(?P<number>\d{1,3})\s{0,3}"
            r"(?P<letter>[LS])?\s{0,3}" + _SESSION
        ),
        lambda m: _session(m, "Dokument {series}:{number} {letter} ({session})"),
    ),
    (
        ("epresentant",),
        ("Representant", "representant"),
        re.compile(r"\b[Rr]epresentantforslag(?:et)?" + _TITLE_NUMBER + r"(?P<letter>[LS])\s{0,3}" + _SESSION),
        lambda m: _session(m, "Dokument 8:{number} {letter} ({session})"),
    ),
    (
        ("LOV-", "FOR-"),
        ("LOV-", "FOR-"),
        re.compile(r"\b(?:LOV|FOR)-\d{4}-\d{2}-\d{2}(?:-\d{1,5})?\b"),
        lambda m: m.group(),
    ),
    (
        ("lovdata.no",),
        ("http", "www.", "lovdata.no"),
        re.compile(
            r"\b(?:https?://)?(?:www\.)?lovdata\.no/[\w/]{0,30}?(?P<what>lov|forskrift)/(?P<date>\d{4}-\d{2}-\d{2}(?:-\d{1,5})?)"
        ),
        _at_lovdata,
    ),
    (
        ("undskriv",),
        ("Rundskriv", "rundskriv"),
        re.compile(r"\b[Rr]undskriv(?:et)?\s{1,3}(?P<number>[A-ZÆØÅ]{1,2}-\d{1,4}(?:/\d{2,4}|[A-ZÆØÅ])?)"),
        lambda m: f"Rundskriv {m['number']}",
    ),
)
_EUROPEAN: tuple[_Pattern, ...] = (
    (
        ("(E",),
        ("(E",),
        re.compile(r"\((?:EU|EF|EC|EØF)\)\s{0,3}(?P<nr>[Nn]r\.?|[Nn]o\.?)?\s{0,3}(?P<a>\d{1,4})/(?P<b>\d{1,4})\b"),
        _european,
    ),
    (
        ("/E",),
        (),
        re.compile(r"\b(?P<a>\d{4}|\d{2})/(?P<b>\d{1,4})(?P<nr>)/(?:EU|EF|EC|EEC|EØF)\b"),
        _european,
    ),
    (
        ("irektiv", "orordning", "egulation"),
        ("Direkti", "direkti", "Forordning", "forordning", "Regulation", "regulation"),
        re.compile(
            r"\b(?:[Dd]irekti(?:v(?:et)?|ve)|[Ff]orordning(?:en|a)?|[Rr]egulation)\s{1,3}(?:EU\s{1,3})?"
            r"(?P<nr>[Nn]r\.?|[Nn]o\.?)?\s{0,3}(?P<a>\d{2,4})/(?P<b>\d{1,4})\b(?!/)"
        ),
        _european,
    ),
    (
        ("COM", "KOM"),
        ("COM", "KOM"),
        re.compile(r"\b[CK]OM\s{0,3}[(/]?(?P<year>(?:19|20)\d{2})[)/]?\s{0,3}(?P<number>\d{1,4})\b"),
        lambda m: f"COM({m['year']}) {int(m['number'])}",
    ),
)
_CASES: tuple[_Pattern, ...] = (
    (("HR-",), ("HR-",), re.compile(r"\bHR-(?:19|20)\d{2}-\d{1,5}-[A-ZÅ]\b"), lambda m: m.group()),
    (
        ("Rt",),
        ("Rt",),
        re.compile(r"\bRt\.?[\s-]{1,3}(?P<year>(?:18|19|20)\d{2})\s{0,3}(?:s\.|side|-)\s{0,3}(?P<page>\d{1,4})\b"),
        lambda m: f"Rt. {m['year']} s. {m['page']}",
    ),
    (
        ("ak C-", "ak E-", "ak T-", "aken C-", "aken E-", "aken T-"),
        ("Sak", "sak"),
        re.compile(r"\b[Ss]ak(?:en|s?nr\.?)?\s{1,3}(?P<number>[CET]-\d{1,4}/\d{2})\b"),
        lambda m: m["number"],
    ),
    (
        ("aksnr", "aksnummer", "ak nr", "ak 1", "ak 2"),
        ("Arkiv", "arkiv", "Sak", "sak"),
        re.compile(
            r"\b(?:[Aa]rkiv)?[Ss]ak(?:s?(?:nummer|nr\.?)\s{0,2}:?|\s{1,2}nr\.?)?\s{0,2}"
            r"(?P<number>(?:20)?\d{2}/\d{3,6})(?![\w/])(?:-\d{1,4})?(?!\s{0,3}/)"
        ),
        lambda m: f"Sak {m['number']}",
    ),
    (
        ("ISO", "NS", "IFRS", "NRS", "RFC"),
        ("ISO", "NS", "IFRS", "NRS", "RFC"),
        re.compile(
            r"\b(?P<body>NS-EN\sISO|NS-EN|NS-ISO|NS|ISO/IEC|ISO|IFRS|NRS|RFC)[\s-]?(?P<number>\d{1,5})(?![\w/])(?:[:-]\d{1,4})?"
        ),
        _standard,
    ),
)
_PATTERNS = (*_NATIONAL, *_EUROPEAN, *_CASES)


def designations(text: str) -> Iterator[Designation]:
    """The designations in a text, pattern by pattern."""
    for signs, beginnings, pattern, form in _PATTERNS:
        if any(sign in text for sign in signs):
            for found in sought(pattern, beginnings, text) if beginnings else pattern.finditer(text):
                designation = form(found)
                yield Designation(Span(*found.span()), designation, instrument_key(designation), designation)
