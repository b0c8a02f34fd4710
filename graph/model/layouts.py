"""How a text is laid out: what a reader of it needs beside its characters, as JSON can hold it."""

import json
from dataclasses import dataclass
from typing import Self

from graph.model.documents import Block, BlockKind, Document
from graph.model.spans import Span


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text, the offsets at which its pages begin, and where words stand that decided a statement."""

    blocks: tuple[Block, ...] = ()
    page_starts: tuple[int, ...] = ()
    cues: tuple[Span, ...] = ()

    @classmethod
    def of(cls, document: Document, cues: tuple[Span, ...] = ()) -> Self:
        """The layout of a document as it was read."""
        return cls(document.blocks, document.page_starts, cues)

    def to_json(self) -> str:
        """The layout as one line; it holds offsets and no word of the text."""
        blocks = [[block.span.start, block.span.end, block.kind.value, block.level] for block in self.blocks]
        cues = [[cue.start, cue.end] for cue in self.cues]
        return json.dumps({"blocks": blocks, "cues": cues, "pages": list(self.page_starts)}, separators=(",", ":"))

    @classmethod
    def from_json(cls, content: str) -> Self:
        """Read what `to_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: where the content is not that.
        """
        stored = json.loads(content)
        blocks = tuple(Block(Span(start, end), BlockKind(kind), level) for start, end, kind, level in stored["blocks"])
        return cls(blocks, tuple(stored["pages"]), tuple(Span(start, end) for start, end in stored["cues"]))
