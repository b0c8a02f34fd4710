"""Reading: the bytes of a response become one text that never changes, and blocks that say what each stretch is."""

import hashlib

from graph.model import Document
from graph.reading.lines import page_starts_of
from graph.reading.text import decode, read_text


def read(content: bytes, name: str) -> Document:
    """The document that a file holds; `name` is its file name.

    Raises:
        UnreadableDocumentError: when the file cannot be read, or not safely; its message says what to do.
    """
    text = decode(content, name)
    return Document(
        name=name,
        media_type="text/plain",
        digest=hashlib.sha256(content).hexdigest(),
        text=text,
        blocks=read_text(text),
        page_starts=page_starts_of(text),
    )
