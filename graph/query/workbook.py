"""An answer as an Excel workbook: typed cells, a header that stays in sight, filters, and links that work.

Text is written as text whatever it begins with, so that no quote can become a formula.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from math import isfinite

import xlsxwriter
from pyoxigraph import Literal

from graph import __version__
from graph.namespaces import XSD
from graph.query.named import NamedQuery
from graph.query.table import Cell, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 — workbooks have no time zones; one date, so that the bytes stay the same
_LONGEST_TEXT = 32_767
_LONGEST_ADDRESS = 2_079
_MOST_LINKS = 65_530
_LARGEST_INTEGER = 2**53
_FIRST_YEAR = 1900
_WIDTHS = range(8, 61)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_INTEGERS = frozenset({XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger})
Value = str | float | bool | date
About = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the sheets are called, and the headings of the one that tells about the answer."""

    answer: str
    about: str
    question: str
    counted: str
    source: str
    version: str
    software: str
    caution: str
    unreviewed: str


_WORDS: Mapping[str, _Words] = {
    "nb": _Words(
        answer="Svar",
        about="Om svaret",
        question="Spørsmål",
        counted="Hva som er med",
        source="Spurt",
        version="Utgave av grafen",
        software="Programvare",
        caution="Forbehold",
        unreviewed="Utsagn som ingen har bekreftet, er maskinelt foreslått. Les ordlyden i svaret før du siterer.",
    ),
    "en": _Words(
        answer="Answer",
        about="About the answer",
        question="Question",
        counted="What is included",
        source="Asked",
        version="Version of the graph",
        software="Software",
        caution="Caution",
        unreviewed="Statements that nobody has confirmed are proposed by machine. Read the response before you cite.",
    ),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a workbook shows: a table, and on a sheet of its own what is said of it.

    `address` gives the address of the page about what an IRI names, or None; `about` are headings with what stands
    beside each.
    """

    table: Table
    about: About = field(default_factory=dict)
    language: str = "nb"
    address: Callable[[str], str | None] = lambda iri: iri


def workbook(sheet: Sheet) -> bytes:
    """The bytes of a workbook; the same for the same sheet."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, _OPTIONS) as book:
        book.set_properties({"created": _CREATED, "comments": f"Standpunkt {__version__}"})
        words = _WORDS[sheet.language]
        _Writing(book, book.add_worksheet(words.answer), sheet).write()
        _write_about(book, book.add_worksheet(words.about), sheet.about)
    return output.getvalue()


def value_of(cell: Cell) -> Value:
    """What a cell holds: a number, a date, true or false, or else text.

    >>> value_of(Cell("7", None, Literal("7", datatype=XSD.integer)))
    7.0
    """
    term = cell.term
    if not isinstance(term, Literal) or cell.link or term.language:
        return cell.text
    if term.datatype == XSD.boolean and cell.text in {"true", "false"}:
        return cell.text == "true"
    try:
        if term.datatype == XSD.date:
            day = date.fromisoformat(cell.text)
            return day if day.year >= _FIRST_YEAR else cell.text
        if term.datatype in _INTEGERS or term.datatype == XSD.decimal:
            number = float(cell.text)
            return number if isfinite(number) and abs(number) < _LARGEST_INTEGER else cell.text
    except ValueError:
        pass
    return cell.text


class _Writing:
    """Writes the sheet with the answer, cell by cell."""

    def __init__(self, book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet, sheet: Sheet) -> None:
        self._page = page
        self._sheet = sheet
        self._links = 0
        plain = {"valign": "top", "text_wrap": True}
        link = {**plain, "font_color": "#1F4E5F", "underline": 1}
        self._header = book.add_format({"bold": True, "bg_color": "#E6EFF1", "bottom": 1, "valign": "top"})
        self._text = book.add_format(plain)
        self._guarded = book.add_format({**plain, "quote_prefix": True})
        self._link = book.add_format(link)
        self._guarded_link = book.add_format({**link, "quote_prefix": True})
        self._day = book.add_format({**plain, "num_format": "yyyy-mm-dd"})
        self._integer = book.add_format({**plain, "num_format": "0"})
        self._number = book.add_format({**plain, "num_format": "0.##"})

    def write(self) -> None:
        """Write the heading and the rows, and make them easy to read."""
        page, table = self._page, self._sheet.table
        for place, heading in enumerate(table.headings):
            page.write_string(0, place, heading, self._header)
        for line, row in enumerate(table.rows, 1):
            for place, cell in enumerate(row):
                self._write(line, place, cell)
        page.freeze_panes(1, 0)
        if table.headings:
            page.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
        for place, width in enumerate(_widths(table)):
            page.set_column(place, place, width)
        page.set_landscape()
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)

    def _write(self, line: int, place: int, cell: Cell) -> None:
        value = value_of(cell)
        if isinstance(value, bool):
            self._page.write_boolean(line, place, value, self._text)
        elif isinstance(value, date):
            self._page.write_datetime(line, place, value, self._day)
        elif isinstance(value, float):
            self._page.write_number(line, place, value, self._integer if value.is_integer() else self._number)
        else:
            self._write_text(line, place, value, self._sheet.address(cell.link) if cell.link else None)

    def _write_text(self, line: int, place: int, text: str, address: str | None) -> None:
        shown = text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
        guarded = shown.startswith(_FORMULA_SIGNS)
        if address and len(address) <= _LONGEST_ADDRESS and self._links < _MOST_LINKS:
            self._links += 1
            self._page.write_url(line, place, address, self._guarded_link if guarded else self._link, shown)
        else:
            self._page.write_string(line, place, shown, self._guarded if guarded else self._text)


def _widths(table: Table) -> Iterator[int]:
    """How many characters wide each column is: as its longest line, within bounds."""
    for place, heading in enumerate(table.headings):
        longest = max([len(heading) + 3, *(_longest_line(row[place].text) for row in table.rows)])
        yield min(max(longest + 1, _WIDTHS.start), _WIDTHS.stop)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))


def _write_about(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet, about: About) -> None:
    bold, text = book.add_format({"bold": True, "valign": "top"}), book.add_format({"valign": "top", "text_wrap": True})
    for line, (heading, said) in enumerate(about.items()):
        page.write_string(line, 0, heading, bold)
        page.write_string(line, 1, said[:_LONGEST_TEXT], text)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 100)


def about(named: NamedQuery, given: Mapping[str, str], language: str, source: str, version: str = "") -> About:
    """What is said of an answer: what was asked, with which values, and where; `version` is that of the graph."""
    header, words = named.header, _WORDS[language]
    said = [
        (words.question, header.titles.get(language, named.name)),
        (words.counted, header.descriptions.get(language)),
    ]
    said += [
        (parameter.labels[language], given.get(parameter.name, parameter.default)) for parameter in header.parameters
    ]
    said += [(words.source, source), (words.version, version), (words.software, f"Standpunkt {__version__}")]
    said.append((words.caution, words.unreviewed))
    return {heading: text for heading, text in said if text}
