"""ODT: the text of an OpenDocument file, as one text with blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from graph.errors import UnreadableDocumentError
from graph.model import BlockKind
from graph.reading.archive import Archive
from graph.reading.composition import Composition, Part
from graph.reading.content import Content
from graph.reading.docx_numbering import BULLET, formed, whole_number
from graph.reading.xml import parsed

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
T = f"{{{_OASIS}:text:1.0}}"
TABLE = f"{{{_OASIS}:table:1.0}}"
STYLE = f"{{{_OASIS}:style:1.0}}"
OFFICE = f"{{{_OASIS}:office:1.0}}"
FO = f"{{{_OASIS}:xsl-fo-compatible:1.0}}"
FORM = f"{{{_OASIS}:form:1.0}}"
DRAW = f"{{{_OASIS}:drawing:1.0}}"
_BREAKS = {f"{T}tab": "\t", f"{T}line-break": "\n"}
_DROPPED = frozenset({f"{T}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}forms", f"{T}sequence-decls"})
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PROPERTIES = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}subject": "subject",
    f"{{{_OASIS}:meta:1.0}}initial-creator": "author",
    f"{{{_OASIS}:meta:1.0}}creation-date": "created",
}


def read_odt(archive: Archive) -> Content:
    """The text and blocks of an ODT.

    Raises:
        UnreadableDocumentError: when a part is damaged or locked.
    """
    content = archive.member("content.xml")
    root = None if content is None else parsed(content, archive.name)
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        remedy = "Open it in a word processor and save it without a password, as ODT or PDF."
        raise UnreadableDocumentError(archive.name, "the archive holds no readable document", remedy)
    styles = archive.member("styles.xml")
    declared = [root] if styles is None else [parsed(styles, archive.name), root]
    reader = _Reader(_list_forms(declared), _bold_styles(declared))
    reader.add_all(body)
    reader.add_notes()
    composition = reader.composition
    return Content(MEDIA_TYPE, composition.text, composition.blocks, properties=_properties(archive))


def _properties(archive: Archive) -> Mapping[str, str]:
    content = archive.member("meta.xml")
    if content is None:
        return {}
    elements = parsed(content, archive.name).iter(*_PROPERTIES)
    found = {_PROPERTIES[str(each.tag)]: (each.text or "").strip() for each in elements}
    return {key: value for key, value in found.items() if value}


def _list_forms(roots: list[etree._Element]) -> dict[tuple[str, int], tuple[str, str, int]]:
    """The form, suffix and first number of each numbered level, by list style and depth."""
    forms: dict[tuple[str, int], tuple[str, str, int]] = {}
    for root in roots:
        for style in root.iter(f"{T}list-style"):
            for level in style.findall(f"{T}list-level-style-number"):
                depth = whole_number(level.get(f"{T}level"), 1)
                form = _FORMS.get(str(level.get(f"{STYLE}num-format")), "")
                start = whole_number(level.get(f"{T}start-value"), 1)
                forms[str(style.get(f"{STYLE}name")), depth] = (
                    form,
                    str(level.get(f"{STYLE}num-suffix") or "."),
                    start,
                )
    return forms


def _bold_styles(roots: list[etree._Element]) -> frozenset[str]:
    return frozenset(
        str(style.get(f"{STYLE}name"))
        for root in roots
        for style in root.iter(f"{STYLE}style")
        if any(each.get(f"{FO}font-weight") == "bold" for each in style.findall(f"{STYLE}text-properties"))
    )


@dataclass(slots=True)
class _Reader:
    """Walks through a document and composes its text."""

    forms: dict[tuple[str, int], tuple[str, str, int]]
    bold: frozenset[str]
    composition: Composition = field(default_factory=Composition)
    notes: list[str] = field(default_factory=list)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def add_all(self, parent: etree._Element, kind: BlockKind | None = None) -> None:
        """Everything in a body, section, cell or text box."""
        for child in parent:
            if child.tag == f"{T}h":
                level = 1 + whole_number(child.get(f"{T}outline-level"), 1)
                self._add(child, Part("", kind or BlockKind.HEADING, level))
            elif child.tag == f"{T}p":
                self._add(child, Part("", kind))
            elif child.tag == f"{T}list":
                self._add_list(child, 1, str(child.get(f"{T}style-name")))
            elif child.tag == f"{TABLE}table":
                self._add_table(child, kind)
            elif child.tag not in _DROPPED:
                self.add_all(child, kind)

    def _add(self, paragraph: etree._Element, part: Part) -> None:
        style = str(paragraph.get(f"{T}style-name"))
        title = style in {"Title", "Tittel"} and part.kind is None
        self.composition.add(
            Part(
                "".join(self._text(paragraph)),
                BlockKind.HEADING if title else part.kind,
                1 if title else part.level,
                part.sign,
                bold=style in self.bold or self._is_all_bold(paragraph),
            )
        )
        for box in paragraph.iter(f"{DRAW}text-box"):
            self.add_all(box, part.kind)

    def _is_all_bold(self, paragraph: etree._Element) -> bool:
        spans = paragraph.findall(f"{T}span")
        loose = (paragraph.text or "") + "".join(span.tail or "" for span in spans)
        return bool(spans) and not loose.strip() and all(str(each.get(f"{T}style-name")) in self.bold for each in spans)

    def _add_list(self, element: etree._Element, depth: int, style: str) -> None:
        key = (style, depth)
        if element.get(f"{T}continue-numbering") != "true":
            self.counts.pop(key, None)
        for item in element:
            if item.tag == f"{T}list-item":
                self._add_item(item, key)

    def _add_item(self, item: etree._Element, key: tuple[str, int]) -> None:
        style, depth = key
        sign = self._sign(key)
        for child in item:
            if child.tag == f"{T}list":
                self._add_list(child, depth + 1, str(child.get(f"{T}style-name") or style))
            elif child.tag == f"{T}h":
                self.add_all(item)
                return
            elif child.tag == f"{T}p":
                self._add(child, Part("", BlockKind.LIST_ITEM, depth, sign))
                sign = ""

    def _sign(self, key: tuple[str, int]) -> str:
        form, suffix, start = self.forms.get(key, ("", "", 1))
        if not form:
            return BULLET
        self.counts[key] = self.counts.get(key, start - 1) + 1
        return formed(self.counts[key], form) + suffix

    def _add_table(self, table: etree._Element, kind: BlockKind | None) -> None:
        """Row by row, cell by cell; a table of one column only frames what stands in it."""
        rows = [row.findall(f"{TABLE}table-cell") for row in table.iter(f"{TABLE}table-row")]
        frames = all(len(row) <= 1 for row in rows)
        for row in rows:
            for cell in row:
                self.add_all(cell, kind if frames else kind or BlockKind.TABLE_CELL)

    def _text(self, element: etree._Element) -> Iterator[str]:
        """The words of a paragraph, its notes and text boxes set aside."""
        yield element.text or ""
        for child in element:
            if child.tag == f"{T}note":
                self.notes.append("\n".join("".join(self._text(each)) for each in child.findall(f"{T}note-body/{T}p")))
            elif child.tag == f"{T}s":
                yield " " * min(whole_number(child.get(f"{T}c"), 1), 20)
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag not in _DROPPED and not str(child.tag).startswith(DRAW):
                yield from self._text(child)
            yield child.tail or ""

    def add_notes(self) -> None:
        """The footnotes, in the order in which the text refers to them."""
        for number, note in enumerate(self.notes, start=1):
            self.composition.add(Part(note, BlockKind.FOOTNOTE, sign=str(number)))
