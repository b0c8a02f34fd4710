"""Answers as workbooks, read back with a library that did not write them."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pyoxigraph import Literal, NamedNode

from graph.namespaces import XSD
from graph.query.header import Column
from graph.query.named import named_query, terms_in
from graph.query.table import Cell, Table, as_table
from graph.query.workbook import Sheet, about, workbook
from graph.store.embedded import EmbeddedStore

_VALUES = """
SELECT * { VALUES (?text ?whole ?part ?day ?truth) {
  ("a\\nb" 7 0.25 "2025-10-09"^^xsd:date true)
  ("=1+1" -3 1.0 "0042-01-01"^^xsd:date false)
  ("" 123456789012345678901 UNDEF "2025-13-01"^^xsd:date UNDEF)
} } ORDER BY ?text
"""


def _opened(sheet: Sheet) -> Workbook:
    return load_workbook(BytesIO(workbook(sheet)))


def _first(book: Workbook) -> Worksheet:
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def _table(*texts: str, link: str | None = None) -> Table:
    return Table(("Ordlyd",), tuple((Cell(text, link, Literal(text)),) for text in texts))


def test_cells_have_the_types_of_their_literals(store: EmbeddedStore) -> None:
    page = _first(_opened(Sheet(as_table(store.query(_VALUES)))))
    rows = {tuple(cell.value for cell in row) for row in page.iter_rows(min_row=2)}
    headings = [cell.value for cell in page[1]]
    by_heading = [dict(zip(headings, row, strict=True)) for row in rows]
    (first,) = [row for row in by_heading if row["text"] == "a\nb"]
    assert first == {"text": "a\nb", "whole": 7, "part": 0.25, "day": datetime(2025, 10, 9), "truth": True}  # noqa: DTZ001
    (second,) = [row for row in by_heading if row["text"] == "=1+1"]
    assert (second["whole"], second["part"], second["day"], second["truth"]) == (-3, 1, "0042-01-01", False)
    (third,) = [row for row in by_heading if row["text"] in {"", None}]
    assert (third["whole"], third["day"]) == ("123456789012345678901", "2025-13-01")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example","x")', "_x0041_"]
)
def test_text_stays_text_whatever_it_begins_with(text: str) -> None:
    for link in (None, "https://standpunkt.example/id/actor/a"):
        cell = _first(_opened(Sheet(_table(text, link=link))))["A2"]
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t"))


def test_letters_that_xml_does_not_know_harm_nothing() -> None:
    for text in ("\x00\x08", "\x0b", "a\ud7ff", "😀", "\ufffe"):
        assert _first(_opened(Sheet(_table(text))))["A2"].data_type == "s"


def test_a_text_that_is_too_long_for_a_cell_says_that_it_goes_on() -> None:
    value = _first(_opened(Sheet(_table("x" * 40_000))))["A2"].value
    assert isinstance(value, str)
    assert (len(value), value[-1]) == (32_767, "…")


def test_the_header_stays_in_sight_and_filters_cover_every_row(store: EmbeddedStore) -> None:
    page = _first(_opened(Sheet(as_table(store.query(_VALUES)))))
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:E4"
    assert page["A1"].font.bold
    assert page.print_title_rows == "$1:$1"


def test_columns_are_as_wide_as_what_they_hold_but_not_wider_than_a_page() -> None:
    for text, least, most in (("x", 8, 12), ("x" * 30, 30, 35), ("x" * 500, 50, 62)):
        width = _first(_opened(Sheet(_table(text)))).column_dimensions["A"].width
        assert least <= width <= most


def test_names_lead_to_the_page_about_what_they_name() -> None:
    iri = "https://standpunkt.example/id/actor/eksempel-kommune"
    sheet = Sheet(_table("Eksempel kommune", link=iri), address=lambda found: found.replace("standpunkt", "annet"))
    cell = _first(_opened(sheet))["A2"]
    assert cell.hyperlink is not None
    assert cell.hyperlink.target == "https://annet.example/id/actor/eksempel-kommune"
    assert _first(_opened(Sheet(_table("x", link=iri), address=lambda _: None)))["A2"].hyperlink is None


def test_what_was_asked_stands_on_a_sheet_of_its_own(store: EmbeddedStore) -> None:
    named = named_query("who-opposes")
    given = {"proposal": "1"}
    table = as_table(store.query(named.text, parameters=terms_in(store, named, given)), named.header.columns)
    book = _opened(Sheet(table, about(named, given, "nb", "http://127.0.0.1/queries/who-opposes?proposal=1", "g-1")))
    said = dict(book["Om svaret"].iter_rows(values_only=True))
    assert said["Spørsmål"] == "Hvem går imot et forslag, og med hvilke ord?"
    assert (said["Forslag"], said["Utgave av grafen"]) == ("1", "g-1")
    assert "maskinelt foreslått" in str(said["Forbehold"])


def test_an_empty_answer_is_a_workbook_with_headings() -> None:
    page = _first(_opened(Sheet(Table(("A", "B"), ()))))
    assert [cell.value for cell in page[1]] == ["A", "B"]
    assert page.max_row == 1


def test_the_same_answer_gives_the_same_bytes() -> None:
    sheet = Sheet(_table("a", "b", link="https://standpunkt.example/id/actor/a"))
    assert workbook(sheet) == workbook(sheet)


def test_an_iri_without_a_name_is_no_number() -> None:
    cell = as_cell(NamedNode("https://standpunkt.example/id/actor/7"))
    assert _first(_opened(Sheet(Table(("A",), ((cell,),)))))["A2"].data_type == "s"


def as_cell(term: NamedNode) -> Cell:
    """The cell of a thing that has no label."""
    column = Column("aLabel", {"nb": "A"}, "a")
    assert column.link
    return Cell(term.value.rpartition("/")[2], term.value, Literal("7", datatype=XSD.integer))
