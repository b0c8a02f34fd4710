"""An OpenDocument text from a source, with headings and lists that number themselves."""

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from graph.example.making.archives import archive
from graph.example.making.sources import Passage, Source

_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PREFIX = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(f'xmlns:{name}="{_PREFIX}:{name}:1.0"' for name in ("office", "text", "style", "manifest"))
_DEPTHS = {"# ": 1, "## ": 2, "### ": 3}


def odt_bytes(source: Source) -> bytes:
    """An ODT file."""
    return archive(
        [
            ("mimetype", _MEDIA_TYPE),
            ("content.xml", _content(source)),
            ("META-INF/manifest.xml", _manifest()),
        ]
    )


def _content(source: Source) -> str:
    return (
        f'{_XML}<office:document-content {_NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{_list_style('Kule')}{_list_style('Tall')}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(_elements(source))}</office:text></office:body>"
        "</office:document-content>"
    )


def _list_style(name: str) -> str:
    level = (
        '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
        if name == "Kule"
        else '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    )
    return f'<text:list-style style:name="{name}">{level}</text:list-style>'


def _elements(source: Source) -> Iterator[str]:
    for style, passages in groupby(source.passages, _list_of):
        if style:
            items = "".join(f"<text:list-item>{_paragraph(item)}</text:list-item>" for item in passages)
            yield f'<text:list text:style-name="{style}">{items}</text:list>'
        else:
            yield from map(_paragraph, passages)


def _list_of(passage: Passage) -> str:
    if passage.sign[:1].isdigit():
        return "Tall"
    return "Kule" if passage.sign == "- " else ""


def _paragraph(passage: Passage) -> str:
    lines = "<text:line-break/>".join(escape(line) for line in passage.lines)
    depth = _DEPTHS.get(passage.sign)
    return f'<text:h text:outline-level="{depth}">{lines}</text:h>' if depth else f"<text:p>{lines}</text:p>"


def _manifest() -> str:
    entries = (("/", _MEDIA_TYPE), ("content.xml", "text/xml"))
    return (
        f'{_XML}<manifest:manifest {_NAMESPACES} manifest:version="1.3">'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media_type}"/>'
            for path, media_type in entries
        )
        + "</manifest:manifest>"
    )
