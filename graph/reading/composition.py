"""A text put together from the parts of a marked-up document, each part a passage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.model import Block, BlockKind, Span
from graph.reading import marks
from graph.reading.lines import BLANK
from graph.reading.passages import Passage, fold
from graph.reading.roles import blocks_of

_SPACES = re.compile(r"[ \t\r\f\v\xa0]*\n[ \t\r\f\v\xa0]*")
_UNCARRIABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, item or cell to compose, with the sign or number that stands in front of it.

    A part without a kind gets its role from the rules that all formats share; one that is marked keeps the kind it has.
    """

    text: str
    kind: BlockKind | None = None
    level: int = 0
    sign: str = ""
    prominence: float = 1.0
    bold: bool = False
    is_marked: bool = False

    @property
    def label(self) -> str:
        """The bare number or letter of the sign; empty for bullets."""
        label = self.sign.strip(".() ")
        return label if label.isalnum() or "." in label else ""


@dataclass(slots=True)
class Composition:
    """Collects parts in reading order; its text grows and what stands in it never moves."""

    parts: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    length: int = 0

    def add(self, part: Part) -> None:
        """Append a part on a line of its own; boxes to tick in it become options. Parts without words are left out."""
        content = carriable(_SPACES.sub("\n", part.text)).strip(BLANK)
        if not content:
            return
        lead = f"{part.sign} " if part.sign else ""
        start = self._append(lead + content) + len(lead)
        for offset, end, kind in _pieces(content, part.kind):
            words = content[offset:end]
            self.passages.append(
                Passage(
                    Span(start + offset, start + end),
                    fold(words),
                    kind,
                    part.level,
                    label=part.label,
                    sign_start=start - len(lead) if part.label and not offset else None,
                    prominence=part.prominence,
                    bold=part.bold,
                    lines=words.count("\n") + 1,
                    is_marked=part.is_marked or kind is BlockKind.HEADING,
                    has_tab="\t" in words,
                )
            )

    def _append(self, line: str) -> int:
        start = self.length + (1 if self.parts else 0)
        self.parts.append(line)
        self.length = start + len(line)
        return start

    @property
    def text(self) -> str:
        """The text so far."""
        return "\n".join(self.parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the text so far."""
        return blocks_of(self.passages)


def carriable(text: str) -> str:
    """The text without the characters that XML cannot carry."""
    return _UNCARRIABLE.sub("", text)


def _pieces(content: str, kind: BlockKind | None) -> Sequence[tuple[int, int, BlockKind | None]]:
    """Start, end and kind of the passages in a part: one, or what stands before the first box and each option."""
    boxes = marks.boxes(content)
    if not boxes:
        return [(0, len(content), kind)]
    starts = [offset for offset, _ in boxes]
    ends = [*starts[1:], len(content)]
    options = [
        (start, end, BlockKind.TICKED_OPTION if ticked else BlockKind.UNTICKED_OPTION)
        for start, end, (_, ticked) in zip(starts, ends, boxes, strict=True)
    ]
    return [
        part for part in (_trimmed(content, *each) for each in [(0, starts[0], kind), *options]) if part[0] < part[1]
    ]


def _trimmed(content: str, start: int, end: int, kind: BlockKind | None) -> tuple[int, int, BlockKind | None]:
    words = content[start:end]
    inner = words.strip(BLANK)
    start += len(words) - len(words.lstrip(BLANK))
    return start, start + len(inner), kind
