import io
import zipfile
from collections.abc import Callable

import pytest
from odf import text as odf_text
from odf.dc import Title
from odf.opendocument import OpenDocumentText
from odf.style import ListLevelProperties
from odf.table import Table, TableCell, TableColumn, TableRow

from graph.errors import UnreadableDocumentError
from graph.model import Document
from graph.reading import read

View = Callable[[Document], list[tuple[str, str]]]


def saved(document: OpenDocumentText) -> bytes:
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def letter() -> OpenDocumentText:
    document = OpenDocumentText()
    body = document.text
    body.addElement(odf_text.H(outlinelevel=1, text="Høringssvar om prøveloven"))
    body.addElement(odf_text.P(text="Vi støtter forslaget i hovedsak, men har noen merknader til det."))
    return document


def test_headings_paragraphs_and_bullets(blocks_of: View) -> None:
    document = letter()
    bullets = odf_text.List()
    item = odf_text.ListItem()
    item.addElement(odf_text.P(text="Kostnadene må dekkes."))
    bullets.addElement(item)
    document.text.addElement(bullets)
    found = read(saved(document), "svar.odt")
    assert blocks_of(found) == [
        ("heading", "Høringssvar om prøveloven"),
        ("paragraph", "Vi støtter forslaget i hovedsak, men har noen merknader til det."),
        ("list-item", "Kostnadene må dekkes."),
    ]
    assert found.blocks[0].level == 1


def test_numbered_lists_are_counted(blocks_of: View) -> None:
    document = letter()
    style = odf_text.ListStyle(name="tall")
    level = odf_text.ListLevelStyleNumber(level=1, numformat="a", numsuffix=")")
    level.addElement(ListLevelProperties())
    style.addElement(level)
    document.automaticstyles.addElement(style)
    numbers = odf_text.List(stylename="tall")
    for words in ("Første krav.", "Andre krav."):
        item = odf_text.ListItem()
        item.addElement(odf_text.P(text=words))
        numbers.addElement(item)
    document.text.addElement(numbers)
    found = read(saved(document), "svar.odt")
    assert found.text.splitlines()[-2:] == ["a) Første krav.", "b) Andre krav."]
    assert blocks_of(found)[-1] == ("list-item", "Andre krav.")


def test_cells_notes_spaces_and_line_breaks(blocks_of: View) -> None:
    document = letter()
    table = Table()
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    row = TableRow()
    for words in ("Krav", "Vi er enige i dette."):
        cell = TableCell()
        cell.addElement(odf_text.P(text=words))
        row.addElement(cell)
    table.addElement(row)
    document.text.addElement(table)
    paragraph = odf_text.P(text="Vi viser til rapporten")
    note = odf_text.Note(noteclass="footnote")
    note.addElement(odf_text.NoteCitation(text="1"))
    body = odf_text.NoteBody()
    body.addElement(odf_text.P(text="Rapporten om prøver."))
    note.addElement(body)
    paragraph.addElement(note)
    paragraph.addElement(odf_text.LineBreak())
    paragraph.addText("om")
    paragraph.addElement(odf_text.S(c=2))
    paragraph.addText("prøver, som alle i kommunene kjenner godt.")
    document.text.addElement(paragraph)
    found = read(saved(document), "svar.odt")
    assert blocks_of(found)[2:] == [
        ("table-cell", "Krav"),
        ("table-cell", "Vi er enige i dette."),
        ("paragraph", "Vi viser til rapporten om prøver, som alle i kommunene kjenner godt."),
        ("footnote", "Rapporten om prøver."),
    ]
    assert "rapporten\nom  prøver" in found.text


def test_the_title_of_the_file_is_kept() -> None:
    document = letter()
    document.meta.addElement(Title(text="Svar om prøveloven"))
    assert read(saved(document), "svar.odt").properties["title"] == "Svar om prøveloven"


def test_tracked_deletions_are_left_out() -> None:
    changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Slettet.</text:p></text:deletion>"
    changes += "</text:changed-region></text:tracked-changes>"
    assert "Slettet" not in read(_with_content(changes + "<text:p>Beholdt tekst.</text:p>"), "svar.odt").text


def test_an_odt_without_content_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"no readable document.*without a password"):
        read(_archive(None), "svar.odt")


def _with_content(body: str) -> bytes:
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "text", "table")
    )
    opening = f"<office:document-content {names}><office:body><office:text>"
    return _archive(f"{opening}{body}</office:text></office:body></office:document-content>")


def _archive(content: str | None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        if content is not None:
            archive.writestr("content.xml", content)
    return buffer.getvalue()
