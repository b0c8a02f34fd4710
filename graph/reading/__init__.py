"""Reading: the bytes of a response become one text that never changes, and blocks that say what each stretch is."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from pkgutil import resolve_name
from types import MappingProxyType

from graph.errors import UnreadableDocumentError
from graph.model import Document
from graph.reading.archive import Archive
from graph.reading.content import Content
from graph.reading.formats import Format, format_of, is_archive

_LARGEST_MEGABYTES: Mapping[Format, int] = MappingProxyType(
    {
        Format.PDF: 200,
        Format.DOCX: 100,
        Format.ODT: 100,
        Format.EMAIL: 50,
        Format.HTML: 30,
        Format.MARKDOWN: 10,
        Format.TEXT: 10,
    }
)
"""What a reader accepts; 10 MB of text are some 5,000 pages and take about 150 MB of memory to lay out."""
_HEAD = 100_000

_READERS: Mapping[Format, str] = MappingProxyType(
    {
        Format.PDF: "graph.reading.pdf:read_pdf",
        Format.DOCX: "graph.reading.docx:read_docx",
        Format.ODT: "graph.reading.odt:read_odt",
        Format.EMAIL: "graph.reading.email:read_email",
        Format.HTML: "graph.reading.html:read_html",
        Format.MARKDOWN: "graph.reading.text:read_markdown",
        Format.TEXT: "graph.reading.text:read_plain",
    }
)
"""What reads each format: a library of its own for many, so that each is loaded with the first file of its format."""


def read_file(path: Path) -> Document:
    """The document in a file; one that is larger than its format may be is refused by its first bytes alone.

    Raises:
        UnreadableDocumentError: when the file cannot be read, or not safely; its message says what to do.
        OSError: when the file cannot be opened.
    """
    size = path.stat().st_size
    if size > min(_LARGEST_MEGABYTES.values()) * 1_000_000:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        _check_size(Format.DOCX if is_archive(head) else format_of(head, path.name)[0], size, path.name)
    return read(path.read_bytes(), path.name)


def read(content: bytes, name: str) -> Document:
    """The document that a file holds; `name` is its file name.

    Raises:
        UnreadableDocumentError: when the file cannot be read, or not safely; its message says what to do.
    """
    found = _content(content, name)
    if not found.text.strip():
        raise UnreadableDocumentError(name, "it has no text", "Fetch the file again, or save it as PDF with text.")
    return Document(
        name=name,
        media_type=found.media_type,
        digest=hashlib.sha256(content).hexdigest(),
        text=found.text,
        blocks=found.blocks,
        page_starts=found.page_starts,
        attachments=found.attachments,
        properties=MappingProxyType(dict(found.properties)),
        size=len(content),
    )


def _content(content: bytes, name: str) -> Content:
    form, archive = format_of(content, name)
    _check_size(form, len(content), name)
    if archive is not None:
        of_archive: Callable[[Archive], Content] = resolve_name(_READERS[form])
        return of_archive(archive)
    of_bytes: Callable[[bytes, str], Content] = resolve_name(_READERS[form])
    return of_bytes(content, name)


def _check_size(form: Format, size: int, name: str) -> None:
    largest = _LARGEST_MEGABYTES[form]
    if size > largest * 1_000_000:
        reason = f"it is larger than {largest} MB, the limit for {form.value}"
        raise UnreadableDocumentError(name, reason, "Divide it into parts, or leave out its images.")
