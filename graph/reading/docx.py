"""DOCX: the paragraphs, lists, tables, text boxes, notes and headers of a document, as one text with blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from lxml import etree

from graph.errors import UnreadableDocumentError
from graph.model import BlockKind
from graph.reading.archive import Archive
from graph.reading.composition import Composition, Part
from graph.reading.content import Content
from graph.reading.docx_numbering import BULLET, Numbering, W, numbering_of
from graph.reading.docx_runs import words_of
from graph.reading.docx_styles import Look, Styles, is_on, styles_of
from graph.reading.xml import parsed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PASSED_THROUGH = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_PROPERTIES = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/elements/1.1/}subject": "subject",
    "{http://purl.org/dc/terms/}created": "created",
}


def read_docx(archive: Archive) -> Content:
    """The text and blocks of a DOCX.

    Raises:
        UnreadableDocumentError: when a part is damaged, or the document has no text.
    """
    main = _part(archive, "word/document.xml")
    body = None if main is None else main.find(f"{W}body")
    if body is None:
        remedy = "Open it in a word processor and save it as DOCX again, or as PDF."
        raise UnreadableDocumentError(archive.name, "the archive holds no document", remedy)
    reader = _Reader(styles_of(_part(archive, "word/styles.xml")), numbering_of(_part(archive, "word/numbering.xml")))
    reader.add_edges(archive, body, "header", BlockKind.LETTERHEAD)
    reader.add_all(body)
    reader.add_notes(archive)
    reader.add_edges(archive, body, "footer", BlockKind.PAGE_FURNITURE)
    composition = reader.composition
    return Content(MEDIA_TYPE, composition.text, composition.blocks, properties=_properties(archive))


def _part(archive: Archive, member: str) -> etree._Element | None:
    content = archive.member(member)
    return None if content is None else parsed(content, archive.name)


def _properties(archive: Archive) -> Mapping[str, str]:
    core = _part(archive, "docProps/core.xml")
    if core is None:
        return {}
    found = {_PROPERTIES[str(each.tag)]: (each.text or "").strip() for each in core if each.tag in _PROPERTIES}
    return {key: value for key, value in found.items() if value}


@dataclass(slots=True)
class _Reader:
    """Walks through a document and composes its text."""

    styles: Styles
    numbering: Numbering
    composition: Composition = field(default_factory=Composition)
    notes: list[str] = field(default_factory=list)

    def add_all(self, parent: etree._Element, kind: BlockKind | None = None) -> None:
        """Everything in a body, cell or text box; `kind` is for paragraphs that say nothing of their own role."""
        for child in parent:
            if child.tag == f"{W}p":
                self._add_paragraph(child, kind)
            elif child.tag == f"{W}tbl":
                self._add_table(child, kind)
            elif child.tag in _PASSED_THROUGH:
                self.add_all(child, kind)

    def _add_paragraph(self, paragraph: etree._Element, kind: BlockKind | None) -> None:
        look = self.styles.look(paragraph.find(f"{W}pPr"))
        words = words_of(paragraph)
        sign = self.numbering.sign(look.number_id, look.depth) if look.number_id and words.text.strip() else ""
        half_points = words.half_points or look.half_points or self.styles.body_half_points
        part = _part_of(words.text, look, sign, kind)
        prominence = round(half_points / self.styles.body_half_points, 2)
        self.composition.add(replace(part, prominence=prominence, bold=words.is_bold or look.bold))
        self.notes += words.notes
        for box in words.boxes:
            self.add_all(box, kind)

    def _add_table(self, table: etree._Element, kind: BlockKind | None) -> None:
        """Row by row, cell by cell; a table of one column only frames what stands in it."""
        rows = [list(_cells(row)) for row in table.iter(f"{W}tr") if _nearest_table(row) is table]
        frames = all(len(row) <= 1 for row in rows)
        for row in rows:
            for cell in row:
                self.add_all(cell, kind if frames else kind or BlockKind.TABLE_CELL)

    def add_notes(self, archive: Archive) -> None:
        """Footnotes and endnotes, in the order in which the text refers to them."""
        parts = {name: _part(archive, f"word/{name}s.xml") for name in ("footnote", "endnote")}
        by_reference = {
            f"{name} {note.get(f'{W}id')}": note
            for name, part in parts.items()
            if part is not None
            for note in part.findall(f"{W}{name}")
        }
        for number, reference in enumerate(self.notes, start=1):
            if (note := by_reference.get(reference)) is not None:
                text = "\n".join(words_of(paragraph).text.strip() for paragraph in note.iter(f"{W}p"))
                self.composition.add(Part(text, BlockKind.FOOTNOTE, sign=str(number)))

    def add_edges(self, archive: Archive, body: etree._Element, name: str, kind: BlockKind) -> None:
        """The header or footer of the first page."""
        member = _edge_part(archive, body, name)
        part = None if member is None else _part(archive, member)
        for paragraph in () if part is None else part.iter(f"{W}p"):
            if not any(ancestor.tag == f"{W}txbxContent" for ancestor in paragraph.iterancestors()):
                words = words_of(paragraph)
                boxes = [words_of(inner).text for box in words.boxes for inner in box.iter(f"{W}p")]
                for text in (words.text, *boxes):
                    self.composition.add(Part(text, kind))


def _part_of(text: str, look: Look, sign: str, kind: BlockKind | None) -> Part:
    """A paragraph with its role; a heading's number is part of it, an item's is not."""
    if look.outline is not None and kind is None:
        numbered = f"{sign} {text}" if sign and sign != BULLET else text
        return Part(numbered, BlockKind.HEADING, look.outline + 1)
    if sign:
        return Part(text, BlockKind.LIST_ITEM, look.depth + 1, sign)
    return Part(text, kind)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:
            yield cell


def _nearest_table(row: etree._Element) -> etree._Element:
    return next(row.iterancestors(f"{W}tbl"))


def _edge_part(archive: Archive, body: etree._Element, name: str) -> str | None:
    """The archive member with the header or footer that the first page shows."""
    section = next(body.iter(f"{W}sectPr"), None)
    relations = _part(archive, "word/_rels/document.xml.rels")
    if section is None or relations is None:
        return None
    title_page = section.find(f"{W}titlePg")
    wanted = "first" if title_page is not None and is_on(title_page.get(f"{W}val")) else "default"
    references = {each.get(f"{W}type"): each.get(_RELATION) for each in section.findall(f"{W}{name}Reference")}
    identifier = references.get(wanted)
    for relation in relations.iter(_RELATIONSHIP):
        if identifier and relation.get("Id") == identifier:
            return str(PurePosixPath("word", str(relation.get("Target")))).removeprefix("word//")
    return None
