"""Documents as they are read: one text that never changes, and layers over it."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.model.names import Name
from graph.model.spans import Span


class BlockKind(Name):
    """What a stretch of a document is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    FORM_QUESTION = "form-question"
    TICKED_OPTION = "ticked-option"
    UNTICKED_OPTION = "unticked-option"
    FOOTNOTE = "footnote"
    LETTERHEAD = "letterhead"
    SIGNATURE = "signature"
    PAGE_FURNITURE = "page-furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document with one role; `level` is the depth of a heading (1 is the title) or list item."""

    span: Span
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came inside another one (an e-mail's)."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its text, which never changes, and layers that refer to it by offset.

    `digest` is the SHA-256 of the file's bytes and `size` their number, `page_starts` holds the offset at which each
    page begins (empty where the format has no pages), `blocks` are ordered and do not overlap; text between them is
    white space or marks (bullets, numbers).
    `properties` holds what the file says of itself (keys: title, author, created, sender, recipient, subject).
    """

    name: str
    media_type: str
    digest: str
    text: str
    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    size: int = 0

    def page(self, offset: int) -> int | None:
        """The number, from 1, of the page on which an offset lies; None where the format has no pages."""
        return bisect_right(self.page_starts, offset) or None
