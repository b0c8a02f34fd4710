"""What every format reader hands to the role rules: stretches of the text that a reader sees as one."""

import re
from typing import NamedTuple

from graph.model import Block, BlockKind, Span

_SENTENCE_BREAK = re.compile(r"\w{3}[.!?]\s+[A-ZÆØÅ]")
_SENTENCE_ENDS = tuple(sign + quote for sign in ".!?…" for quote in ("", *'»”")'))


class Passage(NamedTuple):
    """A stretch of the text, its words with white space folded, and what its setting says about its role.

    `kind` is None where the role is still to be found. `label` is the number in front of it and `sign_start` the offset
    at which that number stands, when the span leaves it out; `prominence` is the size of its letters relative to the
    body's (above 1 stands out) and `lines` how many lines it fills. `is_marked` says that markup gave it its role, not
    its looks, `has_tab` that it stands in columns.
    """

    span: Span
    words: str
    kind: BlockKind | None = None
    level: int = 0
    label: str = ""
    sign_start: int | None = None
    prominence: float = 1.0
    bold: bool = False
    lines: int = 1
    page: int = 0
    is_marked: bool = False
    has_tab: bool = False

    @property
    def block(self) -> Block:
        """The passage as a block; one without a role is a paragraph."""
        return Block(self.span, self.kind or BlockKind.PARAGRAPH, self.level)

    @property
    def whole_span(self) -> Span:
        """The span with the number in front."""
        return Span(self.span.start if self.sign_start is None else self.sign_start, self.span.end)

    @property
    def ends_sentence(self) -> bool:
        """Whether the last sign closes a sentence."""
        return self.words.endswith(_SENTENCE_ENDS)

    @property
    def has_sentence_break(self) -> bool:
        """Whether a sentence ends and another begins within."""
        return bool(_SENTENCE_BREAK.search(self.words))

    @property
    def leads_in(self) -> bool:
        """Whether this is running text that announces what follows by a colon."""
        return self.words.endswith(":") and self.words.count(" ") >= 6  # noqa: PLR2004 - shorter ones are labels

    @property
    def is_sentence(self) -> bool:
        """Whether this is running text rather than a label, a name or an address."""
        return self.ends_sentence and self.words.count(" ") >= 6  # noqa: PLR2004 - shorter ones are labels or addresses


def fold(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())
