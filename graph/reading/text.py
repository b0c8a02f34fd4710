"""Plain text and Markdown: bytes in, the text exactly as decoded, and the roles of its lines."""

import codecs
import re
from dataclasses import replace

from graph.errors import UnreadableDocumentError
from graph.model import Block
from graph.reading.content import Content
from graph.reading.furniture import with_furniture
from graph.reading.lines import lines_of, page_starts_of
from graph.reading.paragraphs import passages_of
from graph.reading.roles import blocks_of

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes({*range(9), 11, *range(14, 32), 127})
_UNCARRIABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def decode(content: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without byte order mark) or, failing those, Windows-1252.

    Raises:
        UnreadableDocumentError: for bytes that are no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _carriable(content[len(mark) :].decode(encoding, errors="replace"))
    if byte_order := _unmarked_utf16(content):
        return _carriable(content.decode(byte_order, errors="replace"))
    if (len(content) - len(content.translate(None, _CONTROLS))) * 100 > len(content):
        raise UnreadableDocumentError(name, "it is not text", "Save it as PDF, DOCX or UTF-8 text and add it again.")
    try:
        return _carriable(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _carriable(content.decode("cp1252", errors="replace"))


def read_plain(content: bytes, name: str) -> Content:
    """Plain text: exactly the characters of the file, so that offsets counted elsewhere hold."""
    text = decode(content, name)
    return Content("text/plain", text, text_blocks(text), page_starts_of(text))


def read_markdown(content: bytes, name: str) -> Content:
    """Markdown: the source as it is written; its signs lie outside the blocks."""
    return replace(read_plain(content, name), media_type="text/markdown")


def text_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text whose lines are all that is known of its layout."""
    return blocks_of(passages_of(text, with_furniture(lines_of(text))))


def _unmarked_utf16(content: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: Norwegian text has a zero in nearly every second byte."""
    sample = content[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _carriable(text: str) -> str:
    """The text with a space for each control character that XML cannot carry, so that offsets stay as they are."""
    return _UNCARRIABLE.sub(" ", text)
