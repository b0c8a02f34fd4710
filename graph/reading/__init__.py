"""Reading: the bytes of a response become one text that never changes, and blocks that say what each stretch is."""

import hashlib

from graph.model import Document
from graph.reading.lines import page_starts_of
from graph.reading.pdf import read_pdf
from graph.reading.text import decode, read_text
from graph.reading.content import Content


def read(content: bytes, name: str) -> Document:
    """The document that a file holds; `name` is its file name.

    Raises:
        UnreadableDocumentError: when the file cannot be read, or not safely; its message says what to do.
    """
    if content[:5] == b"%PDF-":
        found = read_pdf(content, name)
    else:
        text = decode(content, name)
        found = Content("text/plain", text, read_text(text), page_starts_of(text))
    return Document(
        name=name,
        media_type=found.media_type,
        digest=hashlib.sha256(content).hexdigest(),
        text=found.text,
        blocks=found.blocks,
        page_starts=found.page_starts,
        attachments=found.attachments,
        properties=found.properties,
    )
