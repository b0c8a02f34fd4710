"""What a format reader gives back; the dispatcher adds the name and the digest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.model import Attachment, Block


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, its blocks, and what else the format tells."""

    media_type: str
    text: str
    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
