"""A Word document from a source: heading styles, automatic numbers, a page header, and boxes that can be ticked."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from graph.example.making.archives import archive
from graph.example.making.sources import Passage, Source

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_NAMESPACES = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = {"# ": "Tittel", "## ": "Overskrift1", "### ": "Overskrift2", "- ": "Listeavsnitt", "? ": "Sporsmal"}
_BOX = re.compile("([☒☐])")
_PARTS = (
    ("styles", "styles", "rId1"),
    ("numbering", "numbering", "rId2"),
    ("header1", "header", "rId3"),
)


def docx_bytes(source: Source) -> bytes:
    """A DOCX file."""
    return archive(
        [
            ("[Content_Types].xml", _content_types()),
            ("_rels/.rels", _relationships([("officeDocument", "word/document.xml", "rId1")])),
            (
                "word/_rels/document.xml.rels",
                _relationships([(kind, f"{name}.xml", identifier) for name, kind, identifier in _PARTS]),
            ),
            ("word/document.xml", _document(source)),
            ("word/styles.xml", _styles(numbered="numbered" in source.settings)),
            ("word/numbering.xml", _numbering()),
            ("word/header1.xml", _header(source.setting("header"))),
        ]
    )


def _content_types() -> str:
    overrides = [("document", "document.main"), *((name, kind) for name, kind, _ in _PARTS)]
    return (
        f'{_XML}<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>' for name, kind in overrides
        )
        + "</Types>"
    )


def _relationships(targets: list[tuple[str, str, str]]) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{identifier}" Type="{_OFFICE}/officeDocument/2006/relationships/{kind}" '
            f'Target="{target}"/>'
            for kind, target, identifier in targets
        )
        + "</Relationships>"
    )


def _document(source: Source) -> str:
    body = "".join(_paragraph(passage) for passage in source.passages)
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    return f"{_XML}<w:document {_NAMESPACES}><w:body>{body}{section}</w:body></w:document>"


def _paragraph(passage: Passage) -> str:
    style = _STYLES.get(passage.sign)
    settings = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    lines = "<w:r><w:br/></w:r>".join("".join(_runs(line)) for line in passage.lines)
    return f"<w:p>{settings}{lines}</w:p>"


def _runs(line: str) -> Iterator[str]:
    for part in _BOX.split(line):
        if _BOX.fullmatch(part):
            yield _check_box(part)
        elif part:
            yield _run(part)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _check_box(sign: str) -> str:
    checked = int(sign == "☒")
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{_run(sign)}</w:sdtContent></w:sdt>"
    )


def _styles(*, numbered: bool) -> str:
    styles = [
        ("Tittel", "Title", "", 40),
        ("Overskrift1", "heading 1", _level(2, 0, outline=True) if numbered else "", 30),
        ("Overskrift2", "heading 2", _level(2, 1, outline=True) if numbered else "", 26),
        ("Listeavsnitt", "List Paragraph", _level(1, 0), 22),
        ("Sporsmal", "Spørsmål", "", 22),
    ]
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return f"{_XML}<w:styles {_NAMESPACES}>{plain}" + "".join(_style(*style) for style in styles) + "</w:styles>"


def _level(number: int, level: int, *, outline: bool = False) -> str:
    depth = f'<w:outlineLvl w:val="{level}"/>' if outline else ""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{depth}'


def _style(identifier: str, name: str, settings: str, size: int) -> str:
    bold = "" if identifier == "Listeavsnitt" else "<w:b/>"
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:pPr>{settings}</w:pPr><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _numbering() -> str:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    bullet = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    return (
        f"{_XML}<w:numbering {_NAMESPACES}>"
        f'<w:abstractNum w:abstractNumId="0">{bullet}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def _header(text: str) -> str:
    return f"{_XML}<w:hdr {_NAMESPACES}><w:p>{_run(text)}</w:p></w:hdr>"
