"""Acts and regulations by short name, by abbreviation with a paragraph, by date, and by their title."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from graph.extraction.patterns import DATE, Designation, enacted
from graph.extraction.titles import TITLE, title_length
from graph.iris import instrument_key, slug
from graph.model import Span

_NUMBER = r"\d{1,3}(?:-\d{1,3})?(?:\s?[a-z](?!\w))?"
_PARAGRAPH = rf"§§?\s{{0,3}}{_NUMBER}(?:\s{{0,2}}(?:og|til|[–-])\s{{0,2}}{_NUMBER})?"
_TAIL = rf"(?P<tail>s?(?:\s{{0,3}}{_PARAGRAPH})?)"
# Two patterns with letters to look for are faster than one with a choice at its start.
_SHORT_NAME_ENDS = (
    re.compile(r"lov(?:en|a)(?=s?(?!\w))" + _TAIL),
    re.compile(r"forskrift(?:en|a)(?=s?(?!\w))" + _TAIL),
)
_SHORT_NAME_START = re.compile(r"(?<![\w-])(?:[A-ZÆØÅa-zæøå]{3,30}-\s{0,2}og\s{1,3})?[A-ZÆØÅa-zæøå]{3,40}-?$")
_LONGEST_START = 80
_NOT_AN_ACT = re.compile(
    r"^(?:ramme|sær|special|spesial|tjeneste|teneste|fullmakts|ny|for|velferds|helse|endrings|hjemmels|heimels|"
    r"prosess|gjeldende|gjeldande|eu|fag|hoved|hovud|egen|eigen|tru|ut)"
    r"-?(?:lov|forskrift)"
)
_ABBREVIATED = re.compile(r"(?<![\w-])(?P<name>[A-Za-zæøåÆØÅ]{2,12})\.?\s{0,2}$")
_PARAGRAPHS = re.compile(_PARAGRAPH)
_LONGEST_ABBREVIATION = 16
_SHORT_NAME = r"[A-ZÆØÅa-zæøå-]{3,40}(?:\s{1,2}og\s{1,2}[a-zæøå]{3,40})?(?:loven|lova|forskriften|forskrifta)"
_IN_FULL_STARTS = (
    re.compile(r"ov\s{1,3}(?=om\s|av\s|\d)"),
    re.compile(r"orskrift\s{1,3}(?=om\s|av\s|\d)"),
)
_IN_FULL = re.compile(
    rf"\b(?<![Ee]n )(?<![Ee]in )(?<!ny )(?P<what>[Ll]ov|[Ff]orskrift)\s{{1,3}}(?:(?:av\s{{1,3}})?{DATE})?"
    rf"(?:\s{{0,3}}om\s{{1,3}}(?!å\s|at\s|endring)(?P<title>{TITLE}))?"
)
_IN_BRACKETS = re.compile(rf"\s{{0,3}}\((?P<short>{_SHORT_NAME})\)")


class Acts:
    """Finds acts and regulations in texts.

    `short_names` gives the designation of those known by a short name, the name by which the key is made first;
    `abbreviations` gives the short name of those known by one. All are in lower case.
    """

    def __init__(self, short_names: Mapping[str, str], abbreviations: Mapping[str, str]) -> None:
        self._designations = short_names
        self._abbreviations = abbreviations
        self._names: dict[str, str] = {}
        for name, designation in short_names.items():
            self._names.setdefault(designation, name)

    def found(self, text: str) -> Iterator[Designation]:
        """The acts that a text names."""
        for ending in chain.from_iterable(pattern.finditer(text) for pattern in _SHORT_NAME_ENDS):
            if named := self._short_named(text, ending):
                yield named
        for paragraph in _PARAGRAPHS.finditer(text):
            if named := self._abbreviated(text, paragraph):
                yield named
        for start in chain.from_iterable(pattern.finditer(text) for pattern in _IN_FULL_STARTS):
            written = _IN_FULL.match(text, max(0, start.start() - 1))
            if written and (written["day"] or written["title"]):
                yield self._in_full(text, written)

    def _short_named(self, text: str, ending: re.Match[str]) -> Designation | None:
        offset = max(0, ending.start() - _LONGEST_START)
        start = _SHORT_NAME_START.search(text[offset : ending.start()])
        if start is None:
            return None
        name = _plain(start.group() + ending.group().removesuffix(ending["tail"]))
        span = Span(offset + start.start(), ending.end())
        return None if _NOT_AN_ACT.match(name) else self._named(span, name)

    def _abbreviated(self, text: str, paragraph: re.Match[str]) -> Designation | None:
        offset = max(0, paragraph.start() - _LONGEST_ABBREVIATION)
        found = _ABBREVIATED.search(text[offset : paragraph.start()])
        name = self._abbreviations.get(found["name"].lower()) if found else None
        return self._named(Span(offset + found.start(), paragraph.end()), name) if found and name else None

    def _in_full(self, text: str, written: re.Match[str]) -> Designation:
        """An act by its date or title, or by the short name that follows in brackets."""
        end = written.end()
        if written["title"]:
            end = written.start("title") + title_length(written["title"])
        span = Span(written.start(), end)
        if short := _IN_BRACKETS.match(text, end):
            return self._named(Span(written.start(), short.end()), _plain(short["short"]))
        if written["day"]:
            designation = enacted(written)
            if name := self._names.get(designation):
                return self._named(span, name)
            return Designation(span, designation, instrument_key(designation), designation)
        title = re.sub(r"\s+", " ", span.of(text))
        title = title[0].upper() + title[1:]
        return Designation(span, None, slug(title), title, guessed=True)

    def _named(self, span: Span, name: str) -> Designation:
        designation = self._designations.get(name)
        name = self._names.get(designation, name) if designation else name
        kind = "lov" if name.endswith("loven") else "forskrift"
        shown = name[0].upper() + name[1:]
        return Designation(span, designation, f"{kind}-{slug(name)}", shown)


def _plain(name: str) -> str:
    """A short name in lower case and in the form of bokmål."""
    name = re.sub(r"\s+", " ", name).lower()
    return re.sub(r"lova$", "loven", re.sub(r"forskrifta$", "forskriften", name))
