"""What every format reader hands to the role rules: stretches of the text that a reader sees as one."""

import re
from dataclasses import dataclass

from graph.model import Block, BlockKind, Span

_WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text, its words with white space folded, and what its setting says about its role.

    `kind` is None where the role is still to be found; `prominence` is the size of its letters relative to the body's
    (above 1 stands out), `gap` whether empty space precedes it and `lines` how many lines it fills.
    """

    span: Span
    words: str
    kind: BlockKind | None = None
    level: int = 0
    prominence: float = 1.0
    bold: bool = False
    gap: bool = True
    lines: int = 1
    page: int = 0

    @property
    def block(self) -> Block:
        """The passage as a block; one without a role is a paragraph."""
        return Block(self.span, self.kind or BlockKind.PARAGRAPH, self.level)


def fold(text: str) -> str:
    """The text with every run of white space as one space."""
    return _WHITE_SPACE.sub(" ", text).strip()
